"""Topics: what articles are about, and the pages that gather them."""

import hashlib
import unicodedata
from collections.abc import Iterator

from lxml import etree

from toolkit.base.markup import text_of
from toolkit.editions.article import Article, Phrase, Topic
from toolkit.editions.kept_passages import is_kept

__all__ = ["article_topics", "tag_items", "topic_slug"]

_LONGEST = 120
_RESERVED = frozenset({"", "index"})


def topic_slug(tag: str) -> str:
    """Return the name of a tag's page: its letters and digits in small, joined by hyphens.

    Two spellings of one tag have one page; letters of any script stay as they are.

    >>> topic_slug("Human rights"), topic_slug("Құқық"), topic_slug("human  RIGHTS!")
    ('human-rights', 'құқық', 'human-rights')
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", tag).casefold())
    slug = "".join(char if unicodedata.category(char)[0] in "LMN" else " " for char in folded)
    joined = "-".join(slug.split())
    # File systems take 255 bytes, and "!!!" is a tag too.
    if joined in _RESERVED or len(joined.encode()) > _LONGEST:
        short = joined.encode()[: _LONGEST - 9].decode(errors="ignore").strip("-") or "topic"
        return f"{short}-{hashlib.sha256(tag.encode()).hexdigest()[:8]}"
    return joined


def article_topics(article: Article) -> tuple[Topic, ...]:
    """Return an article's topics, each named as its edition names it.

    Only the source's tags make a page, so that a topic has one in all languages.
    """
    shown = {tag: _phrase(article, item) for tag, item in tag_items(article, article.root)}
    topics = {
        topic_slug(tag): Topic(topic_slug(tag), shown.get(tag) or Phrase(tag, article.source))
        for tag in reversed(article.metadata.tags)
    }
    return tuple(reversed(topics.values()))


def tag_items(article: Article, root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Yield the source's tags with the items that show them in a tree of the article.

    An item is known by its id, which it shares with the original's; where there is none, by its
    place, if no item is left out.
    """
    items = _items(root)
    original = [] if article.original is None else _items(article.original)
    source = {str(item.get("id")): text_of(item) for item in original if item.get("id")}
    tags = article.metadata.tags
    for at, item in enumerate(items):
        tag = source.get(item.get("id") or "")
        if tag in tags:
            yield str(tag), item
        elif len(items) == len(tags):
            yield tags[at], item


def _items(root: etree._Element) -> list[etree._Element]:
    return [
        item
        for each in root.iterfind("header/ul")
        if "tags" in (each.get("class") or "").split()
        for item in each.iterfind("li")
    ]


def _phrase(article: Article, item: etree._Element) -> Phrase:
    marked = any(is_kept(article, each) for each in item.iter("*"))
    return Phrase(text_of(item), article.source if marked else article.locale)
