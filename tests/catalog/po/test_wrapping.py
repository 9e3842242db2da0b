from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unicode_segmentation_rs import line_break_units

from toolkit.catalog.po.wrapping import escape, string_lines

_WORDS = st.lists(
    st.builds(
        str.__add__,
        st.text("abzAZ019&<>жқәبپۇ", min_size=1, max_size=12),
        st.sampled_from(["", "", "", ",", ".", ":", ";", "!", "?", "'s", ",5", ".5.", "/", "-"]),
    ),
    min_size=1,
    max_size=30,
)


def _lines(text: str, width: int = 40) -> list[str]:
    return string_lines("msgid", text, width)


def test_a_short_text_stands_behind_its_keyword() -> None:
    assert _lines("short") == ['msgid "short"']


def test_nothing_stands_behind_its_keyword() -> None:
    assert _lines("") == ['msgid ""']


def test_a_line_feed_at_the_end_is_no_reason_to_begin_below() -> None:
    assert _lines("short\n") == ['msgid "short\\n"']


def test_a_line_feed_inside_is_one() -> None:
    assert _lines("one\ntwo\n") == ['msgid ""', '"one\\n"', '"two\\n"']


def test_a_text_that_just_fits_stays() -> None:
    assert _lines("x" * 20 + " " + "y" * 11) == [f'msgid "{"x" * 20} {"y" * 11}"']


@pytest.mark.parametrize(("words", "stays"), [(12, True), (13, False)])
def test_an_escaped_text_that_just_fits_stays_too(words: int, stays: bool) -> None:
    escaped = '\\"' + "x" * 17 + " " + "y" * words
    lines = _lines('"' + "x" * 17 + " " + "y" * words)
    assert lines == ([f'msgid "{escaped}"'] if stays else ['msgid ""', f'"{escaped}"'])


def test_a_text_that_just_does_not_begins_below() -> None:
    text = "x" * 20 + " " + "y" * 12
    assert _lines(text) == ['msgid ""', f'"{text}"']


def test_the_keyword_counts() -> None:
    text = "x" * 20 + " " + "y" * 11
    assert string_lines("msgstr[0]", text, 40) == ['msgstr[0] ""', f'"{text}"']


def test_the_space_stays_on_the_line_before() -> None:
    assert _lines("x" * 30 + " " + "y" * 30)[1:] == [f'"{"x" * 30} "', f'"{"y" * 30}"']


def test_a_space_that_does_not_fit_takes_its_word_along() -> None:
    assert _lines("a " + "x" * 36 + " y")[1:] == ['"a "', f'"{"x" * 36} y"']


def test_a_word_that_is_too_long_stays_whole() -> None:
    assert _lines("x" * 99) == [f'msgid "{"x" * 99}"']


def test_a_word_that_is_too_long_stands_alone() -> None:
    assert _lines("a " + "x" * 99)[1:] == ['"a "', f'"{"x" * 99}"']


def test_every_line_has_the_prefix() -> None:
    lines = string_lines("msgid", "one\ntwo", 40, "#~ ")
    assert lines == ['#~ msgid ""', '#~ "one\\n"', '#~ "two"']


def test_the_prefix_counts() -> None:
    text = "x" * 20 + " " + "y" * 9
    assert len(string_lines("msgid", text, 40, "#~ ")) == 2


def test_wide_characters_count_twice() -> None:
    assert _lines("新" * 17) == ['msgid ""', f'"{"新" * 17}"']


def test_combining_characters_count_nothing() -> None:
    text = "e\u0301" * 31
    assert _lines(text) == [f'msgid "{text}"']


def test_an_emoji_of_several_characters_counts_each() -> None:
    family = "👩\u200d👩\u200d👧"
    assert _lines(f"{'x' * 27}{family}") == ['msgid ""', f'"{"x" * 27}{family}"']


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "حەقىقەتەن، مۇھىم؛ بۈگۈن؟ خەۋەرلەر ئۇيغۇر",
            ["حەقىقەتەن، مۇھىم؛ بۈگۈن؟ خەۋەرلەر ", "ئۇيغۇر"],
        ),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbb — cccc", ["a" * 29 + " bbbb — ", "cccc"]),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bb\u00a0cc d", ["a" * 33 + " ", "bb\u00a0cc d"]),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaa bbb-ccccccc", ["a" * 28 + " bbb-", "ccccccc"]),
        (
            "https://example.org/aaaaaaaaaaa/bbbbbbbb/c",
            ["https://example.org/aaaaaaaaaaa/", "bbbbbbbb/c"],
        ),
        (
            "flatpages/contact-pages-aaaa/default.html",
            ["flatpages/contact-pages-aaaa/default.", "html"],
        ),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa 12:30:45", ["a" * 34 + " ", "12:30:45"]),
        (
            "新闻报道今天引用新闻报道今天引用aaa（bb）",
            ["新闻报道今天引用新闻报道今天引用aaa", "（bb）"],
        ),
    ],
)
def test_lines_end_where_libunistring_ends_them(text: str, lines: list[str]) -> None:
    assert _lines(text)[1:] == [f'"{line}"' for line in lines]


@pytest.mark.parametrize("end", range(25, 45))
def test_no_escape_is_cut(end: int) -> None:
    text = "x" * end + '\\"\t\\\\ \\n" ' * 3
    for line in _lines(text)[1:]:
        inner = line[1:-1]
        assert (len(inner) - len(inner.rstrip("\\"))) % 2 == 0


def test_the_last_line_feed_is_not_parted_from_its_text() -> None:
    assert _lines("x " * 19 + "\n")[-1] != '"\\n"'


def test_all_letters_of_escapes_are_written() -> None:
    assert escape('\a\b\f\n\r\t\v"\\') == r"\a\b\f\n\r\t\v\"\\"


@given(_WORDS, st.integers(12, 50))
def test_words_fill_lines_as_far_as_uax_14_lets_them(words: list[str], width: int) -> None:
    text = " ".join(words)
    lines = [line[1:-1] for line in string_lines("msgid", text, width)[1:]]
    for line, following in pairwise(lines):
        first = line_break_units(following)[0]
        assert len(line) + len(first) > width - 2
        assert len(line) <= width - 2 or len(line_break_units(line)) == 1


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ( bbb", ["a" * 35 + " ", "( bbb"]),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa 1/2 bbbb", ["a" * 32 + " 1/2 ", "bbbb"]),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b/100000", ["a" * 33 + " ", "b/100000"]),
        ("aaaaaaaaaaaaaaaaaaaaaaaa (bb) [cc] 'dd' eee", ["a" * 24 + " (bb) [cc] ", "'dd' eee"]),
    ],
)
def test_a_line_ends_neither_behind_an_opening_bracket_nor_in_a_fraction(
    text: str, lines: list[str]
) -> None:
    assert _lines(text)[1:] == [f'"{line}"' for line in lines]


@given(st.text("ab0&<>/ жق'([)#~", max_size=80), st.integers(10, 40))
def test_a_line_of_tags_ends_where_uax_14_allows_it(text: str, width: int) -> None:
    lines = [line[1:-1] for line in string_lines("msgid", text, width)[1:]]
    for line, following in pairwise(lines):
        assert len(line) + len(line_break_units(following)[0]) > width - 2
        assert len(line) <= width - 2 or len(line_break_units(line)) == 1
        assert line_break_units(line + following)[0] != line + following
