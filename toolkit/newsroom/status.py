"""Status: how far each locale is, in units and in words, and how good the sources are."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, ToolkitError
from toolkit.document.model import Document, Quality, Unit
from toolkit.localizing.localize import Localized
from toolkit.localizing.targets import State
from toolkit.newsroom.kept_answers import kept_answer
from toolkit.newsroom.publishing.locale_editions import (
    LATER,
    localize_document,
    read_identified,
)
from toolkit.newsroom.reports import Reports
from toolkit.newsroom.settings import ProjectSettings
from toolkit.newsroom.source_files import chosen_sources, find_sources

__all__ = ["DocumentQuality", "DocumentStatus", "project_status"]


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
    settings: ProjectSettings,
    locales: Sequence[Locale],
    documents: Collection[str] = (),
    *,
    everything: bool = False,
) -> Reports[DocumentStatus]:
    """Return the status of documents in locales, by document, then locale.

    Of a document whose catalog cannot be read, all is held back. While nothing that was read has
    changed, the status is that of the last time.

    Args:
        settings: the newsroom.
        locales: those that have catalogs of their own or are derived from such.
        documents: patterns of ids or paths; all documents when empty.
        everything: look at everything anew, whatever is remembered.

    """
    looked: list[Reports[DocumentStatus]] = []

    def look() -> _Figures:
        looked.append(_look(settings, locales, documents))
        items = ((e.document_id, e.locale, e.units, e.words, e.stale) for e in looked[0])
        return _Figures(tuple(items), looked[0].findings)

    if everything:
        return _look(settings, locales, documents)
    question = ("status", tuple(locales), tuple(documents))
    kept = kept_answer(
        settings,
        question,
        _Figures,
        look,
        # What is told of the quality of documents has units of their trees.
        is_kept=lambda _: all(each.quality is None for each in looked[0]),
    )
    if looked:
        return looked[0]
    return Reports(tuple(DocumentStatus(*each) for each in kept.items), kept.findings)


@dataclass(frozen=True, slots=True)
class _Figures:
    """What is kept of a status."""

    items: tuple[tuple[str, Locale, Mapping[State, int], Mapping[State, int], int], ...]
    findings: tuple[Finding, ...]


def _look(
    settings: ProjectSettings, locales: Sequence[Locale], documents: Collection[str]
) -> Reports[DocumentStatus]:
    found: list[DocumentStatus] = []
    files = find_sources(settings)
    findings: list[Finding] = list(files.findings)
    for source in chosen_sources(files, documents):
        try:
            document = read_identified(settings, source)
        except ToolkitError as error:
            findings.extend(error.findings)
            continue
        made, errors = localize_document(settings, document, source, LATER, locales, spelled=False)
        findings.extend(each for wrong in errors.values() for each in wrong)
        quality = _quality(document)
        for locale in locales:
            if locale in made:
                found.append(_status(made[locale], quality))
            elif locale != document.language:
                found.append(_held_back(document, locale, quality))
    return Reports(tuple(found), tuple(dict.fromkeys(findings)))


def _held_back(
    document: Document, locale: Locale, quality: DocumentQuality | None
) -> DocumentStatus:
    """Return the status of a document of which nothing can be published in a locale."""
    counted = [unit for unit in document.units if not unit.is_wordless]
    units, words = dict.fromkeys(State, 0), dict.fromkeys(State, 0)
    units[State.BROKEN] = len(counted)
    words[State.BROKEN] = sum(unit.words for unit in counted)
    return DocumentStatus(document.id, locale, units, words, 0, quality)


def _status(localized: Localized, quality: DocumentQuality | None) -> DocumentStatus:
    units = dict.fromkeys(State, 0)
    words = dict.fromkeys(State, 0)
    for each in localized.passages:
        if each.state is State.WORDLESS:
            continue
        units[each.state] += 1
        words[each.state] += each.unit.words
    document, catalog = localized.document, localized.catalog
    edited = sum(1 for each in catalog if each.fuzzy and each.previous_msgid and not each.obsolete)
    stale = units[State.STALE] + edited if len(catalog) else 0
    return DocumentStatus(document.id, localized.locale, units, words, stale, quality)


def _quality(document: Document) -> DocumentQuality | None:
    units = tuple(block for block in document.blocks if block.quality is not None)
    return DocumentQuality(units) if units else None
