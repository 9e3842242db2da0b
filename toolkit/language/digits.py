"""Digits: which ones a locale writes beside those of ASCII."""

from functools import lru_cache

from toolkit.base.bcp47 import Locale

__all__ = ["ASCII_DIGITS", "digits_of"]

ASCII_DIGITS = "0123456789"
# The first digit of each numbering system that is usual somewhere (Unicode CLDR, numberingSystems).
_ZEROS = {
    "adlm": "\U0001e950",
    "arab": "\u0660",
    "arabext": "\u06f0",
    "beng": "\u09e6",
    "cakm": "\U00011136",
    "deva": "\u0966",
    "hmnp": "\U0001e140",
    "mtei": "\uabf0",
    "mymr": "\u1040",
    "nkoo": "\u07c0",
    "olck": "\u1c50",
    "tibt": "\u0f20",
}


@lru_cache
def digits_of(locale: Locale) -> str:
    """Return the ten digits of a locale: those that Unicode CLDR has for its usual numbers.

    They are ASCII's where CLDR does not know the language in the locale's script.

    >>> digits_of(Locale("fa"))[:3], digits_of(Locale("fa-Latn"))[:3], digits_of(Locale("ug"))[:3]
    ('۰۱۲', '012', '012')
    """
    cldr = locale.cldr
    zero = None if cldr is None else _ZEROS.get(cldr.default_numbering_system)
    return ASCII_DIGITS if zero is None else "".join(chr(ord(zero) + each) for each in range(10))
