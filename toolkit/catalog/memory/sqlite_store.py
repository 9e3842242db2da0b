"""SQLite store: a memory in a file; any number of processes may ask it while one adds."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from operator import itemgetter
from pathlib import Path
from typing import Any

from toolkit.base.bcp47 import Locale
from toolkit.base.locks import lock
from toolkit.catalog.memory.additions import Added, Addition
from toolkit.catalog.memory.blocks import MOST_ALIKE, Block, load_blocks, refresh_blocks
from toolkit.catalog.memory.entry import MemoryEntry
from toolkit.catalog.memory.kept import Pair, Row
from toolkit.catalog.memory.schema import connect, readable, sound
from toolkit.catalog.memory.similarity import Group, skeleton

__all__ = ["SqliteStore"]

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


class SqliteStore:
    """An open file; what was read of it stays until another connection has changed it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = connect(path)
        self._version = -1
        """What SQLite counts up when another connection has changed the file."""
        self._pairs: list[Pair] = []
        self._blocks: dict[int, dict[int, Block]] = {}
        """By the pair's id, then by the block's; a pair comes in when it is first asked for."""

    def close(self) -> None:
        """Close the file."""
        with sound(self._path):
            self._connection.close()

    def add(self, entries: Iterable[MemoryEntry]) -> Added:
        """Add entries, all of them or none."""
        with lock(self._path), self._transaction():
            addition = Addition(self._connection)
            for entry in entries:
                addition.add(entry)
            for pair in sorted(addition.grown):
                refresh_blocks(self._connection, pair)
        return addition.added()

    def rename_origin(self, old: str, new: str) -> None:
        """Give what comes from one document to another."""
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
    def snapshot(self) -> Iterator[None]:
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

    def reading(self) -> AbstractContextManager[None]:
        """Turn what goes wrong with rows into what users see."""
        return readable(self._path)

    def pairs(self) -> Sequence[Pair]:
        """Return the pairs of locales, by their ids."""
        return self._pairs

    def message(self, pair: Pair, text: str) -> int | None:
        """Return the id of the very text; None where it is not there."""
        row = self._connection.execute(
            "SELECT id FROM message WHERE pair = ? AND text = ?", (pair.identity, text)
        ).fetchone()
        return None if row is None else int(row[0])

    def translations(self, message: int) -> Sequence[Row]:
        """Return the translations of a text."""
        return self._connection.execute(_OF_MESSAGE, (message,)).fetchall()

    def rows(self, pair: Pair) -> Iterator[Row]:
        """Return what a pair has, sorted."""
        return self._connection.execute(_OF_PAIR, (pair.identity,))

    def counts(self) -> Iterable[Sequence[Any]]:
        """Return the numbers of each pair."""
        return self._connection.execute(_STATISTICS)

    def _refresh(self) -> None:
        """Forget what an addition, here or in another process, has made stale."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        if version == self._version:
            return
        rows = self._connection.execute("SELECT id, source, target FROM pair ORDER BY id")
        self._pairs = [Pair(row[0], Locale(str(row[1])), Locale(str(row[2]))) for row in rows]
        for pair, known in self._blocks.items():
            self._blocks[pair] = load_blocks(self._connection, pair, known)
        self._version = version

    def similar(self, pair: Pair, message: str, cut_off: float, limit: int) -> Iterable[Group]:
        """Return texts whose skeletons are like a text's, the most similar first."""
        if pair.identity not in self._blocks:
            self._blocks[pair.identity] = load_blocks(self._connection, pair.identity, {})
        wanted = skeleton(message)
        hits: list[tuple[float, Sequence[int]]] = []
        for block in self._blocks[pair.identity].values():
            hits.extend(block.search(wanted, cut_off, limit))
        hits.sort(key=itemgetter(0), reverse=True)
        return ((ratio, self._texts(same[:MOST_ALIKE])) for ratio, same in hits)

    def _texts(self, identities: Sequence[int]) -> Iterator[tuple[int, str]]:
        """Yield messages with their ids."""
        return self._connection.execute(
            "SELECT id, text FROM message WHERE id IN (SELECT value FROM json_each(?))",
            (str(list(identities)),),
        )
