"""What filling a tree does beyond texts: language and direction."""

import pytest
from lxml import etree

from tests.documents import page, read, xml
from toolkit.base.bcp47 import Locale
from toolkit.base.text import message_codes, parse_text, plain, to_message
from toolkit.catalog.template import identified
from toolkit.document.model import Document
from toolkit.localizing.filling import fill_tree

UG = Locale("ug")


def body(document: Document, *texts: str | None) -> str:
    tree = fill_tree(document, [None if text is None else (text,) for text in texts], UG)
    (first,) = tree.getroot().findall("body")
    return etree.tostring(first[0], encoding="unicode", method="html")


def test_what_was_in_the_sources_language_is_in_the_locales() -> None:
    assert body(page('<div lang="en-US"><p>a</p></div>'), "x") == '<div lang="ug"><p>x</p></div>'


def test_a_text_in_another_language_keeps_saying_so() -> None:
    assert 'lang="fr"' in body(page('<p lang="fr">mot</p>'), "x")


def test_xml_lang_is_turned_as_well() -> None:
    tree = fill_tree(xml('<p xml:lang="en">a</p>'), [("x",)], UG)
    assert tree.getroot()[0].get("{http://www.w3.org/XML/1998/namespace}lang") == "ug"


def test_what_went_the_sources_way_goes_the_locales() -> None:
    assert body(page('<div dir="ltr"><p>a</p></div>'), "x") == '<div dir="rtl"><p>x</p></div>'


def test_a_direction_inside_a_text_stays() -> None:
    document = page('<p>a <span dir="ltr">b</span></p>')
    tree = fill_tree(document, [document.units[0].text], UG)
    assert tree.getroot().find("body/p/span[@dir='ltr']") is not None


def test_a_text_that_went_another_way_keeps_it() -> None:
    assert 'dir="rtl"' in body(page('<p dir="rtl">a</p>'), "x")


def test_an_edition_with_no_translation_says_what_its_source_does() -> None:
    document = page('<p lang="en" dir="ltr">a</p>')
    assert 'lang="en"' in body(document, None)


@pytest.mark.parametrize("locale", ["en", "kk"])
def test_the_source_itself_never_changes(locale: str) -> None:
    document = page('<p lang="en" dir="ltr">a</p>')
    before = etree.tostring(document.tree)
    fill_tree(document, [("x",)], Locale(locale))
    assert etree.tostring(document.tree) == before


def test_a_kept_part_keeps_its_language() -> None:
    document = page('<p>a <q lang="en" translate="no">b</q></p>')
    tree = fill_tree(document, [document.units[0].text], UG)
    assert tree.getroot().find("body/p/q[@lang='en']") is not None


def test_a_translated_part_of_a_text_is_in_the_locales_language() -> None:
    document = page('<p>a <i lang="en">b</i></p>')
    tree = fill_tree(document, [document.units[0].text], UG)
    assert tree.getroot().find("body/p/i[@lang='ug']") is not None


def test_a_passage_that_stays_says_the_sources_language_inside_one_that_turned() -> None:
    document = page('<div lang="en" dir="ltr"><p>a</p><p lang="en">b</p></div>')
    told = body(document, "x", None)
    assert told.startswith('<div lang="ug" dir="rtl"><p>x</p><p lang="en" dir="ltr"')


def test_the_white_space_round_a_text_stays_round_its_translation() -> None:
    document = page("<p>\n  See <em>a</em> and <b>b</b>\n</p>")
    (unit,) = document.units
    text = parse_text("<b>B</b> x <em>A</em>", message_codes(to_message(unit.text)))
    tree = fill_tree(document, [text], UG)
    (paragraph,) = tree.iter("p")
    written = etree.tostring(paragraph, encoding="unicode", method="html")
    assert written.startswith("<p>\n  <b>B</b> x <em>A</em>\n</p>")


def test_so_does_that_round_a_text_without_codes() -> None:
    assert body(page("<p>\n  a\n</p>"), "x") == "<p>\n  x\n</p>"


def listed(source: str, *done: str, locale: Locale = UG, omit: bool = False) -> str:
    """Return the lists of an article in Markdown, some of whose texts have translations."""
    document = identified(read(f"# Title\n\n{source}", "a.md"))
    texts = [
        (f"x {said}",) if (said := plain(each.text)) in done else None for each in document.units
    ]
    tree = fill_tree(document, texts, locale, named=True, omit=omit)
    (first, *_) = tree.getroot().iter("ul", "dl", "table")
    for each in first.iter("*"):
        each.text, each.tail = ((text or "").strip() for text in (each.text, each.tail))
        if "id" in each.attrib:
            each.set("id", "")
    return etree.tostring(first, encoding="unicode", method="html").replace(
        ' lang="en" dir="ltr"', ""
    )


NESTED = "- one\n  - two\n"


@pytest.mark.parametrize("done", [(), ("one",), ("two",), ("one", "two")])
@pytest.mark.parametrize("locale", ["en", "ug"])
def test_a_text_before_a_nested_list_has_its_id_in_every_language(
    locale: str, done: tuple[str, ...]
) -> None:
    found = listed(NESTED, *(done if locale == "ug" else ()), locale=Locale(locale))
    assert found.count("id=") == 2
    assert found.startswith('<ul><li><span id="">')


@pytest.mark.parametrize(
    ("source", "done", "left"),
    [
        (NESTED, "two", '<ul><li><ul><li id="">x two</li></ul></li></ul>'),
        (NESTED, "one", '<ul><li><span id="">x one</span></li></ul>'),
        ("- > one\n- two\n", "two", '<ul><li id="">x two</li></ul>'),
        (
            "one\n: two\n\nthree\n: four\n",
            "four",
            '<dl><dt></dt><dd><p id="">x four</p></dd></dl>',
        ),
        ("one\n: two\n\nthree\n: four\n", "two", '<dl><dt></dt><dd><p id="">x two</p></dd></dl>'),
    ],
)
def test_what_is_left_out_leaves_nothing_empty_and_nothing_under_another_term(
    source: str, done: str, left: str
) -> None:
    assert listed(source, done, omit=True) == left


def test_a_comment_behind_a_term_parts_it_from_nothing() -> None:
    document = page("<dl><dt>one</dt><dd>two</dd><dt>three</dt><!-- c --><dd>four</dd></dl>")
    texts = [None if plain(each.text) == "three" else each.text for each in document.units]
    tree = fill_tree(document, texts, UG, omit=True)
    assert [each.tag for each in tree.iter("dt", "dd")] == ["dt", "dd", "dt", "dd"]


def test_a_cell_that_is_left_out_keeps_its_place() -> None:
    found = listed("| one | two |\n|---|---|\n| three | four |\n", "two", "four", omit=True)
    assert [found.count("<th"), found.count("<td")] == [2 + 1, 2]  # and thead
    assert "three" not in found
