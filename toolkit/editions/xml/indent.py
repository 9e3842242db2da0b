"""Indent: an edition in XML on many lines, without a change to what it says."""

from lxml import etree

from toolkit.base.markup import qualified

__all__ = ["indent"]

_STEP = "  "
# What stands in running text, where white space between two elements would be read.
_INLINE = {
    "": "a abbr b bdi br cite code em i img lang q small span strong sub sup time",  # NITF
    "http://www.w3.org/1999/xhtml": (
        "a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q rp rt ruby s samp small span"
        " strong sub sup time u var wbr"
    ),
    "http://docbook.org/ns/docbook": (
        "citetitle emphasis foreignphrase inlinemediaobject link literal phrase quote subscript"
        " superscript"
    ),
    "http://www.tei-c.org/ns/1.0": "abbr add del emph foreign hi lb q ref s seg",
}
_INLINE_NAMES = frozenset(
    qualified(namespace, name) if namespace else name
    for namespace, names in _INLINE.items()
    for name in names.split()
)


def indent(root: etree._Element) -> None:
    """Put each element that holds no running text on lines of its own, in place.

    XSLT's own `indent` goes by whether there is text between two elements, and so would put a
    space into “<em>one</em><em>word</em>”.
    """
    _indent(root, "\n")


def _indent(element: etree._Element, margin: str) -> None:
    if not len(element) or not _is_structure(element):
        return
    inner = margin + _STEP
    element.text = inner
    for child in element:
        child.tail = inner
        _indent(child, inner)
    element[-1].tail = margin


def _is_structure(element: etree._Element) -> bool:
    texts = [element.text, *(child.tail for child in element)]
    if any(text and text.strip() for text in texts):
        return False
    return all(isinstance(each.tag, str) and each.tag not in _INLINE_NAMES for each in element)
