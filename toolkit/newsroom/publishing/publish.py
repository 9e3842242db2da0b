"""Publish: all editions of a newsroom, written where they changed."""

import datetime as dt
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

from toolkit.base import clock
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, ToolkitError
from toolkit.base.replacement import replace_all
from toolkit.editions.article import Site
from toolkit.newsroom.file_names import alike, odd_names
from toolkit.newsroom.publishing.document_editions import render_document
from toolkit.newsroom.publishing.locale_editions import read_identified
from toolkit.newsroom.publishing.published import (
    RECORD,
    read_record,
    refuse_links,
    withdraw,
    write_record,
)
from toolkit.newsroom.publishing.report import BuildReport, Rendered
from toolkit.newsroom.publishing.site_files import (
    render_books,
    render_round,
    site_of,
    with_read_also,
)
from toolkit.newsroom.publishing.spool import Contents, Held, Spool, content, spool
from toolkit.newsroom.settings import ProjectSettings, Source

__all__ = ["Progress", "build_project"]

_FEW_DOCUMENTS = 8
Progress = Callable[[int, int], None]


def build_project(  # noqa: PLR0913 - what a build is asked for
    settings: ProjectSettings,
    locales: Sequence[Locale],
    *,
    jobs: int = 1,
    strict: bool = False,
    now: dt.datetime | None = None,
    progress: Progress = lambda _done, _all: None,
) -> BuildReport:
    """Build the editions of a newsroom and publish those that changed.

    Everything is made first, and set aside; only when all of it is right is anything written, each
    file beside its place and renamed into it. Files whose bytes would not change are left alone.

    Args:
        settings: the newsroom.
        locales: the locales to publish; the source's own edition is always built.
        jobs: processes.
        strict: publish nothing at all when any translation is broken.
        now: the present moment, with a time zone, which embargoes are held against; by default that
            of `SOURCE_DATE_EPOCH`, else the clock's.
        progress: called with the number of documents done and to do.

    Raises:
        ToolkitError: when a source, a catalog or the configuration cannot be read, when the output
            cannot be written, or for a finding when `strict`.

    """
    with spool() as aside:
        return _build(
            settings, locales, _Making(now or clock.now(), jobs, aside, progress), strict=strict
        )


@dataclass(frozen=True, slots=True)
class _Making:
    """How the editions are made."""

    now: dt.datetime
    jobs: int
    spool: Spool
    progress: Progress


def _build(
    settings: ProjectSettings, locales: Sequence[Locale], making: _Making, *, strict: bool
) -> BuildReport:
    sources = settings.sources()
    site, told = site_of(settings)
    rendered = []
    for done, each in enumerate(_render_all(settings, site, sources, making), 1):
        rendered.append(each)
        making.progress(done, len(sources))
    errors = [finding for each in rendered for finding in each.errors]
    findings = (*told, *(finding for each in rendered for finding in each.findings))
    if errors or (strict and findings):
        raise ToolkitError(*dict.fromkeys([*errors, *(findings if strict else ())]))
    chosen = (settings.source, *locales)
    files, clashes = _together(rendered, chosen)
    rendered = [each.without(clashes) for each in rendered]
    findings = (*findings, *odd_names(sources), *clashes.values())
    output = settings.root / settings.output
    others = {locale.tag for locale in site.locales} - {locale.tag for locale in chosen}
    before, kept = read_record(output, others)
    failed = {path for each in rendered for path in each.failed}
    kept |= before & failed
    complete = not failed
    try:
        files.update(render_round(site, rendered, chosen))
        with making.spool.writer() as put:
            for path, page in with_read_also(site, rendered, files):
                files[path] = put(page)
        files.update(render_books(settings, site, rendered, chosen))
    except ToolkitError as error:
        if strict:
            raise
        # A template of the newsroom's is wrong: what stood round the articles stays as it was.
        findings = (*findings, *error.findings)
        kept |= before
        complete = False
    record = {RECORD: write_record({*files, *kept})}
    refuse_links(settings.root, output, [*files, RECORD])
    written = replace_all(
        Contents({output / path: held for path, held in {**files, **record}.items()})
    )
    changed = tuple(path for path in written if path.name != RECORD)
    removed = withdraw(output, before - files.keys() - kept)
    editions = [edition for each in rendered for edition in each.chosen_editions(chosen)]
    cleaned = {name: told for each in rendered for name, told in each.cleaned.items()}
    return BuildReport(
        tuple(editions),
        changed,
        removed,
        tuple(dict.fromkeys(findings)),
        complete=complete,
        cleaned=cleaned,
    )


def _together(
    rendered: Sequence[Rendered], chosen: Sequence[Locale]
) -> tuple[dict[str, Held], dict[str, Finding]]:
    """Return the files of all documents, and findings by the paths that two of them want."""
    files: dict[str, Held] = {}
    owners: dict[str, tuple[str, str]] = {}
    clashes = {}
    for each in rendered:
        document_id = each.editions[0].document_id if each.editions else ""
        for path, held in each.chosen_files(chosen):
            owner, other = owners.setdefault(alike(path), (document_id, path))
            if owner == document_id:
                files[path] = held
                continue
            if path == other and content(held) == content(files[path]):
                continue  # a picture that both show
            clashes[path] = _clash(owner, document_id, path)
    return files, clashes


def _clash(owner: str, document_id: str, path: str) -> Finding:
    """Return the finding about a place that two documents want: one for all if their names do."""
    message = f"the documents “{owner}” and “{document_id}” both want {path}"
    if alike(owner) == alike(document_id):
        message = (
            f"the documents “{owner}” and “{document_id}” differ only in capitals or in the"
            " spelling of accents; Windows and macOS take their files for the same"
        )
    return Finding("output-clash", message, hint="rename one of them")


def _render_all(
    settings: ProjectSettings, site: Site, sources: Sequence[Source], making: _Making
) -> Iterator[Rendered]:
    render = partial(_render, settings, site, making.now, making.spool)
    if making.jobs <= 1 or len(sources) < _FEW_DOCUMENTS:
        yield from map(render, sources)
        return
    chunk = max(1, len(sources) // (making.jobs * 4))
    with ProcessPoolExecutor(making.jobs, initializer=_end_with_parent) as pool:
        yield from pool.map(render, sources, chunksize=chunk)


def _end_with_parent() -> None:
    """Have a worker end when its parent is killed: it would wait for work for ever."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _render(
    settings: ProjectSettings, site: Site, now: dt.datetime, spool: Spool, source: Source
) -> Rendered:
    """Make all editions of one document; errors are collected, so that all are told at once."""
    try:
        document = read_identified(settings, source)
        rendered = render_document(settings, site, document, source, now)
        return rendered.set_aside(spool)
    except ToolkitError as error:
        return Rendered({}, {}, (), (), error.findings)
