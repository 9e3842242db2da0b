import base64
import gzip
import io
import sqlite3
import zipfile
import zlib
from pathlib import Path

import pytest

from toolkit.newsroom.protection.carried_texts import carried_texts

NAME = "Айгерім"


def zipped(name: str, data: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, data)
    return target.getvalue()


def database(folder: Path) -> bytes:
    path = folder / "x.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a TEXT)")
    connection.execute("INSERT INTO t VALUES (?)", (NAME,))
    connection.commit()
    connection.close()
    return path.read_bytes()


def png(kind: bytes, body: bytes) -> bytes:
    chunk = len(body).to_bytes(4, "big") + kind + body + b"\0" * 4
    return b"\x89PNG\r\n\x1a\n" + chunk


RAW = NAME.encode()
JPEG = b"\xff\xd8\xff\xe1" + RAW + b"\xff\xda" + b"\x01" * 9 + b"\xff\xd9"


@pytest.mark.parametrize(
    "data",
    [
        RAW,
        zipped("a.xml", RAW),
        zipped("b.docx", zipped("a.xml", RAW)),
        zipped(f"{NAME}.xml", b""),
        gzip.compress(RAW, mtime=0),
        JPEG,
        b"\0" * 20 + NAME.encode("utf-16-le"),
        b"\0" * 21 + NAME.encode("utf-16-be"),
        png(b"tEXt", b"Author\0" + RAW),
        png(b"zTXt", b"Author\0\0" + zlib.compress(RAW)),
        b'<img src="data:image/png;base64,' + base64.b64encode(JPEG) + b'">',
    ],
    ids=lambda data: f"{len(data)} bytes",
)
def test_a_text_is_found_wherever_it_is_carried(data: bytes) -> None:
    assert any(NAME in text for _, text in carried_texts(data, "x"))


def test_a_database_says_its_rows(tmp_path: Path) -> None:
    assert ("x!t", NAME) in list(carried_texts(database(tmp_path), "x"))


def test_a_part_is_named() -> None:
    inside = zipped("b.docx", zipped("a.xml", RAW))
    names = [name for name, _ in carried_texts(inside, "x.zip")]
    assert "x.zip!b.docx!a.xml" in names


@pytest.mark.parametrize("data", [b"PK\3\4broken", b"\x1f\x8bbroken", b"SQLite format 3\0broken"])
def test_what_is_damaged_is_looked_through_as_it_stands(data: bytes) -> None:
    assert any("broken" in text for _, text in carried_texts(data, "x"))
