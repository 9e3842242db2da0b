"""Checks of markup: codes lost, invented or ill-nested; characters that no page can hold."""

import re
from collections.abc import Iterable

from toolkit.bcp47 import Locale
from toolkit.checks.check import Check
from toolkit.checks.pair import Pair
from toolkit.errors import Severity
from toolkit.text import code_problems, plain

__all__ = ["CHECKS", "invented_missing_or_ill_nested", "unfit_for_xml"]

# XML 1.0, section 2.2: what is no Char. Lone surrogates cannot come out of UTF-8.
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def invented_missing_or_ill_nested(pair: Pair, _locale: Locale) -> Iterable[str]:
    """Yield what is wrong with a translation's codes."""
    return code_problems(pair.source, pair.target)


def unfit_for_xml(pair: Pair, _locale: Locale) -> Iterable[str]:
    """Yield the characters that XML, and so every edition, cannot hold."""
    for char in sorted(set(_UNFIT.findall(plain(pair.target)))):
        yield f"the character U+{ord(char):04X} can stand in no page"


CHECKS = (
    Check(
        "codes",
        Severity.ERROR,
        "The translation has its source's codes, each once and well nested; order may change.",
        invented_missing_or_ill_nested,
        "write each code of the source once, as it stands there",
        holds_back=True,
    ),
    Check(
        "characters",
        Severity.ERROR,
        "The translation holds only characters that a page can hold.",
        unfit_for_xml,
        "delete the character",
        holds_back=True,
    ),
)
