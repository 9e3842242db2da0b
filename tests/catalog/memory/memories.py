"""Small memories for tests."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from toolkit.base.bcp47 import Locale
from toolkit.catalog.memory.entry import Level, MemoryEntry, State
from toolkit.catalog.memory.store import Memory, add_entries

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


def make(path: Path, entries: Iterable[MemoryEntry] = ()) -> Path:
    """Make a memory, and return its path."""
    add_entries(path, entries)
    return path


def contents(path: Path) -> list[MemoryEntry]:
    with Memory.open(path) as memory:
        return list(memory.entries())
