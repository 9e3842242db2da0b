"""Transliteration: one language in several scripts, derived word by word from tables."""

from typing import TYPE_CHECKING

from toolkit.base.faces import loader

if TYPE_CHECKING:
    from toolkit.language.alphabets.conversions import CONVERSIONS, Casing, Conversion, conversion
    from toolkit.language.alphabets.engine import convert, convert_text
    from toolkit.language.alphabets.exceptions import (
        NO_EXCEPTIONS,
        Exceptions,
        merged,
        read_exceptions,
    )
    from toolkit.language.alphabets.kazakh import search_key

__all__ = [
    "CONVERSIONS",
    "NO_EXCEPTIONS",
    "Casing",
    "Conversion",
    "Exceptions",
    "conversion",
    "convert",
    "convert_text",
    "merged",
    "read_exceptions",
    "search_key",
]

_ROOM = "toolkit.language.alphabets"
_HOMES = {
    **dict.fromkeys(("CONVERSIONS", "Casing", "Conversion", "conversion"), f"{_ROOM}.conversions"),
    **dict.fromkeys(("convert", "convert_text"), f"{_ROOM}.engine"),
    **dict.fromkeys(
        ("NO_EXCEPTIONS", "Exceptions", "merged", "read_exceptions"), f"{_ROOM}.exceptions"
    ),
    "search_key": f"{_ROOM}.kazakh",
}
# Loaded when they are asked for: who asks which conversions there are seldom converts anything.
__getattr__ = loader(__name__, _HOMES)
