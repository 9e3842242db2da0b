"""Transliteration: one language in several scripts, derived word by word from tables."""

from toolkit.transliteration.alphabets import alphabet, problems
from toolkit.transliteration.conversions import CONVERSIONS, Casing, Conversion, conversion
from toolkit.transliteration.engine import convert, convert_text
from toolkit.transliteration.exceptions import NO_EXCEPTIONS, Exceptions, merged, read_exceptions
from toolkit.transliteration.kazakh import search_key

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
