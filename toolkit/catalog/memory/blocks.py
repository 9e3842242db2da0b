"""Blocks: the index of a memory, kept in its file in pieces that grow with it."""

import sqlite3
import sys
from array import array

from toolkit.catalog.memory.block import BETWEEN, Block
from toolkit.catalog.memory.postings import Postings

__all__ = ["MOST_LOOSE", "load_blocks", "refresh_blocks"]

MOST_LOOSE = 256
"""How many messages may be in no block yet; whoever asks first indexes them for itself."""
_GROWTH = 2
"""A block takes over the one before it unless that is more than so many times its size."""


def load_blocks(
    connection: sqlite3.Connection, pair: int, known: dict[int, Block]
) -> dict[int, Block]:
    """Return a pair's blocks by their ids: the known ones that are still there, and the others.

    Messages in no block come as one more, with id 0.
    """
    rows = connection.execute("SELECT id, last FROM block WHERE pair = ? ORDER BY id", (pair,))
    found = {}
    last = 0
    for block, last in rows.fetchall():  # noqa: B007 - the greatest is used below
        found[block] = known[block] if block in known else _load(connection, block)
    loose = _messages(connection, pair, last).fetchall()
    if loose:
        found[0] = Block.build(loose)
    return found


def refresh_blocks(connection: sqlite3.Connection, pair: int) -> None:
    """Index the messages that are in no block when they have become many."""
    blocks = connection.execute(
        "SELECT id, last, size FROM block WHERE pair = ? ORDER BY id", (pair,)
    ).fetchall()
    last = blocks[-1][1] if blocks else 0
    loose = "SELECT count(*) FROM message WHERE pair = ? AND id > ?"
    (size,) = connection.execute(loose, (pair, last)).fetchone()
    if size <= MOST_LOOSE:
        return
    while blocks and blocks[-1][2] <= _GROWTH * size:
        block, _, more = blocks.pop()
        size += more
        connection.execute("DELETE FROM block WHERE id = ?", (block,))
    made = Block.build(_messages(connection, pair, blocks[-1][1] if blocks else 0))
    connection.execute(
        "INSERT INTO block"
        " (pair, last, size, lengths, starts, ranks, firsts, messages, skeletons)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            pair,
            max(made.numbers),
            len(made.numbers),
            *map(_packed, _arrays(made)),
            BETWEEN.join(made.skeletons),
        ),
    )


def _messages(connection: sqlite3.Connection, pair: int, after: int) -> sqlite3.Cursor:
    return connection.execute(
        "SELECT id, text FROM message INDEXED BY message_by_pair"
        " WHERE pair = ? AND id > ? ORDER BY id",
        (pair, after),
    )


def _load(connection: sqlite3.Connection, block: int) -> Block:
    row = connection.execute(
        "SELECT lengths, starts, ranks, firsts, messages, skeletons FROM block WHERE id = ?",
        (block,),
    ).fetchone()
    lengths, starts, ranks, firsts, numbers = map(_unpacked, row[:-1])
    skeletons = row[-1].split(BETWEEN)
    if not (
        len(lengths) == len(skeletons) == len(firsts) - 1
        and (starts[-1], firsts[-1]) == (len(ranks), len(numbers))
    ):
        raise ValueError("a part of its index is incomplete")
    return Block(Postings(lengths, starts, ranks), firsts, numbers, skeletons)


def _arrays(block: Block) -> tuple["array[int]", ...]:
    postings = block.postings
    return postings.lengths, postings.starts, postings.ranks, block.firsts, block.numbers


def _packed(numbers: "array[int]") -> bytes:
    """Return numbers as a file has them: four bytes each, the lowest first."""
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()


def _unpacked(data: bytes) -> "array[int]":
    numbers = array("I", data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
