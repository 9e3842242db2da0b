"""Number phrases: words around a number that make it a time of day, a bound or a fraction."""

import re
from collections.abc import Mapping
from decimal import Decimal

from toolkit.base.frozen import frozen
from toolkit.language.number_words import Numerals
from toolkit.language.word_forms import Spelling

__all__ = [
    "EASTERN",
    "BoundWords",
    "Clock",
    "FractionWords",
    "bound_words",
    "clock",
    "fraction_words",
]

EASTERN = "\u2e80"
"""Where the characters of Chinese, Japanese and Korean begin."""
_TELLING = 3
_PARTS = ("am", "pm", "day", "evening", "night")


@frozen
class Clock:
    """The words of a language for times of day."""

    parts: Mapping[str, str]
    """Words, or several, for parts of the day, by what they make of an hour: am, pm, day …"""
    beginnings: frozenset[tuple[str, str]]
    """How words begin that speak of a part of the day anywhere in a text: вечерний."""
    glued: tuple[tuple[str, str], ...]
    """Those of them that may touch what stands before and behind: 下午3点; the longest first."""
    between: frozenset[str]
    """What may stand between an hour and such a word."""
    hour: frozenset[str]
    """Words for “o'clock”."""
    at: frozenset[str]
    """What stands before an hour."""
    past: frozenset[str]
    to: frozenset[str]
    of: tuple[str, ...]
    """How words begin that are so much of the hour that goes before: половина десятого."""
    without: frozenset[str]
    plus: frozenset[str]
    less: frozenset[str]
    """What stands between an hour and the minutes past it, or to it: dos y diez, dix moins cinq."""
    half_after: bool
    """Whether “nine half” is half past nine."""


@frozen
class BoundWords:
    """The words of a language that make a number the least or the most there is."""

    phrases: tuple[tuple[str, str, str], ...]
    """Where each stands (`before`, `after`), what it is, and which bound it makes (`least`,
    `most`); the longest first: “не более” before “более”."""
    near: frozenset[str]
    """The word of each that is next to the number."""
    unless_before: frozenset[str]
    unless_after: tuple[str, ...]
    """What turns a bound round: words before it, and parts of words behind it."""


@frozen
class FractionWords:
    """The words of a language that are fractions, or make them."""

    pattern: re.Pattern[str] | None
    """What a fraction of two words looks like whose lower half goes first: үштен бірі."""
    whole: Mapping[str, Decimal]
    """Words that are one of so many, alone or behind a number: треть."""
    parts: Mapping[str, Decimal]
    """Lower halves, behind a number."""
    articles: frozenset[str]
    of: str
    """What stands before a lower half, and behind it, where it is one: “a third of”."""
    ordinals: tuple[str, ...]
    """How words begin that are no upper half: the second quarter."""


def clock(language: Numerals, spelled: Spelling) -> Clock:
    """Return a language's words for times of day."""
    own = {key: spelled.spell(words) for key, words in language.get("clock", {}).items()}
    parts = {word: kind for kind in _PARTS for word in own.get(kind, [])}
    return Clock(
        parts=parts,
        beginnings=frozenset((word[:_TELLING], kind) for word, kind in parts.items()),
        glued=tuple(
            sorted(
                ((word, kind) for word, kind in parts.items() if word >= EASTERN),
                key=lambda each: -len(each[0]),
            )
        ),
        between=frozenset(own.get("between", [])),
        hour=frozenset(own.get("hour", [])),
        at=frozenset(own.get("at", [])),
        past=frozenset(own.get("past", [])),
        to=frozenset(own.get("to", [])),
        of=tuple(own.get("of", [])),
        without=frozenset(own.get("without", [])),
        plus=frozenset(own.get("plus", [])),
        less=frozenset(own.get("less", [])),
        half_after="half_after" in own,
    )


def bound_words(language: Numerals, spelled: Spelling) -> BoundWords:
    """Return what makes a number a bound in a language."""
    own = {key: spelled.spell(words) for key, words in language.get("bounds", {}).items()}
    found = [
        (side, phrase, bound)
        for side in ("before", "after")
        for bound in ("least", "most")
        for phrase in own.get(f"{side}_{bound}", [])
    ]
    found.sort(key=lambda each: -len(each[1]))
    return BoundWords(
        tuple(found),
        frozenset(phrase.split()[-1 if side == "before" else 0] for side, phrase, _ in found),
        frozenset(own.get("unless_before", [])),
        tuple(own.get("unless_after", [])),
    )


def fraction_words(language: Numerals, spelled: Spelling) -> FractionWords:
    """Return what is a fraction in a language; patterns are not converted to other scripts."""
    pattern = "" if spelled.converts else language.get("fraction", {}).get("pattern", "")
    return FractionWords(
        re.compile(pattern) if pattern else None,
        spelled.values(language.get("fractions", {})),
        spelled.values(language.get("parts", {})),
        frozenset(language.get("fraction_articles", [])),
        "".join(language.get("fraction_of", [])[:1]),
        tuple(spelled.spell(language.get("ordinals", []))) or ("\0",),
    )
