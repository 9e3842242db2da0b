"""Checks: what is wrong with a translation, found by small pure functions."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from toolkit.bcp47 import Locale
from toolkit.catalog.po import Catalog, Entry
from toolkit.checks.check import Check, Problem
from toolkit.checks.declared import malformed_credits, too_large, unlike_allowed
from toolkit.checks.markup import invented_missing_or_ill_nested, unfit_for_xml
from toolkit.checks.pair import Pair
from toolkit.document import JOINED
from toolkit.errors import Finding, Severity
from toolkit.its.limits import read_limits
from toolkit.registry import registered
from toolkit.text import Inline, Text, message_codes, parse_raw, parse_text, raw_codes

__all__ = ["CHECKS", "Check", "Pair", "check_catalog", "check_pair", "checks"]


CHECKS = (
    Check(
        "codes",
        Severity.ERROR,
        "The translation has its source's codes, each once and well nested; order may change.",
        invented_missing_or_ill_nested,
        "write each code of the source once, as it stands there",
    ),
    Check(
        "characters",
        Severity.ERROR,
        "The translation holds only characters that a page can hold.",
        unfit_for_xml,
        "delete the character",
    ),
    Check(
        "storage-size",
        Severity.ERROR,
        "The translation fits where it will be stored, as its document says (ITS 2.0, 8.20).",
        too_large,
        "say it shorter, or with characters that the charset has",
    ),
    Check(
        "allowed-characters",
        Severity.ERROR,
        "The translation has only characters that its document allows (ITS 2.0, 8.19).",
        unlike_allowed,
        "write it with the allowed characters, which the note names",
    ),
    Check(
        "credits",
        Severity.WARNING,
        "Each translator stands on a line that an edition can read.",
        malformed_credits,
        "write Name <address>, year",
    ),
)


@lru_cache
def checks() -> Mapping[str, Check]:
    """Return the checks by id: the built-in ones and those of `toolkit.checks` entry points.

    Raises:
        ToolkitError: when two have the same id.

    """
    return registered("toolkit.checks", CHECKS, "check", lambda each: each.id)


def check_pair(pair: Pair, locale: Locale) -> Iterator[Finding]:
    """Yield what every check finds in one translation."""
    for check in checks().values():
        for each in check.run(pair, locale) if check.run is not None else ():
            message = each.message if isinstance(each, Problem) else each
            yield Finding(check.id, message, pair.location, check.hint, severity=check.severity)


def check_catalog(
    catalog: Catalog, path: str, locale: Locale, inline: Inline = Inline.NAMED
) -> tuple[Finding, ...]:
    """Return what is wrong with the finished translations of a catalog, in its order.

    Entries that are fuzzy, obsolete or not translated are left out: nothing of them is published.
    """
    findings: list[Finding] = []
    joined = _joined(catalog)
    for entry in catalog:
        if not entry.obsolete and not entry.fuzzy and id(entry) not in joined:
            for pair in _pairs(entry, path, inline):
                findings.extend(check_pair(pair, locale))
    return tuple(findings)


def _joined(catalog: Catalog) -> set[int]:
    """Return the entries of sentences translated together: their codes are the paragraph's."""
    entries = list(catalog)
    marked = [at for at, entry in enumerate(entries) if entry.msgstr.strip() == JOINED]
    near = {at + step for at in marked for step in (-1, 0, 1)}
    return {id(entries[at]) for at in near if 0 <= at < len(entries)}


def _pairs(entry: Entry, path: str, inline: Inline) -> Iterator[Pair]:
    """Yield a pair for each form of an entry; every plural form answers to the plural msgid."""
    message = entry.msgid_plural or entry.msgid
    forms = sorted(entry.msgstr_plural.items()) if entry.is_plural else [(None, entry.msgstr)]
    for form, translation in forms:
        if translation:
            source, target = _read(message, translation, inline)
            place = entry.msgstr_location(path, form)
            yield Pair(source, target, place, read_limits(entry.comment))


def _read(message: str, translation: str, inline: Inline) -> tuple[Text, Text]:
    """Read a message and its translation by the codes that the message shows."""
    if inline is Inline.RAW:
        codes, spelling = raw_codes(message)
        return parse_raw(message, codes, spelling), parse_raw(translation, codes, spelling)
    own = message_codes(message)
    return parse_text(message, own), parse_text(translation, own)
