"""Figures: the numbers of a text by value, however its language writes them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import IntEnum
from functools import lru_cache

from toolkit.bcp47 import Locale
from toolkit.checks.check import Place
from toolkit.checks.number_words import Lexicon, NumberWord, Unit, lexicon, read_units

__all__ = ["Certainty", "Number", "Value", "read_numbers"]

Value = Decimal | str
"""A number's worth; a time of day is `17:00`, a month `month 5`."""

# Beyond this many digits a figure is compared as it is written: arithmetic would cost too much.
_MOST_DIGITS = 30
_SPACES = " \u00a0\u2009\u202f"
# The first branch is a figure grouped by spaces. No branch can match a text in two ways.
_FIGURE = re.compile(
    rf"(?<!\d)\d{{1,3}}(?:[{_SPACES}]\d{{3}}(?!\d))+(?:[.,٫]\d+)?|\d+(?:[.,'’٬٫،:/]\d+)*"
)
_WORD = re.compile(r"[^\W\d_]+")
# Kazakh and Russian texts often have Cyrillic look-alikes in Roman numerals.
_ROMAN = re.compile(r"(?<!\w)[IVXІХ]{2,8}(?!\w)")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "І": 1, "Х": 10}
_GROUPED = re.compile(r"\d{1,3}(?:([.,'’٬،])\d{3})(?:\1\d{3})*(?:[.,٫]\d+)?")
_AFTERNOON = re.compile(r"[ \u00a0\u202f]?([ap])\.?m\b", re.IGNORECASE)
_DECADE = re.compile(r"['’]?s\b|-?(?:х|шы|шi|ші|е)\b|-?(?:жылдар|يىللار|йиллар)")
_CLOCK = 24
_MINUTES = 60
_NO_UNIT = Unit("", "", 0)


class Certainty(IntEnum):
    """How sure it is that a number is one, and must stand in the other text too."""

    WEAK = 0
    """May be none: an article, a homonym, a month. It answers to others."""
    WORD = 1
    """In words: it may be said otherwise."""
    FIGURE = 2
    """In digits."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text."""

    place: Place
    values: tuple[Value, ...]
    """What it may be worth: 17.00 is seventeen, or five in the afternoon."""
    certainty: Certainty
    parts: tuple[Value, ...] = ()
    """What it is worth in pieces: 22.02 may be a day and a month."""
    unit: Unit = _NO_UNIT
    is_code: bool = False
    """Whether it is part of a name or code: F-16, IPv6."""
    scale: Decimal = Decimal(0)
    """The scale word that it ends in, if any."""


def read_numbers(text: str, locale: Locale, *, words: bool = True) -> list[Number]:
    """Return the numbers of a text in its order.

    Args:
        text: a text without its codes.
        locale: its language; only figures are read where its number words are not known.
        words: whether number words count; they do not where the other text's are not known.

    """
    known = lexicon(locale) if words else None
    folded = _folded(text)
    found = _pieces(text, folded, known)
    if not found:
        return found
    if known is not None:
        found = list(_put_together(found, text, known))
    return [_with_surroundings(each, text, folded, known) for each in found]


def _folded(text: str) -> str:
    """Return a text in lower case, character by character, so that places stay."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lower.replace("ё", "е")


def _pieces(text: str, folded: str, known: Lexicon | None) -> list[Number]:
    """Return figures, number words, months and Roman numerals, not yet put together."""
    found = [
        number for match in _FIGURE.finditer(text) for number in _figure(match, text, known is None)
    ]
    if known is None:
        return found
    found.extend(_words(text, folded, known))
    found.extend(
        Number(match.span(), (Decimal(value),), Certainty.WEAK)
        for match in _ROMAN.finditer(text)
        if (value := _roman(match[0]))
    )
    found.sort(key=lambda each: each.place)
    return found


def _words(text: str, folded: str, known: Lexicon) -> Iterator[Number]:
    seen = set(_WORD.findall(folded))
    interesting = {word for word in seen if word[:2] in known.initials} if known.initials else set()
    interesting |= seen & known.words.keys()
    interesting |= seen & known.months.keys()
    interesting |= seen & known.abbreviations.keys()
    if not interesting:
        return
    for match in _WORD.finditer(folded):
        if match[0] in interesting:
            yield from _word(match, text, known)


def _word(match: re.Match[str], text: str, known: Lexicon) -> Iterator[Number]:
    word, place = match[0], match.span()
    month = known.months.get(word)
    if month is None and _beside_figure(text, *place):
        month = known.abbreviations.get(word)
    entry = known.words.get(word)
    if month is not None and (entry is None or entry.weak) and _may_be_month(word, text, place):
        yield Number(place, (f"month {month}", Decimal(month)), Certainty.WEAK)
    elif entry is not None:
        certainty = Certainty.WEAK if entry.weak else Certainty.WORD
        scale = entry.values[0] if entry.scale else Decimal(0)
        yield Number(place, entry.values, certainty, scale=scale)
    elif word[:2] in known.initials:
        for start, compound in known.compounds:
            if word.startswith(start):
                yield Number(place, compound.values, Certainty.WEAK)
                return


def _may_be_month(word: str, text: str, place: Place) -> bool:
    """Whether a month's name is one: “march” and “may” are not, “March” is."""
    return not word.isascii() or text[place[0]].isupper()


def _beside_figure(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" .-–\u00a0,")
    after = text[end : end + 3].lstrip(" .-–\u00a0,")
    return before[-1:].isdecimal() or after[:1].isdecimal()


def _roman(numeral: str) -> int:
    """Return a Roman numeral's value; 0 for what is none."""
    digits = [_ROMAN_DIGITS[char] for char in numeral]
    total = 0
    for digit, following in zip(digits, [*digits[1:], 0], strict=True):
        total += -digit if digit < following else digit
    return total if numeral.translate({0x406: "I", 0x425: "X"}) == _as_roman(total) else 0


@lru_cache
def _as_roman(value: int) -> str:
    tens, units = divmod(max(value, 0), 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[units]


def _figure(match: re.Match[str], text: str, only_figures: bool) -> Iterator[Number]:
    """Yield what a run of digits and separators says: one number, or several."""
    written, (start, end) = match[0], match.span()
    is_code = _glued(text, start)
    if written.isdecimal():
        values = _whole(written, text, end)
        short = len(written) == 2 and _century(text, start)  # noqa: PLR2004 - 2019-20
        yield Number((start, end), (*values, *short) if short else values, Certainty.FIGURE,
                     is_code=is_code)
        return
    groups = [group for group in re.split(r"\D", written) if group]
    places = _group_places(match)
    values = _readings(written, groups)
    if not values:
        for group, place in zip(groups, places, strict=True):
            yield Number(place, (_decimal(group),), Certainty.FIGURE, is_code=is_code)
        return
    parts = tuple(_decimal(group) for group in groups)
    yield Number((start, end), values, Certainty.FIGURE, parts, is_code=is_code)
