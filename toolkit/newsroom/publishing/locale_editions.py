"""Locale editions: a newsroom's document in each of its locales, by the files that stand there."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, ToolkitError
from toolkit.base.files import is_there
from toolkit.catalog.po import load
from toolkit.catalog.template import identified
from toolkit.document.model import Document
from toolkit.localizing.adapting.links import read_links
from toolkit.localizing.adapting.overlay import read_overlay
from toolkit.localizing.derived import Spelling
from toolkit.localizing.localize import LocaleFiles, Localized, localize
from toolkit.localizing.policy import WITHDRAWN, Policy, is_embargoed
from toolkit.newsroom.protection.identities import Protection, read_protection
from toolkit.newsroom.protection.leaks import localized_leaks, refuse_names
from toolkit.newsroom.protection.restoring import restored
from toolkit.newsroom.reviews import load_review
from toolkit.newsroom.settings import ProjectSettings, Source
from toolkit.newsroom.sources import file_bytes, read_source

__all__ = ["LATER", "localize_document", "localize_in", "read_identified"]

LATER = dt.datetime.max.replace(tzinfo=dt.UTC)
"""The moment for those who only count or look: no embargo holds anything back then."""


def read_identified(settings: ProjectSettings, source: Source) -> Document:
    """Read one of a newsroom's sources, with its units' ids: the template's, or new ones.

    Raises:
        ToolkitError: when the source or its template cannot be read.

    """
    document = read_source(settings, source)
    path = settings.template_path(document.id)
    template = load(path, shown=settings.shown(path)) if is_there(path) else None
    return identified(document, template)


def localize_document(  # noqa: PLR0913 - how much of it callers want
    settings: ProjectSettings,
    document: Document,
    now: dt.datetime,
    wanted: Collection[Locale] | None = None,
    *,
    spelled: bool = True,
    restores: bool = True,
) -> tuple[Mapping[Locale, Localized], Mapping[Locale, tuple[Finding, ...]]]:
    """Return what each locale but the document's own makes of it.

    Args:
        settings: the newsroom.
        document: the source, with ids.
        now: the present moment, with a time zone, which embargoes are held against.
        wanted: the locales that are asked for, and those they are derived from are made; None for
            all.
        spelled: whether derived locales get texts in their own alphabets; who only counts states
            is spared that.
        restores: whether translations have the names that `protect.toml` restores in their
            locales; files of several locales have none of them.

    Returns:
        what they make of it, in the order of the configuration; and why there is none in some
        locales: of one that is derived from another of them, that says it.

    """
    protection = read_protection(settings.root)
    embargo = document.metadata.embargo if is_embargoed(document.metadata, now) else None
    withdrawn = {each.locale for each in document.corrections if each.withdraws}
    made: dict[Locale, Localized] = {}
    errors: dict[Locale, tuple[Finding, ...]] = {}
    for locale in _needed(settings, wanted):
        policy = settings.locales[locale]
        if locale == document.language:
            continue
        if policy.base is not None and policy.base not in made:
            if policy.base in errors:
                errors[locale] = errors[policy.base]
            continue
        base = made[policy.base] if policy.base is not None else None
        try:
            localized = localize(
                document,
                _files(settings, document, policy),
                policy,
                base=base,
                spelling=_spelling(settings, locale) if spelled and base is not None else None,
                embargo=_embargo(policy, withdrawn, now) or embargo,
            )
            if protection:
                _refuse_leaks(localized, policy, protection)
            named = protection and restores
            made[locale] = restored(localized, protection, policy.base) if named else localized
        except ToolkitError as error:
            errors[locale] = error.findings
    return {each: made[each] for each in settings.locales if each in made}, errors


def localize_in(settings: ProjectSettings, document: Document, locale: Locale) -> Localized:
    """Return what one locale makes of a document, for those who look: no embargo counts.

    Raises:
        ToolkitError: when its files, or those of the one that it is derived from, cannot be read.

    """
    made, errors = localize_document(settings, document, LATER, [locale])
    if locale not in made:
        raise ToolkitError(*(each for wrong in errors.values() for each in wrong))
    return made[locale]


def _embargo(
    policy: Policy, withdrawn: Collection[Locale | None], now: dt.datetime
) -> dt.datetime | None:
    """Return the endless embargo of a translation that was withdrawn, in any of its alphabets."""
    own = policy.locale in withdrawn or (policy.base is not None and policy.base in withdrawn)
    return WITHDRAWN if own and now < WITHDRAWN else None


def _refuse_leaks(localized: Localized, policy: Policy, protection: Protection) -> None:
    """Raise for a translation that has a name: only what is made of it may have one.

    Raises:
        ToolkitError: with each place.

    """
    spoken = frozenset(each for each in (policy.base,) if each is not None)
    if leaks := localized_leaks(localized, protection.unrestored(spoken)):
        raise ToolkitError(*leaks)


def _needed(settings: ProjectSettings, wanted: Collection[Locale] | None) -> list[Locale]:
    bases = {settings.locales[each].base for each in wanted or () if each in settings.locales}
    return [
        each
        for each in settings.in_order_of_making()
        if wanted is None or each in wanted or each in bases
    ]


def _spelling(settings: ProjectSettings, locale: Locale) -> Spelling:
    from toolkit.newsroom.publishing.spellings import (  # noqa: PLC0415 - alphabets take a while
        spelling_of,
    )

    return spelling_of(settings, locale)


def _files(settings: ProjectSettings, document: Document, policy: Policy) -> LocaleFiles:
    """Read what a locale has for a document."""
    locale = policy.locale
    path = settings.catalog_path(document.id, locale)
    review = load_review(settings, document.id, locale)
    files = LocaleFiles(path=settings.shown(path), review=review)
    if is_there(path):
        refuse_names(settings, path)
        files = replace(files, catalog=load(path, shown=files.path))
    overlay = settings.overlay_path(document.id, locale)
    if is_there(overlay):
        files = replace(files, overlay=read_overlay(*_named_bytes(settings, overlay)))
    links = settings.links_path(locale)
    if is_there(links):
        files = replace(files, links=_read_links(*_named_bytes(settings, links)))
    return files


def _named_bytes(settings: ProjectSettings, path: Path) -> tuple[bytes, str]:
    shown = settings.shown(path)
    return file_bytes(settings, shown), shown


_read_links = lru_cache(read_links)
