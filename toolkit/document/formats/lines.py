"""Lines of a text file, each with the place of its bytes."""

import codecs
import re
from typing import NamedTuple

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.files import decode, refuse_large
from toolkit.base.markup import MAX_BYTES

__all__ = ["Line", "read_lines"]

_LINE_END = re.compile(r"(\r\n|\r|\n)")
# What XML 1.0 (section 2.2) cannot hold; tabs and line ends are text.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Line(NamedTuple):
    """A line without its end; of these there are so many that a dataclass costs too much."""

    text: str
    number: int
    """From 1."""
    offset: int
    """The byte offset of its first character."""

    def byte_offset(self, character: int) -> int:
        """Return the byte offset in the file of the line's character `character`."""
        return self.offset + len(self.text[:character].encode()) if character else self.offset


def _text(data: bytes, path: str) -> str:
    refuse_large(data, path, MAX_BYTES)
    text = decode(data, path)
    control = _CONTROL.search(text)
    if control:
        lines = _LINE_END.split(text[: control.start()])[::2]
        raise ToolkitError.because(
            "control-character",
            f"the text contains the control character U+{ord(control[0]):04X}",
            Location(path, len(lines), len(lines[-1]) + 1),
            "delete it",
        )
    return text


def read_lines(data: bytes, path: str) -> tuple[Line, ...]:
    """Split a file into lines; a byte order mark is no part of the first.

    Raises:
        ToolkitError: with line and column, for other bytes and control characters; for too many.

    """
    offset = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    text = _text(data, path)
    is_ascii = text.isascii()
    texts, ends = _texts_and_ends(text)
    lines = []
    for number, (line, end) in enumerate(zip(texts, ends, strict=True), 1):
        if line or end:
            lines.append(Line(line, number, offset))
            offset += len(end) + len(line if is_ascii else line.encode())
    return tuple(lines)


def _texts_and_ends(text: str) -> tuple[list[str], list[str]]:
    """Return the lines of a text, and what ends each: nothing the last one."""
    if "\r" in text:
        pieces = _LINE_END.split(text)
        return pieces[::2], [*pieces[1::2], ""]
    lines = text.split("\n")
    return lines, [*["\n"] * (len(lines) - 1), ""]
