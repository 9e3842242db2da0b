"""Number words: what “twelve”, “двенадцати”, “May” or “million” are worth, by language."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal
from typing import Literal, TypedDict, cast

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.language.cldr_words import date_words, scale_words
from toolkit.language.measures import NO_UNIT, Unit
from toolkit.language.word_forms import Spelling

__all__ = ["NumberWord", "Numerals", "Value", "dates", "fraction", "number_words", "scales"]

Value = Decimal | str
"""A number's worth; a time of day is `17:00`, a month `month 5`, a quarter `1/4`."""
_Forms = Mapping[str, list[str]]


def fraction(value: Decimal) -> Decimal:
    """Return what a number has behind the point, however many digits it has before.

    `value % 1` is impossible for more digits than decimal's precision.

    >>> fraction(Decimal("9.5")), fraction(Decimal(10) ** 40) == 0
    (Decimal('0.5'), True)
    """
    return value - value.to_integral_value(ROUND_FLOOR)


class Numerals(TypedDict, total=False):
    """A language's `numbers.toml`."""

    endings: list[str]
    joined: list[str]
    before_half: list[str]
    before_scale: list[str]
    never: list[str]
    minus: list[str]
    fraction_articles: list[str]
    fraction_of: list[str]
    ordinals: list[str]
    ordinal_before: list[str]
    scales_touch: bool
    vigesimal: bool
    dates_have_capitals: bool
    numbers: _Forms
    exact: _Forms
    weak: _Forms
    loose: _Forms
    scales: _Forms
    characters: _Forms
    compounds: _Forms
    multiples: _Forms
    fractions: _Forms
    parts: _Forms
    fraction: Mapping[str, str]
    bounds: _Forms
    clock: _Forms


@frozen
class NumberWord:
    """What a form is worth."""

    values: tuple[Value, ...]
    """Its value; several where it depends on the sentence: “half” is 0.5, or 2."""
    weak: bool
    """Whether it may as well be no number: it answers to one, and is never missed itself."""
    scale: bool = False
    """Whether it multiplies what stands before it: thousand, миллион."""
    alone: bool = False
    """Whether it is never a part of a longer number: “both”, “noon”."""
    unit: Unit = NO_UNIT
    """The unit that is a part of the word: десятилетний."""
    capital: bool = False
    """Whether it is none without a capital: May."""
    short: bool = False
    """Whether it is abbreviated, and counts beside a figure only."""

    @property
    def is_date(self) -> bool:
        """Whether it is a month or a weekday."""
        first = self.values[0]
        return isinstance(first, str) and first.startswith(("month", "weekday"))


def number_words(language: Numerals) -> dict[str, NumberWord]:
    """Return the number words; what is said exactly goes before what is put together."""
    words: dict[str, NumberWord] = {}
    endings = language.get("endings", [])
    _enter(words, language.get("loose", {}), endings, NumberWord((), weak=True, alone=True))
    _enter(words, language.get("weak", {}), endings, NumberWord((), weak=True))
    _enter(words, language.get("numbers", {}), endings, NumberWord((), weak=False))
    if language.get("numbers"):
        _enter(words, language.get("scales", {}), endings, NumberWord((), weak=False, scale=True))
    for form in language.get("never", []):
        words.pop(form, None)
    _enter(words, language.get("exact", {}), [""], NumberWord((), weak=False))
    _enter(words, language.get("weak", {}), [""], NumberWord((), weak=True))
    return words


def _enter(
    words: dict[str, NumberWord], forms: _Forms, endings: Sequence[str], like: NumberWord
) -> None:
    """Enter forms with their values; a form that is weak twice has both values."""
    entered: dict[str, tuple[Value, ...]] = {}
    for value, stems in forms.items():
        worth = Decimal(value)
        for form in (stem + ending for stem in stems for ending in endings or [""]):
            known = entered.get(form, ())
            if worth not in known:
                entered[form] = (*known, worth)
    # Thousands of forms are worth a hundred things.
    made: dict[tuple[Value, ...], NumberWord] = {}
    for form, own in entered.items():
        before = words.get(form)
        alike = before is not None and replace(before, values=()) == like
        values = tuple(dict.fromkeys((*before.values, *own))) if before and alike else own
        words[form] = made.get(values) or made.setdefault(values, replace(like, values=values))


def scales(base: Locale, language: Numerals, spelled: Spelling) -> dict[str, Decimal]:
    """Return what multiplies a figure, by CLDR and by the language's own folder."""
    own = spelled.values(language.get("scales", {}))
    endings = language.get("endings", []) if language.get("numbers") else []
    inflected = {
        form: value
        for word, value in own.items()
        for form in (word, *(word + ending for ending in spelled.spell(endings)))
    }
    theirs = {} if spelled.converts else scale_words(base)
    return {**theirs, **inflected, **own}


def dates(
    base: Locale, language: Numerals, spelled: Spelling
) -> tuple[Mapping[str, NumberWord], Mapping[str, NumberWord]]:
    """Return the months and weekdays, and those that are abbreviated."""
    capital = language.get("dates_have_capitals", False)
    full: dict[str, NumberWord] = {}
    short: dict[str, NumberWord] = {"sept": _month(9, capital=True)} if capital else {}
    for kind, made in (("months", _month), ("days", _weekday)):
        for each in date_words(base, cast("Literal['months', 'days']", kind)):
            into = short if each.short else full
            into.setdefault(each.name, made(each.number, capital=capital))
    short = {name: replace(word, short=True) for name, word in short.items()}
    return spelled.mapping(full), spelled.mapping(short)


def _weekday(number: int, *, capital: bool) -> NumberWord:
    return NumberWord((f"weekday {number}",), weak=True, alone=True, capital=capital)


def _month(number: int, *, capital: bool) -> NumberWord:
    values = (f"month {number}", Decimal(number))
    return NumberWord(values, weak=True, alone=True, capital=capital)
