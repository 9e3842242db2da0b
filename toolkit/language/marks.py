"""Marks: which marks of punctuation a locale writes, read from the toolkit's table."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from toolkit.base.bcp47 import Locale

__all__ = ["Marks", "final_marks", "marks_of"]

Table = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a locale; empty where the toolkit does not know them."""

    outer: tuple[str, ...]
    """Pairs of quotation marks, the suggested one first."""
    inner: tuple[str, ...]
    """Pairs inside a quotation."""
    dashes: str
    """Dashes between words, the suggested one first."""
    arabic: dict[str, str]
    """What is written for a Latin mark."""
    ends: bool
    """Whether its sentences end in marks that can be compared with another language's."""


@lru_cache
def _table() -> Table:
    data = files("toolkit.language").joinpath("data", "punctuation.toml").read_text("utf-8")
    return tomllib.loads(data)


@lru_cache
def marks_of(locale: Locale) -> Marks:
    """Return the marks that a locale writes."""
    table = _table()
    key = f"{locale.language}-{locale.script}"
    return Marks(
        outer=tuple(table["outer"].get(key, "").split()),
        inner=tuple(table["inner"].get(key, "").split()),
        dashes=table["dashes"].get(key, "").replace(" ", ""),
        arabic=table["arabic"] if locale.script in {"Arab", "Aran"} else {},
        ends=locale.language not in table["unmarked"]["languages"].split(),
    )


@lru_cache
def final_marks() -> dict[str, str]:
    """Return what each mark at the end of a sentence is, in any script: a stop, a question."""
    return {mark: name for name, marks in _table()["final"].items() for mark in marks}
