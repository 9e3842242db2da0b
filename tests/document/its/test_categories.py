import pytest
from lxml import etree

from toolkit.base.errors import ToolkitError
from toolkit.base.markup import parse_html, parse_xml
from toolkit.document.its.annotations import Annotations, annotate
from toolkit.document.its.categories import CATEGORIES, category_named
from toolkit.document.its.rules import read_rules

ITS = "http://www.w3.org/2005/11/its"


def xml(content: str, rule: str = "") -> Annotations:
    tree = parse_xml(f'<r xmlns:its="{ITS}">{content}</r>'.encode(), "a.xml")
    data = f'<its:rules xmlns:its="{ITS}" version="2.0">{rule}</its:rules>'.encode()
    return annotate(tree, [read_rules(data, "rules.xml")])


def html(content: str) -> Annotations:
    tree = parse_html(f"<!DOCTYPE html><body>{content}</body>".encode(), "a.html")
    return annotate(tree, (), html=True)


def said(
    annotations: Annotations, category: str, name: str, attribute: str | None = None
) -> dict[str, str]:
    element: etree._Element = next(annotations.tree.getroot().iter(name))
    return dict(annotations.values(category_named(category), element, attribute))


def test_there_are_nineteen_data_categories() -> None:
    assert len({category.name for category in CATEGORIES}) == 19


def test_an_unknown_data_category_is_an_error() -> None:
    with pytest.raises(ToolkitError):
        category_named("ruby")


def test_nothing_is_a_term_by_default() -> None:
    assert said(xml("<a/>"), "terminology", "a") == {"term": "no"}


def test_a_term_is_none_of_the_elements_in_it() -> None:
    document = xml('<a its:term="yes" its:termConfidence="0.5"><b/></a>')
    assert said(document, "terminology", "a") == {"term": "yes", "termConfidence": "0.5"}
    assert said(document, "terminology", "b") == {"term": "no"}


def test_a_term_may_point_to_its_explanation() -> None:
    rule = '<its:termRule selector="//a" term="yes" termInfoPointer="id(@d)"/>'
    document = xml('<a d="x"/><b xml:id="x">one  two</b>', rule)
    assert said(document, "terminology", "a") == {"term": "yes", "termInfo": "one two"}


def test_html_writes_values_of_a_fixed_set_in_any_case() -> None:
    page = html("<p its-term=YES its-storage-size=9 its-line-break-type=CRLF>")
    assert said(page, "terminology", "p") == {"term": "yes"}
    assert said(page, "storage-size", "p")["lineBreakType"] == "crlf"


def test_xml_does_not() -> None:
    assert said(xml('<a its:term="YES"/>'), "terminology", "a") == {"term": "no"}


def test_domains_are_gathered_mapped_and_inherited_by_all() -> None:
    rule = (
        '<its:domainRule selector="//b" domainPointer="//k"'
        """ domainMapping="'Criminal law' law, &quot;tort law&quot; law, cars automotive"/>"""
    )
    document = xml("<k>criminal LAW, cars</k><k>'Tort law', Sport</k><b><c d=''/></b>", rule)
    assert said(document, "domain", "c", "d") == {"domains": "law, automotive, Sport"}


def test_a_domain_rule_that_finds_none_says_nothing() -> None:
    assert (
        said(xml("<b/>", '<its:domainRule selector="//b" domainPointer="@k"/>'), "domain", "b")
        == {}
    )


def test_text_analysis_needs_a_class_or_an_identifier() -> None:
    document = xml('<a its:taConfidence="1"/><b its:taSource="s" its:taIdent="i"/>')
    assert said(document, "text-analysis", "a") == {}
    assert said(document, "text-analysis", "b") == {"taSource": "s", "taIdent": "i"}


def test_provenance_reaches_attributes() -> None:
    document = xml('<a its:revOrg="o"><b c=""/></a>')
    assert said(document, "provenance", "b", "c") == {"revOrg": "o"}


def test_the_external_resource_of_an_attribute_may_be_itself() -> None:
    rule = '<its:externalResourceRefRule selector="//a/@src" externalResourceRefPointer="."/>'
    document = xml('<a src="f.png"/>', rule)
    assert said(document, "external-resource", "a", "src") == {"externalResourceRef": "f.png"}
    assert said(document, "external-resource", "a") == {}


def test_a_target_pointer_is_told_as_written_with_its_variables() -> None:
    rule = (
        """<its:param name="n">it's</its:param><its:targetPointerRule selector="//a" """
        """targetPointer="../b[@c=$n]/d[ '$n' ]"/>"""
    )
    found = said(xml("<a/>", rule), "target-pointer", "a")
    assert found == {"targetPointer": """../b[@c="it's"]/d[ '$n' ]"""}


def test_a_quality_issue_is_enabled_unless_it_says_otherwise() -> None:
    page = html("<p its-loc-quality-issue-comment=c><b></b>")
    assert said(page, "localization-quality-issue", "b") == {
        "locQualityIssueComment": "c",
        "locQualityIssueEnabled": "yes",
    }


def test_a_type_of_quality_issue_that_is_none_is_passed_over_in_local_markup() -> None:
    assert said(xml('<a its:locQualityIssueType="x"/>'), "localization-quality-issue", "a") == {}


def test_a_quality_rating_is_a_score_or_a_vote() -> None:
    document = xml(
        '<a its:locQualityRatingVote="-3"><b/></a><c its:locQualityRatingProfileRef="p"/>'
    )
    assert said(document, "localization-quality-rating", "b") == {"locQualityRatingVote": "-3"}
    assert said(document, "localization-quality-rating", "c") == {}


def test_machine_translation_confidence_is_inherited_by_elements_only() -> None:
    document = xml('<a><b c=""/></a>', '<its:mtConfidenceRule selector="//a" mtConfidence="0.5"/>')
    assert said(document, "mt-confidence", "b") == {"mtConfidence": "0.5"}
    assert said(document, "mt-confidence", "b", "c") == {}


def test_allowed_characters_keep_their_spaces() -> None:
    rule = '<its:allowedCharactersRule selector="//a" allowedCharactersPointer="@c"/>'
    assert said(xml('<a c="[ -~]"/>', rule), "allowed-characters", "a") == {
        "allowedCharacters": "[ -~]"
    }


def test_a_storage_size_presumes_an_encoding_and_a_line_break() -> None:
    document = xml('<its:span storageSize="8"><b/></its:span>')
    assert said(document, "storage-size", f"{{{ITS}}}span") == {
        "storageSize": "8",
        "storageEncoding": "UTF-8",
        "lineBreakType": "lf",
    }
    assert said(document, "storage-size", "b") == {}


def test_tools_are_inherited_by_data_category() -> None:
    document = xml(
        '<a its:annotatorsRef="text-analysis|t1 mt-confidence|m">'
        '<b its:annotatorsRef="text-analysis|t2"><c/></b></a>'
    )
    element: etree._Element = next(document.tree.getroot().iter("c"))
    assert document.annotators(element) == {"mt-confidence": "m", "text-analysis": "t2"}


def test_html_names_tools_too() -> None:
    page = html("<p its-annotators-ref='terminology|t'>")
    element: etree._Element = next(page.tree.getroot().iter("p"))
    assert page.annotators(element) == {"terminology": "t"}


def test_only_what_is_spoken_of_is_looked_for() -> None:
    page = html("<p its-term=yes>")
    assert "terminology" in page.mentioned
    assert "domain" not in page.mentioned
    assert "storage-size" not in page.mentioned
