"""Markdown's inline tokens as the content of an element, each code with its place."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import unescape

from lxml import etree
from markdown_it.token import Token

from toolkit.base.markup import append_text
from toolkit.base.templates import masked
from toolkit.document.formats.markdown_dialects import named_texts
from toolkit.document.formats.markdown_marks import Marks
from toolkit.document.formats.markdown_tokens import place_of
from toolkit.document.its.html5 import is_translatable
from toolkit.document.model import Span

__all__ = [
    "InlineBuilder",
    "html_attributes",
    "html_tag",
    "opaque_element",
    "shown_tokens",
    "tag_name",
    "tag_texts",
]

# Inline HTML that is read as an element, where its tags are a pair: what it holds is text.
_NAMES = (
    "a|abbr|b|bdi|bdo|big|center|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|rb|rp|rt|rtc|ruby|s|samp|small|span"
    "|strike|strong|sub|sup|tt|u|var"
)
_START = re.compile(rf"<({_NAMES})(?=[\s>])[^<>]*(?<!/)>", re.IGNORECASE)
_END = re.compile(rf"</({_NAMES})\s*>", re.IGNORECASE)
_IMAGE = re.compile(r"<img(?=[\s/>])", re.IGNORECASE)
_BREAKS = frozenset({"<br>", "<br/>", "<br />"})
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*)))?""")
_TAG_NAME = re.compile(r"<([A-Za-z][A-Za-z0-9\-]*)(?=[\s/>])")
# Addresses, documents and styles: HTML says that they may be translated, and no text.
_NO_TEXTS = frozenset({"download", "lang", "srcdoc", "style"})
_XML_NAME = re.compile(r"[A-Za-z_][\w.\-]*")


Placer = Callable[[Marks, tuple[int, int], tuple[int, int]], Span]
"""Makes a span of places in a block's content: of what opens a code, and of what closes it."""


def opaque_element(markup: str, *, shown: bool) -> etree._Element:
    """Return the element of what is opaque: `x`, which keeps its markup, and its texts by name.

    Args:
        markup: as it stands in the source.
        shown: whether pages show it.

    """
    element = etree.Element("x", {"translate": "no"})
    if shown:
        element.text = markup
    else:
        element.set("code", markup)
        for each in named_texts(markup):
            element.set(each.name, each.text)
    return element


def html_attributes(tag: str) -> Iterator[tuple[str, str]]:
    """Yield the attributes of a start tag of HTML that have names as XML has them."""
    inside = tag[1:].partition(" ")[2] if " " in tag else re.sub(r"^<[^\s/>]+", "", tag)
    for match in _ATTRIBUTE.finditer(masked(inside).rstrip("/>")):
        name = match[1].lower()
        if _XML_NAME.fullmatch(name):
            found = next((each for each in (2, 3, 4) if match[each] is not None), 0)
            yield name, unescape(inside[slice(*match.span(found))]) if found else ""


def tag_name(tag: str) -> str:
    """Return the name of a start tag of HTML in lower case; empty for what is none."""
    name = _TAG_NAME.match(tag)
    return name[1].lower() if name else ""


def tag_texts(tag: str) -> dict[str, str]:
    """Return the texts in a start tag of HTML, by the names of their attributes.

    >>> tag_texts('<iframe src="a.html" title="A map">')
    {'title': 'A map'}
    """
    name = tag_name(tag)
    if not name:
        return {}
    attributes = dict(html_attributes(tag))
    element = etree.Element(name, attributes)
    return {
        key: value
        for key, value in attributes.items()
        if value.strip() and key not in _NO_TEXTS and is_translatable(element, key)
    }


def html_tag(tag: str, texts: Mapping[str, str]) -> etree._Element:
    """Return the element of a tag of HTML that no article has, with the texts in it."""
    return etree.Element("x", {"translate": "no", "code": tag} | dict(texts))


class InlineBuilder:
    """Adds a block's inline tokens to its element."""

    def __init__(
        self,
        element: etree._Element,
        marks: Marks,
        span: Placer,
        spans: dict[etree._Element, Span],
        html: set[etree._Element],
    ) -> None:
        self._stack: list[tuple[etree._Element, tuple[int, int]]] = [(element, (0, 0))]
        self._marks = marks
        self._span = span
        self._spans = spans
        self._html = html

    def add(self, tokens: Sequence[Token]) -> None:
        """Add the tokens."""
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
        append_text(self._stack[-1][0], text)

    def _open(self, token: Token) -> None:
        here = self._stack[-1][0]
        if token.type == "html_inline":
            match = _START.match(masked(token.content))
            assert match is not None  # noqa: S101 - only such tags are paired
            element = etree.SubElement(here, match[1].lower())
            for name, value in html_attributes(token.content):
                element.set(name, value)
            self._html.add(element)
        else:
            element = etree.SubElement(here, token.tag)
            if token.type == "wrap_open":
                element.set("code", token.content)
        for key, said in token.attrs.items():
            element.set(key, str(said))
        start, end = place_of(token)
        self._stack.append((element, (start - (token.type == "strong_open"), end)))

    def _close(self, token: Token) -> None:
        element, opened = self._stack.pop()
        start, end = place_of(token)
        closed = (start, end + (token.type == "strong_close"))
        if token.type == "wrap_close":
            element.set("code", f"{element.get('code')}…{token.content}")
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
            case "html_inline":
                self._tag(token)
            case "opaque":
                self._whole(opaque_element(token.content, shown=not token.hidden), token)
            case "code_inline" | "footnote":
                element = etree.SubElement(self._stack[-1][0], token.tag, {"translate": "no"})
                element.text = token.content
                self._whole(element, token)
            case "image":
                self._image(token)

    def _tag(self, token: Token) -> None:
        """Add a tag of HTML that is no pair's: an element by itself, or markup that stays."""
        here, tag = self._stack[-1][0], token.content
        if tag in _BREAKS:
            self._whole(etree.SubElement(here, "br"), token)
            return
        if _IMAGE.match(tag):
            element = etree.SubElement(here, "img", dict(html_attributes(tag)))
            self._html.add(element)
        elif texts := tag_texts(tag):
            element = html_tag(tag, texts)
            self._html.add(element)
        else:
            element = etree.ProcessingInstruction("html", tag.replace("?>", "? >"))
        self._whole(element, token)

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
        elif token.type == "html_inline" and _START.fullmatch(masked(token.content)):
            levels[-1].append(at)
        elif token.type == "html_inline" and _END.fullmatch(token.content):
            _close(tokens, levels[-1], at, found)
    return found


def _close(tokens: Sequence[Token], opened: list[int], at: int, found: dict[int, int]) -> None:
    if opened and _name(tokens[opened[-1]]) == _name(tokens[at]):
        found[opened.pop()] = at
    else:
        opened.clear()  # ill-nested: none of them is an element


def _name(token: Token) -> str:
    match = _START.match(masked(token.content)) or _END.match(token.content)
    return match[1].lower() if match else ""


def _shown(tokens: Sequence[Token]) -> str:
    """Return an image's description as text, as CommonMark's section 6.4 has it."""
    pieces = []
    for token in tokens:
        if token.type == "image":
            pieces.append(_shown(token.children or []))
        elif token.type in {"softbreak", "hardbreak"}:
            pieces.append("\n")
        elif token.type in {
            "text",
            "text_special",
            "code_inline",
            "html_inline",
            "footnote",
            "opaque",
        }:
            pieces.append(token.content)
    return "".join(pieces)


def shown_tokens(tokens: Sequence[Token]) -> Iterator[str]:  # noqa: C901 - a case for each type
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
            case "html_inline" if token.content in _BREAKS:
                yield "\0<br>\0"
            case "html_inline" | "opaque" | "wrap_open" | "wrap_close":
                yield f"\0{token.content}\0"
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
