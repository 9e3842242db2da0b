"""Translations: what stands in translations where a term stands in their sources."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.fuzz import ratio

from toolkit.base.bcp47 import Locale
from toolkit.language.endings import inflection
from toolkit.language.transcription import transcribed
from toolkit.language.words import WORD, fold, joins, words_of

__all__ = ["Passages", "usual_translation"]

# So many letters tell a word from others, whatever hangs on it.
_STEM = 5
# How like its transcription a name is, from 0 to 1, and how often a word goes with a term.
_LIKE, _TOGETHER, _SURELY_TOGETHER = 0.68, 0.6, 0.75
# Less than that may be chance.
_LEAST = 2
_MOST_PASSAGES = 200
_SHORTEST = 3
# Languages in which nothing but suffixes tells a word's forms apart.
_SUFFIXES = frozenset({"kk", "ug"})
# Languages that write every noun with a capital.
_NOUN_CAPITALS = frozenset({"de", "lb"})
_MOST_WORDS = 300


class Passages:
    """Translations, and in how many of them each word stands, whatever its ending.

    Args:
        targets: the translations of each passage, by locale.

    """

    def __init__(self, targets: Sequence[Mapping[Locale, str]]) -> None:
        self._targets = targets
        self.locales = tuple(sorted({locale for each in targets for locale in each}))
        self._counts: dict[Locale, Counter[str]] = {each: Counter() for each in self.locales}
        for each in targets:
            for locale, text in each.items():
                self._counts[locale].update({stem(word) for word in words_of(text)})

    def texts(self, numbers: Sequence[int], locale: Locale) -> list[str]:
        """Return the translations of some passages into a locale."""
        found = (self._targets[number].get(locale, "") for number in numbers[:_MOST_PASSAGES])
        return [text for text in found if text]

    def count(self, word_stem: str, locale: Locale) -> int:
        """Return in how many translations a word stands."""
        return self._counts[locale][word_stem]


def stem(word: str) -> str:
    """Return what tells a word from others, whatever hangs on it."""
    return fold(word)[:_STEM]


def usual_translation(
    text: str, numbers: Sequence[int], passages: Passages, locale: Locale, *, name: bool
) -> str:
    """Return how a term is translated as a rule, as far as it can be told; empty where it cannot.

    A name is told by its sound, another term by the words that stand where it stands and seldom
    elsewhere. Of the forms that are found, the shortest is returned.

    Args:
        text: the term.
        numbers: the passages in which it stands.
        passages: the translations.
        locale: the language translated into.
        name: whether it is a name.

    """
    texts = passages.texts(numbers, locale)
    source = words_of(text)
    together = Counter(each for text in texts for each in {stem(word) for word in words_of(text)})
    weights = {
        each: 2 * count / (len(texts) + passages.count(each, locale))
        for each, count in together.items()
        if count > (_LEAST if name else 1)
    }
    score = _name_score if name else _term_score
    found: Counter[str] = Counter()
    for target in texts:
        best, chosen = 0.0, ""
        for window, parts in _windows(target, len(source)):
            value = score(source, parts, weights)
            if value > best:
                best, chosen = value, window
        if chosen:
            found[chosen] += 1
    return _shortest(found, text if name else "", locale)


def _name_score(
    source: Sequence[str], target: Sequence[str], weights: Mapping[str, float]
) -> float:
    """Return how surely words are a name: by their sound, or by where they stand; 0 for not."""
    if target[0].islower() and target[0] != source[0]:
        return 0.0
    like = _likeness(source, target)
    together = min(weights.get(stem(word), 0.0) for word in target)
    return like + together if like >= _LIKE or together >= _SURELY_TOGETHER else 0.0


def _term_score(
    _source: Sequence[str], target: Sequence[str], weights: Mapping[str, float]
) -> float:
    together = sum(weights.get(stem(word), 0.0) for word in target) / len(target)
    return together if together >= _TOGETHER else 0.0


def _shortest(found: Counter[str], name: str, locale: Locale) -> str:
    """Return the shortest of the forms of the word that was found most often."""
    if not found:
        return ""
    groups: Counter[str] = Counter()
    for words, count in found.items():
        groups[" ".join(map(stem, words_of(words)))] += count
    usual = max(groups, key=lambda each: (groups[each], each))
    own = [words for words in found if " ".join(map(stem, words_of(words))) == usual]
    shortest = min(own, key=lambda each: (len(each), each))
    if name:
        return _without_ending(shortest, name, locale)
    # A term begins with a capital where it begins a sentence.
    return shortest if locale.language in _NOUN_CAPITALS else shortest[0].lower() + shortest[1:]


def _without_ending(words: str, name: str, locale: Locale) -> str:
    """Return a name without the suffixes of its last word, where its sound tells them."""
    if locale.language not in _SUFFIXES:
        return words
    last, wanted = words_of(words)[-1], transcribed(words_of(name)[-1])
    if not words.endswith(last):
        return words
    is_ending = inflection(locale).is_ending
    ends = [end for end in range(_SHORTEST, len(last) + 1) if is_ending(fold(last[end:]))]
    best = max(ends, key=lambda end: (ratio(wanted, transcribed(last[:end])), -end))
    if ratio(wanted, transcribed(last[:best])) < _LIKE * 100:
        return words
    return words[: len(words) - len(last) + best]


def _windows(text: str, count: int) -> Iterator[tuple[str, list[str]]]:
    """Yield the stretches of a text that have so many words and could be a term."""
    spans = [match.span() for match in WORD.finditer(text)][:_MOST_WORDS]
    for at in range(len(spans) - count + 1):
        own = spans[at : at + count]
        parts = [text[start:end] for start, end in own]
        gaps = zip(own, own[1:], parts, strict=False)
        if all(joins(text[one[1] : other[0]], before) for one, other, before in gaps):
            yield " ".join(text[own[0][0] : own[-1][1]].split()), parts


def _likeness(source: Sequence[str], target: Sequence[str]) -> float:
    """Return how like words are to the sounds of others, the least like of them, from 0 to 1."""
    least = 1.0
    for one, other in zip(source, target, strict=True):
        wanted = transcribed(one)
        least = min(least, ratio(wanted, transcribed(other)[: len(wanted) + 1]) / 100)
    return least
