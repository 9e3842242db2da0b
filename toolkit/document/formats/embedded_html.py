"""Embedded HTML: what stands as text in an element of a feed, read as the markup that it is."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape

from lxml import etree

from toolkit.base.errors import ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.markup import VOID, XML_SPACE, Span, parse_page
from toolkit.document.its.xpath import XHTML

__all__ = ["Embedding", "embed"]

_CDATA = re.compile(rb"(\s*<!\[CDATA\[)(.*?)\]\]>\s*", re.DOTALL)
_TOKEN = re.compile(rb"&(?:lt|gt|amp|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});|[^&<]")
# A name that an element of XML can have without a prefix: HTML has others, such as `o:p`.
_NAME = re.compile(r"[a-z_][\w.-]*")
# A mark says that it is UTF-8; what stands in a body from the start is in it: a comment, a space.
_BEFORE = b"\xef\xbb\xbf<body>"
# Elements that HTML lets end without a tag, as blocks do.
_OPEN_ENDED = frozenset({*VOID, "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot"})


@dataclass(slots=True)
class Embedding:
    """The elements of a tree that hold HTML, and where its elements stand."""

    spans: dict[etree._Element, Span] = field(default_factory=dict)
    holders: dict[etree._Element, bool] = field(default_factory=dict)
    """Those that hold it; whether its markup is escaped, and not in a CDATA section."""


@frozen
class _Held:
    """HTML that an element holds as text."""

    html: bytes
    places: Sequence[int]
    """Where each byte of it, and its end, stand in the element's content."""
    escaped: bool = True


def embed(
    elements: Iterable[etree._Element], source: bytes, spans: Mapping[etree._Element, Span]
) -> Embedding:
    """Put the HTML that some elements hold as text into the tree, where its tags can be told.

    Args:
        elements: those that may hold it.
        source: the document, in UTF-8.
        spans: where its elements stand.

    """
    made = Embedding()
    for element in elements:
        if len(element) == 0 and "<" in (element.text or ""):
            _embed(element, source, spans[element], made)
    return made


def _embed(element: etree._Element, source: bytes, span: Span, made: Embedding) -> None:
    held = _held(source[span.content_start : span.content_end])
    body = _body(held.html) if held.html else None
    if body is None:
        return
    line = span.line + source[span.start : span.content_start].count(b"\n")
    places = [span.content_start + each for each in held.places]
    holder = _move(element, body[0])
    start, end = places[0], places[-1]
    made.spans[holder] = Span(start, start, end, end, line, span.column)
    for each, at in body[1].items():
        start, first, last, end = (
            places[offset - len(_BEFORE)]
            for offset in (at.start, at.content_start, at.content_end, at.end)
        )
        column = at.column - len(_BEFORE) if at.line == 1 else at.column
        made.spans[each] = Span(start, first, last, end, line + at.line - 1, column)
    made.holders[holder] = held.escaped


def _body(html: bytes) -> tuple[etree._Element, dict[etree._Element, Span]] | None:
    """Return the body of a piece of HTML, and where the elements in it stand, `_BEFORE` before it.

    None where there is no element in it, or where the tags do not tell where one begins or ends.
    """
    try:
        page = parse_page(_BEFORE + html, "")
    except ToolkitError:
        return None  # it stays the text that it is
    body = page.tree.getroot().find("body")
    if body is None or len(body) == 0:
        return None
    inside = [each for each in body.iter(etree.Element) if each is not body]
    found = {each: page.spans[each] for each in inside if each in page.spans}
    named = all(_NAME.fullmatch(str(each.tag)) for each in inside)
    if len(found) < len(inside) or not all(_has_end(each, at) for each, at in found.items()):
        return None
    return (body, found) if named else None


def _held(content: bytes) -> _Held:
    """Return the HTML that an element's content stands for: of a CDATA section, or escaped."""
    cdata = _CDATA.fullmatch(content)
    if cdata and b"]]>" not in cdata[2]:
        start, end = cdata.span(2)
        return _Held(cdata[2], range(start, end + 1), escaped=False)
    return _unescaped(content)


def _unescaped(content: bytes) -> _Held:
    """Return the HTML that is escaped in an element's content.

    Nothing where it holds what only the document explains, a CDATA section or a comment.
    """
    pieces: list[bytes] = []
    places: list[int] = []
    at = 0
    for match in _TOKEN.finditer(content):
        if match.start() != at:
            return _Held(b"", ())
        at = match.end()
        piece = match[0] if len(match[0]) == 1 else unescape(match[0].decode()).encode()
        pieces.append(piece)
        places += [match.start()] * len(piece)
    return _Held(b"".join(pieces), (*places, at)) if at == len(content) else _Held(b"", ())


def _has_end(element: etree._Element, span: Span) -> bool:
    return span.content_end < span.end or str(element.tag) in _OPEN_ENDED


def _move(element: etree._Element, body: etree._Element) -> etree._Element:
    """Put a body's content into an element, in a `div` that has no tag in the source: return it."""
    namespace = f"{{{XHTML}}}" if str(element.tag).startswith("{") else ""
    if namespace:
        for each in body.iter(etree.Element):
            each.tag = namespace + str(each.tag)
    element.text = None
    holder = etree.SubElement(element, f"{namespace}div")
    holder.text = body.text
    holder[:] = list(body)
    if "\n\n" in (holder.text or "") or any("\n\n" in (each.tail or "") for each in holder):
        # WordPress makes paragraphs of lines with an empty one between them.
        holder.set(XML_SPACE, "preserve")
    return holder
