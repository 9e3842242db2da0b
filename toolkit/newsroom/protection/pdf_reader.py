"""PDF reader: a program of its own that says all that a PDF on its standard input does.

`pdf_contents` runs it, and ends it when it takes too long. It is never imported, and imports
nothing of the toolkit. It writes lines of JSON: a text, a file inside in base64, or why the PDF is
closed: `encrypted`, `damaged` or `too large`. Its arguments are how many bytes of memory and how
many seconds of the processor it may take, and how many characters it may write.
"""

import base64
import contextlib
import io
import json
import logging
import re
import sys

from pypdf import PdfReader
from pypdf.errors import DependencyError
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

_FONTS = frozenset({"/Type1C", "/CIDFontType0C", "/OpenType"})
_END = re.compile(rb"%%EOF")
_MOST_VERSIONS = 16
_PICTURES = frozenset({"/DCTDecode", "/JPXDecode"})


class _TooMuch(Exception):  # noqa: N818 - it ends the reading
    pass


class _Said:
    """Writes what is found, within a limit."""

    def __init__(self, most: int) -> None:
        self._left = most
        self.damaged = False
        """Whether something in it could not be read."""

    def _write(self, record: dict[str, str]) -> None:
        line = json.dumps(record) + "\n"
        self._left -= len(line)
        if self._left < 0:
            raise _TooMuch
        sys.stdout.write(line)

    def text(self, text: object) -> None:
        if text:
            self._write({"text": str(text)})

    def file(self, data: bytes) -> None:
        if data:
            self._write({"file": base64.b64encode(data).decode()})

    def closed(self, why: str) -> None:
        sys.stdout.write(json.dumps({"closed": why}) + "\n")


def _limit(memory: int, seconds: int) -> None:
    """Bound the memory and the time of this process, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - only POSIX has it

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _say(data: bytes, said: _Said) -> None:
    reader = PdfReader(io.BytesIO(data))
    try:
        locked = reader.is_encrypted and not reader.decrypt("")
    except DependencyError:  # its cipher needs another package
        locked = True
    if locked:
        said.closed("encrypted")
        return
    _say_objects(reader, said)
    for page in reader.pages:
        try:
            text = page.extract_text()
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - whatever a hostile font makes of it
            said.damaged = True
            continue
        said.text(text)
        said.text(_turned(text))


def _say_older(data: bytes, said: _Said) -> None:
    """Say what older versions of a PDF do: what is saved anew is often only added at its end."""
    ends = [match.end() for match in _END.finditer(data)][:-1]
    if len(ends) > _MOST_VERSIONS:
        raise _TooMuch
    for end in ends:
        try:
            _say(data[:end], said)
        except (_TooMuch, MemoryError):
            raise
        except Exception:  # noqa: BLE001, S112 - no version, but a part: as PDFs for the web have
            continue


def _turned(text: str) -> str:
    """Return the lines that go from right to left, which some PDFs have in the order of paper."""
    lines = (
        line for line in text.split("\n") if any("\u0590" <= char <= "\u08ff" for char in line)
    )
    return "\n".join(line[::-1] for line in lines)


def _say_objects(reader: PdfReader, said: _Said) -> None:
    """Say what stands in any object: titles, authors, bookmarks, notes, fields, files, XMP."""
    numbers = {each for table in reader.xref.values() for each in table} | {*reader.xref_objStm}
    _say_object(reader.trailer, said)
    for number in sorted(numbers):
        try:
            found = IndirectObject(number, 0, reader).get_object()
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - whatever stands there instead of one
            said.damaged = True
        else:
            _say_object(found, said)


def _say_object(root: PdfObject | None, said: _Said) -> None:
    """Say the strings of an object, and its stream; references lead to objects said elsewhere."""
    waiting: list[object] = [root]
    while waiting:
        each = waiting.pop()
        if isinstance(each, TextStringObject):
            said.text(each)
        elif isinstance(each, ByteStringObject):
            said.file(bytes(each))
        elif isinstance(each, ArrayObject):
            waiting.extend(each)
        elif isinstance(each, DictionaryObject):
            if isinstance(each, StreamObject):
                _say_stream(each, said)
            waiting.extend(dict.values(each))


def _say_stream(stream: StreamObject, said: _Said) -> None:
    if stream.get("/Subtype") in _FONTS or "/Length1" in stream:
        return
    filters = stream.get("/Filter")
    named = set(map(str, filters)) if isinstance(filters, list) else {str(filters)}
    if stream.get("/Subtype") == "/Image":
        if named & _PICTURES:
            said.file(stream._data)  # noqa: SLF001 - the picture's file, as it is
        return
    try:
        data = stream.get_data()
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a filter that is wrong, unknown, or would never end
        said.damaged = True
        data = stream._data  # noqa: SLF001 - as it stands there
    said.file(data)


def main() -> None:
    """Read a PDF, and say what it does."""
    memory, seconds, most = map(int, sys.argv[1:])
    data = sys.stdin.buffer.read()
    said = _Said(most)
    logging.disable(logging.CRITICAL)
    _limit(memory, seconds)
    try:
        _say(data, said)
        if said.damaged:
            said.closed("damaged")
        _say_older(data, said)
    except (_TooMuch, MemoryError, RecursionError):
        said.closed("too large")
    except Exception:  # noqa: BLE001 - nothing that a hostile file does is a traceback
        said.closed("damaged")


if __name__ == "__main__":
    main()
