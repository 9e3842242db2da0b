"""Merge edited: translations of a text that the other side has edited reach the edited unit."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.catalog.matching import match_messages
from toolkit.catalog.merge_entry import Texts, edited, has_text, same_translation, texts_of
from toolkit.catalog.merge_order import merge_rows
from toolkit.catalog.po import Catalog, Entry
from toolkit.catalog.po.entries import Key
from toolkit.catalog.update import update_catalog

__all__ = ["EditedSide"]

_LONG_ENOUGH = 20
"""Characters of a text that tells a unit when it stands inside another."""
_MOST_PAIRS = 1_000_000


class _Lineage:
    """Which old unit each new unit of a side comes from."""

    def __init__(self, base: Catalog, side: Catalog) -> None:
        self._old, self._new = base.by_key(), side.by_key()
        self.gone = {key: entry for key, entry in self._old.items() if key not in self._new}
        """The old units that the side has no more."""
        self.came = {key: entry for key, entry in self._new.items() if key not in self._old}
        """The units that are new on the side."""

    @cached_property
    def ancestors(self) -> dict[Key, tuple[Key, ...]]:
        """The old units that each new one comes from, the likeliest first.

        By the text that its translation was made from; by its id; by what `toolkit update` finds
        similar; by one text's standing inside the other, where it was split or joined.
        """
        found = {key: [old] if old in self.gone else [] for key, old in self._said()}
        found |= {key: [old] for key, old in self._similar(found)}
        for key, old in list(self._contained(found)):
            found.setdefault(key, []).append(old)
        return {key: tuple(old) for key, old in found.items() if old}

    @cached_property
    def descendants(self) -> Counter[Key]:
        """How many new units come from each old one."""
        return Counter(old for each in self.ancestors.values() for old in each)

    def _said(self) -> Iterator[tuple[Key, Key]]:
        """Yield new units that say themselves what they come from, be it there still."""
        by_id = {each: key for key, entry in self.gone.items() for each in entry.notes.ids}
        made_from = {
            (entry.previous_msgctxt, entry.previous_msgid): key
            for key, entry in self.gone.items()
            if entry.fuzzy and entry.previous_msgid
        }
        for key, entry in self.came.items():
            previous = entry.previous_msgctxt, entry.previous_msgid or ""
            known = [by_id[each] for each in entry.notes.ids if each in by_id]
            if previous in self._old:
                yield key, previous
            elif previous in made_from:
                yield key, made_from[previous]
            elif known:
                yield key, known[0]

    def _similar(self, known: Mapping[Key, object]) -> Iterator[tuple[Key, Key]]:
        if not self.gone or len(known) == len(self.came):
            return
        new, old = list(self._new), list(self._old)
        matches = match_messages([key[1] for key in new], [key[1] for key in old])
        for at, match in matches.items():
            if new[at] in self.came and new[at] not in known and old[match.old] in self.gone:
                yield new[at], old[match.old]

    def _contained(self, known: Mapping[Key, list[Key]]) -> Iterator[tuple[Key, Key]]:
        """Yield the further parts of what was split, and of what was joined."""
        placed = {old for each in known.values() for old in each}
        parts = [key for key in self.came if key not in known and len(key[1]) >= _LONG_ENOUGH]
        joined = [key for key in self.gone if key not in placed and len(key[1]) >= _LONG_ENOUGH]
        if (len(parts) * len(self.gone)) + (len(joined) * len(self.came)) > _MOST_PAIRS:
            return
        yield from ((key, old) for key in parts for old in self.gone if key[1] in old[1])
        yield from ((key, old) for key in self.came for old in joined if old[1] in key[1])


class EditedSide:
    """One side of a merge, and what the other side's translations make of the units it edited.

    A translation of the old text becomes a fuzzy one of the new text, with the text that it was
    made from, where the new one has nothing but what was carried over from before.
    """

    def __init__(self, base: Catalog, side: Catalog, other: Catalog) -> None:
        """Follow the other side's translations.

        Args:
            base: the catalog that both sides come from.
            side: the one that has edited source texts.
            other: the one that has translated old texts meanwhile.

        """
        self.entries: dict[Key, Entry] = {}
        """The edited units that get another translation than their side gave them."""
        self.conflicts: dict[Key, tuple[Entry, Entry]] = {}
        """Edited units that were translated anew: with the side's text, and with the other's."""
        self.settled: set[Key] = set()
        """Old texts whose translation stands whole in one of these."""
        self._base, self._side, self._other = base, side, other
        self._lineage = _Lineage(base, side)
        self._replayed: dict[int, dict[Key, Entry]] = {}
        self._follow()

    def _follow(self) -> None:
        there = {entry.key: entry for entry in self._other}
        changed = {
            key: there[key]
            for key, old in self._lineage.gone.items()
            if key in there and has_text(there[key]) and _is_changed(old, there[key])
        }
        if not changed:
            return
        for key, ancestors in self._lineage.ancestors.items():
            source = next((changed[each] for each in ancestors if each in changed), None)
            if source is not None and key not in there:
                alone = len(ancestors) == 1 and self._lineage.descendants[source.key] == 1
                self._carry(key, source, alone=alone)

    def _carry(self, key: Key, source: Entry, *, alone: bool) -> None:
        """Give an edited unit what the other side made of its old text.

        Args:
            key: the unit.
            source: the other side's entry of the old text.
            alone: whether the unit comes from that text only, and the text became nothing else.

        """
        unit, old = self._lineage.came[key], self._lineage.gone[source.key]
        own, whole = texts_of(unit), texts_of(edited(unit, source))
        in_doubt = source.fuzzy and own == texts_of(edited(unit, old))
        texts: Texts | None = own
        if same_translation(old, source):
            self.entries[key] = _with_comment(unit.copy(), old, source)
        elif own != whole or in_doubt:
            texts = self._texts(unit, old, source, alone=alone)
            others = edited(unit, source, None if texts == whole else texts)
            if texts is not None:
                self.entries[key] = _with_comment(others, old, source)
            elif alone and unit.fuzzy:
                texts = whole
                mine = unit.copy()
                mine.tcomment = _with_comment(others, old, source).tcomment
                self.conflicts[key] = mine, others
        if texts == whole:
            self.settled.add(source.key)

    def _texts(self, unit: Entry, old: Entry, source: Entry, *, alone: bool) -> Texts | None:
        """Return the translation that an edited unit gets; None where it has one of its own."""
        own = texts_of(unit)
        whole = texts_of(edited(unit, source))
        if alone and (not has_text(unit) or own == texts_of(edited(unit, old))):
            return whole
        before, now = (self._replay(each).get(unit.key) for each in (self._base, self._other))
        if before is None or now is None or (has_text(unit) and own != texts_of(before)):
            return None
        if has_text(now) and texts_of(now) != texts_of(before):
            return texts_of(now)
        return whole if alone else None

    def _replay(self, catalog: Catalog) -> dict[Key, Entry]:
        """Return what `toolkit update` makes of a catalog for the side's units."""
        if id(catalog) not in self._replayed:
            template = Catalog(entry for entry in self._side if not entry.obsolete)
            template.metadata = dict(self._side.metadata)
            language = self._side.metadata.get("Language", "").replace("_", "-")
            try:
                updated, _ = update_catalog(template, catalog, Locale.parse(language))
            except ToolkitError:  # a header that names no language
                updated = Catalog()
            self._replayed[id(catalog)] = updated.by_key()
        return self._replayed[id(catalog)]

    def base_of(self, key: Key, versions: Iterable[Entry]) -> Entry | None:
        """Return a new unit as it was before a translator came to it; None where nothing tells.

        Args:
            key: the unit.
            versions: the unit as both sides have it.

        """
        ancestor = next(iter(self._lineage.ancestors.get(key, ())), None)
        if ancestor is None or not has_text(self._lineage.gone[ancestor]):
            return None
        unit, old = self._lineage.came[key], self._lineage.gone[ancestor]
        there = {texts_of(each) for each in versions}
        replayed = None
        if texts_of(edited(unit, old)) not in there:
            replayed = self._replay(self._base).get(key)
        if replayed is not None and texts_of(replayed) in there:
            return edited(unit, old, texts_of(replayed))
        return edited(unit, old)


def _is_changed(old: Entry, entry: Entry) -> bool:
    return not same_translation(old, entry) or old.tcomment != entry.tcomment


def _with_comment(entry: Entry, old: Entry, source: Entry) -> Entry:
    """Give an edited unit the translator's comments of both sides."""
    rows = [each.tcomment.split("\n") if each.tcomment else [] for each in (old, entry, source)]
    entry.tcomment = "\n".join(merge_rows(*rows))
    return entry
