"""Learnt anchors: words of two languages that keep each other company all over a text."""

import math
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from toolkit.catalog.memory.anchors import Anchor, AnchorKind, Places, index_of
from toolkit.language.words import WORD, fold

__all__ = ["learnt_anchors"]

_STEM, _SHORTEST_STEM = 5, 3
# What is learnt from the text itself: a stem in so many passages at least, in no more than this
# share of them, together with its companion so often, and surer than chance by so much (log).
_FEWEST_BEADS, _FEWEST_TIMES = 8, 3
_MOST_SHARE, _TOGETHER = 0.6, 0.6
_SURER_THAN_CHANCE = 1.0


def learnt_anchors(
    source: Sequence[str], target: Sequence[str], beads: Sequence[tuple[range, range]]
) -> list[Anchor]:
    """Return words that stand in the same passages more often than chance would have it.

    What a first alignment pairs teaches its words; of each pair it is asked what the others say
    alone, so that a wrong pair does not prove itself.

    Args:
        source: the passages of a text.
        target: those of its translation.
        beads: which are aligned.

    """
    if len(beads) < _FEWEST_BEADS:
        return []
    stems = index_of(source, _stems), index_of(target, _stems)
    numbers_of = [
        {at: number for number, bead in enumerate(beads) for at in bead[side]} for side in (0, 1)
    ]
    ours, theirs = (
        _repeated(side, there, len(beads)) for side, there in zip(stems, numbers_of, strict=True)
    )
    found = sorted(_companions(ours, theirs, _Chance(len(beads))))
    # Words that always stand together say one thing, and not several.
    taken: set[Places] = set()
    anchors = []
    for _, word, other in found:
        if theirs[other] not in taken and ours[word] not in taken:
            taken.update((ours[word], theirs[other]))
            what = f"{word} {other}"
            anchors.append(Anchor(AnchorKind.LEARNT, what, stems[0][word], stems[1][other]))
    return anchors


def _stems(text: str) -> Iterator[str]:
    """Yield how the words of a text begin; where no spaces part words, each two characters."""
    for word in WORD.findall(text):
        folded = fold(word)
        if not folded:
            continue
        if unicodedata.east_asian_width(folded[0]) in "WF":
            yield from (folded[at : at + 2] for at in range(len(folded) - 1))
        elif len(folded) >= _SHORTEST_STEM and not folded.isdigit():
            yield folded[:_STEM]


def _repeated(
    stems: Mapping[str, Places], beads: Mapping[int, int], count: int
) -> dict[str, Places]:
    """Return in which beads each stem stands, of those that stand in some and not in most."""
    found = {
        stem: frozenset(beads[at] for at in places if at in beads)
        for stem, places in stems.items()
        if len(places) >= _FEWEST_TIMES
    }
    most = _MOST_SHARE * count
    return {stem: places for stem, places in found.items() if _FEWEST_TIMES <= len(places) <= most}


def _companions(
    ours: Mapping[str, Places], theirs: Mapping[str, Places], chance: "_Chance"
) -> Iterator[tuple[float, str, str]]:
    """Yield each stem with the one that keeps it company, and how likely chance does it (log)."""
    least = -math.log(len(theirs) + 1) - _SURER_THAN_CHANCE
    for word, places in ours.items():
        best = (least, "")
        for other, found in theirs.items():
            together = len(places & found)
            if together < _FEWEST_TIMES or together < _TOGETHER * max(len(places), len(found)):
                continue
            # One bead fewer, as none may speak for itself.
            odds = chance.of(together - 1, len(places) - 1, len(found) - 1)
            best = min(best, (odds, other))
        if best[1]:
            yield best[0], word, best[1]


class _Chance:
    """The hypergeometric distribution over the beads but one."""

    def __init__(self, count: int) -> None:
        self._count = count - 1
        self._factorials = [math.lgamma(number + 1) for number in range(count + 1)]

    def of(self, together: int, one: int, other: int) -> float:
        """Return the logarithm of how likely two things meet so often by chance."""
        rest = self._count - one
        if other - together > rest:
            return 0.0
        return (
            self._choices(one, together)
            + self._choices(rest, other - together)
            - self._choices(self._count, other)
        )

    def _choices(self, among: int, some: int) -> float:
        factorials = self._factorials
        return factorials[among] - factorials[some] - factorials[among - some]
