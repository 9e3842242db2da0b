"""Items of HEIF and AVIF: which of them are pictures, and where these stand in the file."""

from collections.abc import Iterator

from toolkit.base.frozen import frozen
from toolkit.editions.media.isobmff_samples import Box, boxes
from toolkit.editions.media.stripped import UncleanError, number, piece

__all__ = ["blank_items", "item_extents"]

_PICTURES = frozenset(b"av01 hvc1 avc1 lhv1 jpeg grid iovl iden tmap".split())
# EXIF that says nothing, behind the four bytes that tell where it starts (ISO/IEC 23008-12, A.2).
_EMPTY_EXIF = bytes(4) + b"MM\0*\0\0\0\x08" + bytes(6)
_NAMES = {b"Exif": "EXIF", b"mime": "XMP"}
_IN_FILE, _IN_BOX = 0, 1
_SIZES = frozenset({0, 4, 8})
_LONG_IDS = 2


@frozen
class _Extent:
    item: int
    method: int
    place: range


def item_extents(data: bytes, meta: Box) -> Iterator[range]:
    """Yield where the items of a file stand."""
    for each in _extents(data, meta):
        if each.method == _IN_FILE:
            yield each.place


def blank_items(data: bytes, clean: bytearray, meta: Box) -> Iterator[str]:
    """Overwrite the items that are no pictures; yield what each was.

    Raises:
        UncleanError: when the tables of items are not what they say.

    """
    shown, kinds = _shown(data, meta), _kinds(data, meta)
    base = next((each.body for each in boxes(data, meta) if each.kind == b"idat"), 0)
    for each in _extents(data, meta):
        if each.item in shown or each.method not in {_IN_FILE, _IN_BOX}:
            continue
        start = each.place.start + (base if each.method == _IN_BOX else 0)
        size = len(each.place)
        if start + size > len(data):
            raise UncleanError("a part of it stands behind its end")
        kind = kinds.get(each.item, b"")
        least = _EMPTY_EXIF if kind == b"Exif" and size >= len(_EMPTY_EXIF) else b""
        blank = least + bytes(size - len(least))
        if data[start : start + size] != blank:
            clean[start : start + size] = blank
            yield _NAMES.get(kind, "a thumbnail" if kind in _PICTURES else "other data")


def _shown(data: bytes, meta: Box) -> frozenset[int]:
    small = _thumbnails(data, meta)
    kinds = _kinds(data, meta)
    return frozenset(
        item for item, kind in kinds.items() if kind in _PICTURES and item not in small
    )


def _kinds(data: bytes, meta: Box) -> dict[int, bytes]:
    """Return the type of each item (ISO/IEC 14496-12, section 8.11.6)."""
    found = {}
    for table in boxes(data, meta):
        if table.kind != b"iinf":
            continue
        head = 6 if data[table.body] == 0 else 8
        for each in boxes(data, Box(b"iinf", table.start, table.body + head, table.end)):
            wide = data[each.body] > _LONG_IDS
            item = number(data, each.body + 4, ">I" if wide else ">H")
            found[item] = piece(data, each.body + (10 if wide else 8), 4)
    return found


def _thumbnails(data: bytes, meta: Box) -> frozenset[int]:
    found = set()
    for table in boxes(data, meta):
        if table.kind == b"iref":
            layout = ">I" if data[table.body] else ">H"
            for each in boxes(data, Box(b"iref", table.start, table.body + 4, table.end)):
                if each.kind == b"thmb":
                    found.add(number(data, each.body, layout))
    return frozenset(found)


def _extents(data: bytes, meta: Box) -> Iterator[_Extent]:
    """Yield where the parts of each item stand (ISO/IEC 14496-12, section 8.11.3)."""
    for table in boxes(data, meta):
        if table.kind == b"iloc":
            yield from _Locations(data, table).extents()


class _Locations:
    """A table of places, read from its start to its end."""

    def __init__(self, data: bytes, table: Box) -> None:
        self._data, self._table = data, table
        self._version = number(data, table.body, ">B")
        sizes = number(data, table.body + 4, ">H")
        self._offset, self._length, self._base = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
        self._index = sizes & 15 if self._version else 0
        self._at = table.body + 6
        if not {self._offset, self._length, self._base, self._index} <= _SIZES:
            raise UncleanError("its table of places is not what it says")

    def extents(self) -> Iterator[_Extent]:
        wide = 4 if self._version == _LONG_IDS else 2
        for _ in range(self._take(wide)):
            item = self._take(wide)
            method = self._take(2) & 15 if self._version else _IN_FILE
            self._take(2)
            base = self._take(self._base)
            for _ in range(self._take(2)):
                self._take(self._index)
                start = base + self._take(self._offset)
                size = self._take(self._length) or len(self._data) - start
                yield _Extent(item, method, range(start, start + max(size, 0)))

    def _take(self, size: int) -> int:
        if self._at + size > self._table.end:
            raise UncleanError("its table of places is not what it says")
        found = int.from_bytes(self._data[self._at : self._at + size])
        self._at += size
        return found
