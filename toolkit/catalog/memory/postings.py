"""Postings: which skeletons share a feature, in flat arrays that are quick to load and ask."""

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import accumulate, chain, pairwise, repeat
from zlib import crc32

from rapidfuzz import fuzz, process

from toolkit.base.frozen import frozen
from toolkit.catalog.memory.similarity import UNSPACED

__all__ = ["LONGEST", "Hit", "Postings", "length_band", "most_compared"]

LONGEST = 20_000
"""Comparing takes the product of the lengths: more characters are a chapter, not a paragraph."""
_WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
_START, _END = 0x5EED0001, 0x5EED0002
_MASK = 0xFFFFFFFF
_FEW_WORDS = 5
"""Up to so many words, letters are features too: a typo there leaves no two words as they were."""
_LETTERS = 3
_FIRST = 200
"""How many postings of the rarest features are followed before anything is counted."""
_THEN = 2_500
"""How many are followed in all where that finds nothing near."""
_NEAR = 88.0
_MOST_COMPARED = 500
_LEAST_COMPARED = 16
_CHARACTERS_COMPARED = 400_000
_SHORT_LIST = 30

Hit = tuple[float, int]
"""A similarity in per cent, and the rank of the skeleton."""


def length_band(length: int, cut_off: float) -> tuple[int, int]:
    """Return the least and the greatest length with which a similarity can reach a cut-off.

    Args:
        length: that of what is looked for, in characters.
        cut_off: the least similarity, in per cent.

    """
    share = max(cut_off, 1.0) / 100
    longest = min(int(length * (2 - share) / share) + 1, LONGEST)
    return int(length * share / (2 - share)), longest


def most_compared(length: int) -> int:
    """Return with how many skeletons one of a length is compared at most: it takes its time."""
    return max(_LEAST_COMPARED, min(_MOST_COMPARED, _CHARACTERS_COMPARED // length))


class _WordNumbers(dict[str, int]):
    """A number for each word, the same in every process: what hashes to strings is not."""

    def __missing__(self, word: str) -> int:
        self[word] = number = crc32(word.encode("utf-8", "surrogatepass"))
        return number


def _features(skeleton: str, numbers: _WordNumbers) -> set[int]:
    """Return a skeleton's features: neighbouring words, words with one between, ends; letters."""
    words = _WORD.findall(skeleton.lower())
    row = [_START, *[numbers[word] for word in words], _END]
    found = {(left * 3 + right) & _MASK for left, right in pairwise(row)}
    found.update([(left * 5 + right) & _MASK for left, right in zip(row, row[2:], strict=False)])
    if len(words) <= _FEW_WORDS:
        line = f" {' '.join(words)} "
        found.update([numbers[line[at : at + _LETTERS]] for at in range(len(line) - _LETTERS + 1)])
    return found


@frozen
class Postings:
    """An index over skeletons that are numbered by their length: their ranks.

    The features' lists stand one behind the other in `ranks`; a feature is hashed to the number
    of its list, so that two of them may share one: that costs a comparison, not an answer.
    """

    lengths: "array[int]"
    """The skeletons' lengths in characters, rising."""
    starts: "array[int]"
    """Where each list starts; 2ⁿ lists and the end."""
    ranks: "array[int]"

    @classmethod
    def build(cls, skeletons: Sequence[str]) -> "Postings":
        """Index skeletons that are sorted by length."""
        numbers = _WordNumbers()
        features, owners = array("I"), array("I")
        for rank, skeleton in enumerate(skeletons):
            if len(skeleton) > LONGEST:
                break
            found = _features(skeleton, numbers)
            features.extend(found)
            owners.extend(repeat(rank, len(found)))
        size = 1 << max(4, len(features).bit_length() - 1)
        counts = array("I", bytes(4 * (size + 1)))
        for feature in features:
            counts[feature % size + 1] += 1
        starts = array("I", accumulate(counts))
        free, ranks = starts[:], array("I", bytes(4 * len(features)))
        for feature, owner in zip(features, owners, strict=True):
            at = free[feature % size]
            ranks[at] = owner
            free[feature % size] = at + 1
        return cls(array("I", map(len, skeletons)), starts, ranks)

    def search(
        self, skeleton: str, skeletons: Sequence[str], cut_off: float, limit: int
    ) -> list[Hit]:
        """Return the most similar skeletons, the best first, among equals the lowest rank.

        Where few skeletons have a fitting length all of them are compared, else those that share
        the most features: the best is found nearly always, what comes after it less surely.

        Args:
            skeleton: what to find.
            skeletons: those that were indexed.
            cut_off: the least similarity, in per cent.
            limit: how many at most.

        """
        if not 0 < len(skeleton) <= LONGEST:
            return []
        return _Search(self, skeleton, skeletons, limit).hits(cut_off)

    def band(self, length: int, cut_off: float) -> range:
        """Return the ranks of the lengths with which a similarity can reach a cut-off."""
        shortest, longest = length_band(length, cut_off)
        return range(bisect_left(self.lengths, shortest), bisect_left(self.lengths, longest + 1))

    def spans(self, skeleton: str) -> list[tuple[int, int]]:
        """Return length and start of the lists of a skeleton's features, the shortest first."""
        starts, size = self.starts, len(self.starts) - 1
        found = []
        for feature in _features(skeleton, _WordNumbers()):
            at = feature % size
            start = starts[at]
            if count := starts[at + 1] - start:
                found.append((count, start))
        return sorted(found)


class _Search:
    """One question, and what was found so far."""

    def __init__(
        self, postings: Postings, skeleton: str, skeletons: Sequence[str], limit: int
    ) -> None:
        self._postings = postings
        self._skeleton = skeleton
        self._skeletons = skeletons
        self._limit = limit
        self._most = most_compared(len(skeleton))
        self._lists: list[array[int]] = []
        self._followed = 0

    def hits(self, cut_off: float) -> list[Hit]:
        band = self._postings.band(len(self._skeleton), cut_off)
        if len(band) <= self._most:
            return self._compare(band, cut_off)
        spans = self._postings.spans(self._skeleton)
        used = self._follow(spans, band, min(_FIRST, self._most))
        compared = set(chain.from_iterable(self._lists))
        found = self._compare(compared, cut_off)
        if used == len(spans) or (found and found[0][0] >= _NEAR):
            return found
        self._follow(spans[used:], band, _THEN)
        more = self._compare(self._likeliest() - compared, cut_off)
        return sorted([*found, *more], key=_best_first)[: self._limit]

    def _follow(self, spans: Sequence[tuple[int, int]], band: range, most: int) -> int:
        """Take over the lists that fit into a number of postings; return how many were done."""
        ranks = self._postings.ranks
        for number, (count, start) in enumerate(spans):
            end = start + count
            if count > _SHORT_LIST:
                start = bisect_left(ranks, band.start, start, end)  # noqa: PLW2901
                end = bisect_left(ranks, band.stop, start, end)
            if self._followed + end - start > most:
                if self._followed or most < _THEN:
                    return number
                end = start + most  # even the rarest feature is in too many
            self._followed += end - start
            self._lists.append(ranks[start:end])
        return len(spans)

    def _likeliest(self) -> set[int]:
        """Return the skeletons that share the most of the features that were followed."""
        votes = Counter(chain.from_iterable(self._lists))
        numbers = Counter(votes.values())
        least = total = 0
        for number in sorted(numbers, reverse=True):
            total += numbers[number]
            if total > self._most and least:
                break
            least = number
        chosen = {rank for rank, number in votes.items() if number >= least}
        if len(chosen) > self._most:
            middle = bisect_left(self._postings.lengths, len(self._skeleton))
            chosen = set(sorted(chosen, key=lambda rank: (abs(rank - middle), rank))[: self._most])
        return chosen

    def _compare(self, ranks: Collection[int], cut_off: float) -> list[Hit]:
        ordered = sorted(ranks)
        found = process.extract(
            self._skeleton,
            [*map(self._skeletons.__getitem__, ordered)],
            scorer=fuzz.ratio,
            score_cutoff=cut_off,
            limit=self._limit,
        )
        return [(score, ordered[at]) for _, score, at in found]


def _best_first(hit: Hit) -> tuple[float, int]:
    return -hit[0], hit[1]
