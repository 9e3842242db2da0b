"""ITS 2.0's data categories, case by case: a document, and what the category says of each node.

The project's own cases are in tests/data/its, a folder for each category. Each is a document with
a file of the same name and `.txt` beside it: a line for every element and attribute, as the W3C's
test suite writes them and `toolkit its CATEGORY FILE` prints them. What such a file says was
written by hand from the text of the standard, not by the toolkit. The W3C's cases, which have
another licence, are read from beside the project where they are.
"""

from pathlib import Path

import pytest

from toolkit.base.markup import parse_html, parse_xml
from toolkit.document.its.annotations import annotate
from toolkit.document.its.categories import CATEGORIES, category_named
from toolkit.document.its.results import report_lines

OWN = Path(__file__).parents[2] / "data" / "its"
OWN_CASES = sorted(path.relative_to(OWN).as_posix() for path in OWN.rglob("*.txt"))
NAMES = {category.name for category in CATEGORIES}


def told(folder: Path, given: str, category: str) -> tuple[list[str], list[str]]:
    """Return what is said of a document's nodes, and the files that it refers to in vain."""
    lacking: list[str] = []

    def resolve(reference: str) -> bytes | None:
        file = folder / reference
        if file.is_file():
            return file.read_bytes()
        lacking.append(reference)
        return None

    html = given.endswith(".html")
    tree = (parse_html if html else parse_xml)((folder / given).read_bytes(), given)
    annotations = annotate(tree, (), html=html, resolve=resolve, path=given)
    return [line.rstrip() for line in report_lines(annotations, category_named(category))], lacking


def lines(file: Path) -> list[str]:
    return [line.rstrip() for line in file.read_text("utf-8-sig").rstrip().splitlines()]


@pytest.mark.parametrize("case", OWN_CASES)
def test_own_cases(case: str) -> None:
    found, lacking = told(OWN, case.removesuffix(".txt"), case.partition("/")[0])
    assert found == lines(OWN / case)
    assert not lacking


def test_every_data_category_has_own_cases() -> None:
    assert {case.partition("/")[0] for case in OWN_CASES} == NAMES


# Preserve Space is said by xml:space alone, which HTML does not have (8.15).
@pytest.mark.parametrize("category", sorted(NAMES - {"preserve-space"}))
def test_every_data_category_has_own_cases_in_html(category: str) -> None:
    assert any(case.startswith(f"{category}/") and ".html." in case for case in OWN_CASES)


# --- the W3C's

SUITE = Path(__file__).parents[3].parent / "shared" / "its20"
MANIFEST = SUITE / "manifest.tsv"
beside = pytest.mark.skipif(
    not MANIFEST.is_file(), reason=f"NOT TESTED: the W3C's ITS 2.0 cases are not in {SUITE}"
)


def cases() -> list[tuple[str, str, str]]:
    if not MANIFEST.is_file():
        return []
    rows = (line.split("\t") for line in MANIFEST.read_text("utf-8").splitlines()[1:])
    return [(name, given, wanted) for name, given, wanted in rows if name in NAMES]


@beside
def test_every_data_category_has_cases() -> None:
    assert {name for name, _, _ in cases()} == NAMES


@beside
@pytest.mark.parametrize(("name", "given", "wanted"), cases() or [("", "", "")])
def test_conformance(name: str, given: str, wanted: str) -> None:
    found, lacking = told(SUITE / "input", given, name)
    if lacking:
        pytest.skip(f"the suite does not hold {', '.join(lacking)}, which the case refers to")
    assert found == lines(SUITE / "expected" / wanted)


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


@beside
@pytest.mark.parametrize("case", STAND_INS)
def test_pages_with_stand_ins_for_the_files_that_the_suite_lacks(case: str) -> None:
    name, content = STAND_INS[case]
    given = f"provenance/html/{case}.html"
    files = {f"provenance/html/{case.removesuffix('html')}{name}": content.encode()}
    tree = parse_html((SUITE / "input" / given).read_bytes(), given)
    annotations = annotate(tree, (), html=True, resolve=files.get, path=given)
    found = [line.rstrip() for line in report_lines(annotations, category_named("provenance"))]
    assert found == lines(SUITE / f"expected/provenance/html/{case}output.txt")
