"""Trigram key: a skeleton in 36 ASCII letters, for a search that knows no others.

pg_trgm leaves out what is no letter in the server's locale: in C, every letter of Kazakh and
Uyghur. In this key each character is one of 36, neighbours in an alphabet different ones, so that
similar texts have similar keys on every server. A key only finds what is compared then.
"""

__all__ = ["trigram_key"]

_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"
_ASCII = {ord(each): each for each in _LETTERS}


class _Keys(dict[int, str]):
    def __missing__(self, character: int) -> str:
        key = " " if chr(character).isspace() or not character else _LETTERS[character % 36]
        self[character] = key
        return key


_KEYS = _Keys(_ASCII)


def trigram_key(skeleton: str) -> str:
    """Return the key of a skeleton.

    >>> trigram_key("Көпір ашылды")
    '2x7u8 sgj3wj'
    """
    return skeleton.lower().translate(_KEYS)
