"""Align: which passages of a translation stand for which passages of its source.

The lengths of passages and their translations go together (W. Gale and K. Church, A program for
aligning sentences in bilingual corpora, 1993); numbers, names in the same letters, codes and final
marks are anchors that length alone does not see.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
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
_VARIANCE = 6.8  # of a translation's length, per character (Gale and Church)
_ANCHOR = re.compile(r"</?[\w.\-]+/?>|\d+(?:[.,\u00a0\u202f ]\d{3})*|[A-Z][A-Za-z]{2,}")
_NOT_DIGIT = re.compile(r"\D")
_FINAL = re.compile(r"([.!?…:؟۔])[\"'”’»«)\]\s]*\Z")
_FINAL_ALIKE = {"؟": "?", "۔": "."}
_ANCHOR_GAIN = 2.5
_ANCHOR_LOSS = 1.5
_FINAL_LOSS = 1.0
_BAND = 200
"""How far from the diagonal an alignment may run, in passages, beyond the difference in number."""
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
        self._source = [_Passage.of(text) for text in source]
        self._target = [_Passage.of(text) for text in target]
        total = sum(each.length for each in self._source)
        self._ratio = (sum(each.length for each in self._target) / total if total else 1.0) or 1.0
        # An anchor that the other side never has says nothing about any pair.
        shared = _sum(self._source) & _sum(self._target)
        self._shared = set(shared)

    def beads(self) -> list[Bead]:
        best = self._table()
        beads = []
        at = (len(self._source), len(self._target))
        while at != (0, 0):
            shape = best[at][1]
            before = (at[0] - shape[0], at[1] - shape[1])
            cost = best[at][0] - best[before][0]
            confidence = 0.0 if 0 in shape else 1 / (1 + math.exp(cost - _DOUBT))
            beads.append(Bead(range(before[0], at[0]), range(before[1], at[1]), confidence))
            at = before
        return beads[::-1]

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
        cost = -math.log(_SHAPES[shape])
        source = self._source[row - shape[0] : row]
        target = self._target[column - shape[1] : column]
        if not source or not target:
            return cost
        return cost + self._length_cost(source, target) + self._anchor_cost(source, target)

    def _length_cost(self, source: Sequence["_Passage"], target: Sequence["_Passage"]) -> float:
        expected = sum(each.length for each in source) * self._ratio
        actual = sum(each.length for each in target)
        deviation = abs(actual - expected) / math.sqrt(_VARIANCE * (expected + actual + 1) / 2)
        return -math.log(max(math.erfc(deviation / math.sqrt(2)), 1e-12))

    def _anchor_cost(self, source: Sequence["_Passage"], target: Sequence["_Passage"]) -> float:
        wanted, there = _sum(source), _sum(target)
        common = sum((wanted & there).values())
        lost = sum(n for each, n in (wanted - there).items() if each in self._shared)
        found = sum(n for each, n in (there - wanted).items() if each in self._shared)
        marks = _FINAL_LOSS if source[-1].final != target[-1].final else 0.0
        return _ANCHOR_LOSS * (lost + found) - _ANCHOR_GAIN * min(common, 3) + marks


@dataclass(frozen=True, slots=True)
class _Passage:
    length: int
    anchors: Counter[str]
    final: str

    @classmethod
    def of(cls, text: str) -> "_Passage":
        mark = _FINAL.search(text)
        final = mark[1] if mark else ""
        return cls(len(text), Counter(_anchors(text)), _FINAL_ALIKE.get(final, final))


def _anchors(text: str) -> Iterator[str]:
    """Yield what stays in a translation as it is: codes, numbers by their digits, Latin names."""
    for match in _ANCHOR.finditer(text):
        yield _NOT_DIGIT.sub("", match[0]) if match[0][0].isdigit() else match[0]


def _sum(passages: Sequence[_Passage]) -> Counter[str]:
    total: Counter[str] = Counter()
    for each in passages:
        total.update(each.anchors)
    return total
