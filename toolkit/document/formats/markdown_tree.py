"""Markdown's tokens as an article's tree, in the element names of HTML."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate

from lxml import etree
from markdown_it.token import Token

from toolkit.document.formats.lines import Line
from toolkit.document.formats.markdown_tokens import Marks, marks_of, place_of
from toolkit.document.model import Span

__all__ = ["TreeBuilder", "shown_tokens"]

# Inline HTML that is read as an element: harmless, and without attributes.
_PAIR = re.compile(r"<(?:abbr|b|bdi|cite|del|em|i|ins|kbd|mark|q|s|small|strong|sub|sup|u)>")
# A column's alignment (GFM, section 4.10), by the direction of the table.
_ALIGNED = {
    "text-align:left": "start",
    "text-align:center": "center",
    "text-align:right": "end",
}
_BREAKS = frozenset({"<br>", "<br/>", "<br />"})


class _Offsets:
    """Byte places of positions in the lines that were joined for markdown-it."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._starts = [0, *accumulate(len(line.text) + 1 for line in lines)]
        self._known: tuple[int, Sequence[int]] = (-1, ())

    def find(self, position: int) -> tuple[int, int, int]:
        """Return a position's byte offset, line and column."""
        at = min(bisect_right(self._starts, position) - 1, len(self._lines) - 1)
        line, column = self._lines[at], position - self._starts[at]
        if line.text.isascii():
            return line.offset + column, line.number, column + 1
        if self._known[0] != at:
            sizes = accumulate((len(each.encode()) for each in line.text), initial=0)
            self._known = (at, list(sizes))
        return line.offset + self._known[1][column], line.number, column + 1


class TreeBuilder:
    """Adds what the tokens say to an article's header and body."""

    def __init__(
        self,
        root: etree._Element,
        lines: Sequence[Line],
        spans: dict[etree._Element, Span],
        *,
        detect_headline: bool,
    ) -> None:
        (self._header,) = root.iterchildren("header")
        (body,) = root.iterchildren("div")
        self._stack = [body]
        self._offsets = _Offsets(lines)
        self._spans = spans
        self._detects = detect_headline

    def add(self, tokens: Sequence[Token]) -> None:
        """Add a document's block tokens."""
        for token in tokens:
            if token.nesting > 0:
                self._stack.append(self._opened(token))
            elif token.nesting < 0:
                self._stack.pop()
            elif token.type == "inline":
                self._add_inline(token)
            elif token.type in {"fence", "code_block"}:
                self._add_code(token)
            elif token.type == "hr":
                etree.SubElement(self._stack[-1], "hr")

    def _opened(self, token: Token) -> etree._Element:
        here = self._stack[-1]
        if token.type == "heading_open":
            return self._heading(here, token)
        if token.hidden and here.tag == "li" and not len(here) and here not in self._spans:
            return here  # a tight list's item holds its text itself
        element = etree.SubElement(here, token.tag)
        if token.tag == "ol" and "start" in token.attrs:
            element.set("start", str(token.attrs["start"]))
        aligned = _ALIGNED.get(str(token.attrs.get("style")))
        if aligned:
            element.set("style", f"text-align: {aligned}")
        return element

    def _heading(self, here: etree._Element, token: Token) -> etree._Element:
        if token.tag != "h1":
            return etree.SubElement(here, token.tag)
        if self._detects and token.level == 0:
            self._detects = False
            element = etree.Element("h1")
            self._header.insert(0, element)
            return element
        return etree.SubElement(here, "h2")  # a page has one h1

    def _add_code(self, token: Token) -> None:
        block = etree.SubElement(self._stack[-1], "pre", {"translate": "no"})
        code = etree.SubElement(block, "code")
        code.text = token.content
        language = token.info.split()
        if language:
            code.set("class", f"language-{language[0]}")

    def _add_inline(self, token: Token) -> None:
        if not token.content:
            return
        element = self._stack[-1]
        marks = marks_of(token)
        self._spans[element] = self._span(marks, (0, 0), (len(token.content),) * 2)
        _Inline(element, marks, self._span, self._spans).add(token.children or [])
        if element.tag == "p" and [child.type for child in token.children or []] == ["image"]:
            element.tag = "figure"

    def _span(self, marks: Marks, start: tuple[int, int], end: tuple[int, int]) -> Span:
        places = [self._offsets.find(marks.place(at)) for at in (*start, *end)]
        first, content, content_end, last = (offset for offset, _, _ in places)
        return Span(first, content, content_end, last, places[0][1], places[0][2])


class _Inline:
    """Adds a block's inline tokens to its element."""

    def __init__(
        self,
        element: etree._Element,
        marks: Marks,
        span: Callable[[Marks, tuple[int, int], tuple[int, int]], Span],
        spans: dict[etree._Element, Span],
    ) -> None:
        self._stack: list[tuple[etree._Element, tuple[int, int]]] = [(element, (0, 0))]
        self._marks = marks
        self._span = span
        self._spans = spans

    def add(self, tokens: Sequence[Token]) -> None:
        pairs = _html_pairs(tokens)
        ends = set(pairs.values())
        autolink = False
        for at, token in enumerate(tokens):
            if token.markup == "autolink":
                autolink = token.nesting > 0
                self._autolink(token)
            elif autolink:
                self._stack[-1][0].text = token.content
            elif token.nesting > 0 or at in pairs:
                self._open(token)
            elif token.nesting < 0 or at in ends:
                self._close(token)
            else:
                self._single(token)

    def _text(self, text: str) -> None:
        here = self._stack[-1][0]
        if len(here):
            here[-1].tail = (here[-1].tail or "") + text
        else:
            here.text = (here.text or "") + text

    def _open(self, token: Token) -> None:
        element = etree.SubElement(self._stack[-1][0], token.tag or token.content[1:-1])
        for name, value in token.attrs.items():
            element.set(name, str(value))
        start, end = place_of(token)
        self._stack.append((element, (start - (token.type == "strong_open"), end)))

    def _close(self, token: Token) -> None:
        element, opened = self._stack.pop()
        start, end = place_of(token)
        closed = (start, end + (token.type == "strong_close"))
        self._spans[element] = self._span(self._marks, opened, closed)

    def _autolink(self, token: Token) -> None:
        if token.nesting > 0:
            self._open(token)
            self._stack[-1][0].set("translate", "no")
        else:
            self._close(token)

    def _single(self, token: Token) -> None:
        match token.type:
            case "text":
                self._text(token.content)
            case "softbreak":
                self._text("\n")
            case "hardbreak":
                self._whole(etree.SubElement(self._stack[-1][0], "br"), token)
            case "html_inline" if token.content in _BREAKS:
                self._whole(etree.SubElement(self._stack[-1][0], "br"), token)
            case "html_inline":
                shown = token.content.replace("?>", "? >")
                self._whole(etree.ProcessingInstruction("html", shown), token)
            case "code_inline" | "footnote":
                element = etree.SubElement(self._stack[-1][0], token.tag, {"translate": "no"})
                element.text = token.content
                self._whole(element, token)
            case "image":
                self._image(token)

    def _whole(self, element: etree._Element, token: Token) -> None:
        if element.getparent() is None:
            self._stack[-1][0].append(element)
        start, end = place_of(token)
        self._spans[element] = self._span(self._marks, (start, end), (end, end))

    def _image(self, token: Token) -> None:
        element = etree.SubElement(self._stack[-1][0], "img")
        for name in ("src", "alt", "title"):
            if name in token.attrs:
                element.set(name, str(token.attrs[name]))
        element.set("alt", _shown(token.children or []))
        start, end = place_of(token)
        label = start + 2
        self._spans[element] = self._span(
            self._marks, (start, label), (label + len(token.content), end)
        )


def _html_pairs(tokens: Sequence[Token]) -> Mapping[int, int]:
    """Return for the inline HTML start tags that are read as elements their end tags' index."""
    found: dict[int, int] = {}
    levels: list[list[int]] = [[]]
    for at, token in enumerate(tokens):
        if token.nesting > 0:
            levels.append([])
        elif token.nesting < 0:
            levels.pop()
        elif token.type == "html_inline" and _PAIR.fullmatch(token.content):
            levels[-1].append(at)
        elif token.type == "html_inline" and _PAIR.fullmatch(token.content.replace("/", "", 1)):
            _close(tokens, levels[-1], at, found)
    return found


def _close(tokens: Sequence[Token], opened: list[int], at: int, found: dict[int, int]) -> None:
    tag = tokens[at].content.replace("/", "", 1)
    if opened and tokens[opened[-1]].content == tag:
        found[opened.pop()] = at
    else:
        opened.clear()  # ill-nested: none of them is an element


def _shown(tokens: Sequence[Token]) -> str:
    """Return an image's description as text, as CommonMark's section 6.4 has it."""
    pieces = []
    for token in tokens:
        if token.type == "image":
            pieces.append(_shown(token.children or []))
        elif token.type in {"softbreak", "hardbreak"}:
            pieces.append("\n")
        elif token.type in {"text", "text_special", "code_inline", "html_inline", "footnote"}:
            pieces.append(token.content)
    return "".join(pieces)


def shown_tokens(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield what inline tokens say: text, and their markup between NULs, which no text holds."""
    for token in tokens:
        attributes = token.attrs
        match token.type:
            case "text":
                yield token.content
            case "softbreak":
                yield " "
            case "hardbreak":
                yield "\0<br>\0"
            case "html_inline":
                yield "\0<br>\0" if token.content in _BREAKS else f"\0{token.content}\0"
            case "code_inline":
                yield f"\0`{' '.join(token.content.split())}`\0"
            case "image":
                alt = _shown(token.children or [])
                yield f"\0![{alt}]({attributes.get('src')} {attributes.get('title')})\0"
            case "footnote":
                yield from ("\0<sup>\0", token.content, "\0</sup>\0")
            case "link_open":
                yield f"\0<a {attributes.get('href')} {attributes.get('title')}>\0"
            case _:
                yield f"\0<{'/' if token.nesting < 0 else ''}{token.tag}>\0"
