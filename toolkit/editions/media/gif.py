"""GIF: its images stay, with how long each is shown and how often."""

from toolkit.editions.media.stripped import Stripped, UncleanError, piece

__all__ = ["strip_gif"]

_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B
_CONTROL, _COMMENT, _APPLICATION = 0xF9, 0xFE, 0xFF
_LOOPS = (b"\x0bNETSCAPE2.0", b"\x0bANIMEXTS1.0")
_CONTROL_BYTES = 6


def strip_gif(data: bytes) -> Stripped:
    """Return a GIF picture without comments and other programs' data.

    Args:
        data: the file (GIF89a specification, section 27).

    Raises:
        UncleanError: when its blocks are not what they say.

    """
    at = 13 + _table(piece(data, 10, 1)[0])
    kept, removed = [piece(data, 0, at)], []
    while (kind := piece(data, at, 1)[0]) != _TRAILER:
        if kind == _IMAGE:
            start = at + 10 + _table(piece(data, at + 9, 1)[0]) + 1
            end = _blocks_end(data, start)
            kept.append(data[at:end])
        elif kind == _EXTENSION:
            end = _blocks_end(data, at + 2)
            label, body = data[at + 1], data[at + 2 : end]
            if _is_needed(label, body):
                kept.append(data[at:end])
            else:
                removed.append(_name(label, body))
        else:
            raise UncleanError("its blocks do not follow one another")
        at = end
    if at + 1 < len(data):
        removed.append("what follows the picture's end")
    return Stripped(b"".join(kept) + b"\x3b", tuple(removed)) if removed else Stripped(data)


def _table(flags: int) -> int:
    """Return the bytes of a colour table."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks_end(data: bytes, at: int) -> int:
    while size := piece(data, at, 1)[0]:
        at += 1 + size
    return at + 1


def _is_needed(label: int, body: bytes) -> bool:
    if label == _CONTROL:
        return len(body) == _CONTROL_BYTES
    is_loop = body.startswith(_LOOPS) and body[12:14] == b"\3\1"
    return label == _APPLICATION and is_loop and len(body) == 17  # noqa: PLR2004


def _name(label: int, body: bytes) -> str:
    if label == _COMMENT:
        return "a comment"
    return "XMP" if body.startswith(b"\x0bXMP Data") else "other data"
