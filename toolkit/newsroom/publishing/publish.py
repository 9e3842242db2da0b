"""Publish: all editions of a newsroom, written where they changed."""

import datetime as dt
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from toolkit.base import clock
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Severity, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.leftovers import sweep
from toolkit.base.observing import observed
from toolkit.base.replacement import replace_all, write_atomically
from toolkit.editions.addresses import article_path
from toolkit.editions.article import ListedArticle, Site
from toolkit.editions.site.withdrawal import Withdrawal
from toolkit.newsroom.file_names import odd_names
from toolkit.newsroom.moved import read_moved
from toolkit.newsroom.protection.identities import read_protection
from toolkit.newsroom.publishing.kept_documents import (
    ROUND,
    WITHDRAWN,
    KeptDocuments,
    Task,
    Work,
)
from toolkit.newsroom.publishing.output_files import OutputFiles, Scope
from toolkit.newsroom.publishing.published import (
    RECORD,
    Record,
    read_record,
    refuse_links,
    with_leaving,
    withdraw,
)
from toolkit.newsroom.publishing.report import BuildReport, Rendered
from toolkit.newsroom.publishing.site_files import site_of
from toolkit.newsroom.publishing.spellings import terms_findings
from toolkit.newsroom.publishing.spool import AlsoIn, Contents, Held, Spool, spool
from toolkit.newsroom.publishing.waiting import Waits, find_waits
from toolkit.newsroom.publishing.withdrawing import (
    Fates,
    find_returns,
    find_withdrawals,
)
from toolkit.newsroom.renames import Rename, find_lives
from toolkit.newsroom.settings import ProjectSettings, Source
from toolkit.newsroom.source_files import SourceFiles, chosen_sources, find_sources
from toolkit.newsroom.withdrawn import read_withdrawn, without_names, write_withdrawn

if TYPE_CHECKING:
    from toolkit.newsroom.publishing.elsewhere import Cluster

__all__ = ["Progress", "build_project"]

Progress = Callable[[int, int], None]
Data = TypeVar("Data")
_WITHDRAWN = "it is withdrawn, and its addresses say so"
_SENT = (".telegram.json", ".mail.txt")
"""How the files end of messages that stay where they were sent, whatever stands here."""


def build_project(  # noqa: PLR0913 - what a build is asked for
    settings: ProjectSettings,
    locales: Sequence[Locale],
    *,
    jobs: int = 1,
    cluster: "Cluster | None" = None,
    strict: bool = False,
    documents: Collection[str] = (),
    everything: bool = False,
    tombstones: bool = True,
    now: dt.datetime | None = None,
    progress: Progress = lambda _done, _all: None,
) -> BuildReport:
    """Build the editions of a newsroom and publish those that changed.

    Everything is made first, and set aside; then each file is written beside its place and renamed
    into it. Files whose bytes would not change are left alone. A source, a catalog or another file
    that cannot be read holds back what is made of it: that stays as it was published before.

    A document is not made again while all that it was made from is as it was, and its files stand
    in the output as they were made: see `build_cache`. The bytes are those of a build of all.

    Where an article was that is withdrawn, a page says so, and `locales/withdrawn.toml` says it to
    the builds of others: see `withdrawing`.

    Args:
        settings: the newsroom.
        locales: the locales to publish; the source's own edition is always built.
        jobs: processes.
        cluster: the workers that make documents instead of them; None for none.
        strict: publish nothing at all when anything cannot be read or any translation is broken.
        documents: patterns of ids or paths; all documents when empty.
        everything: make every document again, whatever is remembered.
        tombstones: whether what is withdrawn leaves a page that says so; if not, only what
            `locales/withdrawn.toml` has already does.
        now: the present moment, with a time zone, which embargoes and launches are held against; by
            default that of `SOURCE_DATE_EPOCH`, else the clock's.
        progress: called with the number of documents done and to do.

    Raises:
        ToolkitError: when the output cannot be written, for a launch that cannot be, or for a
            finding when `strict`.

    """
    with spool() as aside:
        making = _Making(now or clock.now(), jobs, cluster, aside, progress, everything, tombstones)
        return _build(settings, Scope.of(settings, locales, documents), making, strict=strict)


@frozen
class _Making:
    """How the editions are made."""

    now: dt.datetime
    jobs: int
    cluster: "Cluster | None"
    spool: Spool
    progress: Progress
    everything: bool
    tombstones: bool
    begun: int = field(default_factory=time.time_ns)
    """When no source was read yet, in nanoseconds since 1970."""


def _build(
    settings: ProjectSettings, scope: Scope, making: _Making, *, strict: bool
) -> BuildReport:
    sources = find_sources(settings)
    with observed() as shared:
        site, told = site_of(settings)
    output = settings.root / settings.output
    with making.spool.writer() as put:
        before = read_record(output, put)
    moved, unmoved = _told_apart(read_moved, settings)
    written_down, unwritten = _told_apart(read_withdrawn, settings)
    fates = Fates(settings, before, sources.ids, moved or {}, lambda _: False)
    gone = {**before.withdrawals, **(written_down or {})}
    kept = KeptDocuments.open(
        settings, scope.chosen, making.now, shared, everything=making.everything
    )
    kept.returned = find_returns(fates, gone, making.now)
    wanted = chosen_sources(sources, scope.documents)
    known = kept.find(wanted, making.spool)
    waits = find_waits(
        settings, sources, making.now, before, known, built=_built(settings, scope, wanted)
    )
    standing = kept.launched(wanted, known, waits, before, sources.ids)
    before = before.followed(moved or {}, sources.ids)
    works = _works(settings, site, wanted, making, before, kept, waits, standing)
    rendered = [each.rendered for each in works.values()]
    unread = (
        *(each for each in sources.findings if each.severity is Severity.ERROR),
        *unmoved,
        *unwritten,
        *_unread(rendered, scope),
        *terms_findings(settings, scope.locales),
    )
    renames = find_lives(settings, sources).renames
    findings = (*sources.findings, *unread, *map(_pending, renames), *odd_names(sources.sources))
    findings = (*findings, *told, *_told(rendered, scope))
    wrong = (*unread, *told, *_told(rendered, scope))
    if strict and any(each.severity is not Severity.HINT for each in wrong):
        raise ToolkitError(*findings)
    made = OutputFiles(settings, site, scope, before)
    made.launches = waits.opened
    is_held = _held(sources, renames, rendered)
    made.add_documents(rendered, is_held)
    made.add_redirects(moved, sources.ids)
    fates = Fates(settings, before, sources.ids, moved or {}, is_held)
    nameless = _add_withdrawals(made, fates, written_down or {}, making, kept)
    made.add_round(making.spool, kept)
    leaks = made.hold_leaks(read_protection(settings.root))
    findings = (*findings, *made.findings, *nameless, *leaks)
    if strict and (made.findings or leaks):
        raise ToolkitError(*findings)
    record = made.with_record(making.spool)
    refuse_links(settings.root, output, record)
    news, back = _write_down(settings, made.withdrawals, written_down)
    findings = (*findings, *_sent(made.withdrawals, news))
    # Folders in which nothing is written, too: a build that was killed may have left files there.
    for folder in {path.rpartition("/")[0] for path in made.files}:
        sweep(output / folder)
    written, removed = _put(output, record, made.withdrawn, making.spool)
    _remember(kept, works, wanted, made, recorded=bool(record))
    kept.save(sources.ids)
    return BuildReport(
        {
            one.document_id: [
                waits.told(one.document_id, each) for each in one.chosen_editions(scope.chosen)
            ]
            for one in made.rendered
        },
        output,
        written,
        removed,
        tuple(dict.fromkeys(findings)),
        tuple(dict.fromkeys((*unread, *leaks))),
        made.complete,
        {name: told for each in rendered for name, told in each.cleaned.items()},
        {**kept.reasons, **dict.fromkeys(news, _WITHDRAWN)},
        news,
        back,
    )


def _put(
    output: Path, record: Mapping[str, Held], gone: Collection[str], aside: Spool
) -> tuple[tuple[str, ...], tuple[Path, ...]]:
    """Write the files and their record, remove what is gone; return what was written and removed.

    Until all that is gone is removed, the record has it.
    """
    after = record.get(RECORD)
    if isinstance(after, Path) and gone:
        record = {**record, RECORD: aside.write(with_leaving(after, gone))}
    changed = frozenset(replace_all(Contents(output, record)))
    removed = withdraw(output, gone)
    if isinstance(after, Path) and gone:
        write_atomically(output / RECORD, after.read_bytes())
    written = (path for path in record if str(output / path) in changed)
    return tuple(path for path in written if path != RECORD), removed


def _built(
    settings: ProjectSettings, scope: Scope, wanted: Sequence[Source]
) -> Callable[[str, Locale], bool]:
    """Return what says whether a build makes an edition."""
    ids = {each.document_id for each in wanted}
    chosen = {*scope.chosen, settings.source}
    return lambda document_id, locale: document_id in ids and locale in chosen


def _told_apart(
    read: Callable[[ProjectSettings], Data], settings: ProjectSettings
) -> tuple[Data | None, tuple[Finding, ...]]:
    """Return what a file of the newsroom's says, None where it cannot be read; and why."""
    try:
        return read(settings), ()
    except ToolkitError as error:
        return None, error.findings


def _add_withdrawals(
    made: OutputFiles,
    fates: Fates,
    known: Mapping[str, Withdrawal],
    making: _Making,
    kept: KeptDocuments,
) -> tuple[Finding, ...]:
    """Add what stands where documents were that are withdrawn; return what has no such place.

    What other machines have built may be known from the output's record alone.
    """
    leaving = made.leaving if making.tombstones else {}
    known = {**fates.before.withdrawals, **known} if making.tombstones else known
    found = find_withdrawals(fates, known, leaving, made.is_taken, making.now)
    found, nameless = without_names(found, read_protection(fates.settings.root))
    made.add_withdrawals(found, kept)
    return nameless


def _write_down(
    settings: ProjectSettings,
    withdrawals: Mapping[str, Withdrawal],
    written_down: Mapping[str, Withdrawal] | None,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write down what is withdrawn, before any file of it goes.

    A file that is wrong stays as it is, and a preview writes none.

    Returns:
        what was not withdrawn yet, and what has come back since.

    """
    if written_down is None or Path(settings.output).is_absolute():
        return (), ()
    if withdrawals != written_down:
        write_withdrawn(settings, withdrawals)
    gone, back = [], []
    for key, each in sorted(withdrawals.items()):
        before = written_down.get(key, Withdrawal(key, each.when))
        if not set(each.files) <= set(before.files):
            gone.append(key)
        if not each.back.items() <= before.back.items():
            back.append(key)
    return tuple(gone), tuple(back)


def _sent(withdrawals: Mapping[str, Withdrawal], ids: Iterable[str]) -> Iterator[Finding]:
    """Yield what was sent of documents that are withdrawn, and that only people can take back."""
    for each in ids:
        sent = [path for path in withdrawals[each].files if path.endswith(_SENT)]
        if sent:
            message = f"“{each}” is withdrawn, but messages made of it may have been sent"
            hint = "delete or edit them where you sent them, and tell those who got mail: "
            yield Finding(
                "sent-messages", message, None, hint + ", ".join(sent), severity=Severity.WARNING
            )


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


def _works(  # noqa: PLR0913, PLR0917 - what documents are made of
    settings: ProjectSettings,
    site: Site,
    sources: Sequence[Source],
    making: _Making,
    before: Record,
    kept: KeptDocuments,
    waits: Waits,
    standing: Mapping[str, Rendered],
) -> dict[str, Work]:
    """Return what was made of documents, now or earlier, by their ids in the order of sources."""

    def task(source: Source) -> Task:
        name = source.document_id
        listed, returned = before.listed.get(name, {}), kept.returned.get(name, {})
        return Task(source, listed, frozenset(waits.of(name)), returned)

    works = {name: Work(each, {}) for name, each in standing.items()}
    tasks = [task(each) for each in sources if each.document_id not in works]
    done = len(works)
    making.progress(done, len(sources))
    for work in _made(settings, site, making, tasks) if tasks else ():
        works[work.rendered.document_id] = work
        done += 1
        making.progress(done, len(sources))
    made = {each.source.document_id for each in tasks}
    misled = {
        each.source.document_id: each
        for each in _misled(site, sources, task, works, before, kept.reasons)
    }
    torn = kept.torn(sources, misled) - misled.keys() - made
    again = [*misled.values()]
    again += [
        replace(task(each), pages=works[each.document_id].rendered.links)
        for each in sources
        if each.document_id in torn
    ]
    for work in _made(settings, site, making, again) if again else ():
        works[work.rendered.document_id] = work
    return {each.document_id: works[each.document_id] for each in sources}


def _misled(  # noqa: PLR0913, PLR0917 - what was made of documents, and what becomes of that
    site: Site,
    sources: Sequence[Source],
    task: Callable[[Source], Task],
    works: Mapping[str, Work],
    before: Record,
    reasons: dict[str, str],
) -> Iterator[Task]:
    """Yield the documents whose links would lead to pages that are not there."""
    known: dict[str, Mapping[Locale, str]] = {}
    for source in sources:
        links = works[source.document_id].rendered.links
        for each in links.keys() - known.keys():
            known[each] = _pages(each, works, before, site)
        pages = {each: known[each] for each in links}
        if pages != links:
            reasons.setdefault(source.document_id, "an article that it links to came or went")
            yield replace(task(source), pages=pages)


def _pages(
    document_id: str, works: Mapping[str, Work], before: Record, site: Site
) -> Mapping[Locale, str]:
    """Return the pages that a document has once a build has ended, the original's first.

    The record is read of those alone that are not made, or not whole.
    """
    work, kept = works.get(document_id), dict[Locale, ListedArticle]()
    rendered = None if work is None or work.rendered.unread else work.rendered
    if rendered is None or rendered.held:
        published = before.listed.get(document_id, {}).items()
        kept = {key: each for key, each in published if rendered is None or key in rendered.held}
    pages = {locale: each.path for locale, each in kept.items()}
    if rendered is not None and rendered.marks is not None:
        pages |= rendered.marks.paths
    if rendered is not None:
        source = rendered.editions[0].locale
    else:
        source = next((each.source for each in kept.values() if each.source), site.source)
    ordered = sorted(pages, key=lambda each: each != source)
    return {each: pages[each] or article_path(document_id, each) for each in ordered}


def _made(
    settings: ProjectSettings, site: Site, making: _Making, tasks: Sequence[Task]
) -> Iterator[Work]:
    """Yield what is made of documents, here or elsewhere."""
    # What makes editions takes longer to load than to see that there are none to be made.
    from toolkit.newsroom.publishing.partitions import Order, make_here  # noqa: PLC0415

    order = Order(settings, site, making.now, making.spool, making.begun)
    if making.cluster is None:
        return make_here(order, tasks, making.jobs)
    from toolkit.newsroom.publishing.elsewhere import make_elsewhere  # noqa: PLC0415 - as above

    return make_elsewhere(order, tasks, making.cluster)


def _remember(
    kept: KeptDocuments,
    works: Mapping[str, Work],
    sources: Sequence[Source],
    made: OutputFiles,
    *,
    recorded: bool,
) -> None:
    """Remember what was made now, and the pages that name other articles now."""
    files, whole = made.files, {each.document_id: each for each in made.rendered}
    if recorded and not made.leaking:
        # With the record: who changes that by hand has it written anew.
        lists = {f"{ROUND} {part}": each for part, each in made.lists.items()}
        for name, (mark, paths) in {**lists, WITHDRAWN: made.tombstones}.items():
            if paths:
                kept.remember_pages(name, mark, [*paths, RECORD])
    renewed: list[tuple[Source, AlsoIn]] = []
    for source in sources:
        work = works[source.document_id]
        own = work.rendered.files
        if whole[source.document_id] is not work.rendered or made.leaking.intersection(own):
            # Another document has its place today, or it names somebody; tomorrow it may not.
            kept.forget(source)
            continue
        also = {path: made.also[path] for path in own if path in made.also}
        if work.inputs is not None:
            kept.remember(work, source, [path for path in own if path in files], also)
        elif also:
            renewed.append((source, also))
    kept.renew(renewed)
