"""Evidence: how much likelier two stretches of passages belong together than not."""

import math
from collections.abc import Sequence

from toolkit.base.frozen import frozen
from toolkit.catalog.memory.anchors import Anchor, AnchorKind

__all__ = ["Evidence"]

# How a translation's length varies about what is expected (in logarithms): a constant part, and
# one that passes with the length (W. Gale and K. Church, 1993, found 6.8 for each character).
_SPREAD, _SPREAD_OF_LETTER = 0.012, 5.5
_LEAST_SPREAD_OF_TEXT = 0.35
_OUTLIERS = 0.02
_LEAST_LIKELY = 1e-6
_NOTHING = 3
"""What every length is greater by: a translation of one letter may well have two."""
# Anchors go together (a name and a surname, a bracket and a figure), so that they count for less.
_TOGETHER = 0.75
_MOST_SHARE = 0.97
_RARE_ADDED, _MOST_ADDED = 0.35, 0.5


class Evidence:
    """Passages of a text beside those of its translation, and what they have in common."""

    def __init__(
        self, source: Sequence[str], target: Sequence[str], anchors: Sequence[Anchor]
    ) -> None:
        self._texts = source, target
        self.rows, self.columns = len(source), len(target)
        self._source = [len(text) + _NOTHING for text in source]
        self._target = [len(text) + _NOTHING for text in target]
        self._ratio = math.log(sum(self._target) / sum(self._source)) if source and target else 0.0
        self._set_lengths()
        self._learn(anchors)

    def _set_lengths(self) -> None:
        logarithms = [math.log(length) for length in self._target] or [0.0]
        self._middle = sum(logarithms) / len(logarithms)
        spread = sum((each - self._middle) ** 2 for each in logarithms) / len(logarithms)
        self._spread = max(_LEAST_SPREAD_OF_TEXT, math.sqrt(spread))

    def _learn(self, anchors: Sequence[Anchor]) -> None:
        self.anchors = tuple(anchors)
        ours: list[set[int]] = [set() for _ in range(self.rows)]
        theirs: list[set[int]] = [set() for _ in range(self.columns)]
        self._base = 0.0
        self._neither: list[float] = []
        self._both: list[float] = []
        weights: tuple[list[float], list[float]] = ([], [])
        for number, anchor in enumerate(anchors):
            neither, only_ours, only_theirs, both = _weights(anchor, self.columns)
            self._base += neither
            self._neither.append(neither)
            self._both.append(both - only_ours - only_theirs + neither)
            weights[0].append(only_ours - neither)
            weights[1].append(only_theirs - neither)
            for at in anchor.source:
                ours[at].add(number)
            for at in anchor.target:
                theirs[at].add(number)
        self._ours = _Stretches(self._source, ours, weights[0])
        self._theirs = _Stretches(self._target, theirs, weights[1])

    def with_anchors(self, anchors: Sequence[Anchor]) -> "Evidence":
        """Return the same passages with more in common."""
        return Evidence(*self._texts, [*self.anchors, *anchors])

    def of(self, source: range, target: range) -> float:
        """Return the logarithm of how much more likely two stretches belong together than not."""
        ours = self._ours.of(source.start, source.stop)
        theirs = self._theirs.of(target.start, target.stop)
        common = self._base + ours.weight + theirs.weight
        both = self._both
        for anchor in ours.anchors & theirs.anchors:
            common += both[anchor]
        return _TOGETHER * common + self._of_lengths(ours.length, theirs.length)

    def shares_words(self, source: range, target: range) -> bool:
        """Whether two stretches have more in common than their lengths and marks."""
        ours = self._ours.of(source.start, source.stop)
        theirs = self._theirs.of(target.start, target.stop)
        common = ours.anchors & theirs.anchors
        return any(self.anchors[each].kind is not AnchorKind.MARK for each in common)

    def of_themselves(self, source: range, target: range) -> float:
        """Return what `of` does, without what only other passages have.

        That neither has what others have tells whose partner a passage is, and nothing about
        whether it has any.
        """
        ours = self._ours.of(source.start, source.stop)
        theirs = self._theirs.of(target.start, target.stop)
        own = sum(self._neither[anchor] for anchor in sorted(ours.anchors | theirs.anchors))
        return self.of(source, target) - _TOGETHER * (self._base - own)

    def _of_lengths(self, length: int, translated: int) -> float:
        logarithm = math.log(translated)
        spread = _SPREAD + _SPREAD_OF_LETTER / length
        deviation = logarithm - math.log(length) - self._ratio
        likely = math.exp(-deviation * deviation / 2 / spread) / math.sqrt(spread)
        by_chance = math.exp(-(((logarithm - self._middle) / self._spread) ** 2) / 2) / self._spread
        return math.log((1 - 2 * _OUTLIERS) * likely / max(by_chance, _LEAST_LIKELY) + _OUTLIERS)

    def contradicts(self, source: range, target: range) -> bool:
        """Whether one of two stretches has a figure that the other has in no form."""
        return any(
            (_meets(ours, source) and not _meets(anchor.target, target))
            or (_meets(theirs, target) and not _meets(anchor.source, source))
            for anchor in self.anchors
            for ours, theirs in [anchor.firmly]
        )


@frozen
class _Stretch:
    """Passages in a row, as far as evidence looks at them."""

    length: int
    anchors: frozenset[int]
    weight: float
    """What the anchors say if the other side has none of them."""


class _Stretches:
    """The stretches of a text, each put together once."""

    def __init__(
        self, lengths: Sequence[int], anchors: Sequence[set[int]], weights: Sequence[float]
    ) -> None:
        self._lengths, self._anchors, self._weights = lengths, anchors, weights
        self._known: dict[tuple[int, int], _Stretch] = {}

    def of(self, start: int, stop: int) -> _Stretch:
        found = self._known.get((start, stop))
        if found is None:
            anchors = frozenset().union(*self._anchors[start:stop])
            weight = sum(self._weights[anchor] for anchor in sorted(anchors))
            length = sum(self._lengths[start:stop])
            found = self._known[start, stop] = _Stretch(length, anchors, weight)
        return found


def _meets(places: frozenset[int], stretch: range) -> bool:
    return any(at in places for at in stretch)


def _weights(anchor: Anchor, columns: int) -> tuple[float, float, float, float]:
    """Return what it says (log) that neither, only ours, only theirs, or both have an anchor."""
    share = min((len(anchor.target) + 0.3) / (columns + 0.6), _MOST_SHARE)
    kept, added = anchor.kind.kept, anchor.kind.added
    if anchor.kind is AnchorKind.MARK:
        added = max(0.05, min(_MOST_ADDED, share / 2))
    elif anchor.kind is AnchorKind.LEARNT:
        added = min(added, 0.9 * share)
    else:
        added = min(added, _RARE_ADDED * share)
    kept = max(kept, min(_MOST_SHARE, 1.05 * share))
    return (
        math.log((1 - added) / (1 - share)),
        math.log((1 - kept) / (1 - share)),
        math.log(added / share),
        math.log(kept / share),
    )
