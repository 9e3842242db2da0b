"""Profiles: in which language a text is, told from its letters and stretches of three letters."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from toolkit.bcp47 import Locale
from toolkit.transliteration import alphabet

__all__ = ["Suspicion", "connectors", "function_words", "suspect_language"]

_WORD = re.compile(r"[^\W\d_]+")
_GLANCE = 160
"""How much is read of the beginning and of the end: no text takes long."""
_LEAST = 10
"""Fewer different stretches than this say nothing."""
_SURE = 1.3
_MARGIN, _SURE_MARGIN = 4, 7
_OWN_SHARE = 0.4
"""With so many of the language's own stretches nothing else is asked."""
_TELLING, _TELLING_LENGTH = 8, 40
"""What a signature’s absence counts for, in a text of so many letters."""
_LETTER = 2
"""How many stretches a letter counts for that only one of two languages has."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """In which other language a text seems to be."""

    language: Locale
    sure: bool
    """Whether it is beyond doubt."""


@dataclass(frozen=True, slots=True)
class _Rival:
    """Another language of a locale's script, and what sets the two apart."""

    locale: Locale
    stretches: frozenset[str]
    letters: frozenset[str]
    """The small letters that only the rival has."""
    missing: frozenset[str]
    """The small letters that it does not have."""
    telling: frozenset[str]
    """Those among them whose absence tells."""


@lru_cache
def _table() -> dict[str, dict[str, str]]:
    data = files("toolkit.checks").joinpath("data", "languages.toml").read_text("utf-8")
    return tomllib.loads(data)


@lru_cache
def function_words(language: str) -> frozenset[str]:
    """Return the words of a language that no name is made of; empty where they are not known."""
    return frozenset(_table()["function_words"].get(language, "").split()) - connectors(language)


@lru_cache
def connectors(language: str) -> frozenset[str]:
    """Return the small words that names and titles are made of too."""
    return frozenset(_table()["connectors"].get(language, "").split())


def suspect_language(words: str, locale: Locale) -> Suspicion | None:
    """Return in which other language of the locale's script a text seems to be.

    Args:
        words: a text; of a long one the beginning and the end are read. Names, which are alike
            in many languages, are better left out.
        locale: what it should be in.

    Returns:
        None where nothing is suspicious, the text is short, or the locale has no profile.

    >>> told = suspect_language("Полиция не стала возбуждать уголовное дело", Locale("kk"))
    >>> told.language.tag if told else ""
    'ru-Cyrl'
    >>> suspect_language("Полиция қылмыстық іс қозғаудан бас тартты", Locale("kk")) is None
    True

    """
    own, rivals = _profiles(locale)
    if not rivals:
        return None
    for part in (words[:_GLANCE], words[_GLANCE:][-_GLANCE:]):
        read = _stretches(part)
        ours = len(own & read)
        if len(read) < _LEAST or ours > _OWN_SHARE * len(read) + 1:
            continue
        letters = Counter(char for char in part.lower() if char.isalpha())
        lead, likely = max((_lead(ours, each, read, letters), each.locale) for each in rivals)
        if lead >= _MARGIN:
            sure = lead >= _SURE_MARGIN and len(read) >= 2 * _LEAST
            return Suspicion(likely, sure)
    return None


def _lead(ours: int, rival: _Rival, read: frozenset[str], letters: Mapping[str, int]) -> float:
    """Return by how much a text is rather in the other language."""
    theirs = len(rival.stretches & read) + _LETTER * _count(letters, rival.letters)
    if rival.telling:
        length = sum(letters.values())
        there = _count(letters, rival.telling)
        if length >= _TELLING_LENGTH and there * _TELLING_LENGTH <= length:
            theirs += _TELLING
    return theirs - _SURE * (ours + _LETTER * _count(letters, rival.missing))


def _count(letters: Mapping[str, int], among: frozenset[str]) -> int:
    return sum(letters[each] for each in among & letters.keys())


def _stretches(words: str) -> frozenset[str]:
    text = f"_{'_'.join(_WORD.findall(words))}_".lower()
    return frozenset(map("".join, zip(text, text[1:], text[2:], strict=False)))


@lru_cache
def _profiles(locale: Locale) -> tuple[frozenset[str], tuple[_Rival, ...]]:
    """Return a locale's own stretches, and its rivals; none where it has no profile."""
    stretches = {
        each: frozenset(words.split())
        for tag, words in _table()["trigrams"].items()
        if (each := Locale(tag)).script == locale.script
    }
    own = next((each for each in stretches if each.language == locale.language), None)
    if own is None:
        return frozenset(), ()
    letters = {each: _small_letters(each) for each in stretches}
    signature = frozenset(_table()["signatures"].get(own.tag, ""))
    rivals = (
        _Rival(
            each,
            stretches[each],
            letters[each] - letters[own],
            letters[own] - letters[each],
            signature - letters[each],
        )
        for each in stretches
        if each != own
    )
    return stretches[own], tuple(rivals)


def _small_letters(locale: Locale) -> frozenset[str]:
    known = alphabet(locale) or _table()["letters"][locale.tag]
    return frozenset(each.lower() for each in known)
