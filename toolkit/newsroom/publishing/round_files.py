"""Round files: what stands round the articles: lists, topics, feeds, books."""

import fnmatch
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from toolkit.base.bcp47 import Locale
from toolkit.base.markup import parse_xml
from toolkit.base.observing import digest_of
from toolkit.editions.article import Phrase, Site
from toolkit.editions.book.epub import Book, render_epub
from toolkit.editions.site.lists import part_of, site_pages
from toolkit.editions.site.related import NEWEST, READ_ALSO, add_read_also, related_articles
from toolkit.editions.site.withdrawal import PAGE, Withdrawal
from toolkit.editions.site.withdrawal_page import render_withdrawal
from toolkit.editions.xml.cancellation import cancellation
from toolkit.newsroom.publishing.media import Media
from toolkit.newsroom.publishing.newest import Newest
from toolkit.newsroom.publishing.report import CarriedArticle, Rendered
from toolkit.newsroom.publishing.spool import Also, Held, Standing, content
from toolkit.newsroom.settings import BookSettings, ProjectSettings

__all__ = [
    "book_paths",
    "render_books",
    "render_round",
    "render_withdrawals",
    "with_read_also",
]

_PLACE = READ_ALSO.encode()


def render_round(
    site: Site,
    listed: Mapping[Locale, Newest],
    parts: Collection[str],
    withdrawals: Sequence[Withdrawal] = (),
) -> Iterator[tuple[str, str, bytes]]:
    """Yield pages round the articles: lists, topics, feeds, the choice of language.

    Args:
        site: the site.
        listed: the articles that are published.
        parts: which pages are wanted: see `part_of`.
        withdrawals: the articles that were published and are not.

    Yields:
        the part that a page belongs to, its path, and the page.

    """
    for path, data in site_pages(site, listed, parts, withdrawals):
        yield part_of(path), path, data


def with_read_also(
    site: Site, listed: Mapping[Locale, Newest], files: Mapping[str, Held]
) -> Iterator[tuple[str, Callable[[], tuple[bytes, Also]]]]:
    """Yield the pages that must name other articles to read next: that is known when all are made.

    Each comes with what makes it, and where it names them then. A page that stands in its place
    and names the right ones is not among them.
    """
    for locale, articles in listed.items():
        others = articles[:0]
        said = {
            each.document_id: f"{each.path(locale)}\0{each.mark(locale).said.hex()}"
            for each in articles.places[:NEWEST]
        }
        for each in articles.places:
            path = each.path(locale)
            held = files.get(path) if path.endswith(PAGE) else None
            if held is None:
                continue
            also = held.also_on(path) if isinstance(held, Standing) else None
            page = b"" if isinstance(held, Standing) else content(held)
            if also is None and _PLACE not in page:
                continue
            others = others or articles[:NEWEST]
            article = each.listed[locale]
            related = [said[one.document_id] for one in related_articles(article, others)]
            named = digest_of("\0".join(related).encode())
            if also is not None:
                if also.articles == named:
                    continue
                page = _with_place(content(held, path), also)
            add = partial(add_read_also, page, article, others, site, locale)
            yield path, partial(_placed, page, add, named)


def _with_place(page: bytes, also: Also) -> bytes:
    """Return a page as it was before it named other articles."""
    return page[: also.start] + _PLACE + page[also.start + also.size :]


def _placed(page: bytes, add: Callable[[], bytes], named: str) -> tuple[bytes, Also]:
    whole = add()
    return whole, Also(page.index(_PLACE), len(whole) - len(page) + len(_PLACE), named)


def render_withdrawals(
    settings: ProjectSettings, site: Site, withdrawals: Iterable[Withdrawal]
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield where something says that an article is withdrawn, each with what makes it.

    These are pages at the addresses of pages, and messages at those of files that systems read.
    """
    for each in withdrawals:
        for path in each.files:
            message = cancellation(site, each, path, settings.ninjs)
            if message is not None:
                yield path, partial(bytes, message)
            elif path.endswith(PAGE):
                yield path, partial(render_withdrawal, site, each, path)


def render_books(
    settings: ProjectSettings, site: Site, rendered: Sequence[Rendered], chosen: Sequence[Locale]
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the paths of a newsroom's books below the output folder, each with what makes it."""
    for book in settings.books:
        for locale in dict.fromkeys(chosen):
            chapters = tuple(_chapters(rendered, locale, book))
            if chapters:
                path = f"{locale.tag}/{book.name}.epub"
                yield path, partial(_book, settings.root, site, locale, book, chapters)


def _book(
    folder: Path,
    site: Site,
    locale: Locale,
    book: BookSettings,
    chapters: Sequence[CarriedArticle],
) -> bytes:
    articles = tuple(
        replace(
            each.article,
            site=site,
            root=parse_xml(each.root, "article").getroot(),
            files=Media(folder, keep=each.keeps_metadata).read,
        )
        for each in chapters
    )
    title = Phrase(book.title, site.source) if book.title else None
    return render_epub(Book(site, locale, articles, book.name, title))


def book_paths(
    settings: ProjectSettings, articles: Collection[tuple[Locale, str]]
) -> frozenset[str]:
    """Return the paths of the books that articles belong to, by their locales and ids."""
    return frozenset(
        f"{locale.tag}/{book.name}.epub"
        for book in settings.books
        for locale, document_id in articles
        if fnmatch.fnmatchcase(document_id, book.documents)
    )


def _chapters(
    rendered: Sequence[Rendered], locale: Locale, book: BookSettings
) -> Iterator[CarriedArticle]:
    for each in rendered:
        carried = each.carried.get(locale)
        if carried is not None and fnmatch.fnmatchcase(carried.article.document_id, book.documents):
            yield carried
