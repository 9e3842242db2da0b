"""Adaptations: what is to be looked at in the overlays and links of a newsroom's locales."""

from collections.abc import Iterable, Sequence

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, ToolkitError
from toolkit.base.files import is_there
from toolkit.document.model import Document
from toolkit.localizing.adapting.fitting import fit_overlay
from toolkit.localizing.adapting.links import (
    Links,
    link_hints,
    linked_addresses,
    read_links,
    unused_links,
)
from toolkit.localizing.adapting.overlay import read_overlay
from toolkit.newsroom.publishing.locale_editions import read_identified
from toolkit.newsroom.settings import ProjectSettings, Source
from toolkit.newsroom.sources import file_bytes

__all__ = ["adaptation_findings"]


def adaptation_findings(
    settings: ProjectSettings,
    sources: Sequence[Source],
    locales: Iterable[Locale],
    *,
    all_documents: bool = True,
) -> tuple[Finding, ...]:
    """Return what is wrong with overlays and links, and what has changed since they were written.

    A locale without such files has nothing to be told of.

    Args:
        settings: the newsroom.
        sources: the documents.
        locales: those to look at.
        all_documents: whether these are all documents, so that a link that none has is in none.

    """
    findings: list[Finding] = []
    known = {locale: _links(settings, locale, findings) for locale in locales}
    with_links = {locale: links for locale, links in known.items() if links is not None}
    used: dict[Locale, set[str]] = {locale: set() for locale in with_links}
    for source in sources:
        overlaid = [
            locale
            for locale in known
            if is_there(settings.overlay_path(source.document_id, locale))
        ]
        if not overlaid and not with_links:
            continue
        try:
            document = read_identified(settings, source)
        except ToolkitError as error:
            findings.extend(error.findings)
            all_documents = False
            continue
        for locale in overlaid:
            findings.extend(_overlay(settings, document, locale))
        for locale, links in with_links.items():
            used[locale] |= linked_addresses(document)
            findings.extend(link_hints(document, links, links.path))
    for locale, links in with_links.items() if all_documents else ():
        findings.extend(unused_links(links, frozenset(used[locale])))
    return tuple(dict.fromkeys(findings))


def _links(settings: ProjectSettings, locale: Locale, findings: list[Finding]) -> Links | None:
    path = settings.links_path(locale)
    if not is_there(path):
        return None
    shown = settings.shown(path)
    try:
        return read_links(file_bytes(settings, shown), shown)
    except ToolkitError as error:
        findings.extend(error.findings)
        return None


def _overlay(settings: ProjectSettings, document: Document, locale: Locale) -> tuple[Finding, ...]:
    shown = settings.shown(settings.overlay_path(document.id, locale))
    try:
        overlay = read_overlay(file_bytes(settings, shown), shown)
    except ToolkitError as error:
        return error.findings
    return tuple(fit_overlay(overlay, document)[1])
