"""Restored documents: a source with the names that a locale's editions restore, read once more.

What no catalog translates stands in an edition in the source's own words. These are read, never
guessed back: nobody can tell a pseudonym from the name of somebody else.
"""

from dataclasses import replace

from toolkit.base.bcp47 import Locale
from toolkit.base.text import Code
from toolkit.document.model import Document, Unit
from toolkit.document.recorded_corrections import RecordedCorrection
from toolkit.localizing.adapting.fitting import source_mark
from toolkit.newsroom.protection.identities import Protection, read_protection
from toolkit.newsroom.protection.replacing import replacer
from toolkit.newsroom.settings import ProjectSettings, Source
from toolkit.newsroom.sources import read_source

__all__ = ["RestoredDocuments"]


class RestoredDocuments:
    """One source as each locale's editions may have it."""

    def __init__(self, settings: ProjectSettings, source: Source, document: Document) -> None:
        """Begin with the document in which every protected name is replaced.

        Args:
            settings: the newsroom.
            source: the document's.
            document: with ids, and no name in it.

        """
        self._settings, self._source, self._document = settings, source, document
        self._protection = read_protection(settings.root)
        self._read: dict[Protection, Document] = {self._protection: document}

    @property
    def kept(self) -> Document:
        """The document in which every protected name is replaced."""
        return self._document

    def of(self, locale: Locale) -> Document:
        """Return the document with the names that a locale's editions have; mostly that with none.

        The ids are the same, and so is all that addresses are made of. Where the names would part
        the article into other units, it keeps the pseudonyms.

        Raises:
            ToolkitError: when the source cannot be read.

        """
        named_in = frozenset(self._settings.alphabets_of(locale))
        protection = self._protection.unrestored(named_in)
        if protection not in self._read:
            document = read_source(self._settings, self._source, named_in)
            self._read[protection] = self._identified(document, locale)
        return self._read[protection]

    def _identified(self, document: Document, locale: Locale) -> Document:
        kept = self._document
        if list(map(_shape, document.units)) != list(map(_shape, kept.units)):
            return kept
        named = document.with_ids(each.id for each in kept.units)
        marks = {
            source_mark(old): source_mark(new)
            for old, new in zip(kept.units, named.units, strict=True)
        }
        language = self._settings.alphabets_of(locale)[-1]
        replaces = replacer(self._protection, language, restoring=True)

        def corrected(each: RecordedCorrection) -> RecordedCorrection:
            own = each.locale is not None and each.locale == language
            passages = (replace(it, mark=marks.get(it.mark, it.mark)) for it in each.passages)
            note = replaces.replace(each.note).text if own else each.note
            return replace(each, note=note, passages=tuple(passages))

        corrections = tuple(map(corrected, named.corrections))
        return replace(named, metadata=kept.metadata, corrections=corrections)


def _shape(unit: Unit) -> tuple[str, tuple[Code, ...]]:
    """Return what a unit is, whoever is named in it."""
    return unit.role, tuple(part for part in unit.text if isinstance(part, Code))
