"""Transliteration: one language in several scripts, derived word by word from tables."""

from toolkit.language.alphabets.alphabet import alphabet, problems
from toolkit.language.alphabets.conversions import CONVERSIONS, Casing, Conversion, conversion
from toolkit.language.alphabets.engine import convert, convert_text
from toolkit.language.alphabets.exceptions import NO_EXCEPTIONS, Exceptions, merged, read_exceptions
from toolkit.language.alphabets.kazakh import search_key

__all__ = [
    "CONVERSIONS",
    "NO_EXCEPTIONS",
    "Casing",
    "Conversion",
    "Exceptions",
    "alphabet",
    "conversion",
    "convert",
    "convert_text",
    "merged",
    "problems",
    "read_exceptions",
    "search_key",
]
