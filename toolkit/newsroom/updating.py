"""Updating: a newsroom's templates made anew, and its catalogs carried over to them.

What cannot be read holds back its own document or catalog, which stays as it is.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, ToolkitError
from toolkit.base.files import is_there
from toolkit.catalog.memory.entry import Level, MemoryEntry
from toolkit.catalog.memory.store import Memory
from toolkit.catalog.po import Catalog, load, save, write
from toolkit.catalog.remember import finished_entries, recall
from toolkit.catalog.template import TemplateOptions, make_template
from toolkit.catalog.terms import Termbase
from toolkit.catalog.terms.found_terms import with_terms_found
from toolkit.catalog.update import UpdateSummary, update_catalog
from toolkit.newsroom.checked_sheets import termbase_of
from toolkit.newsroom.document_files import Place, known_documents
from toolkit.newsroom.drafting.origins import carry_origins
from toolkit.newsroom.memories import memory_path, open_memory
from toolkit.newsroom.moving import Moved
from toolkit.newsroom.protection.leaks import refuse_names
from toolkit.newsroom.reports import Reports
from toolkit.newsroom.reviews import load_review, review_of
from toolkit.newsroom.settings import ProjectSettings, Source
from toolkit.newsroom.sources import read_source

__all__ = ["Extracted", "UpdateReports", "Updated", "extract_templates", "update_catalogs"]


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
class UpdateReports(Reports[Updated]):
    """What became of catalogs, and of documents whose sources were renamed or withdrawn."""

    moved: tuple[Moved, ...] = ()


@dataclass(frozen=True, slots=True)
class _Pair:
    """A document's template beside a locale's catalog of it."""

    document_id: str
    template: Catalog
    source: Locale
    path: Path
    locale: Locale
    old: Catalog | None


@dataclass(frozen=True, slots=True)
class _Work:
    """What an update works on; what is wrong on the way is gathered."""

    settings: ProjectSettings
    former: Mapping[str, str]
    """The former ids of documents whose files a dry run leaves where they are."""
    termbase: Termbase | None
    """The newsroom's, an empty one where there is none; None if it is no TOML."""
    findings: list[Finding]

    def load(self, path: Path, former: Path) -> Catalog | None:
        """Return a catalog, or what it was before a dry run's move; None where there is none."""
        there = path if is_there(path) else former
        if not is_there(there):
            return None
        refuse_names(self.settings, there)
        return load(there, shown=self.settings.shown(there))

    def template_of(self, document_id: str) -> Catalog | None:
        former = self.former.get(document_id, document_id)
        path, before = map(self.settings.template_path, (document_id, former))
        return self.load(path, before)

    def catalog_of(self, document_id: str, locale: Locale) -> Catalog | None:
        former = self.former.get(document_id, document_id)
        paths = (self.settings.catalog_path(each, locale) for each in (document_id, former))
        return self.load(*paths)

    def write(self, catalog: Catalog, path: Path) -> bool | None:
        """Write a catalog; return whether its bytes changed, None where it cannot be written."""
        try:
            return save(catalog, path, width=self.settings.wrap)
        except ToolkitError as error:
            self.findings.extend(error.findings)
            return None


def _work(settings: ProjectSettings, former: Mapping[str, str]) -> _Work:
    findings: list[Finding] = []
    return _Work(settings, former, termbase_of(settings, findings), findings)


def extract_templates(settings: ProjectSettings, sources: Sequence[Source]) -> Reports[Extracted]:
    """Write the templates of documents; units keep their ids."""
    work = _work(settings, {})
    made = []
    for document_id, template in _templates(work, sources).items():
        path = settings.template_path(document_id)
        changed = work.write(template, path)
        if changed is not None:
            made.append(Extracted(path, len(template), changed))
    return Reports(tuple(made), tuple(work.findings))


def _templates(work: _Work, sources: Sequence[Source]) -> dict[str, Catalog]:
    """Return each document's template by its id, read from its source as it is now."""
    settings = work.settings
    options = TemplateOptions(settings.title, settings.references)
    made: dict[str, Catalog] = {}
    termbase = work.termbase
    for source in sources:
        try:
            document = read_source(settings, source)
            if document.language == settings.source and termbase is None:
                continue  # its entries would lose the terms that the termbase finds in them
            template = make_template([document], work.template_of(source.document_id), options)
            if termbase is not None and document.language == settings.source:
                template = with_terms_found(template, termbase, document.language)
            made[source.document_id] = template
        except ToolkitError as error:
            work.findings.extend(error.findings)
    return made


def update_catalogs(  # noqa: PLR0913 - what an update is asked for
    settings: ProjectSettings,
    sources: Sequence[Source],
    locales: Sequence[Locale],
    *,
    dry_run: bool,
    keep: Collection[str],
    former: Mapping[str, str],
    withdrawn: Collection[str] = (),
) -> Reports[Updated]:
    """Refresh the templates of documents, and carry their catalogs over to them.

    Args:
        settings: the newsroom.
        sources: the documents.
        locales: those whose catalogs are updated.
        dry_run: write nothing.
        keep: ids of units whose edit is the correction of a typo.
        former: the former ids of documents that a dry run has not moved.
        withdrawn: the ids of documents that have gone to the archive just now.

    """
    work = _work(settings, former)
    templates = _templates(work, sources)
    pairs = _pairs(work, templates, locales)
    with _memory(work, pairs, withdrawn, dry_run=dry_run) as memory:
        merged = [_updated(work, pair, keep, memory) for pair in pairs]
    if dry_run:
        return Reports(tuple(report for report, _ in merged), tuple(work.findings))
    for document_id, template in templates.items():
        work.write(template, settings.template_path(document_id))
    done = [
        report
        for pair, (report, catalog) in zip(pairs, merged, strict=True)
        if _carry_origins(work, pair, catalog) and work.write(catalog, report.path) is not None
    ]
    return Reports(tuple(done), tuple(work.findings))


def _carry_origins(work: _Work, pair: _Pair, catalog: Catalog) -> bool:
    """Note first what of a catalog comes from a machine; return whether that could be done."""
    try:
        if pair.old is not None:
            carry_origins(work.settings, (pair.document_id, pair.locale), pair.old, catalog)
    except ToolkitError as error:
        work.findings.extend(error.findings)
        return False
    return True


def _pairs(work: _Work, templates: Mapping[str, Catalog], locales: Sequence[Locale]) -> list[_Pair]:
    """Return each template beside each locale's catalog."""
    pairs = []
    settings = work.settings
    for document_id, template in templates.items():
        source = Locale.parse(template.metadata["X-Source-Language"])
        for locale in locales:
            path = settings.catalog_path(document_id, locale)
            try:
                old = work.catalog_of(document_id, locale)
            except ToolkitError as error:
                work.findings.extend(error.findings)
                continue
            derived = settings.locales[locale].base is not None
            if locale != source and (old is not None or not derived):
                pairs.append(_Pair(document_id, template, source, path, locale, old))
    return pairs


@contextmanager
def _memory(
    work: _Work, pairs: Sequence[_Pair], withdrawn: Collection[str], *, dry_run: bool
) -> Iterator[Memory | None]:
    """Open the newsroom's memory, filled with the finished translations as they are.

    A new one is filled from the archive too.
    """
    path = memory_path(work.settings)
    is_new = not path.is_file()
    try:
        refuse_names(work.settings, path)
    except ToolkitError as error:
        work.findings.extend(error.findings)
        yield None
        return
    memory = open_memory(work.settings, work.findings, dry_run=dry_run)
    if memory is None:
        yield None
        return
    with memory:
        if not dry_run:
            try:
                _fill(work, memory, pairs)
                if is_new or withdrawn:
                    memory.add(_archived_entries(work, None if is_new else withdrawn))
            except ToolkitError as error:
                work.findings.extend(error.findings)
        yield memory


def _fill(work: _Work, memory: Memory, pairs: Sequence[_Pair]) -> None:
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
            pair.old,
            pair.source,
            pair.locale,
            pair.document_id,
            known,
            review=load_review(work.settings, pair.document_id, pair.locale),
        )
    )


def _archived_entries(work: _Work, ids: Collection[str] | None) -> Iterator[MemoryEntry]:
    """Yield the finished translations of documents in the archive; of all where no id is given."""
    archive = Place.archive(work.settings)
    for document_id in sorted(known_documents(archive) if ids is None else ids):
        for path in archive.files(document_id):
            if path.suffix != ".po":
                continue
            try:
                catalog = load(archive.root / path)
                review = review_of(archive.root / path.with_suffix(".review"), str(path))
                source = Locale.parse(catalog.metadata.get("X-Source-Language", ""))
                locale = Locale.named(path.parts[0])
            except ToolkitError:
                continue  # it waits there for whoever brings its document back
            yield from finished_entries(catalog, source, locale, document_id, review=review)


def _updated(
    work: _Work, pair: _Pair, keep: Collection[str], memory: Memory | None
) -> tuple[Updated, Catalog]:
    known = recall(memory, pair.source, pair.locale) if memory is not None else None
    template = pair.template
    if work.termbase is not None and pair.source == work.settings.source:
        template = with_terms_found(template, work.termbase, pair.source, pair.locale)
    catalog, summary = update_catalog(template, pair.old, pair.locale, keep=keep, memory=known)
    path = pair.path
    data = write(catalog, width=work.settings.wrap)
    changed = not path.is_file() or data != path.read_bytes()
    known_ids = (each for entry in pair.template for each in entry.notes.ids) if keep else ()
    declared = frozenset(keep).intersection(known_ids)
    return Updated(path, pair.locale, summary, changed, declared), catalog
