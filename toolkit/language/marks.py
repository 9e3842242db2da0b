"""Marks: which marks of punctuation a locale writes, as far as they are known."""

from collections.abc import Mapping
from functools import lru_cache
from typing import cast

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.language.known import GENERAL, facts

__all__ = ["Marks", "final_marks", "marks_of"]

_Table = Mapping[str, Mapping[str, str]]


@frozen
class Marks:
    """The marks of a locale; empty where the toolkit does not know them."""

    outer: tuple[str, ...]
    """Pairs of quotation marks, the suggested one first."""
    inner: tuple[str, ...]
    """Pairs inside a quotation."""
    dashes: str
    """Dashes between words, the suggested one first."""
    last: str
    """The word before the last thing of a list, where CLDR has none."""
    arabic: Mapping[str, str]
    """What is written for a Latin mark."""
    ends: bool
    """Whether its sentences end in marks that can be compared with another language's."""


def _table(language: str) -> _Table:
    return cast("_Table", facts(language, "marks"))


@lru_cache
def marks_of(locale: Locale) -> Marks:
    """Return the marks that a locale writes."""
    general = _table(GENERAL)
    own = _table(locale.language).get(locale.script, {})
    return Marks(
        outer=tuple(own.get("outer", "").split()),
        inner=tuple(own.get("inner", "").split()),
        dashes=own.get("dashes", "").replace(" ", ""),
        last=own.get("last", ""),
        arabic=general["arabic"] if locale.script in {"Arab", "Aran"} else {},
        ends=locale.language not in general["unmarked"]["languages"].split(),
    )


@lru_cache
def final_marks() -> dict[str, str]:
    """Return what each mark at the end of a sentence is, in any script: a stop, a question."""
    return {mark: name for name, marks in _table(GENERAL)["final"].items() for mark in marks}
