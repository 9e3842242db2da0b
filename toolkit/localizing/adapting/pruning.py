"""Pruning: elements taken out of a tree, and what is left of an article in a summary."""

from lxml import etree

__all__ = ["cut_to_summary", "prune", "take_out"]

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
# What is nothing without content.
_LISTS = frozenset({"dd", "dl", "dt", "li", "ol", "ul"})
_HOLDERS = _LISTS | {"blockquote", "div", "figcaption", "footer", "p", "section"}
_SHOWN = frozenset({"audio", "img", "video"})


def take_out(element: etree._Element) -> None:
    """Take an element out of its tree; the text that follows it stays."""
    above = element.getparent()
    if above is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "") or None
    else:
        above.text = (above.text or "") + (element.tail or "") or None
    above.remove(element)
    element.tail = None


def prune(element: etree._Element | None) -> None:
    """Take out an element that has become empty, and what it leaves empty round itself.

    The root and its children stay: they are the parts of every article.
    """
    while element is not None and element.tag in _HOLDERS and _is_empty(element):
        above = element.getparent()
        if above is None or above.getparent() is None:
            return
        take_out(element)
        element = above


def _is_empty(element: etree._Element) -> bool:
    shown = any(each.tag in _SHOWN for each in element.iter(etree.Element))
    return not shown and not "".join(map(str, element.itertext())).strip()


def cut_to_summary(root: etree._Element) -> None:
    """Cut an article, whose untranslated units are out already, to what a summary holds: text.

    Tables, code, rules and pictures without a caption say little without their context, and
    headings nothing without what they head.

    Args:
        root: the `<article>`; it is changed.

    """
    for element in list(root.iter("figure", "hr", "pre", "table")):
        if element.tag != "figure" or element.find("figcaption") is None:
            above = element.getparent()
            take_out(element)
            prune(above)
    for element in list(root.iter(*_HOLDERS)):
        if not len(element):
            prune(element)
    for element in reversed(list(root.iter(*_HEADINGS))):
        following = element.getnext()
        if following is None or (
            following.tag in _HEADINGS and str(following.tag) <= str(element.tag)
        ):
            take_out(element)
