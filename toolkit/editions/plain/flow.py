"""Flow: an article as blocks of running text, for forms that have no markup or little of it."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.base.markup import text_of
from toolkit.editions.addresses import Addresses, article_path
from toolkit.editions.article import Article
from toolkit.editions.xml.enclosures import addressed
from toolkit.editions.xml.outline import BLOCKS, arranged
from toolkit.localizing.isolation import isolate_characters

__all__ = ["Block", "Run", "flow", "page_address", "plain_text"]

_RIGHT_TO_LEFT_MARK = "\u200f"
_OPENING, _CLOSING = "\u2066\u2067\u2068", "\u2069"
_MARKS = {
    "a": "a", "b": "b", "strong": "b", "em": "i", "i": "i", "cite": "i", "code": "code",
    "kbd": "code", "samp": "code", "del": "s", "s": "s", "ins": "u", "u": "u",
}  # fmt: skip
_TEXTS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "figcaption", "caption"})
# Code goes from left to right in every language, and is copied as it is: it gets no mark.
_CODE = Locale("en")
_BULLET = "• "
_CELL = " | "


@frozen
class Run:
    """A stretch of text that is marked in one way."""

    text: str
    marks: tuple[str, ...] = ()
    """By HTML's names, outermost first: `b`, `i`, `u`, `s`, `code`, `a`."""
    address: str = ""
    """Where it leads, if it is a link."""


@frozen
class Block:
    """A paragraph, a heading, an item of a list, a row of a table."""

    kind: str
    """`heading`, `paragraph`, `item`, `quote`, `code`, `row`, `caption` or `note`."""
    runs: tuple[Run, ...]
    locale: Locale
    before: str = ""
    """What stands before it: a bullet, a number."""

    @property
    def text(self) -> str:
        """What it says, without marks."""
        return "".join(run.text for run in self.runs)


def flow(article: Article, *, isolated: bool = True) -> Iterator[Block]:
    """Yield the blocks of an article's body, then those of its foot.

    Args:
        article: the article.
        isolated: whether what would be shown in a wrong place is isolated by characters.

    """
    article = addressed(article, ".html")
    root = arranged(article)
    if isolated:
        root = isolate_characters(root, article.locale.direction)
    for part in root:
        if part.tag == "header":
            for figure in part.iter("figure"):
                yield from _kept(_figure(figure, article.locale))
        else:
            for block in _kept(_blocks(part, article.locale, "paragraph")):
                yield replace(block, kind="note") if part.tag == "footer" else block


def page_address(article: Article) -> str:
    """Return the whole address of an article's page; empty where it has none."""
    page = article_path(article.document_id, article.locale)
    return Addresses(article.site, page).absolute(page) if "html" in article.forms else ""


def plain_text(text: str, locale: Locale) -> str:
    """Return a line that programs show in the direction of its language.

    They go by its first letter; where that goes the other way, or stands in an isolate, a mark
    stands before it.
    """
    if locale.direction == "rtl" and _first_direction(text) not in {"R", "AL"}:
        return _RIGHT_TO_LEFT_MARK + text
    return text


def _first_direction(text: str) -> str:
    """Return the direction of the first letter outside isolates (UAX #9, P2)."""
    depth = 0
    for character in text:
        depth += (character in _OPENING) - (character in _CLOSING)
        kind = unicodedata.bidirectional(character)
        if depth == 0 and kind in {"L", "R", "AL"}:
            return kind
    return ""


def _kept(blocks: Iterator[Block]) -> Iterator[Block]:
    return (block for block in blocks if block.text.strip())


def _blocks(
    element: etree._Element, locale: Locale, kind: str, before: str = ""
) -> Iterator[Block]:
    locale = _language(element, locale)
    match element.tag:
        case "figure":
            yield from _figure(element, locale)
        case "ul" | "ol":
            yield from _list(element, locale, before)
        case "dl":
            for child in element:
                indent = before + ("  " if child.tag == "dd" else "")
                yield from _blocks(child, locale, "item", indent)
        case "table":
            yield from _table(element, locale)
        case "pre":
            # The line break that ends the last line is no line of its own.
            code = "".join(element.itertext()).removesuffix("\n")
            yield Block("code", (Run(code, ("code",)),), _CODE)
        case "hr":
            return
        case _ if any(child.tag in BLOCKS for child in element):
            inner = "quote" if element.tag == "blockquote" else kind
            for child in element:
                yield from _blocks(child, locale, inner, before)
                before = " " * len(before)
        case tag:
            name = "heading" if str(tag)[0] == "h" and tag in _TEXTS else kind
            yield Block(name, _runs(element), locale, before)


def _figure(figure: etree._Element, locale: Locale) -> Iterator[Block]:
    for image in figure.iter("img"):
        alt = " ".join(image.get("alt", "").split())
        if alt:
            yield Block("caption", (Run(f"[{alt}]"),), _language(image, locale))
    for child in figure:
        if child.tag != "img":
            yield from _blocks(child, locale, "caption")


def _list(element: etree._Element, locale: Locale, before: str) -> Iterator[Block]:
    start = element.get("start", "1")
    first = int(start) if start.isascii() and start.isdecimal() else 1
    for number, item in enumerate(element.iterchildren("li"), first):
        sign = _BULLET if element.tag == "ul" else f"{number}. "
        yield from _blocks(item, locale, "item", before.replace(_BULLET, "  ") + sign)


def _table(element: etree._Element, locale: Locale) -> Iterator[Block]:
    for caption in element.iterchildren("caption"):
        yield Block("caption", _runs(caption), locale)
    for row in element.iter("tr"):
        cells = [text_of(cell) for cell in row]
        yield Block("row", (Run(_CELL.join(cells)),), locale)


def _language(element: etree._Element, locale: Locale) -> Locale:
    own = element.get("lang")
    return Locale.named(own) if own else locale


def _runs(element: etree._Element) -> tuple[Run, ...]:
    """Return what an element says, white space collapsed across the runs."""
    found: list[Run] = []
    space = True
    for run in _marked(element, (), ""):
        text = ""
        for character in run.text:
            if character == "\n" and run.text == "\n":
                text, space = text.rstrip(" ") + "\n", True
            elif not character.isspace() or character in "\u00a0\u202f":
                text, space = text + character, False
            elif not space:
                text, space = text + " ", True
        if text:
            found.append(replace(run, text=text))
    if found and found[-1].text.endswith(" "):
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
    return tuple(run for run in found if run.text)


def _marked(element: etree._Element, marks: Sequence[str], address: str) -> Iterator[Run]:
    yield Run((element.text or "").replace("\n", " "), tuple(marks), address)
    for child in element:
        if child.tag == "br":
            yield Run("\n", tuple(marks), address)
        elif child.tag == "img":
            yield Run(" ".join(child.get("alt", "").split()), tuple(marks), address)
        else:
            yield from _child(child, marks, address)
        yield Run((child.tail or "").replace("\n", " "), tuple(marks), address)


def _child(child: etree._Element, marks: Sequence[str], address: str) -> Iterator[Run]:
    mark = _MARKS.get(str(child.tag), "")
    leads = child.get("href", "") if mark == "a" else ""
    if mark == "a" and not leads.startswith(("http://", "https://")):
        mark, leads = "", ""
    inner = (*marks, mark) if mark and mark not in marks else tuple(marks)
    yield from _marked(child, inner, leads or address)
