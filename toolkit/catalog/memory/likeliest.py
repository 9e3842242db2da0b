"""Likeliest: the likeliest alignment that keeps the order of passages, and how far it is ahead.

It is found by dynamic programming (W. Gale and K. Church, A program for aligning sentences in
bilingual corpora, 1993).
"""

import math
from collections.abc import Iterator, Sequence

from toolkit.catalog.memory.beads import IMPOSSIBLE, Bead, confidence
from toolkit.catalog.memory.evidence import Evidence

__all__ = ["SHIFTED", "Likeliest", "log_share"]

Shape = tuple[int, int]
Cell = tuple[int, int]
Step = tuple[int, int, Shape]

SHIFTED = 2.0
"""How much likelier (in logarithms of odds) a bead must be than any other to be sure."""
# Shapes of a bead (source passages, target passages) with their share in translated prose.
_SHAPES = {
    (1, 1): 0.89,
    (1, 2): 0.03,
    (2, 1): 0.03,
    (2, 2): 0.004,
    (1, 3): 0.002,
    (3, 1): 0.002,
    (1, 0): 0.01,
    (0, 1): 0.01,
}
_PRIORS = tuple((shape, math.log(share)) for shape, share in _SHAPES.items())
# How far from the diagonal, or from a first alignment, an alignment may run, in passages.
_BAND, _NARROW_BAND, _WIDEST = 30, 10, 300
_EXACTLY = 1e-9


def log_share(shape: Shape) -> float:
    """Return how often beads have a shape (in logarithms)."""
    return math.log(_SHAPES[shape])


class Likeliest:
    """The likeliest alignment of a text with its translation."""

    def __init__(self, evidence: Evidence, near: Sequence[tuple[range, range]] = ()) -> None:
        """Find it.

        Args:
            evidence: what the passages have in common.
            near: an alignment that it does not go far from.

        """
        self._evidence = evidence
        self._rows, self._columns = evidence.rows, evidence.columns
        self._near = self._columns_of_rows(near)
        self._scores: dict[Cell, list[float]] = {}
        self._reached = self._forwards()
        self._left = self._backwards()
        self._path = list(self._steps())

    def _columns_of_rows(self, near: Sequence[tuple[range, range]]) -> list[range]:
        """Return in which columns an alignment may be, by row."""
        width = _BAND + min(abs(self._rows - self._columns), _WIDEST)
        middles = [row * self._columns // max(self._rows, 1) for row in range(self._rows + 1)]
        if near:
            width = _NARROW_BAND
            middles = [0]
            for source, target in near:
                middles.extend([target.stop] * (source.stop + 1 - len(middles)))
            middles.extend([self._columns] * (self._rows + 1 - len(middles)))
        return [
            range(max(0, middle - width), min(self._columns, middle + width) + 1)
            for middle in middles
        ]

    def _forwards(self) -> dict[Cell, float]:
        """Return, for each pair of beginnings, how likely their best alignment is."""
        best: dict[Cell, float] = {(0, 0): 0.0}
        for row in range(self._rows + 1):
            for column in self._near[row]:
                here = best.get((row, column))
                if here is None:
                    continue
                scores = self._scores[row, column] = [
                    self._score(row, column, shape, prior) for shape, prior in _PRIORS
                ]
                for ((down, right), _), score in zip(_PRIORS, scores, strict=True):
                    if score > IMPOSSIBLE:
                        end = row + down, column + right
                        best[end] = max(best.get(end, IMPOSSIBLE), here + score)
        return best

    def _score(self, row: int, column: int, shape: Shape, prior: float) -> float:
        end, end_column = row + shape[0], column + shape[1]
        if end > self._rows or end_column not in self._near[end]:
            return IMPOSSIBLE
        if 0 in shape:
            return prior
        return prior + self._evidence.of(range(row, end), range(column, end_column))

    def _backwards(self) -> dict[Cell, float]:
        """Return, for each pair of places, how likely the best alignment of the rest is."""
        best = {(self._rows, self._columns): 0.0}
        for (row, column), scores in reversed(self._scores.items()):
            found = max(
                score + best.get((row + shape[0], column + shape[1]), IMPOSSIBLE)
                for (shape, _), score in zip(_PRIORS, scores, strict=True)
            )
            best[row, column] = max(best.get((row, column), IMPOSSIBLE), found)
        return best

    def _steps(self) -> Iterator[Step]:
        row = column = 0
        while (row, column) != (self._rows, self._columns):
            wanted = self._left[row, column]
            for (shape, _), score in zip(_PRIORS, self._scores[row, column], strict=True):
                rest = self._left.get((row + shape[0], column + shape[1]), IMPOSSIBLE)
                if abs(score + rest - wanted) < _EXACTLY:
                    yield row, column, shape
                    row, column = row + shape[0], column + shape[1]
                    break

    def pairs(self) -> list[tuple[range, range]]:
        """Return what stands for what, without gaps."""
        return [_stretches(step) for step in self._path if 0 not in step[2]]

    def beads(self) -> list[Bead]:
        """Return the alignment, each bead as sure as it is likelier than any other."""
        best = self._left[0, 0]
        rivals = self._rivals()
        return [
            Bead(*_stretches(step), confidence(best - rivals.get(step, IMPOSSIBLE) - SHIFTED))
            if 0 not in step[2]
            else Bead(*_stretches(step), 0.0)
            for step in self._path
        ]

    def _rivals(self) -> dict[Step, float]:
        """Return the likeliest alignment in which some passage of a step is elsewhere."""
        homes = [
            {at: step for step in self._path for at in _stretches(step)[side]} for side in (0, 1)
        ]
        rivals: dict[Step, float] = {}
        for (row, column), scores in self._scores.items():
            reached = self._reached[row, column]
            for (shape, _), score in zip(_PRIORS, scores, strict=True):
                rest = self._left.get((row + shape[0], column + shape[1]), IMPOSSIBLE)
                total = reached + score + rest
                if total <= IMPOSSIBLE:
                    continue
                step = row, column, shape
                for side, stretch in enumerate(_stretches(step)):
                    for home in {homes[side][at] for at in stretch} - {step}:
                        rivals[home] = max(rivals.get(home, IMPOSSIBLE), total)
        return rivals


def _stretches(step: Step) -> tuple[range, range]:
    row, column, shape = step
    return range(row, row + shape[0]), range(column, column + shape[1])
