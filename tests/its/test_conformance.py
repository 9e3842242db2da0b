"""The W3C's ITS 2.0 cases, read from beside the project; they are not part of it."""

from pathlib import Path

import pytest

from toolkit.its.annotations import annotate
from toolkit.its.categories import CATEGORIES, category_named
from toolkit.its.report import report_lines
from toolkit.markup import parse_html, parse_xml

SUITE = Path(__file__).parents[2].parent / "shared" / "its20"
MANIFEST = SUITE / "manifest.tsv"


def cases() -> list[tuple[str, str, str]]:
    if not MANIFEST.is_file():
        return []
    names = {category.name for category in CATEGORIES}
    rows = (line.split("\t") for line in MANIFEST.read_text("utf-8").splitlines()[1:])
    return [(name, given, wanted) for name, given, wanted in rows if name in names]


def resolve(reference: str) -> bytes | None:
    file = SUITE / "input" / reference
    return file.read_bytes() if file.is_file() else None


@pytest.mark.skipif(not MANIFEST.is_file(), reason=f"the W3C's ITS 2.0 cases are not in {SUITE}")
def test_every_data_category_has_cases() -> None:
    assert {name for name, _, _ in cases()} == {category.name for category in CATEGORIES}


@pytest.mark.skipif(not MANIFEST.is_file(), reason=f"the W3C's ITS 2.0 cases are not in {SUITE}")
@pytest.mark.parametrize(("name", "given", "wanted"), cases() or [("", "", "")])
def test_conformance(name: str, given: str, wanted: str) -> None:
    html = given.endswith(".html")
    data = (SUITE / "input" / given).read_bytes()
    tree = (parse_html if html else parse_xml)(data, given)
    annotations = annotate(tree, (), html=html, resolve=resolve, path=given)
    found = [line.rstrip() for line in report_lines(annotations, category_named(name))]
    expected = (SUITE / "expected" / wanted).read_text("utf-8-sig").rstrip()
    assert found == [line.rstrip() for line in expected.splitlines()]
