"""Site files: what all editions of a newsroom share: its names, templates and fonts."""

import fnmatch
from collections.abc import Iterator
from dataclasses import replace

from toolkit.base.errors import Finding, Severity, ToolkitError
from toolkit.base.files import decode
from toolkit.editions.article import (
    EmbeddedFont,
    ShareDesign,
    ShareFont,
    Site,
    TemplateFile,
)
from toolkit.newsroom.publishing.page_words import own_titles, own_words
from toolkit.newsroom.settings import Font, ProjectSettings
from toolkit.newsroom.source_files import find_sources
from toolkit.newsroom.sources import file_bytes

__all__ = ["site_of"]

_SUFFIXES = frozenset({".css", ".html"})
"""Those of templates."""


def site_of(settings: ProjectSettings) -> tuple[Site, tuple[Finding, ...]]:
    """Return the site that a newsroom's editions make, and what is wrong with what it is made of.

    A template or a font that cannot be read is in it, with what is wrong; only what needs it
    cannot be made.
    """
    templates = tuple(_templates(settings))
    fonts = tuple(_font(settings, each) for each in settings.fonts)
    locales = tuple(dict.fromkeys([settings.source, *settings.locales]))
    titles, misspelled = own_titles(settings)
    spoken, misspoken = own_words(settings, locales)
    site = Site(
        settings.title,
        settings.base_url,
        settings.source,
        locales,
        templates,
        fonts,
        _share_design(settings),
        full_feeds=settings.full_feeds,
        titles=titles,
        spoken=spoken,
    )
    problems = [*(each.problem for each in templates), *(each.problem for each in fonts)]
    problems.append(site.share.problem if site.share else None)
    unread = (finding for problem in problems for finding in problem or ())
    told = (*misspelled, *misspoken, *_checked(templates), *_empty_books(settings))
    return site, (*unread, *told)


def _templates(settings: ProjectSettings) -> Iterator[TemplateFile]:
    """Yield the newsroom's own templates: those that stand for the toolkit's, and their parts."""
    folder = settings.templates
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix in _SUFFIXES and not path.is_dir() and not path.name.startswith("."):
            shown = settings.shown(path)
            try:
                text = decode(file_bytes(settings, shown), shown)
            except ToolkitError as error:
                yield TemplateFile(path.name, "", shown, error.findings)
            else:
                yield TemplateFile(path.name, text, shown)


def _checked(templates: tuple[TemplateFile, ...]) -> Iterator[Finding]:
    """Yield what is wrong with templates."""
    if templates:
        from toolkit.editions.templating import check_templates  # noqa: PLC0415 - few have their own

        yield from check_templates(templates)


def _font(settings: ProjectSettings, font: Font) -> EmbeddedFont:
    from toolkit.editions.fonts import subset_font  # noqa: PLC0415 - few newsrooms have one

    try:
        return subset_font(
            file_bytes(settings, font.file),
            font.file,
            font.family,
            font.scripts,
            weight=font.weight,
            italic=font.italic,
        )
    except ToolkitError as error:
        return EmbeddedFont(font.family, b"", font.scripts, problem=error.findings)


def _share_design(settings: ProjectSettings) -> ShareDesign | None:
    named = settings.share_image
    if named is None:
        return None
    design = ShareDesign((), named.paper, named.ink, named.accent, named.logo)
    try:
        fonts = tuple(
            ShareFont(script, file, file_bytes(settings, file)) for script, file in named.fonts
        )
        logo = file_bytes(settings, named.logo) if named.logo else b""
    except ToolkitError as error:
        return replace(design, problem=error.findings)
    return replace(design, fonts=fonts, logo=logo)


def _empty_books(settings: ProjectSettings) -> Iterator[Finding]:
    """Yield the books that no document belongs to: their patterns are mistyped."""
    known = sorted(find_sources(settings).ids) if settings.books else []
    for book in settings.books:
        if not fnmatch.filter(known, book.documents):
            yield Finding(
                "book-empty",
                f"no document matches “{book.documents}”, so there is no book “{book.name}”",
                book.place,
                "correct documents under [[books]], a pattern of document ids without suffix",
                severity=Severity.WARNING,
            )
