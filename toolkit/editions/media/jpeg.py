"""JPEG: its frames, tables and scans stay; of all else only orientation and colours."""

import re
import struct
from dataclasses import dataclass, field

from toolkit.editions.media.exif import orientation_only, read_exif
from toolkit.editions.media.icc import nameless_profile
from toolkit.editions.media.stripped import Stripped, UncleanError, number, piece

__all__ = ["strip_jpeg"]

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_QUANTIZATION, _LINES, _RESTART, _HUFFMAN, _ARITHMETIC = 0xDB, 0xDC, 0xDD, 0xC4, 0xCC
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {_HUFFMAN, 0xC8, _ARITHMETIC})
_COMMENT = 0xFE
_APP0, _APP1, _APP2, _APP13, _APP14, _APP15 = 0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xEF
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_EXIF = b"Exif\0\0"
_PROFILE = b"ICC_PROFILE\0"
_JFIF_BYTES, _ADOBE_BYTES = 14, 12
_MOST_OF_A_SEGMENT = 0xFFFF - 2


@dataclass(slots=True)
class _Kept:
    """What is kept of a picture so far."""

    jfif: bytes = b""
    orientation: bytes = b""
    profile: dict[int, bytes] = field(default_factory=dict)
    body: list[bytes] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def strip_jpeg(data: bytes) -> Stripped:
    """Return a JPEG picture without metadata; its coded samples are the same bytes.

    Args:
        data: the file (ITU-T T.81, annex B).

    Raises:
        UncleanError: when its segments are not what they say.

    """
    kept, at, scans = _Kept(), 2, 0
    while True:
        marker, at = _marker(data, at)
        if marker == _END:
            break
        size = number(data, at, ">H")
        segment = piece(data, at + 2, size - 2)
        at += size
        _take(kept, marker, segment)
        if marker == _SCAN:
            end = _MARKER.search(data, at)
            stop = end.start() if end else len(data)
            kept.body.append(data[at:stop])
            at, scans = stop, scans + 1
            if end is None:
                break
    if not scans:
        raise UncleanError("there is no picture in it")
    if at < len(data):
        kept.removed.append("what follows the picture's end")
    return _joined(kept, data)


def _marker(data: bytes, at: int) -> tuple[int, int]:
    """Return a marker and where its segment starts; bytes that fill up may stand before it."""
    if piece(data, at, 1) != b"\xff":
        raise UncleanError("its segments do not follow one another")
    while piece(data, at, 1) == b"\xff":
        at += 1
    return data[at], at + 1


def _take(kept: _Kept, marker: int, segment: bytes) -> None:
    """Keep a segment, or what is needed of it, or name it among what was removed."""
    if _APP0 <= marker <= _APP15 or marker == _COMMENT:
        _take_application(kept, marker, segment)
    elif _is_exact(marker, segment):
        kept.body.append(_packed(marker, segment))
    else:
        raise UncleanError(f"its segment 0x{marker:02X} is not what it says")


def _is_exact(marker: int, segment: bytes) -> bool:
    """Whether a segment that decoders read holds what they read and nothing more."""
    if marker in _FRAMES:
        return len(segment) >= 6 and len(segment) == 6 + 3 * segment[5]  # noqa: PLR2004
    if marker == _SCAN:
        return bool(segment) and len(segment) == 4 + 2 * segment[0]
    if marker in {_LINES, _RESTART}:
        return len(segment) == 2  # noqa: PLR2004
    if marker == _ARITHMETIC:
        return len(segment) % 2 == 0
    at = 0
    if marker == _QUANTIZATION:
        while at < len(segment):
            at += 129 if segment[at] >> 4 else 65
    elif marker == _HUFFMAN:
        while at < len(segment):
            at += 17 + sum(segment[at + 1 : at + 17])
    else:
        return False
    return at == len(segment)


def _take_application(kept: _Kept, marker: int, segment: bytes) -> None:
    if marker == _APP0 and segment.startswith(b"JFIF\0") and not kept.jfif:
        if len(segment) >= _JFIF_BYTES:
            kept.jfif = segment[: _JFIF_BYTES - 2] + bytes(2)
        told = "" if kept.jfif == segment else "a thumbnail"
    elif marker == _APP14 and segment.startswith(b"Adobe") and len(segment) >= _ADOBE_BYTES:
        kept.body.append(_packed(marker, segment[:_ADOBE_BYTES]))
        told = "" if len(segment) == _ADOBE_BYTES else "other data"
    elif marker == _APP2 and segment.startswith(_PROFILE) and len(segment) > len(_PROFILE) + 2:
        kept.profile.setdefault(segment[12], segment[14:])
        told = ""
    elif marker == _APP1 and segment.startswith(_EXIF):
        exif = read_exif(segment[6:])
        kept.orientation = kept.orientation or orientation_only(exif.orientation)
        told = "" if segment[6:] == kept.orientation else exif.told
    else:
        told = _name(marker, segment)
    if told:
        kept.removed.append(told)


def _name(marker: int, segment: bytes) -> str:
    if marker == _COMMENT:
        return "a comment"
    if marker == _APP13:
        return "IPTC"
    if marker == _APP1 and b"adobe.com/x" in segment[:40]:
        return "XMP"
    return "a thumbnail" if segment.startswith(b"JFXX") else "other data"


def _packed(marker: int, segment: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(segment) + 2) + segment


def _joined(kept: _Kept, data: bytes) -> Stripped:
    profile = b"".join(kept.profile[each] for each in sorted(kept.profile))
    nameless = nameless_profile(profile) if profile else b""
    removed = [*kept.removed, *(["names in the colour profile"] if nameless != profile else [])]
    if not removed:
        return Stripped(data)
    head = [_packed(_APP0, kept.jfif)] if kept.jfif else []
    if kept.orientation:
        head.append(_packed(_APP1, _EXIF + kept.orientation))
    most = _MOST_OF_A_SEGMENT - len(_PROFILE) - 2
    pieces = [nameless[at : at + most] for at in range(0, len(nameless), most)]
    for index, each in enumerate(pieces, 1):
        head.append(_packed(_APP2, _PROFILE + bytes([index, len(pieces)]) + each))
    ends = (bytes([0xFF, _START]), bytes([0xFF, _END]))
    return Stripped(ends[0] + b"".join([*head, *kept.body]) + ends[1], tuple(removed))
