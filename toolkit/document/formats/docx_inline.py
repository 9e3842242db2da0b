"""Pieces of a paragraph as inline elements, with no code that a translator does not need."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from lxml import etree

from toolkit.document.formats.docx_runs import Piece

__all__ = ["fill", "tidy", "without_mark", "without_whole_formats"]

_SPACES = re.compile(r"([ \t\r\n]*)(.*?)([ \t\r\n]*)", re.DOTALL)
# The order of elements that begin and end together.
_ORDER = ("strong", "em", "s", "u", "sup", "sub")


def tidy(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces that are set alike as one, with nothing but line breaks and spaces at no end.

    Word cuts runs where the spelling was checked or a text was edited, and sets the space after a
    word like the word. White space belongs to the formats that go on across it, and to no others.
    """
    split = [part for piece in pieces for part in _split(piece)]
    while split and _is_space(split[0]):
        del split[0]
    while split and _is_space(split[-1]):
        split.pop()
    return list(_joined(_settled(split)))


def _split(piece: Piece) -> Iterator[Piece]:
    if piece.element is not None:
        yield piece
        return
    match = _SPACES.fullmatch(piece.text)
    for text in match.groups() if match else ():
        if text:
            yield replace(piece, text=text)


def _is_space(piece: Piece) -> bool:
    if piece.element is not None:
        return piece.element.tag == "br"
    return not piece.text.strip(" \t\r\n")


def _settled(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield pieces, their white space set as both what stands before it and what follows."""
    groups = [list(group) for _, group in groupby(pieces, _is_space)]
    for at, group in enumerate(groups):
        if at % 2 == 0:  # none begins or ends with white space
            yield from group
            continue
        before, after = groups[at - 1][-1], groups[at + 1][0]
        formats = before.formats & after.formats
        link = before.link if before.link == after.link else ""
        yield from (replace(each, formats=formats, link=link) for each in group)


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for (element, formats, link), group in groupby(pieces, _setting):
        text = "".join(each.text for each in group)
        yield Piece(text, formats, link, element)


def _setting(piece: Piece) -> tuple[etree._Element | None, frozenset[str], str]:
    return piece.element, piece.formats, piece.link


def without_whole_formats(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces without what all of the text is set in: the look of a heading, no emphasis."""
    texts = [piece.formats for piece in pieces if piece.element is None]
    whole = frozenset.intersection(*texts) if texts else frozenset()
    return [replace(piece, formats=piece.formats - whole) for piece in pieces]


def fill(
    element: etree._Element,
    pieces: Sequence[Piece],
    inside: frozenset[tuple[str, str]] = frozenset(),
) -> None:
    """Put pieces into an element, with as few elements round them as can be.

    Args:
        element: an empty element.
        pieces: what `tidy` returned.
        inside: the elements that stand round all of it: name and address.

    """
    last: etree._Element | None = None
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        mark, end = _longest(pieces, at, inside)
        if mark is not None:
            last = etree.SubElement(element, mark[0], {"href": mark[1]} if mark[1] else None)
            fill(last, pieces[at:end], inside | {mark})
        elif piece.element is not None:
            last = piece.element
            element.append(last)
        elif last is None:
            element.text = piece.text
        else:
            last.tail = piece.text
        at = end


def _longest(
    pieces: Sequence[Piece], at: int, inside: frozenset[tuple[str, str]]
) -> tuple[tuple[str, str] | None, int]:
    """Return which element that begins here goes on longest, and where it ends."""
    best, longest = None, at + 1
    for mark in _marks(pieces[at]):
        if mark in inside:
            continue
        end = at + 1
        while end < len(pieces) and mark in _marks(pieces[end]):
            end += 1
        if best is None or end > longest:
            best, longest = mark, end
    return best, longest


def _marks(piece: Piece) -> list[tuple[str, str]]:
    marks = [("a", piece.link)] if piece.link else []
    return marks + [(name, "") for name in _ORDER if name in piece.formats]


def without_mark(note: etree._Element, mark: str) -> None:
    """Take the mark that an author gave a note from the head of its text: it has a number."""
    holder = note
    while not (holder.text or "").strip() and len(holder):
        holder = holder[0]
    text = (holder.text or "").lstrip()
    if not mark.strip() or not text.startswith(mark.strip()):
        return
    holder.text = text[len(mark.strip()) :].lstrip() or None
    above = holder.getparent()
    if holder.tag not in {"sup", "strong", "em"} or holder.text or len(holder) or above is None:
        return
    tail = (holder.tail or "").lstrip()
    above.remove(holder)
    above.text = tail
