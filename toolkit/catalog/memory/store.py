"""Store: a translation memory in a file; any number of processes may ask it while one adds.

add_entries(Path("locales/memory.sqlite"), entries)
with Memory.open(Path("locales/memory.sqlite")) as memory:
    for each in memory.look_up("Police held 17 people.", Locale("en"), Locale("kk")): ...
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Self

from toolkit.base.bcp47 import Locale
from toolkit.base.locks import lock
from toolkit.catalog.memory.additions import LEVELS, STATES, Added, Addition, read_date
from toolkit.catalog.memory.block import MOST_ALIKE, Block
from toolkit.catalog.memory.blocks import load_blocks, refresh_blocks
from toolkit.catalog.memory.entry import Level, MemoryEntry, PairStatistics, Suggestion
from toolkit.catalog.memory.number_fitting import fit
from toolkit.catalog.memory.schema import connect, create, new_memory, readable, sound
from toolkit.catalog.memory.similarity import ranked, skeleton

__all__ = ["Memory", "add_entries"]

_CUT_OFF = 75.0
_SUGGESTIONS = 5
_OF_MESSAGE = """
    SELECT message.text, translation.text, level, origin.name, date, state
    FROM translation JOIN message ON message.id = message JOIN origin ON origin.id = origin
    WHERE message = ?"""
_OF_PAIR = """
    SELECT message.text, translation.text, level, origin.name, date, state
    FROM translation JOIN message ON message.id = message JOIN origin ON origin.id = origin
    WHERE pair = ? ORDER BY message.text, level, origin.name, translation.text"""
_STATISTICS = """
    SELECT pair, count(DISTINCT message), sum(level = 0), sum(level = 1), sum(state = 1),
        count(DISTINCT origin), min(nullif(date, '')), max(date)
    FROM translation JOIN message ON message.id = message GROUP BY pair"""


@dataclass(frozen=True, slots=True)
class _Pair:
    """A pair of locales that the file has."""

    identity: int
    source: Locale
    target: Locale


class Memory:
    """An open translation memory."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self._version = -1
        """What SQLite counts up when another connection has changed the file."""
        self._pairs: list[_Pair] = []
        self._serving: dict[tuple[Locale, Locale], list[_Pair]] = {}
        self._blocks: dict[int, dict[int, Block]] = {}
        """By the pair's id, then by the block's; a pair comes in when it is first asked for."""

    @classmethod
    def open(cls, path: Path, *, create_missing: bool = False) -> "Memory":
        """Open a memory's file.

        Args:
            path: the file.
            create_missing: make an empty one where there is none.

        Raises:
            ToolkitError: when there is none, it is another program's or version's, or damaged.

        """
        if create_missing:
            create(path)
        return cls(path, connect(path))

    def close(self) -> None:
        """Close the file; what was added is on the disk already."""
        with sound(self._path):
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, entries: Iterable[MemoryEntry]) -> Added:
        """Add entries, all of them or, where anything fails, none.

        An entry that is there already (the same texts, locales, level and origin) keeps the later
        date and the higher state, so that adding twice is adding once. Entries without text on
        either side are left out.

        Args:
            entries: read once; they may come from a file while it is read.

        Raises:
            ToolkitError: when the file cannot be written, or another process is writing it for
                more than 10 seconds.

        """
        with lock(self._path), self._transaction():
            addition = Addition(self._connection)
            for entry in entries:
                addition.add(entry)
            for pair in sorted(addition.grown):
                refresh_blocks(self._connection, pair)
        return addition.added()

    def rename_origin(self, old: str, new: str) -> None:
        """Give what comes from one document to another: it has been renamed.

        Raises:
            ToolkitError: when the file cannot be written.

        """
        with lock(self._path), self._transaction():
            run = self._connection.execute
            found = run("SELECT id FROM origin WHERE name = ?", (old,)).fetchone()
            if found is None:
                return
            taken = run("SELECT id FROM origin WHERE name = ?", (new,)).fetchone()
            if taken is None:
                run("UPDATE origin SET name = ? WHERE id = ?", (new, found[0]))
                return
            run(
                "UPDATE OR IGNORE translation SET origin = ? WHERE origin = ?", (taken[0], found[0])
            )
            run("DELETE FROM translation WHERE origin = ?", found)
            run("DELETE FROM origin WHERE id = ?", found)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with sound(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                self._end("ROLLBACK")
                raise
            finally:
                self._version = -1

    def _end(self, how: str) -> None:
        """End a transaction that SQLite has not ended by itself, as it does on some errors."""
        if self._connection.in_transaction:
            self._connection.execute(how)

    @contextmanager
    def _snapshot(self) -> Iterator[None]:
        """Read the file as it is at one moment, whatever is added meanwhile."""
        with readable(self._path):
            nested = self._connection.in_transaction  # asked while entries are being added
            if not nested:
                self._connection.execute("BEGIN")
            try:
                self._refresh()
                yield
            finally:
                if not nested:
                    self._end("COMMIT")

    def exact(
        self, message: str, source: Locale, target: Locale, *, level: Level | None = None
    ) -> list[Suggestion]:
        """Return the translations of the very text, the best first.

        Args:
            message: the text.
            source: its locale.
            target: the locale of the translations.
            level: only translations of that level; None for all.

        """
        with self._snapshot():
            found: list[Suggestion] = []
            for pair in self._pairs_for(source, target):
                row = self._connection.execute(
                    "SELECT id FROM message WHERE pair = ? AND text = ?", (pair.identity, message)
                ).fetchone()
                if row is not None:
                    found.extend(self._suggestions(pair, row[0], 100.0, message))
        return _best(found, (source, target), level)

    def look_up(  # noqa: PLR0913 - what a question consists of
        self,
        message: str,
        source: Locale,
        target: Locale,
        *,
        cut_off: float = _CUT_OFF,
        limit: int = _SUGGESTIONS,
        level: Level | None = None,
    ) -> list[Suggestion]:
        """Return translations of the text and of texts like it, the best first.

        Of equal scores, the locales' own come before those of their varieties (`en-US` for `en`),
        then what is reviewed, then what is later. A translation that several documents have
        comes once.

        Args:
            message: the text.
            source: its locale.
            target: the locale of the translations.
            cut_off: the least similarity, in per cent.
            limit: how many at most; 1 is quickest where the text itself is there.
            level: only translations of that level; None for all.

        """
        found = self.exact(message, source, target, level=level)
        if len(found) >= limit:
            return found[:limit]
        with self._snapshot():
            for pair in self._pairs_for(source, target):
                for identity, score in self._similar(pair, message, cut_off, limit):
                    found.extend(self._suggestions(pair, identity, score, message))
        return _best(found, (source, target), level)[:limit]

    def entries(
        self, sources: Sequence[Locale] = (), targets: Sequence[Locale] = ()
    ) -> Iterator[MemoryEntry]:
        """Yield the entries, sorted by locales, text, level, origin and translation.

        Args:
            sources: the locales of the texts; all when empty.
            targets: the locales of the translations; all when empty.

        """
        with self._snapshot():
            pairs = [
                pair
                for pair in self._pairs
                if (not sources or pair.source in sources)
                and (not targets or pair.target in targets)
            ]
        for pair in sorted(pairs, key=lambda each: (each.source, each.target)):
            with readable(self._path):
                rows = self._connection.execute(_OF_PAIR, (pair.identity,))
                yield from (_entry(pair, row) for row in rows)

    def statistics(self) -> list[PairStatistics]:
        """Return what there is, by locales."""
        with self._snapshot():
            pairs = {pair.identity: pair for pair in self._pairs}
            found = [
                PairStatistics(
                    pairs[row[0]].source,
                    pairs[row[0]].target,
                    *row[1:6],
                    *map(read_date, row[6:]),
                )
                for row in self._connection.execute(_STATISTICS)
            ]
        return sorted(found, key=lambda each: (each.source_locale, each.target_locale))

    def _refresh(self) -> None:
        """Forget what an addition, here or in another process, has made stale."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        if version == self._version:
            return
        rows = self._connection.execute("SELECT id, source, target FROM pair ORDER BY id")
        self._pairs = [_Pair(row[0], Locale(str(row[1])), Locale(str(row[2]))) for row in rows]
        self._serving = {}
        for pair, known in self._blocks.items():
            self._blocks[pair] = load_blocks(self._connection, pair, known)
        self._version = version

    def _pairs_for(self, source: Locale, target: Locale) -> list[_Pair]:
        """Return the pairs that serve a text in a locale: the locales' own and their varieties'."""
        if (source, target) not in self._serving:
            self._serving[source, target] = [
                pair
                for pair in self._pairs
                if pair.source.is_variety_of(source) and pair.target.is_variety_of(target)
            ]
        return self._serving[source, target]

    def _similar(
        self, pair: _Pair, message: str, cut_off: float, limit: int
    ) -> list[tuple[int, float]]:
        """Return the ids of a pair's most similar messages with their scores."""
        if pair.identity not in self._blocks:
            self._blocks[pair.identity] = load_blocks(self._connection, pair.identity, {})
        wanted = skeleton(message)
        hits: list[tuple[float, Sequence[int]]] = []
        for block in self._blocks[pair.identity].values():
            hits.extend(block.search(wanted, cut_off, limit))
        hits.sort(key=itemgetter(0), reverse=True)
        groups = ((ratio, self._texts(same[:MOST_ALIKE])) for ratio, same in hits)
        return ranked(message, groups, cut_off, limit)

    def _texts(self, identities: Sequence[int]) -> Iterator[tuple[int, str]]:
        """Yield messages with their ids."""
        return self._connection.execute(
            "SELECT id, text FROM message WHERE id IN (SELECT value FROM json_each(?))",
            (str(list(identities)),),
        )

    def _suggestions(
        self, pair: _Pair, identity: int, score: float, message: str
    ) -> Iterator[Suggestion]:
        for row in self._connection.execute(_OF_MESSAGE, (identity,)).fetchall():
            entry = _entry(pair, row)
            fitted = fit(entry.source, entry.target, message)
            yield Suggestion(entry, score, fitted.target, fitted.changes)


def add_entries(path: Path, entries: Iterable[MemoryEntry]) -> Added:
    """Add entries to a memory's file, which is made where there is none; see `Memory.add`.

    A new file is there only when all of them are in it.
    """
    if not path.exists():
        with new_memory(path) as new:
            if new is not None:
                with Memory.open(new) as memory:
                    return memory.add(entries)
    with Memory.open(path) as memory:
        return memory.add(entries)


def _entry(pair: _Pair, row: tuple[str, str, int, str, str, int]) -> MemoryEntry:
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


def _best(
    found: Iterable[Suggestion], locales: tuple[Locale, Locale], level: Level | None
) -> list[Suggestion]:
    """Return suggestions in their order, each translation of a text once."""

    def order(each: Suggestion) -> tuple[object, ...]:
        entry = each.entry
        return (
            -each.score,
            entry.source_locale != locales[0],
            entry.target_locale != locales[1],
            -STATES.index(entry.state),
            -entry.date.timestamp() if entry.date else 0.0,
            LEVELS.index(entry.level),
            entry.origin,
            entry.source,
            entry.target,
        )

    best: dict[tuple[str, str], Suggestion] = {}
    for each in sorted(found, key=order):
        if level in {None, each.entry.level}:
            best.setdefault((each.entry.source, each.entry.target), each)
    return list(best.values())
