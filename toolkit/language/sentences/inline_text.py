"""Segment a text with codes: they are transparent, and stay whole."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from toolkit.base.text import Code, CodeKind, Text, TextBuilder, plain
from toolkit.language.sentences.segmentation_rules import FormatHandling
from toolkit.language.sentences.segmenter import Segmenter

__all__ = ["split_text"]

_Cut = tuple[int, int]
"""A place: how many characters stand before it, and how many codes."""


def split_text(text: Text, segmenter: Segmenter) -> tuple[Text, ...]:
    """Return the segments of a text with codes; put together they give the text back.

    The rules see the text without its codes. A break never falls between an opening code and its
    closing one: it moves back in the white space before it, or is left out. A code right at a
    break goes where the rules' `formathandle` says; by default a closing code stays with the
    sentence it closes.

    Raises:
        ToolkitError: when the rules take out of all proportion long.

    """
    string = plain(text)
    codes = _codes(text)
    cuts: list[_Cut] = [(0, 0)]
    for at in segmenter.breaks(string):
        cut = next(_places(string, codes, at, segmenter.handling), None) if codes else (at, 0)
        if cut is not None and cut > cuts[-1]:
            cuts.append(cut)
    if text:
        cuts.append((len(string), len(codes)))
    return tuple(_between(string, codes, start, end) for start, end in pairwise(cuts))


def _codes(text: Text) -> list[tuple[int, Code, bool]]:
    """Return each code, how many characters stand before it, and if it stands inside a pair.

    What is said of the inside holds right before the code.
    """
    offset = 0
    found: list[tuple[int, Code]] = []
    for part in text:
        if isinstance(part, str):
            offset += len(part)
        else:
            found.append((offset, part))
    depths = _depths([code for _, code in found])
    return [(at, code, depth > 0) for (at, code), depth in zip(found, depths, strict=True)]


def _depths(codes: list[Code]) -> list[int]:
    """Return in how many pairs the place right before each code is; lone codes make none."""
    opened: list[tuple[str, int]] = []
    changes = [0] * (len(codes) + 1)
    for number, code in enumerate(codes):
        if code.kind is CodeKind.OPEN:
            opened.append((code.tag, number))
        elif code.kind is CodeKind.CLOSE:
            at = next(
                (at for at in range(len(opened) - 1, -1, -1) if opened[at][0] == code.tag), -1
            )
            if at >= 0:
                changes[opened[at][1] + 1] += 1
                changes[number + 1] -= 1
                del opened[at:]
    depths, depth = [], 0
    for change in changes[:-1]:
        depth += change
        depths.append(depth)
    return depths


def _places(
    string: str, codes: list[tuple[int, Code, bool]], at: int, handling: FormatHandling
) -> Iterator[_Cut]:
    """Yield where a break may be: at its offset, the best place first, then in the space before."""
    first = True
    while first or string[at : at + 1].isspace():
        start = bisect_left(codes, at, key=_offset)
        end = bisect_right(codes, at, key=_offset)
        best = start
        while best < end and _goes_before(codes[best][1], handling):
            best += 1
        for number in (best, *range(best + 1, end + 1), *range(best - 1, start - 1, -1)):
            if number == len(codes) or not codes[number][2]:
                yield at, number
        first = False
        at -= 1


def _offset(code: tuple[int, Code, bool]) -> int:
    return code[0]


def _goes_before(code: Code, handling: FormatHandling) -> bool:
    """Whether a code right at a break belongs to the segment before it."""
    if code.kind is CodeKind.OPEN:
        return handling.start
    return handling.end if code.kind is CodeKind.CLOSE else handling.isolated


def _between(string: str, codes: list[tuple[int, Code, bool]], start: _Cut, end: _Cut) -> Text:
    builder = TextBuilder()
    done = start[0]
    for at, code, _ in codes[start[1] : end[1]]:
        builder.add(string[done:at])
        builder.add(code)
        done = at
    builder.add(string[done : end[0]])
    return builder.text()
