"""Check of words that stay behind when a translation is brought into another alphabet."""

import re
from collections.abc import Iterator
from functools import lru_cache

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity, ToolkitError
from toolkit.checks.check import Check, Problem
from toolkit.checks.pair import Pair
from toolkit.language.alphabets import Conversion, conversion, convert
from toolkit.language.scripts import is_word, letters_of, pattern

__all__ = ["CHECKS"]

_LONGEST = 100
"""What is longer is no word, but something to look at as a whole."""


def words_left_behind(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield words that the derived locales would have in this one's letters still, each once.

    They have a letter that the alphabet's table does not, or are not spelled as the language is.
    """
    words = pair.target_words
    found: dict[str, tuple[tuple[int, int], list[str]]] = {}
    for derived in pair.derived:
        way = _way(locale, derived)
        if way is None or not _own(locale).search(convert(words, way)):
            continue
        for match in pattern(locale.script, derived.script).finditer(words):
            word = match[0]
            if len(word) < _LONGEST and is_word(word) and _own(locale).search(convert(word, way)):
                found.setdefault(word, (match.span(), []))[1].append(derived.tag)
    for word, (place, tags) in found.items():
        yield Problem(f"“{word}” cannot be written in {', '.join(dict.fromkeys(tags))}", place)


@lru_cache
def _way(locale: Locale, derived: Locale) -> Conversion | None:
    try:
        return conversion(locale, derived)
    except ToolkitError:
        return None


@lru_cache
def _own(locale: Locale) -> re.Pattern[str]:
    return re.compile(f"[{letters_of(locale.script)}]")


CHECKS = (
    Check(
        "derived-alphabets",
        Severity.HINT,
        "Every word can be written in the other alphabets that its locale is published in.",
        words_left_behind,
        "correct the word, or give its form in the exceptions.toml of the derived locale",
    ),
)
