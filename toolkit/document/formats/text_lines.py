"""Lines of plain text that stand on their own: the items of a list, speeches, and facts."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from toolkit.base.frozen import frozen
from toolkit.document.formats.lines import Line

__all__ = ["Part", "text_parts"]

_BULLET = re.compile(r"(?P<space>\s*)(?P<mark>[-*+•·‣◦▪●]|\(?(?P<number>\d{1,3})[.)])\s+(?=\S)")
_SPEECH = re.compile(r"\s*[–—―]\s*(?=\S)")
_FACT = re.compile(r"\s*[^\W\d][^:\n]{0,39}[:：]\s+\S")
# Marks that stay in the text: numbers and letters of other kinds, boxes, and times of day.
_MARKED = re.compile(
    r"\s*(?:\[\d{1,3}\]\s|\(?[^\W\d_]\)\s|[a-zа-я]\.\s|\d{1,2}[:.]\d{2}\s|[☐☑☒✓✔✗✘→►❖]\s"
    r"|[（(]?[一二三四五六七八九十]{1,3}[、）)．]|(?:（\d{1,3}）|\d{1,3}[、．])|[①-⑳])\s*(?=\S)"
)
# A row of a table: cells between bars, or with a tab between them.
_ROW = re.compile(r"\s*\|.*\|\s*|\s*\S[^\t]*\t.*\S.*")
_BEFORE_A_LIST = (":", "：")


@frozen
class Part:
    """Lines that are one text."""

    lines: tuple[Line, ...]
    lead: int = 0
    """How many characters of the first line are no part of the text: white space and a mark."""
    mark: str = ""
    """What marks it as an item: a bullet, or `1.` for a number; empty for a paragraph."""
    number: int = 0


def text_parts(lines: Sequence[Line]) -> Iterator[Part]:
    """Cut a block into its paragraphs and the items of its lists.

    Two lines with the same bullet or with numbers that count up make a list, and so does one after
    a colon. Two lines that begin with a dash are speeches, or points of a list, and so is one after
    a colon; lines that all begin with a name and a colon are facts, and lines of cells are rows of
    a table: each is a text of its own. So are two lines with other marks, such as (a), [1], 一、 or
    10:30, the first of a block among them. All other lines go on with the one before.

    Args:
        lines: those of a block, none of them blank.

    """
    if len(lines) > 1 and (all(map(_is_fact, lines)) or all(map(_is_row, lines))):
        yield from (_paragraph((line,)) for line in lines)
        return
    speeches = _speeches(lines) or _marked(lines)
    if speeches:
        last = _item_end(lines, speeches[-1], len(lines))
        for start, end in pairwise([*sorted({0, *speeches}), last]):
            yield from text_parts(lines[start:end])  # a list may stand below a point
        if last < len(lines):
            yield _paragraph(tuple(lines[last:]))
        return
    starts = sorted(_items(lines))
    first = starts[0][0] if starts else len(lines)
    if first:
        yield _paragraph(tuple(lines[:first]))
    bounds = [*starts, (len(lines), None)]
    for (start, bullet), (end, _) in pairwise(bounds):
        if bullet is not None:
            last = _item_end(lines, start, end) if end == len(lines) else end
            number = int(bullet["number"]) if bullet["number"] else 0
            mark = "1." if number or bullet["number"] else bullet["mark"]
            yield Part(tuple(lines[start:last]), bullet.end(), mark, number)
            if last < end:
                yield _paragraph(tuple(lines[last:end]))


def _paragraph(lines: tuple[Line, ...]) -> Part:
    text = lines[0].text
    return Part(lines, len(text) - len(text.lstrip()))


def _is_speech(line: Line) -> bool:
    return _SPEECH.match(line.text) is not None


def _speeches(lines: Sequence[Line]) -> list[int]:
    """Return which lines begin a text with a dash; one alone may be in the midst of a sentence."""
    found = [at for at, line in enumerate(lines) if _is_speech(line)]
    if len(found) > 1:
        return found
    return [at for at in found if at > 0 and lines[at - 1].text.rstrip().endswith(_BEFORE_A_LIST)]


def _marked(lines: Sequence[Line]) -> list[int]:
    """Return which lines begin a text with a mark that stays in it; the first must."""
    found = [at for at, line in enumerate(lines) if _MARKED.match(line.text)]
    return found if len(found) > 1 and found[0] == 0 else []


def _is_fact(line: Line) -> bool:
    return _FACT.match(line.text) is not None and not line.text.rstrip().endswith(_BEFORE_A_LIST)


def _is_row(line: Line) -> bool:
    return _ROW.fullmatch(line.text) is not None


def _items(lines: Sequence[Line]) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the lines that begin an item, with their bullets."""
    found = [(at, match) for at, line in enumerate(lines) if (match := _BULLET.match(line.text))]
    for at, match in found:
        after_colon = at > 0 and lines[at - 1].text.rstrip().endswith(_BEFORE_A_LIST)
        others = (other for number, other in found if number != at)
        if after_colon or any(_is_next(match, other) or _is_next(other, match) for other in others):
            yield at, match


def _is_next(one: re.Match[str], other: re.Match[str]) -> bool:
    if one["number"] and other["number"]:
        return int(other["number"]) == int(one["number"]) + 1
    return one["mark"] == other["mark"] and not one["number"]


def _item_end(lines: Sequence[Line], start: int, end: int) -> int:
    """Return where a block's last item ends: before a line that begins as a sentence does."""
    space = len(lines[start].text) - len(lines[start].text.lstrip())
    for at in range(start + 1, end):
        text = lines[at].text
        indented = len(text) - len(text.lstrip()) > space
        if not indented and text.strip()[:1].isupper():
            return at
    return end
