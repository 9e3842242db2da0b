"""What rules written for itstool say beyond ITS 2.0."""

import pytest
from lxml import etree

from tests.documents import localized, messages, read
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.catalog.po import Entry
from toolkit.catalog.template import make_template
from toolkit.document.model import Document
from toolkit.localizing.filling import fill_tree
from toolkit.localizing.writers.own_format import render_own_format

KK = Locale("kk")
NAMESPACES = 'xmlns:its="http://www.w3.org/2005/11/its" xmlns:itst="http://itstool.org/extensions/"'


def xml(rules: str, body: str) -> Document:
    inline = '<its:withinTextRule selector="//b" withinText="yes"/>'
    head = f'<its:rules version="2.0">{inline}{rules}</its:rules>'
    return read(f"<doc {NAMESPACES}>{head}{body}</doc>", "page.xml")


def edition(document: Document, locale: Locale = KK) -> str:
    texts = [(each.message.upper(),) for each in document.units]
    data = render_own_format(document, texts, locale).decode()
    return data.partition("</its:rules>")[2].removesuffix("</doc>")


def contexts(document: Document) -> list[str | None]:
    return [each.context for each in document.units]


def test_a_context_is_the_msgctxt() -> None:
    document = xml('<itst:contextRule selector="//menu" context="menu"/>', "<menu>Open</menu>")
    (entry,) = make_template([document])
    assert (entry.msgctxt, entry.msgid) == ("menu", "Open")


def test_a_context_can_be_pointed_to() -> None:
    rule = """<itst:contextRule selector="//t" contextPointer="concat(@type, ':', @role)"/>"""
    assert contexts(xml(rule, '<t type="link" role="next">a</t>')) == ["link:next"]


def test_the_markup_says_a_context_itself() -> None:
    document = xml('<itst:contextRule selector="//p" context="a"/>', '<p itst:context="b">x</p>')
    assert contexts(document) == ["b"]


def test_one_text_in_two_contexts_is_two_entries() -> None:
    document = xml("", '<p itst:context="verb">Open</p><p itst:context="state">Open</p>')
    entries = [
        Entry(msgid="Open", msgctxt="verb", msgstr="Ашу"),
        Entry(msgid="Open", msgctxt="state", msgstr="Ашық"),
    ]
    tree = fill_tree(document, localized(document, *entries).texts, KK)
    assert [each.text for each in tree.iter("p")] == ["Ашу", "Ашық"]


@pytest.mark.parametrize(
    ("rule", "mark"),
    [('<itst:dropRule selector="//x" drop="yes"/>', ""), ("", ' itst:drop="yes"')],
)
class TestDrop:
    def test_what_is_dropped_is_not_translated(self, rule: str, mark: str) -> None:
        document = xml(rule, f"<p>a</p><x{mark}>b <i>c</i></x>")
        assert messages(document) == ["a"]

    def test_what_is_dropped_stands_in_no_translation(self, rule: str, mark: str) -> None:
        assert edition(xml(rule, f"<p>a</p><x{mark}>b</x>")) == "<p>A</p>"

    def test_what_is_dropped_stays_in_the_source(self, rule: str, mark: str) -> None:
        document = xml(rule, f"<p>a</p><x{mark}>b</x>")
        english = render_own_format(document, [None], Locale("en"))
        assert english == document.source

    def test_it_is_dropped_from_the_middle_of_a_text(self, rule: str, mark: str) -> None:
        within = '<its:withinTextRule selector="//x" withinText="yes"/>'
        document = xml(rule + within, f"<p>a <x{mark}>b</x>c</p>")
        assert messages(document) == ["a c"]
        assert edition(document) == "<p>A C</p>"
        tree = fill_tree(document, [("y",)], KK)
        assert etree.tostring(tree.getroot()[-1]).count(b"<x") == 0


def test_a_later_rule_takes_a_drop_back() -> None:
    rules = '<itst:dropRule selector="//x" drop="yes"/><itst:dropRule selector="//x" drop="no"/>'
    assert messages(xml(rules, "<x>b</x>")) == ["b"]


def test_what_is_for_no_locale_is_not_translated_either() -> None:
    rule = '<its:localeFilterRule selector="//x" localeFilterList=""/>'
    assert messages(xml(rule, "<p>a</p><x>b</x>")) == ["a"]


def test_white_space_is_kept_in_itstools_words() -> None:
    rule = '<itst:preserveSpaceRule selector="//p" preserveSpace="yes"/>'
    assert messages(xml(rule, "<p>a  b</p>")) == ["a  b"]


def test_a_resource_is_referred_to_in_itstools_words() -> None:
    document = xml('<itst:externalRefRule selector="//m" refPointer="@src"/>', '<m src="a.png"/>')
    assert [each.name for each in document.resources] == ["src"]


def test_rules_that_match_another_document_say_nothing() -> None:
    rules = '<itst:match selector="/page"/><its:translateRule selector="//p" translate="no"/>'
    assert messages(xml(rules, "<p>a</p>")) == ["a"]


def test_rules_that_match_one_of_several_count() -> None:
    rules = """<itst:match selector="/page"/><itst:match selector="/doc"/>
    <its:translateRule selector="//p" translate="no"/>"""
    assert messages(xml(rules, "<p>a</p>")) == []


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ('<itst:contextRule selector="//p"/>', "has no context"),
        ('<itst:dropRule drop="yes"/>', "has no selector"),
        ('<itst:dropRule selector="//p" drop="perhaps"/>', "is not a value of drop"),
        ("<itst:match/>", "has no selector"),
        ("<itst:credits/>", "has no appendTo"),
    ],
)
def test_a_rule_that_is_wrong_is_an_error_with_its_line(rule: str, told: str) -> None:
    with pytest.raises(ToolkitError, match=rf"^page.xml:1.*{told}"):
        xml(rule, "<p>a</p>")
