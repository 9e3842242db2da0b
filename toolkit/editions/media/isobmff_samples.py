"""Samples of ISO base media: its boxes, and where the samples of a track stand in the file."""

import struct
from collections.abc import Iterator, Sequence

from toolkit.base.frozen import frozen
from toolkit.editions.media.stripped import UncleanError, number, piece

__all__ = ["Box", "boxes", "sample_extents"]

_LONG, _TO_THE_END = 1, 0


@frozen
class Box:
    """A box in a file."""

    kind: bytes
    start: int
    body: int
    """Where it starts behind its head."""
    end: int

    @property
    def kind_at(self) -> int:
        """Where its kind stands."""
        return self.start + 4


def boxes(data: bytes, parent: Box) -> Iterator[Box]:
    """Yield the boxes in a box (ISO/IEC 14496-12, section 4.2).

    Raises:
        UncleanError: when one claims more than its parent has.

    """
    at = parent.body
    while at < parent.end:
        size, kind, body = number(data, at, ">I"), piece(data, at + 4, 4), at + 8
        if size == _LONG:
            size, body = number(data, at + 8, ">Q"), at + 16
        end = at + size
        if size == _TO_THE_END:
            # QuickTime ends some lists with a zero.
            if parent.kind:
                return
            end = parent.end
        if end < body or end > parent.end:
            raise UncleanError("a part of it claims more bytes than there are")
        yield Box(kind, at, body, end)
        at = end


def sample_extents(data: bytes, track: Box) -> Iterator[range]:
    """Yield where a track's samples stand, a chunk each (ISO/IEC 14496-12, section 8.7).

    Raises:
        UncleanError: when its tables are not what they say.

    """
    found = {each.kind: each for each in _tables(data, track)}
    chunks = _numbers(data, found.get(b"stco"), "I") or _numbers(data, found.get(b"co64"), "Q")
    runs = _numbers(data, found.get(b"stsc"), "III")
    if not chunks or not runs:
        return
    sizes = _sizes(data, found)
    at, run = 0, 0
    for index, start in enumerate(chunks, 1):
        while 3 * run + 3 < len(runs) and runs[3 * run + 3] <= index:
            run += 1
        count = runs[3 * run + 1]
        size = sizes * count if isinstance(sizes, int) else sum(sizes[at : at + count])
        at += count
        if start + size > len(data):
            raise UncleanError("a part of it stands behind its end")
        yield range(start, start + size)


def _tables(data: bytes, holder: Box) -> Iterator[Box]:
    for each in boxes(data, holder):
        if each.kind in {b"mdia", b"minf", b"stbl"}:
            yield from _tables(data, each)
        else:
            yield each


def _numbers(data: bytes, box: Box | None, layout: str) -> Sequence[int]:
    """Return a table's numbers, row behind row."""
    if box is None:
        return ()
    count = number(data, box.body + 4, ">I") * len(layout)
    size = count * struct.calcsize(f">{layout[0]}")
    if box.body + 8 + size > box.end:
        raise UncleanError("a part of it claims more bytes than there are")
    return struct.unpack_from(f">{count}{layout[0]}", data, box.body + 8)


def _sizes(data: bytes, tables: dict[bytes, Box]) -> Sequence[int] | int:
    """Return the size of each sample, or the one that all have."""
    box = tables.get(b"stsz")
    if box is None:
        raise UncleanError("its samples have no sizes")
    same, count = number(data, box.body + 4, ">I"), number(data, box.body + 8, ">I")
    if same:
        return same
    if box.body + 12 + 4 * count > box.end:
        raise UncleanError("a part of it claims more bytes than there are")
    return struct.unpack_from(f">{count}I", data, box.body + 12)
