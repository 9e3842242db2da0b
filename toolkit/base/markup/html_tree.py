"""Page tree: a page as browsers read it (lexbor), as a tree of lxml's."""

import re
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from lxml import etree
from selectolax.lexbor import LexborHTMLParser, LexborNode

from toolkit.base.errors import ToolkitError
from toolkit.base.markup.bounds import HINT_MARKUP, MAX_DEPTH, markup_error
from toolkit.base.markup.html_programs import hide_programs, show_programs
from toolkit.base.markup.html_tokens import Kind, tokens
from toolkit.base.markup.html_writer import COMMENT_DASH, MARKUP, NAME_OF, markup_text

__all__ = ["html_tree", "parse_as_browsers", "walk"]

# XML 1.0, section 2.2; a form feed is white space in HTML.
_UNFIT = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")
_NO_WORDS = re.compile(rf"{_UNFIT.pattern}|<[^<>]*>|&#[0-9A-Za-z]{{1,7}};?")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9A-Fa-f]{1,6})|([0-9]{1,7}));?")
# What makes comments without being one: instructions, conditions of Internet Explorer, bad tags.
_ODD = re.compile(r"<\?|<!(?!--|[Dd][Oo][Cc][Tt])|</(?![A-Za-z>])")
_NEAR = 20

Pieces = dict[str, deque[str]]
"""The markup behind a page's comments, in order, by what a parser makes of them."""


def parse_as_browsers(text: str) -> LexborHTMLParser:
    """Parse a page; `show_programs` shows what stood in the programs in it."""
    return LexborHTMLParser(hide_programs(text))


def html_tree(text: str, source: bytes, path: str) -> etree._ElementTree:
    """Return the tree that browsers make of a page, as lxml's.

    What XML allows in no name stands there as private characters, see `html_writer.NAME_OF`.

    Args:
        text: the page.
        source: the same in UTF-8.
        path: its name, for messages.

    Raises:
        ToolkitError: for a character that no tree can hold, and where elements nest too deep.

    """
    show = show_programs if "<?" in text else str
    builder = etree.TreeBuilder(parser=etree.HTMLParser())
    try:
        _build(builder, parse_as_browsers(text).root, _pieces(text, source), show, path)
    except ValueError:
        raise _unfit(text, path) from None
    root = builder.close()
    for frame in root.iter("iframe"):
        _hide_text(frame)
    return root.getroottree()


def _hide_text(frame: etree._Element) -> None:
    """Put what a frame holds for browsers without frames into a node: it is markup, no text."""
    if frame.text:
        frame.append(etree.ProcessingInstruction(MARKUP, markup_text(frame.text)))
        frame.text = None


def _build(
    builder: etree.TreeBuilder,
    root: LexborNode | None,
    pieces: Pieces,
    show: Callable[[str], str],
    path: str,
) -> None:
    names: list[str] = []
    start, end, data = builder.start, builder.end, builder.data
    for node, entering in walk(root):
        if not entering:
            end(names.pop())
        elif node.is_text_node:
            data(show((node.text_content or "").replace("\f", " ")))
        elif node.is_element_node:
            name = _name(show(node.tag or ""))
            names.append(name)
            if len(names) > MAX_DEPTH:
                message = f"elements are nested deeper than {MAX_DEPTH}"
                raise markup_error("html-syntax", message, (1, 1), path, HINT_MARKUP)
            attributes = node.attributes
            start(name, _attributes(attributes, show) if attributes else {})
        else:
            _add_comment(builder, show(node.html or ""), pieces)


@lru_cache(maxsize=1024)
def _name(name: str) -> str:
    return name.translate(NAME_OF)


def _without_feeds(text: str) -> str:
    return text.replace("\f", " ")


def _attributes(found: Mapping[str, str | None], show: Callable[[str], str]) -> dict[str, str]:
    return {
        _name(show(name)): show(_without_feeds(value)) if value else ""
        for name, value in found.items()
    }


def _add_comment(builder: etree.TreeBuilder, html: str, pieces: Pieces) -> None:
    """Add a comment; an instruction where the page has other markup there."""
    text = html.removeprefix("<!--").removesuffix("-->") if html.startswith("<!--") else html[1:-1]
    waiting = pieces.get(_key(text))
    markup = waiting.popleft() if waiting else "<!--"
    if not markup.startswith("<!--"):
        builder.pi(MARKUP, markup_text(_without_feeds(markup)))
        return
    # lxml's may not hold two dashes, nor end in one.
    text = _without_feeds(text).replace("--", "-" + COMMENT_DASH)
    builder.comment(text[:-1] + COMMENT_DASH if text.endswith("-") else text)


def _pieces(text: str, source: bytes) -> Pieces:
    """Return the markup of a page's comments; nothing where all of them are `<!--comments-->`."""
    found: Pieces = {}
    for token in tokens(source) if _ODD.search(text) else ():
        if token.kind is Kind.COMMENT:
            markup = source[token.start : token.end].decode()
            markup = markup.replace("\r\n", "\n").replace("\r", "\n")
            inner = markup[4:-3] if markup.startswith("<!--") else markup[1:].removesuffix(">")
            inner = inner if inner.startswith("?") or markup.startswith("<!--") else inner[1:]
            found.setdefault(_key(inner), deque()).append(markup)
    return found


def _key(text: str) -> str:
    return text.rstrip("?") if text.startswith("?") else text


def _unfit(text: str, path: str) -> ToolkitError:
    """Return the error of a character that XML, and so lxml's tree, cannot hold."""
    at, name = _unfit_place(text)
    place = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    near = " ".join(_NO_WORDS.sub(" ", text[max(0, at - _NEAR) : at + _NEAR]).split())
    message = f"the page contains {name}, near “{near}”"
    return markup_error("characters", message, place, path, "delete it")


def _unfit_place(text: str) -> tuple[int, str]:
    """Return where such a character stands, as itself or by its number, and what it is."""
    literal = _UNFIT.search(text)
    if literal is not None:
        return literal.start(), f"the character U+{ord(literal[0]):04X}"
    for match in _REFERENCE.finditer(text):
        number = int(match[1], 16) if match[1] else int(match[2])
        if number <= sys.maxunicode and _UNFIT.match(chr(number)):
            return match.start(), f"the character U+{number:04X}"
    return 0, "a name that XML does not allow"


def walk(root: LexborNode | None) -> Iterator[tuple[LexborNode, bool]]:
    """Yield each node of a tree when it is entered, and each element again when it is left."""
    opened: list[LexborNode] = []
    node = root
    while node is not None:
        yield node, True
        if node.is_element_node:
            following = _first_child(node)
            opened.append(node)
        else:
            following = node.next
        while following is None and opened:
            left = opened.pop()
            yield left, False
            following = left.next if opened else None
        node = following


def _first_child(node: LexborNode) -> LexborNode | None:
    """Return the first child of an element; of a `template`, that of what it holds."""
    if node.tag == "template":
        return next((each.first_child for each in node.template_fragments()), None)
    return node.first_child
