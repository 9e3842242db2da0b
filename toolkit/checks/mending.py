"""Mending: flaws of a translation that stand at places, and the translation without them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice

from toolkit.base.frozen import frozen
from toolkit.base.text import Code, CodeKind, Text
from toolkit.checks.check import Place, Problem
from toolkit.checks.pair import Pair

__all__ = ["MOST_REPORTED", "Flaw", "code_places", "mend", "reported", "touches"]

MOST_REPORTED = 10
"""How many problems of a kind are told of one translation: with more it is wrong as a whole."""


@frozen
class Flaw:
    """Something wrong at a place of a translation, and what belongs there."""

    place: Place
    """Where, in the pair's `target_words`."""
    message: str
    """What is wrong, in one sentence without a full stop."""
    suggestion: str = ""
    """What might stand there."""
    mended: str | None = None
    """What belongs there beyond doubt; None where a person must decide."""


def reported(pair: Pair, flaws: Iterable[Flaw]) -> Iterator[Problem]:
    """Yield a problem for each flaw; the fix of each mends all, so that one round does.

    A text with very many flaws of a kind is wrong as a whole: the first ten are reported.

    Args:
        pair: the translation.
        flaws: in the order of their places, which do not overlap.

    """
    found = list(flaws)
    edits = [(flaw.place, flaw.mended) for flaw in found if flaw.mended is not None]
    fixed = mend(pair.target, edits) if edits else None
    for flaw in islice(found, MOST_REPORTED):
        yield Problem(
            flaw.message,
            target=flaw.place,
            suggestion=flaw.suggestion or flaw.mended or "",
            fix=fixed if flaw.mended is not None else None,
        )


def mend(text: Text, edits: Sequence[tuple[Place, str]]) -> Text:
    """Return a text with stretches of its words replaced; every code stays.

    Args:
        text: words and codes.
        edits: places, counted in the text without its codes, in their order and apart; and what
            goes there. What goes to a place with a code inside stands before the code.

    >>> mend(("a  b",), [((1, 3), " ")])
    ('a b',)

    """
    parts: list[str | Code] = []
    offset = 0
    waiting = iter(edits)
    edit = next(waiting, None)
    for part in text:
        if isinstance(part, Code):
            parts.append(part)
            continue
        end = offset + len(part)
        pieces: list[str] = []
        position = offset
        while edit is not None and (edit[0][0] < end or edit[0][0] == edit[0][1] == end):
            (start, stop), words = edit
            if start >= offset:
                pieces += (part[position - offset : start - offset], words)
            position = max(position, min(stop, end))
            if stop > end:
                break
            edit = next(waiting, None)
        pieces.append(part[position - offset :])
        parts.append("".join(pieces))
        offset = end
    return tuple(part for part in parts if part)


def code_places(text: Text, *kinds: CodeKind) -> frozenset[int]:
    """Return where in a text's words its codes stand: those of some kinds, or all."""
    if len(text) == 1:
        return frozenset()
    lengths = (len(part) if isinstance(part, str) else 0 for part in text)
    ends = accumulate(lengths)
    return frozenset(
        at
        for part, at in zip(text, ends, strict=True)
        if isinstance(part, Code) and (not kinds or part.kind in kinds)
    )


def touches(place: Place, places: frozenset[int]) -> bool:
    """Whether one of some places (of codes) lies within a stretch or at its edges."""
    start, end = place
    if end - start < len(places):
        return any(at in places for at in range(start, end + 1))
    return any(start <= at <= end for at in places)
