"""Figures: numbers in digits by value, whatever separators and digits they are written with."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from enum import IntEnum

from toolkit.base.frozen import frozen
from toolkit.language.measures import NO_UNIT, Unit
from toolkit.language.number_words import Value

__all__ = ["HOURS", "SPACES", "Certainty", "Number", "figures", "is_month"]

SPACES = " \u00a0\u2009\u202f"
# A sign touches its figure; a letter, a digit or what closes before it makes it a hyphen.
_MINUS = frozenset("-−")
_MAY_BE_MINUS = frozenset("–")
_BEFORE_HYPHEN = frozenset(")]}%‰°»”’_./\\-‑–—−+")
# Beyond this many digits a figure is compared as it is written: arithmetic would cost too much.
_MOST_DIGITS = 30
HOURS = "時时点點시"
"""The signs behind an hour in Chinese, Japanese and Korean."""
# The first branches are a time by the signs for hours, and a figure grouped by spaces. No branch
# can match a text in two ways.
_FIGURE = re.compile(
    rf"\d{{1,2}}[{SPACES}]?[hH][{SPACES}]?[0-5]\d(?!\w|[.,:]\d)"
    rf"|\d{{1,2}}[{SPACES}]?[{HOURS}][{SPACES}]?[0-5]\d(?!\d|[.,:]\d)"
    rf"|\d{{1,3}}(?:[{SPACES}]\d{{3}}(?!\d))+(?:[.,٫]\d+)?|\d+(?:[.,'’٬٫،:：/]\d+)*"
)
_HOUR_SIGNS = frozenset(f"hH{HOURS}")
_COLONS = frozenset(":：")
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d+")
_NO_DIGIT = re.compile(r"\D+")
_GROUPED = re.compile(rf"(?P<whole>\d{{1,3}}([.,'’٬،{SPACES}])\d{{3}}(?:\2\d{{3}})*)(?:[.,٫]\d+)?")
_DECADE = re.compile(r"['’]?s\b|-?(?:х|шы|ші|е)\b|-?[ \u00a0]?(?:жылдар|يىللار|年代)")
_YEAR_BEFORE = re.compile(r"(?<!\d)(\d\d)\d\d[-–/]")
_YEAR = 4
_CLOCK = 24
_MINUTES = 60


class Certainty(IntEnum):
    """How sure it is that a number is one, and must stand in the other text too."""

    WEAK = 0
    """May be none: an article, a homonym, a month. It answers to others."""
    WORD = 1
    """In words: it may be said otherwise."""
    FIGURE = 2
    """In digits."""


@frozen
class Number:
    """A number of a text."""

    place: tuple[int, int]
    values: tuple[Value, ...]
    """What it may be worth: 17.00 is seventeen, or five in the afternoon."""
    certainty: Certainty
    parts: tuple[Value, ...] = ()
    """What it is worth in pieces: 22.02 may be a day and a month."""
    unit: Unit = NO_UNIT
    is_code: bool = False
    """Whether it is part of a name or code: F-16, IPv6."""
    scale: Decimal = Decimal(0)
    """The scale word that it ends in, if any."""
    alone: bool = False
    """Whether it is no part of a longer number: “both”, a month."""
    bare: tuple[Value, ...] = ()
    """What it is worth besides, if its part of the day is left unsaid: 6 p.m. is 6 then."""
    bound: str = ""
    """`least` or `most`, where it is one: at least five."""

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.place[0]

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.place[1]

    @property
    def value(self) -> Value:
        """What it is worth most likely."""
        return self.values[0]


def is_month(number: Number) -> bool:
    """Whether a number is a month by its name."""
    return isinstance(number.value, str) and number.value.startswith("month")


def figures(text: str, language: str) -> Iterator[Number]:
    """Yield the numbers in digits; English never writes decimals after a comma."""
    # Looking for a digit first is ten times as fast as trying the whole pattern everywhere.
    digit = _DIGIT.search(text)
    while digit is not None:
        match = _FIGURE.match(text, digit.start())
        if match is None:
            return
        yield from _figure(match[0], match.start(), text, language)
        digit = _DIGIT.search(text, match.end())


def _figure(written: str, start: int, text: str, language: str) -> Iterator[Number]:
    """Yield what a run of digits and separators says: one number, or several."""
    place = (start, start + len(written))
    is_code = _in_code(text, *place)
    if written.isdecimal():
        values = _whole(written, text, start)
        yield _signed(Number(place, values, Certainty.FIGURE, is_code=is_code), text)
        return
    values = _separated(written, comma_groups=language == "en")
    if values:
        parts = tuple(map(_decimal, _NO_DIGIT.split(written)))
        yield _signed(Number(place, values, Certainty.FIGURE, parts, is_code=is_code), text)
        return
    pieces = list(_DIGITS.finditer(written))
    for at, each in enumerate(pieces):
        place = (start + each.start(), start + each.end())
        values = _year(each[0]) if at == 2 == len(pieces) - 1 else (_decimal(each[0]),)  # noqa: PLR2004
        yield Number(place, values, Certainty.FIGURE, is_code=is_code)


def _signed(number: Number, text: str) -> Number:
    """Return a number with its sign; a dash before it may be one."""
    start, end = number.place
    sign = text[start - 1 : start]
    if sign not in _MINUS | _MAY_BE_MINUS or number.is_code:
        return number
    before = text[max(0, start - 4) : start - 1]
    last = before[-1:]
    if last.isalnum() or (last and last in _BEFORE_HYPHEN) or before.rstrip()[-1:].isdecimal():
        return number
    below = tuple(-each if isinstance(each, Decimal) else each for each in number.values)
    if sign in _MINUS:
        return replace(number, place=(start - 1, end), values=below, parts=())
    return replace(number, values=tuple(dict.fromkeys((*number.values, *below))))


def _in_code(text: str, start: int, end: int) -> bool:
    """Whether a figure is part of a name or code: IPv6, F-16, COVID-19, 3D; not of mid-2019."""
    before, after = text[max(0, start - 2) : start], text[end : end + 1]
    if before[-1:].isalpha() or (after.isascii() and after.isupper()):
        return True
    return before[-1:] in {"-", "‑"} and before[:1].isupper()


def _whole(written: str, text: str, start: int) -> tuple[Value, ...]:
    """Return what a figure of digits alone may be worth: 90s is the 1990s, 2019-20 is 2020."""
    value = _decimal(written)
    if not isinstance(value, Decimal) or len(written) not in {2, _YEAR}:
        return (value,)
    if value % 10 == 0 and _DECADE.match(text, start + len(written)):
        if len(written) == _YEAR:
            return (value, value % 100)
        return (value, value + 1900, value + 2000)
    if len(written) != _YEAR and (
        match := _YEAR_BEFORE.fullmatch(text, max(0, start - _YEAR - 1), start)
    ):
        return (value, _decimal(match[1] + written))
    return (value,)


def _year(written: str) -> tuple[Value, ...]:
    """Return what the last part of a date is worth: 21 is 2021, and may be 1921."""
    value = _decimal(written)
    if len(written) != 2 or not isinstance(value, Decimal):  # noqa: PLR2004 - two digits
        return (value,)
    return (value, value + 1900, value + 2000)


def _separated(written: str, *, comma_groups: bool) -> tuple[Value, ...]:
    """Return what a figure with separators may be worth; nothing where it is several figures.

    A point or comma before three digits groups thousands or begins decimals, by the language.
    """
    separators = _DIGITS.sub("", written)
    first, many = separators[0], len(separators) > 1
    if (first in _COLONS and not many) or not _HOUR_SIGNS.isdisjoint(separators):
        return _time(written)
    grouped = _GROUPED.fullmatch(written)
    if grouped and not (many and separators[-1] == first and len(grouped["whole"]) < len(written)):
        whole = grouped["whole"]
        value = _decimal(whole, written[len(whole) + 1 :])
        if many or first not in ".,،" or (comma_groups and first == ","):
            return (value,)
        as_decimal = _decimal(*_NO_DIGIT.split(written))
        return (as_decimal,) if written[0] in "0٠۰" else (value, as_decimal)
    if not many and first in ".,٫":
        value = _decimal(*_NO_DIGIT.split(written))
        return (
            (value, *(each for each in _time(written) if each != value))
            if first == "."
            else (value,)
        )
    return ()


def _time(written: str) -> tuple[Value, ...]:
    """Return the time of day that a figure may be; the full hour is a plain number as well."""
    hours, minutes = _NO_DIGIT.split(written)
    if len(hours) > 2 or len(minutes) != 2:  # noqa: PLR2004 - the digits of a clock
        return ()
    if int(hours) > _CLOCK or int(minutes) >= _MINUTES:
        return ()
    clock = f"{int(hours)}:{int(minutes):02}"
    return (clock,) if int(minutes) else (clock, Decimal(int(hours)))


def _decimal(whole: str, decimals: str = "") -> Value:
    """Return a number from its digits, of whatever script; separators in `whole` are left out."""
    digits = whole if whole.isdecimal() else _NO_DIGIT.sub("", whole)
    if len(digits) + len(decimals) > _MOST_DIGITS:
        return f"{_ascii(digits)}.{_ascii(decimals)}"
    return Decimal(f"{digits}.{decimals}") if decimals else Decimal(digits)


def _ascii(digits: str) -> str:
    if digits.isascii():
        return digits
    return "".join(str(unicodedata.decimal(each)) for each in digits)
