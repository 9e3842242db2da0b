"""ISO base media: MP4, M4A, AVIF and HEIF, cleaned in place, so that no offset changes."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from toolkit.editions.media.icc import nameless_profile
from toolkit.editions.media.isobmff_items import blank_items, item_extents
from toolkit.editions.media.isobmff_samples import Box, boxes, sample_extents
from toolkit.editions.media.stripped import Stripped, UncleanError, number

__all__ = ["strip_isobmff"]

# What is shown and played (ISO/IEC 14496-12, 14496-15, 23008-12), by the box that holds it.
_KEPT = {
    b"": "ftyp styp moov mdat moof mfra sidx ssix pdin meta wide",
    b"moov": "mvhd trak mvex",
    b"mvex": "mehd trex leva",
    b"trak": "tkhd edts tref mdia",
    b"edts": "elst",
    b"tref": "auxl prem",
    b"mdia": "mdhd hdlr elng minf",
    b"minf": "vmhd smhd nmhd hmhd sthd dinf stbl",
    b"dinf": "dref",
    b"stbl": "stsd stts ctts cslg stsc stsz stz2 stco co64 stss sdtp sbgp sgpd subs saiz saio",
    b"moof": "mfhd traf",
    b"traf": "tfhd tfdt trun sdtp sbgp sgpd subs saiz saio",
    b"mfra": "tfra mfro",
    b"meta": "hdlr pitm iinf iref iprp iloc idat dinf grpl",
    b"iprp": "ipco ipma",
    b"ipco": """ispe pixi av1C colr pasp irot imir clap auxC hvcC avcC a1op lsel a1lx clli mdcv amve
        reve cclv rloc lhvC tols oinf""",
}
_ALLOWED = {
    parent: frozenset(each.encode() for each in kept.split()) for parent, kept in _KEPT.items()
}
_SHOWN = frozenset({b"vide", b"soun", b"pict", b"auxv"})
_DATED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
_VIDEO_ENTRY, _SOUND_ENTRY = 78, 28
_NAME_OF_PROGRAM = slice(42, 74)


@dataclass(slots=True)
class _Film:
    """A file at work."""

    data: bytes
    clean: bytearray
    removed: list[str] = field(default_factory=list)
    extents: list[range] = field(default_factory=list)
    """Where what is shown stands."""
    handler: bytes = b""
    """What the track or the pictures at work are."""
    lost_track: bool = False


def strip_isobmff(data: bytes) -> Stripped:
    """Return a film, sound or picture without metadata; what is shown is the same bytes.

    What goes is overwritten with zeros where it stands: user data, other programs' boxes, days,
    names of programs, tracks of places and texts, EXIF and XMP items, and all media data that
    no picture and no sound refers to.

    Args:
        data: the file.

    Raises:
        UncleanError: when its boxes are not what they say.

    """
    film = _Film(data, bytearray(data))
    whole = Box(b"", 0, 0, len(data))
    kinds = {each.kind for each in boxes(data, whole)}
    if not kinds & {b"moov", b"meta"}:
        raise UncleanError("there is nothing in it to show")
    _walk(film, whole)
    if b"moof" not in kinds:
        _blank_unused(film, whole)
    elif film.lost_track:
        raise UncleanError(
            "it is cut in fragments, and has a track that is neither picture nor sound"
        )
    if film.clean == data:
        return Stripped(data)
    return Stripped(bytes(film.clean), tuple(film.removed or ["other data"]))


def _walk(film: _Film, parent: Box) -> None:
    for each in boxes(film.data, parent):
        if each.kind in {b"free", b"skip"}:
            film.clean[each.body : each.end] = bytes(each.end - each.body)
        elif each.kind not in _ALLOWED[parent.kind]:
            _blank(film, each, "tags")
        elif each.kind == b"trak":
            _take_track(film, each)
        elif each.kind == b"meta":
            _take_items(film, each)
        elif each.kind in _ALLOWED:
            _walk(film, each)
        else:
            _clean_box(film, each)


def _blank(film: _Film, each: Box, told: str) -> None:
    """Make a box one that says nothing."""
    film.clean[each.kind_at : each.kind_at + 4] = b"free"
    film.clean[each.body : each.end] = bytes(each.end - each.body)
    film.removed.append(told)


def _take_track(film: _Film, track: Box) -> None:
    film.handler = _handler(film.data, track)
    if film.handler not in _SHOWN:
        film.lost_track = True
        _blank(film, track, "a track that is neither picture nor sound")
        return
    _walk(film, track)
    film.extents.extend(sample_extents(film.data, track))


def _handler(data: bytes, holder: Box) -> bytes:
    for each in boxes(data, holder):
        if each.kind == b"mdia":
            return _handler(data, each)
        if each.kind == b"hdlr" and each.end - each.body >= 12:  # noqa: PLR2004
            return data[each.body + 8 : each.body + 12]
    return b""


def _take_items(film: _Film, meta: Box) -> None:
    """Clean the pictures of AVIF and HEIF; in a film such a box holds tags."""
    inner = Box(b"meta", meta.start, meta.body + 4, meta.end)
    parts = {} if meta.end < inner.body else {each.kind for each in boxes(film.data, inner)}
    if not {b"pitm", b"iloc", b"iinf"} <= set(parts):
        _blank(film, meta, "tags")
        return
    film.handler = b"pict"
    _walk(film, inner)
    film.removed.extend(blank_items(film.data, film.clean, inner))
    film.extents.extend(item_extents(film.data, inner))


def _clean_box(film: _Film, each: Box) -> None:
    size = each.end - each.body
    if each.kind in _DATED:
        long = 16 if number(film.data, each.body, ">B") else 8
        _zero(film, each.body + 4, min(long, size - 4), "a time")
    elif each.kind == b"hdlr":
        _zero(film, each.body + 12, size - 12, "names of programs")
    elif each.kind == b"dref":
        for entry in boxes(film.data, Box(b"dref", each.start, each.body + 8, each.end)):
            _zero(film, entry.body + 4, entry.end - entry.body - 4, "addresses of files")
    elif each.kind == b"stsd":
        for entry in boxes(film.data, Box(b"stsd", each.start, each.body + 8, each.end)):
            _clean_entry(film, entry)
    elif each.kind == b"colr":
        _clean_colours(film, each)


def _clean_entry(film: _Film, entry: Box) -> None:
    """Clean how a track is coded: the program's name, the names in its colour profile."""
    is_sound = film.handler == b"soun"
    if not is_sound:
        name = _NAME_OF_PROGRAM
        size = min(name.stop, entry.end - entry.body) - name.start
        _zero(film, entry.body + name.start, size, "names of programs")
    start = entry.body + (_SOUND_ENTRY if is_sound else _VIDEO_ENTRY)
    if is_sound or start >= entry.end:
        return
    for each in boxes(film.data, Box(entry.kind, entry.start, start, entry.end)):
        if each.kind == b"colr":
            _clean_colours(film, each)
        elif each.kind in {b"uuid", b"udta", b"meta"}:
            _blank(film, each, "tags")


def _clean_colours(film: _Film, each: Box) -> None:
    start = each.body + 4
    if film.data[each.body : start] not in {b"prof", b"rICC"}:
        return
    profile = film.data[start : each.end]
    nameless = nameless_profile(profile)
    if not nameless or len(nameless) > len(profile):
        _blank(film, each, "a colour profile")
    elif nameless != profile.rstrip(b"\0") and nameless != profile[: len(nameless)]:
        film.clean[start : each.end] = nameless + bytes(len(profile) - len(nameless))
        film.removed.append("names in the colour profile")


def _zero(film: _Film, start: int, size: int, told: str) -> None:
    if size > 0 and any(film.data[start : start + size]):
        film.clean[start : start + size] = bytes(size)
        film.removed.append(told)


def _blank_unused(film: _Film, whole: Box) -> None:
    """Overwrite the media data that nothing shown refers to."""
    for each in boxes(film.data, whole):
        if each.kind == b"mdat":
            for gap in _gaps(each, film.extents):
                _zero(film, gap.start, len(gap), "what nothing in it shows")


def _gaps(box: Box, extents: list[range]) -> Iterator[range]:
    at = box.body
    for each in sorted(extents, key=lambda extent: extent.start):
        if each.stop > box.body and each.start < box.end:
            if each.start > at:
                yield range(at, each.start)
            at = max(at, each.stop)
    if at < box.end:
        yield range(at, box.end)
