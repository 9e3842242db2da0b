"""Lines of a text file, each with the place of its bytes."""

import codecs
import re
from typing import NamedTuple

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.markup import MAX_BYTES

__all__ = ["Line", "decode", "read_lines"]

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
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


def decode(data: bytes, path: str) -> str:
    """Decode UTF-8 strictly.

    Raises:
        ToolkitError: with line and column, for other bytes, control characters or too many bytes.

    """
    if len(data) > MAX_BYTES:
        raise ToolkitError.because(
            "too-large",
            f"the file has {len(data):,} bytes, more than {MAX_BYTES:,}",
            Location(path),
            "cut it into several documents",
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        raise ToolkitError.because(
            "charset",
            f"byte 0x{data[error.start]:02x} is not UTF-8",
            _location(before, path),
            "save the file as UTF-8",
        ) from None
    control = _CONTROL.search(text)
    if control:
        raise ToolkitError.because(
            "control-character",
            f"the control character U+{ord(control[0]):04X} is no text",
            _location(text[: control.start()], path),
            "delete it",
        )
    return text


def _location(before: str, path: str) -> Location:
    lines = re.split(r"\r\n|\r|\n", before)
    return Location(path, len(lines), len(lines[-1]) + 1)


def read_lines(data: bytes, path: str) -> tuple[Line, ...]:
    """Split a file into lines; a byte order mark is no part of the first.

    Raises:
        ToolkitError: as `decode` does.

    """
    offset = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    text = decode(data[offset:], path)
    lines = []
    for number, match in enumerate(_LINE.finditer(text), 1):
        if not match[0]:
            break
        lines.append(Line(match[1], number, offset))
        offset += len(match[0].encode())
    return tuple(lines)
