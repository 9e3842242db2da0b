"""Readers' page: one article as its readers will see it, made for the desk and written nowhere."""

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from pathlib import Path

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.catalog.review import Stage
from toolkit.desk.drafts import relaxed
from toolkit.desk.injection import Page, mark_units
from toolkit.document.formats import format_of
from toolkit.document.model import AttributeHome, Document
from toolkit.editions.addresses import article_path
from toolkit.editions.page import render_article
from toolkit.localizing.localize import Localized
from toolkit.newsroom.publishing.article_editions import edition_article
from toolkit.newsroom.publishing.edition import Edition, Surroundings, edition_of
from toolkit.newsroom.publishing.locale_editions import localize_in, read_identified
from toolkit.newsroom.publishing.media import Media
from toolkit.newsroom.publishing.own_editions import own_edition
from toolkit.newsroom.publishing.site_files import site_of
from toolkit.newsroom.settings import ProjectSettings, Source

__all__ = ["Place", "ReadersPage", "readers_page"]


@frozen
class Place:
    """Where a passage stands on the page."""

    passage: str
    """The first id of its entry in the catalog."""
    block: str
    """The id that its element has, or names."""
    shown: bool
    """Whether the page has its translation; else it has the source's text."""


@frozen
class ReadersPage:
    """An article's page in a language."""

    address: str = ""
    """Its path below the output folder; empty where the document's editions are no pages."""
    files: Mapping[str, Path | bytes] = field(default_factory=dict)
    """The page and its pictures, films and sounds, by their paths below the output folder."""
    places: tuple[Place, ...] = ()
    """Where its passages stand; those of attributes stand nowhere."""


def readers_page(settings: ProjectSettings, source: Source, locale: Locale) -> ReadersPage:
    """Return an article's page with all translations that are finished.

    Nothing holds it back, neither a policy nor an embargo: it is for who works on it.

    Args:
        settings: the newsroom.
        source: the document's source file.
        locale: the edition's language.

    Raises:
        ToolkitError: when the source, a catalog or a template cannot be read.

    """
    form = format_of(source.path)
    if not form.article and form.name != "html":
        return ReadersPage()
    settings = _relaxed(settings)
    document = read_identified(settings, source)
    localized = localize_in(settings, document, locale)
    edition = _edition(settings, source, document, localized)
    address = article_path(document.id, locale)
    page: Path | bytes
    if form.article:
        article, _ = edition_article(edition, None)
        page = render_article(article)
    else:
        made, _ = own_edition(edition)
        page = made.files[address]
        if isinstance(page, bytes):
            shown = settings.shown(settings.root / settings.output / address)
            page = mark_units(settings, source, document, Page(page, shown, locale))
    files = {**edition.media, address: page}
    return ReadersPage(address, files, tuple(_places(localized)))


def _places(localized: Localized) -> Iterator[Place]:
    for each in localized.passages:
        ids = each.entry.notes.ids if each.entry is not None else ()
        if ids and not isinstance(each.unit.home, AttributeHome):
            yield Place(ids[0], each.block.id, each.target is not None)


def _relaxed(settings: ProjectSettings) -> ProjectSettings:
    """Return settings by which all that is finished is shown, reviewed or not."""
    settings = relaxed(settings, Path(settings.output))
    locales = {
        locale: replace(each, require=Stage.TRANSLATED) for locale, each in settings.locales.items()
    }
    return replace(settings, locales=locales)


def _edition(
    settings: ProjectSettings, source: Source, document: Document, localized: Localized
) -> Edition:
    site, _ = site_of(settings)
    shared = Surroundings(
        site,
        document,
        source.path,
        (),
        settings.locales,
        settings.root,
        Media(settings.root, document, keep=source.options.keeps_metadata),
        comments=source.options.comments,
    )
    edition, _ = edition_of(shared, localized.locale, localized, (localized.locale,))
    return edition
