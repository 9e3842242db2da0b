"""Lexicon: the words of a language that have to do with numbers, in one script.

What `data/` says of a language goes before what CLDR says: scales, months, weekdays, units. Of a
language without a folder CLDR alone is asked; its number words are not known then.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Generic, Literal, TypedDict, TypeVar, cast

from toolkit.base.bcp47 import Locale
from toolkit.language.alphabets import CONVERSIONS, convert
from toolkit.language.cldr_words import date_words, scale_words, unit_words
from toolkit.language.endings import Inflection, inflection, spelled_inflection
from toolkit.language.known import GENERAL, facts
from toolkit.language.words import fold

__all__ = ["NO_UNIT", "Lexicon", "NumberWord", "Unit", "Value", "lexicon", "read_units"]

Value = Decimal | str
"""A number's worth; a time of day is `17:00`, a month `month 5`, a quarter `1/4`."""
_CACHED = 1 << 15
_TELLING = 3
_Forms = Mapping[str, list[str]]
_Worth = TypeVar("_Worth")


class _Language(TypedDict, total=False):
    """A language's `numbers.toml`."""

    endings: list[str]
    joined: list[str]
    before_half: list[str]
    never: list[str]
    minus: list[str]
    fraction_articles: list[str]
    fraction_of: list[str]
    ordinals: list[str]
    dates_have_capitals: bool
    numbers: _Forms
    exact: _Forms
    weak: _Forms
    loose: _Forms
    scales: _Forms
    compounds: _Forms
    multiples: _Forms
    fractions: _Forms
    parts: _Forms
    fraction: Mapping[str, str]
    bounds: _Forms
    clock: _Forms


class _Measure(TypedDict, total=False):
    """A unit in `und/units.toml`; what it is called stands in each language's `units.toml`."""

    kind: str
    size: float
    cldr: str
    symbols: list[str]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure or a currency."""

    id: str
    kind: str
    """Only units of one kind are compared: length, mass, area, time, share, currency."""
    size: float
    """In the kind's base unit; 0 where there is none."""


NO_UNIT = Unit("", "", 0)


@dataclass(frozen=True, slots=True)
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


class Forms(Generic[_Worth]):
    """Words with what they are worth, found in all their forms."""

    def __init__(self, words: Mapping[str, _Worth], bends: Inflection | None) -> None:
        self._bends = bends
        self._stems: dict[str, _Worth] = {}
        for word, worth in words.items():
            folded = fold(word)
            for stem in bends.stems(folded) if bends else (folded,):
                self._stems.setdefault(stem, worth)
        for word, worth in words.items():
            self._stems[fold(word)] = worth
        self._longest = max(map(len, self._stems), default=0)

    def get(self, word: str) -> _Worth | None:
        """Return what a word is worth; the longest stem decides."""
        folded = fold(word)
        for end in range(min(len(folded), self._longest), 0, -1):
            worth = self._stems.get(folded[:end])
            if worth is not None and self._may_end(folded[end:]):
                return worth
        return None

    def beginning(self, word: str) -> tuple[str, _Worth] | None:
        """Return the longest of the words that a word begins with, and what it is worth."""
        folded = fold(word)
        for end in range(min(len(folded), self._longest), 0, -1):
            worth = self._stems.get(folded[:end])
            if worth is not None:
                return folded[:end], worth
        return None

    def _may_end(self, rest: str) -> bool:
        return not rest or (self._bends is not None and self._bends.is_ending(rest))


@dataclass(frozen=True, slots=True)
class Clock:
    """The words of a language for times of day."""

    parts: Mapping[str, str]
    """Words, or several, for parts of the day, by what they make of an hour: am, pm, day …"""
    beginnings: frozenset[tuple[str, str]]
    """How words begin that speak of a part of the day anywhere in a text: вечерний."""
    between: frozenset[str]
    """What may stand between an hour and such a word."""
    hour: frozenset[str]
    """Words for “o'clock”."""
    at: frozenset[str]
    """What stands before an hour."""
    past: frozenset[str]
    to: frozenset[str]
    of: tuple[str, ...]
    """How words begin that are so much of the hour that goes before: половина десятого."""
    without: frozenset[str]
    half_after: bool
    """Whether “nine half” is half past nine."""


class Lexicon:
    """The words of a language in one script that have to do with numbers."""

    def __init__(self, base: Locale, forms: Locale) -> None:
        """Collect them.

        Args:
            base: the locale whose words are known.
            forms: the one in whose script they are wanted.

        """
        language = cast("_Language", facts(base.language, "numbers"))
        spelled = _Spelling(base, forms)
        bends = spelled.inflection()
        self.knows_words = bool(language.get("numbers"))
        """Whether numbers in words are known, or those in figures only."""
        self.knows_clock = bool(language.get("clock"))
        """Whether the parts of the day are."""
        self.joined = frozenset(language.get("joined", []))
        """What may stand between the words of one number, other than a space."""
        self.before_half = frozenset(language.get("before_half", []))
        """What stands before “half” where it is added: two and a half."""
        self.minus = tuple(spelled.spell(language.get("minus", [])))
        """Words that say that a figure is below zero."""
        self.units = Forms(_unit_names(base, spelled), bends)
        self.scales = Forms(_scales(base, language, spelled), None)
        """Scale words as they stand behind a figure; known in nearly every language."""
        self.fraction = re.compile(found) if (found := _fraction(language, spelled)) else None
        """What a fraction in two words looks like: үштен бірі."""
        self.fractions = spelled.values(language.get("fractions", {}))
        """Words that are a fraction of their own: треть."""
        self.parts = spelled.values(language.get("parts", {}))
        """The lower halves of fractions of two words, by what they are worth."""
        self.fraction_articles = frozenset(language.get("fraction_articles", []))
        self.fraction_of = "".join(language.get("fraction_of", [])[:1])
        """What stands before a lower half, and behind it, where it is one: “a third of”."""
        self.ordinals = tuple(spelled.spell(language.get("ordinals", []))) or ("\0",)
        """How words begin that are no upper half: the second quarter."""
        self.bounds = _bounds(language, spelled)
        """What stands before or behind a number that is a bound: (side, phrase, bound)."""
        self.bound_words = frozenset(
            phrase.split()[-1 if side == "before" else 0] for side, phrase, _ in self.bounds
        )
        """The word of each that is next to the number."""
        self.clock = _clock(language, spelled)
        self._words = spelled.mapping(_words(language))
        self._never = frozenset(spelled.spell(language.get("never", [])))
        self._compounds = Forms(spelled.values(language.get("compounds", {})), None)
        self._multiples = Forms(spelled.values(language.get("multiples", {})), None)
        capital = bool(language.get("dates_have_capitals"))
        dates, short = _dates(base, spelled, capital=capital)
        self._dates = Forms(dates, bends)
        self._short = {fold(word): worth for word, worth in short.items()}
        self.read = lru_cache(_CACHED)(self._read)
        """Returns what a word is worth, in lower case; None for most."""

    def _read(self, word: str) -> NumberWord | None:
        multiple = self._multiples.beginning(word)
        if multiple is not None:
            times = multiple[1]
            return NumberWord((f"×{times}", times), weak=True, alone=True)
        found = self._words.get(word) or self._dates.get(word)
        if found is not None or word in self._never:
            return found
        return self._compound(word) or self._short.get(fold(word))

    def _compound(self, word: str) -> NumberWord | None:
        """Return the number that a word begins with, with what else it says: сорокапятилетний."""
        total, rest = Decimal(0), word
        found = self._compounds.beginning(rest)
        while found is not None and (not total or _fits(found[1], total)):
            total += found[1]
            rest = rest[len(found[0]) :]
            found = self._compounds.beginning(rest) if rest else None
        if not total:
            return None
        unit = self.units.get(rest) or NO_UNIT
        return NumberWord((total,), weak=True, alone=True, unit=unit)


def _fits(value: Decimal, total: Decimal) -> bool:
    """Whether a value is smaller than the last digit of a number that is not zero."""
    return total % 10 == 0 and value < (100 if total % 100 == 0 else 10)


@lru_cache
def lexicon(locale: Locale) -> Lexicon:
    """Return a locale's words.

    Those of a derived script are the language's own, converted; where there is no conversion,
    they are not known.
    """
    for each in CONVERSIONS:
        if locale.is_variety_of(each.target) and Locale(locale.language).is_variety_of(each.source):
            return Lexicon(each.source, each.target)
    if Locale(locale.language).script == locale.script:
        return Lexicon(Locale(locale.language), Locale(locale.language))
    return Lexicon(locale, locale) if not facts(locale.language, "numbers") else _nothing(locale)


def _nothing(locale: Locale) -> Lexicon:
    """Return the lexicon of a language whose words are known in another script only."""
    return Lexicon(Locale(f"{GENERAL}-{locale.script}"), locale)


@lru_cache
def read_units() -> Mapping[str, Unit]:
    """Return the symbols that may touch a figure, with their units: `$`, `%`, `км`."""
    return {symbol: unit for unit, data in _measures() for symbol in data["symbols"]}


class _Spelling:
    """Writes forms in a locale's script, folded as texts are when they are read."""

    def __init__(self, base: Locale, wanted: Locale) -> None:
        found = (each for each in CONVERSIONS if (each.source, each.target) == (base, wanted))
        self._conversion = next(found, None)
        self._base = base

    def inflection(self) -> Inflection | None:
        """Return how words bend; None where it is not known, and words stand as they are."""
        if not facts(self._base.language, "endings"):
            return None
        if self._conversion is None:
            return inflection(self._base)
        return spelled_inflection(self._base.language, self.spell)

    def mapping(self, forms: Mapping[str, _Worth]) -> dict[str, _Worth]:
        """Return the same mapping by the forms in the script."""
        return dict(zip(self.spell(forms), forms.values(), strict=True))

    def values(self, forms: _Forms) -> dict[str, Decimal]:
        """Return the value of each form."""
        return {
            word: Decimal(value) for value, words in forms.items() for word in self.spell(words)
        }

    def spell(self, forms: Iterable[str]) -> list[str]:
        written = list(forms)
        if self._conversion is not None:
            written = [convert(form, self._conversion) for form in written]
        return [form.lower().replace("ё", "е") for form in written]

    @property
    def converts(self) -> bool:
        """Whether the forms are those of another script."""
        return self._conversion is not None


def _words(language: _Language) -> dict[str, NumberWord]:
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
    entered: dict[str, NumberWord] = {}
    for value, stems in forms.items():
        for form in (stem + ending for stem in stems for ending in endings or [""]):
            known = entered.get(form, like)
            values = tuple(dict.fromkeys((*known.values, Decimal(value))))
            entered[form] = replace(like, values=values)
    for form, word in entered.items():
        known = words.get(form, like)
        alike = replace(known, values=()) == like
        both = dict.fromkeys((*known.values, *word.values) if alike else word.values)
        words[form] = replace(word, values=tuple(both))


def _scales(base: Locale, language: _Language, spelled: _Spelling) -> dict[str, Decimal]:
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


def _unit_names(base: Locale, spelled: _Spelling) -> dict[str, Unit]:
    """Return what units are called: by CLDR, by the language's own folder, by their symbols."""
    own = cast("Mapping[str, list[str]]", facts(base.language, "units"))
    names: dict[str, Unit] = {}
    for unit, data in _measures():
        called = dict.fromkeys(unit_words(base, data["cldr"]) if "cldr" in data else (), unit)
        names |= spelled.mapping(called)
    for unit, data in _measures():
        names |= spelled.mapping(dict.fromkeys(own.get(unit.id, ()), unit))
        names |= dict.fromkeys(data["symbols"], unit)
    return names


def _measures() -> Iterator[tuple[Unit, _Measure]]:
    for name, data in facts(GENERAL, "units").items():
        measure = cast("_Measure", data)
        yield Unit(name, measure["kind"], measure.get("size", 0)), measure


def _dates(
    base: Locale, spelled: _Spelling, *, capital: bool
) -> tuple[Mapping[str, NumberWord], Mapping[str, NumberWord]]:
    """Return the months and weekdays, and those that are abbreviated."""
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


def _fraction(language: _Language, spelled: _Spelling) -> str:
    return "" if spelled.converts else language.get("fraction", {}).get("pattern", "")


def _bounds(language: _Language, spelled: _Spelling) -> tuple[tuple[str, str, str], ...]:
    """Return what makes a number a bound, the longest phrase first: “не более” before “более”."""
    found = [
        (*key.split("_", 1), phrase)
        for key, phrases in language.get("bounds", {}).items()
        for phrase in spelled.spell(phrases)
    ]
    ordered = sorted(found, key=lambda each: -len(each[2]))
    return tuple((side, phrase, bound) for side, bound, phrase in ordered)


def _clock(language: _Language, spelled: _Spelling) -> Clock:
    words: Callable[[str], list[str]] = lambda key: spelled.spell(  # noqa: E731
        language.get("clock", {}).get(key, [])
    )
    kinds = ("am", "pm", "day", "evening", "night")
    return Clock(
        parts={word: kind for kind in kinds for word in words(kind)},
        beginnings=frozenset((word[:_TELLING], kind) for kind in kinds for word in words(kind)),
        between=frozenset(words("between")),
        hour=frozenset(words("hour")),
        at=frozenset(words("at")),
        past=frozenset(words("past")),
        to=frozenset(words("to")),
        of=tuple(words("of")),
        without=frozenset(words("without")),
        half_after=bool(words("half_after")),
    )
