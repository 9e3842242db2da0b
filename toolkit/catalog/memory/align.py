"""Align: which passages of a translation stand for which passages of its source.

The alignment is the likeliest that keeps the order, by lengths and by what passages have in common.
That no other is likelier does not make a pair right: how sure each is, is what sets it apart from
every other pair that it might be.
"""

from collections.abc import Iterator, Sequence

from toolkit.base.bcp47 import Locale
from toolkit.catalog.memory.anchors import figures_and_codes, known_anchors
from toolkit.catalog.memory.beads import IMPOSSIBLE, Bead, confidence
from toolkit.catalog.memory.doubts import judged
from toolkit.catalog.memory.evidence import Evidence
from toolkit.catalog.memory.learnt_anchors import learnt_anchors
from toolkit.catalog.memory.likeliest import SHIFTED, Likeliest, log_share

__all__ = ["Bead", "align_passages", "align_texts", "share_out"]

# Sentences as many as there are, none of them less likely than this: no other way is looked for.
_MOST_DOUBT = -0.5
_EVIDENT = 3.0
_OTHER_SIZE = 0.7
"""What it costs (in logarithms) that a passage has a sentence more or less in translation."""
_MOST_SHARED = 60
"""So many sentences are shared out in every way; of more, the numbers alone tell."""


def align_passages(source: Sequence[str], target: Sequence[str]) -> list[Bead]:
    """Align passages whose order is the same, as the sentences of one paragraph.

    Args:
        source: the passages in their order.
        target: those of the translation.

    Returns:
        Beads of one to one, one to two or three and back, two to two, one to none and back, in
        order; every passage is in exactly one.

    >>> [(b.source, b.target) for b in align_passages(["One.", "Two, 2."], ["Бір.", "Екі, 2."])]
    [(range(0, 1), range(0, 1)), (range(1, 2), range(1, 2))]
    """
    evidence = Evidence(source, target, figures_and_codes(source, target))
    return _one_to_one(evidence) or Likeliest(evidence).beads()


def _one_to_one(evidence: Evidence) -> list[Bead]:
    """Return the alignment in which each passage has its own, where every pair is evident."""
    if evidence.rows != evidence.columns:
        return []
    pairs = [(range(at, at + 1), range(at, at + 1)) for at in range(evidence.rows)]
    scores = [evidence.of(*pair) for pair in pairs]
    if min(scores, default=0.0) < _MOST_DOUBT:
        return []
    return [
        Bead(*pair, confidence(_EVIDENT + score)) for pair, score in zip(pairs, scores, strict=True)
    ]


def align_texts(
    source: Sequence[str],
    target: Sequence[str],
    languages: tuple[Locale, Locale],
) -> list[Bead]:
    """Align the passages of a text with those of its translation, from which some may be missing.

    A pair is sure if what it has in common sets it apart: from every other alignment, and from the
    same pairs with two passages of the translation exchanged. Two pairs that are likelier crosswise
    are crossed. What contradicts itself (a figure that one side lacks) is never sure.

    Args:
        source: the passages in their order.
        target: those of the translation.
        languages: the two languages.

    Returns:
        Beads as those of `align_passages`, in the order of the source but for what is crossed.

    """
    evidence = Evidence(source, target, known_anchors(source, target, languages))
    first = Likeliest(evidence)
    learnt = learnt_anchors(source, target, first.pairs())
    alignment = first
    if learnt:
        evidence = evidence.with_anchors(learnt)
        alignment = Likeliest(evidence, near=first.pairs())
    return judged(evidence, target, alignment.beads())


def share_out(
    source: Sequence[str],
    target: Sequence[str],
    sizes: Sequence[int],
    languages: tuple[Locale, Locale],
) -> list[Bead]:
    """Share the sentences that stand for some passages out among these, in their order.

    Args:
        source: a few passages.
        target: the sentences of what stands for all of them.
        sizes: of how many sentences each passage is.
        languages: the two languages.

    Returns:
        A bead for each passage; its target may be empty.

    """
    if len(target) > _MOST_SHARED:
        return list(_by_sizes(len(target), sizes))
    evidence = Evidence(source, target, known_anchors(source, target, languages))
    found = sorted(
        (
            (sum(_share_score(evidence, bead, sizes[bead[0].start]) for bead in way), number, way)
            for number, way in enumerate(_ways(len(source), len(target)))
        ),
        reverse=True,
    )
    best, _, way = found[0]
    if not all(theirs for _, theirs in way):
        # Nothing tells where one ends and the next begins: a heading and what follows it.
        return [Bead(own, theirs, 0.0) for own, theirs in way]
    beads = []
    for at, (own, theirs) in enumerate(way):
        other = next((score for score, _, each in found if each[at][1] != theirs), IMPOSSIBLE)
        beads.append(Bead(own, theirs, confidence(best - other - SHIFTED)))
    return beads


def _by_sizes(sentences: int, sizes: Sequence[int]) -> Iterator[Bead]:
    """Yield shares by how many sentences each passage has, none of them sure."""
    total, start = sum(sizes), 0
    for at in range(len(sizes)):
        stop = sentences * sum(sizes[: at + 1]) // total
        yield Bead(range(at, at + 1), range(start, stop), 0.0)
        start = stop


def _ways(passages: int, sentences: int, first: int = 0) -> Iterator[list[tuple[range, range]]]:
    """Yield every way to share sentences out among passages in a row."""
    own = range(first, first + 1)
    if passages == 1:
        yield [(own, range(sentences))]
        return
    for kept in range(sentences + 1):
        for rest in _ways(passages - 1, sentences - kept, first + 1):
            yield [
                (own, range(kept)),
                *((each, range(at.start + kept, at.stop + kept)) for each, at in rest),
            ]


def _share_score(evidence: Evidence, bead: tuple[range, range], size: int) -> float:
    if not bead[1]:
        return log_share((1, 0))
    return evidence.of(*bead) - _OTHER_SIZE * abs(len(bead[1]) - size)
