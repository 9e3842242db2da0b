"""Odd text in PO files, within entries or between: characters, comments, marks of a merge."""

import re

from toolkit.catalog.po.grammar import Blame
from toolkit.catalog.po.strings import CONTROL, has_control

__all__ = ["check_encoding", "check_lines", "without_conflicts"]

_CONFLICT = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?:[ ][^\n]*)?$", re.MULTILINE)
_CONFLICT_END = re.compile(r"^>{7}(?:[ ][^\n]*)?$", re.MULTILINE)
_SWALLOWING = re.compile(r"^[ \t]*#[^\n]*?(\\)$", re.MULTILINE)
_UNDECODED = re.compile("[\udc80-\udcff]+")


def check_lines(text: str, blame: Blame) -> None:
    """Report control characters, and comments that gettext would take the next line for."""
    data = text.encode("utf-8", "surrogatepass")
    for match in CONTROL.finditer(text) if has_control(data) else ():
        message = f"control character U+{ord(match[0]):04X}"
        blame("po-control", message, match.start(), "delete it")
    for match in _SWALLOWING.finditer(text) if "\\\n" in text else ():
        message = "the comment ends in a backslash, and gettext would lose the line after it"
        blame("po-syntax", message, match.start(1), "put a space after it")


def check_encoding(text: str, blame: Blame) -> None:
    """Report the bytes that were not UTF-8, which stand in the text as halves of a character."""
    for match in _UNDECODED.finditer(text):
        byte = ord(match[0][0]) - 0xDC00
        message = f"byte 0x{byte:02X} is not UTF-8"
        blame("po-encoding", message, match.start(), "save the file as UTF-8")


def without_conflicts(text: str, blame: Blame) -> str:
    """Report the marks of a merge, and return the text without the paragraphs that they stand in.

    What is between them is no sound entry, and would be blamed once more for that.
    """
    if not any(7 * each in text for each in "<|=>"):  # looked for in a tenth of the time
        return text
    end = 0
    for mark in _CONFLICT.finditer(text):
        if mark.start() < end:
            continue
        closing = _CONFLICT_END.search(text, mark.end()) if mark[1][0] == "<" else None
        message = f"there is an unresolved merge conflict ({mark[1]})"
        hint = "choose one of the two versions and delete the marks"
        blame("po-conflict", message, mark.start(), hint)
        first = text.rfind("\n\n", 0, mark.start()) + 1
        end = text.find("\n\n", mark.end() if closing is None else closing.end())
        end = len(text) if end < 0 else end
        text = text[:first] + re.sub(r"[^\n]", " ", text[first:end]) + text[end:]
    return text
