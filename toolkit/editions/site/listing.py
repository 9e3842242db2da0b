"""Listing: what lists say of a document that is published in its own format."""

import re
from collections.abc import Collection, Iterable, Sequence

from toolkit.base.bcp47 import Locale
from toolkit.base.text import Text, plain
from toolkit.document.model import Document, Unit
from toolkit.editions.article import ListedArticle, Phrase, Topic, spoken_phrase
from toolkit.editions.site.topics import topic_slug

__all__ = ["list_document"]

_TITLES = ("headline", "heading", "title")
"""The roles of what may be a document's title, the surest first."""
_SUMMARIES = ("standfirst", "description")
_TAGS = frozenset({"description", "keyword", "tag"})
"""The roles of what may say a document's tags; HTML's stand among what describes a page."""
_BETWEEN = re.compile(r"\s*[,،、，]\s*")
"""What stands between tags that are one text."""


def list_document(
    document: Document,
    texts: Sequence[Text | None],
    locale: Locale,
    editions: tuple[Locale, ...] = (),
) -> ListedArticle:
    """Return what a list says of a document: its title, what it says of itself, and its tags.

    The title is its headline, else its first heading, else the title of its head, else its name.

    Args:
        document: the source.
        texts: for each unit its translation; None where there is none.
        locale: the language of the texts.
        editions: the locales in which it is published.

    """
    pairs = list(zip(document.units, texts, strict=True))
    name = Phrase(document.id.rpartition("/")[2], document.language)
    tags = tuple(dict.fromkeys(document.metadata.tags))
    named = _tag_names(pairs, tags, locale)
    return ListedArticle(
        document.id,
        _first(pairs, _TITLES, document.language, locale) or name,
        _first(pairs, _SUMMARIES, document.language, locale),
        document.metadata,
        editions=editions,
        source=document.language,
        topics=tuple(
            Topic(topic_slug(tag), named.get(tag) or Phrase(tag, document.language)) for tag in tags
        ),
    )


def _tag_names(
    pairs: Iterable[tuple[Unit, Text | None]], tags: Collection[str], locale: Locale
) -> dict[str, Phrase]:
    """Return how the translation names the tags, each by the source's word."""
    named: dict[str, Phrase] = {}
    for unit, text in pairs:
        if text is None or unit.role not in _TAGS:
            continue
        said, names = (_BETWEEN.split(plain(each).strip()) for each in (unit.text, text))
        if len(said) == len(names) and all(names) and set(said) <= set(tags):
            phrases = (spoken_phrase(name, locale) for name in names)
            named |= zip(said, phrases, strict=True)
    return named


def _first(
    pairs: Sequence[tuple[Unit, Text | None]], roles: Iterable[str], source: Locale, locale: Locale
) -> Phrase | None:
    """Return the first text of the first role that there is, in the language that it is in."""
    for role in roles:
        for unit, text in pairs:
            if unit.role != role:
                continue
            shown = " ".join(plain(unit.text if text is None else text).split())
            if shown:
                return spoken_phrase(shown, source if text is None else locale)
    return None
