"""Checked parts: what is wrong in each catalog, and across those of a locale, each kept apart.

After one edit, that catalog is checked again, and the surveys of its locale look at all of this;
what else was found is said again.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import partial
from pathlib import Path

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.observing import digest_of, observed
from toolkit.catalog.po import Catalog
from toolkit.checks import Sheet
from toolkit.checks.check import Check
from toolkit.checks.headers import check_language
from toolkit.checks.pairs import Row, rows_of
from toolkit.checks.running import (
    CheckedRows,
    SurveyedRows,
    check_rows,
    is_whole,
    merged,
    survey_rows,
)
from toolkit.newsroom.checked_sheets import (
    Known,
    catalogs_of,
    derived_from,
    quotes_of,
    sheet_of,
    termbase_of,
    texts_of,
    translated_by,
)
from toolkit.newsroom.kept_answers import KeptParts
from toolkit.newsroom.memories import see_memory
from toolkit.newsroom.settings import ProjectSettings, Source
from toolkit.newsroom.sources import read_source

__all__ = ["CheckedParts"]

_STALE, _UNFUZZIED = "stale", "unfuzzied"
"""The checks that want to know what documents have now, and what the memory has."""


@frozen
class _Texts:
    """What a document has now."""

    findings: tuple[Finding, ...] = ()
    """Why it cannot be read."""
    language: Locale | None = None
    """None where nobody knows."""
    digest: str = ""


@frozen
class _Remembered:
    """What the memory has."""

    findings: tuple[Finding, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    """Of the texts that a catalog's translations were made of, by the name of its part."""


@frozen
class _Checked:
    """What is wrong in a catalog, as far as it hangs on that alone."""

    unread: tuple[Finding, ...] = ()
    """Why it cannot be read."""
    told: tuple[Finding, ...] = ()
    """What is wrong with what is known of it besides."""
    header: tuple[Finding, ...] = ()
    rows: CheckedRows = CheckedRows((), ())
    stale: tuple[tuple[str | None, str], ...] = ()
    """The contexts and texts that its document does not have."""
    replaced: tuple[tuple[str | None, str, str], ...] = ()
    """Texts that left, behind the contexts and texts that have their translations."""


@frozen
class _Place:
    """A catalog that was checked."""

    source: Source
    path: Path
    locale: Locale
    checked: _Checked
    made_of: str
    """A digest of all that this hangs on."""


class CheckedParts:
    """Looks at catalogs, and finds what is wrong in them, as far as that is not kept."""

    def __init__(
        self,
        settings: ProjectSettings,
        checks: Sequence[Check],
        known: Sequence[Check],
        parts: KeptParts,
    ) -> None:
        """Get ready.

        Args:
            settings: the newsroom.
            checks: those to run.
            known: all that there are, for waivers.
            parts: what is kept of earlier answers.

        """
        self._settings = settings
        self._checks = checks
        self._known = known
        self._parts = parts
        self._ids = {each.id for each in checks}
        self.unread: list[Finding] = []
        """Why what cannot be read cannot."""
        with observed() as seen:
            self._termbase = termbase_of(settings, self.unread)
        said = [(each.id, str(each.severity)) for each in checks]
        self._shared = said, sorted((str(path), digest) for path, digest in seen.items())
        self._present: dict[str, frozenset[tuple[str | None, str]]] = {}
        self._translated: Mapping[tuple[str, Locale], Mapping[str, Collection[str]]] | None = None
        self._rows: dict[Path, tuple[Row, ...]] = {}
        self._places: list[_Place] = []

    def look(self, sources: Sequence[Source], locales: Sequence[Locale]) -> None:
        """Look at the catalogs of documents."""
        remembered = self._memory() if _UNFUZZIED in self._ids else _Remembered()
        self.unread.extend(remembered.findings)
        for source in sources:
            texts = self._texts(source) if _STALE in self._ids else _Texts()
            self.unread.extend(texts.findings)
            catalogs = catalogs_of(self._settings, source, locales, texts.language)
            for locale, path in catalogs.items():
                name = _name(source.document_id, locale)
                derived = derived_from(self._settings, locale)
                known = remembered.digests.get(name, "")
                other = (self._shared, str(path), texts.digest, known, derived)
                make = partial(self._check, source, locale, path)
                checked, made_of = self._parts.part(name, other, _Checked, make, _is_whole)
                self.unread.extend((*checked.unread, *checked.told))
                if not checked.unread:
                    self._places.append(_Place(source, path, locale, checked, made_of))
        self.unread = list(dict.fromkeys(self.unread))

    @property
    def headers(self) -> Iterator[Finding]:
        """What is wrong in the catalogs' headers."""
        return (finding for each in self._places for finding in each.checked.header)

    def found(self) -> tuple[Finding, ...]:
        """Return what the checks find."""
        surveyed: dict[Path, SurveyedRows] = {}
        for locale in dict.fromkeys(each.locale for each in self._places):
            places = [each for each in self._places if each.locale == locale]
            other = (self._shared, [(str(each.path), each.made_of) for each in places])
            make = partial(self._survey, locale, places)
            kind = tuple[SurveyedRows, ...]
            found, _ = self._parts.part(f"survey {locale}", other, kind, make, _is_sound)
            surveyed.update(zip((each.path for each in places), found, strict=True))
        rows = [each.checked.rows for each in self._places]
        return merged(rows, [surveyed[each.path] for each in self._places])

    def _memory(self) -> _Remembered:
        return self._parts.part("memory", self._shared, _Remembered, self._remember)[0]

    def _remember(self) -> _Remembered:
        see_memory(self._settings)
        findings: list[Finding] = []
        self._translated = translated_by(self._settings, findings)
        digests = {
            _name(document_id, locale): digest_of(
                repr(sorted((key, sorted(each)) for key, each in texts.items())).encode()
            )
            for (document_id, locale), texts in self._translated.items()
        }
        return _Remembered(tuple(findings), digests)

    def _texts(self, source: Source) -> _Texts:
        make = partial(self._read, source)
        other = (source.path, str(source.options))
        return self._parts.part(f"document {source.document_id}", other, _Texts, make)[0]

    def _read(self, source: Source) -> _Texts:
        try:
            document = read_source(self._settings, source)
        except ToolkitError as error:
            return _Texts(error.findings)
        present = self._present[source.document_id] = texts_of(document)
        said = sorted((context or "", context is None, text) for context, text in present)
        return _Texts((), document.language, digest_of(repr(said).encode()))

    def _check(self, source: Source, locale: Locale, path: Path) -> _Checked:
        if _STALE in self._ids and source.document_id not in self._present:
            self._read(source)
        present = self._present.get(source.document_id)
        told: list[Finding] = []
        quotes = quotes_of(self._settings, source, told)
        known = Known(present, self._translated_by(source, locale), self._termbase, quotes)
        try:
            sheet = sheet_of(self._settings, path, locale, known)
        except ToolkitError as error:
            return _Checked(error.findings, tuple(told))
        rows = self._rows[path] = tuple(rows_of(sheet))
        keys = {each.key for each in sheet.catalog if not each.obsolete}
        return _Checked(
            (),
            tuple(told),
            tuple(check_language(sheet.catalog, sheet.path, locale)),
            check_rows(sheet, rows, self._checks, self._known),
            tuple(keys - present) if present is not None else (),
            tuple((*key, text) for key, text in sheet.replaced.items()),
        )

    def _translated_by(self, source: Source, locale: Locale) -> Mapping[str, Collection[str]]:
        if _UNFUZZIED not in self._ids:
            return {}
        if self._translated is None:
            self._translated = translated_by(self._settings, [])
        return self._translated.get((source.document_id, locale), {})

    def _survey(self, locale: Locale, places: Iterable[_Place]) -> tuple[SurveyedRows, ...]:
        if not any(each.survey for each in self._checks):
            return tuple(() for _ in places)
        rows = [self._rows_at(each) for each in places]
        return tuple(survey_rows(rows, locale, self._checks))

    def _rows_at(self, place: _Place) -> tuple[Row, ...]:
        """Return the translations of a catalog that was checked now, or earlier."""
        if place.path not in self._rows:
            self._rows[place.path] = tuple(rows_of(self._sheet(place)))
        return self._rows[place.path]

    def _sheet(self, place: _Place) -> Sheet:
        quotes = quotes_of(self._settings, place.source, [])
        known = Known(termbase=self._termbase, quotes=quotes)
        try:
            sheet = sheet_of(self._settings, place.path, place.locale, known)
        except ToolkitError:
            # It was written or removed this very moment: the next check says so.
            return Sheet(Catalog(), self._settings.shown(place.path), place.locale)
        if _STALE in self._ids:
            present = frozenset(each.key for each in sheet.catalog) - {*place.checked.stale}
            sheet = replace(sheet, present=present)
        kept = {(context, new): old for context, new, old in place.checked.replaced}
        return replace(sheet, replaced=kept)


def _name(document_id: str, locale: Locale) -> str:
    return f"catalog {locale} {document_id}"


def _is_sound(found: Iterable[SurveyedRows]) -> bool:
    return is_whole(each for rows in found for row in rows for each in row.findings)


def _is_whole(checked: _Checked) -> bool:
    return is_whole(each for row in checked.rows.rows for each in row.findings)
