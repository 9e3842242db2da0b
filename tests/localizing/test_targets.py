import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests import documents
from tests.documents import page, read
from toolkit.base.bcp47 import Locale
from toolkit.base.text import Text
from toolkit.catalog.po import Entry
from toolkit.document.model import Document
from toolkit.localizing.filling import fill_tree
from toolkit.localizing.localize import Localized
from toolkit.localizing.targets import State

UG = Locale("ug")


def localized(document: Document, *entries: Entry) -> Localized:
    return documents.localized(document, *entries, locale=UG)


def body(document: Document, texts: list[Text | None], *, omit: bool = False) -> str:
    tree = fill_tree(document, texts, UG, omit=omit)
    (found,) = tree.getroot().iter("body")
    inner = "".join(etree.tostring(child, encoding="unicode") for child in found)
    return (found.text or "") + inner


def test_a_finished_translation_is_chosen() -> None:
    found = localized(page("<p>a</p>"), Entry(msgid="a", msgstr="x"))
    assert found.passages[0].target == ("x",)


def test_a_fuzzy_translation_is_never_published() -> None:
    found = localized(page("<p>a</p>"), Entry(msgid="a", msgstr="x", flags=["fuzzy"]))
    assert (found.passages[0].state, found.passages[0].target) == (State.FUZZY, None)


def test_an_obsolete_translation_is_never_published() -> None:
    found = localized(page("<p>a</p>"), Entry(msgid="a", msgstr="x", obsolete=True))
    assert found.passages[0].state is State.STALE


def test_white_space_is_no_translation() -> None:
    found = localized(page("<p>a</p>"), Entry(msgid="a", msgstr=" \n"))
    assert found.passages[0].state is State.UNTRANSLATED


def test_a_broken_translation_is_held_back_with_a_finding() -> None:
    found = localized(page("<p><em>a</em></p>"), Entry(msgid="<em>a</em>", msgstr="x"))
    assert (found.passages[0].state, found.passages[0].target) == (State.BROKEN, None)
    assert found.findings


def test_characters_that_no_page_can_hold_hold_a_unit_back() -> None:
    found = localized(page("<p>a</p>"), Entry(msgid="a", msgstr="x\ufffe"))
    assert found.passages[0].state is State.BROKEN


def test_one_broken_entry_is_told_once() -> None:
    found = localized(page("<p><b>a</b></p><p><b>a</b></p>"), Entry(msgid="<b>a</b>", msgstr="x"))
    assert len({str(each) for each in found.findings}) == len(found.findings)


def test_what_has_no_words_stands_without_an_entry() -> None:
    made = localized(page("<p>2019</p><p>5 km</p>"))
    assert [each.state for each in made.passages] == [State.WORDLESS, State.STALE]
    assert made.texts[0] == ("2019",)


def test_what_has_no_words_takes_a_translation_where_there_is_one() -> None:
    made = localized(page("<p>2019</p>"), Entry(msgid="2019", msgstr="٢٠١٩"))
    assert (made.passages[0].state, made.texts) == (State.WORDLESS, [("٢٠١٩",)])


def test_what_has_no_words_counts_nowhere() -> None:
    made = localized(page("<p>One two</p><p>2019</p>"), Entry(msgid="One two", msgstr="Бір екі"))
    assert (made.decision.words, made.decision.translated_words) == (2, 2)


def test_a_paragraph_is_kept_for_a_sentence_behind_a_number() -> None:
    made = localized(read("Title\n\n15.\nIt is open.\n", "a.txt"))
    assert set(made.block_states.values()) == {State.STALE}


def test_content_for_other_locales_has_no_target() -> None:
    document = page("<p>a</p><p its-locale-filter-list=kk>b</p>")
    found = localized(document, Entry(msgid="a", msgstr="x"))
    assert found.passages[1].state is State.EXCLUDED
    assert found.passages[0].state is State.TRANSLATED


def test_content_for_other_locales_is_left_out() -> None:
    document = page("<p>a</p><p its-locale-filter-list=kk>b</p> tail")
    assert body(document, [("x",), None, ("y",)]) == "<p>x</p> y"


def test_codes_become_their_elements_again() -> None:
    document = page('<p>a <a href="u">b</a></p>')
    text = document.units[0].read_translation("<a1>x</a1> y")
    assert body(document, [text]) == '<p><a href="u">x</a> y</p>'


def test_a_kept_element_stays_whole() -> None:
    document = page("<p>Run <code translate=no>make <b>x</b></code> now</p>")
    text = document.units[0].read_translation("<code1/> y")
    assert body(document, [text]) == '<p><code translate="no">make <b>x</b></code> y</p>'


def test_attributes_inside_codes_are_filled_too() -> None:
    document = page('<p>a <img src="i" alt="b"></p>')
    text = document.units[0].read_translation("<img1/> x")
    assert body(document, [text, ("y",)]) == '<p><img src="i" alt="y"/> x</p>'


def test_runs_around_a_block_are_filled_apart() -> None:
    document = page("<div>one <p>two</p> three</div>")
    assert body(document, [("1",), ("2",), ("3",)]) == "<div>1 <p>2</p> 3</div>"


def test_a_passage_in_the_source_language_says_so() -> None:
    assert 'lang="en" dir="ltr">b' in body(page("<p>a</p><p>b</p>"), [("x",), None])


@pytest.mark.parametrize("tag", ["li", "dd", "dt", "figcaption"])
def test_what_has_a_place_in_a_list_is_marked_inside(tag: str) -> None:
    assert body(page(f"<{tag}>One</{tag}>"), [None]) == (
        f'<{tag}><span lang="en" dir="ltr">One</span></{tag}>'
    )


def test_a_part_of_an_element_is_marked_by_a_span() -> None:
    result = body(page("<div>one <p>two</p></div>"), [None, ("2",)])
    assert result.startswith('<div><span lang="en" dir="ltr">one </span><p>2')


def test_a_part_of_an_element_that_stays_can_be_found_by_its_id() -> None:
    document = page("<div>one <p>two</p></div>").with_ids(["p-1", "p-2"])
    (span,) = fill_tree(document, [None, ("2",)], UG, named=True).getroot().iter("span")
    assert span.get("id") == "p-1"


def test_a_part_of_an_element_that_holds_more_is_left_out_of_it() -> None:
    result = body(page("<div>one <p>two</p> three</div>"), [None, ("2",), ("3",)], omit=True)
    assert result == "<div><p>2</p> 3</div>"


def test_omitted_passages_leave_nothing() -> None:
    assert body(page("<p>a</p><p>b</p>"), [("x",), None], omit=True) == "<p>x</p>"


def test_whole_elements_carry_their_units_id() -> None:
    tree = fill_tree(page("<p>a</p>").with_ids(["p-1234"]), [("x",)], UG, named=True)
    assert [p.get("id") for p in tree.getroot().iter("p")] == ["p-1234"]


def test_the_source_tree_is_not_changed() -> None:
    document = page("<p>a <em>b</em></p>")
    before = etree.tostring(document.tree)
    fill_tree(document, [("x",)], UG)
    assert etree.tostring(document.tree) == before


@pytest.mark.parametrize("source", ["T\n\nOne.\n\nTwo.\n", "A\n\nB\n\nC Feb 2, 2021\n\nD.\n"])
def test_filled_with_its_own_texts_a_tree_is_the_same(source: str) -> None:
    document = read(source, "a.txt")
    filled = fill_tree(document, [unit.text for unit in document.units], document.language)
    assert etree.tostring(filled) == etree.tostring(document.tree)


HOSTILE = st.text("<>&\"'/abem1= \u202e\u0627]-!", max_size=20)


@given(HOSTILE)
def test_a_translation_never_becomes_markup(message: str) -> None:
    document = page('<p>a <a href="u">b</a></p>')
    source = document.units[0].message
    found = localized(document, Entry(msgid=source, msgstr=message))
    result = body(document, found.texts)
    tags = [str(each.tag) for each in etree.fromstring(f"<x>{result}</x>").iter()]
    assert tags == ["x", "p", "a"]


def test_a_direction_that_a_translator_sets_is_set_by_isolates() -> None:
    entry = Entry(msgid="Write main().", msgstr="<span dir=ltr>main()</span> يازىڭ.")
    found = localized(page("<p>Write main().</p>"), entry)
    assert found.passages[0].target == ("\u2066main()\u2069 يازىڭ.",)
