"""Summary: what an article says of itself, for the heads of pages and for machines."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from toolkit.editions.article import Article, ListedArticle, Phrase

__all__ = ["UNTRANSLATED", "Summary", "has_class", "list_article", "summarize"]

UNTRANSLATED = "untranslated"
"""The class of a passage that stays in the source language."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What an article says of itself."""

    title: Phrase
    """Its headline; where it has none, the original's, else its name."""
    has_headline: bool
    """Whether the title stands in the article."""
    standfirst: Phrase | None
    authors: tuple[Phrase, ...]
    shown: int
    """How many passages are shown in the source language."""
    omitted: int
    """How many passages are left out for want of a translation."""


def summarize(article: Article) -> Summary:
    """Return what an article says of itself; its tree is not changed."""
    headline = _first(article, (each for each in _header(article) if each.tag == "h1"))
    standfirst = (each for each in _header(article) if has_class(each, "standfirst"))
    authors = (_phrase(article, each) for each in _header(article) if has_class(each, "author"))
    shown = sum(
        has_class(each, UNTRANSLATED) for each in article.root.iter("*") if each.tag != "time"
    )
    missing = 0 if article.is_original else article.total - article.translated
    return Summary(
        title=headline or _stand_in(article),
        has_headline=headline is not None,
        standfirst=_first(article, standfirst),
        authors=tuple(author for author in authors if author.text),
        shown=shown,
        omitted=max(0, missing - shown),
    )


def list_article(article: Article) -> ListedArticle:
    """Return what a list says of an article."""
    summary = summarize(article)
    return ListedArticle(article.document_id, summary.title, summary.standfirst, article.metadata)


def has_class(element: etree._Element, name: str) -> bool:
    """Return whether an element has a class."""
    return name in (element.get("class") or "").split()


def _header(article: Article) -> Iterator[etree._Element]:
    header = article.root.find("header")
    return iter(()) if header is None else header.iter("*")


def _first(article: Article, elements: Iterator[etree._Element]) -> Phrase | None:
    phrases = (_phrase(article, each) for each in elements)
    return next((phrase for phrase in phrases if phrase.text), None)


def _phrase(article: Article, element: etree._Element) -> Phrase:
    text = " ".join(str(element.xpath("string()")).split())
    # A passage that is not whole carries its mark on a span inside.
    marked = has_class(element, UNTRANSLATED) or any(
        has_class(each, UNTRANSLATED) for each in element
    )
    return Phrase(text, article.source if marked else article.locale)


def _stand_in(article: Article) -> Phrase:
    if article.original_title:
        return Phrase(article.original_title, article.source)
    return Phrase(article.document_id.rpartition("/")[2], article.source)
