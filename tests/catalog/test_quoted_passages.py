"""Quoted passages: quotes are found anew by their words, and told in comments."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import Catalog, Entry
from toolkit.catalog.quoted_passages import place_quotes, with_quotations
from toolkit.catalog.quotes_file import Quote
from toolkit.catalog.told_quotations import Quotation, QuotationStatus

WHY = Quote("p-1", "We were never told why", QuotationStatus.TRANSLATED, Locale("kk"))


def told(quote: Quote) -> Quotation | None:
    if quote.status is None or quote.language is None:
        return None
    return Quotation(quote.words, quote.status, quote.language)


def entry(msgid: str, unit: str) -> Entry:
    return Entry(msgid=msgid, comment=f"paragraph\nid: {unit}")


def comments(*entries: Entry, quotes: tuple[Quote, ...] = (WHY,)) -> list[str]:
    return [each.comment for each in with_quotations(Catalog(entries), quotes, told)]


NOTE = "quotation: translated · said in: Kazakh (kk) · words: We were never told why"


def test_the_entry_of_a_quote_tells_of_it() -> None:
    assert comments(entry("“We were never told why,” she said.", "p-1"), entry("No.", "p-2")) == [
        f"paragraph\n{NOTE}\nid: p-1",
        "paragraph\nid: p-2",
    ]


def test_codes_marks_and_spaces_in_the_words_make_no_difference() -> None:
    (comment,) = comments(entry("«We were <em>never</em> told  why» – she said.", "p-1"))
    assert NOTE in comment


def test_words_that_have_moved_are_found_anew() -> None:
    first, second = comments(
        entry("Something else.", "p-1"), entry("“We were never told why.”", "p-9")
    )
    assert NOTE not in first
    assert NOTE in second


def test_of_equal_words_those_of_the_named_unit_are_meant() -> None:
    placed = place_quotes([WHY], [(("p-9",), WHY.words), (("p-1",), WHY.words)])
    assert placed.found == ((1, WHY),)


def test_words_that_nobody_has_are_gone() -> None:
    assert place_quotes([WHY], [(("p-1",), "We were told why")]).gone == (WHY,)


def test_what_was_told_before_goes_with_its_quote() -> None:
    old = Entry(msgid="“We were never told why.”", comment=f"paragraph\n{NOTE}\nid: p-1")
    assert comments(old, quotes=()) == ["paragraph\nid: p-1"]


def test_obsolete_entries_stay_as_they_are() -> None:
    old = Entry(msgid=WHY.words, comment=NOTE, obsolete=True)
    assert comments(old, quotes=()) == [NOTE]


@given(
    st.lists(st.tuples(st.text("ab .“”", max_size=12), st.text("ab ", min_size=1, max_size=4))),
)
def test_telling_twice_is_telling_once(texts: list[tuple[str, str]]) -> None:
    catalog = Catalog(entry(text, f"p-{at}") for at, (text, _) in enumerate(texts))
    quotes = [
        Quote(f"p-{at}", f"a{words}", QuotationStatus.TRANSLATED, Locale("kk"))
        for at, (_, words) in enumerate(texts)
    ]
    once = with_quotations(catalog, quotes, told)
    assert with_quotations(once, quotes, told) == once
    assert with_quotations(once, (), told) == catalog
