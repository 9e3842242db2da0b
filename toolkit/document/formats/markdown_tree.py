"""Markdown's tokens as an article's tree, in the element names of HTML."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from lxml import etree
from markdown_it.token import Token

from toolkit.document.formats.lines import Line
from toolkit.document.formats.markdown_dialects import TASK, named_texts
from toolkit.document.formats.markdown_html import UNSHOWN, HtmlBlocks
from toolkit.document.formats.markdown_inline_tree import InlineBuilder, opaque_element, tag_name
from toolkit.document.formats.markdown_marks import Marks, marks_of
from toolkit.document.formats.markdown_tokens import place_of
from toolkit.document.link_targets import GIVEN
from toolkit.document.model import Span

__all__ = ["TreeBuilder"]

# A column's alignment (GFM, section 4.10), by the direction of the table.
_ALIGNED = {
    "text-align:left": "start",
    "text-align:center": "center",
    "text-align:right": "end",
}
# The id in a list of attributes: `{#well .deep}`.
_ID = re.compile(r"#([\w:.\-]+)")

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


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
        self._bounds: list[int] = []
        """How many elements were open when each of Markdown's own was opened."""
        self._offsets = _Offsets(lines)
        self._spans = spans
        self._detects = detect_headline
        self.html: set[etree._Element] = set()
        """The elements that are written in HTML."""
        self._blocks = HtmlBlocks(self._stack, self._place, self._html_heading, spans, self.html)
        self.unshown = self._blocks.unshown
        """What no page of an article shows: the name, the line and the column of each."""

    def add(self, tokens: Sequence[Token]) -> None:
        """Add a document's block tokens."""
        for token in tokens:
            if token.nesting > 0:
                opened = self._opened(token)
                self._bounds.append(len(self._stack))
                self._stack.append(opened)
            elif token.nesting < 0:
                del self._stack[self._bounds.pop() :]
            elif token.type == "inline":
                self._add_inline(token)
            elif token.type == "html_block":
                self._blocks.add(token, self._bounds[-1] + 1 if self._bounds else 1)
            elif token.type in {"fence", "code_block"}:
                self._add_code(token)
            elif token.type == "opaque_lines":
                self._add_opaque(token)
            elif token.type == "hr":
                etree.SubElement(self._stack[-1], "hr")

    def _opened(self, token: Token) -> etree._Element:
        here = self._stack[-1]
        if token.type == "heading_open":
            return self._heading(here, token)
        if token.hidden and here.tag == "li" and not len(here) and here not in self._spans:
            return here  # a tight list's item holds its text itself
        element = etree.SubElement(here, token.tag)
        if token.tag == "caption" and len(here) > 1:
            here[-2].insert(0, element)
        if token.tag == "ol" and "start" in token.attrs:
            element.set("start", str(token.attrs["start"]))
        aligned = _ALIGNED.get(str(token.attrs.get("style")))
        if aligned:
            element.set("style", f"text-align: {aligned}")
        if "class" in token.attrs:
            element.set("class", str(token.attrs["class"]))
        return element

    def _heading(self, here: etree._Element, token: Token) -> etree._Element:
        if token.tag != "h1":
            return etree.SubElement(here, token.tag)
        return self._first_heading(here, outermost=token.level == 0)

    def _html_heading(self, tag: str) -> etree._Element:
        if tag != "h1":
            return etree.SubElement(self._stack[-1], tag)
        return self._first_heading(self._stack[-1], outermost=not self._bounds)

    def _first_heading(self, here: etree._Element, *, outermost: bool) -> etree._Element:
        if self._detects and outermost:
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

    def _add_opaque(self, token: Token) -> None:
        """Add lines of a dialect: what is code is shown as such, the rest holds texts by name."""
        if token.meta.get("shown"):
            block = etree.SubElement(self._stack[-1], "pre", {"translate": "no"})
            etree.SubElement(block, "code").text = token.content
            return
        element = opaque_element(token.content, shown=False)
        if set(element.keys()) > {"code", "translate"}:
            self._stack[-1].append(element)
            end = len(token.content)
            self._spans[element] = self._span(marks_of(token), (0, end), (end, end))

    def _add_inline(self, token: Token) -> None:
        if not token.content:
            return
        element = self._stack[-1]
        marks = marks_of(token)
        start, children, end = self._inner(element, token)
        children, said, end = _parted(element, children, token.content, end)
        self._spans[element] = self._span(marks, (start, start), (end, end))
        if element.tag in {"td", "th"} and _is_torn(token.content):
            element.set("translate", "no")
        for child in children:
            if child.type == "html_inline" and tag_name(child.content) in UNSHOWN:
                _, line, column = self._place(marks, place_of(child)[0])
                self.unshown.append((tag_name(child.content), line, column))
        InlineBuilder(element, marks, self._span, self._spans, self.html).add(children)
        if element.tag == "p" and _is_picture(children):
            element.tag = "figure"
        for each in said:
            added = opaque_element(each.content, shown=False)
            self._stack[-2].append(added)
            first, last = place_of(each)
            self._spans[added] = self._span(marks, (first, last), (last, last))

    def _inner(self, element: etree._Element, token: Token) -> tuple[int, Sequence[Token], int]:
        """Return what of a block is its text, without a task's box and attributes at its ends."""
        children, start, end = list(token.children or []), 0, len(token.content)
        if _is_item(element):
            task = TASK.match(token.content)
            if task and children[0].type == "text" and children[0].content.startswith(task[0]):
                children[0].content = children[0].content[task.end() :]
                start = task.end()
                element.set("task", "open" if task[0][1] == " " else "done")
        if children and _is_attributes(children[0]) and len(children) > 1:
            start = place_of(_taken(children, 0, element))[1]
            start += len(token.content[start:]) - len(token.content[start:].lstrip())
            children[0].content = children[0].content.lstrip()
        while _ends_in_list(element, children) and not any(named_texts(children[-1].content)):
            end = len(token.content[: place_of(_taken(children, -1, element))[0]].rstrip())
            if children[-1].type == "text":
                children[-1].content = children[-1].content.rstrip()
        return start, children, end

    def _place(self, marks: Marks, position: int) -> tuple[int, int, int]:
        return self._offsets.find(marks.place(position))

    def _span(self, marks: Marks, start: tuple[int, int], end: tuple[int, int]) -> Span:
        first, line, column = self._place(marks, start[0])
        content_end, *_ = self._place(marks, end[0])
        # Most have no tags: they begin and end where their content does.
        content = first if start[0] == start[1] else self._place(marks, start[1])[0]
        last = content_end if end[0] == end[1] else self._place(marks, end[1])[0]
        return Span(first, content, content_end, last, line, column)


def _is_item(element: etree._Element) -> bool:
    """Whether a block is an item of a list, or its first paragraph."""
    if element.tag == "li":
        return True
    above = element.getparent()
    return element.tag == "p" and above is not None and above.tag == "li" and above[0] is element


def _is_torn(cell: str) -> bool:
    """Whether a bar inside of a template's tag has torn it into two cells."""
    return cell.count("{{") != cell.count("}}") or cell.count("{%") != cell.count("%}")


def _is_picture(children: Sequence[Token]) -> bool:
    """Whether a block is nothing but a picture, perhaps with its attributes."""
    return [child.type for child in children[:1]] == ["image"] and all(map(_is_list, children[1:]))


def _taken(children: list[Token], at: int, element: etree._Element) -> Token:
    """Take a list of attributes out of a block, which has the id that is in it."""
    token = children.pop(at)
    given = _ID.search(token.content)
    if given:
        element.set(GIVEN, given[1])
    return token


def _parted(
    element: etree._Element, children: Sequence[Token], content: str, end: int
) -> tuple[Sequence[Token], Sequence[Token], int]:
    """Part a paragraph or a heading from the lists of attributes behind it that have texts."""
    given = list(children)
    said: list[Token] = []
    if element.tag not in {"p", *_HEADINGS} or _is_picture(children):
        return children, said, end
    while _ends_in_list(element, given):
        said.insert(0, _taken(given, -1, element))
        end = len(content[: place_of(said[0])[0]].rstrip())
        if given[-1].type == "text":
            given[-1].content = given[-1].content.rstrip()
    return given, said, end


def _ends_in_list(element: etree._Element, children: Sequence[Token]) -> bool:
    """Whether a block ends in a list of attributes that is the block's, not its last code's."""
    if len(children) < 2 or not _is_list(children[-1]):  # noqa: PLR2004 - a text and the list
        return False
    last = children[-2]
    if element.tag in _HEADINGS or last.type in {"softbreak", "hardbreak"} or _is_list(last):
        return True
    if last.type == "text":
        return last.content[-1:].isspace()
    return _is_one(children[:-1])  # with nothing else in the block, both are the same


def _is_one(children: Sequence[Token]) -> bool:
    """Whether tokens are one code with what it holds."""
    depth = list(accumulate(each.nesting for each in children))
    return depth[-1] == 0 and (len(depth) == 1 or all(depth[:-1]))


def _is_attributes(token: Token) -> bool:
    """Whether a token is a list of attributes without a text."""
    return _is_list(token) and not any(named_texts(token.content))


def _is_list(token: Token) -> bool:
    return token.type == "opaque" and token.info == "attributes"
