"""Checks of length: a translation much shorter or longer than is usual, or than its place holds."""

import math
import re
from collections.abc import Iterator, Sequence
from statistics import median

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.base.frozen import frozen
from toolkit.checks.check import Check, Problem
from toolkit.checks.pair import Pair

__all__ = ["CHECKS", "TYPICAL_LENGTH", "too_long_for_role", "unusual_length"]

_FEWEST_PAIRS = 50
"""So many translations say how long they usually are."""
_SHORTEST = 40
"""Characters of a source; of shorter ones the translation's length says nothing."""
_DEVIATION = 1.4826
"""Makes a median absolute deviation of a standard one."""
_NARROWEST = 0.11
"""The least standard deviation of a ratio's logarithm: a small sample may look too regular."""
_UNUSUAL, _VERY = 3.8, 4.5
"""Standard deviations."""
TYPICAL_LENGTH = {"kk": 1.02, "ru": 1.05, "ug": 1.05}
"""The ratio of characters to an English source's, where the catalogs are too small to say."""
_TYPICAL_DEVIATION = 0.2
_MOST = {"headline": 110, "alt": 250, "description": 300}
"""Characters that pages, feeds and screen readers commonly show of a role."""
_KEYWORDS = re.compile(r"(?:[^;\s]+;){3}")
"""Search words of a program: a translation may keep the source's beside its own."""
_ROOM = 1.25
"""Where the source itself is longer, so may its translation be."""


@frozen
class _Usual:
    """How long translations are beside their sources, as logarithms of the ratio."""

    middle: float
    deviation: float

    def distance(self, pair: Pair) -> float:
        """Return how many standard deviations a translation is away; below 0 is too short."""
        wider = math.sqrt(1 + _SHORTEST / len(pair.source_words))
        return (_ratio(pair) - self.middle) / (self.deviation * wider)


def unusual_length(pairs: Sequence[Pair], locale: Locale) -> Iterator[tuple[int, Problem]]:
    """Yield translations whose length, beside their source's, is far from the locale's usual.

    The usual ratio is learned from the catalogs themselves, by median and median deviation, so
    that what is wrong in them does not move it.
    """
    measured = {
        number: pair
        for number, pair in enumerate(pairs)
        if len(pair.source_words) >= _SHORTEST
        and pair.target_words.strip()
        and not _KEYWORDS.match(pair.source_words)
    }
    usual = _usual([_ratio(pair) for pair in measured.values()], locale)
    if usual is None:
        return
    for number, pair in measured.items():
        distance = usual.distance(pair)
        if abs(distance) >= _UNUSUAL:
            expected = round(len(pair.source_words) * math.exp(usual.middle))
            message = (
                f"the translation is much {'shorter' if distance < 0 else 'longer'} than usual: "
                f"{len(pair.target_words)} characters; about {expected} would be usual"
            )
            certain = abs(distance) >= _VERY
            yield number, Problem(message, severity=None if certain else Severity.HINT)


def _ratio(pair: Pair) -> float:
    return math.log(len(pair.target_words) / len(pair.source_words))


def _usual(ratios: Sequence[float], locale: Locale) -> _Usual | None:
    """Return what is usual: learned, else typical of the language, else nothing."""
    if len(ratios) >= _FEWEST_PAIRS:
        middle = median(ratios)
        spread = median(abs(ratio - middle) for ratio in ratios)
        return _Usual(middle, max(spread * _DEVIATION, _NARROWEST))
    if locale.language in TYPICAL_LENGTH:
        return _Usual(math.log(TYPICAL_LENGTH[locale.language]), _TYPICAL_DEVIATION)
    return None


def too_long_for_role(pair: Pair, _locale: Locale) -> Iterator[Problem]:
    """Yield that a headline, a picture's text or a description is longer than its place holds."""
    if pair.role in _MOST:
        most = max(_MOST[pair.role], round(len(pair.source_words) * _ROOM))
        length = len(pair.target_words)
        if length > most:
            message = f"the {pair.role} has {length} characters; only {most} are usually shown"
            yield Problem(message, (most, length))


CHECKS = (
    Check(
        "length",
        Severity.WARNING,
        "A translation is about as long as is usual in its language: nothing is lost or doubled.",
        None,
        "check whether a part is missing or repeated",
        unusual_length,
    ),
    Check(
        "role-length",
        Severity.HINT,
        "Headlines, texts of pictures and descriptions fit where they are shown.",
        too_long_for_role,
        "shorten it",
    ),
)
