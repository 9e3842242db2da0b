"""HTML in Markdown: its blocks, read by the tokens of HTML pages, as elements of the article."""

import re
from collections.abc import Callable, Mapping, Sequence
from html import unescape

from lxml import etree
from markdown_it.token import Token as Block

from toolkit.base.markup import VOID, append_text
from toolkit.base.markup.html_tokens import Kind, Token, tokens
from toolkit.base.templates import TEMPLATE, masked
from toolkit.document.formats.markdown_inline_tree import (
    html_attributes,
    html_tag,
    opaque_element,
    tag_texts,
)
from toolkit.document.formats.markdown_marks import Marks, marks_of
from toolkit.document.model import Span

__all__ = ["UNSHOWN", "HtmlBlocks"]

UNSHOWN = frozenset({"audio", "canvas", "embed", "iframe", "math", "object", "svg", "video"})
"""What readers would see or hear, and no page of an article has."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# What holds a text itself, not blocks.
_LEAVES = frozenset({"caption", "figcaption", "p", "pre", "summary", "legend", *_HEADINGS})
# What holds either: a text where its end tag stands in the same block of HTML.
_EITHER = frozenset({"dd", "dt", "figure", "li", "td", "th"})
_FLOWS = frozenset(
    """address article aside blockquote body center details dialog div dl fieldset footer form
    header hgroup html main nav ol section table tbody tfoot thead tr ul""".split()  # noqa: SIM905 - a list of words reads best as text
)
_BLOCKS = _LEAVES | _EITHER | _FLOWS
# What an article's vocabulary calls otherwise.
_CALLED = {
    **dict.fromkeys(
        """address article aside body center details dialog fieldset footer form header hgroup
        html main nav section""".split(),  # noqa: SIM905 - a list of words reads best as text
        "div",
    ),
    "legend": "p",
    "summary": "p",
}
_DROPPED = frozenset(
    """audio canvas head iframe math noembed noframes noscript object script select style svg
    template textarea title video""".split()  # noqa: SIM905 - a list of words reads best as text
)
_INLINE = frozenset(
    """a abbr b bdi bdo big br button cite code del dfn em font i img ins kbd label mark q rb rp rt
    rtc ruby s samp small span strike strong sub sup time tt u var wbr""".split()  # noqa: SIM905 - a list of words reads best as text
)
# What they hold has no texts in attributes.
_SILENT = frozenset({"head", "noembed", "noframes", "script", "style", "template"})
# Which start tag ends which element before it (HTML, section 13.1.2.4).
_ENDS = {
    "li": {"li"},
    "dt": {"dd", "dt"},
    "dd": {"dd", "dt"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tr": {"td", "th", "tr"},
    "tbody": {"td", "th", "tr", "tbody", "thead"},
    "tfoot": {"td", "th", "tr", "tbody", "thead"},
}


class HtmlBlocks:
    """Adds blocks of HTML to the elements that are open; what one opens, another may close."""

    def __init__(
        self,
        stack: list[etree._Element],
        place: Callable[[Marks, int], tuple[int, int, int]],
        heading: Callable[[str], etree._Element],
        spans: dict[etree._Element, Span],
        html: set[etree._Element],
    ) -> None:
        self._stack = stack
        self._place = place
        self._heading = heading
        self._spans = spans
        self._html = html
        self._names: dict[etree._Element, str] = {}
        self._inline: list[etree._Element] = []
        self._holder: etree._Element | None = None
        self._floor = 1
        self._last = 0
        """Where the last text or tag in a text ends."""
        self._marks = Marks([0], [0])
        self._content = ""
        self._held: frozenset[int] = frozenset()
        self.unshown: list[tuple[str, int, int]] = []
        """What no page shows: the name, the line and the column of each."""

    def add(self, block: Block, floor: int) -> None:
        """Add a block.

        Args:
            block: a token `html_block`.
            floor: how many of the open elements it cannot close.

        """
        self._marks, self._content, self._floor = marks_of(block), block.content, floor
        # A character is a byte here, so that the tokens' places are those of the content.
        found = list(tokens(masked(block.content).encode("ascii", "replace")))
        self._held = _closed(found)
        skipped = 0
        for at, token in enumerate(found):
            if token.start < skipped:
                continue
            if token.kind is Kind.START and _name(token) in UNSHOWN:
                _, line, column = self._place(self._marks, token.start)
                self.unshown.append((_name(token), line, column))
            if token.kind is Kind.START and _name(token) in _DROPPED:
                skipped = _dropped_end(found, at)
                self._drop(found[at:], skipped)
            else:
                self._add(at, token)
        self._end_leaves(len(block.content.rstrip()))

    def _add(self, at: int, token: Token) -> None:
        if token.kind is Kind.START:
            self._start(at, token)
        elif token.kind is Kind.END:
            self._end(token)
        elif token.kind in {Kind.TEXT, Kind.RAW}:
            self._text(token)
        elif token.kind is Kind.COMMENT:
            self._instruction(token.start, token.end)

    def _span(self, start: int, content: int, content_end: int, end: int) -> Span:
        first, line, column = self._place(self._marks, start)
        inner, after, last = (
            self._place(self._marks, each)[0] for each in (content, content_end, end)
        )
        return Span(first, inner, after, last, line, column)

    def _start(self, at: int, token: Token) -> None:
        name = _name(token)
        if name not in _BLOCKS and name != "hr":
            self._start_other(token, name, alone=at == 0 and self._is_alone(token))
            return
        self._end_holder()
        self._end_implied(name, token.start)
        tag = _CALLED.get(name, name)
        element = (
            self._heading(tag) if name in _HEADINGS else etree.SubElement(self._stack[-1], tag)
        )
        self._describe(element, token)
        if name == "hr":
            return
        if name == "pre" and re.match(r"\s*<(?:code|kbd|samp)\b", self._content[token.end :]):
            element.set("translate", "no")
        self._names[element] = name
        self._stack.append(element)
        if name in _EITHER and at in self._held:
            self._names[element] = f"{name} of text"

    def _describe(self, element: etree._Element, token: Token) -> None:
        for key, value in html_attributes(self._content[token.start : token.end]):
            element.set(key, value)
        self._html.add(element)
        self._spans[element] = self._span(token.start, *(token.end,) * 3)

    def _start_other(self, token: Token, name: str, *, alone: bool) -> None:
        """Start what is no block to HTML; a tag alone on the first line must keep that line."""
        empty = name in VOID or self._content.startswith("/>", token.end - 2)
        if alone and not empty:
            self._start_alone(token, name)
            return
        self._start_inline(token, name)
        if alone:
            self._end_holder()

    def _is_alone(self, token: Token) -> bool:
        """Whether a tag is alone on the first line, without which it would begin no block."""
        return not self._content[token.end :].partition("\n")[0].strip()

    def _start_alone(self, token: Token, name: str) -> None:
        self._end_holder()
        closed = re.search(rf"</{re.escape(name)}\s*>", self._content, re.IGNORECASE) is not None
        element = etree.SubElement(self._stack[-1], "p" if closed else "div")
        self._describe(element, token)
        self._names[element] = f"{name} of text" if closed else name
        self._stack.append(element)

    def _start_inline(self, token: Token, name: str) -> None:
        here = self._here(token.start)
        if name not in _INLINE:
            self._other_tag(token)
            return
        element = etree.SubElement(here, name)
        self._describe(element, token)
        self._names[element] = name
        self._extend(token.end)
        closed = self._content[token.start : token.end].endswith("/>")
        if name not in VOID and not closed:
            self._inline.append(element)

    def _end(self, token: Token) -> None:
        name = _name(token)
        inline = [self._names[each] for each in self._inline]
        if name in inline:
            at = len(inline) - 1 - inline[::-1].index(name)
            for element in self._inline[at + 1 :]:
                self._finish(element, token.start, token.start)
            self._finish(self._inline[at], token.start, token.end)
            del self._inline[at:]
            self._extend(token.end)
            return
        names = [self._names.get(each, "").partition(" ")[0] for each in self._stack]
        if name not in names[self._floor :]:
            if name not in _INLINE:
                self._instruction(token.start, token.end)
            return
        self._end_holder()
        at = len(names) - 1 - names[::-1].index(name)
        for element in self._stack[at + 1 :]:
            self._finish(element, token.start, token.start)
        self._finish(self._stack[at], token.start, token.end)
        del self._stack[at:]

    def _finish(self, element: etree._Element, content_end: int, end: int) -> None:
        known = self._spans.get(element)
        if known is not None and element in self._html:
            after, last = (self._place(self._marks, each)[0] for each in (content_end, end))
            self._spans[element] = Span(
                known.start, known.content_start, after, last, known.line, known.column
            )

    def _end_implied(self, name: str, at: int) -> None:
        """End what a start tag ends: a paragraph, and an item before the next."""
        if self._names.get(self._stack[-1]) in _LEAVES and len(self._stack) > self._floor:
            self._finish(self._stack.pop(), at, at)
        ends = _ENDS.get(name, set())
        while len(self._stack) > self._floor:
            if self._names.get(self._stack[-1], "").partition(" ")[0] not in ends:
                return
            self._finish(self._stack.pop(), at, at)

    def _end_leaves(self, at: int) -> None:
        """End what no blank line can stand in, at the end of a block of HTML."""
        self._end_holder()
        while len(self._stack) > self._floor and self._names.get(self._stack[-1]) in _LEAVES:
            self._finish(self._stack.pop(), at, at)

    def _end_holder(self) -> None:
        for element in self._inline:
            self._finish(element, self._last, self._last)
        self._holder = None
        self._inline.clear()

    def _here(self, start: int) -> etree._Element:
        """Return the element that takes inline content: a paragraph, where none is open."""
        if self._inline:
            return self._inline[-1]
        if self._holder is not None:
            return self._holder
        name = self._names.get(self._stack[-1], "")
        if name in _LEAVES or name.endswith(" of text"):
            return self._stack[-1]
        self._holder = etree.SubElement(self._stack[-1], "p")
        self._html.add(self._holder)
        self._spans[self._holder] = self._span(*(start,) * 4)
        return self._holder

    def _extend(self, end: int) -> None:
        self._last = end
        if self._holder is not None:
            self._finish(self._holder, end, end)

    def _text(self, token: Token) -> None:
        raw = self._content[token.start : token.end]
        inside = self._inline or self._holder is not None
        if not raw.strip() and not inside and self._names.get(self._stack[-1]) != "pre":
            return
        lead = len(raw) - len(raw.lstrip())
        here = self._here(token.start + lead)
        position = self._lost(here, token)
        for match in TEMPLATE.finditer(raw):
            append_text(here, unescape(raw[position : match.start()]))
            element = opaque_element(match[0], shown=False)
            for name in set(element.keys()) - {"code", "translate"}:
                del element.attrib[name]
            here.append(element)
            start, end = token.start + match.start(), token.start + match.end()
            self._html.add(element)
            self._spans[element] = self._span(start, end, end, end)
            position = match.end()
        append_text(here, unescape(raw[position:]))
        if raw.strip():
            self._extend(token.start + len(raw.rstrip()))

    def _lost(self, here: etree._Element, token: Token) -> int:
        """Take a line feed at the head of preformatted text for its tag's (HTML, 13.1.2.5)."""
        begins = here.tag == "pre" and not here.text and not len(here)
        if not begins or not self._content.startswith("\n", token.start):
            return 0
        known = self._spans[here]
        after = self._place(self._marks, token.start + 1)[0]
        self._spans[here] = Span(known.start, after, after, after, known.line, known.column)
        return 1

    def _instruction(self, start: int, end: int) -> None:
        """Keep what is no text, where it stands among words; elsewhere its bytes stay anyway."""
        if not self._inline and self._holder is None and not self._is_among_words():
            return
        here = self._here(start)
        shown = self._content[start:end].replace("?>", "? >")
        node = etree.ProcessingInstruction("html", shown)
        here.append(node)
        self._spans[node] = self._span(start, end, end, end)
        self._extend(end)

    def _drop(self, found: Sequence[Token], end: int) -> None:
        """Keep an element that no article has, and the texts in its tags: an `iframe`'s title."""
        start = found[0].start
        for token in found if _name(found[0]) not in _SILENT else ():
            if token.start >= end:
                break
            if token.kind is Kind.START and self._texts(token):
                if start < token.start:
                    self._instruction(start, token.start)
                self._other_tag(token)
                start = token.end
        if start < end:
            self._instruction(start, end)

    def _texts(self, token: Token) -> Mapping[str, str]:
        return tag_texts(self._content[token.start : token.end])

    def _other_tag(self, token: Token) -> None:
        """Keep a tag that no article has; the texts in it are translated."""
        texts = self._texts(token)
        if not texts:
            self._instruction(token.start, token.end)
            return
        inside = bool(self._inline) or self._holder is not None or self._is_among_words()
        here = self._here(token.start) if inside else self._stack[-1]
        element = html_tag(self._content[token.start : token.end], texts)
        here.append(element)
        self._html.add(element)
        self._spans[element] = self._span(token.start, *(token.end,) * 3)
        if inside:
            self._extend(token.end)

    def _is_among_words(self) -> bool:
        name = self._names.get(self._stack[-1], "")
        return name in _LEAVES or name.endswith(" of text")


def _name(token: Token) -> str:
    return token.name.decode("ascii", "replace")


def _closed(found: Sequence[Token]) -> frozenset[int]:
    """Return the start tags whose elements end in the same block of HTML."""
    opened: list[tuple[int, str]] = []
    closed: set[int] = set()
    for at, token in enumerate(found):
        name = _name(token)
        if token.kind is Kind.START and name in _BLOCKS:
            while opened and opened[-1][1] in _ENDS.get(name, ()):
                closed.add(opened.pop()[0])
            opened.append((at, name))
        elif token.kind is Kind.END and name in [each for _, each in opened]:
            while True:
                number, other = opened.pop()
                closed.add(number)
                if other == name:
                    break
    return frozenset(closed)


def _dropped_end(found: Sequence[Token], at: int) -> int:
    """Return where an element ends that no article has."""
    name, depth = found[at].name, 0
    for token in found[at:]:
        if token.name == name and token.kind is Kind.START:
            depth += 1
        elif token.name == name and token.kind is Kind.END:
            depth -= 1
            if depth == 0:
                return token.end
    return found[-1].end
