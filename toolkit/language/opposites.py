"""Opposites: words, and parts of words, that turn what a sentence says round."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.language.alphabets import CONVERSIONS
from toolkit.language.known import facts

__all__ = [
    "Opposites",
    "counted_words",
    "may_begin_as_name",
    "opposites_of",
    "words_alike",
]

_CONTRACTED_NOT = ("n't", "n’t")
# Fewer letters than these are left by chance where an affix is taken off.
_SHORTEST = 3
_SHORTEST_STEM = 2
_SHORTEST_NAME = 4


@frozen
class Opposites:
    """How a language says no; empty where the toolkit does not know. All in lower case."""

    words: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    endings: frozenset[tuple[str, str]] = frozenset()
    """Endings of opposites: harmful, harmless."""
    never: tuple[str, ...] = ()
    """How words begin that have such a prefix by chance: until, inform."""
    pairs: frozenset[tuple[str, str]] = frozenset()
    """Opposites that no part of them tells."""
    infix: re.Pattern[str] | None = None
    """What follows a verb's stem where it is denied: Kazakh кел-ме-ді."""

    def denies(self, word: str) -> bool:
        """Whether a word by itself says no.

        >>> english = opposites_of(Locale("en"))
        >>> english.denies("never"), english.denies("didn’t"), english.denies("ever")
        (True, True, False)
        """
        return word in self.words or word.endswith(_CONTRACTED_NOT)

    def opposed(self, words: Iterable[str], others: Iterable[str]) -> set[tuple[str, str]]:
        """Return each word with its opposite among others: what is said, and what denies it.

        >>> opposites_of(Locale("en")).opposed({"police", "lawful"}, {"unlawful"})
        {('lawful', 'unlawful')}
        >>> opposites_of(Locale("kk")).opposed({"келмеді"}, {"келді"})
        {('келді', 'келмеді')}
        """
        one, other = set(words), set(others)
        found = (
            self._denied(left, right) or self._denied(right, left)
            for left, right in self._candidates(one, other)
        )
        return {pair for pair in found if pair is not None}

    def _candidates(self, words: set[str], others: set[str]) -> Iterator[tuple[str, str]]:
        """Yield the words that differ by a prefix, or have their first letters in common."""
        for left, right in ((words, others), (others, words)):
            for word in left:
                ends = (word.removeprefix(prefix) for prefix in self.prefixes)
                yield from ((end, word) for end in ends if end in right and end != word)
        yield from (pair for pair in self.pairs if pair[0] in words | others)
        by_start: dict[str, list[str]] = {}
        for word in others:
            by_start.setdefault(word[:_SHORTEST_STEM], []).append(word)
        for word in words:
            yield from ((word, other) for other in by_start.get(word[:_SHORTEST_STEM], ()))

    def _denied(self, word: str, other: str) -> tuple[str, str] | None:
        """Return the two where the other denies the word."""
        is_denied = (
            (word, other) in self.pairs
            or self._has_prefix(word, other)
            or self._has_suffix(word, other)
            or self._has_infix(word, other)
        )
        return (word, other) if is_denied else None

    def _has_prefix(self, word: str, denied: str) -> bool:
        if len(word) < _SHORTEST or not denied.endswith(word):
            return False
        start = denied[: len(denied) - len(word)]
        return start in self.prefixes and not denied.startswith(self.never)

    def _has_suffix(self, word: str, denied: str) -> bool:
        """Whether a word has an ending that denies; the other may have one that says it is so."""
        stem, rest, ending = _parted(word, denied)
        if len(stem) < _SHORTEST:
            return False
        if ending.startswith(self.suffixes) and (not rest or self.infix is not None):
            return not rest.startswith(self.suffixes)
        return (rest, ending) in self.endings

    def _has_infix(self, word: str, denied: str) -> bool:
        stem, rest, ending = _parted(word, denied)
        if self.infix is None or len(stem) < _SHORTEST_STEM or not rest:
            return False
        is_denied = self.infix.match(ending) is not None and self.infix.match(rest) is None
        return is_denied and rest[-1] == ending[-1]


def _parted(one: str, other: str) -> tuple[str, str, str]:
    """Return the letters that two words begin with, and what follows in each."""
    least = min(len(one), len(other))
    at = next((at for at in range(least) if one[at] != other[at]), least)
    return one[:at], one[at:], other[at:]


@lru_cache
def opposites_of(locale: Locale) -> Opposites:
    """Return how a language says no, in the alphabet of a locale."""
    words = _Words(facts(locale.language, "changes"), locale)
    infixes = words.of("infixes")
    return Opposites(
        words=frozenset(words.of("negations")),
        prefixes=words.of("prefixes"),
        suffixes=words.of("suffixes"),
        endings=frozenset(_pair(each) for each in words.lines("endings")),
        never=words.of("never"),
        pairs=frozenset(_pair(each) for each in words.lines("opposites")),
        infix=re.compile(f"(?:{'|'.join(infixes)}).") if infixes else None,
    )


@lru_cache
def counted_words(locale: Locale) -> frozenset[str]:
    """Return the words that are part of a number whatever else they may mean: two, dozen, half."""
    return frozenset(_Words(facts(locale.language, "changes"), locale).of("counted"))


@lru_cache
def words_alike(locale: Locale) -> frozenset[str]:
    """Return words that are spelled nearly like others, so that neither is a slip of the other."""
    return frozenset(_Words(facts(locale.language, "changes"), locale).of("words"))


@frozen
class _FirstWords:
    """What tells a name from another word where both begin a sentence."""

    has_articles: bool
    """Whether a noun without an article that begins a sentence is a name as a rule."""
    openers: frozenset[str]
    common_endings: tuple[str, ...]
    """How words end that need no article: plurals and abstract nouns."""
    name_endings: tuple[str, ...]
    """How surnames end."""


def may_begin_as_name(word: str, locale: Locale) -> bool:
    """Whether a word in small letters may be a name where it begins a sentence.

    >>> [may_begin_as_name(each, Locale("en")) for each in ("omarova", "farmers", "less")]
    [True, False, False]
    """
    known = _first_words(locale)
    if word in known.openers or opposites_of(locale).denies(word):
        return False
    if known.has_articles:
        is_plural = word.endswith("s") and not word.endswith("ss")
        return not is_plural and not word.endswith(known.common_endings)
    return len(word) > _SHORTEST_NAME and word.endswith(known.name_endings)


@lru_cache
def _first_words(locale: Locale) -> _FirstWords:
    words = _Words(facts(locale.language, "changes"), locale)
    return _FirstWords(
        has_articles=bool(words.of("articles")),
        openers=frozenset(words.of("openers")),
        common_endings=words.of("common_endings"),
        name_endings=words.of("name_endings"),
    )


def _pair(line: str) -> tuple[str, str]:
    one, other = line.split()
    return one, other


@frozen
class _Words:
    """A language's data, in the letters of one of its alphabets."""

    data: Mapping[str, object]
    locale: Locale

    def of(self, key: str) -> tuple[str, ...]:
        return tuple(map(self._spelled, str(self.data.get(key, "")).split()))

    def lines(self, key: str) -> tuple[str, ...]:
        found = self.data.get(key, [])
        return tuple(map(self._spelled, found)) if isinstance(found, list) else ()

    def _spelled(self, word: str) -> str:
        for each in CONVERSIONS:
            if self.locale.is_variety_of(each.target) and each.source.language == each.source.tag:
                from toolkit.language.alphabets import convert  # noqa: PLC0415 - it loads much

                return convert(word, each)
        return word
