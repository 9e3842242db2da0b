"""JPEG, segment by segment (ITU-T T.81, annex B): what decoders read stays, exactly."""

import struct

import pytest

from toolkit.editions.media.jpeg import strip_jpeg
from toolkit.editions.media.stripped import UncleanError

START, END = b"\xff\xd8", b"\xff\xd9"
SAID = b"Said by Dana"


def segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


FRAME = segment(0xC0, bytes([8, 0, 1, 0, 1, 1, 1, 0x11, 0]))
QUANTIZATION = segment(0xDB, bytes(65))
FINE_QUANTIZATION = segment(0xDB, bytes([0x10]) + bytes(128))
HUFFMAN = segment(0xC4, bytes([0, 1, *[0] * 15, 7]))
SCAN = segment(0xDA, bytes([1, 1, 0, 0, 63, 0])) + b"\x12\xff\x00\x34"


def picture(*segments: bytes) -> bytes:
    return START + b"".join(segments) + END


@pytest.mark.parametrize(
    "segments",
    [
        (QUANTIZATION, FRAME, HUFFMAN, SCAN),
        (FINE_QUANTIZATION, FRAME, HUFFMAN, SCAN),
        (FRAME, SCAN, segment(0xDC, b"\0\1")),
        (segment(0xDD, b"\0\4"), FRAME, SCAN + b"\xff\xd0\x56\xff\xd1"),
        (segment(0xC9, FRAME[4:]), segment(0xCC, b"\x00\x10"), SCAN),
        (FRAME, b"\xff\xff" + SCAN),
        (FRAME, SCAN, SCAN),
    ],
)
def test_what_decoders_read_stays_as_it_is(segments: tuple[bytes, ...]) -> None:
    data = picture(*segments)
    assert strip_jpeg(data).data == data


@pytest.mark.parametrize(
    ("extra", "told"),
    [
        (segment(0xFE, SAID), "a comment"),
        (segment(0xED, SAID), "IPTC"),
        (segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SAID), "XMP"),
        (segment(0xE0, b"JFXX\0" + SAID), "a thumbnail"),
        (segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\1\1" + SAID), "a thumbnail"),
        (segment(0xEE, b"Adobe" + bytes(7) + SAID), "other data"),
        (segment(0xEF, SAID), "other data"),
    ],
)
def test_what_others_have_written_beside_it_goes(extra: bytes, told: str) -> None:
    made = strip_jpeg(picture(extra, FRAME, SCAN))
    assert made.removed == (told,)
    assert SAID not in made.data
    assert made.data.endswith(FRAME + SCAN + END)


def test_what_follows_the_end_goes() -> None:
    made = strip_jpeg(picture(FRAME, SCAN) + SAID)
    assert (made.data, made.removed) == (
        picture(FRAME, SCAN),
        ("what follows the picture's end",),
    )


def test_a_picture_whose_end_is_missing_keeps_its_scan() -> None:
    data = START + FRAME + SCAN
    assert strip_jpeg(data).data == data


@pytest.mark.parametrize(
    "segments",
    [
        (FRAME,),
        (segment(0xC0, bytes([8, 0, 1, 0, 1, 1, 1, 0x11, 0]) + SAID), SCAN),
        (segment(0xDB, bytes(65) + SAID), FRAME, SCAN),
        (segment(0xC4, bytes([0, 1, *[0] * 15, 7]) + SAID), FRAME, SCAN),
        (FRAME, segment(0xDC, b"\0\1" + SAID), SCAN),
        (FRAME, segment(0xCC, b"\0\1\2"), SCAN),
        (FRAME, segment(0xDA, b""), SCAN),
        (FRAME, segment(0x02, SAID), SCAN),
        (FRAME, b"Dana", SCAN),
    ],
)
def test_a_segment_that_is_not_what_it_says_holds_the_picture(segments: tuple[bytes, ...]) -> None:
    with pytest.raises(UncleanError):
        strip_jpeg(picture(*segments))
