"""Restoring: the real names, in the editions of locales that may have them."""

from collections.abc import Callable
from dataclasses import replace

from toolkit.base.text import Text
from toolkit.localizing.localize import Localized
from toolkit.localizing.targets import Passage
from toolkit.newsroom.protection.identities import Protection
from toolkit.newsroom.protection.replacing import replacer

__all__ = ["restored"]


def restored(localized: Localized, protection: Protection) -> Localized:
    """Return what a locale makes of a document with the names that its editions may have.

    A form that cannot be put back with certainty stays the pseudonym's. What is in the source's
    language stays as it is: a passage without a translation has the pseudonym.
    """
    if not any(localized.locale in each.restore for each in protection.identities):
        return localized
    replaces = replacer(protection, localized.locale, restoring=True)

    def restore(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
        return tuple(
            replace(each, target=_text(each.target, lambda part: replaces.replace(part).text))
            for each in passages
        )

    return replace(
        localized, passages=restore(localized.passages), chosen=restore(localized.chosen)
    )


def _text(text: Text | None, change: Callable[[str], str]) -> Text | None:
    if text is None:
        return None
    return tuple(change(part) if isinstance(part, str) else part for part in text)
