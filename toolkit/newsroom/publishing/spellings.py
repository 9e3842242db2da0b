"""Spellings: how a newsroom's derived locales are spelled, with its own words and names."""

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, ToolkitError
from toolkit.base.files import read_file
from toolkit.catalog.terms.alphabet_names import name_exceptions
from toolkit.catalog.terms.toml_reader import TERMS, read_sound_terms
from toolkit.language.alphabets import Exceptions, conversion, merged, read_exceptions
from toolkit.localizing.derived import Spelling
from toolkit.newsroom.settings import CATALOGS, ProjectSettings

__all__ = ["exceptions_of", "spelling_of", "terms_findings"]


def spelling_of(settings: ProjectSettings, locale: Locale) -> Spelling:
    """Return how a derived locale's texts are made from those of its base.

    Raises:
        ToolkitError: when the newsroom's exceptions or its termbase cannot be read.

    """
    base = settings.locales[locale].base or locale
    return Spelling(conversion(base, locale), exceptions_of(settings, locale))


def exceptions_of(settings: ProjectSettings, locale: Locale) -> Exceptions:
    """Return a derived locale's words that the rules of its alphabet get wrong.

    They are those of the newsroom's file of them, and what its termbase says: names take capitals,
    those in Latin letters stay, and a name has the form that is given for the derived locale.

    Raises:
        ToolkitError: when the file or the termbase cannot be read.

    """
    base = settings.locales[locale].base or locale
    own = _read(settings, settings.exceptions_path(locale))
    terms = _read(settings, settings.root / CATALOGS / TERMS)
    return _exceptions(own, terms, settings.source, base, locale)


def _read(settings: ProjectSettings, path: Path) -> tuple[bytes, str]:
    """Return the bytes of a file that need not be there, and its name in messages."""
    shown = settings.shown(path)
    return read_file(path, shown, missing=b""), shown


@lru_cache
def _exceptions(
    own: tuple[bytes, str],
    terms: tuple[bytes, str],
    source: Locale,
    base: Locale,
    locale: Locale,
) -> Exceptions:
    """Return what two files say, each given by its bytes and its name; what is read is kept."""
    # What is wrong with a term is told by those who read the termbase itself.
    termbase, _ = read_sound_terms(*terms, source)
    return merged(read_exceptions(*own), name_exceptions(termbase, base, locale))


def terms_findings(settings: ProjectSettings, locales: Collection[Locale]) -> tuple[Finding, ...]:
    """Return what is wrong with the rows of the termbase, where a locale is made with it.

    A termbase that cannot be read at all is told by the editions that need it.
    """
    chosen = (settings.locales[each] for each in locales if each in settings.locales)
    if not any(each.base is not None for each in chosen):
        return ()
    try:
        file = _read(settings, settings.root / CATALOGS / TERMS)
        return read_sound_terms(*file, settings.source)[1]
    except ToolkitError:
        return ()
