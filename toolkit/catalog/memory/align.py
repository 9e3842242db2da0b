"""Align: which passages of a translation stand for which passages of its source.

The lengths of passages and their translations go together (W. Gale and K. Church, A program for
aligning sentences in bilingual corpora, 1993); numbers, names in the same letters, codes and final
marks are anchors that length alone does not see.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Bead", "align_passages"]

# Shapes of a bead (source passages, target passages) with their share in translated prose.
_SHAPES = {
    (1, 1): 0.89,
    (1, 2): 0.045,
    (2, 1): 0.045,
    (2, 2): 0.011,
    (1, 3): 0.002,
    (3, 1): 0.002,
    (1, 0): 0.005,
    (0, 1): 0.005,
}
_PRIORS = {shape: -math.log(share) for shape, share in _SHAPES.items()}
_VARIANCE = 6.8  # of a translation's length, per character (Gale and Church)
_ANCHOR = re.compile(r"</?[\w.\-]+/?>|\d+(?:[.,\u00a0\u202f ]\d{3})*|[A-Z][A-Za-z]{2,}")
_NOT_DIGIT = re.compile(r"\D")
_FINAL = re.compile(r"([.!?…:؟۔])[\"'”’»«)\]\s]*\Z")
_FINAL_ALIKE = {"؟": "?", "۔": "."}
_ANCHOR_GAIN = 2.5
_ANCHOR_LOSS = 1.5
_FINAL_LOSS = 1.0
_BAND = 60
"""How far from the diagonal an alignment may run, in passages, beyond the difference in number."""
_EVIDENT = 0.95
"""Confidence at which a pair needs no comparison with others."""
_DOUBT = 6.0
"""The cost at which a bead is as likely wrong as right."""


@dataclass(frozen=True, slots=True)
class Bead:
    """Neighbouring passages of a source and what stands for them in its translation."""

    source: range
    """Which passages of the source; empty for an addition."""
    target: range
    """Which passages of the translation; empty for an omission."""
    confidence: float
    """From 0 to 1."""


def align_passages(source: Sequence[str], target: Sequence[str]) -> list[Bead]:
    """Align the passages of a text (paragraphs, or sentences) with those of its translation.

    The alignment is that of the least cost, found by dynamic programming; nothing crosses.

    Args:
        source: the passages in their order.
        target: those of the translation.

    Returns:
        Beads of one to one, one to two or three and back, two to two, one to none and back, in
        order; every passage is in exactly one.

    >>> [(b.source, b.target) for b in align_passages(["One.", "Two, 2."], ["Бір.", "Екі, 2."])]
    [(range(0, 1), range(0, 1)), (range(1, 2), range(1, 2))]
    """
    return _Alignment(source, target).beads()


class _Alignment:
    """One source beside one translation."""

    def __init__(self, source: Sequence[str], target: Sequence[str]) -> None:
        self._source = _passages(source, target)
        self._target = _passages(target, source)
        self._source_stretches: dict[tuple[int, int], _Passage] = {}
        self._target_stretches: dict[tuple[int, int], _Passage] = {}
        total = sum(each.length for each in self._source)
        self._ratio = (sum(each.length for each in self._target) / total if total else 1.0) or 1.0

    def beads(self) -> list[Bead]:
        evident = self._one_to_one()
        if evident is not None:
            return evident
        best = self._table()
        beads = []
        at = (len(self._source), len(self._target))
        while at != (0, 0):
            shape = best[at][1]
            before = (at[0] - shape[0], at[1] - shape[1])
            cost = best[at][0] - best[before][0]
            confidence = 0.0 if 0 in shape else _confidence(cost)
            beads.append(Bead(range(before[0], at[0]), range(before[1], at[1]), confidence))
            at = before
        return beads[::-1]

    def _one_to_one(self) -> list[Bead] | None:
        """Return the alignment in which each passage has its own, where every pair is evident."""
        if len(self._source) != len(self._target):
            return None
        beads = []
        for at in range(len(self._source)):
            confidence = _confidence(self._cost(at + 1, at + 1, (1, 1)))
            if confidence < _EVIDENT:
                return None
            beads.append(Bead(range(at, at + 1), range(at, at + 1), confidence))
        return beads

    def _table(self) -> dict[tuple[int, int], tuple[float, tuple[int, int]]]:
        """Return, for each pair of prefixes, the least cost and the shape of its last bead."""
        best = {(0, 0): (0.0, (0, 0))}
        rows, columns = len(self._source), len(self._target)
        for row in range(rows + 1):
            for column in self._columns(row, rows, columns):
                found = [
                    (best[before][0] + self._cost(row, column, shape), shape)
                    for shape in _SHAPES
                    if (before := (row - shape[0], column - shape[1])) in best
                ]
                if found:
                    best[row, column] = min(found)
        return best

    @staticmethod
    def _columns(row: int, rows: int, columns: int) -> range:
        middle = row * columns // rows if rows else columns
        width = _BAND + abs(rows - columns)
        return range(max(0, middle - width), min(columns, middle + width) + 1)

    def _cost(self, row: int, column: int, shape: tuple[int, int]) -> float:
        """Return what it costs to end with a bead of this shape before `row` and `column`."""
        source = _stretch(self._source, self._source_stretches, row, shape[0])
        target = _stretch(self._target, self._target_stretches, column, shape[1])
        if source is None or target is None:
            return _PRIORS[shape]
        return _PRIORS[shape] + self._length_cost(source, target) + _anchor_cost(source, target)

    def _length_cost(self, source: "_Passage", target: "_Passage") -> float:
        expected = source.length * self._ratio
        actual = target.length
        deviation = abs(actual - expected) / math.sqrt(_VARIANCE * (expected + actual + 1) / 2)
        return -math.log(max(math.erfc(deviation / math.sqrt(2)), 1e-12))


def _confidence(cost: float) -> float:
    return 1 / (1 + math.exp(cost - _DOUBT))


@dataclass(frozen=True, slots=True)
class _Passage:
    """A passage, or several in a row, as far as alignment looks at them."""

    length: int
    anchors: Mapping[str, int]
    final: str

    @classmethod
    def of(cls, text: str, anchors: Mapping[str, int]) -> "_Passage":
        mark = _FINAL.search(text)
        final = mark[1] if mark else ""
        return cls(len(text), anchors, _FINAL_ALIKE.get(final, final))


def _passages(texts: Sequence[str], others: Sequence[str]) -> list[_Passage]:
    """Return passages with the anchors that the other side has too: the rest tells no pairs."""
    there = {anchor for text in others for anchor in _anchors(text)}
    return [
        _Passage.of(text, Counter(each for each in _anchors(text) if each in there))
        for text in texts
    ]


def _anchors(text: str) -> Iterator[str]:
    """Yield what stays in a translation as it is: codes, numbers by their digits, Latin names."""
    for match in _ANCHOR.finditer(text):
        yield _NOT_DIGIT.sub("", match[0]) if match[0][0].isdigit() else match[0]


def _stretch(
    passages: Sequence[_Passage], known: dict[tuple[int, int], _Passage], end: int, count: int
) -> _Passage | None:
    """Return `count` passages before `end` as one; None for none."""
    if count <= 1:
        return passages[end - 1] if count else None
    found = known.get((end, count))
    if found is None:
        several = passages[end - count : end]
        anchors: Counter[str] = Counter()
        for each in several:
            anchors.update(each.anchors)
        found = _Passage(sum(each.length for each in several), anchors, several[-1].final)
        known[end, count] = found
    return found


def _anchor_cost(source: _Passage, target: _Passage) -> float:
    marks = _FINAL_LOSS if source.final != target.final else 0.0
    if not source.anchors and not target.anchors:
        return marks
    common = sum(min(n, target.anchors.get(each, 0)) for each, n in source.anchors.items())
    apart = sum(source.anchors.values()) + sum(target.anchors.values()) - 2 * common
    return _ANCHOR_LOSS * apart - _ANCHOR_GAIN * min(common, 3) + marks
