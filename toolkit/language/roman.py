"""Roman: numerals in Latin letters, or in the Cyrillic ones that are typed for them."""

import re

__all__ = ["is_roman", "roman_value"]

_LATIN = str.maketrans("ІХСМ", "IXCM")
_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_WRITTEN = re.compile("M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
# What makes an ordinal of it in English, French, Spanish and Italian.
_ORDINAL = re.compile(r"(?<=[IVXLCDMІХСМ])(?:st|nd|rd|th|e|è|er|re|ème|ᵉ|º|ª|°|s)\Z")
_SMALL = frozenset("IVXІХ")
_SHORTEST_LARGE = 4


def roman_value(numeral: str) -> int:
    """Return what a Roman numeral is worth, as it is written today; 0 for what is none.

    >>> roman_value("XIV"), roman_value("ХVІІІ"), roman_value("MCMXC"), roman_value("IIX")
    (14, 18, 1990, 0)
    """
    latin = numeral.translate(_LATIN)
    if not latin or _WRITTEN.fullmatch(latin) is None:
        return 0
    digits = [_DIGITS[char] for char in latin]
    return sum(
        -digit if digit < following else digit
        for digit, following in zip(digits, [*digits[1:], 0], strict=True)
    )


def is_roman(word: str) -> bool:
    """Whether a word is a Roman numeral, perhaps with an ordinal's ending.

    CD, DC and the like are more often something else: from 40 on, four letters are asked for.

    >>> [is_roman(each) for each in ("XIV", "XVIIIth", "XXe", "MCMXC", "DC", "Xi")]
    [True, True, True, True, False, False]
    """
    numeral = _ORDINAL.sub("", word)
    if not _SMALL.issuperset(numeral) and len(numeral) < _SHORTEST_LARGE:
        return False
    return roman_value(numeral) > 0
