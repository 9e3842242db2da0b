"""EPUB chapters: a localized article as the tree of one content document of a book."""

import datetime as dt
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from lxml import etree

from toolkit.bcp47 import Locale
from toolkit.editions.addresses import article_path
from toolkit.editions.article import Article, Phrase
from toolkit.editions.bidi import isolate
from toolkit.editions.content_model import conform
from toolkit.editions.outline import arranged
from toolkit.editions.pictures import FindPicture, Picture
from toolkit.editions.summary import UNTRANSLATED, Summary, has_class, summarize

__all__ = ["Chapter", "Heading", "link_chapters", "make_chapter"]

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LEVELS = {f"h{level}": level for level in range(2, 7)}
_HOSTED = frozenset({"http", "https"})
_SCHEMES = _HOSTED | {"mailto", "tel"}
_HOST = re.compile(r"[\w\-]+(?:\.[\w\-]+)*\.?(?::[0-9]{1,5})?")
_KEPT = "!$&'()*+,;=:@/?~-._%"
_LOOSE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside an article."""

    level: int
    """From 2 to 6."""
    anchor: str
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Chapter:
    """An article in a book."""

    article: Article
    summary: Summary
    file: str
    """The name of its content document."""
    header: etree._Element
    body: etree._Element
    footer: etree._Element
    headings: tuple[Heading, ...]
    has_date: bool
    """Whether the header says the day of publication."""
    pictures: Mapping[str, Picture]
    """The pictures that it shows, by file name."""
    described: bool
    """Whether each of them has a text."""
    headline: str
    """The id of its headline."""
    has_headline: bool
    """Whether the headline stands in the header."""

    @property
    def anchors(self) -> frozenset[str]:
        """The ids that a link can lead to."""
        parts = (self.header, self.body, self.footer)
        return frozenset(
            anchor for part in parts for each in part.iter("*") if (anchor := each.get("id"))
        )


def make_chapter(article: Article, file: str, find: FindPicture) -> Chapter:
    """Return an article as a chapter; its links still lead where the article has them.

    Units keep their ids. Dates are in the article's language, foreign directions are isolated,
    pictures are those of the book, and what HTML does not admit is made so that it does.

    Args:
        article: the article; it is not changed.
        file: the name of the chapter's content document.
        find: finds its pictures.

    """
    root = isolate(arranged(article), article.locale.direction)
    has_date = _write_dates(root, article)
    pictures, described = _place_pictures(root, article, find)
    parts = _parts(root)
    for part in parts:
        conform(part)
        for each in part.iter("*"):
            if each.get("lang"):
                each.set(_XML_LANG, each.get("lang", ""))
    headings = tuple(_headings(parts[1], article))
    title = next((each for each in parts[0].iter("h1") if _text(each)), etree.Element("h1"))
    headline = title.get("id") or _free_id(parts, "headline")
    title.set("id", headline)
    return Chapter(
        article=article,
        summary=summarize(article),
        file=file,
        header=parts[0],
        body=parts[1],
        footer=parts[2],
        headings=headings,
        has_date=has_date,
        pictures=pictures,
        described=described,
        headline=headline,
        has_headline=title.getparent() is not None,
    )


def link_chapters(chapters: Mapping[str, Chapter]) -> None:
    """Lead each link to an article of the book to its chapter, and the others out of the book.

    An article is known by the address of its page, in the book's language or the original's. A
    relative address of anything else is made absolute where the site's is known; a link that then
    leads nowhere is kept as text. Only http, https, mailto and tel lead out.

    Args:
        chapters: by document id.

    """
    pages = {
        article_path(document_id, locale): chapter
        for document_id, chapter in chapters.items()
        for locale in (chapter.article.source, chapter.article.locale)
    }
    for chapter in chapters.values():
        for part in (chapter.header, chapter.body, chapter.footer):
            for link in part.iter("a"):
                target = _target(link.get("href", ""), chapter, pages)
                if target:
                    link.set("href", target)
                else:
                    link.attrib.pop("href", None)


def _write_dates(root: etree._Element, article: Article) -> bool:
    """Write the dates of a byline in the edition's language; return whether there is one."""
    found = False
    for time in root.iterfind("header//time"):
        try:
            day = dt.date.fromisoformat(time.get("datetime", "")[:10])
        except ValueError:
            continue
        found = True
        time[:] = []
        time.text = article.locale.date(day)
        time.set("datetime", day.isoformat())
        for name in ("lang", "dir"):
            time.attrib.pop(name, None)
        if has_class(time, UNTRANSLATED):
            del time.attrib["class"]
    return found


def _place_pictures(
    root: etree._Element, article: Article, find: FindPicture
) -> tuple[dict[str, Picture], bool]:
    """Lead each image to a file of the book; one that cannot be had becomes its text."""
    pictures: dict[str, Picture] = {}
    described = True
    for image in list(root.iter("img")):
        address = image.get("src", "")
        picture = find(article, address) if address else None
        text = image.get("alt", "").strip()
        if picture is None:
            image.tag, image.text = "span", text
            image.set("class", "absent")
            continue
        described = described and bool(text)
        pictures[picture.name] = picture
        image.set("src", picture.name)
        image.set("alt", image.get("alt", ""))
    return pictures, described


def _parts(root: etree._Element) -> tuple[etree._Element, etree._Element, etree._Element]:
    """Return an article's header, body and footer, each in an element of its own."""
    header, body, footer = (etree.Element(name) for name in ("header", "div", "footer"))
    for child in list(root):
        if child.tag == "header":
            header.extend(child)
        elif child.tag == "footer":
            footer.extend(child)
        elif has_class(child, "body"):
            body.extend(child)
        else:
            body.append(child)
    return header, body, footer


def _headings(body: etree._Element, article: Article) -> list[Heading]:
    found = []
    for element in body.iter(*_LEVELS):
        text = _text(element)
        if text:
            if not element.get("id"):
                element.set("id", _free_id((body,), f"heading-{len(found) + 1}"))
            phrase = Phrase(text, _language(element, article))
            found.append(Heading(_LEVELS[str(element.tag)], element.get("id", ""), phrase))
    return found


def _text(element: etree._Element) -> str:
    return " ".join("".join(str(each) for each in element.itertext()).split())


def _language(element: etree._Element, article: Article) -> Locale:
    marked = has_class(element, UNTRANSLATED) or any(
        has_class(each, UNTRANSLATED) for each in element
    )
    return article.source if marked else article.locale


def _free_id(parts: tuple[etree._Element, ...], wanted: str) -> str:
    taken = {each.get("id") for part in parts for each in part.iter("*")}
    while wanted in taken:
        wanted += "-"
    return wanted


def _target(address: str, chapter: Chapter, pages: Mapping[str, Chapter]) -> str:
    """Return where a link of a chapter leads in the book or out of it; empty for nowhere."""
    article = chapter.article
    base, address = article.site.base_url, address.strip()
    here = article_path(article.document_id, article.locale)
    folder = posixpath.dirname(here)
    inside = address
    if base and address.startswith(base):
        inside, folder = address.removeprefix(base), ""
    try:
        parts = urlsplit(inside)
        if parts.scheme or parts.netloc:
            return _outward(inside)
        if not parts.path and not parts.query and inside == address:
            return f"#{parts.fragment}" if parts.fragment in chapter.anchors else ""
        found = pages.get(posixpath.normpath(posixpath.join(folder, unquote(parts.path))))
        if found is None or parts.query:
            return _outward(urljoin(base + quote(here), address)) if base else ""
    except ValueError:  # not an address at all
        return ""
    return found.file + (f"#{parts.fragment}" if parts.fragment in found.anchors else "")


def _outward(address: str) -> str:
    """Return an address as URLs are written (RFC 3986); empty when it cannot be one."""
    parts = urlsplit(address)
    if parts.scheme not in _SCHEMES or (parts.scheme in _HOSTED) != bool(parts.netloc):
        return ""
    if parts.netloc and not _HOST.fullmatch(parts.netloc):
        return ""
    path, query, fragment = (
        _LOOSE_PERCENT.sub("%25", quote(each, safe=_KEPT))
        for each in (parts.path, parts.query, parts.fragment)
    )
    return urlunsplit((parts.scheme, parts.netloc, path, query, fragment))
