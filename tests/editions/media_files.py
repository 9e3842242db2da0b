"""Media files for tests: small ones of each kind, and the same saying more than they show."""

import base64
import struct
import zlib

from tests.editions.pictures import GIF, JPEG, PNG, WEBP

__all__ = ["PLAIN", "SAID", "TOLD", "box", "chunk", "exif", "film"]

SAID = b"Nobody-In-Particular 43.25N 76.95E"
"""What every file of `TOLD` says, and no published file may."""


def exif(orientation: int) -> bytes:
    """Return EXIF with an orientation, an artist, and a pointer to a GPS position."""
    entries = [
        struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0) + bytes(2),
        struct.pack(">HHII", 0x013B, 2, len(SAID), 50),
        struct.pack(">HHII", 0x8825, 4, 1, 50),
    ]
    table = struct.pack(">H", len(entries)) + b"".join(each[:12] for each in entries) + bytes(4)
    return b"MM\0*\0\0\0\x08" + table + SAID


def profile() -> bytes:
    """Return a colour profile of the smallest kind, with a name."""
    body = struct.pack(">I", 1) + b"desc" + struct.pack(">II", 144, len(SAID)) + SAID
    head = bytes(8) + b"\4" + bytes(27) + b"acsp" + bytes(88)
    return struct.pack(">I", len(head) + len(body)) + head[4:] + body


def _segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def _jpeg() -> bytes:
    parts = [
        _segment(0xE1, b"Exif\0\0" + exif(6)),
        _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SAID),
        _segment(0xE2, b"ICC_PROFILE\0\1\1" + profile()),
        _segment(0xED, b"Photoshop 3.0\0" + SAID),
        _segment(0xFE, SAID),
    ]
    return JPEG[:2] + b"".join(parts) + JPEG[2:] + SAID


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return a chunk of PNG."""
    crc = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + crc


def _png() -> bytes:
    parts = [
        chunk(b"iCCP", b"name\0\0" + zlib.compress(profile())),
        chunk(b"tEXt", b"Author\0" + SAID),
        chunk(b"zTXt", b"Author\0\0" + zlib.compress(SAID)),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + SAID),
        chunk(b"eXIf", exif(6)),
        chunk(b"prIv", SAID),
    ]
    return PNG[:33] + b"".join(parts) + PNG[33:] + SAID


def _gif() -> bytes:
    said = bytes([len(SAID)]) + SAID + b"\0"
    return GIF[:-1] + b"\x21\xfe" + said + b"\x21\xff\x0bXMP DataXMP" + said + GIF[-1:] + SAID


def _riff(form: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    body = b"".join(
        kind + struct.pack("<I", len(data)) + data + bytes(len(data) % 2) for kind, data in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4) + form + body


_VP8 = (b"VP8 ", WEBP[20:])
_EXTENDED = (b"VP8X", b"\x2c" + bytes(9))
_FORMAT = (b"fmt ", struct.pack("<HHIIHH", 1, 1, 8000, 8000, 1, 8))
_DRAWING = b"<svg xmlns='http://www.w3.org/2000/svg'%s><title>A</title>%s</svg>"
_FRAME = b"\xff\xfb\x10\xc0" + bytes(100)


def box(kind: bytes, *parts: bytes) -> bytes:
    """Return a box of ISO base media."""
    body = b"".join(parts)
    return struct.pack(">I", len(body) + 8) + kind + body


def _track(handler: bytes, name: bytes, place: int, size: int) -> bytes:
    table = box(
        b"stbl",
        box(b"stsz", struct.pack(">III", 0, size, 1)),
        box(b"stsc", struct.pack(">IIIII", 0, 1, 1, 1, 1)),
        box(b"stco", struct.pack(">III", 0, 1, place)),
    )
    described = box(b"hdlr", bytes(8) + handler + bytes(12) + name)
    return box(b"trak", box(b"mdia", described, box(b"minf", table)))


def film(*, said: bytes = b"") -> bytes:
    """Return a film of one sample; where it says something, a track and a tag say it too."""
    kind, shown = box(b"ftyp", b"isom" + bytes(4)), b"sample"
    start = len(kind) + 8
    tracks = [_track(b"vide", b"", start, len(shown))]
    if said:
        tracks.append(_track(b"meta", said, start + len(shown), len(said)))
        tracks.append(box(b"udta", box(b"\xa9xyz", said)))
    return kind + box(b"mdat", shown, said) + box(b"moov", *tracks) + (said and box(b"uuid", said))


def _ebml(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return kind + struct.pack(">Q", len(body) | 1 << 56) + body


def _webm(said: bytes = b"") -> bytes:
    info = [_ebml(b"\x4d\x80", said), _ebml(b"\x7b\xa9", said)] if said else []
    parts = [
        _ebml(b"\x15\x49\xa9\x66", _ebml(b"\x44\x89", b"\0\0\0\0"), *info),
        _ebml(b"\x16\x54\xae\x6b", _ebml(b"\xae", _ebml(b"\x83", b"\1"))),
        _ebml(b"\x12\x54\xc3\x67", said) if said else b"",
        _ebml(b"\x1f\x43\xb6\x75", _ebml(b"\xa3", b"\x81\0\0\0sample")),
    ]
    return _ebml(b"\x1a\x45\xdf\xa3", b"") + _ebml(b"\x18\x53\x80\x67", *parts)


def _page(flags: int, number: int, *packets: bytes) -> bytes:
    head = b"OggS\0" + bytes([flags]) + bytes(8) + b"\1\0\0\0" + struct.pack("<I", number)
    return head + bytes(4) + bytes([len(packets), *map(len, packets)]) + b"".join(packets)


def _opus(said: bytes = b"") -> bytes:
    told = said and struct.pack("<II", 1, len(said)) + said
    comments = b"OpusTags" + struct.pack("<I", len(said)) + said + (told or bytes(4))
    head = b"OpusHead\1\1" + bytes(9)
    return _page(2, 0, head) + _page(0, 1, comments) + _page(4, 2, b"sample")


PLAIN = {
    "a.jpg": JPEG,
    "a.png": PNG,
    "a.gif": GIF,
    "a.webp": WEBP,
    "a.svg": _DRAWING % (b"", b"<path d='M0 0'/>"),
    "a.wav": _riff(b"WAVE", _FORMAT, (b"data", b"sample")),
    "a.mp3": 3 * _FRAME,
    "a.mp4": film(),
    "a.webm": _webm(),
    "a.opus": _opus(),
    "a.vtt": b"WEBVTT\n\n00:00.000 --> 00:01.000\nSaid.\n",
}
"""Files that say nothing but what they show."""

TOLD = {
    "a.jpg": _jpeg(),
    "a.png": _png(),
    "a.gif": _gif(),
    "a.webp": _riff(
        b"WEBP", _EXTENDED, (b"ICCP", profile()), _VP8, (b"EXIF", exif(6)), (b"XMP ", SAID)
    ),
    "a.svg": _DRAWING
    % (
        b" xmlns:i='https://a.example/' i:docname='" + SAID + b"' onload='x()' data-name='"
        b"" + SAID + b"'",
        b"<metadata>" + SAID + b"</metadata><!--" + SAID + b"--><script>" + SAID + b"</script>"
        b"<image href='data:image/png;base64," + base64.b64encode(_png()) + b"'/>",
    ),
    "a.wav": _riff(b"WAVE", _FORMAT, (b"data", b"sample"), (b"LIST", b"INFO" + SAID)),
    "a.mp3": b"ID3\4\0\0" + bytes([0, 0, 0, len(SAID)]) + SAID + 3 * _FRAME + b"TAG" + SAID,
    "a.mp4": film(said=SAID),
    "a.webm": _webm(SAID),
    "a.opus": _opus(SAID),
    "a.vtt": b"WEBVTT " + SAID + b"\n\nNOTE " + SAID + b"\n\n00:00.000 --> 00:01.000\nSaid.\n",
}
"""The same files, each saying `SAID` in all the places that its kind has for it."""
