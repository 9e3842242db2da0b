"""Picture facts: a picture's type and size in pixels, told by the first bytes of its file."""

import struct
from pathlib import PurePosixPath

from toolkit.base.frozen import frozen

__all__ = ["HEAD", "PictureFacts", "know_facts"]

HEAD = 256 * 1024
"""How many bytes of a file are enough to tell: a JPEG may have its profile before its size."""
_BY_SUFFIX = {
    ".aac": "audio/aac",
    ".apng": "image/apng",
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".ogv": "video/ogg",
    ".opus": "audio/ogg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".vtt": "text/vtt",
    ".wav": "audio/wav",
    ".weba": "audio/webm",
    ".webm": "video/webm",
    ".webp": "image/webp",
}
# The markers that begin a frame of a JPEG (ITU-T T.81, table B.1), and those without a length.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})


@frozen
class PictureFacts:
    """What is known of a picture without showing it."""

    media_type: str = ""
    """Empty where it is not known."""
    width: int = 0
    """In pixels; 0 where it is not known."""
    height: int = 0
    """In pixels; 0 where it is not known."""


def know_facts(head: bytes, path: str) -> PictureFacts:
    """Return what the first bytes of a file say of it, and the suffix where they say nothing.

    Args:
        head: up to `HEAD` bytes.
        path: the file's name.

    """
    if head.startswith(b"\x89PNG\r\n\x1a\n") and len(head) >= 24:  # noqa: PLR2004 - PNG, 11.2.1
        return PictureFacts("image/png", *struct.unpack(">II", head[16:24]))
    if head.startswith((b"GIF87a", b"GIF89a")) and len(head) >= 10:  # noqa: PLR2004 - GIF, 18
        return PictureFacts("image/gif", *struct.unpack("<HH", head[6:10]))
    if head.startswith(b"\xff\xd8\xff"):
        return PictureFacts("image/jpeg", *_jpeg(head))
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return PictureFacts("image/webp", *_webp(head))
    return PictureFacts(_BY_SUFFIX.get(PurePosixPath(path).suffix.lower(), ""))


def _jpeg(head: bytes) -> tuple[int, int]:
    """Return width and height of the first frame."""
    at = 2
    while at + 9 <= len(head) and head[at] == 0xFF:  # noqa: PLR2004 - what every marker begins with
        marker = head[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", head[at + 5 : at + 9])
            return width, height
        bare = marker in _BARE or marker == 0xFF  # noqa: PLR2004 - fill
        at += (1 if marker == 0xFF else 2) if bare else 2 + int.from_bytes(head[at + 2 : at + 4])  # noqa: PLR2004
    return 0, 0


def _webp(head: bytes) -> tuple[int, int]:
    """Return width and height (WebP Container Specification; RFC 6386, section 9.1)."""
    kind = head[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 " and head[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", head[26:30].ljust(4, b"\0"))
        return width & 0x3FFF, height & 0x3FFF
    return 0, 0
