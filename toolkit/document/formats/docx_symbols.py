"""Symbols of a DOCX: characters that are signs by their font, as Unicode has them."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

__all__ = ["UNKNOWN", "in_font", "symbol"]

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""What stands for a sign that has no character."""
_FIRST = 0x20
# Where Word puts the characters of such a font (ECMA-376-1, section 17.3.3.30).
_PRIVATE = 0xF000
_MOST_OF_A_FONT = 0xFF
_PRIVATE_USE = range(0xE000, 0xF900)
# XML 1.0, section 2.2.
_CHARACTER = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def symbol(font: str, code: str) -> str:
    """Return the character of a `w:sym` (ECMA-376-1, section 17.3.3.30).

    >>> symbol("Symbol", "F0B3"), symbol("Times New Roman", "201C"), symbol("Odd", "F041")
    ('≥', '“', '\N{REPLACEMENT CHARACTER}')

    Args:
        font: its name.
        code: the character in it, in hexadecimal digits.

    """
    try:
        return in_font(font, chr(int(code, 16)))
    except (ValueError, OverflowError):
        return UNKNOWN


def in_font(font: str, text: str) -> str:
    """Return a text that is set in a font as what it shows there.

    >>> in_font("Symbol", "a"), in_font("Wingdings", "\uf04a"), in_font("Arial", "a")
    ('α', '☺', 'a')
    """
    signs = _fonts().get(font.lower())
    return "".join(_shown(char, signs) for char in text)


def _shown(char: str, signs: str | None) -> str:
    code = ord(char)
    private = code in _PRIVATE_USE
    if signs is not None:
        at = (code - _PRIVATE if _PRIVATE <= code <= _PRIVATE + _MOST_OF_A_FONT else code) - _FIRST
        if 0 <= at < len(signs):
            return signs[at]
    return UNKNOWN if private or not _CHARACTER.fullmatch(char) else char


@cache
def _fonts() -> Mapping[str, str]:
    """Return the signs of each font from 0x20 on, by the font's name in lower case."""
    text = (files("toolkit.document.formats") / "docx_symbols.toml").read_text(encoding="utf-8")
    return {name: "".join(table["rows"]) for name, table in tomllib.loads(text).items()}
