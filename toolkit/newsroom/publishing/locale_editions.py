"""Localizing: what each locale makes of a document, by its catalog, its overlay and its policy."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Severity, ToolkitError
from toolkit.catalog.po import Catalog, load
from toolkit.catalog.template import unit_ids
from toolkit.document.model import Document
from toolkit.language.alphabets import Conversion, Exceptions, conversion
from toolkit.localizing.adapting.fitting import fit_overlay, leave_out
from toolkit.localizing.adapting.links import Links, read_links
from toolkit.localizing.adapting.overlay import Overlay, omitted_ids, read_overlay
from toolkit.localizing.derived import derive
from toolkit.localizing.policy import Decision, decide, edition_facts, embargo_end, is_embargoed
from toolkit.localizing.targets import Localized, choose_targets
from toolkit.newsroom.publishing.sources import exceptions_of, file_bytes
from toolkit.newsroom.settings import ProjectSettings, Source

__all__ = ["Alphabet", "LocaleEdition", "known_ids", "localize_document"]


@dataclass(frozen=True, slots=True)
class Alphabet:
    """How a derived locale's texts are made from another's."""

    conversion: Conversion
    exceptions: Exceptions


@dataclass(frozen=True, slots=True)
class LocaleEdition:
    """A document in a locale, before it has a form."""

    locale: Locale
    document: Document
    """The source, without what the locale leaves out on purpose."""
    localized: Localized
    decision: Decision
    overlay: Overlay
    links: Links
    catalog: Catalog
    """What it is translated by: for a derived locale, the catalog of the one it is derived from."""
    alphabet: Alphabet | None = None


def known_ids(settings: ProjectSettings, document: Document) -> tuple[str, ...]:
    """Return the id of each unit: the template's, or a new one.

    Raises:
        ToolkitError: when the template cannot be read.

    """
    path = settings.template_path(document.id)
    template = load(path, shown=settings.shown(path)) if path.is_file() else None
    return unit_ids(document.units, template, document.language)


def localize_document(
    settings: ProjectSettings,
    document: Document,
    source: Source,
    ids: Sequence[str],
    now: dt.datetime,
) -> tuple[Mapping[Locale, LocaleEdition], tuple[Finding, ...], tuple[Finding, ...]]:
    """Return what each locale but the document's own makes of it.

    Args:
        settings: the newsroom.
        document: the source.
        source: where it comes from, with the options of its set.
        ids: for each unit its id.
        now: the present moment, with a time zone, which embargoes are held against.

    Returns:
        the editions in the order of the configuration; what is to be told of them; and why there
        is none in some locale.

    """
    work = _Work(settings, document, source, ids, now)
    made: dict[Locale, LocaleEdition] = {}
    errors: list[Finding] = []
    for locale in settings.in_order_of_making():
        base = settings.locales[locale].base
        if locale == document.language or (base is not None and base not in made):
            continue
        try:
            made[locale] = work.make(locale, made[base] if base is not None else None)
        except ToolkitError as error:
            errors.extend(error.findings)
    ordered = {locale: made[locale] for locale in settings.locales if locale in made}
    return ordered, tuple(work.findings), tuple(errors)


class _Work:
    """What the locales of one document share."""

    def __init__(
        self,
        settings: ProjectSettings,
        document: Document,
        source: Source,
        ids: Sequence[str],
        now: dt.datetime,
    ) -> None:
        self.findings: list[Finding] = []
        self._settings = settings
        self._document = document
        self._ids = ids
        held = is_embargoed(document.metadata, source.options.embargo, now)
        self._embargo = embargo_end(document.metadata, source.options.embargo) if held else None

    def make(self, locale: Locale, base: LocaleEdition | None) -> LocaleEdition:
        alphabet = self._alphabet(locale, base)
        overlay = self._overlay(locale, base)
        document = leave_out(self._document, self._ids, omitted_ids(overlay), locale)
        path = self._settings.catalog_path(document.id, locale)
        own = load(path, shown=self._settings.shown(path)) if path.is_file() else None
        shown = self._settings.shown(path)
        if base is None or alphabet is None:
            catalog = own or Catalog()
            localized = choose_targets(document, catalog, shown, locale)
        else:
            catalog = base.catalog
            mine = choose_targets(document, own, shown, locale) if own is not None else None
            way, exceptions = alphabet.conversion, alphabet.exceptions
            localized = derive(document, base.localized, way, exceptions, mine)
        facts = edition_facts(document, localized.targets, embargo=self._embargo)
        decision = decide(facts, self._settings.locales[locale])
        links = self._links(locale, base)
        return LocaleEdition(
            locale, document, localized, decision, overlay, links, catalog, alphabet
        )

    def _alphabet(self, locale: Locale, base: LocaleEdition | None) -> Alphabet | None:
        if base is None:
            return None
        return Alphabet(conversion(base.locale, locale), exceptions_of(self._settings, locale))

    def _overlay(self, locale: Locale, base: LocaleEdition | None) -> Overlay:
        """Return the locale's own overlay; a derived locale without one has that of its base."""
        path = self._settings.overlay_path(self._document.id, locale)
        if not path.is_file():
            return base.overlay if base is not None else Overlay()
        overlay = read_overlay(*self._file(path))
        fitted, told = fit_overlay(overlay, self._document, self._ids)
        self.findings.extend(each for each in told if each.severity is not Severity.HINT)
        return fitted

    def _links(self, locale: Locale, base: LocaleEdition | None) -> Links:
        path = self._settings.links_path(locale)
        if not path.is_file():
            return base.links if base is not None else Links()
        return _read_links(*self._file(path))

    def _file(self, path: Path) -> tuple[bytes, str]:
        shown = self._settings.shown(path)
        return file_bytes(self._settings, shown), shown


_read_links = lru_cache(read_links)
