"""Disguises: what a name may be written as by somebody else, in other letters or in look-alikes."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

from toolkit.base.bcp47 import Locale
from toolkit.language.declension import suffixes_of
from toolkit.language.endings import chain, spelled_inflection
from toolkit.language.scripts import script_of
from toolkit.language.transcription import transcribed

__all__ = [
    "APOSTROPHE",
    "LETTERS",
    "bare",
    "may_end",
    "sounds_of",
    "unseen_removed",
    "with_apostrophes",
]

LETTERS = re.compile(
    r"[^\W\d_][^\W\d_\u0300-\u036f\u064b-\u065f\u0670]*[\u0300-\u036f\u064b-\u065f]*"
)
"""A word of letters and marks alone: in a file's name, digits and underscores part words."""
APOSTROPHE = re.compile("(?<=[^\\W\\d_])['’‘`´ʹʻʼ](?=[^\\W\\d_])")
"""An apostrophe inside a word: before a suffix, or a part of a letter, as in Oʻktam."""
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u0640\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"
)
# Letters of two alphabets that look alike (Unicode's confusables, UTS #39), both cases.
_LATIN = "aceiopxyjsəABCEHIKMOPTXYJSƏkmhtbu"
_CYRILLIC = "асеіорхујѕәАВСЕНІКМОРТХУЈЅӘкмһтви"
_GREEK = str.maketrans("αοενικρτυχΑΒΕΗΙΚΜΝΟΡΤΥΧ", "aoevikptuxABEHIKMNOPTYX")
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_INITIAL = re.compile(r"\A(?:ie|ye)(?=[^aeiou])")
_DOUBLE = re.compile(r"(.)\1+")
_CACHED = 1 << 16
_LANGUAGES = ("kk", "ug", "ru", "ky")
_NAMED = ("tg", "tt", "uz-Cyrl")
"""Locales of which only the suffixes of names are known."""


def unseen_removed(text: str) -> str:
    """Return a text without characters that no reader sees, and without forms for display.

    >>> unseen_removed("Ai\u200bge\u00adrim Ａｓａｎ")
    'Aigerim Asan'
    """
    if text.isascii():
        return text
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", _UNSEEN.sub("", text)))


def with_apostrophes(form: str) -> tuple[str, ...]:
    """Return a form with its apostrophes as words are parted by them, and as they are not.

    >>> with_apostrophes("Oʻktam"), with_apostrophes("Aigerim")
    (("O'ktam", 'Oʻktam', 'Oʼktam'), ('Aigerim',))
    """
    if APOSTROPHE.search(form) is None:
        return (form,)
    return tuple(APOSTROPHE.sub(each, form) for each in "'ʻʼ")


def bare(word: str) -> str:
    """Return a word as the ear has it: what letters of all scripts have in common."""
    sound = transcribed(word).replace("v", "u")
    return _DOUBLE.sub(r"\1", _INITIAL.sub("e", sound))


@lru_cache(_CACHED)
def sounds_of(word: str) -> tuple[str, ...]:
    """Return what a word may sound like, in small Latin letters, whoever spelled it.

    >>> set(sounds_of("Аigerim")) & set(sounds_of("Әйгерім"))
    {'aigerim'}
    >>> sounds_of("Yerlan")[0] == sounds_of("Ерлан")[0]
    True
    """
    return tuple(dict.fromkeys(bare(each) for each in _readings(word)))


def _readings(word: str) -> Iterator[str]:
    if word.isascii():
        yield word
        low = word.lower()
        if "j" in low:
            yield low.replace("j", "i")
        if "x" in low:
            yield low.replace("x", "ks")
        return
    word = word.translate(_GREEK) if any("\u0370" <= char <= "\u03ff" for char in word) else word
    scripts = {script_of(char) for char in word}
    if {"Latn", "Cyrl"} <= scripts:
        yield word.translate(_TO_LATIN)
        yield word.translate(_TO_CYRILLIC)
    else:
        yield word


@lru_cache(1)
def _endings() -> tuple[Callable[[str], bool], ...]:
    spelled = (
        spelled_inflection(each, lambda words: [bare(word) for word in words if bare(word)])
        for each in _LANGUAGES
    )
    named = (frozenset(filter(None, map(bare, suffixes_of(Locale(each))))) for each in _NAMED)
    return (*(each.is_ending for each in spelled), *map(chain, named))


def may_end(rest: str) -> bool:
    """Whether sounds can be the suffixes of a name, in a language that hangs them on names.

    >>> may_end("nin"), may_end("berg")
    (True, False)
    """
    return any(is_ending(rest) for is_ending in _endings())
