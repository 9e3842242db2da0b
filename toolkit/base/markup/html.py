"""Page: HTML parsed as browsers do, and where each of its elements stands in the bytes."""

import codecs
import re
from collections.abc import Iterator, Mapping
from html import escape

from lxml import etree

from toolkit.base.errors import Finding, Location, ToolkitError
from toolkit.base.files import refuse_large
from toolkit.base.frozen import frozen
from toolkit.base.markup.bounds import (
    HINT_MARKUP,
    HINT_UTF8,
    MAX_BYTES,
    MAX_DEPTH,
    MAX_TEXT,
    markup_error,
    place_behind,
)
from toolkit.base.markup.charsets import UTF8, Charset
from toolkit.base.markup.html_charset import read_page
from toolkit.base.markup.html_json import split_linked_data
from toolkit.base.markup.html_tokens import RAW_TEXT, Kind, Token, nesting, tokens
from toolkit.base.markup.html_tree import html_tree
from toolkit.base.markup.html_writer import MARKUP, markup_text
from toolkit.base.markup.spans import Span

__all__ = [
    "Page",
    "head_end",
    "is_fragment",
    "page_frame",
    "parse_html",
    "parse_page",
]


_FRAME = frozenset({b"body", b"frameset", b"head", b"html"})
# Below this number of tags even the square of the depth is little.
_MANY_TAGS = 10_000
_NOTHING = re.compile(r"<!--.*?(?:-->|\Z)|<![^>]*>", re.DOTALL)
_SOMETHING = re.compile(r"[^ \t\n\f\r]")
_LONG_TEXT = re.compile(rf"[^<]{{{MAX_TEXT}}}")


@frozen
class Page:
    """An HTML file."""

    tree: etree._ElementTree
    """Its tree, without namespaces; what stands before and after `html` is not in it."""
    spans: Mapping[etree._Element, Span]
    """The byte spans of its elements, found when they are first asked for. Empty where the page is
    so broken that its tags do not show where its elements are."""
    source: bytes
    """What the spans count: its bytes, or its text in UTF-8 where they are in another charset."""
    charset: Charset = UTF8
    """The charset in which its bytes are, and its editions' will be."""
    declared: bool = True
    """Whether browsers can tell that charset from the page alone."""
    findings: tuple[Finding, ...] = ()
    """What is doubtful in it, and read all the same."""


class _Spans(Mapping[etree._Element, Span]):  # noqa: SLF001 - lxml has no public name for it
    """The spans of a page's elements: they cost more than the tree, and few ask for them."""

    def __init__(self, data: bytes, tree: etree._ElementTree) -> None:
        self._page = data, tree
        self._found: dict[etree._Element, Span] | None = None

    def _spans(self) -> dict[etree._Element, Span]:
        if self._found is None:
            # Nor is what finds them loaded before.
            from toolkit.base.markup.html_spans import page_spans  # noqa: PLC0415

            self._found = page_spans(*self._page)
        return self._found

    def __getitem__(self, element: etree._Element) -> Span:
        return self._spans()[element]

    def get(self, element: etree._Element, default: Span | None = None) -> Span | None:  # type: ignore[override]
        return self._spans().get(element, default)

    def __contains__(self, element: object) -> bool:
        return element in self._spans()

    def __iter__(self) -> Iterator[etree._Element]:
        return iter(self._spans())

    def __len__(self) -> int:
        return len(self._spans())


def parse_html(data: bytes, path: str) -> etree._ElementTree:
    """Return the tree of an HTML file; the arguments and errors are `parse_page`'s."""
    return parse_page(data, path).tree


def parse_page(data: bytes, path: str) -> Page:
    """Parse an HTML page or a piece of one, however broken, as browsers do (HTML, section 13.2).

    What would be lost without a word is an error: bytes in no known charset, a nesting deeper than
    256, a text of over 10,000,000 characters, a control character.

    Args:
        data: the page's bytes, in the charset that they say, see `read_page`.
        path: its name, for messages.

    Raises:
        ToolkitError: when it holds nothing at all, is too large, or something would be lost.

    """
    refuse_large(data, path, MAX_BYTES)
    text, charset, declared, findings = read_page(data, path)
    source = data if data.startswith(codecs.BOM_UTF8) else text.encode()
    _refuse_endless(source, text, path)
    tree = html_tree(text, source, path)
    split_linked_data(tree)
    if "[" in text:
        _split_shortcodes(tree)
    _number_rules(tree, text)
    return Page(tree, _Spans(source, tree), source, charset, declared, findings)


def _number_rules(tree: etree._ElementTree, text: str) -> None:
    """Give scripts that hold markup their lines: what is wrong in it is told by them."""
    position = 0
    for script in tree.getroot().iter("script"):
        held = script.text or ""
        if "xml" in script.get("type", "") and held:
            position = max(text.find(held, position), position)
            script.sourceline = text.count("\n", 0, position) + 1  # type: ignore[misc] # not so lxml


def is_fragment(data: bytes) -> bool:
    """Whether an HTML file is a piece of a page: no doctype, `html`, `head` or `body` tag."""
    return not any(
        token.kind is Kind.DOCTYPE or (token.kind is Kind.START and token.name in _FRAME)
        for token in tokens(data)
    )


def head_end(data: bytes) -> int | None:
    """Return the offset of a page's `</head>`; None where it has none."""
    for token in tokens(data):
        if token.kind is Kind.END and token.name == b"head":
            return token.start
    return None


def page_frame(data: bytes) -> tuple[bytes, bytes]:
    """Return what stands before a page's first tag or text, and the comments after its last."""
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    data = data.removeprefix(mark)
    found = list(tokens(data))
    outside = (Kind.COMMENT, Kind.DOCTYPE)
    first = next((each for each in found if not _is_around(each, data, outside)), None)
    after = len(data)
    for token in reversed(found):
        if not _is_around(token, data, outside):
            closes = token.kind is Kind.END and token.name == b"html"
            after = token.end if closes else len(data)
            break
    return mark + data[: first.start if first else len(data)], data[after:]


def _is_around(token: Token, data: bytes, outside: tuple[Kind, ...]) -> bool:
    return token.kind in outside or not data[token.start : token.end].strip()


def _refuse_endless(data: bytes, text: str, path: str) -> None:
    """Raise where there is nothing, U+0000, or what would keep a parser for hours."""
    if "\0" in text:
        message, place = (
            "the page contains the character U+0000",
            place_behind(text[: text.index("\0")]),
        )
        raise markup_error("charset", message, place, path, HINT_UTF8)
    if not _SOMETHING.search(_NOTHING.sub("", text)):
        message = "the page is empty"
        raise ToolkitError.because(
            "html-syntax", message, Location(path), "write the page, or delete the file"
        )
    if text.count("<") > _MANY_TAGS:
        depth, at = nesting(list(tokens(data)))
        if depth > MAX_DEPTH:
            place = place_behind(data[:at].decode("utf-8", "replace"))
            raise markup_error(
                "html-syntax",
                f"tags are nested {depth} deep, more than {MAX_DEPTH}",
                place,
                path,
                HINT_MARKUP,
            )
    if len(text) > MAX_TEXT and (long := _LONG_TEXT.search(text)):
        message = f"a text has more than {MAX_TEXT:,} characters"
        place = place_behind(text[: long.start()])
        raise markup_error("too-large", message, place, path, "split it into several elements")


# WordPress, Shortcode API: one has attributes, closes one that has, or is one of WordPress's own.
# A bracket of a text, as in “[sic]”, is neither.
_VALUE = r"""(?:"[^"\]]*"|'[^'\]]*'|[“”″][^“”″\]]*[“”″]|[^\s"'\]]+)"""
_SHORTCODE = re.compile(
    rf"\[(?:[a-z][\w-]{{0,40}}(?:\s+[\w-]{{1,40}}\s?=\s?{_VALUE})+\s*/?|/[a-z][\w-]{{0,40}}"
    r"|(?:audio|caption|embed|gallery|playlist|video|wp_caption)\s*/?)\]"
)
_NOT_IN = RAW_TEXT | {"code", "kbd", "pre", "samp", "textarea", "title", "json-string"}


def _split_shortcodes(tree: etree._ElementTree) -> None:
    """Put each shortcode of a page's texts into a node of its own, to be written as it stands."""
    for element in list(tree.getroot().iter()):
        if isinstance(element.tag, str) and element.tag not in _NOT_IN:
            element.text = _split(element, 0, element.text)
        above = element.getparent()
        if above is not None and above.tag not in _NOT_IN:
            element.tail = _split(above, above.index(element) + 1, element.tail)


def _split(parent: etree._Element, at: int, text: str | None) -> str | None:
    """Insert the shortcodes of a text before a child; return what stands before the first."""
    if not text or "[" not in text:
        return text
    found = list(_SHORTCODE.finditer(text))
    if not found:
        return text
    ends = [*(match.start() for match in found[1:]), len(text)]
    for match, end in reversed(list(zip(found, ends, strict=True))):
        node = etree.ProcessingInstruction(MARKUP, markup_text(escape(match[0], quote=False)))
        node.tail = text[match.end() : end]
        parent.insert(at, node)
    return text[: found[0].start()]
