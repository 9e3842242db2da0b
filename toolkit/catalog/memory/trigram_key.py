"""Trigram key: a skeleton in 36 ASCII letters, for a search that knows no others.

pg_trgm leaves out what is no letter in the server's locale: in C, every letter of Kazakh and
Uyghur. And it is slow where most texts have the same trigrams, as those of a language do. In this
key each letter stands for two neighbours of the text, blanks too, so that a trigram of the key is
one of four characters: similar texts have similar keys on every server, others have few trigrams
in common. A key only finds what is compared then.
"""

from itertools import pairwise

__all__ = ["trigram_key"]

_LETTERS = b"0123456789abcdefghijklmnopqrstuvwxyz"
_FACTOR = 5
"""Prime to 36, and not 1: “ab” is not “ba”."""


def trigram_key(skeleton: str) -> str:
    """Return the key of a skeleton.

    >>> trigram_key("Көпір"), trigram_key("көпір!")
    ('i7ste', 'i7ste1')
    """
    codes = map(ord, f" {skeleton.lower()}")
    return bytes([_LETTERS[(_FACTOR * a + b) % 36] for a, b in pairwise(codes)]).decode()
