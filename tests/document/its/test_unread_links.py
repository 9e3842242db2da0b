"""Links to rules and records that cannot be read: told, with their place."""

import pytest

from toolkit.base.errors import Severity
from toolkit.document.formats import ReadOptions, read_document

ITS = 'xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0"'
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
LINKING = f'<d {ITS}>\n<its:rules version="2.0" {XLINK} xlink:href="{{}}"/><p>One.</p></d>'
PAGE = '<!doctype html>\n<head><link rel="its-rules" href="{}"><title>A</title></head><p>One.'
RECORDS = f'<d {ITS}><p its:provenanceRecordsRef="{{}}#r1">One.</p></d>'


def doubts(source: str, path: str, files: dict[str, bytes]) -> list[str]:
    options = ReadOptions(resolve=files.get)
    document = read_document(source.encode(), path, "a", options)
    assert [each.message for each in document.units][-1] == "One."
    assert all(each.severity is Severity.WARNING for each in document.doubts)
    return [str(each) for each in document.doubts]


@pytest.mark.parametrize(
    ("source", "path", "place"),
    [(LINKING, "a.xml", "a.xml:2"), (PAGE, "a.html", "a.html:2"), (RECORDS, "a.xml", "a.xml")],
)
@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("rules.xml", "“rules.xml” cannot be read"),
        ("../rules.xml", "“../rules.xml” cannot be read"),
        ("https://example.org/r.xml", "“https://example.org/r.xml” is on a network"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(
    source: str, path: str, place: str, link: str, said: str
) -> None:
    (finding,) = doubts(source.format(link), path, {})
    assert finding.startswith(f"{place}: warning: ")
    assert said in finding


def test_a_link_in_a_file_of_rules_names_that_file() -> None:
    rules = f'<its:rules xmlns:its="http://www.w3.org/2005/11/its" version="2.0" {XLINK} xlink:href="b.xml"/>'  # noqa: E501 - one element
    (finding,) = doubts(LINKING.format("r/a.xml"), "a.xml", {"r/a.xml": rules.encode()})
    assert finding.startswith("r/a.xml:1: warning: the file of ITS rules or records “r/b.xml”")


def test_what_can_be_read_is_not_told() -> None:
    rules = b'<its:rules xmlns:its="http://www.w3.org/2005/11/its" version="2.0"/>'
    assert doubts(LINKING.format("a.xml"), "b.xml", {"a.xml": rules}) == []
