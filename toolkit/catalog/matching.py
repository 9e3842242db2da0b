"""Matching: which message of an older template each message of a newer one comes from."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from toolkit.base.frozen import frozen

__all__ = ["Match", "match_messages"]

_CUT_OFF = 60.0
_CUT_OFF_ELSEWHERE = 75.0
# Of the words in alphabetical order: a sentence whose parts changed places has most of its words.
_CUT_OFF_REORDERED = 85.0
_MOST_OTHER_LENGTH = 0.2
_MOST_REORDERED = 99.0
_MOST_IN_GAP = 40
_MOST_CANDIDATES = 12
_RARE_WORDS = 8
_MOST_PLACES = 200
# Comparing takes the product of the lengths: 20,000 characters are a chapter, not a paragraph.
_LONGEST = 20_000


@frozen
class Match:
    """An older message found again."""

    old: int
    """Its index among the older messages."""
    score: float
    """Similarity in per cent; 100 only when the text is the same."""


def match_messages(new: Sequence[str], old: Sequence[str]) -> dict[int, Match]:
    """Find each new message among the old ones: the same text, else the most similar in order.

    Every old message is used once. First come equal texts, in order; then, between two of those,
    what changed in place (60 per cent alike); then the rest, wherever it stood (75 per cent alike).
    A text whose parts changed places is found by its words (85 per cent the same).

    Args:
        new: the newer messages in the document's order.
        old: the older messages in theirs.

    Returns:
        Index of a new message to its match; messages without one are left out.

    >>> match_messages(["a", "one two 3"], ["a", "one two 2", "x"])[1].old
    1
    """
    matches = _equal(new, old)
    for new_gap, old_gap in _gaps(matches, len(new), len(old)):
        _match_in_order(new, old, new_gap, old_gap, matches)
    _match_anywhere(new, old, matches)
    return matches


def _equal(new: Sequence[str], old: Sequence[str]) -> dict[int, Match]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at in range(len(old) - 1, -1, -1):
        places[old[at]].append(at)
    matches = {}
    for at, message in enumerate(new):
        if places.get(message):
            matches[at] = Match(places[message].pop(), 100.0)
    return matches


def _gaps(
    matches: dict[int, Match], new_count: int, old_count: int
) -> list[tuple[list[int], list[int]]]:
    """Return the unmatched stretches between neighbouring anchors that stand in order."""
    used = {match.old for match in matches.values()}
    anchors = [(at, matches[at].old) for at in _longest_rising(matches)]
    gaps = []
    new_from = old_from = 0
    for at, there in [*anchors, (new_count, old_count)]:
        if at > new_from and there > old_from:
            new_gap = [n for n in range(new_from, at) if n not in matches]
            old_gap = [n for n in range(old_from, there) if n not in used]
            if new_gap and 0 < len(old_gap) <= _MOST_IN_GAP:
                gaps.append((new_gap[:_MOST_IN_GAP], old_gap))
        new_from, old_from = at + 1, there + 1
    return gaps


def _longest_rising(matches: dict[int, Match]) -> list[int]:
    """Return the new messages of the most matches that keep their order: the rest has moved."""
    ends: list[int] = []  # the new message that a rising row of each length best ends with
    olds: list[int] = []
    before: dict[int, int | None] = {}
    for at in sorted(matches):
        length = bisect_left(olds, matches[at].old)
        before[at] = ends[length - 1] if length else None
        ends[length : length + 1] = [at]
        olds[length : length + 1] = [matches[at].old]
    row: list[int] = []
    last = ends[-1] if ends else None
    while last is not None:
        row.append(last)
        last = before[last]
    return row[::-1]


def _match_in_order(
    new: Sequence[str],
    old: Sequence[str],
    new_gap: list[int],
    old_gap: list[int],
    matches: dict[int, Match],
) -> None:
    """Match two gaps so that the sum of similarities is greatest and nothing crosses."""
    rows, columns = len(new_gap), len(old_gap)
    scores = [[_similarity(new[n], old[o]) for o in old_gap] for n in new_gap]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            paired = scores[row][column] and scores[row][column] + best[row + 1][column + 1]
            best[row][column] = max(paired, best[row + 1][column], best[row][column + 1])
    row = column = 0
    while row < rows and column < columns:
        score = scores[row][column]
        if score and best[row][column] == score + best[row + 1][column + 1]:
            matches[new_gap[row]] = Match(old_gap[column], score)
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1


def _similarity(new: str, old: str) -> float:
    # Most documents are as they were: equal texts are found without it, and it takes a while.
    from rapidfuzz import fuzz  # noqa: PLC0415

    if max(len(new), len(old)) > _LONGEST:
        return 0.0
    score = fuzz.ratio(new, old, score_cutoff=_CUT_OFF)
    if score or abs(len(new) - len(old)) > _MOST_OTHER_LENGTH * len(old):
        return score
    # The same words, in whatever order.
    score = fuzz.token_sort_ratio(new, old, score_cutoff=_CUT_OFF_REORDERED)
    return min(score, _MOST_REORDERED)


def _match_anywhere(new: Sequence[str], old: Sequence[str], matches: dict[int, Match]) -> None:
    used = {match.old for match in matches.values()}
    free = [at for at in range(len(old)) if at not in used and len(old[at]) <= _LONGEST]
    waiting = [at for at in range(len(new)) if at not in matches and len(new[at]) <= _LONGEST]
    if not free or not waiting:
        return
    index = _WordIndex([old[at] for at in free])
    found = [
        (-score, at, free[place]) for at in waiting for place, score in index.candidates(new[at])
    ]
    for negative, at, there in sorted(found):
        if at not in matches and there not in used:
            matches[at] = Match(there, -negative)
            used.add(there)


class _WordIndex:
    """Finds messages that share rare words, so that few need to be compared."""

    def __init__(self, messages: Sequence[str]) -> None:
        self._messages = messages
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for at, message in enumerate(messages):
            for word in set(message.split()):
                self._places[word].append(at)

    def candidates(self, message: str) -> Iterator[tuple[int, float]]:
        """Yield the places of similar messages with their similarity."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - as above

        words = sorted(
            (word for word in set(message.split()) if word in self._places),
            key=lambda word: (len(self._places[word]), word),
        )
        counts: Counter[int] = Counter()
        for word in words[:_RARE_WORDS]:
            places = self._places[word]
            if counts and len(places) > _MOST_PLACES:
                break  # only words that tell nothing are left
            counts.update(places[:_MOST_PLACES])
        likely = sorted((-count, place) for place, count in counts.items())[:_MOST_CANDIDATES]
        texts = {place: self._messages[place] for _, place in likely}
        for scorer, least in (
            (fuzz.ratio, _CUT_OFF_ELSEWHERE),
            (fuzz.token_sort_ratio, _CUT_OFF_REORDERED),
        ):
            scored = process.extract(message, texts, scorer=scorer, score_cutoff=least, limit=None)
            for _, score, place in scored:
                yield place, score if scorer is fuzz.ratio else min(score, _MOST_REORDERED)
            if scored:
                return
