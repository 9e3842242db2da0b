"""Limits: how large a document may be, and how what is wrong with its markup is told."""

import re

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.wide_charsets import wide_charset

__all__ = [
    "HINT_MARKUP",
    "HINT_UTF8",
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_TEXT",
    "markup_error",
    "place_behind",
    "refuse_utf32",
]

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 256
"""Elements inside each other: libxml2's limit for XML, and ours for HTML."""
MAX_TEXT = 10_000_000
"""Characters in a row: libxml2's limit for XML, and ours for HTML."""
HINT_MARKUP = "correct the markup, then try again"
HINT_UTF8 = "save it as UTF-8"
# What libxml2 adds for programmers: its options and its functions.
_ADVICE = re.compile(r", (?:line|use|try|see) .*", re.DOTALL)


def markup_error(
    code: str, message: str | None, place: tuple[int, int], path: str, hint: str
) -> ToolkitError:
    """Return a parser's error; `place` is its line and column, 0 where it knows none."""
    line, column = place
    said = " ".join(_ADVICE.sub("", message or "").split()).rstrip(".")
    location = Location(path, max(line, 1), max(column, 1))
    return ToolkitError.because(code, said or "not well-formed", location, hint)


def refuse_utf32(data: bytes, path: str) -> None:
    """Raise for a document in UTF-32, which no browser reads (Encoding Standard, section 4.2)."""
    if wide_charset(data) == "UTF-32":
        raise markup_error("charset", "the file is UTF-32", (1, 1), path, HINT_UTF8)


def place_behind(before: str) -> tuple[int, int]:
    """Return the line and the column of what stands behind a text, from 1."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")
