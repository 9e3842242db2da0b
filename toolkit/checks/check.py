"""Check: a name, how bad its findings are, and the function that finds."""

from collections.abc import Callable, Iterable, Sequence

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.base.frozen import frozen
from toolkit.base.text import Text
from toolkit.checks.pair import Pair

__all__ = ["Check", "Place", "Problem"]

Place = tuple[int, int]
"""A stretch of a text whose codes are left aside: its first character, and the one after."""


@frozen
class Problem:
    """One thing that is wrong with a translation."""

    message: str
    """What is wrong, in one sentence without a full stop."""
    target: Place | None = None
    """Where, in the pair's `target_words`."""
    source: Place | None = None
    """What it answers to, in the pair's `source_words`."""
    suggestion: str = ""
    """What might stand there instead."""
    fix: Text | None = None
    """The whole translation mended, where that is safe to do unseen."""
    severity: Severity | None = None
    """Less than the check's own, where it is only likely; None for the check's own."""


@frozen
class Check:
    """A check; one of `run` and `survey` finds (for `waivers` alone, the framework does)."""

    id: str
    """The code of its findings, which also selects, ignores and waives it."""
    severity: Severity
    summary: str
    """One line: what it finds and why that matters."""
    run: Callable[[Pair, Locale], Iterable[Problem | str]] | None
    """Yields what is wrong with one translation; a plain message is a problem without a place."""
    hint: str
    """What a translator does about it."""
    survey: Callable[[Sequence[Pair], Locale], Iterable[tuple[int, Problem]]] | None = None
    """Looks at all translations of a locale together; yields the number of a pair and a problem."""
    holds_back: bool = False
    """Whether a translation that it finds wrong cannot be published: its page would break."""
    by_default: bool = True
    """Whether it runs where nobody has asked for it."""
    unfinished: bool = False
    """Whether it also sees translations that are fuzzy or missing."""
    may_occur: Callable[[Pair, Locale], bool] | None = None
    """For a flaw that may be a habit: whether a translation could have it. A flaw that many of
    these have in a catalog is what its translators do on purpose, and only a hint."""
