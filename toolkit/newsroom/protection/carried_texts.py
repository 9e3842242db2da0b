"""Carried texts: all that the bytes of a file say, in the archives and databases inside it too."""

import base64
import binascii
import gzip
import io
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator

from toolkit.base.zip_archives import BROKEN

__all__ = ["carried_texts"]

_DEEPEST = 4
_MOST = 256 * 1024 * 1024
_FEW = 16
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_SCAN, _END = b"\xff\xda", b"\xff\xd9"
_DATA = re.compile(rb"data:[\w/+.-]*(?:;[\w=.-]+)*;base64,([A-Za-z0-9+/=\s]{8,})")
_LONG_RUN = re.compile(rb"[A-Za-z0-9+/=]{400,}")
Texts = Iterator[tuple[str, str]]


def carried_texts(data: bytes, name: str, depth: int = 0) -> Texts:
    """Yield what a file says, each text with the name of the part that says it.

    Archives (EPUB, DOCX, XLSX, ODS, ZIP), gzip, SQLite, what pictures say beside their pixels, and
    files inside addresses (`data:`) are opened.

    Args:
        data: the file's bytes.
        name: its name, for messages; a part is named behind `!`.
        depth: how many files it stands in.

    """
    if depth < _DEEPEST:
        yield from _parts(data, name, depth)
    yield from _own_texts(data, name)


def _parts(data: bytes, name: str, depth: int) -> Texts:
    if data.startswith(b"PK"):
        yield from _zipped(data, name, depth)
    elif data.startswith(b"\x1f\x8b"):
        try:
            with gzip.open(io.BytesIO(data)) as file:
                yield from carried_texts(file.read(_MOST), name, depth + 1)
        except (OSError, EOFError, zlib.error):
            return
    elif data.startswith(b"SQLite format 3\0"):
        yield from _rows(data, name)
    elif b";base64," in data:
        for number, match in enumerate(_DATA.finditer(data), 1):
            try:
                inside = base64.b64decode(match[1], validate=False)
            except (binascii.Error, ValueError):
                continue
            yield from carried_texts(inside, f"{name}!{number}", depth + 1)


def _zipped(data: bytes, name: str, depth: int) -> Texts:
    left = _MOST
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield name, archive.comment.decode("utf-8", "replace")
            for entry in archive.infolist():
                shown = f"{name}!{entry.filename}"
                yield shown, entry.filename
                yield shown, entry.comment.decode("utf-8", "replace")
                with archive.open(entry) as stream:
                    inside = stream.read(left)
                left -= len(inside)
                yield from carried_texts(inside, shown, depth + 1)
    except BROKEN:
        return


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
