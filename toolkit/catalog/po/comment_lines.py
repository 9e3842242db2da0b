"""Comment lines of PO files: `#`, `#.`, `#:` and `#,`, as the fields that polib has for them."""

import re
from collections.abc import Iterable

from toolkit.catalog.po.entries import Entry

__all__ = ["extracted_comment", "take_comments"]

_ISOLATED = re.compile("\u2068([^\u2068\u2069]*)\u2069(?::([0-9]+))?|([^ \t]+)")
_BLANK = re.compile(r"[ \t]")
_FLAG = re.compile(r"range:[ \t]*[0-9]+\.\.[0-9]+|[^\s,]+")


def take_comments(entry: Entry, lines: list[str]) -> None:
    """Sort comment lines by their second character into the entry's fields."""
    remarks: list[str] = []
    for line in lines:
        comment = line.lstrip(" \t")
        kind = comment[1:2]
        if kind == ":":
            _take_references(entry, comment[2:])
        elif kind and kind in ",=!":
            entry.flags = list(dict.fromkeys([*entry.flags, *_FLAG.findall(comment[2:])]))
        elif comment and kind != ".":
            remarks.append(comment[1:].removeprefix(" "))
    if len(entry.occurrences) > 1:
        entry.occurrences = list(dict.fromkeys(entry.occurrences))
    if remarks:
        entry.tcomment = "\n".join(remarks)
    entry.comment = extracted_comment(lines)


def extracted_comment(lines: Iterable[str]) -> str:
    """Return what extracted comments say, `#.`, among the lines of an entry."""
    stripped = (line.lstrip(" \t") for line in lines)
    return "\n".join([line[2:].removeprefix(" ") for line in stripped if line.startswith("#.")])


def _take_references(entry: Entry, text: str) -> None:
    """Add the `file:line` of a `#:` line; a name with spaces stands between U+2068 and U+2069."""
    if "\u2068" in text:
        for isolated, line, word in _ISOLATED.findall(text):
            entry.occurrences.append(_reference(word) if word else (isolated, line))
        return
    entry.occurrences.extend(_reference(word) for word in _BLANK.split(text) if word)


def _reference(word: str) -> tuple[str, str]:
    name, _, line = word.rpartition(":")
    if name and line.isdecimal():
        return name.removeprefix("./"), line
    return word.removeprefix("./"), ""
