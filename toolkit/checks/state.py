"""Checks of state: translations that wait, that nothing shows, or whose flag was only taken off."""

from collections.abc import Collection, Iterator, Mapping

from rapidfuzz import fuzz

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.base.text import to_message
from toolkit.catalog.change import HARMFUL, ChangeKind, describe_change
from toolkit.catalog.po import Catalog
from toolkit.catalog.po.entries import Key
from toolkit.checks.check import Check, Problem
from toolkit.checks.pair import Pair

__all__ = ["CHECKS", "fuzzy", "missing", "replaced_texts", "stale", "unfuzzied"]

_ALIKE = 60.0
"""A text that was edited is like what it was; others may share a translation by chance."""


def fuzzy(pair: Pair, locale: Locale) -> Iterator[str]:
    """Yield that a translation waits for its translator."""
    if pair.fuzzy and pair.target:
        change = ""
        if pair.previous:
            change = f": {describe_change(pair.previous, to_message(pair.source), pair.language)}"
        yield f"the {locale.tag} translation is fuzzy, and is not published{change}"


def missing(pair: Pair, locale: Locale) -> Iterator[str]:
    """Yield that a text has no translation."""
    if not pair.target:
        yield f"there is no {locale.tag} translation"


def stale(pair: Pair, _locale: Locale) -> Iterator[str]:
    """Yield that a translation's text has left its document, or has changed there."""
    if pair.stale and pair.target:
        yield "its document no longer has this text, so the translation is shown nowhere"


def unfuzzied(pair: Pair, _locale: Locale) -> Iterator[Problem]:
    """Yield that a text was edited, and its translation was not though its flag is gone.

    The newsroom's memory knows what a text that left was translated by; where that is this very
    translation, nobody has touched it. Without a memory, the previous text that an entry still
    notes only makes it likely. Where the edit changed a number, a name, or yes to no, the
    translation is wrong; where it changed other words, it may yet be right, which is a hint.
    """
    before = pair.replaced or pair.previous
    if not before or pair.fuzzy:
        return
    change = describe_change(before, to_message(pair.source), pair.language)
    if change.kind is ChangeKind.TYPOGRAPHY:
        return
    if pair.replaced:
        message = f"the text was edited ({change}), and the translation is still the old one"
        yield Problem(message, severity=None if change.kind in HARMFUL else Severity.HINT)
    else:
        message = f"the entry still notes the text that it was made from ({change})"
        yield Problem(message, severity=Severity.HINT)


def replaced_texts(
    catalog: Catalog, translated_by: Mapping[str, Collection[str]]
) -> dict[Key, str]:
    """Return texts that left a catalog, by the entries that have their very translations now.

    Args:
        catalog: the PO.
        translated_by: the texts that each translation was made of, in the same document.

    """
    present = {entry.msgid for entry in catalog if not entry.obsolete}
    found = {}
    for entry in catalog:
        if entry.obsolete or entry.fuzzy or not entry.msgstr:
            continue
        left = [each for each in translated_by.get(entry.msgstr, ()) if each not in present]
        likeness, text = max(
            ((fuzz.ratio(each, entry.msgid), each) for each in left), default=(0.0, "")
        )
        if likeness >= _ALIKE:
            found[entry.key] = text
    return found


CHECKS = (
    Check(
        "fuzzy",
        Severity.HINT,
        "Every translation is finished: editions show the source in place of a fuzzy one.",
        fuzzy,
        "compare it with its source, then remove the fuzzy flag",
        by_default=False,
        unfinished=True,
    ),
    Check(
        "missing",
        Severity.HINT,
        "Every text is translated: editions show the source in place of a missing one.",
        missing,
        "translate it",
        by_default=False,
        unfinished=True,
    ),
    Check(
        "stale",
        Severity.WARNING,
        "Catalogs have the texts that their documents have now, and no others.",
        stale,
        "run toolkit update",
    ),
    Check(
        "unfuzzied",
        Severity.ERROR,
        "If the source was edited, so was the translation: the fuzzy flag was not just cleared.",
        unfuzzied,
        "compare the translation with its source as it is now",
    ),
)
