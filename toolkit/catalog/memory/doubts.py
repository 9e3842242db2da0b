"""Doubts: what is out of order in an alignment, and how sure each of its pairs is."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from toolkit.catalog.memory.beads import MOST_MARGIN, Bead, confidence
from toolkit.catalog.memory.evidence import Evidence

__all__ = ["judged"]

# How much likelier (in logarithms of odds) a pair must be, to be sure, than with its passage and
# another's exchanged: a near one's, any other's; and than with what may belong to it beside it.
_WITH_NEIGHBOUR, _WITH_ANOTHER, _WITH_MORE = 1.0, 0.5, 1.0
_NEAR = 3
_TWO = 2
# How much likelier two pairs must be crosswise to be crossed, and to be sure then.
_CROSSED, _SURELY_CROSSED = 2.0, 8.0
_MOVED = 3.0
"""How likely a pair must be (in logarithms) to be found out of its order."""
_CONTRADICTED = 1.0
_WITHOUT_WORDS = 0.5
"""How likely a pair must be by itself (in logarithms) that has nothing in common but its length and
its marks: what somebody wrote in the place of a passage stands between the same neighbours."""
_WINDOW = 60
"""So many pairs before and behind one are compared with it."""
_MOST_LOOSE = 10_000
"""So many pairs of passages without a partner are looked at."""


def judged(evidence: Evidence, target: Sequence[str], beads: Sequence[Bead]) -> list[Bead]:
    """Return an alignment with what is out of order paired crosswise, each pair as sure as it is.

    Args:
        evidence: what the passages have in common.
        target: the passages of the translation.
        beads: the likeliest alignment that keeps the order.

    """
    beads, crossed = _crossed_in_place(evidence, beads)
    beads, moved = _moved(evidence, beads)
    return _Doubts(evidence, target, beads, {*crossed, *moved}).judged()


def _crossed_in_place(evidence: Evidence, beads: Sequence[Bead]) -> tuple[list[Bead], set[Bead]]:
    """Take apart the beads of two to two that are pairs crosswise.

    Returns:
        The beads, and which of them are crossed.

    """
    found: list[Bead] = []
    pairs: set[Bead] = set()
    for bead in beads:
        if len(bead.source) == len(bead.target) == _TWO:
            (one, two), (first, second) = map(_singly, (bead.source, bead.target))
            crossed = evidence.of(one, second) + evidence.of(two, first)
            if crossed > evidence.of(one, first) + evidence.of(two, second):
                crossing = Bead(one, second, bead.confidence), Bead(two, first, bead.confidence)
                found.extend(crossing)
                pairs.update(crossing)
                continue
        found.append(bead)
    return found, pairs


def _singly(stretch: range) -> list[range]:
    return [range(at, at + 1) for at in stretch]


def _moved(evidence: Evidence, beads: Sequence[Bead]) -> tuple[list[Bead], set[Bead]]:
    """Pair what stands elsewhere than the order has it.

    Only passages without a partner of their own are looked at, and only pairs in which each is the
    other's best by far.

    Returns:
        The beads, in the order of the source; and which of them are out of order.

    """
    rows = {at: bead for bead in beads if not bead.is_pair for at in bead.source}
    columns = {at: bead for bead in beads if not bead.is_pair for at in bead.target}
    found = {
        row: Bead(range(row, row + 1), range(at, at + 1), confidence(margin - _SURELY_CROSSED))
        for row, at, margin in _best_pairs(evidence, rows, columns)
        if rows[row] is not columns[at]
    }
    if not found:
        return list(beads), set()
    taken = {pair.target.start for pair in found.values()}
    kept = [
        rest
        for bead in beads
        for rest in ([bead] if bead.is_pair else _rest(bead, found.keys(), taken))
    ]
    every = sorted([*kept, *found.values()], key=lambda bead: bead.source.start)
    return every, set(found.values())


def _best_pairs(
    evidence: Evidence, rows: Collection[int], columns: Collection[int]
) -> Iterator[tuple[int, int, float]]:
    """Yield the passages that are each other's best by far, and by how much they are."""
    if not (rows and columns) or len(rows) * len(columns) > _MOST_LOOSE:
        return
    scores = {
        (row, column): evidence.of(range(row, row + 1), range(column, column + 1))
        for row in rows
        for column in columns
    }
    best_of_row = {row: _two_best(scores[row, column] for column in columns) for row in rows}
    best_of_column = {column: _two_best(scores[row, column] for row in rows) for column in columns}
    for (row, column), score in scores.items():
        bests = best_of_row[row], best_of_column[column]
        margin = score - max(second if score == best else best for best, second in bests)
        if score >= _MOVED and margin >= _CROSSED:
            yield row, column, margin


def _two_best(scores: Iterable[float]) -> tuple[float, float]:
    """Return the greatest score, and the next; one alone has nothing beside it."""
    best, *others = sorted(scores, reverse=True)
    return best, others[0] if others else 0.0


def _rest(bead: Bead, rows: Collection[int], columns: Collection[int]) -> Iterator[Bead]:
    """Yield what is left of a bead, passage by passage if any is gone."""
    own = [at for at in bead.source if at not in rows]
    theirs = [at for at in bead.target if at not in columns]
    if len(own) == len(bead.source) and len(theirs) == len(bead.target):
        yield bead
        return
    nothing = range(bead.source.start, bead.source.start)
    yield from (Bead(range(at, at + 1), range(0), 0.0) for at in own)
    yield from (Bead(nothing, range(at, at + 1), 0.0) for at in theirs)


class _Doubts:
    """Judges the pairs of an alignment by the other pairs that their passages could make."""

    def __init__(
        self, evidence: Evidence, target: Sequence[str], beads: Sequence[Bead], crossed: set[Bead]
    ) -> None:
        self._evidence = evidence
        self._crossed = {at for at, bead in enumerate(beads) if bead in crossed}
        self._target = target
        self._beads = list(beads)
        self._pairs = [at for at, bead in enumerate(beads) if bead.is_pair]
        loose = [bead for bead in beads if not bead.is_pair]
        self._loose = [[at for stretch in side for at in stretch] for side in _sides(loose)]

    def judged(self) -> list[Bead]:
        """Return the beads, crossed where that is likelier, each as sure as its weakest side."""
        self._cross()
        return [
            replace(bead, confidence=min([bead.confidence, *map(confidence, self._margins(at))]))
            if bead.source and bead.target
            else bead
            for at, bead in enumerate(self._beads)
        ]

    def _cross(self) -> None:
        """Exchange the targets of pairs that are likelier crosswise, the likeliest first."""
        found = sorted(
            (gain, at, other)
            for at, other in self._neighbouring()
            if (gain := self._gain(at, other)) <= -_CROSSED
        )
        for _, at, other in found:
            if self._crossed.isdisjoint((at, other)):
                self._crossed.update((at, other))
                one, two = self._beads[at], self._beads[other]
                self._beads[at] = replace(one, target=two.target)
                self._beads[other] = replace(two, target=one.target)

    def _neighbouring(self) -> Iterator[tuple[int, int]]:
        for number, at in enumerate(self._pairs):
            for other in self._pairs[number + 1 : number + 1 + _WINDOW]:
                yield at, other

    def _gain(self, at: int, other: int) -> float:
        """Return how much likelier two pairs are than the same with their targets exchanged."""
        one, two = self._beads[at], self._beads[other]
        if self._target[one.target.start] == self._target[two.target.start]:
            return MOST_MARGIN
        of = self._evidence.of
        straight = of(one.source, one.target) + of(two.source, two.target)
        return straight - of(one.source, two.target) - of(two.source, one.target)

    def _least_gain(self, at: int, other: int) -> float:
        """Return how much likelier two pairs must be than the same crosswise to be sure."""
        if at in self._crossed:
            return _SURELY_CROSSED
        apart = abs(self._beads[other].source.start - self._beads[at].source.start)
        return _WITH_NEIGHBOUR if apart <= _NEAR else _WITH_ANOTHER

    def _margins(self, at: int) -> Iterator[float]:
        """Yield by how much a bead beats each kind of rival."""
        bead = self._beads[at]
        if self._evidence.contradicts(bead.source, bead.target):
            yield -_CONTRADICTED
        if not bead.is_pair:
            yield from self._margins_of_parts(bead)
            return
        own = self._evidence.of(bead.source, bead.target)
        yield own
        if not self._evidence.shares_words(bead.source, bead.target):
            yield self._evidence.of_themselves(bead.source, bead.target) - _WITHOUT_WORDS
        yield from (own - more - _WITH_MORE for more in self._with_more(at) if more != own)
        place = bisect_left(self._pairs, at)
        for other in self._pairs[max(place - _WINDOW, 0) : place + _WINDOW + 1]:
            if other != at:
                yield self._gain(at, other) - self._least_gain(at, other)
        for row in self._loose[0]:
            yield own - self._evidence.of(range(row, row + 1), bead.target) - _WITH_ANOTHER
        for column in self._loose[1]:
            yield own - self._evidence.of(bead.source, range(column, column + 1)) - _WITH_ANOTHER

    def _with_more(self, at: int) -> Iterator[float]:
        """Yield how likely a pair is together with what stands beside it and may belong to it."""
        bead, of = self._beads[at], self._evidence.of
        for beside in self._beads[max(at - 1, 0) : at] + self._beads[at + 1 : at + 2]:
            if len(beside.source) > 1 or not beside.target:
                yield of(_longer(bead.source, beside.source), bead.target)
            if len(beside.target) > 1 or not beside.source:
                yield of(bead.source, _longer(bead.target, beside.target))

    def _margins_of_parts(self, bead: Bead) -> Iterator[float]:
        """Yield by how much each part of a long bead belongs to it and not to another."""
        of = self._evidence.of
        others = [each for each in self._beads if each is not bead]
        for at in bead.target:
            part = range(at, at + 1)
            own = of(bead.source, part)
            yield from (own - of(each.source, part) for each in others if each.source)
        for at in bead.source:
            part = range(at, at + 1)
            own = of(part, bead.target)
            yield from (own - of(part, each.target) for each in others if each.target)


def _longer(stretch: range, beside: range) -> range:
    """Return a stretch with the passage next to it, if that is of what stands beside."""
    if stretch.start - 1 in beside:
        return range(stretch.start - 1, stretch.stop)
    return range(stretch.start, stretch.stop + (stretch.stop in beside))


def _sides(beads: Sequence[Bead]) -> tuple[list[range], list[range]]:
    return [bead.source for bead in beads], [bead.target for bead in beads]
