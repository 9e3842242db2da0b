"""Profiles: in which language a text is, told from letters, small words and stretches of three."""

import re
from functools import lru_cache
from typing import cast

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.language.alphabets import CONVERSIONS
from toolkit.language.alphabets.casing import is_dotted, lower
from toolkit.language.known import Facts, facts, languages, words_of_text

__all__ = ["Suspicion", "connectors", "function_words", "small_words", "suspect_language"]

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
_EVIDENT_LENGTH = 30
"""In so many letters the absence is worth asking what else there is."""
_LETTER = 2
"""How many stretches a letter counts for that only one of two languages has."""
_SMALL_WORD = 3
"""The same of a small word."""


@frozen
class Suspicion:
    """In which other language a text seems to be."""

    language: Locale
    sure: bool
    """Whether it is beyond doubt."""


@frozen
class _Rival:
    """Another language of a locale's script, and what sets the two apart."""

    locale: Locale
    stretches: frozenset[str]
    words: frozenset[str]
    """The small words that only the rival has."""
    known_by_words: bool
    """Whether its small words are known at all."""
    letters: re.Pattern[str]
    """The small letters that only the rival has."""
    missing: re.Pattern[str]
    """The small letters that it does not have."""
    telling: re.Pattern[str] | None
    """Those among them whose absence tells."""


@frozen
class _Profile:
    """A locale's language, beside the others of its script."""

    stretches: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    """The small words that no rival has."""
    strange: re.Pattern[str] | None = None
    """The small letters of any rival that are not its own."""
    rivals: tuple[_Rival, ...] = ()


@frozen
class _Part:
    """A part of a text, as it is read."""

    text: str
    """In lower case."""
    words: frozenset[str]
    """Those with a mark beside them are none here, which is quick, and enough."""
    letters: int
    """How many there are."""


def _known(locale: Locale) -> Facts:
    """Return the profile of a language in a script."""
    return cast("Facts", facts(locale.language, "profile").get(locale.script, {}))


@lru_cache
def function_words(language: str) -> frozenset[str]:
    """Return the words of a language that no name is made of; empty where they are not known."""
    return frozenset(words_of_text(facts(language, "words"), "function")) - connectors(language)


@lru_cache
def connectors(language: str) -> frozenset[str]:
    """Return the small words that names and titles are made of too."""
    return frozenset(words_of_text(facts(language, "words"), "connectors"))


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
    profile = _profile(locale)
    if not profile.rivals:
        return None
    for text in (words[:_GLANCE], words[_GLANCE:][-_GLANCE:]):
        suspicion = _suspected(lower(text, dotted=is_dotted(locale)), profile)
        if suspicion is not None:
            return suspicion
    return None


def _suspected(text: str, own: _Profile) -> Suspicion | None:
    """Return in which rival language a text in lower case seems to be."""
    words = frozenset(text.split())
    if not own.words.isdisjoint(words):
        return None
    part = _Part(text, words, sum(map(len, _WORD.findall(text))))
    strange = own.strange is not None and own.strange.search(text) is not None
    likely = [rival for rival in own.rivals if _is_evident(rival, part, strange=strange)]
    read = _stretches(text) if likely else frozenset()
    ours = len(own.stretches & read)
    if len(read) < _LEAST or ours > _OWN_SHARE * len(read) + 1:
        return None
    lead, language = max((_lead(ours, each, read, part), each.locale) for each in likely)
    if lead < _MARGIN:
        return None
    return Suspicion(language, lead >= _SURE_MARGIN and len(read) >= 2 * _LEAST)


def _is_evident(rival: _Rival, part: _Part, *, strange: bool) -> bool:
    """Whether there is more for a rival than stretches: names have those of any language.

    It is a letter or a small word that the locale does not have, or the want of its own letters.
    """
    if not rival.known_by_words or not rival.words.isdisjoint(part.words):
        return True
    if strange and rival.letters.search(part.text) is not None:
        return True
    return _lacks(rival, part, _EVIDENT_LENGTH)


def _lacks(rival: _Rival, part: _Part, least: int) -> bool:
    """Whether a text of so many letters has hardly one that the rival does not have."""
    if rival.telling is None or part.letters < least:
        return False
    return len(rival.telling.findall(part.text)) * least <= part.letters


def _lead(ours: int, rival: _Rival, read: frozenset[str], part: _Part) -> float:
    """Return by how much a text is rather in the other language."""
    theirs = len(rival.stretches & read) + _LETTER * len(rival.letters.findall(part.text))
    theirs += _SMALL_WORD * len(rival.words & part.words)
    if _lacks(rival, part, _TELLING_LENGTH):
        theirs += _TELLING
    return theirs - _SURE * (ours + _LETTER * len(rival.missing.findall(part.text)))


def _stretches(words: str) -> frozenset[str]:
    text = f"_{'_'.join(_WORD.findall(words))}_"
    return frozenset(map("".join, zip(text, text[1:], text[2:], strict=False)))


@lru_cache
def _profile(locale: Locale) -> _Profile:
    """Return a locale's profile beside its rivals'; an empty one where it has none."""
    every = (Locale(f"{each}-{locale.script}") for each in languages("profile"))
    stretches = {
        each: frozenset(found)
        for each in every
        if (found := words_of_text(_known(each), "trigrams"))
    }
    own = next((each for each in stretches if each.language == locale.language), None)
    if own is None:
        return _Profile()
    letters = {each: _small_letters(each) for each in stretches}
    small = {each: small_words(each) for each in stretches}
    signature = frozenset(str(_known(own).get("signature", "")))
    others = [each for each in stretches if each != own]
    rivals = tuple(
        _Rival(
            each,
            stretches[each],
            small[each] - small[own],
            bool(small[each]),
            _any_of(letters[each] - letters[own]),
            _any_of(letters[own] - letters[each]),
            _any_of(telling) if (telling := signature - letters[each]) else None,
        )
        for each in others
    )
    theirs = frozenset[str]().union(*(small[each] for each in others))
    strange = frozenset[str]().union(*(letters[each] for each in others)) - letters[own]
    return _Profile(stretches[own], small[own] - theirs, _any_of(strange), rivals)


def _any_of(letters: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(re.escape, sorted(letters)))}]" if letters else "(?!)")


def _small_letters(locale: Locale) -> frozenset[str]:
    from toolkit.language.alphabets.alphabet import alphabet  # noqa: PLC0415 - it loads much

    known = "".join(alphabet(locale) or str(_known(locale)["letters"]))
    return frozenset(lower(known, dotted=is_dotted(locale)))


@lru_cache
def small_words(locale: Locale) -> frozenset[str]:
    """Return the commonest small words of a language in a script; none where they are not known."""
    words = frozenset(words_of_text(_known(locale), "small_words"))
    if not words and locale.has_usual_script:
        return function_words(locale.language) | connectors(locale.language)
    for each in CONVERSIONS if not words else ():
        from toolkit.language.alphabets import convert  # noqa: PLC0415 - its tables take a while

        source = Locale(f"{each.source.language}-{each.source.script}")
        known = words_of_text(_known(source), "small_words")
        if known and each.target.is_variety_of(locale):
            return frozenset(convert(word, each) for word in known)
    return words
