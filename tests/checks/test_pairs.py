import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.sheets import KK, catalog, check_catalog, entry
from toolkit.base.bcp47 import Locale
from toolkit.base.text import Code, CodeKind, Text, plain, to_message
from toolkit.catalog.po import read, write
from toolkit.checks import checks
from toolkit.checks.pairs import Row, Sheet, message_place, rows_of
from toolkit.checks.reports import FORMATS

LAW = settings(deadline=None)
CODES = st.builds(Code, st.just("a1"), st.sampled_from(CodeKind))
WORDS = st.text(st.characters(exclude_characters="<>"), min_size=1, max_size=5)
MANY = 5_000
HOSTILE = {
    "brackets": "[" * MANY,
    "quotation marks": "«“" * MANY,
    "combining marks": "a" + "\u0301" * MANY,
    "spaces": "a" + " " * MANY + "b",
    "digits": "1," * MANY,
    "capitals": "A" * MANY,
    "tags": "<a>" * MANY,
    "codes": "<a1>" * MANY + "</a1>" * MANY,
    "an address": "http://" + "a." * MANY,
    "overrides": "\u202e" * MANY,
    "Arabic letters": "ئى" * MANY,
}


def rows(*entries: str) -> list[Row]:
    return list(rows_of(Sheet(catalog(*entries), "kk.po", KK)))


@LAW
@given(st.lists(WORDS | CODES, max_size=6).map(tuple), st.data())
def test_a_place_in_the_words_is_the_same_place_in_the_message(
    text: Text, data: st.DataObject
) -> None:
    words = plain(text)
    start = data.draw(st.integers(0, len(words)))
    end = data.draw(st.integers(start, len(words)))
    first, last = message_place(text, (start, end))
    assert re.sub("<[^>]*>", "", to_message(text)[first:last]) == words[start:end]


def test_a_pair_says_what_and_where_it_is() -> None:
    comments = (
        "# by hand\n#. changed: number 1 → 2\n#. headline · News\n#. id: p-1 p-2\n#: a.txt b.txt"
    )
    (row,) = rows(f'{comments}\n#| msgid "old"\nmsgctxt "c"\nmsgid "new"\nmsgstr "ә"\n')
    pair = row.pair
    assert (pair.role, pair.ids, pair.document) == ("headline", ("p-1", "p-2"), "a.txt")
    assert (pair.context, pair.previous, pair.comments) == ("c", "old", ("by hand",))
    assert (pair.language, row.finished) == (Locale("en"), True)


def test_comments_of_other_programs_are_no_roles() -> None:
    (row,) = rows(entry("a", "ә", "#. headline of the window"))
    assert row.pair.role == ""


def test_a_language_that_is_none_is_taken_for_english() -> None:
    made = catalog(entry("a", "ә"))
    made.metadata["X-Source-Language"] = "nonsense!"
    assert Sheet(made, "kk.po", KK).language == Locale("en")


def test_sentences_translated_together_are_left_out() -> None:
    assert [
        row.entry.msgid
        for row in rows(entry("a", "б"), entry("c", "⟨+⟩"), entry("d", "в"), entry("e", "г"))
    ] == ["e"]


def test_a_place_in_a_wrapped_translation_is_found_in_its_line() -> None:
    text = " ".join(["сөз"] * 40).replace("сөз сөз", "сөз  сөз", 1)
    made = read(write(catalog(entry("word " * 40, text))), "kk.po")
    spaces = next(each for each in check_catalog(made, "kk.po", KK) if each.code == "double-spaces")
    assert spaces.location is not None
    line = write(made).decode().split("\n")[(spaces.location.line or 0) - 1]
    column = (spaces.location.column or 0) - 1
    assert re.match("  сөз", line[column:])


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["kk", "ug", "ru"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_checked_and_reported(text: str, tag: str) -> None:
    for source, target in ((text, "Көпір."), ("A bridge.", text), (text, text)):
        made = catalog(entry(source, target))
        found = check_catalog(made, "kk.po", Locale(tag))
        assert not any(each.code == "check-crashed" for each in found)
        for report in FORMATS.values():
            assert report(found, checks()) or not found
