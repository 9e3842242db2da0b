"""Spoken words: what somebody said, compared by its words alone, however a text writes them."""

import re
import unicodedata

__all__ = ["says", "spoken"]

# What keeps the words of a language together or apart and is no part of them.
_JOINERS = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|(?<=\\w)['’‘ʻʼ`´](?=\\w)"
)
_NO_WORDS = frozenset("PSZC")
_DASHES = re.compile(r"(?<=[,.!?…،؟])[»”’“]?\s*[–—]\s")
_MOST_BETWEEN = 12
"""How many words “he said, standing at the door” may have in the middle of what was said."""
_MOST_DIVIDED = 400
"""How many words may be divided so: nobody interrupts a speech of more."""


def spoken(text: str) -> str:
    """Return the words of a text: in one case, a space between them, without any marks.

    So quotation marks, dashes, spaces that do not break and a capital that begins a sentence make
    no difference, and letters, digits and vowel signs do.

    >>> spoken("«Біз  білмедік», –  деді ол.")
    'біз білмедік деді ол'
    """
    composed = _JOINERS.sub("", unicodedata.normalize("NFC", text)).casefold()
    bare = (" " if unicodedata.category(char)[0] in _NO_WORDS else char for char in composed)
    return " ".join("".join(bare).split())


def says(text: str, words: str) -> bool:
    """Whether a text has what somebody said, word for word.

    It may be interrupted once, between dashes, by who said it: «А, – деді ол, – б».

    Args:
        text: the text.
        words: what was said; what has no word is said by every text.

    """
    wanted = spoken(words)
    if _has(spoken(text), wanted):
        return True
    pieces = [spoken(each) for each in _DASHES.split(text)]
    return any(
        len(between.split()) <= _MOST_BETWEEN and _is_divided(wanted, before, after)
        for before, between, after in zip(pieces, pieces[1:], pieces[2:], strict=False)
    )


def _has(text: str, words: str) -> bool:
    return f" {words} " in f" {text} "


def _is_divided(wanted: str, before: str, after: str) -> bool:
    """Whether words are divided between the end of a text and the beginning of another."""
    words = wanted.split()
    if len(words) > _MOST_DIVIDED:
        return False
    parts = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)))
    return any(
        f" {before}".endswith(f" {first}") and f"{after} ".startswith(f"{last} ")
        for first, last in parts
    )
