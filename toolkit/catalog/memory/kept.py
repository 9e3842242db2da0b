"""What a memory stands on: where its entries are kept, as few questions as finding them takes.

SQLite and PostgreSQL each answer these; what is alike, and in which order it comes, `Memory` says
for both.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeAlias

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.catalog.memory.additions import LEVELS, STATES, Added, read_date
from toolkit.catalog.memory.entry import MemoryEntry, PairStatistics
from toolkit.catalog.memory.similarity import Group

__all__ = ["Pair", "Row", "Store", "entry_of", "statistics_of"]

Row: TypeAlias = tuple[str, str, int, str, str, int]
"""Text, translation, level, origin, date and state, as they are kept."""


@frozen
class Pair:
    """A pair of locales that a memory has."""

    identity: int
    source: Locale
    target: Locale


class Store(Protocol):
    """Where a memory's entries are kept; all raise ToolkitErrors that say where and why."""

    def close(self) -> None:
        """Let it go; what was added is kept already."""

    def snapshot(self) -> AbstractContextManager[None]:
        """Read what there is at one moment, whatever is added meanwhile."""

    def reading(self) -> AbstractContextManager[None]:
        """Turn what goes wrong with rows while they are read into what users see."""

    def pairs(self) -> Sequence[Pair]:
        """Return the pairs of locales, by their ids."""

    def message(self, pair: Pair, text: str) -> int | None:
        """Return the id of the very text; None where it is not there."""

    def similar(self, pair: Pair, message: str, cut_off: float, limit: int) -> Iterable[Group]:
        """Return texts whose skeletons are like a text's, the most similar first."""

    def translations(self, message: int) -> Sequence[Row]:
        """Return the translations of a text by its id."""

    def rows(self, pair: Pair) -> Iterator[Row]:
        """Return what a pair has, by text, level, origin, translation, each by its bytes."""

    def counts(self) -> Iterable[Sequence[Any]]:
        """Return, for each pair's id, the numbers of `PairStatistics` and the two dates."""

    def add(self, entries: Iterable[MemoryEntry]) -> Added:
        """Add entries, all of them or none: see `Memory.add`."""

    def rename_origin(self, old: str, new: str) -> None:
        """Give what comes from one document to another."""


def entry_of(pair: Pair, row: Row) -> MemoryEntry:
    """Return the entry that a row keeps.

    Raises:
        IndexError, TypeError, ValueError: when it keeps none.

    """
    source, target, level, origin, date, state = row
    return MemoryEntry(
        source,
        target,
        pair.source,
        pair.target,
        origin,
        read_date(date),
        STATES[state],
        LEVELS[level],
    )


def statistics_of(pair: Pair, counts: Sequence[Any]) -> PairStatistics:
    """Return what a memory has for a pair: six numbers and dates, as `Store.counts` has them."""
    return PairStatistics(
        pair.source, pair.target, *counts[:5], *(read_date(each) for each in counts[5:])
    )
