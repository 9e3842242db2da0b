"""The W3C's ITS 2.0 cases, read from beside the project; they are not part of it."""

from pathlib import Path

import pytest

from toolkit.base.markup import parse_html, parse_xml
from toolkit.document.its.annotations import annotate
from toolkit.document.its.categories import CATEGORIES, category_named
from toolkit.document.its.results import report_lines

SUITE = Path(__file__).parents[3].parent / "shared" / "its20"
MANIFEST = SUITE / "manifest.tsv"


def cases() -> list[tuple[str, str, str]]:
    if not MANIFEST.is_file():
        return []
    names = {category.name for category in CATEGORIES}
    rows = (line.split("\t") for line in MANIFEST.read_text("utf-8").splitlines()[1:])
    return [(name, given, wanted) for name, given, wanted in rows if name in names]


@pytest.mark.skipif(not MANIFEST.is_file(), reason=f"the W3C's ITS 2.0 cases are not in {SUITE}")
def test_every_data_category_has_cases() -> None:
    assert {name for name, _, _ in cases()} == {category.name for category in CATEGORIES}


@pytest.mark.skipif(not MANIFEST.is_file(), reason=f"the W3C's ITS 2.0 cases are not in {SUITE}")
@pytest.mark.parametrize(("name", "given", "wanted"), cases() or [("", "", "")])
def test_conformance(name: str, given: str, wanted: str) -> None:
    html = given.endswith(".html")
    data = (SUITE / "input" / given).read_bytes()
    lacking: list[str] = []

    def resolve(reference: str) -> bytes | None:
        file = SUITE / "input" / reference
        if file.is_file():
            return file.read_bytes()
        lacking.append(reference)
        return None

    tree = (parse_html if html else parse_xml)(data, given)
    annotations = annotate(tree, (), html=html, resolve=resolve, path=given)
    found = [line.rstrip() for line in report_lines(annotations, category_named(name))]
    if lacking:
        pytest.skip(f"the suite does not hold {', '.join(lacking)}, which the case refers to")
    expected = (SUITE / "expected" / wanted).read_text("utf-8-sig").rstrip()
    assert found == [line.rstrip() for line in expected.splitlines()]


# The suite lacks three files that its pages refer to; these say what its results suppose.
_RULES = """<its:rules xmlns:its="http://www.w3.org/2005/11/its" version="2.0"
xmlns:h="http://www.w3.org/1999/xhtml"><its:provRule selector="//h:p[@class='{}']"
provenanceRecordsRefPointer="h:a/@href"/></its:rules>"""
_PAGE = """<!DOCTYPE html><title>Records</title><script type="application/its+xml">
<its:provenanceRecords xml:id="pr1" xmlns:its="http://www.w3.org/2005/11/its">
<its:provenanceRecord toolRef="http://www.provdata.com/tool/#onlinemtex" revPerson="James Joyce"
revToolRef="http://www.provdata.com/RevTool/#mycat-v1" revOrg="acme-CAT-v2.3"
provRef="http://www.examplelsp.com/excontent987/production/prov/e6354"/>
<its:provenanceRecord revPerson="John Smith" revOrg="Linguaserve I.S. S.A."/>
</its:provenanceRecords></script>"""
STAND_INS = {
    "provenance1html": ("htmlrules.xml", _RULES.format("prov-records-ref")),
    "provenance5html": ("htmlrules.xml", _RULES.format("prov-records-ref1")),
    "provenance7html": ("htmlstandoff.html", _PAGE),
}


@pytest.mark.skipif(not MANIFEST.is_file(), reason=f"the W3C's ITS 2.0 cases are not in {SUITE}")
@pytest.mark.parametrize("case", STAND_INS)
def test_pages_with_stand_ins_for_the_files_that_the_suite_lacks(case: str) -> None:
    name, content = STAND_INS[case]
    given = f"provenance/html/{case}.html"
    files = {f"provenance/html/{case.removesuffix('html')}{name}": content.encode()}
    tree = parse_html((SUITE / "input" / given).read_bytes(), given)
    annotations = annotate(tree, (), html=True, resolve=files.get, path=given)
    found = [line.rstrip() for line in report_lines(annotations, category_named("provenance"))]
    expected = (SUITE / f"expected/provenance/html/{case}output.txt").read_text("utf-8-sig")
    assert found == [line.rstrip() for line in expected.rstrip().splitlines()]
