"""Entries: what is known of each passage of an edition, for the page that shows it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location
from toolkit.catalog.po import Catalog, Entry, load
from toolkit.catalog.template import entry_ids
from toolkit.desk.difference import Piece, difference
from toolkit.document.model import Document, Unit
from toolkit.localizing.targets import choose_targets
from toolkit.newsroom.publishing import read_source
from toolkit.newsroom.publishing.locale_editions import known_ids
from toolkit.newsroom.settings import ProjectSettings, Source

__all__ = ["ORIGINAL", "PageEntries", "UnitEntry", "block_ids", "page_entries"]

ORIGINAL = "original"
"""The state of a unit on the page of its own language."""
_NOTE = "note: "
_ID = "id: "


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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
    document = read_source(settings, source)
    ids = known_ids(settings, document)
    blocks = [
        each
        for each, part in zip(block_ids(document, ids), document.parts, strict=True)
        for _ in part
    ]
    passages = list(zip(document.units, ids, blocks, strict=True))
    if locale == document.language:
        units = [_plain_entry(*passage, ORIGINAL) for passage in passages]
        return PageEntries(document.id, document.language, locale, "", tuple(units))
    tables = [_Known(settings, document, each) for each in _consulted(settings, document, locale)]
    units = [
        next((each for each in tables if each.publishes(at)), tables[-1]).entry(at, *passage)
        for at, passage in enumerate(passages)
    ]
    return PageEntries(document.id, document.language, locale, tables[-1].path, tuple(units))


def _consulted(settings: ProjectSettings, document: Document, locale: Locale) -> tuple[Locale, ...]:
    """Return whose catalogs make an edition: a derived locale's own, then that of its base."""
    policy = settings.locales.get(locale)
    if policy is None or policy.base is None:
        return (locale,)
    own = settings.catalog_path(document.id, locale).is_file()
    return (locale, policy.base) if own else (policy.base,)


def block_ids(document: Document, ids: Iterable[str]) -> list[str]:
    """Return the id of each block of a document: that of its first unit, as editions have it."""
    waiting = iter(ids)
    return ["".join([next(waiting) for _ in part][:1]) for part in document.parts]


class _Known:
    """A catalog, asked for what it says of a unit."""

    def __init__(self, settings: ProjectSettings, document: Document, locale: Locale) -> None:
        path = settings.catalog_path(document.id, locale)
        self.path = settings.shown(path)
        self._locale = locale
        catalog = load(path, shown=self.path) if path.is_file() else Catalog()
        localized = choose_targets(document, catalog, self.path, locale)
        self._targets = localized.targets
        self._by_key = catalog.by_key()
        self._by_id: Mapping[str, Entry] = {
            each: entry for entry in catalog if not entry.obsolete for each in entry_ids(entry)
        }
        self._problems: defaultdict[tuple[str, int | None], list[str]] = defaultdict(list)
        for finding in localized.findings:
            if finding.location is not None:
                place = finding.location.path, finding.location.line
                self._problems[place].append(f"{finding.severity}: {finding.message}")

    def publishes(self, at: int) -> bool:
        """Whether it has a text to publish for a unit."""
        return self._targets[at].text is not None

    def entry(self, at: int, unit: Unit, own_id: str, block: str) -> UnitEntry:
        """Return what it says of a unit."""
        message = unit.message
        plain = _plain_entry(unit, own_id, block, str(self._targets[at].state))
        found = self._by_key.get((unit.context, message))
        previous = (found.previous_msgid or "") if found is not None else ""
        if found is None:
            # The catalog is older than the source: what it has is of the text as it was.
            found = self._by_id.get(own_id)
            previous = found.msgid if found is not None else ""
        if found is None:
            return replace(plain, catalog_place=str(Location(self.path)))
        if previous == message:
            previous = ""
        place = found.msgstr_location(self.path)
        return replace(
            plain,
            translation=found.msgstr,
            language=self._locale.tag,
            previous=previous,
            difference=difference(previous, message) if previous else (),
            notes=_notes(found),
            comments=tuple(found.tcomment.splitlines()),
            problems=tuple(self._problems.get((place.path, place.line), ())),
            catalog_place=_shown(place),
        )


def _plain_entry(unit: Unit, own_id: str, block: str, state: str) -> UnitEntry:
    """Return what a document itself says of a unit."""
    return UnitEntry(
        id=own_id,
        block=block,
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
    """Return what an entry's extracted comments say, but for the role and the ids."""
    lines = entry.comment.splitlines()[1:]
    return tuple(line.removeprefix(_NOTE) for line in lines if not line.startswith(_ID))
