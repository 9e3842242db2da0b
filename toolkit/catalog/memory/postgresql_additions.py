"""PostgreSQL additions: entries put into a memory's tables on a server, each once, by the hundred.

They are gathered in a table of the connection's own first, for as long as it takes to find or read
them. Only then do other writers wait.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeAlias

from toolkit.catalog.memory.additions import LEVELS, STATES, Added, has_text, written_date
from toolkit.catalog.memory.blocks import BETWEEN
from toolkit.catalog.memory.entry import MemoryEntry
from toolkit.catalog.memory.postgresql_schema import Connection
from toolkit.catalog.memory.postings import LONGEST
from toolkit.catalog.memory.similarity import skeleton
from toolkit.catalog.memory.trigram_key import trigram_key

__all__ = ["Additions"]

_BATCH = 1_000
_Key: TypeAlias = tuple[int, int, int, bytes]
"""Message, level, origin and translation."""
_INCOMING = """
    CREATE TEMPORARY TABLE IF NOT EXISTS incoming (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, source text, target text,
        message bytea, level smallint, origin bytea, text bytea, date text, state smallint
    ) ON COMMIT DROP"""
_GATHER = """
    INSERT INTO incoming (source, target, message, level, origin, text, date, state)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"""
_NEXT = """
    SELECT number, source, target, message, level, origin, text, date, state FROM incoming
    WHERE number > %s ORDER BY number LIMIT %s"""
_ORIGINS = """
    INSERT INTO origin (name) SELECT name FROM unnest(%s::bytea[]) WITH ORDINALITY AS new (name, at)
    ORDER BY at ON CONFLICT DO NOTHING"""
_SKELETONS = """
    INSERT INTO skeleton (text, length, key) SELECT text, length, key
    FROM unnest(%s::bytea[], %s::integer[], %s::text[])
        WITH ORDINALITY AS new (text, length, key, at)
    ORDER BY at ON CONFLICT DO NOTHING"""
_MESSAGES = """
    INSERT INTO message (pair, text, skeleton) SELECT pair, new.text, skeleton.id
    FROM unnest(%s::integer[], %s::bytea[], %s::bytea[]) WITH ORDINALITY
        AS new (pair, text, skeleton, at)
    JOIN skeleton ON skeleton.digest = sha256(new.skeleton) ORDER BY at ON CONFLICT DO NOTHING"""
_IDS = """
    SELECT message.pair, message.text, message.id
    FROM unnest(%s::integer[], %s::bytea[]) AS new (pair, text)
    JOIN message ON message.pair = new.pair AND message.digest = sha256(new.text)"""
_THERE = """
    SELECT translation.message, translation.level, translation.origin, translation.text, date, state
    FROM unnest(%s::bigint[], %s::smallint[], %s::integer[], %s::bytea[])
        AS new (message, level, origin, text)
    JOIN translation ON (translation.message, translation.level, translation.origin)
        = (new.message, new.level, new.origin) AND translation.digest = sha256(new.text)"""
_TRANSLATIONS = """
    INSERT INTO translation (message, level, origin, text, date, state)
    SELECT * FROM unnest(
        %s::bigint[], %s::smallint[], %s::integer[], %s::bytea[], %s::text[], %s::smallint[])
    ON CONFLICT (message, level, origin, digest)
    DO UPDATE SET date = excluded.date, state = excluded.state"""
_REMOVE = """
    DELETE FROM translation USING message, pair, origin WHERE message.id = message
    AND pair.id = pair AND origin.id = origin AND pair.source = %s AND pair.target = %s
    AND message.digest = sha256(%s) AND level = %s AND origin.digest = sha256(%s)
    AND translation.digest = sha256(%s)"""
_ORPHANS = (
    "DELETE FROM message WHERE NOT EXISTS (SELECT FROM translation WHERE message = message.id)",
    "DELETE FROM skeleton WHERE NOT EXISTS (SELECT FROM message WHERE skeleton = skeleton.id)",
    "DELETE FROM origin WHERE NOT EXISTS (SELECT FROM translation WHERE origin = origin.id)",
)


class Additions:
    """One transaction's entries."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._pairs: dict[tuple[str, str], int] = {}
        self._origins: dict[bytes, int] = {}
        self._new = self._updated = self._unchanged = 0

    def gather(self, entries: Iterable[MemoryEntry]) -> None:
        """Send entries that say something to the server, where nobody else sees them yet."""
        self._connection.execute(_INCOMING)
        rows = (_as_row(each) for each in entries if has_text(each))
        while batch := list(islice(rows, _BATCH)):
            with self._connection.cursor() as cursor:
                cursor.executemany(_GATHER, batch)

    def remove(self, entries: Iterable[MemoryEntry]) -> None:
        """Remove entries, and what only they had."""
        with self._connection.cursor() as cursor:
            cursor.executemany(_REMOVE, [_as_row(each)[:6] for each in entries])
        for statement in _ORPHANS:
            self._connection.execute(statement.encode())

    def add(self) -> Added:
        """Put the entries that were gathered in, unless they are there; others must be waiting."""
        for batch in self._batches():
            self._add(batch)
        return Added(self._new, self._updated, self._unchanged)

    def _batches(self) -> Iterator[list[Sequence[Any]]]:
        last = 0
        while rows := self._connection.execute(_NEXT, (last, _BATCH)).fetchall():
            last = rows[-1][0]
            yield [row[1:] for row in rows]

    def _add(self, rows: Sequence[Sequence[Any]]) -> None:
        texts = list(dict.fromkeys((self._pair(row[0], row[1]), row[2]) for row in rows))
        messages = self._messages(texts)
        self._add_origins(list(dict.fromkeys(row[4] for row in rows)))
        keyed: list[tuple[_Key, tuple[str, int]]] = [
            (
                (
                    messages[self._pair(row[0], row[1]), row[2]],
                    row[3],
                    self._origins[row[4]],
                    row[5],
                ),
                (row[6], row[7]),
            )
            for row in rows
        ]
        known = self._known(list(dict.fromkeys(key for key, _ in keyed)))
        changed = self._changed(keyed, known)
        columns = zip(*((*key, *known[key]) for key in changed), strict=True)
        if changed:
            self._connection.execute(_TRANSLATIONS, [list(column) for column in columns])

    def _changed(
        self, keyed: Sequence[tuple[_Key, tuple[str, int]]], known: dict[_Key, tuple[str, int]]
    ) -> list[_Key]:
        """Count what becomes of entries, one after the other; return the keys of what changes."""
        changed: dict[_Key, None] = {}
        for key, (date, state) in keyed:
            there = known.setdefault(key, ("", -1))
            known[key] = max(there[0], date), max(there[1], state)
            if there[1] < 0:
                self._new += 1
            elif known[key] != there:
                self._updated += 1
            else:
                self._unchanged += 1
                continue
            changed[key] = None
        return list(changed)

    def _known(self, keys: Sequence[_Key]) -> dict[_Key, tuple[str, int]]:
        """Return date and state of the translations that are there already."""
        columns = [list(column) for column in zip(*keys, strict=True)]
        return {
            (row[0], row[1], row[2], row[3]): (row[4], row[5])
            for row in self._connection.execute(_THERE, columns)
        }

    def _pair(self, source: str, target: str) -> int:
        if (source, target) not in self._pairs:
            run = self._connection.execute
            run(
                "INSERT INTO pair (source, target) VALUES (%s, %s) ON CONFLICT DO NOTHING",
                (source, target),
            )
            row = run("SELECT id FROM pair WHERE (source, target) = (%s, %s)", (source, target))
            ((self._pairs[source, target],),) = row.fetchall()
        return self._pairs[source, target]

    def _add_origins(self, names: Sequence[bytes]) -> None:
        new = [each for each in names if each not in self._origins]
        if new:
            self._connection.execute(_ORIGINS, (new,))
            ids = "SELECT name, id FROM origin WHERE name = ANY(%s)"
            self._origins.update(self._connection.execute(ids, (new,)))

    def _messages(self, texts: Sequence[tuple[int, bytes]]) -> dict[tuple[int, bytes], int]:
        """Return the ids of texts by their pair, those that are new made."""
        pairs, messages = ([*column] for column in zip(*texts, strict=True))
        found = self._identities(pairs, messages)
        new = [each for each in texts if each not in found]
        if not new:
            return found
        skeletons = [_skeleton(text) for _, text in new]
        unlike = list(dict.fromkeys(skeletons))
        self._connection.execute(
            _SKELETONS,
            (
                [each.encode() for each in unlike],
                [len(each) for each in unlike],
                [trigram_key(each) if len(each) <= LONGEST else None for each in unlike],
            ),
        )
        self._connection.execute(
            _MESSAGES,
            (
                [pair for pair, _ in new],
                [text for _, text in new],
                [each.encode() for each in skeletons],
            ),
        )
        return self._identities(pairs, messages)

    def _identities(
        self, pairs: Sequence[int], texts: Sequence[bytes]
    ) -> dict[tuple[int, bytes], int]:
        rows = self._connection.execute(_IDS, (pairs, texts))
        return {(pair, text): identity for pair, text, identity in rows}


def _skeleton(text: bytes) -> str:
    return skeleton(text.decode()).replace(BETWEEN, " ")  # as a file has it


def _as_row(entry: MemoryEntry) -> tuple[Any, ...]:
    return (
        entry.source_locale.tag,
        entry.target_locale.tag,
        entry.source.encode(),
        LEVELS.index(entry.level),
        entry.origin.encode(),
        entry.target.encode(),
        written_date(entry.date),
        STATES.index(entry.state),
    )
