"""PostgreSQL store: a memory on a server; any number of machines may ask it while one adds."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from psycopg import IsolationLevel, sql
from psycopg.pq import TransactionStatus
from rapidfuzz import fuzz, process

from toolkit.base.bcp47 import Locale
from toolkit.catalog.memory.additions import Added
from toolkit.catalog.memory.blocks import MOST_ALIKE, MOST_SKELETONS
from toolkit.catalog.memory.entry import MemoryEntry
from toolkit.catalog.memory.kept import Pair, Row, entry_of
from toolkit.catalog.memory.memory_server import MemoryServer
from toolkit.catalog.memory.postgresql_additions import Additions
from toolkit.catalog.memory.postgresql_schema import (
    connect,
    kept_apart,
    readable,
    sound,
    trigram_schema,
)
from toolkit.catalog.memory.postings import LONGEST, length_band, most_compared
from toolkit.catalog.memory.similarity import Group, skeleton
from toolkit.catalog.memory.trigram_key import trigram_key

__all__ = ["PostgresqlStore"]

_ALIKE = 0.3
"""How much of the least similarity the trigrams of two keys must have in common to be compared:
a word that is changed changes three times its letters of them."""
_SMALL = 500
"""Where there are no more skeletons than so many, all of them are compared."""
_PAGE = 2_000
_ROW = """message.text, translation.text, level, origin.name, date, state
    FROM translation JOIN message ON message.id = message JOIN origin ON origin.id = origin"""
_OF_MESSAGE = f"SELECT {_ROW} WHERE message = %s"
_OF_PAIR = f"""SELECT {_ROW} WHERE pair = %s
    ORDER BY message.text, level, origin.name, translation.text"""
_STATISTICS = """
    SELECT pair, count(DISTINCT message), count(*) FILTER (WHERE level = 0),
        count(*) FILTER (WHERE level = 1), count(*) FILTER (WHERE state = 1),
        count(DISTINCT origin), min(nullif(date, '')), max(date)
    FROM translation JOIN message ON message.id = message GROUP BY pair"""
_WRITTEN = {
    "origin": "id, name",
    "skeleton": "id, text, length, key",
    "message": "id, pair, text, skeleton",
    "translation": "message, level, origin, text, date, state",
}
"""The tables that have texts, each behind those that it refers to, with what is written in them."""
_FEW = "SELECT count(*) FROM (SELECT FROM skeleton LIMIT %s) AS counted"
_CANDIDATES = """
    SELECT skeleton.id, skeleton.text, first FROM skeleton, LATERAL (
        SELECT min(id) AS first FROM message
        WHERE message.skeleton = skeleton.id AND message.pair = %(pair)s) AS own
    WHERE length BETWEEN %(shortest)s AND %(longest)s AND first IS NOT NULL {alike}
    ORDER BY {schema}.similarity(key, %(key)s) DESC, first LIMIT %(most)s"""
_BY_INDEX = """
    SELECT set_config('pg_trgm.similarity_threshold', %s, true),
        set_config('enable_seqscan', 'off', true)"""
"""For this transaction. Without statistics the planner reads the table, in 15 times the time."""
_MESSAGES = """
    SELECT wanted, id, text FROM unnest(%s::bigint[]) AS wanted, LATERAL (
        SELECT id, text FROM message WHERE skeleton = wanted AND pair = %s ORDER BY id LIMIT %s
    ) AS own ORDER BY id"""


class PostgresqlStore:
    """An open memory on a server."""

    def __init__(self, server: MemoryServer, *, create_missing: bool) -> None:
        self._server = server
        self._connection = connect(server, create_missing=create_missing)
        self._pairs: list[Pair] = []
        with sound(server):
            self._similar = {small: self._candidates(small=small) for small in (True, False)}
        self._cursors = 0

    def _candidates(self, *, small: bool) -> sql.Composed:
        schema = sql.Identifier(trigram_schema(self._connection, self._server))
        alike = sql.SQL("AND key OPERATOR({}.%%) %(key)s").format(schema)
        return sql.SQL(_CANDIDATES).format(schema=schema, alike=sql.SQL("") if small else alike)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def add(self, entries: Iterable[MemoryEntry]) -> Added:
        """Add entries, all of them or none."""
        with sound(self._server), self._connection.transaction():
            additions = Additions(self._connection)
            additions.gather(entries)
            with kept_apart(self._connection):
                return additions.add()

    def rename_origin(self, old: str, new: str) -> None:
        """Give what comes from one document to another."""
        run = self._connection.execute
        with (
            sound(self._server),
            self._connection.transaction(),
            kept_apart(self._connection),
        ):
            names = old.encode(), new.encode()
            (left, taken) = (
                run("SELECT id FROM origin WHERE digest = sha256(%s)", (name,)).fetchone()
                for name in names
            )
            if left is None or old == new:
                return
            if taken is None:
                run("UPDATE origin SET name = %s WHERE id = %s", (names[1], *left))
                return
            run(
                "UPDATE translation SET origin = %s WHERE origin = %s AND NOT EXISTS ("
                "SELECT FROM translation AS other WHERE other.origin = %s"
                " AND (other.message, other.level, other.digest)"
                " = (translation.message, translation.level, translation.digest))",
                (*taken, *left, *taken),
            )
            run("DELETE FROM translation WHERE origin = %s", left)
            run("DELETE FROM origin WHERE id = %s", left)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read what there is at one moment, whatever is added meanwhile."""
        with readable(self._server):
            if self._connection.info.transaction_status is not TransactionStatus.IDLE:
                self._refresh()  # asked while entries are being added
                yield
                return
            with self._as_of_now(), self._connection.transaction():
                self._refresh()
                yield

    @contextmanager
    def _as_of_now(self) -> Iterator[None]:
        """Have transactions begin as snapshots: the words for it go along with their BEGIN."""
        connection = self._connection
        connection.isolation_level, connection.read_only = IsolationLevel.REPEATABLE_READ, True
        try:
            yield
        finally:
            if not connection.closed:
                connection.isolation_level = connection.read_only = None

    def _refresh(self) -> None:
        rows = self._connection.execute("SELECT id, source, target FROM pair ORDER BY id")
        self._pairs = [Pair(row[0], Locale(str(row[1])), Locale(str(row[2]))) for row in rows]

    def reading(self) -> AbstractContextManager[None]:
        """Turn what goes wrong with rows into what users see."""
        return readable(self._server)

    def pairs(self) -> Sequence[Pair]:
        """Return the pairs of locales, by their ids."""
        return self._pairs

    def message(self, pair: Pair, text: str) -> int | None:
        """Return the id of the very text; None where it is not there."""
        row = self._connection.execute(
            "SELECT id FROM message WHERE pair = %s AND digest = sha256(%s)",
            (pair.identity, text.encode()),
        ).fetchone()
        return None if row is None else int(row[0])

    def translations(self, message: int) -> Sequence[Row]:
        """Return the translations of a text."""
        return [_row(each) for each in self._connection.execute(_OF_MESSAGE, (message,))]

    def rows(self, pair: Pair) -> Iterator[Row]:
        """Yield what a pair has, sorted, however much that is."""
        self._cursors += 1
        with self._connection.cursor(f"rows_{self._cursors}", withhold=True) as cursor:
            cursor.itersize = _PAGE
            yield from map(_row, cursor.execute(_OF_PAIR, (pair.identity,)))

    def counts(self) -> Iterable[Sequence[Any]]:
        """Return the numbers of each pair."""
        return self._connection.execute(_STATISTICS)

    def similar(self, pair: Pair, message: str, cut_off: float, limit: int) -> Iterable[Group]:
        """Return texts whose skeletons are like a text's, the most similar first."""
        wanted = skeleton(message)
        if not 0 < len(wanted) <= LONGEST:
            return []
        found = self._near(pair, wanted, cut_off)
        hits = process.extract(
            wanted,
            [text for _, text in found],
            scorer=fuzz.ratio,
            score_cutoff=cut_off,
            limit=max(limit, MOST_SKELETONS),
        )
        messages = self._messages(pair, [found[at][0] for _, _, at in hits])
        return [(ratio, messages[found[at][0]]) for _, ratio, at in hits]

    def _near(self, pair: Pair, wanted: str, cut_off: float) -> list[tuple[int, str]]:
        """Return the skeletons that may be like one, with their ids, by length and then by age."""
        shortest, longest = length_band(len(wanted), cut_off)
        row = self._connection.execute(_FEW, (_SMALL + 1,)).fetchone()
        small = row is not None and row[0] <= _SMALL
        if not small:
            self._connection.execute(_BY_INDEX, (str(cut_off / 100 * _ALIKE),))
        rows = self._connection.execute(
            self._similar[small],
            {
                "pair": pair.identity,
                "shortest": shortest,
                "longest": longest,
                "key": trigram_key(wanted),
                "most": most_compared(len(wanted)),
            },
        ).fetchall()
        found = sorted((len(text.decode()), first, key, text.decode()) for key, text, first in rows)
        return [(key, text) for _, _, key, text in found]

    def _messages(self, pair: Pair, skeletons: Sequence[int]) -> dict[int, list[tuple[int, str]]]:
        """Return the messages of skeletons with their ids, some of each, the oldest first."""
        found: dict[int, list[tuple[int, str]]] = {each: [] for each in skeletons}
        rows = self._connection.execute(_MESSAGES, (skeletons, pair.identity, MOST_ALIKE))
        for wanted, identity, text in rows:
            found[wanted].append((identity, text.decode()))
        return found

    def rewrite(self, change: Callable[[MemoryEntry], MemoryEntry | None]) -> int:
        """Change or remove entries, all or nothing.

        Args:
            change: returns an entry as it is to be; None where it is to go.

        Returns:
            How many entries were changed or removed.

        """
        with sound(self._server), self._connection.transaction(), kept_apart(self._connection):
            changed = [
                (each, made)
                for pair in self._all_pairs()
                for row in self._connection.execute(_OF_PAIR, (pair.identity,)).fetchall()
                if (made := change(each := entry_of(pair, _row(row)))) != each
            ]
            additions = Additions(self._connection)
            additions.remove(each for each, _ in changed)
            additions.gather(made for _, made in changed if made is not None)
            additions.add()
        return len(changed)

    def write_tables_anew(self) -> None:
        """Have the server write its tables into new files, in which is only what there is now.

        VACUUM FULL would take over what is gone as long as anybody, in any table, might see it yet.
        """
        with sound(self._server), self._connection.transaction(), kept_apart(self._connection):
            for table in _WRITTEN:
                self._connection.execute(
                    f"CREATE TEMPORARY TABLE kept_{table} ON COMMIT DROP AS TABLE {table}"
                )
            self._connection.execute(f"TRUNCATE {', '.join(_WRITTEN)}")
            for table, columns in _WRITTEN.items():
                self._connection.execute(
                    f"INSERT INTO {table} ({columns}) OVERRIDING SYSTEM VALUE"  # noqa: S608 - ours
                    f" SELECT {columns} FROM kept_{table}"
                )

    def _all_pairs(self) -> Sequence[Pair]:
        self._refresh()
        return self._pairs


def _row(row: Sequence[Any]) -> Row:
    source, target, level, origin, date, state = row
    return source.decode(), target.decode(), level, origin.decode(), date, state
