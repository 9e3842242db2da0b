"""Digits: which ones a locale writes beside those of ASCII."""

from functools import lru_cache

from babel.localedata import locale_identifiers

from toolkit.base.bcp47 import Locale

__all__ = ["ASCII_DIGITS", "digits_of", "usual_digits"]

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


@lru_cache
def usual_digits(locale: Locale) -> tuple[str, ...]:
    """Return all rows of ten digits that are usual in a locale, its own first.

    A language without a region has those of its regions as well: Arabic is written with ٠١٢ in
    Egypt, and with 012 in Morocco.

    >>> [digits[:3] for digits in usual_digits(Locale("ar"))]
    ['012', '٠١٢']
    """
    own = digits_of(locale)
    if locale.cldr is None or locale.cldr.territory:
        return (own,)
    names = (name.replace("_", "-") for name in locale_identifiers())
    regions = (Locale(name) for name in names if name.split("-")[0] == locale.language)
    others = {digits_of(each) for each in regions if each.script == locale.script}
    return (own, *sorted(others - {own}))
