"""Status: how far each article is in each language, what is published of it, and what is next."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from toolkit.base import clock
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, ToolkitError
from toolkit.base.files import is_there
from toolkit.base.frozen import frozen
from toolkit.catalog.review import Stage
from toolkit.document.model import Document, Quality, Unit
from toolkit.localizing.localize import Localized
from toolkit.localizing.policy import Decision, Outcome
from toolkit.localizing.targets import State
from toolkit.newsroom.kept_answers import kept_answer
from toolkit.newsroom.moved import read_moved
from toolkit.newsroom.next_steps import Waiting, next_step
from toolkit.newsroom.publishing.edition_days import edition_days
from toolkit.newsroom.publishing.locale_editions import localize_document, read_identified
from toolkit.newsroom.publishing.published import ListedIn, read_record
from toolkit.newsroom.publishing.waiting import Wait, Waits, current_waits
from toolkit.newsroom.reports import Reports
from toolkit.newsroom.reviewing import waiting_texts
from toolkit.newsroom.reviews import load_review
from toolkit.newsroom.settings import ProjectSettings
from toolkit.newsroom.source_files import chosen_sources, find_sources

__all__ = ["DocumentQuality", "DocumentStatus", "project_status"]


@frozen
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


@frozen
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
    title: str = ""
    """The document's first text."""
    for_review: int = 0
    """How many finished translations nobody has reviewed or approved, as far as the locale wants
    that in the end."""
    is_published: bool = False
    """Whether the last build has published it."""
    since: dt.date | None = None
    """The day on which it could first be read, where it is published; None where nobody knows."""
    reason: str = ""
    """Why the next build does not publish it; empty where it does."""
    is_summary: bool = False
    """Whether the next build publishes a summary only."""
    problems: tuple[Finding, ...] = ()
    """Why nothing can be said of it."""
    next: str = ""
    """The command that takes it further; empty where nothing waits."""
    quality: DocumentQuality | None = None
    """What the document says of its own quality, if it says anything."""
    waits: Wait | None = None
    """What its launch waits for, where its policy lets it be published and its launch does not."""

    @property
    def done(self) -> int:
        """How many words of the source are translated."""
        return self.words[State.TRANSLATED]

    @property
    def fuzzy(self) -> int:
        """How many units have a translation that waits for its translator."""
        return self.units[State.FUZZY] + self.units[State.PREVIOUS]

    @property
    def to_translate(self) -> int:
        """How many units wait for a translator."""
        waiting = (State.UNTRANSLATED, State.STALE, State.FUZZY, State.PREVIOUS, State.BROKEN)
        return sum(self.units[each] for each in waiting)


def project_status(
    settings: ProjectSettings,
    locales: Sequence[Locale],
    documents: Collection[str] = (),
    *,
    now: dt.datetime | None = None,
    everything: bool = False,
) -> Reports[DocumentStatus]:
    """Return the status of documents in locales, by document, then locale.

    The command prints it, and the desk shows it: there is no other place that says it. While
    nothing that was read has changed, the status is that of the last time.

    Of a document whose catalog cannot be read, all is held back.

    Args:
        settings: the newsroom.
        locales: those that have catalogs of their own or are derived from such.
        documents: patterns of ids or paths; all documents when empty.
        now: the present moment, for embargoes and launches; by default the clock's.
        everything: look at everything anew, whatever is remembered.

    """
    looked: list[_Looked] = []

    def look() -> _Kept:
        looked.append(_look(settings, locales, documents, now or clock.now()))
        items = tuple(_kept(each) for each in looked[0].reports)
        return _Kept(items, looked[0].reports.findings)

    if everything:
        return _look(settings, locales, documents, now or clock.now()).reports
    question = ("status", tuple(locales), tuple(documents))
    kept = kept_answer(settings, question, _Kept, look, is_kept=lambda _: looked[0].lasts)
    if looked:
        return looked[0].reports
    return Reports(tuple(map(_status, kept.items)), kept.findings)


_Figures = tuple[
    str,
    Locale,
    Mapping[State, int],
    Mapping[State, int],
    int,
    str,
    int,
    bool,
    dt.date | None,
    str,
    bool,
    tuple[Finding, ...],
    str,
]
"""What is kept of the status of a document in a locale, as `_kept` lists it."""


@frozen
class _Kept:
    """What is kept of a status."""

    items: tuple[_Figures, ...]
    findings: tuple[Finding, ...]


def _kept(each: DocumentStatus) -> _Figures:
    return (
        each.document_id,
        each.locale,
        each.units,
        each.words,
        each.stale,
        each.title,
        each.for_review,
        each.is_published,
        each.since,
        each.reason,
        each.is_summary,
        each.problems,
        each.next,
    )


def _status(kept: _Figures) -> DocumentStatus:
    return DocumentStatus(*kept)


@frozen
class _Looked:
    """A status, and whether it stays so until a file is changed."""

    reports: Reports[DocumentStatus]
    lasts: bool


def _look(
    settings: ProjectSettings,
    locales: Sequence[Locale],
    documents: Collection[str],
    now: dt.datetime,
) -> _Looked:
    # Embargoes and launches hang on the clock, and a document's quality on its units.
    lasts = not settings.launches
    found: list[DocumentStatus] = []
    before = read_record(settings.root / settings.output)
    files = find_sources(settings)
    chosen = chosen_sources(files, documents)
    waits, wrong = current_waits(settings, files, now, before)
    with suppress(ToolkitError):  # which builds say
        before = before.followed(read_moved(settings), files.ids)
    findings: list[Finding] = [*files.findings, *wrong]
    for source in chosen:
        try:
            document = read_identified(settings, source)
        except ToolkitError as error:
            findings.extend(error.findings)
            continue
        made, errors = localize_document(settings, document, now, locales, spelled=False)
        findings.extend(each for told in errors.values() for each in told)
        published = dict(before.listed.get(document.id, {}).items())  # read once for all locales
        cells = _Cells(settings, document, published, now, waits)
        lasts = lasts and document.metadata.embargo is None and cells.quality is None
        for locale in locales:
            if locale in made:
                found.append(cells.of(made[locale]))
            elif locale != document.language:
                found.append(cells.held_back(locale, errors.get(locale, ())))
    return _Looked(Reports(tuple(found), tuple(dict.fromkeys(findings))), lasts)


class _Cells:
    """What is said of a document in each locale."""

    def __init__(
        self,
        settings: ProjectSettings,
        document: Document,
        published: ListedIn,
        now: dt.datetime,
        waits: Waits,
    ) -> None:
        self._settings = settings
        self._document = document
        self._published = published
        self._now = now
        self._waits = waits.of(document.id)
        self.quality = _quality(document)
        first = next((" ".join(unit.message.split()) for unit in document.units), "")
        self._title = first or document.id

    def held_back(self, locale: Locale, problems: tuple[Finding, ...]) -> DocumentStatus:
        """Return the status of a document of which nothing can be published in a locale."""
        counted = [unit for unit in self._document.units if not unit.is_wordless]
        units, words = dict.fromkeys(State, 0), dict.fromkeys(State, 0)
        units[State.BROKEN] = len(counted)
        words[State.BROKEN] = sum(unit.words for unit in counted)
        base = self._settings.locales[locale].base
        path = self._settings.catalog_path(self._document.id, base or locale)
        waiting = Waiting(self._document.id, locale, base, self._settings.shown(path))
        return self._with_published(
            DocumentStatus(
                self._document.id,
                locale,
                units,
                words,
                0,
                self._title,
                quality=self.quality,
                reason="its files cannot be read",
                problems=problems,
                next=next_step(waiting),
            )
        )

    def of(self, localized: Localized) -> DocumentStatus:
        """Return the status of a document in a locale."""
        units = dict.fromkeys(State, 0)
        words = dict.fromkeys(State, 0)
        for each in localized.passages:
            if each.state is not State.WORDLESS:
                units[each.state] += 1
                words[each.state] += each.unit.words
        catalog, decision = localized.catalog, localized.decision
        edited = sum(
            1 for each in catalog if each.fuzzy and each.previous_msgid and not each.obsolete
        )
        wait = self._waits.get(localized.locale) if decision.published else None
        waiting, problems = self._for_review(localized)
        status = DocumentStatus(
            self._document.id,
            localized.locale,
            units,
            words,
            units[State.STALE] + edited if len(catalog) else 0,
            self._title,
            quality=self.quality,
            for_review=waiting,
            reason=wait.reason if wait is not None else _reason(decision),
            is_summary=decision.outcome is Outcome.SUMMARY,
            problems=problems,
            waits=wait,
        )
        status = self._with_published(status)
        own = next_step(self._waiting(localized, status))
        return replace(status, next=own or (wait.next if wait is not None else ""))

    def _with_published(self, status: DocumentStatus) -> DocumentStatus:
        listed = self._published.get(status.locale)
        if listed is None:
            return status
        return replace(status, is_published=True, since=listed.published)

    def _for_review(self, localized: Localized) -> tuple[int, tuple[Finding, ...]]:
        """Return how many finished translations wait for review, and why that is not known."""
        policy = self._settings.locales[localized.locale]
        worked_on = policy.base or localized.locale
        try:
            review = load_review(self._settings, self._document.id, worked_on)
        except ToolkitError as error:
            return 0, error.findings
        goal = self._settings.locales[worked_on].goal
        return waiting_texts(localized.catalog, review, goal), ()

    def _waiting(self, localized: Localized, status: DocumentStatus) -> Waiting:
        policy, units = self._settings.locales[status.locale], status.units
        known = self._published.get(status.locale)
        publishes = not status.reason
        unbuilt = publishes != status.is_published
        if known is not None and publishes:
            now = edition_days(localized, known, self._now)
            unbuilt = now.texts != known.days.texts
        is_reviewed = policy.require is not Stage.TRANSLATED or is_there(
            self._settings.review_path(status.document_id, policy.base or status.locale)
        )
        return Waiting(
            status.document_id,
            status.locale,
            policy.base,
            unextracted=units[State.STALE],
            broken=units[State.BROKEN],
            untranslated=status.to_translate - units[State.STALE] - units[State.BROKEN],
            for_review=status.for_review if is_reviewed else 0,
            unbuilt=unbuilt,
        )


def _reason(decision: Decision) -> str:
    return "" if decision.published else decision.reason


def _quality(document: Document) -> DocumentQuality | None:
    units = tuple(block for block in document.blocks if block.quality is not None)
    return DocumentQuality(units) if units else None
