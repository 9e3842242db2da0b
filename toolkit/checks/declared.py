"""Checks of what a document declares: sizes, allowed characters, translators' credits."""

from collections.abc import Iterator

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.base.text import plain
from toolkit.checks.check import Check
from toolkit.checks.pair import Pair
from toolkit.document.its.credits import CREDITS_MESSAGE, read_credit
from toolkit.document.its.limits import problems

__all__ = ["CHECKS", "malformed_credits", "too_large", "unlike_allowed"]


def too_large(pair: Pair, _locale: Locale) -> Iterator[str]:
    """Yield how a translation, its codes aside, does not fit where it will be stored."""
    return _problems(pair, "size")


def unlike_allowed(pair: Pair, _locale: Locale) -> Iterator[str]:
    """Yield the characters of a translation, its codes aside, that are not allowed."""
    return _problems(pair, "allowed")


def malformed_credits(pair: Pair, _locale: Locale) -> Iterator[str]:
    """Yield the lines of translators' credits that name nobody.

    Only those of documents have the context `_`; what programs show of theirs may have any form.
    """
    if pair.context == "_" and plain(pair.source) == CREDITS_MESSAGE:
        for line in plain(pair.target).splitlines():
            if line.strip() and read_credit(line) is None:
                yield f"“{line}” is not a translator's credit"


def _problems(pair: Pair, kind: str) -> Iterator[str]:
    if not (pair.limits.storage or pair.limits.allowed):
        return iter(())
    return (message for each, message in problems(plain(pair.target), pair.limits) if each == kind)


CHECKS = (
    Check(
        "storage-size",
        Severity.ERROR,
        "The translation fits where it will be stored, as its document says (ITS 2.0, 8.20).",
        too_large,
        "shorten it, or use characters that the charset has",
        holds_back=True,
    ),
    Check(
        "allowed-characters",
        Severity.ERROR,
        "The translation has only characters that its document allows (ITS 2.0, 8.19).",
        unlike_allowed,
        "use only the allowed characters, which the note names",
        holds_back=True,
    ),
    Check(
        "credits",
        Severity.WARNING,
        "Each translator is named on a line that editions can read.",
        malformed_credits,
        "write Name <address>, year",
    ),
)
