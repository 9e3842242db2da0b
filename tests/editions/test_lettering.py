"""Texts in the letters of font files."""

from functools import partial

import pytest

from tests.editions.lettering_fonts import two_fonts
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.editions.article import ShareFont

pytest.importorskip("PIL", reason="the extra pictures is not installed")
pytest.importorskip("fontTools", reason="the extra pictures is not installed")

from toolkit.editions.lettering import Lettering, Line, can_join_letters, fit_lines

LONG = "After tentative start, Kazakhstan is obliterating Xinjiang activism"
SIZES = (60, 50, 40)


@pytest.fixture(autouse=True)
def _joined() -> None:
    if not can_join_letters():
        pytest.skip("NOT TESTED: FriBiDi is missing; apt-get install libfribidi0")


def fitted(text: str, width: int = 800, height: int = 400, tag: str = "en") -> tuple[Line, ...]:
    setting = partial(Lettering, two_fonts(), Locale(tag))
    return fit_lines(text, setting, SIZES, width, height)


def seen(text: str, tag: str) -> list[tuple[str, str]]:
    """Return the parts of a line from left to right, each with its direction."""
    line = Lettering(two_fonts(), Locale(tag), 40).line(text)
    return [(each.text.strip(), each.direction) for each in line.runs if each.text.strip()]


def shown(lines: tuple[Line, ...]) -> list[str]:
    return ["".join(part.text for part in each.runs) for each in lines]


def test_a_text_in_one_font_is_one_part() -> None:
    assert seen("Қазақстан — 2026!", "kk") == [("Қазақстан — 2026!", "ltr")]


def test_words_of_another_font_stand_in_their_order() -> None:
    assert seen("ئاقان Radio Free Europe تورىغا", "ug") == [
        ("تورىغا", "rtl"),
        ("Radio Free Europe", "ltr"),
        ("ئاقان", "rtl"),
    ]


def test_brackets_round_words_of_another_font_go_with_the_text() -> None:
    assert seen("تور (Radio) بار", "ug") == [
        ("بار", "rtl"),
        (")", "rtl"),
        ("Radio", "ltr"),
        ("(", "rtl"),
        ("تور", "rtl"),
    ]


def test_digits_behind_words_of_another_font_go_with_them() -> None:
    assert ("COVID-19", "ltr") in seen("كېسەل COVID-19 بار", "ug")


def test_a_strong_sign_between_two_words_parts_them() -> None:
    assert [part for part, _ in seen("Radio \u200fCOVID", "ug")] == ["COVID", "\u200f", "Radio"]


def test_arabic_words_in_latin_text_are_read_from_right_to_left() -> None:
    assert seen("News: تور.", "en") == [("News:", "ltr"), ("تور", "rtl"), (".", "ltr")]


def test_a_letter_that_no_font_has_is_named() -> None:
    with pytest.raises(ToolkitError, match=r"no font has the letter “你” \(U\+4F60\)"):
        seen("你", "zh-Hans")


def test_what_is_no_font_is_named() -> None:
    setting = Lettering((ShareFont("Latn", "a.ttf", b"no font"),), Locale("en"), 40)
    with pytest.raises(ToolkitError, match=r"a\.ttf: error: the toolkit cannot read this file"):
        setting.line("a")


def test_a_text_that_fits_has_the_largest_size() -> None:
    small, large = fitted(LONG, height=400), fitted(LONG, height=4000)
    assert shown(small) == shown(large)
    assert (
        small[0].height
        == large[0].height
        == Lettering(two_fonts(), Locale("en"), 60).line("a").height
    )


@pytest.mark.parametrize(("width", "height"), [(800, 400), (400, 300), (500, 160)])
def test_every_line_is_in_the_room(width: int, height: int) -> None:
    lines = fitted(LONG, width, height)
    assert max(each.width for each in lines) <= width
    assert sum(each.height for each in lines) <= height


def test_lines_are_of_much_the_same_length() -> None:
    widths = [each.width for each in fitted(LONG, 900)]
    assert min(widths) > 0.6 * max(widths)


def test_no_word_is_lost_between_lines() -> None:
    assert " ".join(shown(fitted(LONG))) == LONG


def test_a_line_can_end_without_a_space() -> None:
    assert len(fitted("word\u200b" * 9)) > 1


def test_what_fits_in_no_size_ends_in_an_ellipsis() -> None:
    lines = shown(fitted(f"{LONG} " * 9, 400, 300))
    assert lines[-1].endswith("…")
    assert LONG.startswith(lines[0])


def test_a_word_that_fits_nowhere_is_cut() -> None:
    (line,) = fitted("a" * 400, 400, 60)
    assert shown((line,))[0].endswith("a…")
