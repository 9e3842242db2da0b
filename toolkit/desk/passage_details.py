"""Entries: what is known of each passage of an edition, for the page that shows it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location
from toolkit.base.frozen import frozen
from toolkit.catalog.notes import Says
from toolkit.catalog.po import Entry
from toolkit.document.model import Unit
from toolkit.localizing.localize import Localized
from toolkit.localizing.targets import Passage
from toolkit.newsroom.publishing.locale_editions import localize_in, read_identified
from toolkit.newsroom.settings import ProjectSettings, Source

__all__ = ["ORIGINAL", "PageEntries", "Piece", "UnitEntry", "difference", "page_entries"]


Piece = tuple[str, str]
"""`same`, `removed` or `added`, and the words that are."""
ORIGINAL = "original"
"""The state of a unit on the page of its own language."""


@frozen
class UnitEntry:
    """A unit and what its catalog says of it."""

    id: str
    block: str
    """The id of the first unit of its paragraph: what stands on the page."""
    state: str
    """A `State` of the editions, or `original`."""
    role: str
    source: str
    """Its message now."""
    translation: str = ""
    """What the catalog has for it, published or not."""
    language: str = ""
    """The tag of the translation's language: of a derived edition that of its base."""
    previous: str = ""
    """The message that the translation was made for, where that is another."""
    difference: tuple[Piece, ...] = ()
    """From the previous message to the message."""
    notes: tuple[str, ...] = ()
    """For translators, from the source; codes explained, a line each."""
    comments: tuple[str, ...] = ()
    """The translators' own, a line each."""
    context: str = ""
    problems: tuple[str, ...] = ()
    """What the checks found in the translation."""
    catalog_place: str = ""
    """`file:line` of the translation; without a line where there is none."""
    source_place: str = ""
    """`file:line` of the source."""


@frozen
class PageEntries:
    """The units of one document in one locale."""

    document: str
    source: Locale
    locale: Locale
    catalog: str
    """The catalog's path; empty for the original."""
    units: tuple[UnitEntry, ...]


def page_entries(settings: ProjectSettings, source: Source, locale: Locale) -> PageEntries:
    """Return what is known of each unit of an edition.

    Args:
        settings: the newsroom.
        source: the document's source file.
        locale: the edition's language.

    Raises:
        ToolkitError: when the source, its template or its catalog cannot be read.

    """
    document = read_identified(settings, source)
    if locale == document.language:
        original = tuple(
            _plain_entry(unit, part.block, ORIGINAL)
            for part in document.parts
            for unit in part.units
        )
        return PageEntries(document.id, document.language, locale, "", original)
    localized = localize_in(settings, document, locale)
    known = _Known(settings, localized)
    units = tuple(known.entry(each) for each in localized.passages)
    return PageEntries(document.id, document.language, locale, localized.path, units)


class _Known:
    """What the catalogs of a locale say of its passages."""

    def __init__(self, settings: ProjectSettings, localized: Localized) -> None:
        self._settings = settings
        self._localized = localized
        self._by_id: Mapping[str, Entry] = {
            each: entry
            for entry in localized.catalog
            if not entry.obsolete
            for each in entry.notes.ids
        }

    def _path(self, locale: Locale) -> str:
        document_id = self._localized.document.id
        return self._settings.shown(self._settings.catalog_path(document_id, locale))

    def entry(self, passage: Passage) -> UnitEntry:
        """Return what they say of a passage."""
        unit = passage.unit
        plain = _plain_entry(unit, passage.block, str(passage.state))
        found, previous = passage.entry, ""
        if found is not None:
            previous = found.previous_msgid or ""
        else:
            # The catalog is older than the source: what it has is of the text as it was.
            found = self._by_id.get(unit.id)
            previous = found.msgid if found is not None else ""
        locale = passage.locale or self._localized.locale
        path = self._path(locale)
        if found is None:
            return replace(plain, catalog_place=str(Location(path)))
        message = unit.message
        if previous == message:
            previous = ""
        return replace(
            plain,
            translation=found.msgstr,
            language=locale.tag,
            previous=previous,
            difference=difference(previous, message) if previous else (),
            notes=_notes(found),
            comments=tuple(found.tcomment.splitlines()),
            problems=tuple(f"{each.severity}: {each.message}" for each in passage.findings),
            catalog_place=_shown(found.msgstr_location(path)),
        )


def _plain_entry(unit: Unit, block: Unit, state: str) -> UnitEntry:
    """Return what a document itself says of a unit."""
    return UnitEntry(
        id=unit.id,
        block=block.id,
        state=state,
        role=unit.role,
        source=unit.message,
        notes=(*unit.legend, *unit.notes),
        context=unit.context or "",
        source_place=_shown(unit.location),
    )


def _shown(location: Location) -> str:
    return str(Location(location.path, location.line))


def _notes(entry: Entry) -> tuple[str, ...]:
    """Return what an entry's extracted comment says, but for the role and the ids."""
    lines = entry.notes.without(Says.ROLE, Says.IDS).lines
    return tuple(line.text if line.says is Says.NOTE else str(line) for line in lines)


# A word brings the space before it along, so that spaces do not count as words that stayed.
# A number is one word with its separators: 1,000 became 1,200, and not 000 200.
_NUMBER = r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,:'’٫٬/]\d+)*"
_WORD = re.compile(rf"\s*(?:{_NUMBER}|\w+|[^\w\s])|\s+")


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """Tell two versions of a text apart.

    Args:
        before: the older text.
        after: the newer.

    Returns:
        Stretches in their order. Those that are not `added` make up the older text, those that
        are not `removed` the newer.

    >>> difference("The old bridge", "The new bridge")
    (('same', 'The'), ('removed', ' old'), ('added', ' new'), ('same', ' bridge'))

    """
    return tuple(_pieces(_WORD.findall(before), _WORD.findall(after)))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    for code in Levenshtein.opcodes(old, new):
        removed = "".join(old[code.src_start : code.src_end])
        added = "".join(new[code.dest_start : code.dest_end])
        if code.tag == "equal":
            yield "same", added
            continue
        if removed:
            yield "removed", removed
        if added:
            yield "added", added
