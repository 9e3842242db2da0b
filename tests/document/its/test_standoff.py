from collections.abc import Mapping
from html import escape

import pytest
from lxml import etree

from toolkit.base.errors import ToolkitError
from toolkit.base.markup import parse_html, parse_xml
from toolkit.document.its.annotations import Annotations, annotate
from toolkit.document.its.categories import LOCALIZATION_QUALITY_ISSUE, PROVENANCE
from toolkit.document.its.category import Category, Values

ITS = "http://www.w3.org/2005/11/its"
ISSUES = """<its:locQualityIssues xmlns:its="http://www.w3.org/2005/11/its" xml:id="i1">
<its:locQualityIssue locQualityIssueType="misspelling"/>
<its:locQualityIssue locQualityIssueComment="too  long" locQualityIssueEnabled="no"/>
</its:locQualityIssues>"""
RECORDS = """<its:provenanceRecords xmlns:its="http://www.w3.org/2005/11/its" xml:id="r1">
<its:provenanceRecord person="A" revTool="B"/></its:provenanceRecords>"""
TWO_ISSUES = (
    {"locQualityIssueType": "misspelling", "locQualityIssueEnabled": "yes"},
    {"locQualityIssueComment": "too long", "locQualityIssueEnabled": "no"},
)
SCRIPT = '<script type="application/its+xml">'


def xml(content: str, files: Mapping[str, bytes] | None = None) -> Annotations:
    tree = parse_xml(f'<r xmlns:its="{ITS}">{content}</r>'.encode(), "in/a.xml")
    return annotate(tree, (), resolve=(files or {}).get, path="in/a.xml")


def html(content: str, files: Mapping[str, bytes] | None = None) -> Annotations:
    tree = parse_html(f"<!DOCTYPE html><body>{content}</body>".encode(), "in/a.html")
    return annotate(tree, (), html=True, resolve=(files or {}).get, path="in/a.html")


def records(
    annotations: Annotations, name: str, category: Category = LOCALIZATION_QUALITY_ISSUE
) -> tuple[Values, ...]:
    element: etree._Element = next(annotations.tree.getroot().iter(name))
    return annotations.records(category, element)


def test_records_stand_in_the_document() -> None:
    assert records(xml(f'<a its:locQualityIssuesRef="#i1"/>{ISSUES}'), "a") == TWO_ISSUES


def test_records_are_inherited() -> None:
    assert records(xml(f'<a its:locQualityIssuesRef="#i1"><b/></a>{ISSUES}'), "b") == TWO_ISSUES


def test_records_stand_in_a_script_of_a_page() -> None:
    page = f'<p its-loc-quality-issues-ref="#i1">{SCRIPT}{ISSUES}</script>'
    assert records(html(page), "p") == TWO_ISSUES


def test_a_rule_may_point_to_the_reference() -> None:
    rule = (
        '<its:rules version="2.0"><its:provRule selector="//a"'
        ' provenanceRecordsRefPointer="@r"/></its:rules>'
    )
    found = records(xml(f'{rule}<a r="#r1"/>{RECORDS}'), "a", PROVENANCE)
    assert found == ({"person": "A", "revTool": "B"},)


def test_records_stand_in_a_file_beside_the_document() -> None:
    document = xml('<a its:locQualityIssuesRef="b.xml#i1"/>', {"in/b.xml": ISSUES.encode()})
    assert records(document, "a") == TWO_ISSUES


def test_records_stand_in_a_script_of_another_page() -> None:
    page = f"<title>t</title>{SCRIPT}{RECORDS}</script>".encode()
    document = html('<p its-provenance-records-ref="../b.html#r1">', {"b.html": page})
    assert records(document, "p", PROVENANCE) == ({"person": "A", "revTool": "B"},)


@pytest.mark.parametrize("reference", ["#i2", "#", "i1", "b.xml#i1", "http://a.test/b#i1", "#r1"])
def test_a_list_that_is_not_there_has_no_records(reference: str) -> None:
    document = xml(f'<a its:locQualityIssuesRef="{reference}"/>{ISSUES}{RECORDS}')
    assert records(document, "a") == ()


def test_the_reference_is_told_without_what_records_presume() -> None:
    document = xml('<a its:locQualityIssuesRef="#i1"/>')
    said = document.values(LOCALIZATION_QUALITY_ISSUE, next(document.tree.getroot().iter("a")))
    assert said == {"locQualityIssuesRef": "#i1"}


def test_a_record_that_says_nothing_needed_is_empty() -> None:
    empty = ISSUES.replace('locQualityIssueType="misspelling"', 'locQualityIssueSeverity="1"')
    document = xml(f'<a its:locQualityIssuesRef="#i1"/>{empty}')
    assert records(document, "a") == ({}, TWO_ISSUES[1])


def test_a_file_of_records_that_is_not_well_formed_is_an_error() -> None:
    document = xml('<a its:locQualityIssuesRef="b.xml#i1"/>', {"in/b.xml": b"<a>"})
    with pytest.raises(ToolkitError) as caught:
        records(document, "a")
    assert caught.value.findings[0].code == "xml-syntax"


def test_scripts_inside_scripts_are_no_markup() -> None:
    inner = '<script type="application/its+xml">&lt;broken</script>'
    script = f'<script type="application/its+xml">{escape(f"<x>{inner}{ISSUES}</x>")}</script>'
    assert records(xml(f'<a its:locQualityIssuesRef="#i1"/>{script}'), "a") == TWO_ISSUES
