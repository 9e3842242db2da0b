"""Merge: two versions of a catalog and the one both came from made one, unit by unit."""

import datetime as dt
from collections.abc import Iterator
from typing import TypeVar

from toolkit.base.frozen import frozen
from toolkit.catalog.merge_edited import EditedSide
from toolkit.catalog.merge_entry import (
    has_text,
    merge_entry,
    same_translation,
    texts_of,
    with_conflict,
)
from toolkit.catalog.merge_order import in_merged_order, merge_rows
from toolkit.catalog.po import Catalog, Entry
from toolkit.catalog.po.entries import Key

__all__ = [
    "Conflict",
    "Merged",
    "merge_catalogs",
]

_DATES = ("POT-Creation-Date", "PO-Revision-Date")
_REVISED = "PO-Revision-Date"
_TRANSLATOR = "Last-Translator"
T = TypeVar("T")


@frozen
class Conflict:
    """A unit that both sides translated, each in its own way."""

    key: Key
    """The merged entry's."""
    ours: tuple[str, ...]
    """One side's translation, which stands in the msgstr; plural forms in their order."""
    theirs: tuple[str, ...]
    """The other side's, which stands in a comment."""


@frozen
class Merged:
    """A catalog made of two."""

    catalog: Catalog
    conflicts: tuple[Conflict, ...]
    """In the catalog's order."""


def merge_catalogs(base: Catalog, ours: Catalog, theirs: Catalog) -> Merged:
    """Merge two versions of a catalog or a template; docs/how-to/work-with-git.md.

    What one side changed is taken, and what both changed alike. No translation is lost, and none
    stands finished under a text that it was not made for. Entries with a side's content have its
    bytes.

    Args:
        base: the version that both come from; an empty catalog where there is none.
        ours: the version that is merged into.
        theirs: the version that is merged.

    """
    merge = _Merge(base, ours, theirs)
    entries = {entry.key: entry for entry in merge.entries()}
    merged = Catalog()
    _merge_header(merged, base, ours, theirs)
    sides = (base, ours, theirs)
    merged.obsolete_in_place = _pick(*(each.obsolete_in_place for each in sides))
    merged.trailer = _pick(*(each.trailer for each in sides))
    merged.fpath, merged.digest = ours.fpath, ours.digest
    merged.extend(entries[key] for key in _order(sides, entries, merged.obsolete_in_place))
    _unfinish_misfits(merged)
    conflicts = (merge.conflicts.get(entry.key) for entry in merged)
    return Merged(merged, tuple(each for each in conflicts if each is not None))


class _Merge:
    """The merging of the entries of two sides."""

    def __init__(self, base: Catalog, ours: Catalog, theirs: Catalog) -> None:
        self.conflicts: dict[Key, Conflict] = {}
        self._base, self._ours, self._theirs = (
            {entry.key: entry for entry in each} for each in (base, ours, theirs)
        )
        self._edited = (EditedSide(base, ours, theirs), EditedSide(base, theirs, ours))

    def entries(self) -> Iterator[Entry]:
        """Yield what stays, in no order that counts."""
        self._take_followed()
        for key in dict.fromkeys([*self._ours, *self._theirs]):
            entry = self._merged(key, self._ours.get(key), self._theirs.get(key))
            if entry is not None:
                yield entry

    def _take_followed(self) -> None:
        """Put what the other side translated into the units that a side has edited."""
        for side, edited in zip((self._ours, self._theirs), self._edited, strict=True):
            side.update(edited.entries)
            for key, (own, others) in edited.conflicts.items():
                both = (own, others) if side is self._ours else (others, own)
                side[key] = self._in_conflict(*both)

    def _in_conflict(self, ours: Entry, theirs: Entry) -> Entry:
        self.conflicts[ours.key] = Conflict(ours.key, texts_of(ours), texts_of(theirs))
        return with_conflict(ours, theirs)

    def _merged(self, key: Key, ours: Entry | None, theirs: Entry | None) -> Entry | None:
        base = self._base.get(key)
        if ours is not None and theirs is not None:
            if base is None and ours != theirs and ours.msgid_plural == theirs.msgid_plural:
                base = self._base_of_edited(key, ours, theirs)
            merged, in_conflict = merge_entry(base, ours, theirs)
            if in_conflict:
                self.conflicts[key] = Conflict(key, texts_of(ours), texts_of(theirs))
            return merged
        entry = ours if ours is not None else theirs
        if base is None or entry is None:
            return entry
        return self._where_gone(base, entry)

    def _base_of_edited(self, key: Key, *versions: Entry) -> Entry | None:
        """Return the common past of a unit that both sides have edited to the same text."""
        found = (edited.base_of(key, versions) for edited in self._edited)
        return next((base for base in found if base is not None), None)

    def _where_gone(self, base: Entry, entry: Entry) -> Entry | None:
        """Return what is left of an entry that the other side has no more."""
        if entry == base or any(entry.key in edited.settled for edited in self._edited):
            return None
        if base.obsolete and not entry.obsolete:
            return entry
        if not has_text(entry):
            return None
        if entry.obsolete:
            return entry
        if same_translation(base, entry) and base.tcomment == entry.tcomment:
            return None
        left = entry.copy()
        left.obsolete = True
        left.comment, left.occurrences = "", []
        return left


def _order(
    sides: tuple[Catalog, Catalog, Catalog], entries: dict[Key, Entry], in_place: bool
) -> list[Key]:
    """Return the keys of the merged entries in their order; the obsolete ones come last."""
    rows = [[entry.key for entry in each] for each in sides]
    if in_place:
        return in_merged_order(rows[0], rows[1], rows[2], entries)
    live = {key for key, entry in entries.items() if not entry.obsolete}
    current = [[entry.key for entry in each if not entry.obsolete] for each in sides]
    return [
        *in_merged_order(current[0], current[1], current[2], live),
        *in_merged_order(rows[0], rows[1], rows[2], entries.keys() - live),
    ]


def _unfinish_misfits(catalog: Catalog) -> None:
    """Flag what has other plural forms than the header says, once sides with two have met."""
    forms = catalog.plural_forms
    for entry in catalog:
        count = len(entry.msgstr_plural)
        if forms is not None and not entry.obsolete and count not in (0, forms.nplurals):
            entry.flags = ["fuzzy", *(flag for flag in entry.flags if flag != "fuzzy")]


# --- the header -----------------------------------------------------------------------------


def _merge_header(merged: Catalog, base: Catalog, ours: Catalog, theirs: Catalog) -> None:
    before, here, there = (_header_state(each) for each in (base, ours, theirs))
    if here == there:
        merged.keep_header(theirs if _header_bytes(ours) == _header_bytes(base) else ours)
    elif here == before:
        merged.keep_header(theirs)
    elif there == before:
        merged.keep_header(ours)
    else:
        merged.keep_header(ours)
        merged.metadata = _merge_fields(base.metadata, ours.metadata, theirs.metadata)
        rows = [each.header.split("\n") if each.header else [] for each in (base, ours, theirs)]
        merged.header = "\n".join(merge_rows(*rows))
        sides = (base, ours, theirs)
        merged.metadata_is_fuzzy = _pick(*(each.header_is_fuzzy for each in sides))


def _header_state(catalog: Catalog) -> tuple[object, ...]:
    text = "" if catalog.header_entry is None else catalog.header_entry.msgstr
    return list(catalog.metadata.items()), catalog.header, catalog.header_is_fuzzy, text


def _header_bytes(catalog: Catalog) -> tuple[str, str | None]:
    header = catalog.header_entry
    return ("", None) if header is None else (header.raw, header.gap)


def _merge_fields(
    base: dict[str, str], ours: dict[str, str], theirs: dict[str, str]
) -> dict[str, str]:
    """Merge the header's fields; of two changes the later date is taken, and ours of the rest."""
    theirs_is_later = _later(ours.get(_REVISED), theirs.get(_REVISED)) != ours.get(_REVISED)
    fields = {}
    for name in dict.fromkeys([*ours, *theirs]):
        before, here, there = base.get(name), ours.get(name), theirs.get(name)
        if here == before:
            value = there
        elif there in (here, before):
            value = here
        elif name in _DATES:
            value = _later(here, there)
        elif here is None or (name == _TRANSLATOR and theirs_is_later and there):
            value = there
        else:
            value = here
        if value is not None:
            fields[name] = value
    return fields


def _later(ours: str | None, theirs: str | None) -> str | None:
    """Return the later of two dates; the one that is a date, or ours, where they do not say."""
    here, there = _moment(ours), _moment(theirs)
    if there is None or (here is not None and here >= there):
        return ours
    return theirs


def _moment(value: str | None) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(value or "", "%Y-%m-%d %H:%M%z")
    except ValueError:
        return None


def _pick(base: T, ours: T, theirs: T) -> T:
    return theirs if ours == base else ours
