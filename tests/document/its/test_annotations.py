from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from toolkit.base.errors import ToolkitError
from toolkit.base.markup import parse_html, parse_xml
from toolkit.document.its.annotations import Annotations, LocalizationNote, annotate
from toolkit.document.its.rules import Rules, read_rules

ITS = "http://www.w3.org/2005/11/its"
HTML = 'xmlns:h="http://www.w3.org/1999/xhtml"'


def rules(content: str) -> Rules:
    text = f'<its:rules xmlns:its="{ITS}" {HTML} version="2.0">{content}</its:rules>'
    return read_rules(text.encode(), "rules.xml")


def xml(content: str, *given_rules: str) -> Annotations:
    tree = parse_xml(f'<r xmlns:its="{ITS}">{content}</r>'.encode(), "a.xml")
    return annotate(tree, [rules(each) for each in given_rules])


def html(content: str, *given_rules: str) -> Annotations:
    tree = parse_html(f"<!DOCTYPE html><body>{content}</body>".encode(), "a.html")
    return annotate(tree, [rules(each) for each in given_rules], html=True)


def find(annotations: Annotations, name: str) -> etree._Element:
    return next(annotations.tree.getroot().iter(name))


def test_elements_are_translated_by_default() -> None:
    document = xml("<a/>")
    assert document.translate(find(document, "a"))


def test_attributes_are_not_translated_by_default() -> None:
    document = xml("<a t=''/>")
    assert not document.translate(find(document, "a"), "t")


def test_a_rule_is_inherited() -> None:
    document = xml("<a><b><c/></b></a>", '<its:translateRule selector="//a" translate="no"/>')
    assert not document.translate(find(document, "c"))


def test_the_last_rule_wins() -> None:
    no = '<its:translateRule selector="//a" translate="no"/>'
    yes = '<its:translateRule selector="//a" translate="yes"/>'
    document = xml("<a/>", no + yes)
    assert document.translate(find(document, "a"))


def test_the_last_file_of_rules_wins() -> None:
    no = '<its:translateRule selector="//a" translate="no"/>'
    yes = '<its:translateRule selector="//a" translate="yes"/>'
    document = xml("<a/>", yes, no)
    assert not document.translate(find(document, "a"))


def test_rules_in_the_document_are_stronger_than_given_ones() -> None:
    inside = (
        '<its:rules version="2.0"><its:translateRule selector="//a" translate="no"/></its:rules>'
    )
    document = xml(inside + "<a/>", '<its:translateRule selector="//a" translate="yes"/>')
    assert not document.translate(find(document, "a"))


def test_local_markup_is_stronger_than_rules() -> None:
    rule = '<its:translateRule selector="//a" translate="yes"/>'
    document = xml('<a its:translate="no"/>', rule)
    assert not document.translate(find(document, "a"))


def test_a_rule_is_stronger_than_what_is_inherited_from_local_markup() -> None:
    rule = '<its:translateRule selector="//b" translate="yes"/>'
    document = xml('<a its:translate="no"><b/></a>', rule)
    assert document.translate(find(document, "b"))


def test_a_rule_for_an_attribute_is_not_inherited() -> None:
    document = xml(
        "<a t=''><b t=''/></a>", '<its:translateRule selector="//a/@t" translate="yes"/>'
    )
    assert document.translate(find(document, "a"), "t")
    assert not document.translate(find(document, "b"), "t")


def test_a_wrong_value_in_local_markup_says_nothing() -> None:
    document = xml('<a its:translate="maybe" its:dir="up"/>')
    assert document.translate(find(document, "a"))
    assert document.direction(find(document, "a")) == "ltr"


def test_the_span_of_its_needs_no_prefix_on_its_attributes() -> None:
    document = xml('<its:span translate="no"/>')
    assert not document.translate(document.tree.getroot()[0])


def test_the_same_rules_serve_many_documents() -> None:
    rule = rules('<its:translateRule selector="//a" translate="no"/>')
    trees = [parse_xml(b"<r><a/><b/></r>", "a.xml") for _ in range(2)]
    said = [[annotate(tree, [rule]).translate(each) for each in tree.getroot()] for tree in trees]
    assert said == [[False, True]] * 2


def test_html_has_its_own_translate() -> None:
    document = html("<p translate=NO>a<b>c</b><i translate>d</i>")
    assert not document.translate(find(document, "b"))
    assert document.translate(find(document, "i"))


def test_translatable_attributes_of_html_go_with_their_element() -> None:
    document = html("<p translate=no><img alt=a></p><h1 title=b></h1>")
    assert not document.translate(find(document, "img"), "alt")
    assert document.translate(find(document, "h1"), "title")


def test_other_attributes_of_html_are_not_translated() -> None:
    document = html("<p class=a data-x=b>")
    assert not document.translate(find(document, "p"), "class")
    assert not document.translate(find(document, "p"), "data-x")


@pytest.mark.parametrize(
    ("markup", "attribute", "translated"),
    [
        ("<input type=submit value=a>", "value", True),
        ("<input type=TEXT value=a>", "value", False),
        ("<input placeholder=a>", "placeholder", True),
        ("<th abbr=a>", "abbr", True),
        ("<td abbr=a>", "abbr", False),
        ("<track label=a>", "label", True),
        ("<p aria-label=a>", "aria-label", True),
        ("<p aria-labelledby=a>", "aria-labelledby", False),
        ("<meta name=Description content=a>", "content", True),
        ("<meta property=og:title content=a>", "content", True),
        ("<meta property=article:section content=a>", "content", True),
        ("<meta name=DC.title content=a>", "content", True),
        ("<meta itemprop='headline name' content=a>", "content", True),
        ("<meta itemprop=datePublished content=a>", "content", False),
        ("<meta name=viewport content=a>", "content", False),
    ],
)
def test_which_attributes_of_html_are_translatable(
    markup: str, attribute: str, translated: bool
) -> None:
    wrapped = f"<table><tr>{markup}</table>" if markup.startswith("<t") else markup
    document = html(wrapped)
    element = next(each for each in document.tree.iter() if attribute in each.attrib)
    assert document.translate(element, attribute) is translated


def test_a_rule_for_an_element_of_html_reaches_its_translatable_attributes() -> None:
    document = html("<img alt=a>", '<its:translateRule selector="//h:img" translate="no"/>')
    assert not document.translate(find(document, "img"), "alt")


def test_xhtml_is_html() -> None:
    page = b'<html xmlns="http://www.w3.org/1999/xhtml"><p translate="no"><b title="t"/></p></html>'
    rule = rules('<its:withinTextRule selector="//h:p" withinText="nested"/>')
    tree = parse_xml(page, "a.xhtml")
    document = annotate(tree, [rule], html=True)
    paragraph = tree.getroot()[0]
    assert not document.translate(paragraph[0], "title")
    assert document.within_text(paragraph[0]) == "yes"
    assert document.within_text(paragraph) == "nested"


def test_html_markup_in_xml_says_nothing() -> None:
    document = xml('<a translate="no" lang="fr" dir="rtl" id="i"/>')
    element = find(document, "a")
    assert document.translate(element)
    assert document.language(element) == ""
    assert document.direction(element) == "ltr"
    assert document.id_value(element) is None


@pytest.mark.parametrize(
    ("name", "within"),
    [
        ("p", "no"),
        ("em", "yes"),
        ("br", "yes"),
        ("script", "nested"),
        ("noscript", "nested"),
        ("textarea", "nested"),
        ("meta", "no"),
    ],
)
def test_phrasing_content_of_html_is_within_text(name: str, within: str) -> None:
    document = html(f"<{name}>")
    assert document.within_text(find(document, name)) == within


def test_metadata_of_html_with_a_property_is_within_text() -> None:
    document = html("<p>a<meta itemprop=b content=c>")
    assert document.within_text(find(document, "meta")) == "yes"


def test_within_text_is_not_inherited() -> None:
    document = xml("<a><b/></a>", '<its:withinTextRule selector="//a" withinText="yes"/>')
    assert document.within_text(find(document, "b")) == "no"


def test_within_text_is_told_locally_in_html() -> None:
    document = html("<span its-within-text=Nested>a</span>")
    assert document.within_text(find(document, "span")) == "nested"


def test_a_note_is_inherited_by_elements_alone() -> None:
    document = xml('<a its:locNote="Mind  the\n gap" t=""><b/></a>')
    note = LocalizationNote("Mind the gap", "description")
    assert document.note(find(document, "b")) == note
    assert document.note(find(document, "a"), "t") is None


def test_a_local_note_replaces_an_inherited_one_whole() -> None:
    document = xml('<a its:locNote="A" its:locNoteType="alert"><b its:locNote="B"/></a>')
    assert document.note(find(document, "b")) == LocalizationNote("B", "description")


def test_a_type_without_a_note_says_nothing() -> None:
    document = xml('<a its:locNoteType="alert"/>')
    assert document.note(find(document, "a")) is None


def test_an_empty_note_is_none() -> None:
    document = xml('<a its:locNote="A"><b its:locNote=" "/></a>')
    assert document.note(find(document, "b")) is None


def test_a_note_is_pointed_to() -> None:
    rule = '<its:locNoteRule locNoteType="alert" selector="//a/@t" locNotePointer="../n"/>'
    document = xml("<a t=''><n>Mind\n <b>this</b></n></a>", rule)
    assert document.note(find(document, "a"), "t") == LocalizationNote("Mind this", "alert")


def test_a_pointer_to_nothing_says_nothing() -> None:
    rule = '<its:locNoteRule locNoteType="alert" selector="//a" locNotePointer="@n"/>'
    document = xml("<a/>", rule)
    assert document.note(find(document, "a")) is None


def test_a_note_may_be_a_reference() -> None:
    document = xml('<a its:locNoteRef="notes.html#a"/>')
    assert str(document.note(find(document, "a"))) == "notes.html#a"


def test_direction_reaches_attributes() -> None:
    document = xml('<a its:dir="rtl"><b t=""/></a>')
    assert document.direction(find(document, "b"), "t") == "rtl"


def test_html_may_leave_direction_to_the_text() -> None:
    document = html("<p dir=AUTO>")
    assert document.direction(find(document, "p")) == "auto"


def test_language_is_inherited_and_may_be_unknown_again() -> None:
    document = xml('<a xml:lang="kk"><b><c/></b><d xml:lang=""/></a>')
    assert document.language(find(document, "c")) == "kk"
    assert document.language(find(document, "d")) == ""


def test_a_language_in_markup_is_stronger_than_a_rule() -> None:
    rule = '<its:langRule selector="//h:p" langPointer="@data-lang"/>'
    document = html("<p lang=kk data-lang=ru><b>a</b></p>", rule)
    assert document.language(find(document, "b")) == "kk"


def test_a_language_is_pointed_to() -> None:
    rule = '<its:langRule selector="//h:p" langPointer="@data-lang"/>'
    document = html("<p data-lang=ru><b>a</b></p>", rule)
    assert document.language(find(document, "b")) == "ru"


def test_space_is_preserved_inside() -> None:
    document = xml('<a xml:space="preserve"><b/><c xml:space="default"/></a>')
    assert document.preserves_space(find(document, "b"))
    assert not document.preserves_space(find(document, "c"))


def test_an_id_is_not_inherited() -> None:
    document = xml('<a xml:id="i"><b/></a>')
    assert document.id_value(find(document, "a")) == "i"
    assert document.id_value(find(document, "b")) is None


def test_an_id_may_be_put_together() -> None:
    rule = """<its:idValueRule selector="//b/@t" idValue="concat(../../@name, '_t')"/>"""
    document = xml("<a name='x'><b t=''/></a>", rule)
    assert document.id_value(find(document, "b"), "t") == "x_t"


@pytest.mark.parametrize("name", ["@click", "v-on:x", "xlink:href"])
def test_attributes_of_html_may_have_any_name(name: str) -> None:
    rule = '<its:idValueRule selector="//h:p/@*" idValue="."/>'
    document = html(f"<p {name}=x>", rule)
    assert document.id_value(find(document, "p"), name) == "x"
    assert not document.translate(find(document, "p"), name)


def test_an_id_in_markup_is_stronger_than_a_rule() -> None:
    document = xml('<a name="n" xml:id="i"/>', '<its:idValueRule selector="//a" idValue="@name"/>')
    assert document.id_value(find(document, "a")) == "i"


def test_a_filter_reaches_attributes() -> None:
    document = xml('<a its:localeFilterList=" kk , ru" t=""/>')
    filtered = document.locale_filter(find(document, "a"), "t")
    assert (filtered.ranges, filtered.kind) == (("kk", "ru"), "include")


def test_a_wrong_rule_in_the_document_is_an_error() -> None:
    with pytest.raises(ToolkitError, match="is not a value of translate"):
        xml(
            '<its:rules version="2.0"><its:translateRule selector="//a" translate="1"/></its:rules>'
        )


def test_linked_rules_are_weaker_than_those_that_link() -> None:
    page = (
        f'<r xmlns:its="{ITS}" xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<its:rules version="2.0" xlink:href="r.xml">'
        '<its:translateRule selector="//a" translate="yes"/></its:rules><a/><b/></r>'
    )
    outside = (
        f'<its:rules xmlns:its="{ITS}" version="2.0">'
        '<its:translateRule selector="//a | //b" translate="no"/></its:rules>'
    )
    files = {"dir/r.xml": outside.encode()}
    tree = parse_xml(page.encode(), "dir/a.xml")
    document = annotate(tree, [], resolve=files.get, path="dir/a.xml")
    assert [document.translate(find(document, name)) for name in "ab"] == [True, False]


@st.composite
def nested_documents(draw: st.DrawFn) -> str:
    def element(depth: int) -> str:
        said = draw(st.sampled_from(["", ' its:translate="yes"', ' its:translate="no"']))
        count = draw(st.integers(0, 3)) if depth else 0
        return f"<a{said}>" + "".join(element(depth - 1) for _ in range(count)) + "</a>"

    return element(4)


@given(nested_documents(), st.randoms(use_true_random=False))
def test_inheritance_does_not_depend_on_the_order_of_questions(
    content: str, chance: Random
) -> None:
    document = xml(content)
    elements = list(document.tree.getroot().iter(etree.Element))
    chance.shuffle(elements)
    for element in elements:
        said = [each.get(f"{{{ITS}}}translate") for each in [element, *element.iterancestors()]]
        nearest = next((each for each in said if each), "yes")
        assert document.translate(element) == (nearest == "yes")
