"""Sources: a newsroom's articles, read with the rules of their sets."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from toolkit.base.bcp47 import Locale
from toolkit.base.files import read_below, read_file
from toolkit.catalog.terms.alphabet_names import name_exceptions
from toolkit.catalog.terms.toml_reader import TERMS, read_terms
from toolkit.document.formats import ReadOptions, read_document
from toolkit.document.its.rules import Rules, read_rules
from toolkit.document.model import Document
from toolkit.language.alphabets import Exceptions, merged, read_exceptions
from toolkit.language.sentences import SegmentationRules, read_srx
from toolkit.language.unit_splitter import unit_splitter
from toolkit.newsroom.settings import CATALOGS, ProjectSettings, Source

__all__ = ["exceptions_of", "file_bytes", "picture_reader", "read_source", "segmentation_rules"]

_MOST_OF_A_PICTURE = 16 * 1024 * 1024


def read_source(settings: ProjectSettings, source: Source) -> Document:
    """Read one of a newsroom's sources, with the ITS rules of its set.

    Raises:
        ToolkitError: when it cannot be read.

    """
    data = file_bytes(settings, source.path)
    rules: list[Rules] = []
    if source.options.rules:
        rules.append(_its_rules(file_bytes(settings, source.options.rules), source.options.rules))
    options = ReadOptions(
        settings.source,
        tuple(rules),
        split=unit_splitter(source.options.segmentation, segmentation_rules(settings)),
        resolve=read_below(settings.root),
    )
    document = read_document(data, source.path, source.document_id, options)
    if document.language.is_variety_of(settings.source):
        return replace(document, language=settings.source)
    return document


def segmentation_rules(settings: ProjectSettings) -> tuple[SegmentationRules, ...]:
    """Return the newsroom's own segmentation rules.

    Raises:
        ToolkitError: when the file cannot be read.

    """
    if settings.srx is None:
        return ()
    return (_srx(file_bytes(settings, settings.srx), settings.srx),)


# Reading compiles every rule; all documents of a set share what was read from the same bytes.
_its_rules = lru_cache(read_rules)
_srx = lru_cache(read_srx)


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
    return merged(read_exceptions(*own), name_exceptions(read_terms(*terms, source), base, locale))


def picture_reader(settings: ProjectSettings) -> Callable[[str], bytes | None]:
    """Return what reads the newsroom's pictures for editions that carry them."""
    return read_below(settings.root, _MOST_OF_A_PICTURE)


def file_bytes(settings: ProjectSettings, path: str) -> bytes:
    """Return what a file of the newsroom holds.

    Raises:
        ToolkitError: when it cannot be read.

    """
    return read_file(settings.root / path, path)
