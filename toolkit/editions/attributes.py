"""Attributes: their texts, such as a picture's, that an edition has in the source language."""

from collections.abc import Iterator

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.editions.article import Article

__all__ = ["mark_attributes", "untranslated_attributes"]

_NAMES = ("alt", "title")
_VOID = frozenset({"br", "hr", "img", "wbr"})


def untranslated_attributes(
    article: Article, root: etree._Element
) -> Iterator[tuple[etree._Element, str]]:
    """Yield the attributes of a tree of the article whose text is still the original's."""
    if article.is_original or article.original is None:
        return
    source = {
        (name, value)
        for name in _NAMES
        for value in article.original.xpath(f"descendant-or-self::*/@{name}")
        if value.strip()
    }
    if not source:
        return
    for element in root.iter("*"):
        for name in _NAMES:
            if (name, element.get(name)) in source:
                yield element, name


def mark_attributes(article: Article, root: etree._Element) -> None:
    """Say on each element the language of its attributes' texts, where that is the source's.

    HTML has no other way (section 3.2.6.2). What such an element holds says the page's language
    again, on a span.
    """
    for element, _ in list(untranslated_attributes(article, root)):
        if element.get("lang") is not None:
            continue
        if element.tag not in _VOID and (element.text or len(element)):
            _wrap_content(element, article.locale)
        element.set("lang", article.source.tag)
        element.set("dir", article.source.direction)


def _wrap_content(element: etree._Element, locale: Locale) -> None:
    span = etree.Element("span", {"lang": locale.tag, "dir": locale.direction})
    span.text, element.text = element.text, None
    span.extend(list(element))
    element.append(span)
