"""Restoring: the real names, in the editions of locales that may have them."""

from collections.abc import Callable
from dataclasses import replace

from toolkit.base.bcp47 import Locale
from toolkit.base.text import Text
from toolkit.document.model import Document
from toolkit.localizing.adapting.fitting import leave_out
from toolkit.localizing.adapting.overlay import Overlay, omitted_ids
from toolkit.localizing.localize import Localized
from toolkit.localizing.targets import Passage
from toolkit.newsroom.protection.identities import Protection
from toolkit.newsroom.protection.replacing import replacer

__all__ = ["restored", "told_by"]


def restored(localized: Localized, protection: Protection, base: Locale | None = None) -> Localized:
    """Return what a locale makes of a document with the names that its editions may have.

    Translations have pseudonyms, and no other text of the locale does; a form that cannot be put
    back with certainty stays the pseudonym's. What is in the source's language is `told_by` a
    source that was read with the names.

    Args:
        localized: what the locale makes of the document.
        protection: what is protected.
        base: the locale that it is derived from, whose names are put back in it already.

    """
    spoken = [each for each in (localized.locale, base) if each is not None]
    if protection.unrestored(frozenset(spoken)) is protection:
        return localized
    replacers = [replacer(protection, each, restoring=True) for each in spoken]

    def change(text: str) -> str:
        for each in replacers:
            text = each.replace(text).text
        return text

    def restore(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
        return tuple(replace(each, target=_text(each.target, change)) for each in passages)

    return replace(
        localized,
        passages=restore(localized.passages),
        chosen=restore(localized.chosen),
        overlay=_overlay(localized.overlay, change),
    )


def told_by(localized: Localized, document: Document) -> Localized:
    """Return what a locale makes of a document with another reading of its source.

    Args:
        localized: what the locale makes of it.
        document: the same source with other names in it: its units are as many, with the same ids.

    """
    places = ((unit, part.block) for part in document.parts for unit in part.units)
    passages = tuple(
        replace(each, unit=unit, block=block)
        for each, (unit, block) in zip(localized.passages, places, strict=True)
    )
    omitted = omitted_ids(localized.overlay)
    return replace(
        localized, document=leave_out(document, omitted, localized.locale), passages=passages
    )


def _overlay(overlay: Overlay, change: Callable[[str], str]) -> Overlay:
    additions = (replace(each, text=change(each.text)) for each in overlay.additions)
    return replace(overlay, additions=tuple(additions))


def _text(text: Text | None, change: Callable[[str], str]) -> Text | None:
    if text is None:
        return None
    return tuple(change(part) if isinstance(part, str) else part for part in text)
