"""EPUB: chosen articles of a locale as a book (EPUB 3.3), with what EPUB 2's readers need."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from functools import cache, partial

import jinja2
from lxml import etree
from markupsafe import Markup

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding
from toolkit.base.frozen import frozen
from toolkit.editions.addresses import Addresses, article_path
from toolkit.editions.article import Article, Phrase, spoken_phrase
from toolkit.editions.book.chapter import Chapter, link_chapters, make_chapter
from toolkit.editions.book.cover import HEIGHT, WIDTH, CoverLine, cover_lines
from toolkit.editions.book.package_metadata import (
    Book,
    Description,
    accessibility,
    accessibility_summary,
    describe,
)
from toolkit.editions.furniture import Said, beside, said
from toolkit.editions.notices import (
    based_on_notice,
    origin_notice,
    provenance_notice,
    translators_notice,
    unfinished_notice,
)
from toolkit.editions.pictures import finder
from toolkit.editions.told_corrections import told_corrections
from toolkit.localizing.interface_words import Words, date_in, list_in

__all__ = ["Book", "render_article", "render_epub"]

# The oldest day that a ZIP archive can name; a book is the same bytes whenever it is made.
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_RIGHTS = 0o644 << 16
_UNIX = 3
_LEVEL = 9
_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")
# What XML 1.0 has no character for (section 2.2); toolkit.toml can hold some of these.
_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FACES = {
    "Arab": "'Noto Naskh Arabic', 'UKIJ Tuz Tom', 'Scheherazade New', 'Geeza Pro', serif",
    "Cyrl": "'Noto Serif', 'PT Serif', Cambria, 'Times New Roman', serif",
}
_OTHER_FACES = "Charter, 'Noto Serif', Cambria, Georgia, serif"


@frozen
class _Point:
    """An entry of the table of contents."""

    phrase: Phrase
    href: str
    level: int
    points: list["_Point"] = field(default_factory=list)


def render_article(article: Article) -> bytes:
    """Return an article as a book of its own."""
    return render_epub(Book.of(article))


def render_epub(book: Book, *, report: Callable[[Finding], None] = lambda _finding: None) -> bytes:
    """Return a book of articles in one locale.

    It is the same bytes for the same articles. Units have the ids that they have in the other
    forms. Links between its articles stay inside it.

    Args:
        book: what it is made of.
        report: takes a warning of each picture that is not in the book.

    Returns:
        the EPUB container (OCF 3.3): a ZIP archive.

    """
    find = finder(report)
    chapters = [
        make_chapter(article, file, find)
        for article, file in zip(book.articles, _file_names(book.articles), strict=True)
    ]
    link_chapters(chapters)
    return _packed(_contents(describe(book, chapters), chapters, book.locale))


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


def _contents(
    book: Description, chapters: Sequence[Chapter], locale: Locale
) -> dict[str, str | bytes]:
    """Return the files of a book by their paths in the container."""
    spoken = chapters[0].article.site.words(locale)
    pictures = dict(sorted(item for each in chapters for item in each.pictures.items()))
    lines = _cover(book, locale)
    render = _Renderer(book, locale, spoken, chapters).render
    files: dict[str, str | bytes] = {
        "META-INF/container.xml": render("container.xml"),
        "EPUB/package.opf": render(
            "package.opf",
            pictures=pictures.items(),
            accessibility=accessibility(chapters, pictures),
            accessibility_summary=accessibility_summary(chapters, pictures, spoken),
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
        self, book: Description, locale: Locale, spoken: Words, chapters: Sequence[Chapter]
    ) -> None:
        self._context = {
            "book": book,
            "chapters": chapters,
            "locale": locale,
            "speak": partial(said, spoken),
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
    environment.globals["date_in"] = date_in
    return environment


def _fit(value: object) -> object:
    """Leave out of a text what XML has no character for; say languages as XHTML does."""
    if isinstance(value, Said):
        return Markup(_NO_CHARACTER.sub("", value.as_xhtml().__html__()))  # noqa: S704 - it is HTML
    return _NO_CHARACTER.sub("", value) if type(value) is str else value


def _faces(locale: Locale) -> str:
    return _FACES.get(locale.script, _OTHER_FACES)


def _chapter_context(chapter: Chapter) -> dict[str, object]:
    article = chapter.article
    addresses = Addresses(article.site, article_path(article.document_id, article.locale))
    original = article_path(article.document_id, article.source)
    return {
        "chapter": chapter,
        "header": _serialise(chapter.parts.header),
        "body": _serialise(chapter.parts.body),
        "footer": _serialise(chapter.parts.footer),
        "based_on": based_on_notice(article),
        "changed": [spoken_phrase(each.text, article.source) for each in article.changed],
        "corrections": told_corrections(article, {each: each for each in chapter.parts.anchors}),
        "credit": translators_notice(article),
        "notice": article.notice,
        "origin": origin_notice(article),
        "original": {
            "address": addresses.absolute(original),
            "phrase": spoken_phrase(
                article.original_title or article.source.endonym, article.source
            ),
        },
        "provenance": provenance_notice(article),
        "published": None if chapter.has_date else article.metadata.date,
        "unfinished": unfinished_notice(article, chapter.summary),
        "updated": chapter.summary.updated,
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


def _cover(book: Description, locale: Locale) -> tuple[CoverLine, ...]:
    date = Phrase(date_in(locale, book.date), locale) if book.date else None
    site = book.publisher if book.publisher != book.title else None
    return cover_lines(site, book.title, book.authors, date)


def _cover_text(book: Description) -> str:
    """Return what a cover says, for those who do not see it."""
    locale = book.title.locale
    names = Phrase(list_in(locale, [each.text for each in book.authors]), locale)
    said = [book.title, *([names] if book.authors else []), *filter(None, [book.publisher])]
    return " — ".join(dict.fromkeys(beside(each, locale) for each in said))


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
