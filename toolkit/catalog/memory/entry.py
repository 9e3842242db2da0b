"""Entries: what a memory takes, what it offers, and what it tells of itself."""

import datetime as dt
from enum import StrEnum

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen

__all__ = ["Level", "MemoryEntry", "PairStatistics", "State", "Suggestion"]


class Level(StrEnum):
    """How much text an entry holds."""

    UNIT = "unit"
    """A paragraph, a headline, a caption: what a catalog's entry is."""
    SENTENCE = "sentence"
    """A segment inside a unit."""


class State(StrEnum):
    """How far a translation is; the later counts for more."""

    TRANSLATED = "translated"
    REVIEWED = "reviewed"


@frozen
class MemoryEntry:
    """A text with its translation, and where, when and how well it was translated."""

    source: str
    """The text as a message: codes as readable tags."""
    target: str
    """Its translation, with the same codes."""
    source_locale: Locale
    target_locale: Locale
    origin: str = ""
    """The id of the document that it comes from."""
    date: dt.datetime | None = None
    """When it was translated, in UTC and whole seconds; None where nobody knows."""
    state: State = State.TRANSLATED
    level: Level = Level.UNIT


@frozen
class Suggestion:
    """A translation that the memory offers for a text."""

    entry: MemoryEntry
    """What it has."""
    score: float
    """How alike the texts are, in per cent; 100 only for the very same."""
    target: str
    """The translation, with the numbers of the text that was asked for where that is certain."""
    changes: tuple[tuple[str, str], ...] = ()
    """The numbers and codes that were replaced, old and new."""


@frozen
class PairStatistics:
    """What a memory has for a pair of locales."""

    source_locale: Locale
    target_locale: Locale
    messages: int
    """Different source texts."""
    units: int
    """Translations of units."""
    sentences: int
    """Translations of sentences."""
    reviewed: int
    origins: int
    """Documents they come from."""
    first: dt.datetime | None
    """The earliest date that is known."""
    last: dt.datetime | None
