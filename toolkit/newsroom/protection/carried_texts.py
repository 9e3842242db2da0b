"""Carried texts: all that the bytes of a file say, in the archives and databases inside it too."""

import base64
import binascii
import bz2
import gzip
import io
import lzma
import re
import sqlite3
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from toolkit.base.frozen import frozen
from toolkit.base.zip_archives import BROKEN
from toolkit.newsroom.protection.pdf_contents import ENCRYPTED, MISSING, TOO_LARGE, pdf_contents

__all__ = ["NO_PDF_READER", "carried_texts", "closed_parts"]

NO_PDF_READER = "the package that reads PDFs is not installed"
_DAMAGED = "it is damaged"
_LOCKED = "it is encrypted"
_TOO_LARGE = "it is too large, or made to take too long"
_PDF_CLOSED = {MISSING: NO_PDF_READER, ENCRYPTED: _LOCKED, TOO_LARGE: _TOO_LARGE}

_DEEPEST = 4
_MOST = 256 * 1024 * 1024
_FEW = 16
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_SCAN, _END = b"\xff\xda", b"\xff\xd9"
_DATA = re.compile(rb"data:[\w/+.-]*(?:;[\w=.-]+)*;base64,([A-Za-z0-9+/=\s]{8,})")
_LONG_RUN = re.compile(rb"[A-Za-z0-9+/=]{400,}")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_GZIP, _BZIP, _XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0"
_TAR, _TAR_AT = b"ustar", 257
_UNOPENED = {
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!\x1a\x07": "RAR",
    b"\x28\xb5\x2f\xfd": "Zstandard",
    b"MSCF": "CAB",
}
"""What archives begin with that are not opened."""
_PDF, _PDF_HEAD = b"%PDF-", 1024
_ENCRYPTED = 0x1
Texts = Iterator[tuple[str, str]]


@frozen
class _Part:
    """Something that a file holds: a text, a file, or what could not be looked into."""

    name: str
    text: str = ""
    data: bytes | None = None
    closed: str = ""
    """Why it could not be."""


@dataclass(slots=True)
class _Budget:
    """How many bytes may still come out of all archives of a file."""

    left: int = _MOST


def carried_texts(data: bytes, name: str) -> Texts:
    """Yield what a file says, each text with the name of the part that says it.

    Archives (EPUB, DOCX, XLSX, PPTX, ODT, ODS, ZIP, TAR), gzip, bzip2, xz, PDF, SQLite, what
    pictures say beside their pixels, and files inside addresses (`data:`) are opened.

    Args:
        data: the file's bytes.
        name: its name, for messages; a part is named behind `!`.

    """
    for part, inside in _walked(data, name, 0, _Budget()):
        if inside is not None:
            yield from _own_texts(inside, part.name)
        elif part.text:
            yield part.name, part.text


def closed_parts(data: bytes, name: str) -> Texts:
    """Yield what a file holds that nobody could look into, and why.

    Args:
        data: the file's bytes.
        name: its name, for messages; a part is named behind `!`.

    """
    for part, _ in _walked(data, name, 0, _Budget()):
        if part.closed:
            yield part.name, part.closed


def _walked(
    data: bytes, name: str, depth: int, budget: _Budget
) -> Iterator[tuple[_Part, bytes | None]]:
    """Yield all parts of a file, and itself, each that is a file with its bytes."""
    for part in _parts(data, name, budget):
        if part.data is None:
            yield part, None
        elif depth + 1 < _DEEPEST:
            yield from _walked(part.data, part.name, depth + 1, budget)
        else:
            yield part, part.data
            if any(_parts(part.data, part.name, budget)):
                yield _Part(part.name, closed="it stands too deep in other files"), None
    yield _Part(name), data


def _parts(data: bytes, name: str, budget: _Budget) -> Iterator[_Part]:
    if data.startswith(_ZIP):
        yield from _zipped(data, name, budget)
    elif data.startswith((_GZIP, _BZIP, _XZ)):
        yield from _unpacked(data, name, budget)
    elif data[_TAR_AT:].startswith(_TAR):
        yield from _taped(data, name, budget)
    elif data.startswith(b"SQLite format 3\0"):
        yield from (_Part(part, text) for part, text in _rows(data, name))
    elif _PDF in data[:_PDF_HEAD]:
        yield from _printed(data, name)
    elif b";base64," in data:
        yield from _in_addresses(data, name)
    for start, kind in _UNOPENED.items():
        if data.startswith(start):
            yield _Part(name, closed=f"it is an archive of the kind {kind}, which is not opened")


def _in_addresses(data: bytes, name: str) -> Iterator[_Part]:
    for number, match in enumerate(_DATA.finditer(data), 1):
        with suppress(binascii.Error, ValueError):
            inside = base64.b64decode(match[1], validate=False)
            yield _Part(f"{name}!{number}", data=inside)


def _zipped(data: bytes, name: str, budget: _Budget) -> Iterator[_Part]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield _Part(name, archive.comment.decode("utf-8", "replace"))
            for entry in archive.infolist():
                yield from _entry(archive, entry, f"{name}!{entry.filename}", budget)
    except BROKEN:
        yield _Part(name, closed=_DAMAGED)


def _entry(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, shown: str, budget: _Budget
) -> Iterator[_Part]:
    yield _Part(shown, entry.filename)
    yield _Part(shown, entry.comment.decode("utf-8", "replace"))
    if entry.flag_bits & _ENCRYPTED:
        yield _Part(shown, closed=_LOCKED)
        return
    try:
        with archive.open(entry) as stream:
            yield from _read(stream.read, shown, budget)
    except BROKEN:
        yield _Part(shown, closed=_DAMAGED)


def _read(read: Callable[[int], bytes], name: str, budget: _Budget) -> Iterator[_Part]:
    """Yield what comes out of an archive, as far as it may."""
    inside = read(budget.left + 1)
    if len(inside) > budget.left:
        yield _Part(name, closed=_TOO_LARGE)
        inside = inside[: budget.left]
    budget.left -= len(inside)
    yield _Part(name, data=inside)


def _unpacked(data: bytes, name: str, budget: _Budget) -> Iterator[_Part]:
    packed = io.BytesIO(data)
    try:
        if data.startswith(_GZIP):
            with gzip.GzipFile(fileobj=packed) as stream:
                yield from _read(stream.read, name, budget)
        elif data.startswith(_BZIP):
            with bz2.BZ2File(packed) as stream:
                yield from _read(stream.read, name, budget)
        else:
            unpack = lzma.LZMADecompressor(memlimit=_MOST).decompress
            yield from _read(lambda most: unpack(data, most), name, budget)
    except (OSError, EOFError, zlib.error, lzma.LZMAError, MemoryError):
        yield _Part(name, closed=_DAMAGED)


def _taped(data: bytes, name: str, budget: _Budget) -> Iterator[_Part]:
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for member in archive:
                shown = f"{name}!{member.name}"
                yield _Part(shown, f"{member.name}\n{member.uname}\n{member.gname}")
                stream = archive.extractfile(member) if member.isfile() else None
                if stream is not None:
                    yield from _read(stream.read, shown, budget)
    except (tarfile.TarError, *BROKEN):
        yield _Part(name, closed=_DAMAGED)


def _printed(data: bytes, name: str) -> Iterator[_Part]:
    found = pdf_contents(data)
    for text in found.texts:
        yield _Part(name, text)
    for inside in found.files:
        yield _Part(name, data=inside)
    if found.closed:
        yield _Part(name, closed=_PDF_CLOSED.get(found.closed, _DAMAGED))


def _rows(data: bytes, name: str) -> Texts:
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(data)
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (table,) in tables.fetchall():
            quoted = str(table).replace('"', '""')
            for row in connection.execute(f'SELECT * FROM "{quoted}"'):  # noqa: S608 - its own name
                for value in row:
                    if isinstance(value, str):
                        yield f"{name}!{table}", value
                    elif isinstance(value, bytes):
                        yield f"{name}!{table}", value.decode("utf-8", "replace")
    except sqlite3.Error:
        return
    finally:
        connection.close()


def _own_texts(data: bytes, name: str) -> Texts:
    """Yield what bytes say in the charsets that they may be in."""
    said = _beside_pixels(data)
    try:
        text = said.decode()
    except UnicodeDecodeError:
        yield name, said.decode("utf-8", "replace")
        if b"\0" not in said:
            yield name, said.decode("cp1251", "replace")
    else:
        yield name, _without_long_runs(text)
    if said.count(b"\0") >= _FEW:  # EXIF and SQLite write texts in UTF-16 too
        for codec in ("utf-16-le", "utf-16-be"):
            yield name, said.decode(codec, "replace")
            yield name, said[1:].decode(codec, "replace")


def _without_long_runs(text: str) -> str:
    """Return a text without files in base64, which have been looked into already."""
    if ";base64," not in text:
        return text
    return _LONG_RUN.sub(b"", text.encode()).decode("utf-8", "replace")


def _beside_pixels(data: bytes) -> bytes:
    """Return what a picture says, without its pixels; any other file whole."""
    if data.startswith(_JPEG):
        start, end = data.find(_SCAN), data.rfind(_END)
        return data if start < 0 else data[:start] + b"\n" + data[max(start, end) :]
    if data.startswith(_PNG):
        return b"\n".join(_png_chunks(data))
    return data


def _png_chunks(data: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        if kind != b"IDAT":
            yield body
        if kind in (b"zTXt", b"iTXt", b"iCCP"):
            yield _inflated(body)
        at += 12 + size
    yield data[at:]


def _inflated(body: bytes) -> bytes:
    """Return what is compressed in a chunk, wherever that begins."""
    start = body.find(b"\x78")
    while start >= 0:
        try:
            return zlib.decompressobj().decompress(body[start:], _MOST)
        except zlib.error:
            start = body.find(b"\x78", start + 1)
    return b""
