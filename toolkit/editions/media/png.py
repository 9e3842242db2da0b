"""PNG and animated PNG: the chunks that a picture is drawn from stay."""

import struct
import zlib
from collections.abc import Iterator

from toolkit.editions.media.exif import orientation_only, read_exif
from toolkit.editions.media.icc import nameless_profile
from toolkit.editions.media.stripped import Stripped, UncleanError, number, piece

__all__ = ["PNG", "strip_png"]

PNG = b"\x89PNG\r\n\x1a\n"
_MANY = 1 << 31
_MOST_OF_A_PROFILE = 4 * 1024 * 1024
_STORED = 0xFFFF
# What pictures are drawn from (PNG, third edition, sections 11.2 and 11.3), with its largest size.
_KEPT = {
    b"IHDR": 13,
    b"PLTE": 768,
    b"IDAT": _MANY,
    b"IEND": 0,
    b"tRNS": 256,
    b"acTL": 8,
    b"fcTL": 26,
    b"fdAT": _MANY,
    b"bKGD": 6,
    b"cHRM": 32,
    b"cICP": 4,
    b"cLLI": 8,
    b"gAMA": 4,
    b"mDCV": 24,
    b"pHYs": 9,
    b"sBIT": 4,
    b"sRGB": 1,
}
# Browsers show these whatever their checksum; no other part is held in them.
_PIXELS = frozenset({b"IDAT", b"fdAT"})
_NAMES = {b"tIME": "a time", b"zTXt": "text", b"tEXt": "text", b"iTXt": "text"}


def strip_png(data: bytes) -> Stripped:
    """Return a PNG picture without metadata; its compressed pixels are the same bytes.

    Args:
        data: the file.

    Raises:
        UncleanError: when its chunks are not what they say.

    """
    kept, removed, kind, at = [], [], b"", len(PNG)
    for kind, chunk, whole in _chunks(data):
        at += len(whole)
        if (at == len(PNG) + len(whole)) != (kind == b"IHDR"):
            raise UncleanError("it does not start as a PNG picture does")
        cleaned, told = _cleaned(kind, chunk, whole)
        kept.append(cleaned)
        if told:
            removed.append(told)
    if kind != b"IEND" or not any(each[4:8] == b"IDAT" for each in kept):
        raise UncleanError("it ends before the picture does")
    if at < len(data):
        removed.append("what follows the picture's end")
    return Stripped(PNG + b"".join(kept), tuple(removed)) if removed else Stripped(data)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Yield each chunk's type, data, and the whole of it, as far as the picture's end."""
    at, kind = len(PNG), b""
    while at < len(data) and kind != b"IEND":
        size = number(data, at, ">I")
        whole = piece(data, at, size + 12)
        kind = whole[4:8]
        yield kind, whole[8:-4], whole
        at += size + 12


def _cleaned(kind: bytes, chunk: bytes, whole: bytes) -> tuple[bytes, str]:
    """Return what is kept of a chunk, and what to say of the rest."""
    if kind in _KEPT and len(chunk) <= _KEPT[kind]:
        right = zlib.crc32(whole[4:-4]) == struct.unpack(">I", whole[-4:])[0]
        if not right and kind not in _PIXELS:
            raise UncleanError(f"the checksum of its chunk {kind.decode()} is wrong")
        return whole, ""
    if kind == b"eXIf":
        exif = read_exif(chunk)
        least = orientation_only(exif.orientation)
        return (_chunk(kind, least) if least else b""), "" if chunk == least else exif.told
    if kind == b"iCCP":
        least = _profile(chunk)
        told = "" if chunk == least else "names in the colour profile"
        return (_chunk(kind, least) if least else b""), told
    if not kind[0] & 0x20:
        raise UncleanError("it holds a chunk that no decoder knows")
    return b"", "XMP" if chunk.startswith(b"XML:com.adobe.xmp") else _NAMES.get(kind, "other data")


def _profile(chunk: bytes) -> bytes:
    """Return an iCCP chunk's data with a nameless profile; none if it is damaged."""
    packed = chunk.partition(b"\0")[2][1:]
    try:
        profile = zlib.decompressobj().decompress(packed, _MOST_OF_A_PROFILE)
    except zlib.error:
        return b""
    nameless = nameless_profile(profile)
    return b"profile\0\0" + _stored(nameless) if nameless else b""


def _stored(data: bytes) -> bytes:
    """Return data as zlib's format has it uncompressed: the same bytes by every zlib (RFC 1950)."""
    blocks = [data[at : at + _STORED] for at in range(0, len(data), _STORED)]
    written = [
        struct.pack("<BHH", block is blocks[-1], len(block), len(block) ^ _STORED) + block
        for block in blocks
    ]
    return b"\x78\x01" + b"".join(written) + struct.pack(">I", zlib.adler32(data))


def _chunk(kind: bytes, data: bytes) -> bytes:
    crc = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + crc
