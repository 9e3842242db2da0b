"""Measures: what units and currencies are called in a language."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TypedDict, cast

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.language.cldr_words import unit_words
from toolkit.language.known import GENERAL, facts
from toolkit.language.word_forms import Spelling

__all__ = ["NO_UNIT", "Unit", "read_units", "unit_names"]


class _Measure(TypedDict, total=False):
    """A unit in `und/units.toml`; what it is called stands in each language's `units.toml`."""

    kind: str
    size: float
    cldr: str
    symbols: list[str]


@frozen
class Unit:
    """A unit of measure or a currency."""

    id: str
    kind: str
    """Only units of one kind are compared: length, mass, area, time, share, currency."""
    size: float
    """In the kind's base unit; 0 where there is none."""


NO_UNIT = Unit("", "", 0)


@lru_cache
def read_units() -> Mapping[str, Unit]:
    """Return the symbols that may touch a figure, with their units: `$`, `%`, `км`."""
    return {symbol: unit for unit, data in _measures() for symbol in data["symbols"]}


def unit_names(base: Locale, spelled: Spelling) -> dict[str, Unit]:
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
