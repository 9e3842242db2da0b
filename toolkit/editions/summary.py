"""Summary: what an article says of itself, for the heads of pages and for machines."""

import datetime as dt
import posixpath
from collections.abc import Collection, Iterator
from urllib.parse import unquote, urlsplit

from lxml import etree

from toolkit.base.frozen import frozen
from toolkit.base.markup import text_of
from toolkit.editions.addresses import article_path
from toolkit.editions.article import Article, ListedArticle, Phrase, Topic, spoken_phrase
from toolkit.editions.attributes import untranslated_attributes
from toolkit.editions.kept_passages import language_of
from toolkit.editions.site.topics import article_topics

__all__ = ["Summary", "has_class", "list_article", "summarize"]


@frozen
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
    outdated: int = 0
    """How many passages are shown as they were before the original changed."""
    topics: tuple[Topic, ...] = ()
    updated: dt.date | None = None
    """The day of the last change of meaning; None when that is not after the first publication."""
    image: str = ""
    """Of the picture that leads: where it stands below the output folder."""
    image_elsewhere: str = ""
    """The address that its metadata names, on another site."""
    image_alt: Phrase | None = None
    """What that shows."""


def summarize(article: Article) -> Summary:
    """Return what an article says of itself; its tree is not changed."""
    headline = _first(article, (each for each in _header(article) if each.tag == "h1"))
    standfirst = (each for each in _header(article) if has_class(each, "standfirst"))
    authors = (_phrase(article, each) for each in _header(article) if has_class(each, "author"))
    kept = article.kept
    missing, shown = len(kept), _standing(article, kept)
    # An attribute that is no unit, or is translated by itself, looks like one that is not.
    attributes = sum(1 for _ in untranslated_attributes(article, article.root))
    # Corrections stand beside the article's tree.
    attributes += sum(each.locale != article.locale for each in article.corrections)
    shown += min(attributes, missing - shown)
    published, updated = article.published, article.last_day
    image, lead = article.metadata.image, _lead(article)
    return Summary(
        title=headline or _stand_in(article),
        has_headline=headline is not None,
        standfirst=_first(article, standfirst),
        authors=tuple(author for author in authors if author.text),
        shown=shown,
        omitted=missing - shown,
        outdated=_standing(article, article.outdated),
        topics=article_topics(article),
        updated=updated if updated and (published is None or updated > published) else None,
        image="" if lead is None else _image_path(article, lead.get("src") or ""),
        image_elsewhere=image if image.startswith(("http://", "https://")) else "",
        image_alt=None if lead is None else _alternative(article, lead),
    )


def list_article(article: Article) -> ListedArticle:
    """Return what a list says of an article."""
    summary = summarize(article)
    return ListedArticle(
        article.document_id,
        summary.title,
        summary.standfirst,
        article.metadata,
        editions=article.editions,
        source=article.source,
        topics=summary.topics,
        authors=summary.authors,
        translators=article.translators,
        corrected=max((each.date for each in article.corrections), default=None),
        image=summary.image,
        image_alt=summary.image_alt,
        indexed=article.indexed,
        days=article.days,
    )


def has_class(element: etree._Element, name: str) -> bool:
    """Return whether an element has a class."""
    classes = element.get("class")
    return classes is not None and name in classes.split()


def _standing(article: Article, passages: Collection[str]) -> int:
    """Return how many of some passages stand in the article."""
    if not passages:
        return 0
    return sum(each.get("id", "") in passages for each in article.root.iter("*"))


def _header(article: Article) -> Iterator[etree._Element]:
    header = article.root.find("header")
    return iter(()) if header is None else header.iter("*")


def _first(article: Article, elements: Iterator[etree._Element]) -> Phrase | None:
    phrases = (_phrase(article, each) for each in elements)
    return next((phrase for phrase in phrases if phrase.text), None)


def _phrase(article: Article, element: etree._Element) -> Phrase:
    return spoken_phrase(text_of(element), language_of(article, element))


def _stand_in(article: Article) -> Phrase:
    if article.original_title:
        return spoken_phrase(article.original_title, article.source)
    return Phrase(article.document_id.rpartition("/")[2], article.source)


def _lead(article: Article) -> etree._Element | None:
    """Return the picture that leads an article: the one in its header, else its first."""
    header = article.root.find("header//img")
    return article.root.find(".//img") if header is None else header


def _image_path(article: Article, address: str) -> str:
    """Return where a picture stands below the output folder; empty for one that stands elsewhere.

    One that is not known to stand there is looked for where the page would.
    """
    if address in article.pictures:
        return article.pictures[address].path
    try:
        parts = urlsplit(address)
    except ValueError:  # an address that is none, as http://[
        return ""
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return ""
    folder = posixpath.dirname(article_path(article.document_id, article.locale))
    path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
    return "" if path.startswith("..") else path


def _alternative(article: Article, image: etree._Element) -> Phrase | None:
    text = " ".join((image.get("alt") or "").split())
    found = untranslated_attributes(article, article.root)
    kept = any(each is image and name == "alt" for each, name in found)
    return spoken_phrase(text, article.source if kept else article.locale) if text else None
