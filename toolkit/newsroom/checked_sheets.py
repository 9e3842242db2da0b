"""Checked sheets: a newsroom's catalogs, with what checks want to know beside them."""

from collections.abc import Collection, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Severity, ToolkitError
from toolkit.base.files import is_there
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
from toolkit.newsroom.sources import read_source

__all__ = ["sheets_of", "termbase_of"]


def sheets_of(
    settings: ProjectSettings,
    sources: Sequence[Source],
    locales: Sequence[Locale],
    wanted: Collection[str],
) -> tuple[list[Finding], list[Sheet]]:
    """Return the catalogs with what the wanted checks need, and what cannot be read.

    Args:
        settings: the newsroom.
        sources: the documents.
        locales: those whose catalogs are wanted.
        wanted: the ids of the checks.

    """
    findings: list[Finding] = []
    sheets: list[Sheet] = []
    termbase = termbase_of(settings, findings)
    translated_by = _translated_by(settings, findings) if "unfuzzied" in wanted else {}
    for source in sources:
        document = _document(settings, source, findings) if "stale" in wanted else None
        present = None if document is None else _present(document)
        quotes = _quotes(settings, source, findings)
        for locale, path in _catalogs(settings, source, locales, document).items():
            try:
                catalog = load(path, shown=settings.shown(path)) if is_there(path) else Catalog()
            except ToolkitError as error:
                findings.extend(error.findings)
                continue
            known = translated_by.get((source.document_id, locale), {})
            replaced = replaced_texts(catalog, known) if known else {}
            shown = settings.shown(path)
            sheet = Sheet(
                catalog,
                shown,
                locale,
                present=present,
                replaced=replaced,
                derived=tuple(
                    each.locale for each in settings.locales.values() if each.base == locale
                ),
                termbase=termbase,
            )
            sheets.append(_quoting(settings, sheet, quotes))
    return findings, sheets


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


def _catalogs(
    settings: ProjectSettings,
    source: Source,
    locales: Sequence[Locale],
    document: Document | None,
) -> dict[Locale, Path]:
    """Return the catalogs of a source: those there are, and those that update would make."""
    found = {}
    for locale in locales:
        path = settings.catalog_path(source.document_id, locale)
        to_be_made = (
            document is not None and locale in settings.translated and locale != document.language
        )
        if to_be_made or is_there(path):
            found[locale] = path
    return found


def _document(
    settings: ProjectSettings, source: Source, findings: list[Finding]
) -> Document | None:
    """Return a source as it is now; what is wrong with it is added to the findings."""
    try:
        return read_source(settings, source)
    except ToolkitError as error:
        findings.extend(error.findings)
        return None


def _quotes(
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


def _present(document: Document) -> frozenset[Key]:
    """Return the contexts and texts of a document."""
    keys = {(unit.context, unit.message_in(Inline.NAMED)) for unit in document.units}
    return frozenset(keys | ({CREDITS_KEY} if document.credits is not None else set()))


def _translated_by(
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
