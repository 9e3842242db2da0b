"""Vocabulary: the elements, attributes and addresses that an edition may hold."""

import re

from lxml import etree

from toolkit.base.published_addresses import is_published

__all__ = ["ALWAYS_SHOWN", "CELLS", "PLACED", "purified"]

ALWAYS_SHOWN = frozenset({"correction", "headline"})
"""The roles of units that no edition leaves out for want of a translation."""

CELLS = frozenset({"caption", "td", "th"})
"""What keeps its place in a table, whatever is left out of it."""

PLACED = CELLS | {"dd", "dt", "figcaption", "li"}
"""What has a place in a list, a table or a figure, which a direction of its own would change."""

# Anything else in an article's tree is shown as the text that it holds.
_ELEMENTS = frozenset(
    """a abbr b bdi bdo blockquote br caption cite code dd del dfn div dl dt em figcaption figure
    footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p pre q rp rt ruby s samp section
    small span strong sub sup table tbody td tfoot th thead time tr u ul var wbr""".split()  # noqa: SIM905 - a list of words reads best as text
)
_ATTRIBUTES = frozenset(
    """alt cite class colspan datetime dir height href hreflang id lang reversed rowspan scope src
    start title translate type value width""".split()  # noqa: SIM905 - a list of words reads best as text
)
_ADDRESSES = frozenset({"cite", "href", "src"})
# The only style: how a column of a table is aligned.
_ALIGNED = re.compile("text-align: (?:center|end|start)")
# A task of Markdown's, as every form can show it.
_BOXES = {"done": "☑ ", "open": "☐ "}


def purified(root: etree._Element) -> etree._Element:
    """Return a copy of an article's tree that holds the vocabulary of articles and no more.

    Other elements become a `span` with their text, and go where they have none; other attributes
    go, and so do comments, instructions, and addresses that could run something. The reading above
    a word (`rt`) stands in brackets that browsers hide, for forms that have no place above words.
    """
    twin = etree.Element("article")
    _copy_content(root, twin)
    return twin


def _copy_content(element: etree._Element, twin: etree._Element) -> None:
    twin.text = _BOXES.get(element.get("task", ""), "") + (element.text or "") or None
    last: etree._Element | None = None
    for child in element:
        if isinstance(child.tag, str) and _shows(child):
            last = _copied(child, twin)
            last.tail = child.tail
        elif last is None:
            twin.text = (twin.text or "") + (child.tail or "")
        else:
            last.tail = (last.tail or "") + (child.tail or "")


def _copied(child: etree._Element, twin: etree._Element) -> etree._Element:
    """Add the copy of an element; return the last element that was added."""
    above = child.getparent() if child.tag == "rt" and twin.tag == "ruby" else None
    is_bare = above is not None and above.find("rp") is None
    if is_bare:
        etree.SubElement(twin, "rp").text = "("
    last = etree.SubElement(twin, child.tag if child.tag in _ELEMENTS else "span")
    for name, value in child.items():
        if _is_allowed(name, value):
            last.set(name, value)
    _copy_content(child, last)
    if is_bare:
        last = etree.SubElement(twin, "rp")
        last.text = ")"
    return last


def _shows(element: etree._Element) -> bool:
    """Whether an element belongs to the vocabulary, or has a text or elements in it."""
    return element.tag in _ELEMENTS or len(element) > 0 or bool(element.text)


def _is_allowed(name: str, value: str) -> bool:
    if name == "style":
        return _ALIGNED.fullmatch(value) is not None
    if name not in _ATTRIBUTES:
        return False
    return name not in _ADDRESSES or is_published(value)
