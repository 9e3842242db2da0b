"""Pseudo catalogs: a pseudo-language's catalogs filled, to see a newsroom's pages in it."""

from pathlib import Path

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.base.text import read_message, to_message
from toolkit.catalog.po import Catalog, load, save
from toolkit.language.pseudo import pseudo_text
from toolkit.newsroom.settings import ProjectSettings
from toolkit.newsroom.source_files import find_sources

__all__ = ["fill_pseudo_catalogs", "pseudo_catalog"]


def fill_pseudo_catalogs(settings: ProjectSettings, locale: Locale) -> tuple[Path, ...]:
    """Translate all catalogs of a pseudo-language; those of a language that is spoken are refused.

    Returns:
        The catalogs that changed.

    Raises:
        ToolkitError: when the locale is no pseudo-language, or a catalog cannot be read.

    """
    if not locale.is_pseudo:
        raise ToolkitError.because(
            "no-pseudo-locale",
            f"{locale.tag} is a language that people read; its translations stay as they are",
            None,
            "take a private tag such as qps or qps-Arab, and add [locales.qps] to toolkit.toml",
        )
    changed = []
    for source in find_sources(settings).sources:
        path = settings.catalog_path(source.document_id, locale)
        if path.is_file():
            catalog = load(path, shown=settings.shown(path))
            pseudo_catalog(catalog, locale)
            if save(catalog, path, width=settings.wrap):
                changed.append(path)
    return tuple(changed)


def pseudo_catalog(catalog: Catalog, locale: Locale) -> None:
    """Translate a catalog in place."""
    for entry in catalog:
        if entry.obsolete:
            continue
        made = _pseudo(entry.msgid, locale)
        if entry.is_plural:
            plural = _pseudo(entry.msgid_plural, locale)
            forms = entry.msgstr_plural or {0: ""}
            entry.msgstr_plural = {form: made if form == 0 else plural for form in forms}
        else:
            entry.msgstr = made
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        entry.previous_msgctxt = entry.previous_msgid = entry.previous_msgid_plural = None


def _pseudo(message: str, locale: Locale) -> str:
    return to_message(pseudo_text(read_message(message), locale))
