"""Blocks: the index of a memory's messages, kept in its file in pieces that grow with it."""

import sqlite3
import sys
from array import array
from collections.abc import Iterable, Sequence

from toolkit.base.frozen import frozen
from toolkit.catalog.memory.postings import Postings
from toolkit.catalog.memory.similarity import skeleton

__all__ = [
    "BETWEEN",
    "MOST_ALIKE",
    "MOST_LOOSE",
    "MOST_SKELETONS",
    "Block",
    "load_blocks",
    "refresh_blocks",
]

BETWEEN = "\0"
"""What separates skeletons that are written down; in a text it counts as a space."""
MOST_ALIKE = 64
"""How many messages of one skeleton, which differ in numbers and codes, are told apart."""
MOST_SKELETONS = 16
"""How many skeletons are looked at, at least: the numbers of their messages change the order."""


@frozen
class Block:
    """An index over messages that have numbers."""

    postings: Postings
    firsts: "array[int]"
    """Where the messages of each rank start in `numbers`, and the end."""
    numbers: "array[int]"
    """The messages' numbers, those of one skeleton together and rising."""
    skeletons: list[str]
    """By rank."""

    @classmethod
    def build(cls, messages: Iterable[tuple[int, str]]) -> "Block":
        """Index messages, given with their numbers."""
        groups: dict[str, list[int]] = {}
        for number, text in messages:
            groups.setdefault(skeleton(text).replace(BETWEEN, " "), []).append(number)
        skeletons = sorted(groups, key=len)
        firsts, numbers = array("I", [0]), array("I")
        for each in skeletons:
            numbers.extend(groups[each])
            firsts.append(len(numbers))
        return cls(Postings.build(skeletons), firsts, numbers, skeletons)

    def search(self, wanted: str, cut_off: float, limit: int) -> list[tuple[float, Sequence[int]]]:
        """Return the messages whose skeletons are most like one, the best first.

        Args:
            wanted: a skeleton.
            cut_off: the least ratio, in per cent.
            limit: how many messages are wanted at most; more skeletons may come, for the numbers
                and codes of their messages can change the order.

        Returns:
            The ratio of skeletons, and the messages that have such a one.

        """
        most = max(limit, MOST_SKELETONS)
        hits = self.postings.search(wanted, self.skeletons, cut_off, most)
        firsts, numbers = self.firsts, self.numbers
        return [(ratio, numbers[firsts[rank] : firsts[rank + 1]]) for ratio, rank in hits]


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
