"""Typos: whether one of two words is the other misspelled, told by the words of the texts."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property

from rapidfuzz.distance import OSA, Levenshtein

from toolkit.base.bcp47 import Locale
from toolkit.catalog.changed_words import Edit, Kind
from toolkit.language.endings import inflection
from toolkit.language.opposites import words_alike
from toolkit.language.words import WORD, fold

__all__ = ["Vocabulary", "is_slip"]

Counts = Callable[[], Counter[str]]

_SHORTEST = 4
# A letter too many, too few or another makes a typo of a long word only: tell, sell, shell are
# words all. It is none where words have prefixes and endings.
_LONG, _LONGER = 7, 8
_START, _END = 2, 2
_MOST_LOOKED_AT = 20
_VOWELS = frozenset("aeiouyаеиоуыэюяәіөүұ")


class Vocabulary:
    """The words of a document, gathered when the first of them is asked for."""

    def __init__(self, texts: Callable[[], Iterable[str]], language: Locale) -> None:
        self._texts = texts
        self._inflection = inflection(language)
        self._alike = words_alike(language)

    @cached_property
    def _written(self) -> Counter[str]:
        return Counter(word for text in self._texts() for word in WORD.findall(text))

    @cached_property
    def _counts(self) -> Counter[str]:
        folded: Counter[str] = Counter()
        for word, count in self._written.items():
            folded[fold(word)] += count
        return folded

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._counts)

    def has(self, word: str) -> bool:
        """Whether a word stands in the texts exactly so: in small letters, if it is in these."""
        return word in self._written

    def knows(self, word: str, *, besides: Counter[str]) -> bool:
        """Whether a word, or another form of it, stands in the texts or is known to be one.

        Args:
            word: the word.
            besides: the folded words that are asked about, which do not speak for themselves.

        """
        folded = fold(word)
        if folded in self._alike or self._counts[folded] > besides[folded]:
            return True
        bases = (folded[:end] for end in range(len(folded), _SHORTEST - 1, -1))
        return any(
            self._has_form(base, besides)
            for base in bases
            if self._inflection.is_ending(folded[len(base) :])
        )

    def _has_form(self, base: str, besides: Counter[str]) -> bool:
        at = bisect_left(self._sorted, base)
        for word in self._sorted[at : at + _MOST_LOOKED_AT]:
            if not word.startswith(base):
                return False
            if self._counts[word] > besides[word] and self._inflection.is_ending(word[len(base) :]):
                return True
        return False


def is_slip(edit: Edit, vocabulary: Vocabulary, besides: Counts) -> bool:
    """Whether an edit only mends, or makes, slips of the pen.

    A word is misspelled where letters changed places, or where a letter of a long word is missing,
    doubled or another; never where both are words.

    Args:
        edit: words, and what stands in their place.
        vocabulary: the words of the document.
        besides: counts the words of the two texts, of which nothing follows.

    """
    return len(edit.before) == len(edit.after) and all(
        one.kind is other.kind is Kind.WORD and _is_typo(one.text, other.text, vocabulary, besides)
        for one, other in zip(edit.before, edit.after, strict=True)
    )


def _is_typo(one: str, other: str, vocabulary: Vocabulary, besides: Counts) -> bool:
    left, right = fold(one), fold(other)
    if min(len(left), len(right)) < _SHORTEST or not (left.isalpha() and right.isalpha()):
        return False
    if left == right or OSA.distance(left, right, score_cutoff=1) != 1:
        return False
    there = besides()
    known = [vocabulary.knows(each, besides=there) for each in (left, right)]
    if all(known):
        return False
    if Levenshtein.distance(left, right) > 1:  # letters changed places
        return True
    return _is_one_letter(left, right, one_is_known=any(known))


def _is_one_letter(left: str, right: str, *, one_is_known: bool) -> bool:
    """Whether the one letter in which two words differ is likely to have been hit by mistake."""
    shorter = min(len(left), len(right))
    at = next((at for at in range(shorter) if left[at] != right[at]), shorter)
    if shorter < _LONG or at < _START or shorter - at < _END:
        return False
    if len(left) != len(right):
        return True
    is_vowel = left[at] in _VOWELS and right[at] in _VOWELS
    return one_is_known and is_vowel and shorter >= _LONGER
