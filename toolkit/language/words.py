"""Words: what a text is cut into to find terms in it, and what makes two spellings one."""

import re
import unicodedata
from functools import lru_cache

__all__ = ["WORD", "fold", "is_capital", "joins", "words_of"]

# Letters, digits and marks; soft hyphens, joiners and vowel signs do not end a word. A hyphen
# does: “asylum-seeker” and “asylum seeker” are one term, and АҚШ-та is the term АҚШ.
WORD = re.compile(
    r"[\w\u00ad\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u200c\u200d]+"
)
# What may stand between the words of one term; a comma, a full stop or a dash may not.
_GAP = re.compile(r"[ \t\n\u00a0\u202f/&«»\"“”„'’‘ʼ\-‐‑\u200e\u200f\u2066-\u2069]{1,6}")
_ABBREVIATION_GAP = re.compile(r"\.[ \u00a0]?")
_SHORT = 2
_LONGEST = 64
_CACHED = 1 << 16
# Letters that are typed for each other, and what no reader sees. A check of its own tells of the
# letters that a locale does not have: a name is not misspelt twice for one wrong key.
_LIKENESS = str.maketrans(
    {
        "ё": "е",
        "ı": "i",
        "ک": "ك",
        "ی": "ي",
        "ى": "ي",
        "ه": "ە",
        "ة": "ە",
        "ہ": "ە",
        **dict.fromkeys("ءٴ\u0640\u00ad\u200c\u200d\u0307"),
    }
)


def words_of(text: str) -> list[str]:
    """Return the words of a text, as they stand there.

    >>> words_of("RFE/RL’s asylum-seekers")
    ['RFE', 'RL', 's', 'asylum', 'seekers']
    """
    return WORD.findall(text)


@lru_cache(_CACHED)
def fold(word: str) -> str:
    """Return what a word has in common with itself in capitals, and with look-alike letters.

    Of a word that no language has, it is the beginning.

    >>> fold("Еще") == fold("ещё"), fold("تىلی") == fold("تىلى")
    (True, True)
    """
    word = word[:_LONGEST]  # to sort a million marks takes the square of that
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFKC", word).lower().translate(_LIKENESS)


def is_capital(word: str) -> bool:
    """Whether a word begins with a capital letter."""
    return word[:1].isupper()


def joins(between: str, before: str) -> bool:
    """Whether two words can belong to one term.

    Args:
        between: what stands between them.
        before: the first of them; a dot may end it where it is short, as in “U.S. Army”.

    """
    if between == " " or _GAP.fullmatch(between):
        return True
    return len(before) <= _SHORT and _ABBREVIATION_GAP.fullmatch(between) is not None
