"""Difference: what was added to a text and what was taken from it, word by word."""

import re
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

__all__ = ["Piece", "difference"]

Piece = tuple[str, str]
"""`same`, `removed` or `added`, and the words that are."""

# A word brings the space before it along, so that spaces do not count as words that stayed.
# A number is one word with its separators: 1,000 became 1,200, and not 000 200.
_NUMBER = r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,:'’٫٬/]\d+)*"
_WORD = re.compile(rf"\s*(?:{_NUMBER}|\w+|[^\w\s])|\s+")


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """Tell two versions of a text apart.

    Args:
        before: the older text.
        after: the newer.

    Returns:
        Stretches in their order. Those that are not `added` make up the older text, those that
        are not `removed` the newer.

    >>> difference("The old bridge", "The new bridge")
    (('same', 'The'), ('removed', ' old'), ('added', ' new'), ('same', ' bridge'))

    """
    return tuple(_pieces(_WORD.findall(before), _WORD.findall(after)))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    for code in Levenshtein.opcodes(old, new):
        removed = "".join(old[code.src_start : code.src_end])
        added = "".join(new[code.dest_start : code.dest_end])
        if code.tag == "equal":
            yield "same", added
            continue
        if removed:
            yield "removed", removed
        if added:
            yield "added", added
