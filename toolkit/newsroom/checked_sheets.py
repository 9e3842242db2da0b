"""Checked sheets: a newsroom's catalogs, with what checks want to know beside them."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import field, replace
from pathlib import Path

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Severity, ToolkitError
from toolkit.base.files import is_there
from toolkit.base.frozen import frozen
from toolkit.base.text import Inline
from toolkit.catalog.memory.entry import Level
from toolkit.catalog.po import Catalog, load
from toolkit.catalog.po.entries import Key
from toolkit.catalog.quoted_passages import with_quotations
from toolkit.catalog.quotes_file import Quote
from toolkit.catalog.template import CREDITS_KEY
from toolkit.catalog.terms import Termbase
from toolkit.catalog.terms.toml_reader import TERMS, load_sound_terms
from toolkit.checks import Sheet
from toolkit.checks.state import replaced_texts
from toolkit.document.model import Document
from toolkit.newsroom.document_quotes import document_quotes, quotation_for
from toolkit.newsroom.memories import open_memory
from toolkit.newsroom.settings import CATALOGS, ProjectSettings, Source

__all__ = [
    "Known",
    "catalogs_of",
    "derived_from",
    "quotes_of",
    "sheet_of",
    "termbase_of",
    "texts_of",
    "translated_by",
]


@frozen
class Known:
    """What checks want to know of a catalog beside what stands in it."""

    present: frozenset[Key] | None = None
    """The contexts and texts that its document has now; None where nobody asks."""
    translated_by: Mapping[str, Collection[str]] = field(default_factory=dict)
    """The texts that each translation was made of, as the memory has them."""
    termbase: Termbase | None = None
    quotes: tuple[Quote, ...] | None = None
    """What people said in its document; None where what the catalog says of it stays."""


def sheet_of(settings: ProjectSettings, path: Path, locale: Locale, known: Known) -> Sheet:
    """Return a catalog with what checks want to know of it; one that is not there is empty.

    Raises:
        ToolkitError: when it cannot be read.

    """
    shown = settings.shown(path)
    catalog = load(path, shown=shown) if is_there(path) else Catalog()
    sheet = Sheet(
        catalog,
        shown,
        locale,
        present=known.present,
        replaced=replaced_texts(catalog, known.translated_by) if known.translated_by else {},
        derived=derived_from(settings, locale),
        termbase=known.termbase,
    )
    return _quoting(settings, sheet, known.quotes)


def derived_from(settings: ProjectSettings, locale: Locale) -> tuple[Locale, ...]:
    """Return the locales whose texts are made from those of another."""
    return tuple(each.locale for each in settings.locales.values() if each.base == locale)


def termbase_of(settings: ProjectSettings, findings: list[Finding]) -> Termbase | None:
    """Return the newsroom's termbase, of its terms those that are right.

    What is wrong is added to the findings. None stands for a file that cannot be read at all.
    """
    path = settings.root / CATALOGS / TERMS
    try:
        termbase, wrong = load_sound_terms(path, settings.source, shown=settings.shown(path))
    except ToolkitError as error:
        findings.extend(error.findings)
        return None
    findings.extend(wrong)
    return termbase


def catalogs_of(
    settings: ProjectSettings,
    source: Source,
    locales: Sequence[Locale],
    language: Locale | None = None,
) -> dict[Locale, Path]:
    """Return the catalogs of a source: those there are, and those that update would make.

    Args:
        settings: the newsroom.
        source: the source.
        locales: those whose catalogs are wanted.
        language: that which the source is written in; None where nobody knows, and only those that
            are there are wanted.

    """
    found = {}
    for locale in locales:
        path = settings.catalog_path(source.document_id, locale)
        made = language is not None and locale in settings.translated and locale != language
        if made or is_there(path):
            found[locale] = path
    return found


def quotes_of(
    settings: ProjectSettings, source: Source, findings: list[Finding]
) -> tuple[Quote, ...] | None:
    """Return what people said in a document; None where the file is wrong, which is told.

    What catalogs say of it stays then.
    """
    try:
        return document_quotes(settings, source.document_id)
    except ToolkitError as error:
        findings.extend(error.findings)
        return None


def _quoting(settings: ProjectSettings, sheet: Sheet, quotes: tuple[Quote, ...] | None) -> Sheet:
    """Return a sheet whose notes tell of quotations as the newsroom knows them now."""
    if quotes is None:
        return sheet
    told = quotation_for(settings, sheet.language, sheet.locale)
    return replace(sheet, catalog=with_quotations(sheet.catalog, quotes, told))


def texts_of(document: Document) -> frozenset[Key]:
    """Return the contexts and texts of a document."""
    keys = {(unit.context, unit.message_in(Inline.NAMED)) for unit in document.units}
    return frozenset(keys | ({CREDITS_KEY} if document.credits is not None else set()))


def translated_by(
    settings: ProjectSettings, findings: list[Finding]
) -> dict[tuple[str, Locale], dict[str, set[str]]]:
    """Return, by document and locale, the texts that each translation was made of."""
    found: dict[tuple[str, Locale], dict[str, set[str]]] = {}
    wrong: list[Finding] = []
    memory = open_memory(settings, wrong, dry_run=True)
    try:
        with memory or nullcontext():
            for each in memory.entries() if memory is not None else ():
                if each.level is Level.UNIT:
                    of_document = found.setdefault((each.origin, each.target_locale), {})
                    of_document.setdefault(each.target, set()).add(each.source)
    except ToolkitError as error:
        wrong.extend(error.findings)
    # One check does without it; the next update makes it anew.
    findings.extend(replace(each, severity=Severity.WARNING) for each in wrong)
    return found
