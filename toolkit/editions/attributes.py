"""Attributes: their texts, such as a picture's, that an edition has in the source language."""

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.editions.article import Article
from toolkit.editions.kept_passages import UNTRANSLATED

__all__ = ["caption_pictures", "mark_attributes", "untranslated_attributes"]

_NAMES = ("alt", "title")
_VOID = frozenset({"br", "hr", "img", "wbr"})


def untranslated_attributes(
    article: Article, root: etree._Element
) -> Iterator[tuple[etree._Element, str]]:
    """Yield the attributes of a tree of the article whose text is still the original's."""
    if article.is_original or article.original is None:
        return
    source = _texts(article.original)
    if not source:
        return
    for element in root.xpath("descendant-or-self::*[@alt or @title]"):
        for name in _NAMES:
            if (name, element.get(name)) in source:
                yield element, name


@lru_cache(maxsize=1)  # each form of each edition asks for those of its original
def _texts(original: etree._Element) -> frozenset[tuple[str, str]]:
    return frozenset(
        (name, value)
        for name in _NAMES
        for value in original.xpath(f"descendant-or-self::*/@{name}")
        if value.strip()
    )


def caption_pictures(article: Article, root: etree._Element) -> None:
    """Make the title of a picture that stands alone its caption: no phone shows a title.

    Where the title is not translated, a span in the caption says its language.
    """
    kept = {each for each, name in untranslated_attributes(article, root) if name == "title"}
    for figure in root.iter("figure"):
        image = figure.find(".//img[@title]")
        if image is None or figure.find("figcaption") is not None:
            continue
        title = image.attrib.pop("title", "").strip()
        caption = etree.SubElement(figure, "figcaption") if title else figure
        if title and image in kept:
            etree.SubElement(caption, "span", _said(article.source, UNTRANSLATED)).text = title
        elif title:
            caption.text = title


def mark_attributes(article: Article, root: etree._Element) -> None:
    """Say on each element the language of its attributes' texts, where that is the source's.

    HTML has no other way (section 3.2.6.2). What such an element holds says the page's language
    again, on a span.
    """
    found: dict[etree._Element, list[str]] = {}
    for element, name in untranslated_attributes(article, root):
        found.setdefault(element, []).append(name)
    for element, names in found.items():
        if element.get("lang") is not None:
            continue
        if element.tag == "img" and len(names) < sum(name in element.attrib for name in _NAMES):
            _part_languages(article, element, names)
            continue
        if element.tag not in _VOID and (element.text or len(element)):
            _wrap_content(element, article.locale)
        element.attrib.update(_said(article.source))


def _part_languages(article: Article, image: etree._Element, kept: list[str]) -> None:
    """Put the title of a picture on a span of its own, where its text is in another language."""
    titled, described = article.locale, article.source
    if "title" in kept:
        titled, described = article.source, article.locale
    above = image.getparent()
    if above is None:
        return
    holder = etree.Element("span", _said(titled))
    holder.set("title", image.attrib.pop("title", ""))
    above.replace(image, holder)
    holder.tail, image.tail = image.tail, None
    holder.append(image)
    image.attrib.update(_said(described))


def _said(locale: Locale, *classes: str) -> dict[str, str]:
    said = {"lang": locale.tag, "dir": locale.direction}
    return {**said, "class": " ".join(classes)} if classes else said


def _wrap_content(element: etree._Element, locale: Locale) -> None:
    span = etree.Element("span", _said(locale))
    span.text, element.text = element.text, None
    span.extend(list(element))
    element.append(span)
