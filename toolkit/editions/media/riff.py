"""RIFF: WebP pictures and WAVE sounds; the chunks that are drawn or played stay."""

import struct
from collections.abc import Iterator

from toolkit.editions.media.exif import orientation_only, read_exif
from toolkit.editions.media.icc import nameless_profile
from toolkit.editions.media.stripped import Stripped, UncleanError, number, piece

__all__ = ["strip_wave", "strip_webp"]

_EXIF_FLAG, _XMP_FLAG, _PROFILE_FLAG = 0x08, 0x04, 0x20
_DRAWN = frozenset({b"VP8 ", b"VP8L", b"ALPH", b"ANIM"})
_IN_A_FRAME = frozenset({b"VP8 ", b"VP8L", b"ALPH"})
_FRAME_BYTES = 16
_PLAYED = frozenset({b"fmt ", b"fact", b"data"})
_NAMES = {b"XMP ": "XMP", b"LIST": "tags", b"id3 ": "tags", b"bext": "tags", b"iXML": "tags"}


def strip_webp(data: bytes) -> Stripped:
    """Return a WebP picture without metadata (WebP Container Specification).

    Raises:
        UncleanError: when its chunks are not what they say.

    """
    kept: list[tuple[bytes, bytes]] = []
    removed = []
    for kind, chunk in _body(data):
        cleaned, told = _cleaned(kind, chunk)
        if cleaned is not None:
            kept.append((kind, cleaned))
        if told:
            removed.append(told)
    if not any(kind in _DRAWN or kind == b"ANMF" for kind, _ in kept):
        raise UncleanError("there is no picture in it")
    kinds = [kind for kind, _ in kept]
    named = [(kind, _flagged(kinds, chunk) if kind == b"VP8X" else chunk) for kind, chunk in kept]
    return _whole(data, b"WEBP", named, removed)


def strip_wave(data: bytes) -> Stripped:
    """Return a WAVE sound without tags (Multimedia Programming Interface 1.0).

    Raises:
        UncleanError: when its chunks are not what they say.

    """
    chunks = list(_body(data))
    removed = [_NAMES.get(kind, "other data") for kind, _ in chunks if kind not in _PLAYED]
    return _whole(data, b"WAVE", [each for each in chunks if each[0] in _PLAYED], removed)


def _body(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    return _chunks(piece(data, 12, number(data, 4, "<I") - 4))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(data):
        size = number(data, at + 4, "<I")
        yield data[at : at + 4], piece(data, at + 8, size)
        at += 8 + size + size % 2


def _cleaned(kind: bytes, chunk: bytes) -> tuple[bytes | None, str]:
    """Return what is kept of a chunk, and what to say of the rest."""
    if kind in _DRAWN or (kind == b"VP8X" and len(chunk) == 10):  # noqa: PLR2004
        return chunk, ""
    if kind == b"ANMF":
        frame = list(_chunks(chunk[_FRAME_BYTES:]))
        known = [each for each in frame if each[0] in _IN_A_FRAME]
        cleaned = piece(chunk, 0, _FRAME_BYTES) + b"".join(_packed(*each) for each in known)
        return cleaned, "other data" if len(known) < len(frame) else ""
    if kind == b"EXIF":
        exif = read_exif(chunk.removeprefix(b"Exif\0\0"))
        least = orientation_only(exif.orientation)
        return least or None, "" if chunk == least else exif.told
    if kind == b"ICCP":
        least = nameless_profile(chunk)
        return least or None, "" if chunk == least else "names in the colour profile"
    return None, _NAMES.get(kind, "other data")


def _flagged(kinds: list[bytes], chunk: bytes) -> bytes:
    """Return an extended header that names the metadata that is there."""
    flags = chunk[0] & ~(_EXIF_FLAG | _XMP_FLAG | _PROFILE_FLAG)
    flags |= _EXIF_FLAG if b"EXIF" in kinds else 0
    flags |= _PROFILE_FLAG if b"ICCP" in kinds else 0
    return bytes([flags]) + chunk[1:]


def _packed(kind: bytes, chunk: bytes) -> bytes:
    return kind + struct.pack("<I", len(chunk)) + chunk + bytes(len(chunk) % 2)


def _whole(
    data: bytes, form: bytes, chunks: list[tuple[bytes, bytes]], removed: list[str]
) -> Stripped:
    if len(data) > 8 + number(data, 4, "<I"):
        removed.append("what follows the file's end")
    if not removed:
        return Stripped(data)
    body = form + b"".join(_packed(*each) for each in chunks)
    return Stripped(b"RIFF" + struct.pack("<I", len(body)) + body, tuple(removed))
