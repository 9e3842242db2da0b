"""Added passages: a locale's own text as elements of an article."""

import hashlib
import re
from enum import StrEnum

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.document.formats.article_tree import Article, article_tree
from toolkit.document.formats.lines import read_lines
from toolkit.document.model import Metadata, Span
from toolkit.localizing.adapting.pruning import take_out
from toolkit.localizing.vocabulary import purified

__all__ = ["ADDED", "AddedKind", "added_elements", "added_id"]

ADDED = "added"
"""The class of a passage that the original has not."""
_DIGITS = 8
_MOST_CHARACTERS = 100_000
_WITH_ATTRIBUTES = re.compile(r"<\w[\w\-]*[\s/]+[^\s/>]")
_REFUSED = {"img": "a picture", "sup": "a footnote"}
_CALLED = {
    "blockquote": "a quotation",
    "figure": "a picture",
    "hr": "a rule",
    "ol": "a list",
    "pre": "code",
    "table": "a table",
    "ul": "a list",
}


class AddedKind(StrEnum):
    """What an added passage is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    NOTE = "note"


def added_elements(text: str, kind: AddedKind) -> list[etree._Element]:
    """Return an addition's elements, without ids: one for each of its paragraphs.

    Args:
        text: Markdown, of which paragraphs and inline markup are read; HTML is text.
        kind: what it is; a heading is one paragraph.

    Raises:
        ValueError: saying what it cannot hold, in a sentence without a full stop.

    """
    if len(text) > _MOST_CHARACTERS:
        raise ValueError(f"the text is longer than {_MOST_CHARACTERS:,} characters")
    elements = list(purified(_parsed(text)))
    for element in elements:
        if element.tag != "p":
            called = _CALLED.get(str(element.tag), "a heading")
            raise ValueError(f"an added passage cannot be {called}")
        for tag, name in _REFUSED.items():
            if element.find(f".//{tag}") is not None:
                raise ValueError(f"an added passage cannot contain {name}")
        element.tail = None
    if not elements:
        raise ValueError("the text is empty")
    if kind is AddedKind.HEADING and len(elements) > 1:
        raise ValueError("a heading must be one paragraph")
    for element in elements:
        element.tag = "h2" if kind is AddedKind.HEADING else "p"
        element.set("class", f"note {ADDED}" if kind is AddedKind.NOTE else ADDED)
    return elements


def _parsed(text: str) -> etree._Element:
    """Return the body of an article with the text in it."""
    # Markdown's parser is slow to load.
    from toolkit.document.formats.markdown_tokens import read_tokens  # noqa: PLC0415
    from toolkit.document.formats.markdown_tree import TreeBuilder  # noqa: PLC0415

    spans: dict[etree._Element, Span] = {}
    root = article_tree(Article(None, None, None, (), None), Metadata(), Locale("en"), spans)
    try:
        lines = read_lines(text.strip("\n").encode("utf-8", "surrogatepass"), "")
        tokens, _ = read_tokens("\n".join(line.text for line in lines), dialects=False)
    except ToolkitError as error:
        raise ValueError(error.findings[0].message) from None
    refused = next((each for each in tokens if each.type == "html_block"), None)
    if refused is not None:
        raise ValueError("an added passage cannot be HTML")
    for token in (child for each in tokens for child in each.children or ()):
        if token.type == "html_inline" and _WITH_ATTRIBUTES.match(token.content):
            token.type = "text"
    TreeBuilder(root, lines, spans, detect_headline=False).add(tokens)
    (body,) = root.iterchildren("div")
    for node in list(body.iter(etree.ProcessingInstruction)):
        _show(node)
    return body


def _show(node: etree._Element) -> None:
    """Put what an instruction holds, a tag that is none of Markdown's, into the text."""
    node.tail = (node.text or "") + (node.tail or "")
    take_out(node)


def added_id(element: etree._Element) -> str:
    """Return the id of an added passage: the same while its text is."""
    text = "".join(map(str, element.itertext()))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{ADDED}-{digest[:_DIGITS]}"
