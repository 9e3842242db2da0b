"""Digits: which ones a locale writes beside those of ASCII."""

from functools import lru_cache

from babel import Locale as CldrLocale
from babel import UnknownLocaleError

from toolkit.base.bcp47 import Locale

__all__ = ["digits_of"]

# The first digit of each numbering system that has digits (Unicode CLDR, numberingSystems).
_ZEROS = {
    "arab": "\u0660",
    "arabext": "\u06f0",
    "beng": "\u09e6",
    "deva": "\u0966",
    "gujr": "\u0ae6",
    "guru": "\u0a66",
    "khmr": "\u17e0",
    "knda": "\u0ce6",
    "laoo": "\u0ed0",
    "mlym": "\u0d66",
    "mymr": "\u1040",
    "orya": "\u0b66",
    "tamldec": "\u0be6",
    "telu": "\u0c66",
    "thai": "\u0e50",
    "tibt": "\u0f20",
}
_ASCII = "0123456789"


@lru_cache
def digits_of(locale: Locale) -> str:
    """Return the ten digits of a locale: those that Unicode CLDR has for its usual numbers.

    >>> digits_of(Locale("fa"))[:3], digits_of(Locale("ug"))[:3]
    ('۰۱۲', '012')
    """
    try:
        known = CldrLocale.parse(locale.tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return _ASCII
    zero = _ZEROS.get(known.default_numbering_system)
    return _ASCII if zero is None else "".join(chr(ord(zero) + each) for each in range(10))
