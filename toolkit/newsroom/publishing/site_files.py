"""Site files: what stands round the articles, and what they share: templates, fonts, books."""

import fnmatch
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Severity
from toolkit.base.files import decode
from toolkit.base.markup import parse_xml
from toolkit.editions.article import EmbeddedFont, ListedArticle, Phrase, Site, TemplateFile
from toolkit.editions.book.epub import Book, render_epub
from toolkit.editions.fonts import subset_font
from toolkit.editions.site.listed_entries import listed_path
from toolkit.editions.site.lists import render_site, sort_listed
from toolkit.editions.site.related import add_read_also
from toolkit.editions.templating import check_templates
from toolkit.newsroom.publishing.media import Media
from toolkit.newsroom.publishing.page_words import own_titles, own_words
from toolkit.newsroom.publishing.report import CarriedArticle, Rendered
from toolkit.newsroom.publishing.sources import file_bytes
from toolkit.newsroom.publishing.spool import Held, content
from toolkit.newsroom.settings import BookSettings, ProjectSettings

__all__ = ["render_books", "render_round", "site_of", "with_read_also"]

_SUFFIXES = frozenset({".css", ".html"})
"""Those of templates."""


def site_of(settings: ProjectSettings) -> tuple[Site, tuple[Finding, ...]]:
    """Return the site that a newsroom's editions make, and what is wrong with what it is made of.

    Raises:
        ToolkitError: when a template or a font cannot be read, or a book has no sources to choose
            from.

    """
    templates = tuple(_templates(settings))
    locales = tuple(dict.fromkeys([settings.source, *settings.locales]))
    titles, misspelled = own_titles(settings)
    spoken, misspoken = own_words(settings, locales)
    site = Site(
        settings.title,
        settings.base_url,
        settings.source,
        locales,
        templates,
        tuple(_fonts(settings)),
        full_feeds=settings.full_feeds,
        titles=titles,
        spoken=spoken,
    )
    told = (*misspelled, *misspoken, *check_templates(templates), *_empty_books(settings))
    return site, told


def _templates(settings: ProjectSettings) -> Iterator[TemplateFile]:
    """Yield the newsroom's own templates: those that stand for the toolkit's, and their parts."""
    folder = settings.templates
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix in _SUFFIXES and path.is_file() and not path.name.startswith("."):
            shown = settings.shown(path)
            yield TemplateFile(path.name, decode(file_bytes(settings, shown), shown), shown)


def _fonts(settings: ProjectSettings) -> Iterator[EmbeddedFont]:
    for each in settings.fonts:
        data = file_bytes(settings, each.file)
        yield subset_font(
            data, each.file, each.family, each.scripts, weight=each.weight, italic=each.italic
        )


def render_round(
    site: Site, rendered: Sequence[Rendered], chosen: Sequence[Locale]
) -> Mapping[str, bytes]:
    """Return the pages round the articles: lists, topics, feeds, the choice of language.

    Args:
        site: the site.
        rendered: the documents' editions.
        chosen: the locales whose pages are wanted; those that all share are always made.

    """
    files = render_site(site, _listed(site, rendered))
    others = {locale.tag for locale in site.locales} - {locale.tag for locale in chosen}
    return {path: data for path, data in files.items() if path.partition("/")[0] not in others}


def _listed(site: Site, rendered: Sequence[Rendered]) -> dict[Locale, list[ListedArticle]]:
    return {
        locale: [each.listed[locale] for each in rendered if locale in each.listed]
        for locale in site.locales
    }


def with_read_also(
    site: Site, rendered: Sequence[Rendered], files: Mapping[str, Held]
) -> Iterator[tuple[str, bytes]]:
    """Yield the pages that name what to read next, which is known when all articles are."""
    for locale, each in _listed(site, rendered).items():
        others = sort_listed(each)
        for listed in others:
            path = listed_path(listed, locale)
            if path in files and path.endswith(".html"):
                page = content(files[path])
                whole = add_read_also(page, listed, others, site, locale)
                if whole is not page:
                    yield path, whole


def render_books(
    settings: ProjectSettings, site: Site, rendered: Sequence[Rendered], chosen: Sequence[Locale]
) -> dict[str, bytes]:
    """Return the newsroom's books in each locale, by their paths below the output folder."""
    files = {}
    keeping = _keeping(settings)
    for book in settings.books:
        for locale in dict.fromkeys(chosen):
            articles = tuple(
                replace(
                    each.article,
                    site=site,
                    root=parse_xml(each.root, "article").getroot(),
                    files=Media(settings.root, keep=each.article.document_id in keeping).read,
                )
                for each in _chapters(rendered, locale, book)
            )
            if articles:
                title = Phrase(book.title, site.source) if book.title else None
                made = Book(site, locale, articles, book.name, title)
                data = render_epub(made)
                files[f"{locale.tag}/{book.name}.epub"] = data
    return files


def _keeping(settings: ProjectSettings) -> frozenset[str]:
    """Return the ids of the documents whose pictures keep their metadata."""
    known = settings.sources() if settings.books else ()
    return frozenset(each.document_id for each in known if each.options.keeps_metadata)


def _empty_books(settings: ProjectSettings) -> Iterator[Finding]:
    """Yield the books that no document belongs to: their patterns are mistyped."""
    known = [each.document_id for each in settings.sources()] if settings.books else []
    for book in settings.books:
        if not fnmatch.filter(known, book.documents):
            yield Finding(
                "book-empty",
                f"no document matches “{book.documents}”, so there is no book “{book.name}”",
                book.place,
                "correct documents under [[books]], a pattern of document ids without suffix",
                severity=Severity.WARNING,
            )


def _chapters(
    rendered: Sequence[Rendered], locale: Locale, book: BookSettings
) -> Iterator[CarriedArticle]:
    for each in rendered:
        carried = each.carried.get(locale)
        if carried is not None and fnmatch.fnmatchcase(carried.article.document_id, book.documents):
            yield carried
