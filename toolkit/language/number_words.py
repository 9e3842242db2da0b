"""Number words: what “twelve”, “двенадцати” or “он екінші” are worth, by language."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import TypedDict, TypeVar, cast

from toolkit.base.bcp47 import Locale
from toolkit.language.alphabets import CONVERSIONS, convert
from toolkit.language.known import GENERAL, facts

__all__ = ["Lexicon", "NumberWord", "Unit", "lexicon", "read_units"]

# English abbreviates months to three letters without a dot.
_SHORT_MONTH = 3
Forms = Mapping[str, list[str]]
_Value = TypeVar("_Value")


class _Language(TypedDict, total=False):
    """A language's `numbers.toml`."""

    endings: list[str]
    joined: list[str]
    before_half: list[str]
    never: list[str]
    numbers: Forms
    exact: Forms
    weak: Forms
    loose: Forms
    scales: Forms
    compounds: Forms


class _Measure(TypedDict, total=False):
    """A unit in `und/units.toml`; what it is called stands in each language's `units.toml`."""

    kind: str
    size: float
    symbols: list[str]


@dataclass(frozen=True, slots=True)
class NumberWord:
    """What a form is worth."""

    values: tuple[Decimal, ...]
    """Its value; several where it depends on the sentence: “half” is 0.5, or 2."""
    weak: bool
    """Whether it may as well be no number: it answers to one, and is never missed itself."""
    scale: bool = False
    """Whether it multiplies what stands before it: thousand, миллион."""
    alone: bool = False
    """Whether it is never a part of a longer number: “both”, “noon”."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure or a currency."""

    id: str
    kind: str
    """Only units of one kind are compared: length, mass, area, time, share, currency."""
    size: float
    """In the kind's base unit; 0 where there is none."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of a language in one script that have to do with numbers; all in lower case."""

    words: Mapping[str, NumberWord]
    compounds: tuple[tuple[str, Decimal], ...]
    """How compounds begin, the longest first: Russian “двенадцати” of “двенадцатилетний”."""
    initials: frozenset[str]
    """The first two letters of every beginning of a compound."""
    never: frozenset[str]
    """Words that look like forms or compounds and are none: Kazakh “үшін”, for."""
    joined: frozenset[str]
    """What may stand between the words of one number, other than a space."""
    before_half: frozenset[str]
    """What stands before “half” where it is added: two and a half."""
    months: Mapping[str, int]
    abbreviations: Mapping[str, int]
    """Abbreviated months, without their dot; they count beside a figure only."""
    units: Mapping[str, Unit]
    all_words: frozenset[str]
    """The number words and the months together."""
    sure_words: frozenset[str]
    """Those of them that are not weak."""


@lru_cache
def lexicon(locale: Locale) -> Lexicon | None:
    """Return a locale's words; None for a language whose number words the toolkit does not know.

    Those of a derived script are the language's own, converted; where there is no conversion,
    they are not known either.
    """
    base, forms = _home(locale)
    language = cast("_Language", facts(base.language, "numbers"))
    if not language or forms.script != locale.script:
        return None
    endings = language.get("endings", [])
    months, short = _months(base, endings)
    spelled = _Spelling(base, forms)
    words = spelled.mapping(_words(language, endings))
    months, short = spelled.mapping(months), spelled.mapping(short)
    compounds = _compounds(language, spelled)
    return Lexicon(
        words=words,
        compounds=compounds,
        initials=frozenset(start[:2] for start, _ in compounds),
        never=frozenset(spelled.spell(language.get("never", []))),
        joined=frozenset(language.get("joined", [])),
        before_half=frozenset(language.get("before_half", [])),
        months=months,
        abbreviations=short,
        units=spelled.mapping(_unit_words(base.language, endings)),
        sure_words=frozenset(form for form, word in words.items() if not word.weak) | months.keys(),
        all_words=frozenset(words) | months.keys() | short.keys(),
    )


@lru_cache
def read_units() -> Mapping[str, Unit]:
    """Return the symbols that may touch a figure, with their units: `$`, `%`, `км`."""
    return {symbol: unit for unit, data in _measures() for symbol in data["symbols"]}


def _home(locale: Locale) -> tuple[Locale, Locale]:
    """Return the locale whose words are known, and the one in whose script they are wanted."""
    for each in CONVERSIONS:
        if locale.is_variety_of(each.target) and Locale(locale.language).is_variety_of(each.source):
            return each.source, each.target
    return Locale(locale.language), Locale(locale.language)


class _Spelling:
    """Writes forms in a locale's script, folded as texts are when they are read."""

    def __init__(self, base: Locale, wanted: Locale) -> None:
        found = (each for each in CONVERSIONS if (each.source, each.target) == (base, wanted))
        self._conversion = next(found, None)

    def mapping(self, forms: Mapping[str, _Value]) -> dict[str, _Value]:
        """Return the same mapping by the forms in the script."""
        return dict(zip(self.spell(forms), forms.values(), strict=True))

    def spell(self, forms: Iterable[str]) -> list[str]:
        written = list(forms)
        if self._conversion is not None:
            written = [convert(form, self._conversion) for form in written]
        return [form.lower().replace("ё", "е") for form in written]


def _words(language: _Language, endings: list[str]) -> dict[str, NumberWord]:
    """Return the number words; what is said exactly goes before what is put together."""
    words: dict[str, NumberWord] = {}
    _enter(words, language.get("loose", {}), endings, NumberWord((), weak=True, alone=True))
    _enter(words, language.get("weak", {}), endings, NumberWord((), weak=True))
    _enter(words, language.get("numbers", {}), endings, NumberWord((), weak=False))
    _enter(words, language.get("scales", {}), endings, NumberWord((), weak=False, scale=True))
    for form in language.get("never", []):
        words.pop(form, None)
    _enter(words, language.get("exact", {}), [""], NumberWord((), weak=False))
    _enter(words, language.get("weak", {}), [""], NumberWord((), weak=True))
    return words


def _enter(
    words: dict[str, NumberWord], forms: Forms, endings: list[str], like: NumberWord
) -> None:
    """Enter forms with their values; a form that is weak twice has both values."""
    entered: dict[str, NumberWord] = {}
    for value, stems in forms.items():
        for form in _inflected(stems, endings):
            known = entered.get(form, like)
            values = tuple(dict.fromkeys((*known.values, Decimal(value))))
            entered[form] = replace(like, values=values)
    for form, word in entered.items():
        known = words.get(form, like)
        alike = replace(known, values=()) == like
        both = dict.fromkeys((*known.values, *word.values) if alike else word.values)
        words[form] = replace(word, values=tuple(both))


def _inflected(stems: Iterable[str], endings: Iterable[str]) -> Iterator[str]:
    return (stem + ending for stem in stems for ending in endings or [""])


def _compounds(language: _Language, spelled: _Spelling) -> tuple[tuple[str, Decimal], ...]:
    found = [
        (form, Decimal(value))
        for value, forms in language.get("compounds", {}).items()
        for form in spelled.spell(forms)
    ]
    return tuple(sorted(found, key=lambda each: -len(each[0])))


def _months(base: Locale, endings: list[str]) -> tuple[dict[str, int], dict[str, int]]:
    """Return the months in every case that the endings make, and the abbreviated ones."""
    full: dict[str, int] = {}
    short: dict[str, int] = {}
    for name, number in base.month_names.items():
        form = name.lower()
        if form.endswith(".") or (base.language == "en" and len(form) == _SHORT_MONTH):
            short[form.rstrip(".")] = number
            continue
        stem = form.rstrip("ьй") if base.language == "ru" else form
        full |= dict.fromkeys(_inflected([form, stem], endings), number)
    if base.language == "en":
        short["sept"] = 9
    return full, short


def _unit_words(language: str, endings: list[str]) -> dict[str, Unit]:
    words: dict[str, Unit] = {}
    stems = cast("Mapping[str, list[str]]", facts(language, "units"))
    for unit, data in _measures():
        words |= dict.fromkeys(_inflected(stems.get(unit.id, ()), endings), unit)
        words |= dict.fromkeys(data["symbols"], unit)
    return words


def _measures() -> Iterator[tuple[Unit, _Measure]]:
    for name, data in facts(GENERAL, "units").items():
        measure = cast("_Measure", data)
        yield Unit(name, measure["kind"], measure.get("size", 0)), measure
