"""Small memories for tests."""

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeAlias, TypeVar

from rapidfuzz import fuzz

from toolkit.base.bcp47 import Locale
from toolkit.catalog.memory.blocks import MOST_ALIKE, Block
from toolkit.catalog.memory.entry import Level, MemoryEntry, State
from toolkit.catalog.memory.memory_server import MemoryServer
from toolkit.catalog.memory.similarity import ranked, skeleton
from toolkit.catalog.memory.store import Memory, add_entries

Place: TypeAlias = Path | MemoryServer
P = TypeVar("P", Path, MemoryServer, Place)

EN, KK, RU = Locale("en"), Locale("kk"), Locale("ru")


def entry(  # noqa: PLR0913 - the fields of an entry
    source: str = "The bridge opened.",
    target: str = "Көпір ашылды.",
    *,
    languages: tuple[Locale, Locale] = (EN, KK),
    origin: str = "bridge",
    day: int | None = 1,
    state: State = State.TRANSLATED,
    level: Level = Level.UNIT,
) -> MemoryEntry:
    date = None if day is None else dt.datetime(2026, 3, day, 12, tzinfo=dt.UTC)
    return MemoryEntry(source, target, *languages, origin, date, state, level)


def make(place: P, entries: Iterable[MemoryEntry] = ()) -> P:
    """Make a memory, and return its place."""
    add_entries(place, entries)
    return place


def contents(place: Place) -> list[MemoryEntry]:
    with Memory.open(place) as memory:
        return list(memory.entries())


def similarity(left: str, right: str) -> float:
    """Return how alike two messages are: what a memory of one says of the other."""
    here, there = skeleton(left), skeleton(right)
    ratio = fuzz.ratio(here, there) if here and there else 0.0
    (hit,) = ranked(left, [(ratio, [(0, right)])], -100, 1)
    return max(0.0, hit[1])


class Index:
    """Messages in a block, asked as a memory asks the blocks in its file."""

    def __init__(self, messages: Sequence[str]) -> None:
        self._messages = messages
        self._block = Block.build(enumerate(messages))

    def best(self, message: str, cut_off: float = 75) -> tuple[int, float] | None:
        """Return the place of the most similar message and its score."""
        return next(iter(self.candidates(message, cut_off, 1)), None)

    def candidates(
        self, message: str, cut_off: float = 75, limit: int = 16
    ) -> list[tuple[int, float]]:
        hits = self._block.search(skeleton(message), cut_off, limit)
        groups = (
            (ratio, [(place, self._messages[place]) for place in places[:MOST_ALIKE]])
            for ratio, places in hits
        )
        return ranked(message, groups, cut_off, limit)
