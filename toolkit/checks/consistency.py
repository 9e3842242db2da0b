"""Checks of consistency: one text translated in two ways, two texts translated in one."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence

from rapidfuzz import fuzz

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.checks.check import Check, Problem
from toolkit.checks.pair import Pair

__all__ = ["CHECKS", "one_translation", "two_translations"]

_FEWEST_WORDS = 2
"""A single word is often translated by its place."""
_FEWEST_TARGET_WORDS = 3
_SURE_WORDS = 5
"""So many words do not come to be the same by chance."""
_ALIKE = 60.0
"""Texts of which so many per cent of words are the same may well have one translation."""
_SAME = 85.0
"""The same words in another order, another number or article."""
_SHOWN = 40
_WORD = re.compile(r"\w+")

Survey = Iterator[tuple[int, Problem]]


def two_translations(pairs: Sequence[Pair], _locale: Locale) -> Survey:
    """Yield the translations of a text that differ from its usual one.

    Texts in another role or context are others; so are plural forms. What differs in case, codes,
    punctuation or white space only does not differ.
    """
    for numbers in _groups(pairs, lambda pair: (pair.context, pair.role, pair.source_words)):
        if len(pairs[numbers[0]].source_words.split()) < _FEWEST_WORDS:
            continue
        usual = _most_frequent([_folded(pairs[each].target_words) for each in numbers])
        model = next(each for each in numbers if _folded(pairs[each].target_words) == usual)
        for each in numbers:
            if _folded(pairs[each].target_words) != usual:
                message = f"the same text is translated differently at {pairs[model].location}"
                yield each, Problem(message, suggestion=pairs[model].target_words)


def one_translation(pairs: Sequence[Pair], _locale: Locale) -> Survey:
    """Yield the translations that two different texts share.

    Texts that differ in case, codes, punctuation or white space only are one; so are plural forms
    of one entry. Of texts that are alike, or short, one translation may be right: a hint.
    """
    for numbers in _groups(pairs, lambda pair: _folded(pair.target_words)):
        words = len(pairs[numbers[0]].target_words.split())
        if words < _FEWEST_TARGET_WORDS:
            continue
        first = numbers[0]
        source = _folded(pairs[first].source_words)
        for each in numbers[1:]:
            other = _folded(pairs[each].source_words)
            alike = fuzz.token_sort_ratio(source, other)
            if alike >= _SAME:
                continue
            likely = words >= _SURE_WORDS and alike < _ALIKE
            message = (
                f"“{_cut(pairs[first].source_words)}” has the same translation, "
                f"at {pairs[first].location}"
            )
            yield each, Problem(message, severity=None if likely else Severity.HINT)


def _groups(pairs: Sequence[Pair], key: Callable[[Pair], Hashable]) -> Iterator[list[int]]:
    """Yield the numbers of pairs that share a key, where several do."""
    found: defaultdict[Hashable, list[int]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        if pair.form is None:
            found[key(pair)].append(number)
    return (numbers for numbers in found.values() if len(numbers) > 1)


def _folded(text: str) -> str:
    """Return the letters and digits of a text, so that nothing else makes two of it.

    >>> _folded("“Yes”,  she said…") == _folded("yes, she said")
    True
    """
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", text).casefold()))


def _most_frequent(texts: Sequence[str]) -> str:
    """Return the text that stands there most often; of several, the first."""
    return Counter(texts).most_common(1)[0][0]


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


CHECKS = (
    Check(
        "two-translations",
        Severity.WARNING,
        "The same text has the same translation wherever its role and context are the same.",
        None,
        "use the usual translation, or waive the check if this place needs another",
        two_translations,
    ),
    Check(
        "one-translation",
        Severity.WARNING,
        "Different texts have different translations: none was pasted into the wrong place.",
        None,
        "check which of the two texts it translates",
        one_translation,
    ),
)
