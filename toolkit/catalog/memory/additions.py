"""Additions: entries put into a memory's tables, each once."""

import datetime as dt
import sqlite3

from toolkit.base.frozen import frozen
from toolkit.catalog.memory.entry import Level, MemoryEntry, State

__all__ = ["LEVELS", "STATES", "Added", "Addition", "has_text", "read_date", "written_date"]

LEVELS = tuple(Level)
"""The file has a level's and a state's number."""
STATES = tuple(State)


@frozen
class Added:
    """What became of entries that were added, in numbers of entries."""

    new: int = 0
    updated: int = 0
    """There already, with an earlier date or a lower state."""
    unchanged: int = 0

    def __str__(self) -> str:
        return f"{self.new} new, {self.updated} updated, {self.unchanged} unchanged"


class Addition:
    """One transaction's entries."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._pairs: dict[tuple[str, str], int] = {}
        self._origins: dict[str, int] = {}
        self.grown: set[int] = set()
        """The pairs that have new messages."""
        self._new = self._updated = self._unchanged = 0

    def added(self) -> Added:
        """Return what became of the entries."""
        return Added(self._new, self._updated, self._unchanged)

    def add(self, entry: MemoryEntry) -> None:
        """Put an entry in unless it is there; one without text on either side is none."""
        if not has_text(entry):
            return
        key = (
            self._message(self._pair(entry), entry.source),
            LEVELS.index(entry.level),
            self._origin(entry.origin),
            entry.target,
        )
        date, state = written_date(entry.date), STATES.index(entry.state)
        inserted = self._connection.execute(
            "INSERT INTO translation (message, level, origin, text, date, state)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (*key, date, state),
        )
        if inserted.rowcount:
            self._new += 1
            return
        updated = self._connection.execute(
            "UPDATE translation SET date = max(date, ?), state = max(state, ?)"
            " WHERE message = ? AND level = ? AND origin = ? AND text = ?"
            " AND (date < ? OR state < ?)",
            (date, state, *key, date, state),
        )
        self._updated += updated.rowcount
        self._unchanged += 1 - updated.rowcount

    def _pair(self, entry: MemoryEntry) -> int:
        tags = entry.source_locale.tag, entry.target_locale.tag
        if tags not in self._pairs:
            find = "SELECT id FROM pair WHERE source = ? AND target = ?"
            insert = "INSERT INTO pair (source, target) VALUES (?, ?)"
            self._pairs[tags], _ = self._identity(find, insert, tags)
        return self._pairs[tags]

    def _origin(self, name: str) -> int:
        if name not in self._origins:
            find = "SELECT id FROM origin WHERE name = ?"
            insert = "INSERT INTO origin (name) VALUES (?)"
            self._origins[name], _ = self._identity(find, insert, (name,))
        return self._origins[name]

    def _message(self, pair: int, text: str) -> int:
        find = "SELECT id FROM message WHERE pair = ? AND text = ?"
        insert = "INSERT INTO message (pair, text) VALUES (?, ?)"
        identity, new = self._identity(find, insert, (pair, text))
        if new:
            self.grown.add(pair)
        return identity

    def _identity(self, find: str, insert: str, values: tuple[str | int, ...]) -> tuple[int, bool]:
        """Return the id of a row, and whether it was made now."""
        row = self._connection.execute(find, values).fetchone()
        if row is not None:
            return int(row[0]), False
        made = self._connection.execute(insert, values).lastrowid
        assert made is not None  # noqa: S101 - an INSERT has succeeded
        return made, True


def has_text(entry: MemoryEntry) -> bool:
    """Whether both sides of an entry say something."""
    return bool(entry.source.strip() and entry.target.strip())


def written_date(date: dt.datetime | None) -> str:
    """Return a date so that the later is the greater text; "" for none."""
    if date is None:
        return ""
    if date.tzinfo is None:
        raise ValueError(f"a memory's dates have a time zone: {date}")
    return f"{date.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0).isoformat()}Z"


def read_date(text: str | None) -> dt.datetime | None:
    """Return a date as the file has it."""
    return dt.datetime.fromisoformat(text) if text else None
