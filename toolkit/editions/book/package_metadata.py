"""EPUB metadata: what a book's package says of it, to shelves and to those who need to know."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.editions.article import Article, Phrase, Site
from toolkit.editions.book.chapter import Chapter
from toolkit.editions.furniture import Said, said, said_together
from toolkit.editions.pictures import CarriedPicture
from toolkit.editions.xml.identity import identifier_of
from toolkit.localizing.interface_words import Words

__all__ = ["Book", "Description", "accessibility", "accessibility_summary", "describe"]

_FIRST_DAY = dt.date(1970, 1, 1)


@frozen
class Book:
    """What a book is to be made of."""

    site: Site
    locale: Locale
    """Its language, and the direction in which its pages are turned."""
    articles: Sequence[Article]
    """One or more, localized into the locale, in the book's order."""
    name: str = "book"
    """Its path below the locale's folder, without a suffix: what its identifier is made of."""
    title: Phrase | None = None
    """Otherwise its one article's, or the site's."""
    modified: dt.datetime | None = None
    """When it was last changed, in UTC; otherwise the latest day of its articles."""

    @classmethod
    def of(cls, article: Article) -> "Book":
        """Return the book of one article, known by the article's name."""
        return cls(article.site, article.locale, (article,), article.document_id)


@frozen
class Description:
    """What a book's package says of it (EPUB 3.3, section 5.5)."""

    identifier: str
    title: Phrase
    authors: Sequence[Phrase]
    translators: Sequence[str]
    publisher: Phrase | None
    summary: Phrase | None
    """The standfirst of a book of one article."""
    subjects: Sequence[Phrase]
    date: dt.date | None
    original: str
    """What it is a translation of; empty for a book of several articles."""
    modified: dt.datetime


def describe(book: Book, chapters: Sequence[Chapter]) -> Description:
    """Return what a book's package says of it."""
    site, locale = book.site, book.locale
    days = [each.article.metadata.date for each in chapters if each.article.metadata.date]
    changed = [day for each in chapters for day in _changes(each.article)]
    midnight = dt.datetime.combine(max([*days, *changed], default=_FIRST_DAY), dt.time.min)
    only = chapters[0] if len(chapters) == 1 else None
    named = site.named(locale)
    publisher = Phrase(named.text.strip(), named.locale) if named.text.strip() else None
    first = chapters[0].summary
    original = only.article if only and not only.article.is_original else None
    return Description(
        identifier=identifier_of(site, book.name, locale),
        title=book.title or (first.title if only else publisher or first.title),
        translators=list(dict.fromkeys(each for one in chapters for each in _translators(one))),
        authors=list(dict.fromkeys(each for one in chapters for each in one.summary.authors)),
        publisher=publisher,
        summary=first.standfirst if only else None,
        subjects=list(dict.fromkeys(each for one in chapters for each in _subjects(one))),
        date=max(days, default=None),
        original=identifier_of(site, original.document_id, original.source) if original else "",
        modified=book.modified or midnight,
    )


def accessibility(
    chapters: Iterable[Chapter], pictures: Mapping[str, CarriedPicture]
) -> list[tuple[str, str]]:
    """Return what a book offers to whom (EPUB Accessibility 1.1, section 2.2)."""
    described = all(each.described for each in chapters)
    found = [("accessMode", "textual")]
    if pictures:
        found.append(("accessMode", "visual"))
    if described:
        found.append(("accessModeSufficient", "textual"))
    features = ["displayTransformability", "readingOrder", "structuralNavigation"]
    features += ["tableOfContents", *(["alternativeText"] if pictures and described else [])]
    found += [("accessibilityFeature", each) for each in sorted(features)]
    # A GIF or a WebP may move; whether it flashes nobody has looked.
    moving = {each.media_type for each in pictures.values()} & {"image/gif", "image/webp"}
    return [*found, ("accessibilityHazard", "unknown" if moving else "none")]


def accessibility_summary(
    chapters: Iterable[Chapter], pictures: Mapping[str, CarriedPicture], spoken: Words
) -> Said:
    """Return the same in words, in the language of the book."""
    sentences = [
        said(spoken, "The text can be read aloud and enlarged."),
        said(spoken, "The table of contents lists its headings."),
    ]
    if pictures and all(each.described for each in chapters):
        sentences.append(said(spoken, "The pictures are described in words."))
    return said_together(sentences)


def _changes(article: Article) -> Iterable[dt.date]:
    if article.last_day:
        yield article.last_day
    yield from (each.date for each in article.corrections)


def _translators(chapter: Chapter) -> Sequence[str]:
    return () if chapter.article.is_original else chapter.article.translators


def _subjects(chapter: Chapter) -> Iterable[Phrase]:
    return (topic.name for topic in chapter.summary.topics)
