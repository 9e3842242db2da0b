"""Similarity: how alike two messages are, words counting for more than numbers and codes."""

import re
from collections import Counter
from collections.abc import Iterable

__all__ = ["CODE", "NUMBER", "UNSPACED", "Group", "ranked", "skeleton"]

_MOST_FUZZY = 99.0
"""The score of a text that is not the very same, at most."""
# Thai, Lao, Burmese, Khmer, Chinese, Japanese: letters before a number there are another word.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u31ff\u3400-\u9fff\uf900-\ufaff"
NUMBER = re.compile(
    rf"(?<![^\W\d_{UNSPACED}])(?:"
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:[.,\u066b]\d+)?|\d+(?:[.,:\u066b\u066c]\d+)*)"
)
r"""A number with its separators: `12`, `1,200.5`, `9:30`; in `COVID-19` it is 19, in `G20` none."""
CODE = re.compile(r"""</?[^\W\d][\w.:\-]*(?:\s+[\w.:\-]+=(?:"[^"]*"|'[^']*'))*\s*/?>""")
"""A code, or a tag as it stands in raw messages."""
_PENALTY = 1.0
_MOST_PENALTY = 10.0

Group = tuple[float, Iterable[tuple[int, str]]]
"""A ratio of skeletons, and the messages that have it, numbered."""


def skeleton(message: str) -> str:
    """Return a message without its codes, every number written as `0`.

    >>> skeleton("Police held <em>12</em> people at 9:30.")
    'Police held 0 people at 0.'
    """
    return NUMBER.sub("0", CODE.sub("", message))


def _penalty(left: str, right: str) -> float:
    """Return what the numbers and codes in which two messages differ take from their likeness."""
    numbers = (NUMBER.findall(CODE.sub("", each)) for each in (left, right))
    codes = (CODE.findall(each) for each in (left, right))
    return min(_PENALTY * (_differences(*numbers) + _differences(*codes)), _MOST_PENALTY)


def _differences(left: list[str], right: list[str]) -> int:
    """Return how many values have no equal in the other list; a changed one counts once."""
    if left == right:
        return 0
    here, there = Counter(left), Counter(right)
    return max((here - there).total(), (there - here).total())


def ranked(
    message: str, groups: Iterable[Group], cut_off: float, limit: int
) -> list[tuple[int, float]]:
    """Return the messages that are most similar to one, the best first, among equals the lowest.

    Args:
        message: the message.
        groups: the ratio of the skeletons, falling, and the messages that have such a skeleton,
            each with its number.
        cut_off: the least similarity, in per cent.
        limit: how many at most.

    Returns:
        Number and similarity of each.

    """
    found: list[tuple[float, int]] = []
    for ratio, messages in groups:
        most = min(ratio, _MOST_FUZZY)
        if len(found) >= limit and most < -found[limit - 1][0]:
            break  # numbers and codes only take from a score
        for number, there in messages:
            score = 100.0 if there == message else most - _penalty(message, there)
            if score >= cut_off:
                found.append((-score, number))
        found.sort()
    return [(number, -negative) for negative, number in found[:limit]]
