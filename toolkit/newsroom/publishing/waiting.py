"""Waiting: which editions their launch holds back now, what they wait for, and what is next.

A launch opens once: when its time has come and enough of its editions are ready, each by its own
policy; one whose policy does not say how much is enough, when it is complete. From then on none
waits for another; the record of what is published remembers it. What was published before its
launch stays.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.registry import did_you_mean
from toolkit.catalog.review import Stage
from toolkit.localizing.policy import WITHDRAWN, embargo_reason
from toolkit.newsroom.configuration import CODE
from toolkit.newsroom.document_files import Place, known_documents
from toolkit.newsroom.launches import Launch, Ready
from toolkit.newsroom.moved import former_ids, read_moved, where_moved
from toolkit.newsroom.next_steps import Waiting, next_step
from toolkit.newsroom.publishing.published import Record
from toolkit.newsroom.publishing.report import EditionOutcome, Rendered
from toolkit.newsroom.renames import find_lives
from toolkit.newsroom.settings import ProjectSettings, Source
from toolkit.newsroom.source_files import SourceFiles

__all__ = ["Missing", "Wait", "Waits", "current_waits", "find_waits"]

_FEW = 3
"""How many documents are named that editions wait for."""
_Editions = Callable[[str, Locale], bool]


@frozen
class Missing:
    """An edition that others wait for."""

    document_id: str
    locale: Locale
    words: int
    """How many words of the source are not as far as its policy wants them."""
    reason: str = ""
    """Why it is not ready where that is not for want of words."""
    next: str = ""
    """The command to run about it; empty where nobody can do anything."""

    def __str__(self) -> str:
        """Return its locale and what is missing there."""
        words = f"{self.words:,} word" if self.words == 1 else f"{self.words:,} words"
        return f"{self.locale}: {self.reason or words}"


@frozen
class Wait:
    """Why the editions of a launch that are ready do not appear yet."""

    missing: tuple[Missing, ...] = ()
    more: int = 0
    """How many more locales must be ready where not all of them must; else 0."""
    time: dt.datetime | None = None
    """The launch's moment, where that has not come."""

    @property
    def reason(self) -> str:
        """What they wait for, in one sentence without a full stop."""
        if not self.missing and self.time is None:
            return "it waits for a build of its whole launch"
        parts = [self._named()] if self.missing else []
        if self.time is not None:
            parts.append(f"its launch at {self.time.isoformat(' ', 'minutes')}")
        return f"it waits for {', and for '.join(parts)}"

    def _named(self) -> str:
        by_document: dict[str, list[str]] = {}
        for each in self.missing:
            by_document.setdefault(each.document_id, []).append(str(each))
        named = [f"{key} ({'; '.join(said)})" for key, said in by_document.items()]
        rest = len(named) - _FEW
        if rest > 0:
            more = f"{rest:,} more documents" if rest > 1 else "1 more document"
            named = [*named[:_FEW], more]
        of = f"{self.more} more of the languages of " if self.more else ""
        return of + ", ".join(named)

    @property
    def next(self) -> str:
        """The command to run for it; empty where only time can do anything."""
        if self.missing:
            return self.missing[0].next
        return "toolkit build" if self.time is None else ""


@frozen
class Waits:
    """What the launches of a newsroom hold back now."""

    editions: Mapping[str, Mapping[Locale, Wait]] = field(default_factory=dict)
    """Why, by document id and locale. Editions that are not ready are among them."""
    opened: frozenset[str] = frozenset()
    """The marks of the launches that have opened."""

    def of(self, document_id: str) -> Mapping[Locale, Wait]:
        """Return what holds the editions of a document back."""
        return self.editions.get(document_id, {})

    def told(self, document_id: str, report: EditionOutcome) -> EditionOutcome:
        """Return what a build says of an edition, with what it waits for where that is all."""
        wait = self.of(document_id).get(report.locale)
        if wait is None or report.held or report.published or not report.ready:
            return report
        return replace(report, reason=wait.reason)


def current_waits(
    settings: ProjectSettings, files: SourceFiles, now: dt.datetime, before: Record
) -> tuple[Waits, tuple[Finding, ...]]:
    """Return what the launches of a newsroom hold back, as the next build of all would have it.

    Args:
        settings: the newsroom.
        files: its sources.
        now: the present moment, with a time zone.
        before: what is published.

    Returns:
        that, and what is wrong with the launches; then they hold back nothing here.

    """
    try:
        return find_waits(settings, files, now, before), ()
    except ToolkitError as error:
        return Waits(), error.findings


def find_waits(  # noqa: PLR0913 - what launches hang on
    settings: ProjectSettings,
    files: SourceFiles,
    now: dt.datetime,
    before: Record,
    known: Mapping[str, Rendered] | None = None,
    *,
    built: _Editions = lambda _document, _locale: True,
) -> Waits:
    """Return what the launches of a newsroom hold back.

    Args:
        settings: the newsroom.
        files: its sources.
        now: the present moment, with a time zone.
        before: what is published.
        known: documents that were made earlier and are still right, by their ids: they need not
            be read.
        built: whether a build makes an edition; a launch is not opened by one that leaves out some.

    Raises:
        ToolkitError: when a launch names a document that never was, or two hold one edition.

    """
    if not settings.launches:
        return Waits()
    looking = _Looking(settings, files, now, before, known or {})
    groups = [(each, looking.members(each)) for each in settings.launches]
    if looking.findings:
        raise ToolkitError(*looking.findings)
    held = _held_once(groups)
    opened: set[str] = set()
    editions: dict[str, dict[Locale, Wait]] = {}
    for launch, members in groups:
        wait = None if launch.mark in before.launches else _wait(looking, launch, members, built)
        if wait is None:
            opened.update([launch.mark] if members else [])
            for document_id, locale, own in _unfinished(looking, launch, members, held):
                editions.setdefault(document_id, {})[locale] = own
            continue
        for document_id in members:
            for locale in _covered(looking, launch, document_id, held):
                if not looking.is_published(document_id, locale):
                    editions.setdefault(document_id, {})[locale] = wait
    return Waits(editions, frozenset(opened))


def _held_once(
    groups: Iterable[tuple[Launch, Sequence[str]]],
) -> Mapping[tuple[str, Locale], Launch]:
    """Return the launch of each edition that one names.

    Raises:
        ToolkitError: when two name the same.

    """
    found: dict[tuple[str, Locale], Launch] = {}
    findings: list[Finding] = []
    for launch, members in groups:
        editions = [(each, locale) for each in members for locale in launch.locales]
        twice = next((each for each in editions if each in found), None)
        if twice is not None:
            other = found[twice].place
            message = f"“{twice[0]}” in {twice[1]} belongs to the launch in line {other.line} too"
            hint = "name it in one of them; delete a launch that is over"
            findings.append(Finding(CODE, message, launch.place, hint))
        found.update(dict.fromkeys(editions, launch))
    if findings:
        raise ToolkitError(*findings)
    return found


def _covered(
    looking: "_Looking",
    launch: Launch,
    document_id: str,
    held: Mapping[tuple[str, Locale], Launch],
) -> Iterator[Locale]:
    """Yield the locales of a launch, and those that wait with them.

    One that only writes their texts in other letters does, and every translation where the original
    waits: its pages lead to the original.
    """
    yield from launch.locales
    with_original = looking.language(document_id) in launch.locales
    for locale, policy in looking.settings.locales.items():
        derived = policy.base in launch.locales and (document_id, locale) not in held
        if derived or with_original:
            yield locale


def _unfinished(
    looking: "_Looking",
    launch: Launch,
    members: Sequence[str],
    held: Mapping[tuple[str, Locale], Launch],
) -> Iterator[tuple[str, Locale, Wait]]:
    """Yield the editions of an open launch that are only begun, and those derived from them."""
    for locale in launch.locales:
        if looking.says_enough(locale):
            continue
        for document_id in members:
            if looking.is_published(document_id, locale):
                continue
            missing = tuple(looking.missing([document_id], locale))
            for each in looking.with_derived(locale) if missing else ():
                if each == locale or (document_id, each) not in held:
                    yield document_id, each, Wait(missing)


def _wait(
    looking: "_Looking", launch: Launch, members: Sequence[str], built: _Editions
) -> Wait | None:
    """Return what a launch waits for; None where it opens."""
    time = launch.time if launch.time is not None and looking.now < launch.time else None
    missing: list[Missing] = []
    more = 0
    if launch.ready is not Ready.ANY:
        by_locale = {each: list(looking.missing(members, each)) for each in launch.locales}
        more = launch.needed - sum(not each for each in by_locale.values())
        missing = [each for found in by_locale.values() for each in found] if more > 0 else []
    if missing or time is not None:
        of_some = more if launch.ready is Ready.QUORUM else 0
        return Wait(tuple(missing), max(0, of_some), time)
    whole = launch.ready is Ready.ANY or all(
        built(document_id, locale) for document_id in members for locale in launch.locales
    )
    return None if whole else Wait()


@dataclass(slots=True)
class _Looking:
    """What is known of documents, each of which is looked at once."""

    settings: ProjectSettings
    files: SourceFiles
    now: dt.datetime
    before: Record
    known: Mapping[str, Rendered]
    findings: list[Finding] = field(default_factory=list)
    _read: dict[str, Rendered] = field(default_factory=dict)
    _published: dict[str, Collection[Locale]] = field(default_factory=dict)
    _moved: Mapping[str, str] | None = None
    _former_ids: Mapping[str, Collection[str]] | None = None

    def members(self, launch: Launch) -> tuple[str, ...]:
        """Return the ids of a launch's documents; those that are withdrawn have left it."""
        found: dict[str, None] = {}
        for pattern, place in zip(launch.documents, launch.places, strict=True):
            found.update(dict.fromkeys(self._matched(pattern, place)))
        if launch.mark in self.before.launches:
            return tuple(found)
        return tuple(each for each in found if not self._is_withdrawn(each))

    def _matched(self, pattern: str, place: Location) -> Collection[str]:
        names = {each: [each] for each in self.files.ids}
        for source in self.files.sources:
            names[source.document_id].append(source.path)
        found = [key for key, each in names.items() if any(fnmatchcase(n, pattern) for n in each)]
        if found:
            return sorted(found)
        asked = [pattern, *self._ids_of_path(pattern)]
        if moved := [each for each in asked if each in self.moved]:
            return [where_moved(self.moved, each) for each in moved]
        renamed = [each.new for each in find_lives(self.settings, self.files).renames]
        if not self.files.complete:
            return [pattern]
        former = self._former()
        if not any(fnmatchcase(each, one) for each in former for one in asked):
            choice = [name for each in names.values() for name in each]
            hint = did_you_mean(pattern, choice, "toolkit status --by document lists them all")
            message = f"the launch names “{pattern}”, and no document is called so"
            self.findings.append(Finding(CODE, message, place, hint))
        # Its source has another name since the last update, or none any more.
        return [each for each in renamed if each in names]

    def _ids_of_path(self, pattern: str) -> Iterator[str]:
        """Yield the ids that a source with this path has had, by the folders of the sets."""
        path = PurePosixPath(pattern)
        for root in {each.root for each in self.settings.documents}:
            if path.suffix and path.is_relative_to(root):
                yield path.relative_to(root).with_suffix("").as_posix()

    def _former(self) -> Collection[str]:
        """Return the ids of documents that are known though they have no source now."""
        places = Place.live(self.settings), Place.archive(self.settings)
        return {*self.before.listed, *(key for each in places for key in known_documents(each))}

    @property
    def moved(self) -> Mapping[str, str]:
        """Where documents have gone; nowhere, when that cannot be read, which a build says."""
        if self._moved is None:
            try:
                self._moved = read_moved(self.settings)
            except ToolkitError:
                self._moved = {}
        return self._moved

    def language(self, document_id: str) -> Locale | None:
        """Return the language that a document is written in; None where it cannot be read."""
        editions = self._document(document_id).editions
        return editions[0].locale if editions else None

    def is_published(self, document_id: str, locale: Locale) -> bool:
        """Whether an edition is published, under the name that its document has or had."""
        return locale in self._listed(document_id)

    def _listed(self, document_id: str) -> Collection[Locale]:
        if document_id not in self._published:
            if self._former_ids is None:
                self._former_ids = former_ids(self.moved)
            names = (document_id, *self._former_ids.get(document_id, ()))
            listed = [self.before.listed.get(each, {}) for each in names]
            self._published[document_id] = {locale for each in listed for locale in each}
        return self._published[document_id]

    def missing(self, members: Iterable[str], locale: Locale) -> Iterator[Missing]:
        """Yield the editions of documents in a locale that are not ready."""
        for document_id in members:
            made = self._document(document_id)
            report = next((each for each in made.editions if each.locale == locale), None)
            if report is None and not made.unread:
                continue  # it has no edition in this language
            if (report is None or report.held) and self.is_published(document_id, locale):
                continue
            if report is None or not (report.ready and self._is_enough(document_id, report)):
                yield self._missing(made, locale, report)

    def _is_enough(self, document_id: str, report: EditionOutcome) -> bool:
        """Whether an edition is out, or has as much as its policy says, or all of it."""
        if self.says_enough(report.locale) or report.translated_words == report.words:
            return True
        return self.is_published(document_id, report.locale)

    def says_enough(self, locale: Locale) -> bool:
        """Whether a locale's policy says how much of an edition is enough; the source has all."""
        policy = self.settings.locales.get(locale)
        return policy is None or policy.says_enough

    def with_derived(self, locale: Locale) -> Iterator[Locale]:
        """Yield a locale and those that only write its texts in other letters."""
        yield locale
        yield from (key for key, each in self.settings.locales.items() if each.base == locale)

    def _missing(self, made: Rendered, locale: Locale, report: EditionOutcome | None) -> Missing:
        name = made.document_id
        if report is None or report.held:
            what = "its source" if report is None else "one of its files"
            return Missing(name, locale, 0, f"{what} cannot be read", "toolkit check")
        if made.embargo is not None and self.now < made.embargo:
            return Missing(name, locale, 0, embargo_reason(made.embargo))
        policy = self.settings.locales[locale]
        words = report.words - report.translated_words
        is_reviewed = policy.require is not Stage.TRANSLATED
        waiting = Waiting(name, locale, policy.base, untranslated=not is_reviewed, for_review=1)
        return Missing(name, locale, words, "" if words else report.reason, next_step(waiting))

    def _is_withdrawn(self, document_id: str) -> bool:
        embargo = self._document(document_id).embargo
        return embargo is not None and embargo >= WITHDRAWN

    def _document(self, document_id: str) -> Rendered:
        if document_id in self.known:
            return self.known[document_id]
        if document_id not in self._read:
            named = (each for each in self.files.sources if each.document_id == document_id)
            source = next(named, None)
            self._read[document_id] = self._look_at(document_id, source)
        return self._read[document_id]

    def _look_at(self, document_id: str, source: Source | None) -> Rendered:
        """Return what a build would say of a document, without making anything of it."""
        # Few newsrooms have launches, and fewer builds one of whose documents is to be read.
        from toolkit.newsroom.publishing.facts import embargo_moment, facts_of  # noqa: PLC0415
        from toolkit.newsroom.publishing.locale_editions import (  # noqa: PLC0415
            localize_document,
            read_identified,
        )

        if source is None:
            return Rendered(document_id, unread=(Finding(CODE, "it cannot be read"),))
        published = self.before.listed.get(document_id, {})
        try:
            document = read_identified(self.settings, source)
        except ToolkitError as error:
            return Rendered(document_id, unread=error.findings)
        now = embargo_moment(document, self.now, published)
        made, held = localize_document(self.settings, document, now, spelled=False)
        facts = facts_of(self.settings, document, now, made, held, published)
        return Rendered(
            document_id,
            editions=tuple(each.report for each in facts),
            embargo=document.metadata.embargo,
        )
