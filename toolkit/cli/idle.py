"""Idle: what a verb says of locales in which it had nothing to do."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Severity

if TYPE_CHECKING:
    from toolkit.newsroom.settings import ProjectSettings

__all__ = ["idle_locales"]


def idle_locales(
    settings: "ProjectSettings", tags: Sequence[str], busy: Collection[Locale], verb: str
) -> Iterator[Finding]:
    """Yield a hint for each locale in which there was nothing to do: silence would mean success.

    Args:
        settings: the newsroom.
        tags: the locales that the user asked for; all when empty.
        busy: the locales in which there was something to do.
        verb: what was to be done.

    """
    if not settings.locales and not tags:
        message = "this newsroom translates into no language yet"
        yield _hint(message, "add a table such as [locales.kk] to toolkit.toml")
    for locale in settings.chosen(tags):
        if locale in busy:
            continue
        own = settings.locales.get(locale)
        if own is None or own.base is None:
            message = f"nothing is translated into {locale}: all documents are written in it"
            hint = f"delete [locales.{locale}]" if own else "choose another locale"
            yield _hint(message, hint)
        elif tags:  # of one that nobody asked for, that is as it should be
            message = f"{locale} is made from {own.base} and has no catalogs of its own"
            yield _hint(message, f"run toolkit {verb} -l {own.base}")


def _hint(message: str, hint: str) -> Finding:
    return Finding("no-catalog", message, hint=hint, severity=Severity.HINT)
