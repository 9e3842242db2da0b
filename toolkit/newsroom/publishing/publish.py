"""Publish: all editions of a newsroom, written where they changed."""

import datetime as dt
import multiprocessing
import os
import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

from toolkit.base import clock
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Severity, ToolkitError
from toolkit.base.replacement import replace_all
from toolkit.editions.article import ListedArticle, Site
from toolkit.newsroom.file_names import odd_names
from toolkit.newsroom.moved import read_moved
from toolkit.newsroom.publishing.document_editions import render_document
from toolkit.newsroom.publishing.locale_editions import read_identified
from toolkit.newsroom.publishing.output_files import OutputFiles, Scope
from toolkit.newsroom.publishing.published import (
    RECORD,
    Record,
    read_record,
    refuse_links,
    withdraw,
)
from toolkit.newsroom.publishing.report import BuildReport, Rendered
from toolkit.newsroom.publishing.site_files import site_of
from toolkit.newsroom.publishing.spellings import terms_findings
from toolkit.newsroom.publishing.spool import Contents, Spool, spool
from toolkit.newsroom.renames import Rename, find_lives
from toolkit.newsroom.settings import ProjectSettings, Source
from toolkit.newsroom.source_files import SourceFiles, chosen_sources, find_sources

__all__ = ["Progress", "build_project"]

_FEW_DOCUMENTS = 8
Progress = Callable[[int, int], None]


def build_project(  # noqa: PLR0913 - what a build is asked for
    settings: ProjectSettings,
    locales: Sequence[Locale],
    *,
    jobs: int = 1,
    strict: bool = False,
    documents: Collection[str] = (),
    now: dt.datetime | None = None,
    progress: Progress = lambda _done, _all: None,
) -> BuildReport:
    """Build the editions of a newsroom and publish those that changed.

    Everything is made first, and set aside; then each file is written beside its place and renamed
    into it. Files whose bytes would not change are left alone. A source, a catalog or another file
    that cannot be read holds back what is made of it: that stays as it was published before.

    Args:
        settings: the newsroom.
        locales: the locales to publish; the source's own edition is always built.
        jobs: processes.
        strict: publish nothing at all when anything cannot be read or any translation is broken.
        documents: patterns of ids or paths; all documents when empty.
        now: the present moment, with a time zone, which embargoes are held against; by default that
            of `SOURCE_DATE_EPOCH`, else the clock's.
        progress: called with the number of documents done and to do.

    Raises:
        ToolkitError: when the output cannot be written, or for a finding when `strict`.

    """
    with spool() as aside:
        making = _Making(now or clock.now(), jobs, aside, progress)
        return _build(settings, Scope.of(settings, locales, documents), making, strict=strict)


@dataclass(frozen=True, slots=True)
class _Making:
    """How the editions are made."""

    now: dt.datetime
    jobs: int
    spool: Spool
    progress: Progress


def _build(
    settings: ProjectSettings, scope: Scope, making: _Making, *, strict: bool
) -> BuildReport:
    sources = find_sources(settings)
    site, told = site_of(settings)
    output = settings.root / settings.output
    before = read_record(output)
    rendered = _rendered(settings, site, chosen_sources(sources, scope.documents), making, before)
    wrong = [each for each in sources.findings if each.severity is Severity.ERROR]
    moved, unmoved = _moved(settings)
    unread = (
        *wrong,
        *unmoved,
        *_unread(rendered, scope),
        *terms_findings(settings, scope.locales),
    )
    renames = find_lives(settings, sources).renames
    findings = (*sources.findings, *unread, *map(_pending, renames), *odd_names(sources.sources))
    findings = (*findings, *told, *_told(rendered, scope))
    if strict and (unread or told or any(_told(rendered, scope))):
        raise ToolkitError(*findings)
    made = OutputFiles(settings, site, scope, before)
    made.add_documents(rendered, _held(sources, renames, rendered))
    made.add_redirects(moved, sources.ids)
    made.add_round(making.spool)
    findings = (*findings, *made.findings)
    if strict and made.findings:
        raise ToolkitError(*findings)
    record = made.with_record()
    refuse_links(settings.root, output, record)
    held = {output / path: content for path, content in record.items()}
    written = replace_all(Contents(held))
    changed = tuple(path for path in written if path.name != RECORD)
    removed = withdraw(output, made.withdrawn)
    editions = [each for one in made.rendered for each in one.chosen_editions(scope.chosen)]
    return BuildReport(
        tuple(editions),
        changed,
        removed,
        tuple(dict.fromkeys(findings)),
        tuple(dict.fromkeys(unread)),
        made.complete,
        {name: told for each in rendered for name, told in each.cleaned.items()},
    )


def _moved(settings: ProjectSettings) -> tuple[Mapping[str, str] | None, tuple[Finding, ...]]:
    """Return where documents have gone, None where that cannot be read; and why."""
    try:
        return read_moved(settings), ()
    except ToolkitError as error:
        return None, error.findings


def _pending(rename: Rename) -> Finding:
    """Return that a document was renamed, and has left its translations behind."""
    message = f"“{rename.new}” has the texts of “{rename.old}”, which has no source any more"
    if rename.old == rename.new:
        message = f"“{rename.new}” has come back, and its catalogs are in the archive"
    hint = "run toolkit update before you build, so that its translations go along"
    return Finding("renamed-source", message, hint=hint, severity=Severity.WARNING)


def _held(
    sources: SourceFiles, renames: Sequence[Rename], rendered: Sequence[Rendered]
) -> Callable[[str], bool]:
    """Return what says whether a document is there and has not been made.

    One that was renamed since the last update stays at its old address, translations and all.
    """
    made = {each.document_id for each in rendered if not each.unread}
    known = sources.ids.union(each.old for each in renames if not each.archived)

    def is_held(document_id: str) -> bool:
        there = document_id in known or not sources.complete
        return there and document_id not in made

    return is_held


def _unread(rendered: Sequence[Rendered], scope: Scope) -> Iterator[Finding]:
    """Yield what could not be read, of the locales that are asked for."""
    for each in rendered:
        yield from each.unread
        for locale, findings in each.held.items():
            if locale in scope.looked_at:
                yield from findings


def _told(rendered: Sequence[Rendered], scope: Scope) -> Iterator[Finding]:
    """Yield what is wrong with what is published all the same."""
    for each in rendered:
        for locale, findings in each.told.items():
            if locale in scope.looked_at:
                yield from findings
        yield from each.findings


def _rendered(
    settings: ProjectSettings,
    site: Site,
    sources: Sequence[Source],
    making: _Making,
    before: Record,
) -> list[Rendered]:
    rendered = []
    for done, each in enumerate(_render_all(settings, site, sources, making, before), 1):
        rendered.append(each)
        making.progress(done, len(sources))
    return rendered


def _render_all(
    settings: ProjectSettings,
    site: Site,
    sources: Sequence[Source],
    making: _Making,
    before: Record,
) -> Iterator[Rendered]:
    render = partial(_render, settings, site, making.now, making.spool)
    tasks = [_Task(each, before.listed.get(each.document_id, {})) for each in sources]
    if making.jobs <= 1 or len(sources) < _FEW_DOCUMENTS:
        yield from map(render, tasks)
        return
    chunk = max(1, len(sources) // (making.jobs * 4))
    with ProcessPoolExecutor(making.jobs, initializer=_end_with_parent) as pool:
        yield from pool.map(render, tasks, chunksize=chunk)


@dataclass(frozen=True, slots=True)
class _Task:
    """A document to be made."""

    source: Source
    published: Mapping[Locale, ListedArticle]
    """What lists say of it in the locales in which it is published."""


def _end_with_parent() -> None:
    """Have a worker end when its parent is killed: it would wait for work for ever."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _render(
    settings: ProjectSettings, site: Site, now: dt.datetime, spool: Spool, task: _Task
) -> Rendered:
    """Make all editions of one document; what is wrong with it goes into its own outcome."""
    source = task.source
    try:
        document = read_identified(settings, source)
        rendered = render_document(settings, site, document, source, now, published=task.published)
        return rendered.set_aside(spool)
    except ToolkitError as error:
        return Rendered(source.document_id, unread=error.findings)
