"""EPUB: chosen articles of a locale as a book (EPUB 3.3), with what EPUB 2's readers need."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import jinja2
from lxml import etree
from markupsafe import Markup

from toolkit.bcp47 import Locale
from toolkit.editions.addresses import Addresses, article_path
from toolkit.editions.article import Article, Phrase, Site
from toolkit.editions.epub_chapter import Chapter, link_chapters, make_chapter
from toolkit.editions.epub_cover import HEIGHT, WIDTH, CoverLine, cover_lines
from toolkit.editions.identity import identifier_of
from toolkit.editions.notices import origin_notice, unfinished_notice
from toolkit.editions.pictures import Picture, ReadFile, finder
from toolkit.editions.words import Words, words
from toolkit.errors import Finding

__all__ = ["render_epub"]

# The oldest day that a ZIP archive can name; a book is the same bytes whenever it is made.
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_RIGHTS = 0o644 << 16
_UNIX = 3
_LEVEL = 9
_FIRST_DAY = dt.date(1970, 1, 1)
_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")
# What XML 1.0 has no character for (section 2.2); toolkit.toml can hold some of these.
_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FACES = {
    "Arab": "'Noto Naskh Arabic', 'UKIJ Tuz Tom', 'Scheherazade New', 'Geeza Pro', serif",
    "Cyrl": "'Noto Serif', 'PT Serif', Cambria, 'Times New Roman', serif",
}
_OTHER_FACES = "Charter, 'Noto Serif', Cambria, Georgia, serif"


@dataclass(frozen=True, slots=True)
class _Point:
    """An entry of the table of contents."""

    phrase: Phrase
    href: str
    level: int
    points: list["_Point"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Book:
    """What a book's package says of it (EPUB 3.3, section 5.5)."""

    identifier: str
    title: Phrase
    authors: Sequence[Phrase]
    publisher: Phrase | None
    description: Phrase | None
    subjects: Sequence[Phrase]
    date: dt.date | None
    original: str
    """What it is a translation of; empty for a book of several articles."""
    modified: dt.datetime


def render_epub(
    articles: Sequence[Article],
    site: Site,
    locale: Locale,
    *,
    name: str = "book",
    title: Phrase | None = None,
    modified: dt.datetime | None = None,
    read_file: ReadFile = lambda _path: None,
    report: Callable[[Finding], None] = lambda _finding: None,
) -> bytes:
    """Return a book of articles in one locale, one or more of them, in their order.

    It is the same bytes for the same articles. Units have the ids that they have in the other
    forms. Links between its articles stay inside it.

    Args:
        articles: the articles, localized into the locale.
        site: the newsroom's.
        locale: the book's language and the direction in which its pages are turned.
        name: its path below the locale's folder, without a suffix: what it is known by.
        title: its title; otherwise its one article's, or the site's.
        modified: when it was last changed, in UTC; otherwise the latest day of its articles.
        read_file: reads a picture below the newsroom's folder; without it, none is in the book.
        report: takes a warning of each picture that is not in the book.

    Returns:
        the EPUB container (OCF 3.3): a ZIP archive.

    """
    find = finder(read_file, report)
    files = _file_names(articles)
    chapters = {
        each.document_id: make_chapter(each, file, find)
        for each, file in zip(articles, files, strict=True)
    }
    link_chapters(chapters)
    book = _describe(list(chapters.values()), site, locale, name, title, modified)
    return _packed(_contents(book, list(chapters.values()), locale))


def _file_names(articles: Iterable[Article]) -> list[str]:
    """Return a file name for each article that its neighbours do not change, in ASCII."""
    names: dict[str, None] = {}
    for each in articles:
        stem = f"article-{_UNFIT.sub('-', each.document_id)}"[:100]
        name, number = stem, 1
        while f"{name.lower()}.xhtml" in names:
            number += 1
            name = f"{stem}-{number}"
        names[f"{name.lower()}.xhtml"] = None
    return list(names)


def _describe(
    chapters: Sequence[Chapter],
    site: Site,
    locale: Locale,
    name: str,
    title: Phrase | None,
    modified: dt.datetime | None,
) -> _Book:
    days = [each.article.metadata.date for each in chapters if each.article.metadata.date]
    changed = [each.article.metadata.updated for each in chapters if each.article.metadata.updated]
    midnight = dt.datetime.combine(max([*days, *changed], default=_FIRST_DAY), dt.time.min)
    only = chapters[0] if len(chapters) == 1 else None
    publisher = Phrase(site.title.strip(), site.source) if site.title.strip() else None
    first = chapters[0].summary
    original = only.article if only and not only.article.is_original else None
    return _Book(
        identifier=identifier_of(site, name, locale),
        title=title or (first.title if only else publisher or first.title),
        authors=list(dict.fromkeys(each for one in chapters for each in one.summary.authors)),
        publisher=publisher,
        description=first.standfirst if only else None,
        subjects=list(dict.fromkeys(each for one in chapters for each in _subjects(one))),
        date=max(days, default=None),
        original=identifier_of(site, original.document_id, original.source) if original else "",
        modified=modified or midnight,
    )


def _subjects(chapter: Chapter) -> Iterable[Phrase]:
    for each in chapter.header.iterfind(".//ul[@class='tags']/li"):
        text = " ".join("".join(str(part) for part in each.itertext()).split())
        if text:
            own = chapter.article.source if each.get("lang") else chapter.article.locale
            yield Phrase(text, own)


def _contents(book: _Book, chapters: Sequence[Chapter], locale: Locale) -> dict[str, str | bytes]:
    """Return the files of a book by their paths in the container."""
    spoken = words(locale)
    pictures = dict(sorted(item for each in chapters for item in each.pictures.items()))
    lines = _cover(book, locale)
    render = _Renderer(book, locale, spoken, chapters).render
    files: dict[str, str | bytes] = {
        "META-INF/container.xml": render("container.xml"),
        "EPUB/package.opf": render(
            "package.opf",
            pictures=pictures.items(),
            accessibility=_accessibility(chapters, pictures),
            accessibility_summary=_accessibility_summary(chapters, pictures, spoken),
        ),
        "EPUB/nav.xhtml": render("nav.xhtml", toc=_table(chapters)),
        "EPUB/toc.ncx": render("toc.ncx", toc=_table(chapters)),
        "EPUB/style.css": render("style.css", foreign=_foreign(chapters, locale)),
        "EPUB/cover.svg": render("cover.svg", lines=lines, width=WIDTH, height=HEIGHT),
        "EPUB/cover.xhtml": render("cover.xhtml", cover_text=_cover_text(book)),
    }
    for chapter in chapters:
        files[f"EPUB/{chapter.file}"] = render("chapter.xhtml", **_chapter_context(chapter))
    files.update({f"EPUB/{name}": picture.data for name, picture in pictures.items()})
    return files


class _Renderer:
    """What each of a book's templates is filled with."""

    def __init__(
        self, book: _Book, locale: Locale, spoken: Words, chapters: Sequence[Chapter]
    ) -> None:
        own = Markup("")
        if spoken.locale != locale:
            own = Markup(' lang="{0}" xml:lang="{0}" dir="{1}"').format(
                spoken.locale.tag, spoken.locale.direction
            )
        self._context = {
            "book": book,
            "chapters": chapters,
            "locale": locale,
            "own": own,
            "words": {
                "begin": spoken.gettext("Start of the text"),
                "contents": spoken.gettext("Contents"),
                "cover": spoken.gettext("Cover"),
                "locale": spoken.locale,
                "updated": spoken.gettext("Updated"),
            },
        }

    def render(self, template: str, **context: object) -> str:
        """Return a template filled with the book and with what only it needs."""
        return _environment().get_template(template).render(**self._context, **context)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("toolkit.editions", "templates/epub"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_fit,
    )
    environment.globals["fonts"] = _faces
    return environment


def _fit(value: object) -> object:
    """Leave out of a text what XML has no character for."""
    return _NO_CHARACTER.sub("", value) if type(value) is str else value


def _faces(locale: Locale) -> str:
    return _FACES.get(locale.script, _OTHER_FACES)


def _chapter_context(chapter: Chapter) -> dict[str, object]:
    article = chapter.article
    addresses = Addresses(article.site, article_path(article.document_id, article.locale))
    original = article_path(article.document_id, article.source)
    return {
        "chapter": chapter,
        "header": _serialise(chapter.header),
        "body": _serialise(chapter.body),
        "footer": _serialise(chapter.footer),
        "notice": article.notice,
        "origin": origin_notice(article),
        "original": {
            "address": addresses.absolute(original),
            "phrase": Phrase(article.original_title or article.source.endonym, article.source),
        },
        "published": None if chapter.has_date else article.metadata.date,
        "unfinished": unfinished_notice(article, chapter.summary),
        "updated": article.metadata.updated,
    }


def _serialise(holder: etree._Element) -> Markup:
    xml = "\n".join(etree.tostring(each, encoding="unicode", with_tail=False) for each in holder)
    # lxml escaped each text and attribute of a tree that holds the articles' vocabulary only.
    return Markup(xml)  # noqa: S704


def _table(chapters: Iterable[Chapter]) -> list[_Point]:
    """Return the table of contents: each article, and its headings one below another."""
    table = []
    for chapter in chapters:
        above = [_Point(chapter.summary.title, chapter.file, 1)]
        table.append(above[0])
        for heading in chapter.headings:
            while above[-1].level >= heading.level:
                above.pop()
            href = f"{chapter.file}#{heading.anchor}"
            point = _Point(heading.phrase, href, heading.level)
            above[-1].points.append(point)
            above.append(point)
    return table


def _foreign(chapters: Iterable[Chapter], locale: Locale) -> list[Locale]:
    """Return the languages whose passages stand in a book of another."""
    found = dict.fromkeys(each.article.source for each in chapters)
    return [each for each in found if each.script != locale.script]


def _cover(book: _Book, locale: Locale) -> tuple[CoverLine, ...]:
    bylines = [*book.authors[:2]]
    if book.date:
        bylines.append(Phrase(locale.date(book.date), locale))
    site = book.publisher if book.publisher != book.title else None
    return cover_lines(site, book.title, bylines)


def _cover_text(book: _Book) -> str:
    """Return what a cover says, for those who do not see it."""
    said = [book.title, *book.authors[:2], *([book.publisher] if book.publisher else [])]
    return " — ".join(dict.fromkeys(each.text for each in said))


def _accessibility(
    chapters: Iterable[Chapter], pictures: Mapping[str, Picture]
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


def _accessibility_summary(
    chapters: Iterable[Chapter], pictures: Mapping[str, Picture], spoken: Words
) -> str:
    said = [
        spoken.gettext(
            "The text can be read aloud and enlarged; its headings are in the table of contents."
        )
    ]
    if pictures and all(each.described for each in chapters):
        said.append(spoken.gettext("The pictures are described in words."))
    return " ".join(said)


def _packed(files: Mapping[str, str | bytes]) -> bytes:
    """Return the files as an OCF container: `mimetype` first and stored (OCF, section 4.2.3)."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(_entry("mimetype"), b"application/epub+zip", zipfile.ZIP_STORED)
        for path, data in files.items():
            # Pictures are packed already, but for those that are text.
            loose = isinstance(data, str) or path.endswith(".svg")
            method = zipfile.ZIP_DEFLATED if loose else zipfile.ZIP_STORED
            archive.writestr(_entry(path), data, method, _LEVEL if loose else None)
    return packed.getvalue()


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _ZIP_EPOCH)
    entry.create_system = _UNIX
    entry.external_attr = _RIGHTS
    return entry
