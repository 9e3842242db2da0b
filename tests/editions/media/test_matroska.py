"""WebM and Matroska, element by element (RFC 9559): sound keeps its headers, but what they say."""

import struct

import pytest

from toolkit.editions.media.matroska import strip_matroska
from toolkit.editions.media.stripped import UncleanError

SAID = b"Said by Dana"
SEGMENT, CLUSTER, TRACKS, TRACK = (
    b"\x18\x53\x80\x67",
    b"\x1f\x43\xb6\x75",
    b"\x16\x54\xae\x6b",
    b"\xae",
)
TYPE, CODEC, CODEC_DATA, BLOCK = b"\x83", b"\x86", b"\x63\xa2", b"\xa3"
TAGS = b"\x12\x54\xc3\x67"


def element(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return kind + struct.pack(">Q", len(body) | 1 << 56) + body


def open_element(kind: bytes, *parts: bytes) -> bytes:
    """Return an element that does not say where it ends, as a live stream has it."""
    return kind + b"\x01" + b"\xff" * 7 + b"".join(parts)


def film(*parts: bytes) -> bytes:
    return element(b"\x1a\x45\xdf\xa3") + element(SEGMENT, *parts)


def comments(said: bytes) -> bytes:
    """Return Vorbis's second header, with a program and a comment."""
    text = struct.pack("<I", len(said)) + said
    return b"\x03vorbis" + text + struct.pack("<I", 1) + text + b"\1"


def sound(*headers: bytes) -> bytes:
    """Return a track of Vorbis, whose headers are laced as Xiph does it."""
    sizes = b"".join(b"\xff" * (len(each) // 255) + bytes([len(each) % 255]) for each in headers)
    laced = bytes([len(headers)]) + sizes + b"".join(headers) + b"\x05vorbis rest"
    parts = element(TYPE, b"\2"), element(CODEC, b"A_VORBIS"), element(CODEC_DATA, laced)
    return element(TRACKS, element(TRACK, *parts))


@pytest.mark.parametrize("times", [1, 30])
def test_comments_of_vorbis_go_and_its_other_headers_stay(times: int) -> None:
    first = b"\x01vorbis" + bytes(23)
    data = film(sound(first, comments(SAID * times)), element(CLUSTER, element(BLOCK, b"sample")))
    clean = strip_matroska(data).data
    assert SAID not in clean
    assert len(clean) == len(data)
    assert all(each in clean for each in (first, b"\x03vorbis", b"\x05vorbis rest", b"sample"))


def test_sound_without_a_comment_stays_as_it_is() -> None:
    data = film(element(TRACKS, element(TRACK, element(TYPE, b"\2"), element(CODEC, b"A_OPUS"))))
    assert strip_matroska(data).data == data


def test_a_live_films_last_cluster_ends_where_tags_begin() -> None:
    live = (
        open_element(CLUSTER, element(BLOCK, b"one")),
        open_element(CLUSTER, element(BLOCK, b"two")),
    )
    data = element(b"\x1a\x45\xdf\xa3") + open_element(SEGMENT, *live, element(TAGS, SAID * 20))
    clean = strip_matroska(data).data
    assert SAID not in clean
    assert clean.startswith(data[: data.index(TAGS)])


@pytest.mark.parametrize(
    "data",
    [
        film(sound(b"\x01vorbis")),
        film(sound(b"\x01vorbis", b"no comments")),
        film(element(TRACKS, element(TRACK, element(TYPE, b"\x11")))),
        film(open_element(TRACKS)),
        film(b"\0"),
        film(TAGS + b"\x8f" + SAID),
    ],
)
def test_a_film_that_is_not_what_it_says_is_held(data: bytes) -> None:
    with pytest.raises(UncleanError):
        strip_matroska(data)
