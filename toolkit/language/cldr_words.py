"""CLDR's words: what a language calls scales, units, months and weekdays (Babel's data)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from babel.units import UnknownUnitError, format_unit

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen

__all__ = ["DateWord", "date_words", "scale_words", "unit_words"]

# Numbers that take each of the forms that languages have: one, two, few, many, other.
_COUNTED = (0, 1, 2, 3, 5, 11)
_ZEROS = re.compile("0+")
_LETTERS = re.compile(r"[^\W\d_]+")
_SHORTEST = 2


def scale_words(locale: Locale) -> dict[str, Decimal]:
    """Return what multiplies a figure, by CLDR's compact decimal formats: million, 万, crore.

    Abbreviations of one letter are left out, but for ideographs: M is metres, too.

    >>> scale_words(Locale("ja"))["億"], scale_words(Locale("tr"))["milyar"]
    (Decimal('100000000'), Decimal('1000000000'))
    """
    cldr = locale.cldr
    found: dict[str, Decimal] = {}
    for width in ("short", "long"):
        formats = cldr.compact_decimal_formats.get(width, {}) if cldr else {}
        for least, number in (each for forms in formats.values() for each in forms.items()):
            pattern, _, _below_zero = number.pattern.replace("'", "").partition(";")
            zeros = _ZEROS.search(pattern)
            words = _ZEROS.sub("", pattern).split()
            scale = Decimal(least) / 10 ** (len(zeros[0]) - 1) if zeros else Decimal(1)
            if len(words) == 1 and scale > 1 and _tells(words[0].rstrip(".")):
                found[words[0].rstrip(".").lower()] = scale
    return found


def _tells(word: str) -> bool:
    return len(word) >= _SHORTEST or ord(word[:1] or "a") >= 0x2E80  # noqa: PLR2004 - ideographs


def unit_words(locale: Locale, unit: str) -> frozenset[str]:
    """Return the words that stand behind a figure of a unit, by CLDR's long forms.

    >>> sorted(unit_words(Locale("ru"), "duration-month"))
    ['месяц', 'месяца', 'месяцев']
    """
    cldr = locale.cldr
    words: set[str] = set()
    for number in _COUNTED if cldr else ():
        try:
            written = format_unit(number, unit, "long", locale=cldr)
        except UnknownUnitError:
            return frozenset()
        before, _, after = written.partition(str(number))
        after = after.strip()
        if not before.strip() and len(after) >= _SHORTEST and len(after.split()) == 1:
            words.add(after)
    return frozenset(word for word in words if _LETTERS.match(word))


@frozen
class DateWord:
    """What a language calls a month or a weekday."""

    name: str
    """In lower case, without the dot of an abbreviation."""
    number: int
    """From 1 for months, from 0 for weekdays, which begin on Monday."""
    short: bool
    """Whether it is abbreviated."""


def date_words(locale: Locale, kind: Literal["months", "days"]) -> Iterator[DateWord]:
    """Yield what a language calls the months or the days of the week, in one word.

    A name of several words (سه‌شنبه, segunda-feira) is none, and neither is a name that is a part
    of such a one: it would be found in it.
    """
    found = list(_date_names(locale, kind))
    several = (_parts(each.name) for each in found if len(_parts(each.name)) > 1)
    parts = {part for each in several for part in each}
    for each in found:
        if len(_parts(each.name)) == 1 and each.name not in parts:
            yield each


def _parts(name: str) -> list[str]:
    return _LETTERS.findall(name) or [name]


def _date_names(locale: Locale, kind: Literal["months", "days"]) -> Iterator[DateWord]:
    names = getattr(locale.cldr, kind) if locale.cldr else {}
    for context in names:
        for width in ("wide", "abbreviated"):
            for number, name in names[context].get(width, {}).items():
                short = width == "abbreviated" and name != names[context]["wide"][number]
                yield DateWord(name.lower().rstrip("."), number, short)
