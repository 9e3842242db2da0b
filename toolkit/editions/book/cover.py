"""EPUB cover: a book's title, authors and day as an SVG picture of nothing but text."""

import unicodedata
from collections.abc import Iterator, Sequence

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.editions.article import Phrase
from toolkit.localizing.interface_words import list_parts

__all__ = ["HEIGHT", "WIDTH", "CoverLine", "cover_lines"]

WIDTH, HEIGHT = 1000, 1600
"""The cover's size in its own units; 5 : 8, as shelves of books want it."""

_COLUMN = 800
_SIZES = (112, 96, 80, 68, 58)
_TITLE_TOP, _TITLE_HEIGHT = 420, 720
_SMALL = 40
_BYLINE_TOP, _MOST_AUTHORS = 1270, 2
# A font's leading by the script's direction: the marks of Arabic stand high and low.
_LEADING = {"ltr": 1.2, "rtl": 1.6}
_ELLIPSIS = "…"


@frozen
class CoverLine:
    """A line of a cover."""

    text: str
    locale: Locale
    size: int
    """That of its font, in the cover's units."""
    baseline: int
    """How far below the cover's top it stands."""
    role: str
    """`site`, `title`, or `byline`."""


def cover_lines(
    site: Phrase | None, title: Phrase, authors: Sequence[Phrase], date: Phrase | None
) -> tuple[CoverLine, ...]:
    """Return the lines of a cover, broken and sized so that they fit; SVG 1.1 does neither.

    A title that no size makes short enough ends in an ellipsis; the book has it whole elsewhere.

    Args:
        site: what stands above the title; None for nothing.
        title: the book's.
        authors: who stands below it; of more than have a line each, a list.
        date: the day, last.

    """
    lines = []
    if site is not None:
        text = _shortened(site.text, _COLUMN / _SMALL)
        lines.append(CoverLine(text, site.locale, _SMALL, 220, "site"))
    lines.extend(_title_lines(title))
    bylines = [*_author_lines(authors, title.locale), *([date] if date else [])]
    for number, each in enumerate(bylines):
        text = _shortened(each.text, _COLUMN / _SMALL)
        lines.append(CoverLine(text, each.locale, _SMALL, _BYLINE_TOP + 76 * number, "byline"))
    return tuple(lines)


def _author_lines(authors: Sequence[Phrase], locale: Locale) -> Sequence[Phrase]:
    """Return each author, or a list of them that is broken into as many lines."""
    if len(authors) <= _MOST_AUTHORS:
        return authors
    lines = [""]
    for part in list_parts(locale, [each.text for each in authors]):
        fits = _width(lines[-1] + part) <= _COLUMN / _SMALL
        if lines[-1] and len(lines) < _MOST_AUTHORS and not fits:
            lines.append("")
        lines[-1] += part
    return [Phrase(each.strip(), locale) for each in lines]


def _title_lines(title: Phrase) -> Iterator[CoverLine]:
    leading = _LEADING[title.locale.direction]
    broken: list[str] = []
    size = most = 0
    for size in _SIZES:
        most = int(_TITLE_HEIGHT / (size * leading))
        broken = _broken(title.text, _COLUMN / size)
        if len(broken) <= most and all(_width(each) <= _COLUMN / size for each in broken):
            break
    for number, text in enumerate(broken[:most]):
        is_cut = number == most - 1 and len(broken) > most
        shown = _shortened(text, _COLUMN / size, is_cut=is_cut)
        baseline = _TITLE_TOP + round(size * (1 + leading * number))
        yield CoverLine(shown, title.locale, size, baseline, "title")


def _broken(text: str, width: float) -> list[str]:
    """Break a text between words into lines of at most a width; a longer word has its own."""
    lines: list[str] = []
    for word in text.split():
        if lines and _width(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _shortened(text: str, width: float, *, is_cut: bool = False) -> str:
    """Return a text of at most a width, with an ellipsis where something is left out.

    Args:
        text: the text.
        width: in the size of its font.
        is_cut: whether more of it was left out before.

    """
    if not is_cut and _width(text) <= width:
        return text
    kept, room = "", width - _advance(_ELLIPSIS)
    for char in text:
        room -= _advance(char)
        if room < 0:
            break
        kept += char
    return kept.rstrip() + _ELLIPSIS


def _width(text: str) -> float:
    """Return about how wide a text is, in the size of its font."""
    return sum(map(_advance, text))


def _advance(char: str) -> float:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    if unicodedata.east_asian_width(char) in {"F", "W"}:
        return 1
    if char in "iljftrI.,:;'’!|() ":
        return 0.36
    return 0.72 if char.isupper() or char in "мшщюжфыМШmw—…" else 0.58
