"""Board: each article in each language, how far it is, what holds it back, and what is next."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, ToolkitError
from toolkit.document.model import Document
from toolkit.localizing.localize import Localized
from toolkit.localizing.targets import State
from toolkit.newsroom.publishing.locale_editions import localize_document, read_identified
from toolkit.newsroom.reviewing import document_texts
from toolkit.newsroom.settings import ProjectSettings, Source
from toolkit.newsroom.source_files import find_sources

__all__ = ["Board", "Cell", "Row", "board_of"]


@dataclass(frozen=True, slots=True)
class Cell:
    """An article in a language."""

    locale: Locale
    counts: Counter[State]
    """How many passages are in each state."""
    for_review: int
    """How many finished passages nobody has reviewed or approved, as far as the locale wants."""
    reason: str = ""
    """Why it is not published; empty where it is."""
    summary: bool = False
    """Whether what is published is a summary."""
    problems: tuple[Finding, ...] = ()
    """Why nothing can be said of it."""

    @property
    def to_translate(self) -> int:
        """How many passages wait for a translator."""
        waiting = (State.UNTRANSLATED, State.STALE, State.FUZZY, State.BROKEN)
        return sum(self.counts[each] for each in waiting)


@dataclass(frozen=True, slots=True)
class Row:
    """An article."""

    document_id: str
    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """A newsroom at a glance."""

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    """What is wrong with sources that have no row."""


def board_of(settings: ProjectSettings, now: dt.datetime) -> Board:
    """Return how far each article of a newsroom is, in each language that has catalogs.

    Args:
        settings: the newsroom.
        now: the present moment, with a time zone, which embargoes are held against.

    """
    files = find_sources(settings)
    findings = list(files.findings)
    rows: list[Row] = []
    for source in files.sources:
        try:
            rows.append(_row(settings, source, now))
        except ToolkitError as error:
            findings.extend(error.findings)
    return Board(tuple(rows), tuple(findings))


def _row(settings: ProjectSettings, source: Source, now: dt.datetime) -> Row:
    document = read_identified(settings, source)
    locales = [each for each in settings.translated if each != document.language]
    made, errors = localize_document(settings, document, source, now, locales, spelled=False)
    cells = tuple(
        _cell(settings, made[each])
        if each in made
        else Cell(each, Counter(), 0, "", problems=errors.get(each, ()))
        for each in locales
    )
    return Row(document.id, _title(document), cells)


def _title(document: Document) -> str:
    first = next((" ".join(unit.message.split()) for unit in document.units), "")
    return first or document.id


def _cell(settings: ProjectSettings, localized: Localized) -> Cell:
    locale = localized.locale
    counts = Counter(each.state for each in localized.passages)
    texts = document_texts(settings, localized.document.id, locale)
    goal = settings.locales[locale].goal
    waiting = sum(each.waits_for(goal) for each in texts)
    decision = localized.decision
    reason = "" if decision.published else decision.reason
    return Cell(
        locale,
        counts,
        waiting,
        reason,
        bool(decision.published and decision.reason),
        texts.findings,
    )
