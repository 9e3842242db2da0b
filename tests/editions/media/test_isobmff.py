"""Films: what they say beside pictures and sounds goes, wherever in their boxes it stands."""

import struct

import pytest

from tests.editions.media_files import SAID, box
from toolkit.base.errors import ToolkitError
from toolkit.editions.media import clean_media

SHOWN = b"sample"
START = box(b"ftyp", b"isom" + bytes(4))
PLACE = len(START) + 8
"""Where the first byte of the media data stands."""
ENTRY = bytes(78)
"""How a picture is coded, and nothing said with it (ISO/IEC 14496-12, section 12.1.3)."""


def sizes(same: int = 0, *each: int) -> bytes:
    return box(b"stsz", struct.pack(f">{3 + len(each)}I", 0, same, len(each) or 1, *each))


def chunks(*places: int, kind: bytes = b"stco") -> bytes:
    number = "I" if kind == b"stco" else "Q"
    return box(kind, struct.pack(f">II{len(places)}{number}", 0, len(places), *places))


def runs(*rows: tuple[int, int]) -> bytes:
    """Return from which chunk on chunks have how many samples."""
    numbers = [number for first, count in rows for number in (first, count, 1)]
    return box(b"stsc", struct.pack(f">{2 + len(numbers)}I", 0, len(rows), *numbers))


TABLES = (sizes(len(SHOWN)), runs((1, 1)), chunks(PLACE))


def described(*parts: bytes, entry: bytes = ENTRY) -> bytes:
    """Return the description of a track's samples, with boxes in it."""
    return box(b"stsd", bytes(8), box(b"avc1", entry, *parts))


def film(
    *tables: bytes,
    handler: bytes = b"vide",
    head: bytes = b"",
    links: bytes = b"",
    media: bytes = SHOWN,
    more: bytes = b"",
) -> bytes:
    """Return a film of one track."""
    told = box(b"hdlr", bytes(8) + handler + bytes(12))
    inside = box(b"minf", links, box(b"stbl", *(tables or TABLES)))
    track = box(b"trak", head, box(b"mdia", told, inside))
    return START + box(b"mdat", media) + box(b"moov", track, more)


def profile(text: bytes) -> bytes:
    """Return something that is no colour profile, and says something."""
    return box(b"colr", b"prof", text)


LINKS = box(b"dinf", box(b"dref", bytes(8), box(b"url ", bytes(4), SAID)))
TELLING = {
    "an address of a file": (film(links=LINKS), "addresses of files"),
    "the name of the program that coded it": (
        film(*TABLES, described(entry=ENTRY[:42] + SAID[:31].ljust(32) + ENTRY[74:])),
        "names of programs",
    ),
    "a tag in how it is coded": (film(*TABLES, described(box(b"uuid", SAID))), "tags"),
    "what is no colour profile": (film(*TABLES, described(profile(SAID))), "a colour profile"),
    "tags of a film": (film(more=box(b"meta", bytes(4), box(b"ilst", SAID))), "tags"),
    "tags that are too short": (film(more=box(b"meta")), "tags"),
    "a time": (film(head=box(b"tkhd", bytes(4), SAID[:8])), "a time"),
    "a long time": (film(head=box(b"tkhd", b"\1" + bytes(3), SAID[:16])), "a time"),
    "data behind the samples": (film(media=SHOWN + SAID), "what nothing in it shows"),
    "data that no table names": (film(box(b"stts", bytes(8)), media=SAID), "what nothing"),
}


@pytest.mark.parametrize("what", TELLING)
def test_what_a_film_says_goes(what: str) -> None:
    data, told = TELLING[what]
    cleaned = clean_media(data, "a.mp4")
    assert any(each.startswith(told) for each in cleaned.removed)
    assert SAID[:8] not in cleaned.data
    assert clean_media(cleaned.data, "a.mp4").removed == ()


SAYS_NOTHING = {
    "plain": film(),
    "sound": film(*TABLES, box(b"stsd", bytes(8), box(b"mp4a", bytes(28))), handler=b"soun"),
    "long places": film(sizes(len(SHOWN)), runs((1, 1)), chunks(PLACE, kind=b"co64")),
    "sizes each": film(sizes(0, 2, 4), runs((1, 1)), chunks(PLACE, PLACE + 2)),
    "runs": film(sizes(0, 2, 1, 3), runs((1, 1), (2, 2)), chunks(PLACE, PLACE + 2)),
    "plain colours": film(*TABLES, described(box(b"colr", b"nclx", bytes(7)))),
    "to the end": film() + struct.pack(">I", 0) + b"free",
    "a long box": film() + struct.pack(">I", 1) + b"free" + struct.pack(">Q", 16),
}


@pytest.mark.parametrize("what", SAYS_NOTHING)
def test_a_film_that_says_nothing_is_published_as_it_is(what: str) -> None:
    data = SAYS_NOTHING[what]
    assert (clean_media(data, "a.mp4").data, clean_media(data, "a.mp4").removed) == (data, ())


FALSE = {
    "samples behind its end": film(sizes(9999), runs((1, 1)), chunks(PLACE)),
    "no sizes": film(runs((1, 1)), chunks(PLACE)),
    "more places than there are": film(
        sizes(6), runs((1, 1)), box(b"stco", struct.pack(">II", 0, 99))
    ),
    "more sizes than there are": film(
        box(b"stsz", struct.pack(">III", 0, 0, 99)), runs((1, 1)), chunks(PLACE)
    ),
    "a lost track in fragments": film(handler=b"meta") + box(b"moof"),
    "nothing to show": START,
}


@pytest.mark.parametrize("what", FALSE)
def test_a_film_that_is_not_what_it_says_is_held_back(what: str) -> None:
    with pytest.raises(ToolkitError) as caught:
        clean_media(FALSE[what], "a.mp4")
    assert {each.code for each in caught.value.findings} == {"media-unclean"}
