"""Entries: what lists of articles say of each, as templates want it."""

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.editions.addresses import Addresses, article_path, topic_path
from toolkit.editions.article import ListedArticle, Phrase, spoken_phrase
from toolkit.editions.heads import Link
from toolkit.localizing.interface_words import date_in

__all__ = ["Entry", "entry_facts", "list_entry", "listed_path"]


@frozen
class Entry:
    """An article in a list."""

    href: str
    title: Phrase
    standfirst: Phrase | None
    day: str
    """As `time` wants it; empty where it is not known."""
    date: str
    """As readers want it."""
    kind: str
    """What it leads to where that is no page: `XML`."""
    topics: tuple[Link, ...]
    image: str
    """Where its picture stands; empty where there is none."""
    image_alt: Phrase | None


def listed_path(listed: ListedArticle, locale: Locale) -> str:
    """Return the path below the output folder of what a list leads to."""
    return listed.path or article_path(listed.document_id, locale)


def entry_facts(listed: ListedArticle) -> tuple[object, ...]:
    """Return what `list_entry` is made from, beside the article's id.

    It is also what articles are chosen by that are named to be read next.
    """
    return (
        listed.title,
        listed.standfirst,
        listed.metadata.date,
        listed.kind,
        listed.path,
        listed.topics,
        listed.image,
        listed.image_alt,
    )


def list_entry(listed: ListedArticle, locale: Locale, addresses: Addresses) -> Entry:
    """Return what a page's list says of an article.

    Args:
        listed: the article.
        locale: the list's language.
        addresses: those of the page that holds the list.

    """
    day = listed.metadata.date
    return Entry(
        href=addresses.link(listed_path(listed, locale)),
        title=listed.title,
        standfirst=listed.standfirst,
        day=day.isoformat() if day else "",
        date=date_in(locale, day) if day else "",
        kind=listed.kind,
        topics=tuple(
            Link(
                addresses.link(topic_path(topic.slug, locale)),
                spoken_phrase(topic.name.text, topic.name.locale),
            )
            for topic in listed.topics
        ),
        image=addresses.link(listed.image) if listed.image else "",
        image_alt=listed.image_alt,
    )
