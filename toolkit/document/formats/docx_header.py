"""The header of a DOCX's article: by its styles and, where they say nothing, as in plain text."""

import re
from dataclasses import replace

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.document.formats.docx_tree import Body
from toolkit.document.formats.plaintext import (
    Block,
    Byline,
    Piece,
    find_byline,
    is_headline,
    is_note,
)
from toolkit.document.model import Span

__all__ = ["Header", "take_header"]

_MAX_LEVEL = 6
_BY = re.compile(r"by\b[:\s]*", re.IGNORECASE)


@frozen
class Header:
    """What has been taken out of a body."""

    headline: etree._Element | None
    standfirst: etree._Element | None
    byline: Byline | None
    note: etree._Element | None


def take_header(body: Body, language: Locale) -> Header:
    """Take headline, standfirst, byline and note out of a body.

    What has a style is known by it. Other paragraphs are what they would be in plain text. The
    file's properties are not asked: they name whoever typed a text, and nobody reads them before it
    is published.
    """
    headline = _take_headline(body)
    standfirst = _take(body, next(iter(body.standfirsts), None))
    byline = _styled_byline(body, language)
    if byline is None:
        at, byline = find_byline([_block(element) for element in body.element[:2]], language)
        if byline is not None:
            _take(body, body.element[at])
            if at == 1 and standfirst is None and body.element[0].tag == "p":
                standfirst = _take(body, body.element[0])
    note = _take(body, _note(body, byline))
    return Header(headline, standfirst, byline, note)


def _take(body: Body, element: etree._Element | None) -> etree._Element | None:
    if element is not None:
        body.element.remove(element)
    return element


def _take_headline(body: Body) -> etree._Element | None:
    """Take the title out of a body, or else the first heading of level 1; name the others.

    The levels in use become `h2`, `h3` and so on: a page has one headline, and skips no level.
    """
    candidates = [each for each in body.headings if each[1].getparent() is body.element]
    found = next(
        (element for wanted in (0, 1) for level, element in candidates if level == wanted), None
    )
    others = [(level, element) for level, element in body.headings if element is not found]
    ranks = {level: rank for rank, level in enumerate(sorted({level for level, _ in others}), 2)}
    for level, element in others:
        element.tag = f"h{min(ranks[level], _MAX_LEVEL)}"
    if found is None and len(body.element):
        first = _block(body.element[0])
        found = body.element[0] if first.piece.text and is_headline(first) else None
    return _take(body, found)


def _note(body: Body, byline: Byline | None) -> etree._Element | None:
    """Return the last paragraph where it says who the author is."""
    blocks = [each for each in body.element[-2:] if each.get("class") != "footnotes"]
    if len(body.element) > 1 and blocks and is_note(_block(blocks[-1]), byline):
        return blocks[-1]
    return None


def _block(element: etree._Element) -> Block:
    """Return a paragraph as plain text has it; anything else is no text to plain text's rules."""
    line = element.sourceline or 1
    return Block(
        Piece(_text(element), Span(0, 0, 0, 0, line, 1)), separated=False, rule=element.tag != "p"
    )


def _text(element: etree._Element) -> str:
    if element.tag != "p":
        return ""
    pieces: list[str] = []
    for event, each in etree.iterwalk(element, events=("start", "end")):
        if event == "end":
            pieces.append(each.tail or "")
        elif each.tag == "br":
            pieces.append("\n")
        elif each.get("translate") != "no":  # no mark of a footnote ends a sentence
            pieces.append(each.text or "")
    return "".join(pieces)


def _styled_byline(body: Body, language: Locale) -> Byline | None:
    element = _take(body, next(iter(body.bylines), None))
    if element is None:
        return None
    block = _block(element)
    _, byline = find_byline([block], language)
    if byline is not None:
        return byline
    text = block.piece.text
    name = _BY.sub("", text, 1) if _BY.match(text) else text
    return Byline((replace(block.piece, text=name),), None, None)
