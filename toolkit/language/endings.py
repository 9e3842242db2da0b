"""Suffixes: what may be hung on a word of a language, and how the word bends for it."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from typing import cast

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.language.known import GENERAL, Facts, facts, has, words_of_text
from toolkit.language.words import fold

__all__ = ["Inflection", "chain", "inflection", "spelled_inflection"]

_MOST_LETTERS = 24
_CACHED = 1 << 14
# A stem of fewer letters is found with endings that are known only.
_SURE = 4


@frozen
class Inflection:
    """How the words of a language are inflected, as far as finding them needs it."""

    stems: Callable[[str], tuple[str, ...]]
    """Returns what a folded word may have become before a suffix; the word itself among them."""
    is_ending: Callable[[str], bool]
    """Whether letters can stand behind a stem."""
    derived: Callable[[str], tuple[str, ...]] = lambda _: ()
    """Returns what words that are derived from a folded word begin with, where that is no stem."""
    other_names: tuple[str, ...] = ()
    """What makes another name of a name: -ов."""
    undeclined: re.Pattern[str] | None = None
    """How a person's name ends that takes no ending."""
    undeclined_women: re.Pattern[str] | None = None
    """How a woman's does."""
    surnames: Callable[[str, bool], tuple[str, ...]] = lambda *_: ()
    """Returns all forms of a folded surname, of a woman's or else of a man's, where these differ
    so that one's form is wrong of the other; else nothing."""

    def is_fixed(self, name: str, *, woman: bool = False) -> bool:
        """Whether a folded word of a person's name takes no ending: Алимулы; Турсын, a woman's."""
        patterns = (self.undeclined, self.undeclined_women if woman else None)
        return any(pattern.search(name) for pattern in patterns if pattern is not None)

    def matches(self, word: str, stems: tuple[str, ...], *, loosely: bool = False) -> bool:
        """Whether a folded word is one of the stems with an ending.

        Args:
            word: the word.
            stems: of the word looked for.
            loosely: whether any letters may follow a stem that is long enough, as in a word
                derived from it: Китай, китайский.

        """
        for stem in stems:
            if word.startswith(stem):
                ending = word[len(stem) :]
                if self.is_ending(ending):
                    return True
                if loosely and len(stem) >= _SURE and not ending.startswith(self.other_names):
                    return True
        return False


def inflection(language: Locale) -> Inflection:
    """Return the inflection of a language; for one that the toolkit does not know, a guess."""
    return _inflection(language.language, language.has_usual_script)


@lru_cache
def _inflection(language: str, is_usual: bool) -> Inflection:
    if is_usual and has(language, "endings"):
        return _known_inflection(language)
    if language in words_of_text(facts(GENERAL, "endings"), "agglutinative"):
        return Inflection(_guessed_stems, _is_long_ending)
    return Inflection(_guessed_stems, _is_short_ending)


def _known_inflection(language: str) -> Inflection:
    known = facts(language, "endings")
    suffixes = frozenset(map(fold, words_of_text(known, "suffixes")))
    is_ending = chain(suffixes) if known.get("chained") else (suffixes | {""}).__contains__
    derived = _stems(_rows(known, "derived"))
    table = cast("Mapping[str, str]", known.get("adjectives", {}))
    adjectives = {fold(word): tuple(map(fold, own.split())) for word, own in table.items()}
    return Inflection(
        _stems(_rows(known, "stems")),
        is_ending,
        lambda word: (*derived(word)[1:], *adjectives.get(word, ())),
        words_of_text(known, "other_names"),
        _pattern(known, "undeclined"),
        _pattern(known, "undeclined_women"),
        partial(_surnames, _stems(_rows(known, "women")), _stems(_rows(known, "men"))),
    )


def _surnames(
    women: Callable[[str], tuple[str, ...]],
    men: Callable[[str], tuple[str, ...]],
    name: str,
    woman: bool,
) -> tuple[str, ...]:
    found = women(name) if woman else men(name)
    return found if len(found) > 1 else ()


def _rows(known: Facts, key: str) -> Sequence[Sequence[str]]:
    return cast("Sequence[Sequence[str]]", known.get(key, ()))


def _pattern(known: Facts, key: str) -> re.Pattern[str] | None:
    pattern = str(known.get(key, ""))
    return re.compile(pattern) if pattern else None


def spelled_inflection(
    language: str, spell: Callable[[Iterable[str]], Iterable[str]]
) -> Inflection:
    """Return the inflection of a language whose words are converted to another alphabet.

    Args:
        language: one of whose suffixes something is known.
        spell: converts words.

    """
    suffixes = frozenset(spell(words_of_text(facts(language, "endings"), "suffixes")))
    return Inflection(lambda word: (word,), chain(frozenset(map(fold, suffixes))))


def _stems(rows: Sequence[Sequence[str]]) -> Callable[[str], tuple[str, ...]]:
    """Return a function that returns what a word may have become before a suffix."""
    bends = [(re.compile(pattern), written) for pattern, *written in rows]

    def stems(word: str) -> tuple[str, ...]:
        found = [word]
        for pattern, written in bends:
            if pattern.search(word):
                found.extend(pattern.sub(each, word) for each in written)
        return tuple(dict.fromkeys(found))

    return stems


def chain(suffixes: frozenset[str]) -> Callable[[str], bool]:
    """Return a function that tells whether letters are nothing but suffixes, one after another."""
    longest = max(map(len, suffixes))

    @lru_cache(_CACHED)
    def is_chain(letters: str) -> bool:
        if len(letters) > _MOST_LETTERS:
            return False
        reached = {0}
        for start in range(len(letters)):
            if start in reached:
                reached.update(
                    end
                    for end in range(start + 1, min(start + longest, len(letters)) + 1)
                    if letters[start:end] in suffixes
                )
        return len(letters) in reached

    return is_chain


_LONG, _SHORT = 12, 4


def _guessed_stems(word: str) -> tuple[str, ...]:
    """Return a word, and all of it but its last letter where it is long enough to tell."""
    return (word, word[:-1]) if len(word) > _SURE else (word,)


def _is_long_ending(letters: str) -> bool:
    return len(letters) <= _LONG


def _is_short_ending(letters: str) -> bool:
    return len(letters) <= _SHORT
