"""Status: how far each locale is, in units and in words, and how good the sources are."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.document.model import Document, Quality, Unit
from toolkit.localizing.targets import State
from toolkit.newsroom.publishing import read_source
from toolkit.newsroom.publishing.locale_editions import known_ids, localize_document
from toolkit.newsroom.settings import ProjectSettings

__all__ = ["DocumentQuality", "DocumentStatus", "project_status"]

_LATER = dt.datetime.max.replace(tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class DocumentQuality:
    """What a document says of the quality of its text (ITS 2.0, sections 8.16 to 8.18)."""

    units: tuple[Unit, ...]
    """The units of which it says anything."""

    @property
    def issues(self) -> int:
        """How many units have an issue that counts."""
        return sum(any(issue.enabled for issue in each.issues) for each in self._said)

    @property
    def scores(self) -> tuple[float, ...]:
        """The ratings of units, from 0 to 100."""
        return tuple(each.score for each in self._said if each.score is not None)

    @property
    def confidences(self) -> tuple[float, ...]:
        """How confident machine translation was of units and parts of them, from 0 to 1."""
        return tuple(number for each in self._said for number in each.confidences)

    @property
    def _said(self) -> tuple[Quality, ...]:
        return tuple(unit.quality for unit in self.units if unit.quality is not None)


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """One document in one locale."""

    document_id: str
    locale: Locale
    units: Mapping[State, int]
    """Units in each state."""
    words: Mapping[State, int]
    """Words of the source in each state."""
    stale: int
    """Units whose source changed after the translation was made: flagged with the text they were
    made from, or not in the catalog at all."""
    quality: DocumentQuality | None = None
    """What the document says of its own quality, if it says anything."""


def project_status(
    settings: ProjectSettings, locales: Sequence[Locale]
) -> tuple[DocumentStatus, ...]:
    """Return the status of every document in every given locale, by document, then locale.

    Raises:
        ToolkitError: when a source or a catalog cannot be read.

    """
    found = []
    for source in settings.sources():
        document = read_source(settings, source)
        words = [unit.words for unit in document.units]
        quality = _quality(document)
        ids = known_ids(settings, document)
        # No embargo holds back what is only counted.
        editions, _, errors = localize_document(settings, document, source, ids, _LATER)
        if errors:
            raise ToolkitError(*errors)
        for locale in (each for each in locales if each in editions):
            edition = editions[locale]
            units_by = dict.fromkeys(State, 0)
            words_by = dict.fromkeys(State, 0)
            for target, count in zip(edition.localized.targets, words, strict=True):
                units_by[target.state] += 1
                words_by[target.state] += count
            edited = sum(
                1
                for each in edition.catalog
                if each.fuzzy and each.previous_msgid and not each.obsolete
            )
            stale = units_by[State.STALE] + edited if len(edition.catalog) else 0
            found.append(DocumentStatus(document.id, locale, units_by, words_by, stale, quality))
    return tuple(found)


def _quality(document: Document) -> DocumentQuality | None:
    units = tuple(block for block in document.blocks if block.quality is not None)
    return DocumentQuality(units) if units else None
