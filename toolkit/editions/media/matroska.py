"""WebM and Matroska: what is played stays in its place; tags become elements that say nothing."""

from collections.abc import Iterator

from toolkit.base.frozen import frozen
from toolkit.editions.media.ogg import empty_vorbis_comments
from toolkit.editions.media.stripped import Stripped, UncleanError, number, piece

__all__ = ["strip_matroska"]

# RFC 9559, section 5.1: the elements that films are played from, by those that hold them.
_SEGMENT, _CLUSTER, _INFO, _TRACKS, _TRACK = 0x18538067, 0x1F43B675, 0x1549A966, 0x1654AE6B, 0xAE
_GROUP, _SEEK_HEAD, _CUES = 0xA0, 0x114D9B74, 0x1C53BB6B
_EBML, _VOID = 0x1A45DFA3, 0xEC
_KEPT = {
    0: {_EBML, _SEGMENT},
    _SEGMENT: {_SEEK_HEAD, _INFO, _TRACKS, _CLUSTER, _CUES},
    _INFO: {0x2AD7B1, 0x4489, 0x4D80, 0x5741},
    _TRACKS: {_TRACK},
    # Numbers, flags, durations, the codec and its data, sizes and colours, operations on tracks.
    _TRACK: {
        *{0xD7, 0x73C5, 0x83, 0xB9, 0x88, 0x55AA, 0x9C, 0x6DE7, 0x23E383, 0x55EE, 0x22B59C},
        *{
            0x22B59D,
            0x86,
            0x63A2,
            0x56AA,
            0x56BB,
            0xE0,
            0xE1,
            0x6D80,
            0xE2,
            0x41E4,
            0x6DF8,
            0x23314F,
        },
        *{0x55AB, 0x55AC, 0x55AD, 0x55AE, 0x55AF},
    },
    _CLUSTER: {0xE7, 0xA3, _GROUP, 0xA7, 0xAB},
    _GROUP: {0xA1, 0x9B, 0xFB, 0x75A2, 0x75A1, 0xFA, 0xA4},
}
_LEVEL_1 = frozenset(
    {*_KEPT[_SEGMENT], _SEGMENT, 0x1043A770, 0x1941A469, 0x1254C367}  # chapters, attachments, tags
)
_PROGRAMS = frozenset({0x4D80, 0x5741})
_TYPE, _CODEC_DATA, _CODEC = 0x83, 0x63A2, 0x86
_PLAYED = frozenset({b"\1", b"\2"})
_MOST_BYTES = 8
_SHORT = 127 + 2


@frozen
class _Element:
    kind: int
    start: int
    body: int
    end: int
    is_open: bool
    """Whether it does not say where it ends."""


def strip_matroska(data: bytes) -> Stripped:
    """Return a WebM film without tags, titles, dates, attachments and the names of programs.

    Args:
        data: the file (RFC 8794, RFC 9559).

    Raises:
        UncleanError: when its elements are not what they say, or a track holds neither picture nor
            sound.

    """
    clean = bytearray(data)
    _walk(data, clean, _Element(0, 0, 0, len(data), is_open=False))
    return Stripped(bytes(clean), ("tags",)) if clean != data else Stripped(data)


def _walk(data: bytes, clean: bytearray, parent: _Element) -> int:
    """Clean the elements of one that holds others; return where it ends."""
    at = parent.body
    while at < parent.end:
        each = _element(data, at, parent.end)
        if parent.is_open and parent.kind == _CLUSTER and each.kind in _LEVEL_1:
            return at
        at = each.end
        if each.is_open and each.kind not in {_SEGMENT, _CLUSTER}:
            raise UncleanError("a part of it has no end")
        if each.kind not in _KEPT[parent.kind]:
            _void(clean, each)
        elif each.kind in _PROGRAMS:
            clean[each.body : each.end] = bytes(each.end - each.body)
        elif each.kind in _KEPT:
            if each.kind == _TRACK:
                _clean_codec(data, clean, each)
            at = _walk(data, clean, each)
    return at


def _element(data: bytes, at: int, end: int) -> _Element:
    kind_bytes = _length(piece(data, at, 1)[0])
    kind = int.from_bytes(piece(data, at, kind_bytes))
    size_bytes = _length(piece(data, at + kind_bytes, 1)[0])
    size = int.from_bytes(piece(data, at + kind_bytes, size_bytes)) & (1 << 7 * size_bytes) - 1
    body = at + kind_bytes + size_bytes
    is_open = size == (1 << 7 * size_bytes) - 1
    if not is_open and body + size > end:
        raise UncleanError("a part of it claims more bytes than there are")
    return _Element(kind, at, body, end if is_open else body + size, is_open)


def _length(first: int) -> int:
    """Return the bytes of a number by the first of them (RFC 8794, section 4)."""
    if not first:
        raise UncleanError("a part of it has no length")
    return _MOST_BYTES + 1 - first.bit_length()


def _void(clean: bytearray, each: _Element) -> None:
    """Put an element that says nothing in the place of another (RFC 8794, section 11.3.2)."""
    size = each.end - each.start
    if size < _SHORT:
        head = bytes([_VOID, 0x80 | size - 2])
    else:
        head = bytes([_VOID, 1]) + (size - 9).to_bytes(7)
    clean[each.start : each.end] = head + bytes(size - len(head))


def _children(data: bytes, parent: _Element) -> Iterator[_Element]:
    at = parent.body
    while at < parent.end:
        each = _element(data, at, parent.end)
        yield each
        at = each.end


def _clean_codec(data: bytes, clean: bytearray, track: _Element) -> None:
    """Empty the comments in Vorbis's own headers; refuse what is neither picture nor sound."""
    parts = {each.kind: each for each in _children(data, track)}
    kinds = {kind: data[each.body : each.end] for kind, each in parts.items()}
    if kinds.get(_TYPE, b"").lstrip(b"\0") not in _PLAYED:
        raise UncleanError("it has a track that is neither picture nor sound")
    codec = parts.get(_CODEC_DATA)
    if codec is None or kinds.get(_CODEC, b"").rstrip(b"\0") != b"A_VORBIS":
        return
    at, sizes = codec.body + 1, []
    for _ in range(number(data, codec.body, ">B")):
        sizes.append(0)
        while piece(data, at, 1) == b"\xff":
            sizes[-1] += 255
            at += 1
        sizes[-1] += data[at]
        at += 1
    if len(sizes) != 2:  # noqa: PLR2004 - Vorbis has three headers, the last one without a size
        raise UncleanError("its sound is not what it says")
    start = at + sizes[0]
    clean[start : start + sizes[1]] = empty_vorbis_comments(piece(data, start, sizes[1]))
