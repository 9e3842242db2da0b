"""Cleaning: the one door through which pictures, films and sounds are published."""

import re
from collections.abc import Callable
from functools import partial

from lxml import etree

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.markup import parse_xml
from toolkit.editions.media.frames import strip_frames
from toolkit.editions.media.gif import strip_gif
from toolkit.editions.media.isobmff import strip_isobmff
from toolkit.editions.media.jpeg import strip_jpeg
from toolkit.editions.media.matroska import strip_matroska
from toolkit.editions.media.ogg import strip_ogg
from toolkit.editions.media.png import PNG, strip_png
from toolkit.editions.media.riff import strip_wave, strip_webp
from toolkit.editions.media.stripped import Stripped, UncleanError
from toolkit.editions.media.svg import SVG, is_comment, quiet_drawing

__all__ = ["DRAWING", "Cleaned", "clean_media", "media_type"]

_NOTE = re.compile(r"NOTE(?:[ \t]|$)")
_BLOCKS = re.compile(r"(\n{2,})")
_CAPTIONS = "text/vtt"
_DRAWING = "image/svg+xml"
DRAWING = f"{{{SVG}}}svg"
"""The lxml name of a drawing's first element."""


@frozen
class Cleaned:
    """A file as it is published."""

    data: bytes
    media_type: str
    removed: tuple[str, ...] = ()
    """What was taken out, each kind once, in words for the report."""


def clean_media(data: bytes, path: str, *, keep: bool = False) -> Cleaned:
    """Return a picture, film or sound without what it says of people, places and machines.

    What is shown or played is the same: coded samples stay as they are, and a picture keeps its
    orientation and its colours. Nothing is kept but what a reader of its format knows to be needed.

    Args:
        data: the file's bytes, which also tell its format.
        path: its name, for messages.
        keep: whether metadata stays; a drawing loses what it would run or load all the same.

    Raises:
        ToolkitError: when it is of no known format, or its parts are not what they say.

    """
    kind = media_type(data)
    try:
        if kind == _DRAWING:
            return _clean_drawing(data, path, keep=keep)
        stripped = Stripped(data) if keep and kind else _STRIPS[kind](data)
    except KeyError:
        raise _unknown(path) from None
    except (UncleanError, IndexError) as error:
        why = str(error) if isinstance(error, UncleanError) else "it ends too early"
        raise _unclean(path, why) from None
    return Cleaned(stripped.data, kind, tuple(dict.fromkeys(stripped.removed)))


def media_type(data: bytes) -> str:
    """Return the media type of a file by its bytes (WHATWG MIME Sniffing, section 6).

    Returns:
        the type; empty for what is no picture, film, sound or captions.

    """
    if data.startswith(b"RIFF"):
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(data[8:12], "")
    if data[4:8] == b"ftyp":
        still = data[8:12] in {b"avif", b"avis"}
        return "image/avif" if still else "video/mp4"
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if data[:1] == b"\xff" and data[1:2] >= b"\xe0":
        return "audio/mpeg"
    return _DRAWING if data.lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n").startswith(b"<") else ""


_STARTS = (
    (PNG, "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"OggS", "application/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfe<", _DRAWING),
    (b"WEBVTT", _CAPTIONS),
    (b"\xef\xbb\xbfWEBVTT", _CAPTIONS),
)


def _strip_captions(data: bytes) -> Stripped:
    """Return captions without notes to those who work on them (WebVTT, section 4.1)."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UncleanError("its captions are not in UTF-8") from None
    head, *rest = _BLOCKS.split(text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = ["WEBVTT"]
    for gap, block in zip(rest[::2], rest[1::2], strict=True):
        if not _NOTE.match(block):
            kept.extend((gap, block))
    if head.strip() == "WEBVTT" and len(kept) == len(rest) + 1:
        return Stripped(data)
    return Stripped("".join(kept).rstrip("\n").encode() + b"\n", ("notes",))


_STRIPS: dict[str, Callable[[bytes], Stripped]] = {
    "image/png": strip_png,
    "image/jpeg": strip_jpeg,
    "image/gif": strip_gif,
    "image/webp": strip_webp,
    "image/avif": strip_isobmff,
    "video/mp4": strip_isobmff,
    "video/webm": strip_matroska,
    "audio/wav": strip_wave,
    "audio/mpeg": strip_frames,
    "application/ogg": strip_ogg,
    _CAPTIONS: _strip_captions,
}


def _clean_drawing(data: bytes, path: str, *, keep: bool) -> Cleaned:
    try:
        root = parse_xml(data, path).getroot()
    except ToolkitError as error:
        raise _unclean(path, error.findings[0].message) from None
    if root.tag != DRAWING:
        raise _unknown(path)
    before = etree.tostring(root)
    removed = quiet_drawing(root, partial(_carried, path=path, keep=keep), metadata=not keep)
    for each in (*root.itersiblings(preceding=True), *root.itersiblings()):
        if not keep or not is_comment(each):
            removed = (*removed, "a comment" if is_comment(each) else "scripts")
    if not removed and before == etree.tostring(root) and not root.getroottree().docinfo.doctype:
        return Cleaned(data, _DRAWING)
    written = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return Cleaned(written, _DRAWING, tuple(dict.fromkeys(removed)))


def _carried(data: bytes, *, path: str, keep: bool) -> tuple[str, bytes] | None:
    """Return a picture in a drawing; a drawing in a drawing is not taken."""
    if media_type(data) == _DRAWING:
        return None
    try:
        cleaned = clean_media(data, path, keep=keep)
    except ToolkitError:
        return None
    return cleaned.media_type, cleaned.data


def _unknown(path: str) -> ToolkitError:
    why = "it is no picture, film or sound of a known format"
    return _unclean(path, why, "save it as PNG, JPEG, WebP, SVG, MP4, WebM or MP3")


def _unclean(
    path: str, why: str, hint: str = "save it again with another program, or put another file there"
) -> ToolkitError:
    return ToolkitError.because(
        "media-unclean",
        f"the file is held back, because what is in it cannot be known: {why}",
        Location(path),
        hint,
    )
