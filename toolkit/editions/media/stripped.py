"""Stripped: what a reader of one kind of file gives back, and how it refuses a file that lies."""

import struct

from toolkit.base.frozen import frozen

__all__ = ["Stripped", "UncleanError", "number", "piece"]


class UncleanError(Exception):
    """A file is not what it says it is, so that nobody can tell what in it would be published."""


@frozen
class Stripped:
    """A file without what it says beside its picture or sound."""

    data: bytes
    removed: tuple[str, ...] = ()
    """What was taken out, in words for the report; none if the file is as it was."""


def piece(data: bytes, start: int, size: int) -> bytes:
    """Return `size` bytes of a file from `start`.

    Raises:
        UncleanError: when the file does not have them.

    """
    if size < 0 or start < 0 or start + size > len(data):
        raise UncleanError("a part of it claims more bytes than there are")
    return data[start : start + size]


def number(data: bytes, start: int, layout: str) -> int:
    """Return the number that stands at a place, in one of `struct`'s layouts such as `>H`."""
    found: tuple[int, ...] = struct.unpack(layout, piece(data, start, struct.calcsize(layout)))
    return found[0]
