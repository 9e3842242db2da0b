"""EPUB chapters: a localized article as the tree of one content document of a book."""

import posixpath
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from lxml import etree

from toolkit.base.frozen import frozen
from toolkit.base.markup import XML_LANG, text_of
from toolkit.editions.addresses import article_path
from toolkit.editions.article import Article, Phrase, spoken_phrase
from toolkit.editions.book.content_model import conform
from toolkit.editions.book.standalone import (
    Parts,
    leading_out,
    parts_of,
    place_pictures,
)
from toolkit.editions.kept_passages import language_of
from toolkit.editions.passages import prepared, write_bylines
from toolkit.editions.pictures import CarriedPicture, FindPicture
from toolkit.editions.summary import Summary, has_class, summarize
from toolkit.editions.xml.outline import arranged
from toolkit.localizing.interface_words import Words
from toolkit.localizing.isolation import isolate

__all__ = ["Chapter", "Heading", "link_chapters", "make_chapter"]

_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_LEVELS = {f"h{level}": level for level in range(2, 7)}


@frozen
class Heading:
    """A heading inside an article."""

    level: int
    """From 2 to 6."""
    anchor: str
    phrase: Phrase


@frozen
class Chapter:
    """An article in a book."""

    article: Article
    summary: Summary
    file: str
    """The name of its content document."""
    parts: Parts
    headings: Sequence[Heading]
    has_date: bool
    """Whether the header says the day of publication."""
    pictures: Mapping[str, CarriedPicture]
    """The pictures that it shows, by file name."""
    described: bool
    """Whether each of them has a text."""
    headline: str
    """The id of its headline."""
    has_headline: bool
    """Whether the headline stands in the header."""


def make_chapter(article: Article, file: str, find: FindPicture) -> Chapter:
    """Return an article as a chapter; its links still lead where the article has them.

    Units keep their ids. Dates are in the article's language, foreign directions are isolated,
    pictures are those of the book, and what HTML does not admit is made so that it does.

    Args:
        article: the article; it is not changed.
        file: the name of the chapter's content document.
        find: finds its pictures.

    """
    root = arranged(replace(article, root=prepared(replace(article, pictures={}))))
    root = isolate(root, article.locale.direction)
    has_date = write_bylines(root, article)
    pictures = place_pictures(root, article, find, lambda picture: picture.name)
    described = all(each.get("alt", "").strip() for each in root.iter("img"))
    parts = parts_of(root)
    for part in parts.all:
        conform(part)
        _mark_languages(part)
    _mark_notes(parts.body, article.site.words(article.locale))
    title = next((each for each in parts.header.iter("h1") if text_of(each)), etree.Element("h1"))
    headline = title.get("id") or _free_id(parts.anchors, "headline")
    title.set("id", headline)
    return Chapter(
        article=article,
        summary=summarize(article),
        file=file,
        parts=parts,
        headings=list(_headings(parts, article)),
        has_date=has_date,
        pictures={each.name: each for each in pictures},
        described=described,
        headline=headline,
        has_headline=title.getparent() is not None,
    )


def link_chapters(chapters: Sequence[Chapter]) -> None:
    """Lead each link to an article of the book to its chapter, and the others out of the book.

    An article is known by the address of its page, in the book's language or the original's. A
    link that leads nowhere is kept as text.
    """
    pages = {
        article_path(chapter.article.document_id, locale): chapter
        for chapter in chapters
        for locale in (chapter.article.source, chapter.article.locale)
    }
    anchors = {each.file: each.parts.anchors for each in chapters}
    for chapter in chapters:
        for part in chapter.parts.all:
            for link in part.iter("a"):
                target = _target(link.get("href", "").strip(), chapter, pages, anchors)
                if target:
                    link.set("href", target)
                    continue
                for name in ("href", "hreflang"):
                    link.attrib.pop(name, None)


def _target(
    address: str,
    chapter: Chapter,
    pages: Mapping[str, Chapter],
    anchors: Mapping[str, frozenset[str]],
) -> str:
    """Return where a link of a chapter leads in the book or out of it; empty for nowhere."""
    article = chapter.article
    base, inside = article.site.base_url, address
    folder = posixpath.dirname(article_path(article.document_id, article.locale))
    if base and address.startswith(base):
        inside, folder = address.removeprefix(base), ""
    try:
        parts = urlsplit(inside)
    except ValueError:  # not an address at all
        return ""
    if not parts.scheme and not parts.netloc and not parts.query:
        if not parts.path and inside == address:
            known = parts.fragment in anchors[chapter.file]
            return f"#{parts.fragment}" if known else ""
        page = pages.get(posixpath.normpath(posixpath.join(folder, unquote(parts.path))))
        if page is not None:
            known = parts.fragment in anchors[page.file]
            return page.file + (f"#{parts.fragment}" if known else "")
    return leading_out(address, article)


def _mark_languages(part: etree._Element) -> None:
    # Readers of books that take the markup for XML do not know HTML's attribute.
    for each in part.iter("*"):
        if each.get("lang"):
            each.set(XML_LANG, each.get("lang", ""))


def _mark_notes(body: etree._Element, spoken: Words) -> None:
    """Say which links are footnotes' marks, so that readers can show the notes beside them."""
    for section in body.iter("section"):
        if has_class(section, "footnotes"):
            section.set("role", "doc-endnotes")
            section.set(_EPUB_TYPE, "endnotes")
            section.set("aria-label", spoken.gettext("Footnotes"))
    for link in body.iter("a"):
        if has_class(link, "noteref"):
            link.set("role", "doc-noteref")
            link.set(_EPUB_TYPE, "noteref")
        elif has_class(link, "back"):
            link.set("role", "doc-backlink")
            link.set("aria-label", spoken.gettext("Back to the text"))


def _headings(parts: Parts, article: Article) -> Iterator[Heading]:
    taken = set(parts.anchors)
    for number, element in enumerate(parts.body.iter(*_LEVELS), 1):
        text = text_of(element)
        if text:
            anchor = element.get("id") or _free_id(taken, f"heading-{number}")
            element.set("id", anchor)
            taken.add(anchor)
            phrase = spoken_phrase(text, language_of(article, element))
            yield Heading(_LEVELS[str(element.tag)], anchor, phrase)


def _free_id(taken: Collection[str], wanted: str) -> str:
    while wanted in taken:
        wanted += "-"
    return wanted
