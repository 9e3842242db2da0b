"""Newsroom: the toolkit's verbs over a whole project; what the command does, the library does."""

import datetime as dt
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, ToolkitError
from toolkit.catalog.memory.entry import Level
from toolkit.catalog.memory.store import Memory
from toolkit.catalog.po import Catalog, load, save, write
from toolkit.catalog.remember import finished_entries, recall
from toolkit.catalog.template import TemplateOptions, make_template
from toolkit.catalog.terms import Termbase
from toolkit.catalog.terms.found_terms import with_terms_found
from toolkit.catalog.update import UpdateSummary, update_catalog
from toolkit.checks import ALL, Fixed, Selection, check_catalogs, checks, fix_catalog
from toolkit.checks.headers import check_language
from toolkit.checks.selection import chosen
from toolkit.document.model import Document, Unit
from toolkit.localizing.localize import Localized
from toolkit.localizing.targets import Passage
from toolkit.newsroom.checked_sheets import sheets_of, termbase_of
from toolkit.newsroom.configuration import load_settings
from toolkit.newsroom.publishing import BuildReport, Progress, build_project, read_source
from toolkit.newsroom.publishing.adaptations import adaptation_findings
from toolkit.newsroom.publishing.built_files import lint_output
from toolkit.newsroom.publishing.locale_editions import (
    LATER,
    localize_document,
    read_identified,
)
from toolkit.newsroom.publishing.page_words import word_findings
from toolkit.newsroom.settings import CATALOGS, MEMORY, ProjectSettings, Source
from toolkit.newsroom.status import DocumentStatus, project_status

__all__ = ["Extracted", "Project", "Updated"]


@dataclass(frozen=True, slots=True)
class Extracted:
    """A template that was made."""

    path: Path
    entries: int
    changed: bool
    """Whether the file's bytes changed."""


@dataclass(frozen=True, slots=True)
class Updated:
    """A catalog that was updated."""

    path: Path
    locale: Locale
    summary: UpdateSummary
    changed: bool
    """Whether the file's bytes changed, or would."""
    declared: frozenset[str] = frozenset()
    """The ids, among those of corrected typos, that the document has."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """A document's template beside a locale's catalog of it."""

    document_id: str
    template: Catalog
    source: Locale
    path: Path
    locale: Locale
    old: Catalog | None
    termbase: Termbase | None


@dataclass(frozen=True, slots=True)
class Project:
    """A newsroom: its settings and its verbs.

    Example:
        >>> from toolkit import Project
        >>> Project.load("no/such/place")
        Traceback (most recent call last):
        ...
        toolkit.base.errors.ToolkitError: ...

    """

    settings: ProjectSettings

    @classmethod
    def load(cls, path: str | os.PathLike[str] = ".") -> "Project":
        """Load the newsroom of a folder, found upwards by its toolkit.toml.

        Args:
            path: the folder to start from, or a toolkit.toml itself.

        Raises:
            ToolkitError: when there is none, or its toolkit.toml is wrong.

        """
        start = Path(path)
        return cls(load_settings(start.parent if start.is_file() else start))

    def locales(self, tags: Iterable[str] = ()) -> tuple[Locale, ...]:
        """Return the configured locales with the given BCP 47 tags, or all of them.

        Raises:
            ToolkitError: for a tag that is not configured.

        """
        return self.settings.chosen(tags)

    def documents(self) -> Iterator[Document]:
        """Yield the newsroom's documents, their units with the ids that templates have.

        Raises:
            ToolkitError: after the last one, with what is wrong with those that cannot be read.

        """
        yield from (document for document, _ in self._read())

    def units(self) -> Iterator[Unit]:
        """Yield the units of all documents: what there is to translate.

        Raises:
            ToolkitError: after the last one, with what is wrong with documents that cannot be read.

        """
        yield from (unit for document in self.documents() for unit in document.units)

    def localized(self, tag: str) -> Iterator[Localized]:
        """Yield what a locale makes of each document that is not written in it.

        An embargo does not hold back what is only looked at.

        Args:
            tag: the locale, by its BCP 47 tag.

        Raises:
            ToolkitError: when the locale is not configured; or, after the last document, with what
                is wrong with those that cannot be read.

        """
        (locale,) = self.locales([tag])
        findings: list[Finding] = []
        for document, source in self._read(findings):
            made, errors = localize_document(self.settings, document, source, LATER, [locale])
            findings.extend(errors)
            if locale in made:
                yield made[locale]
        if findings:
            raise ToolkitError(*findings)

    def passages(self, tag: str) -> Iterator[Passage]:
        """Yield the units of all documents, each with what a locale makes of it.

        Args:
            tag: the locale, by its BCP 47 tag.

        Raises:
            ToolkitError: as `localized` does.

        """
        yield from (passage for each in self.localized(tag) for passage in each.passages)

    def _read(self, told: list[Finding] | None = None) -> Iterator[tuple[Document, Source]]:
        """Yield the documents; what is wrong is added to `told`, or else raised at the end."""
        findings: list[Finding] = [] if told is None else told
        for source in self.settings.sources():
            try:
                document = read_identified(self.settings, source)
            except ToolkitError as error:
                findings.extend(error.findings)
            else:
                yield document, source
        if findings and told is None:
            raise ToolkitError(*findings)

    def extract(self) -> tuple[Extracted, ...]:
        """Write the template of every document; units keep their ids.

        Returns:
            A report for each document, by its id.

        Raises:
            ToolkitError: when a source or an old template cannot be read; then nothing is written.

        """
        made = self._templates()
        return tuple(
            Extracted(path, len(template), save(template, path, width=self.settings.wrap))
            for document_id, template in made.items()
            for path in [self.settings.template_path(document_id)]
        )

    def _templates(self) -> dict[str, Catalog]:
        """Return each document's template by its id, read from its source as it is now."""
        options = TemplateOptions(self.settings.title, self.settings.references)
        made: dict[str, Catalog] = {}
        findings: list[Finding] = []
        termbase = termbase_of(self.settings, findings)
        for source in self.settings.sources():
            path = self.settings.template_path(source.document_id)
            try:
                previous = self._load(path) if path.is_file() else None
                document = read_source(self.settings, source)
                template = make_template([document], previous, options)
                if termbase is not None and document.language == self.settings.source:
                    template = with_terms_found(template, termbase, document.language)
                made[source.document_id] = template
            except ToolkitError as error:
                findings.extend(error.findings)
        if findings:
            raise ToolkitError(*findings)
        return made

    def _load(self, path: Path) -> Catalog:
        return load(path, shown=self.settings.shown(path))

    def update(
        self, tags: Iterable[str] = (), *, dry_run: bool = False, keep: Collection[str] = ()
    ) -> tuple[Updated, ...]:
        """Refresh the templates, and carry every catalog over to them.

        The finished translations as they are go into the newsroom's memory first
        (`locales/memory.sqlite`); texts that are new are looked up in it.

        A derived locale has a catalog only where someone made one to override what it is derived
        from; then that is carried over too.

        Args:
            tags: the locales, by BCP 47 tag; all when empty.
            dry_run: report what would happen, and write nothing.
            keep: ids of units whose edit is the correction of a typo: no translation is flagged.

        Raises:
            ToolkitError: when a source or any catalog cannot be read; then nothing is written.

        """
        locales = [each for each in self.locales(tags) if each in self.settings.locales]
        templates = self._templates()
        pairs = self._pairs(templates, locales)
        with self._memory(pairs, dry_run=dry_run) as memory:
            merged = [self._updated(pair, keep, memory) for pair in pairs]
        if not dry_run:
            for document_id, template in templates.items():
                path = self.settings.template_path(document_id)
                save(template, path, width=self.settings.wrap)
            for report, catalog in merged:
                save(catalog, report.path, width=self.settings.wrap)
        return tuple(report for report, _ in merged)

    def _pairs(self, templates: Mapping[str, Catalog], locales: Sequence[Locale]) -> list["_Pair"]:
        """Return each template beside each locale's catalog; raise what is wrong in any."""
        pairs = []
        findings: list[Finding] = []
        termbase = termbase_of(self.settings, findings)
        for document_id, template in templates.items():
            source = Locale.parse(template.metadata["X-Source-Language"])
            for locale in locales:
                path = self.settings.catalog_path(document_id, locale)
                try:
                    old = self._load(path) if path.is_file() else None
                except ToolkitError as error:
                    findings.extend(error.findings)
                    continue
                derived = self.settings.locales[locale].base is not None
                if locale != source and (old is not None or not derived):
                    pair = _Pair(document_id, template, source, path, locale, old, termbase)
                    pairs.append(pair)
        if findings:
            raise ToolkitError(*findings)
        return pairs

    @contextmanager
    def _memory(self, pairs: Sequence["_Pair"], *, dry_run: bool) -> Iterator[Memory | None]:
        """Open the newsroom's memory, filled with the finished translations as they are."""
        path = self.settings.root / CATALOGS / MEMORY
        if dry_run and not path.is_file():
            yield None
            return
        with Memory.open(path, create_missing=True) as memory:
            if not dry_run:
                known = {
                    (entry.origin, entry.source, entry.target)
                    for entry in memory.entries()
                    if entry.level is Level.UNIT
                }
                memory.add(
                    entry
                    for pair in pairs
                    if pair.old is not None
                    for entry in finished_entries(
                        pair.old, pair.source, pair.locale, pair.document_id, known
                    )
                )
            yield memory

    def _updated(
        self, pair: "_Pair", keep: Collection[str], memory: Memory | None
    ) -> tuple[Updated, Catalog]:
        known = recall(memory, pair.source, pair.locale) if memory is not None else None
        template = pair.template
        if pair.termbase is not None and pair.source == self.settings.source:
            template = with_terms_found(template, pair.termbase, pair.source, pair.locale)
        catalog, summary = update_catalog(template, pair.old, pair.locale, keep=keep, memory=known)
        path = pair.path
        changed = not path.is_file() or self._bytes(catalog) != path.read_bytes()
        known_ids = (each for entry in pair.template for each in entry.notes.ids) if keep else ()
        declared = frozenset(keep).intersection(known_ids)
        return Updated(path, pair.locale, summary, changed, declared), catalog

    def _bytes(self, catalog: Catalog) -> bytes:
        return write(catalog, width=self.settings.wrap)

    def status(
        self, tags: Iterable[str] = (), documents: Collection[str] = ()
    ) -> tuple[DocumentStatus, ...]:
        """Return how far each document is in each locale.

        Args:
            tags: the locales, by BCP 47 tag; all when empty.
            documents: the documents, by id or by the path of their source; all when empty.

        Raises:
            ToolkitError: when a locale or a document is not there, or a source or a catalog cannot
                be read.

        """
        locales = [each for each in self.locales(tags) if each in self.settings.locales]
        return project_status(self.settings, locales, documents)

    def check(self, tags: Iterable[str] = (), selection: Selection = ALL) -> tuple[Finding, ...]:
        """Return what is wrong in the newsroom's catalogs, those that cannot be read included.

        Args:
            tags: the locales, by BCP 47 tag; all when empty.
            selection: which checks run; what toolkit.toml says of them counts too.

        Raises:
            ToolkitError: when a locale is not configured, or there is no such check.

        """
        selection = self._selection(selection)
        wanted = {check.id for check in chosen(checks(), selection)}
        findings, sheets = sheets_of(self.settings, self.locales(tags), wanted)
        if selection.select:
            return (*findings, *check_catalogs(sheets, selection))
        for sheet in sheets:
            findings.extend(check_language(sheet.catalog, sheet.path, sheet.locale))
        adapted = adaptation_findings(self.settings, self.locales(tags))
        findings.extend(word_findings(self.settings, self.locales(tags)))
        return (*findings, *check_catalogs(sheets, selection), *adapted)

    def check_editions(self, today: dt.date | None = None) -> tuple[Finding, ...]:
        """Return what is wrong with the editions that were built; see `lint_editions`.

        Args:
            today: the day after which no article may be dated; None looks at no such thing.

        Raises:
            ToolkitError: when there are no editions, or one cannot be read.

        """
        return lint_output(self.settings, today)

    def fix(self, tags: Iterable[str] = (), selection: Selection = ALL) -> tuple[Fixed, ...]:
        """Mend what is safe to mend unseen; entries that are not touched keep their bytes.

        Args:
            tags: the locales, by BCP 47 tag; all when empty.
            selection: the checks whose fixes are wanted.

        Raises:
            ToolkitError: when a catalog has changed meanwhile or cannot be written.

        """
        selection = self._selection(selection)
        made: list[Fixed] = []
        for sheet in sheets_of(self.settings, self.locales(tags), ())[1]:
            fixed = fix_catalog(sheet, selection)
            if fixed:
                save(sheet.catalog, Path(sheet.catalog.fpath), width=self.settings.wrap)
            made.extend(fixed)
        return tuple(made)

    def _selection(self, selection: Selection) -> Selection:
        return replace(selection, settings={**self.settings.checks, **selection.settings})

    def build(
        self,
        tags: Iterable[str] = (),
        *,
        jobs: int = 1,
        strict: bool = False,
        now: dt.datetime | None = None,
        progress: Progress = lambda _done, _all: None,
    ) -> BuildReport:
        """Build the editions and publish them below `output/`.

        Args:
            tags: the locales, by BCP 47 tag; all when empty.
            jobs: processes.
            strict: publish nothing when any translation is broken.
            now: the present moment, which embargoes are held against; see `build_project`.
            progress: called with the number of documents done and to do.

        Raises:
            ToolkitError: see `toolkit.newsroom.publishing.build_project`; then no file has changed.

        """
        return build_project(
            self.settings, self.locales(tags), jobs=jobs, strict=strict, now=now, progress=progress
        )
