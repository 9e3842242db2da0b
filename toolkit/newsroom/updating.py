"""Updating: a newsroom's templates made anew, and its catalogs carried over to them.

What cannot be read holds back its own document or catalog, which stays as it is.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Severity, ToolkitError
from toolkit.base.files import content_of, is_there
from toolkit.base.frozen import frozen
from toolkit.catalog.memory.entry import Level, MemoryEntry
from toolkit.catalog.memory.store import Memory
from toolkit.catalog.po import Catalog, load, save, write
from toolkit.catalog.quoted_passages import with_quotations
from toolkit.catalog.quotes_file import Quote
from toolkit.catalog.remember import finished_entries, recall
from toolkit.catalog.template import TemplateOptions, make_template
from toolkit.catalog.terms import Termbase
from toolkit.catalog.terms.finding import with_terms_found
from toolkit.catalog.update import UpdateSummary, update_catalog
from toolkit.catalog.update_plan import Remembered
from toolkit.localizing.policy import Untranslated
from toolkit.newsroom.checked_sheets import termbase_of
from toolkit.newsroom.document_files import Place, known_documents
from toolkit.newsroom.document_quotes import document_quotes, quotation_for
from toolkit.newsroom.drafting.origins import carry_origins
from toolkit.newsroom.memories import remember_unasked, unasked_catalogs, usable_memory
from toolkit.newsroom.moving import Moved
from toolkit.newsroom.protection.leaks import refuse_names
from toolkit.newsroom.protection.protected_sources import REPLACED
from toolkit.newsroom.quote_findings import gone_quotes
from toolkit.newsroom.reports import Reports
from toolkit.newsroom.reviews import change_review, load_review, review_of
from toolkit.newsroom.settings import ProjectSettings, Source
from toolkit.newsroom.sources import read_source

__all__ = [
    "Extracted",
    "UpdateAnswer",
    "UpdateReports",
    "Updated",
    "extract_templates",
    "update_catalogs",
]

_TOLD = REPLACED | {"mail-header", "mail-signature"}
"""What is told of sources before they go to translators; a build tells all that it finds."""


@frozen
class Extracted:
    """A template that was made."""

    path: Path
    entries: int
    changed: bool
    """Whether the file's bytes changed."""


@frozen
class Updated:
    """A catalog that was updated."""

    path: Path
    locale: Locale
    summary: UpdateSummary
    changed: bool
    """Whether the file's bytes changed, or would."""
    declared: frozenset[str] = frozenset()
    """The ids, among those of corrected typos, that the document has."""


@frozen
class UpdateReports(Reports[Updated]):
    """What became of catalogs, and of documents whose sources were renamed or withdrawn."""

    moved: tuple[Moved, ...] = ()


@frozen
class UpdateAnswer:
    """What became of catalogs, as it can be kept."""

    items: tuple[Updated, ...]
    findings: tuple[Finding, ...]

    def is_whole(self) -> bool:
        """Whether nothing was held back: what could not be read must be looked at again."""
        return all(each.severity is not Severity.ERROR for each in self.findings)


@frozen
class _Pair:
    """A document's template beside a locale's catalog of it."""

    document_id: str
    template: Catalog
    source: Locale
    path: Path
    locale: Locale
    old: Catalog | None

    def shown(self, settings: ProjectSettings) -> str:
        return settings.shown(self.path)


@frozen
class _Work:
    """What an update works on; what is wrong on the way is gathered."""

    settings: ProjectSettings
    former: Mapping[str, str]
    """The former ids of documents whose files a dry run leaves where they are."""
    termbase: Termbase | None
    """The newsroom's, an empty one where there is none; None if it is no TOML."""
    findings: list[Finding]
    quotes: dict[str, tuple[Quote, ...]] = field(default_factory=dict)
    """What people said in each document that has a template, by its id."""

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

    def quoting(self, document_id: str, template: Catalog, locale: Locale | None) -> Catalog:
        """Return a template that tells a locale's translators what people said in its document."""
        told = quotation_for(self.settings, template.source_language, locale)
        return with_quotations(template, self.quotes[document_id], told)

    def write(self, catalog: Catalog, path: Path) -> bool | None:
        """Write a catalog; return whether its bytes changed, None where it cannot be written."""
        try:
            return save(catalog, path, width=self.settings.wrap, movable=True)
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
            # Translators are to get no text in which a word was taken for a name, and no mail.
            work.findings.extend(each for each in document.doubts if each.code in _TOLD)
            if document.language == settings.source and termbase is None:
                continue  # its entries would lose the terms that the termbase finds in them
            former = work.former.get(source.document_id, source.document_id)
            quotes = document_quotes(settings, former)
            before = work.template_of(source.document_id)
            template = make_template([document], before, options)
            if termbase is not None and document.language == settings.source:
                template = with_terms_found(template, termbase, document.language)
            work.quotes[source.document_id] = quotes
            work.findings.extend(gone_quotes(quotes, template))
            template = work.quoting(source.document_id, template, None)
            if before is not None:
                template.fpath, template.digest = before.fpath, before.digest
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
        unasked = unasked_catalogs(settings)
        known = _Known(memory, work.findings, unasked, lost=memory is None and not dry_run)
        merged = [_updated(work, pair, keep, known) for pair in pairs]
    if dry_run:
        return Reports(tuple(report for report, _ in merged), tuple(work.findings))
    remember_unasked(settings, unasked - {each.shown(settings) for each in pairs} | known.missed)
    for document_id, template in [*templates.items()]:
        if work.write(template, settings.template_path(document_id)) is None:
            del templates[document_id]
    done: list[Updated] = []
    for pair, (report, catalog) in zip(pairs, merged, strict=True):
        if pair.document_id not in templates:
            continue
        if _carry_origins(work, pair, catalog) and work.write(catalog, report.path) is not None:
            done.append(report)
            _carry_review(work, pair, catalog, report.declared)
    return Reports(tuple(done), tuple(work.findings))


def _carry_review(work: _Work, pair: _Pair, catalog: Catalog, declared: Collection[str]) -> None:
    """Have approvals stay with translations whose source only lost a typo."""
    old = pair.old
    if not declared or old is None:
        return
    try:
        change_review(
            work.settings,
            pair.document_id,
            pair.locale,
            lambda review: review.carried(old, catalog, declared),
        )
    except ToolkitError as error:
        work.findings.extend(error.findings)


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
        source = template.source_language
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

    One that knows nothing of the archive is filled from that too: it is new, or has only what was
    kept when a translation was deleted.
    """
    memory = usable_memory(work.settings, work.findings, dry_run=dry_run)
    if memory is None:
        yield None
        return
    with memory:
        if not dry_run:
            try:
                _fill(work, memory, pairs, withdrawn)
            except ToolkitError as error:
                work.findings.extend(error.findings)
        yield memory


def _fill(work: _Work, memory: Memory, pairs: Sequence[_Pair], withdrawn: Collection[str]) -> None:
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
    archive = Place.archive(work.settings)
    archived = known_documents(archive)
    if not archived.isdisjoint(origin for origin, _, _ in known):
        archived = archived.intersection(withdrawn)
    memory.add(_archived_entries(archive, archived))


def _archived_entries(archive: Place, ids: Collection[str]) -> Iterator[MemoryEntry]:
    """Yield the finished translations of documents in the archive."""
    for document_id in sorted(ids):
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


@dataclass(slots=True)
class _Known:
    """What the memory knows, for as long as it can be asked: catalogs are right without it."""

    memory: Memory | None
    findings: list[Finding]
    unasked: frozenset[str]
    """The catalogs for which it could not be asked the last time."""
    lost: bool
    """Whether there is one that cannot be asked."""
    missed: set[str] = field(default_factory=set)
    """The catalogs for which it should have been asked."""

    def of(self, pair: _Pair, shown: str) -> Callable[[str], Remembered | None]:
        """Return what finds the translation of a text of a pair."""
        ask = None if self.memory is None else recall(self.memory, pair.source, pair.locale)

        def find(message: str) -> Remembered | None:
            try:
                if ask is not None and not self.lost:
                    return ask(message)
            except ToolkitError as error:
                self.lost = True
                self.findings.extend(error.findings)
            if self.lost:
                self.missed.add(shown)
            return None

        return find


def _enough(settings: ProjectSettings, locale: Locale) -> int:
    """Return the share of words, in per cent, that an edition in a locale is published with."""
    policy = settings.locales[locale]
    return 100 if policy.untranslated is Untranslated.WITHHOLD else policy.threshold


def _updated(
    work: _Work, pair: _Pair, keep: Collection[str], memory: _Known
) -> tuple[Updated, Catalog]:
    shown = pair.shown(work.settings)
    known = memory.of(pair, shown)
    template = pair.template
    if work.termbase is not None and pair.source == work.settings.source:
        template = with_terms_found(template, work.termbase, pair.source, pair.locale)
    template = work.quoting(pair.document_id, template, pair.locale)
    catalog, summary = update_catalog(
        template,
        pair.old,
        pair.locale,
        keep=keep,
        memory=known,
        ask_again=shown in memory.unasked,
        enough=_enough(work.settings, pair.locale),
    )
    path = pair.path
    data = write(catalog, width=work.settings.wrap)
    changed = data != content_of(path)
    known_ids = (each for entry in pair.template for each in entry.notes.ids) if keep else ()
    declared = frozenset(keep).intersection(known_ids)
    return Updated(path, pair.locale, summary, changed, declared), catalog
