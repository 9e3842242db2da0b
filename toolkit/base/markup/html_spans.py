"""Page spans: a page's tags laid beside its tree, to find where each element stands."""

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import unescape

from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from toolkit.base.markup.bounds import place_behind
from toolkit.base.markup.html_json import JSON_STRING, json_strings
from toolkit.base.markup.html_programs import show_programs
from toolkit.base.markup.html_tokens import VOID, Kind, Token, tokens
from toolkit.base.markup.html_tree import parse_as_browsers, walk
from toolkit.base.markup.spans import Span

__all__ = ["page_spans"]


_SKIPPED = (Kind.END, Kind.DOCTYPE, Kind.DROPPED)
_NEWLINE = re.compile(rb"\n")
_OUTERMOST = (b"body", b"html")
_NEWLINE_IS_LOST = frozenset({"listing", "pre", "textarea"})
_WHITE = " \t\n\f\r"


def _find_spans(
    data: bytes, tokens: Sequence[Token], parsed: LexborHTMLParser, mark: str
) -> list[Span | None] | None:
    """Return the byte span of every element of a page, in document order.

    An element whose start tag the page leaves out begins where its content does; one whose end tag
    it leaves out ends where its content does.

    Args:
        data: the page, in UTF-8.
        tokens: its tokens.
        parsed: its tree, with the number of each start tag among the tokens.
        mark: the attribute that has the number.

    Returns:
        A span for each element; None when the tree's order is not the tags': what stood inside a
        table has been put before it, or a formatting element has been closed and opened again.

    """
    aligner = _Aligner(data, tokens)
    try:
        for node, entering in walk(parsed.root):
            if not entering:
                aligner.close()
            elif node.is_text_node:
                aligner.take_text(show_programs(node.text_content or ""))
            elif node.is_element_node:
                number = node.attributes.get(mark)
                aligner.open(node.tag or "", int(number) if number else None)
            else:
                aligner.take_comment()
        return aligner.spans()
    except _NotAligned:
        return None


class _NotAligned(Exception):  # noqa: N818 - it never leaves this module
    """The tree's order is not the tags'."""


class _Aligner:
    """Takes what a tree is made of in its order, and the tokens beside that.

    Start tags, texts and comments are anchors: each has its token. Between two anchors only
    elements end, so that the end tags there tell where.
    """

    def __init__(self, data: bytes, tokens: Sequence[Token]) -> None:
        self._data = data
        self._tokens = tokens
        self._lines = [0, *(match.end() for match in _NEWLINE.finditer(data))]
        self._next = 0
        """The first token that was not taken."""
        self._end = 0
        """Where the last taken token ends."""
        self._opened: list[int] = []
        self._names: list[str] = []
        self._places: list[list[int]] = []
        """Of each element: start, content's start, content's end, end."""
        self._waiting: list[tuple[bool, int]] = []
        """Since the last anchor: elements that begin without a tag (True), and that end."""
        self._closed: dict[bytes, Token] = {}
        self._after_start = False

    def close(self) -> None:
        """Take the end of the innermost element."""
        self._waiting.append((False, self._opened.pop()))
        self._after_start = False

    def take_comment(self) -> None:
        """Take a comment."""
        self._anchor(self._find(Kind.COMMENT))
        self._after_start = False

    def spans(self) -> list[Span | None]:
        """Return the spans, when all events are taken."""
        self._resolve(len(self._tokens), len(self._data))
        return [self._span(*place) for place in self._places]

    def _span(self, start: int, content_start: int, content_end: int, end: int) -> Span:
        line = bisect_right(self._lines, start)
        before = self._data[self._lines[line - 1] : start].decode("utf-8", "replace")
        return Span(start, content_start, content_end, end, line, len(before) + 1)

    def open(self, name: str, start: int | None) -> None:
        """Take the start of an element.

        Args:
            name: the element's.
            start: the number of its start tag; None when the page has none (`tbody`, `</p>`).

        """
        number = len(self._places)
        self._opened.append(number)
        self._names.append(name)
        self._places.append([-1, -1, -1, -1])
        if start is None:
            self._waiting.append((True, number))
            return
        if start < self._next:
            raise _NotAligned
        for token in self._tokens[self._next : start]:
            if token.kind is Kind.TEXT and self._decoded(token).strip(_WHITE):
                raise _NotAligned
        token = self._tokens[start]
        self._anchor(start)
        self._places[number][:2] = [token.start, token.end]
        self._after_start = True

    def _anchor(self, number: int) -> None:
        token = self._tokens[number]
        self._resolve(number, token.start)
        self._next = number + 1
        self._end = token.end

    def _find(self, kind: Kind) -> int:
        """Return the number of the next token of a kind; white space may stand before it."""
        for number in range(self._next, len(self._tokens)):
            token = self._tokens[number]
            if token.kind is kind:
                return number
            blank = token.kind is Kind.TEXT and not self._decoded(token).strip(_WHITE)
            if token.kind not in _SKIPPED and not blank:
                break
        raise _NotAligned

    def take_text(self, text: str) -> None:
        """Take the tokens of a text: several, where a tag between them meant nothing."""
        self._match(text)
        self._after_start = False

    def _match(self, text: str) -> None:
        rest = text
        first = True
        number = self._next
        while rest:
            if number == len(self._tokens):
                break
            token = self._tokens[number]
            if token.kind is Kind.TEXT or token.kind is Kind.RAW:
                taken = self._taken(token, rest, first=first)
                if taken is not None:
                    rest = rest[taken:]
                    self._anchor(number)
                    first = False
                elif self._decoded(token).strip(_WHITE):
                    raise _NotAligned
            elif token.kind is Kind.END and token.name in _OUTERMOST and not rest.strip(_WHITE):
                return  # white space behind the body belongs to its end
            elif token.kind not in _SKIPPED:
                break
            number += 1
        if rest.strip(_WHITE):
            raise _NotAligned

    def _taken(self, token: Token, text: str, *, first: bool) -> int | None:
        """Return how much of a text a token is; None when it is none of it."""
        own = self._decoded(token)
        if text.startswith(own):
            return len(own)
        # A line feed right after some start tags is none of the content.
        if first and self._after_start and self._names[-1] in _NEWLINE_IS_LOST:
            own = own.removeprefix("\n")
            return len(own) if text.startswith(own) else None
        stripped = own.lstrip(_WHITE)
        return len(stripped) if stripped and text.startswith(stripped) else None

    def _decoded(self, token: Token) -> str:
        raw = self._data[token.start : token.end] if token.kind is Kind.TEXT else token.name
        text = raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        return unescape(text) if token.kind is Kind.TEXT and "&" in text else text

    def _resolve(self, until: int, place: int) -> None:
        """Say where the waiting elements end, by the end tags before a token."""
        at = self._end
        for token in self._tokens[self._next : until]:
            if token.kind is Kind.DOCTYPE:
                at = token.end  # a start tag before it would make browsers overlook it
            if token.kind is not Kind.END or not self._waiting:
                continue
            name = token.name.decode("latin-1")
            others = [
                begins or self._names[number].lower() != name for begins, number in self._waiting
            ]
            if all(others):
                continue
            index = others.index(False)
            for begins, number in self._waiting[:index]:
                self._place(number, token.start if not begins else at, begins=begins)
            _, number = self._waiting[index]
            self._places[number][2:] = [token.start, token.end]
            del self._waiting[: index + 1]
            at = token.end
        for begins, number in self._waiting:
            self._place(number, at if begins else place, begins=begins)
        self._waiting.clear()

    def _place(self, number: int, at: int, *, begins: bool) -> None:
        where = self._places[number]
        if begins:
            where[:2] = [at, at]
        elif self._names[number] in VOID:
            where[2:] = [where[1], where[1]]
        else:
            where[2:] = [max(at, where[1])] * 2


def page_spans(data: bytes, tree: etree._ElementTree) -> dict[etree._Element, Span]:
    """Return the spans of a page's elements; none where its tags do not show them.

    The page is parsed once more, and with a number on each start tag. That this is still the same
    tree is looked at, not believed.
    """
    bare = data.removeprefix(codecs.BOM_UTF8)
    parsed = parse_as_browsers(bare.decode()).html or ""
    data = b" " * (len(data) - len(bare)) + bare
    found = list(tokens(data))
    mark = _free_name(data)
    marked = parse_as_browsers(_marked(data, found, mark).decode())
    if re.sub(f' {mark}="[0-9]+"', "", marked.html or "") != parsed:
        return {}
    spans = _find_spans(data, found, marked, mark)
    if spans is None:
        return {}
    elements = [each for each in tree.getroot().iter(etree.Element) if each.tag != JSON_STRING]
    by_element = {element: span for element, span in zip(elements, spans, strict=True) if span}
    for script in tree.getroot().iter("script"):
        if len(script):
            strings = dict(_string_spans(script, by_element[script], data))
            if not strings:
                return {}
            by_element.update(strings)
    return by_element


def _string_spans(
    script: etree._Element, span: Span, data: bytes
) -> Iterator[tuple[etree._Element, Span]]:
    """Yield the elements in a script of linked data, and where their strings stand.

    There are none where its bytes have other strings: a script without an end goes on to the file's
    end for one reader and not for the other.
    """
    text = data[span.content_start : span.content_end].decode()
    strings = list(json_strings(text))
    if [each.value for each in strings] != [each.text for each in script]:
        return
    for element, each in zip(script, strings, strict=True):
        start = span.content_start + len(text[: each.start].encode())
        end = start + len(text[each.start : each.end].encode())
        line, column = place_behind(text[: each.start])
        column += span.column + span.content_start - span.start - 1 if line == 1 else 0
        yield element, Span(start, start, end, end, span.line + line - 1, column)


def _free_name(data: bytes) -> str:
    """Return the name of an attribute that the page does not hold."""
    lowered = data.lower()
    name = "toolkit-at"
    while name.encode() in lowered:
        name += "-"
    return name


def _marked(data: bytes, found: list[Token], mark: str) -> bytes:
    """Return a page whose start tags carry their number among its tokens."""
    pieces = []
    for number, token in enumerate(found):
        if token.kind is Kind.START:
            name_end = token.start + 1 + len(token.name)
            pieces += [data[token.start : name_end], f' {mark}="{number}"'.encode()]
            pieces.append(data[name_end : token.end])
        else:
            pieces.append(data[token.start : token.end])
    return b"".join(pieces)
