"""Number words: what “twelve”, “двенадцати” or “он екінші” are worth, by language."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import TypedDict, TypeVar, cast

from toolkit.bcp47 import Locale
from toolkit.transliteration import CONVERSIONS, convert

__all__ = ["Lexicon", "NumberWord", "Unit", "lexicon", "read_units"]

# English abbreviates months to three letters without a dot.
_SHORT_MONTH = 3
Forms = Mapping[str, list[str]]
_Value = TypeVar("_Value")


class _Language(TypedDict, total=False):
    """A language's part of `number_words.toml`."""

    endings: list[str]
    joined: list[str]
    never: list[str]
    numbers: Forms
    exact: Forms
    weak: Forms
    scales: Forms
    compounds: Forms


class _Measure(TypedDict, total=False):
    """A unit's part of `units.toml`; the names by language stand beside."""

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
    compounds: tuple[tuple[str, NumberWord], ...]
    """How compounds begin, the longest first: Russian “двенадцати” of “двенадцатилетний”."""
    initials: frozenset[str]
    """The first two letters of every beginning of a compound."""
    joined: frozenset[str]
    """What may stand between the words of one number, other than a space."""
    months: Mapping[str, int]
    abbreviations: Mapping[str, int]
    """Abbreviated months, without their dot; they count beside a figure only."""
    units: Mapping[str, Unit]


@lru_cache
def lexicon(locale: Locale) -> Lexicon | None:
    """Return a locale's words; None for a language whose number words the toolkit does not know.

    Those of a derived script are the language's own, converted.
    """
    base, forms = _home(locale)
    data = _data("number_words.toml").get(base.language)
    if data is None:
        return None
    language = cast("_Language", data)
    endings = language.get("endings", [])
    months, short = _months(base, endings)
    spelled = _Spelling(base, forms)
    compounds = _compounds(language, spelled)
    return Lexicon(
        words=spelled.mapping(_words(language, endings)),
        compounds=compounds,
        initials=frozenset(start[:2] for start, _ in compounds),
        joined=frozenset(language.get("joined", [])),
        months=spelled.mapping(months),
        abbreviations=spelled.mapping(short),
        units=spelled.mapping(_unit_words(base.language, endings)),
    )


@lru_cache
def read_units() -> Mapping[str, Unit]:
    """Return the symbols that may touch a figure, with their units: `$`, `%`, `км`."""
    return {
        symbol: unit for unit, data in _measures() for symbol in cast("_Measure", data)["symbols"]
    }


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
    words: dict[str, NumberWord] = {}
    # Later parts win: what is said exactly goes before what is put together.
    for part, weak, scale in (
        (language.get("weak", {}), True, False),
        (language.get("numbers", {}), False, False),
        (language.get("scales", {}), False, True),
    ):
        for value, stems in part.items():
            for form in _inflected(stems, endings):
                words[form] = _joined_values(words.get(form), value, weak=weak, scale=scale)
    for form in language.get("never", []):
        words.pop(form, None)
    for value, forms in language.get("exact", {}).items():
        words |= {form: NumberWord((Decimal(value),), weak=False) for form in forms}
    for value, forms in language.get("weak", {}).items():
        for form in forms:
            words[form] = _joined_values(words.get(form), value, weak=True, scale=False)
    return words


def _joined_values(
    known: NumberWord | None, value: str, *, weak: bool, scale: bool
) -> NumberWord:
    """Return a form's entry; a weak form may have several values."""
    own = Decimal(value)
    if known is None or not (known.weak and weak):
        return NumberWord((own,), weak=weak, scale=scale)
    return NumberWord(tuple(dict.fromkeys((*known.values, own))), weak=True)


def _inflected(stems: Iterable[str], endings: Iterable[str]) -> Iterator[str]:
    return (stem + ending for stem in stems for ending in endings or [""])


def _compounds(
    language: _Language, spelled: _Spelling
) -> tuple[tuple[str, NumberWord], ...]:
    found = [
        (form, NumberWord((Decimal(value),), weak=True))
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
    for unit, data in _measures():
        stems = cast("list[str]", data.get(language, []))
        words |= dict.fromkeys(_inflected(stems, endings), unit)
        words |= dict.fromkeys(cast("_Measure", data)["symbols"], unit)
    return words


def _measures() -> Iterator[tuple[Unit, Mapping[str, object]]]:
    for name, data in _data("units.toml").items():
        measure = cast("_Measure", data)
        yield Unit(name, measure["kind"], measure.get("size", 0)), data


@lru_cache
def _data(name: str) -> Mapping[str, Mapping[str, object]]:
    """Return one of the toolkit's own files; its shape is the toolkit's affair."""
    data = files("toolkit.checks").joinpath("data", name).read_bytes()
    return cast("Mapping[str, Mapping[str, object]]", tomllib.loads(data.decode()))
