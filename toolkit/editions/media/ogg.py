"""Ogg: Vorbis, Opus, Speex, FLAC and Theora, whose comments become empty and keep their size."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from toolkit.editions.media.stripped import Stripped, UncleanError, piece

__all__ = ["empty_vorbis_comments", "strip_ogg"]

_HEADER = 27
_FIRST = 2
_CRC_AT = 22
_FULL_SEGMENT = 255
_VORBIS = b"\x03vorbis"
_FLAC = b"\x7fFLAC"
_LAST_BLOCK = 0x80
_PADDING = 1
_NEEDED_BLOCKS = frozenset({0, 3})
# How the first packet of a stream starts, and how its second one, which holds the comments.
_COMMENTED = {
    b"\x01vorbis": _VORBIS,
    b"OpusHead": b"OpusTags",
    b"\x80theora": b"\x81theora",
    b"Speex   ": b"",
}


@dataclass(slots=True)
class _Stream:
    """The headers of one stream in a file."""

    packet: list[range] = field(default_factory=list)
    """Where the bytes of the packet stand that is being gathered."""
    number: int = 0
    comments: bytes | None = b""
    """How the packet of comments starts; None for FLAC, which has blocks of them."""
    is_done: bool = False
    """Whether all its headers have passed."""


def strip_ogg(data: bytes) -> Stripped:
    """Return an Ogg sound or film without comments; what is played is the same bytes.

    Args:
        data: the file (RFC 3533).

    Raises:
        UncleanError: when its pages are not what they say, or it holds a stream of another kind.

    """
    clean = bytearray(data)
    streams: dict[bytes, _Stream] = {}
    pages = []
    for page, table in _pages(data):
        serial = data[page + 14 : page + 18]
        if data[page + 5] & _FIRST:
            streams[serial] = _Stream()
        if serial not in streams:
            raise UncleanError("a stream in it has no start")
        pages.append(range(page, page + _HEADER + len(table) + sum(table)))
        if not streams[serial].is_done:
            _gather(streams[serial], clean, page + _HEADER + len(table), table)
    if not pages:
        raise UncleanError("there is no sound in it")
    if clean == data:
        return Stripped(data)
    for extent in pages:
        _sign(clean, extent, data)
    return Stripped(bytes(clean), ("tags",))


def _pages(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield where each page starts, and the sizes of its segments."""
    at = 0
    while at < len(data):
        if piece(data, at, 5) != b"OggS\0":
            raise UncleanError("its pages do not follow one another")
        table = piece(data, at + _HEADER, piece(data, at + 26, 1)[0])
        piece(data, at, _HEADER + len(table) + sum(table))
        yield at, table
        at += _HEADER + len(table) + sum(table)


def _gather(stream: _Stream, clean: bytearray, at: int, table: bytes) -> None:
    """Follow the packets of a page; those that hold comments are emptied where they stand."""
    for size in table:
        stream.packet.append(range(at, at + size))
        at += size
        if size < _FULL_SEGMENT and not stream.is_done:
            packet = b"".join(clean[each.start : each.stop] for each in stream.packet)
            emptied = _emptied(stream, packet)
            for each in stream.packet:
                clean[each.start : each.stop] = emptied[: len(each)]
                emptied = emptied[len(each) :]
            stream.packet = []
            stream.number += 1


def _emptied(stream: _Stream, packet: bytes) -> bytes:
    """Return one of a stream's headers without what it says beside the sound."""
    if stream.number == 0:
        stream.comments = _comments_of(packet)
        return packet
    if stream.comments is None:
        stream.is_done = bool(piece(packet, 0, 1)[0] & _LAST_BLOCK)
        if packet[0] & ~_LAST_BLOCK in _NEEDED_BLOCKS:
            return packet
        size = piece(packet, 1, 3)
        return bytes([_PADDING | packet[0] & _LAST_BLOCK]) + size + bytes(len(packet) - 4)
    stream.is_done = True
    return _empty(packet, stream.comments)


def _comments_of(packet: bytes) -> bytes | None:
    if packet.startswith(_FLAC):
        return None
    for start, comments in _COMMENTED.items():
        if packet.startswith(start):
            return comments
    raise UncleanError("it holds a stream of a kind that the toolkit does not know")


def _empty(packet: bytes, start: bytes) -> bytes:
    least = start + bytes(8) + (b"\1" if start == _VORBIS else b"")
    if not packet.startswith(start) or len(packet) < len(least):
        raise UncleanError("its comments are not what they say")
    return least + bytes(len(packet) - len(least))


def empty_vorbis_comments(packet: bytes) -> bytes:
    """Return the header of Vorbis that holds comments, empty and of the same size.

    Raises:
        UncleanError: when it is no such header.

    """
    return _empty(packet, _VORBIS)


def _sign(clean: bytearray, page: range, data: bytes) -> None:
    """Write the checksum of a page that has changed (RFC 3533, section 6)."""
    if clean[page.start : page.stop] == data[page.start : page.stop]:
        return
    at = page.start + _CRC_AT
    clean[at : at + 4] = bytes(4)
    crc, table = 0, _crc_table()
    for byte in clean[page.start : page.stop]:
        crc = (crc << 8) & 0xFFFFFFFF ^ table[crc >> 24 ^ byte]
    clean[at : at + 4] = struct.pack("<I", crc)


@cache
def _crc_table() -> tuple[int, ...]:
    table = []
    for value in range(256):
        crc = value << 24
        for _ in range(8):
            crc = (crc << 1) ^ (0x04C11DB7 if crc & 0x80000000 else 0)
        table.append(crc & 0xFFFFFFFF)
    return tuple(table)
