"""Kept passages: those that a translation shows in the source language or as they were."""

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.editions.article import Article
from toolkit.localizing.vocabulary import PLACED

__all__ = ["OUTDATED", "UNTRANSLATED", "is_kept", "language_of", "mark_kept"]

UNTRANSLATED = "untranslated"
"""Their class, for styles and stylesheets. It is only written: what is kept is known by ids."""
OUTDATED = "outdated"
"""The class of those that are shown as they were."""


def is_kept(article: Article, element: etree._Element) -> bool:
    """Return whether an element is a passage that has no translation."""
    return article.is_kept(element.get("id"))


def language_of(article: Article, element: etree._Element) -> Locale:
    """Return the language of what an element of the article says."""
    # A passage that is a part of its element stands in a span inside.
    if is_kept(article, element) or any(is_kept(article, each) for each in element):
        return article.source
    return article.locale


def mark_kept(article: Article, root: etree._Element) -> None:
    """Give passages that are not translated, or not since a change, their class, in a tree."""
    kept, outdated = article.kept, article.outdated
    for element in root.iter("*") if kept or outdated else ():
        own = element.get("id", "")
        if own in kept:
            # In a cell or an item, a span inside says the language.
            inside = element.find("span[@lang]") if element.tag in PLACED else None
            _mark(element if inside is None else inside, UNTRANSLATED)
        elif own in outdated:
            _mark(element, OUTDATED)


def _mark(element: etree._Element, name: str) -> None:
    classes = dict.fromkeys([*(element.get("class") or "").split(), name])
    element.set("class", " ".join(classes))
