"""Article tree: what a reader recognised of a text, as the tree that editions are made from."""

import datetime as dt
from collections.abc import Sequence

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.document.formats.bare_addresses import bare_addresses
from toolkit.document.formats.lines import Line
from toolkit.document.formats.text_lines import Part, text_parts
from toolkit.document.model import Metadata, Span

__all__ = ["Article", "Block", "Byline", "CorrectionNote", "Picture", "Piece", "article_tree"]


@frozen
class Piece:
    """A stretch of the source that becomes an element's text."""

    text: str
    span: Span
    block: bool = False
    """Whether it is a block scalar of a front matter."""


@frozen
class Block:
    """Lines between blank lines."""

    piece: Piece
    separated: bool
    """Whether a separator (a no-break space alone, `* * *`) stands before it."""
    rule: bool = False
    """Whether it is itself a visible separator."""
    lines: tuple[Line, ...] = ()


@frozen
class Byline:
    """Who wrote it, and when."""

    authors: tuple[Piece, ...]
    date: Piece | None
    day: dt.date | None


@frozen
class Article:
    """What each block of a text is."""

    headline: Piece | None
    standfirst: Piece | None
    byline: Byline | None
    body: tuple[Block, ...]
    note: Piece | None
    picture: "Picture | None" = None
    tags: tuple[Piece, ...] = ()
    corrections: tuple["CorrectionNote", ...] = ()


@frozen
class CorrectionNote:
    """What was wrong in an article, and on which day it was put right."""

    day: dt.date
    text: str
    line: int


@frozen
class Picture:
    """The picture that stands for an article."""

    address: str
    alt: Piece | None
    caption: Piece | None


def article_tree(
    article: Article, metadata: Metadata, language: Locale, spans: dict[etree._Element, Span]
) -> etree._Element:
    """Return the article's tree, and note in `spans` where its elements' texts stand."""
    root = etree.Element("article", {"lang": language.tag})
    header = etree.SubElement(root, "header")
    if article.headline:
        _add(header, "h1", article.headline, spans)
    if article.standfirst:
        _add(header, "p", article.standfirst, spans, role="standfirst")
    if article.picture:
        _add_picture(header, article.picture, spans)
    if article.byline:
        _add_byline(header, article.byline, metadata.date, spans)
    _add_tags(header, article.tags, spans)
    body = etree.SubElement(root, "div", {"class": "body"})
    for block in article.body:
        if block.rule:
            etree.SubElement(body, "hr")
        else:
            _add_parts(body, block, spans)
    if article.note:
        _add(etree.SubElement(root, "footer"), "p", article.note, spans, role="note")
    _add_corrections(root, article.corrections)
    return root


def _add_parts(body: etree._Element, block: Block, spans: dict[etree._Element, Span]) -> None:
    """Add the paragraphs and the lists of a block."""
    if len(block.lines) == 1:  # a list has more, or a line before it
        _add_linked(body, "p", block.piece, spans)
        return
    items: etree._Element | None = None
    before = ""
    for part in text_parts(block.lines):
        is_whole = not part.mark and len(part.lines) == len(block.lines)
        piece = block.piece if is_whole else _part_piece(part)
        if not part.mark:
            _add_linked(body, "p", piece, spans)
            before = ""
            continue
        if items is None or part.mark != before:
            items = etree.SubElement(body, "ol" if part.mark == "1." else "ul")
            if part.number > 1:
                items.set("start", str(part.number))
        before = part.mark
        _add_linked(items, "li", piece, spans)


def _part_piece(part: Part) -> Piece:
    first, last = part.lines[0], part.lines[-1]
    texts = [first.text[part.lead :].strip(), *(line.text.strip() for line in part.lines[1:])]
    start = first.byte_offset(part.lead)
    end = last.byte_offset(len(last.text.rstrip()))
    return Piece("\n".join(texts), Span(start, start, end, end, first.number, part.lead + 1))


def _add_linked(
    parent: etree._Element, name: str, piece: Piece, spans: dict[etree._Element, Span]
) -> None:
    """Add a text, the addresses in it as links."""
    element = _add(parent, name, piece, spans)
    found = list(bare_addresses(piece.text)) if "://" in piece.text else []
    if not found:
        return
    element.text = piece.text[: found[0][0]]
    ends = [*(start for start, _ in found[1:]), len(piece.text)]
    for (start, end), until in zip(found, ends, strict=True):
        address = piece.text[start:end]
        link = etree.SubElement(element, "a", {"href": address, "translate": "no"})
        link.text, link.tail = address, piece.text[end:until]


def _add_tags(
    header: etree._Element, tags: Sequence[Piece], spans: dict[etree._Element, Span]
) -> None:
    if tags:
        items = etree.SubElement(header, "ul", {"class": "tags"})
        for tag in tags:
            _add(items, "li", tag, spans, role="tag")


def _add_corrections(root: etree._Element, corrections: Sequence[CorrectionNote]) -> None:
    if corrections:
        section = etree.SubElement(root, "section", {"class": "corrections"})
        for each in corrections:
            given = {"class": "correction", "data-day": each.day.isoformat()}
            etree.SubElement(section, "p", given).text = each.text


def _add_picture(
    header: etree._Element, picture: Picture, spans: dict[etree._Element, Span]
) -> None:
    figure = etree.SubElement(header, "figure", {"class": "lead"})
    image = etree.SubElement(figure, "img", {"src": picture.address, "alt": ""})
    if picture.alt:
        image.set("alt", picture.alt.text)
        if picture.alt.block:
            image.set("scalar", "block")
        spans[image] = picture.alt.span
    if picture.caption:
        _add(figure, "figcaption", picture.caption, spans)


def _add_byline(
    header: etree._Element, byline: Byline, day: dt.date | None, spans: dict[etree._Element, Span]
) -> None:
    line = etree.SubElement(header, "p", {"class": "byline"})
    for author in byline.authors:
        _add(line, "span", author, spans, role="author")
    if byline.date and day:
        time = _add(line, "time", byline.date, spans)
        time.set("datetime", day.isoformat())
        if byline.day is None:
            del spans[time]  # a date of the front matter is data: no edition rewrites it


def _add(
    parent: etree._Element,
    name: str,
    piece: Piece,
    spans: dict[etree._Element, Span],
    *,
    role: str = "",
) -> etree._Element:
    element = etree.SubElement(parent, name, {"class": role} if role else None)
    element.text = piece.text
    spans[element] = piece.span
    if piece.block:
        element.set("scalar", "block")
    return element
