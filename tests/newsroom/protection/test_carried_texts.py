import base64
import bz2
import gzip
import io
import lzma
import sqlite3
import tarfile
import zlib
from pathlib import Path

import pytest

from tests.archives import zipped
from tests.newsroom.protection.identities import protect
from toolkit.newsroom.protection.carried_texts import _Budget, carried_texts, closed_parts
from toolkit.newsroom.protection.leaks import names_in

NAME = "Айгерім"


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


def taped(name: str, data: bytes) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        entry = tarfile.TarInfo(name)
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    return target.getvalue()


def office(part: str) -> bytes:
    """Return an office file with a name in one of its parts, which its program has cut."""
    return zipped({part: f"<t>{NAME[:3]}</t><t>{NAME[3:]}</t>"})


def film(box: bytes) -> bytes:
    inside = (8 + len(RAW)).to_bytes(4, "big") + box + RAW
    return b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + inside


RAW = NAME.encode()
JPEG = b"\xff\xd8\xff\xe1" + RAW + b"\xff\xda" + b"\x01" * 9 + b"\xff\xd9"


@pytest.mark.parametrize(
    "data",
    [
        RAW,
        zipped({"a.xml": RAW}),
        zipped({"b.docx": zipped({"a.xml": RAW})}),
        zipped({f"{NAME}.xml": b""}),
        gzip.compress(RAW, mtime=0),
        bz2.compress(RAW),
        lzma.compress(RAW),
        gzip.compress(taped("x.docx", zipped({"a.xml": RAW})), mtime=0),
        taped(f"{NAME}.txt", b""),
        film(b"\xa9ART"),
        JPEG,
        NAME.encode("cp1251"),
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


def test_a_name_in_a_blob_of_a_database_is_found_across_its_pages(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a BLOB)")
    connection.executemany("INSERT INTO t VALUES (?)", [(NAME.encode() * 3000,)])
    connection.commit()
    connection.close()
    shown = dict(carried_texts(path.read_bytes(), "x"))
    assert shown["x!t"] == NAME * 3000


def test_a_part_is_named() -> None:
    inside = zipped({"b.docx": zipped({"a.xml": RAW})})
    names = [name for name, _ in carried_texts(inside, "x.zip")]
    assert "x.zip!b.docx!a.xml" in names


@pytest.mark.parametrize("data", [b"PK\3\4broken", b"\x1f\x8bbroken", b"SQLite format 3\0broken"])
def test_what_is_damaged_is_looked_through_as_it_stands(data: bytes) -> None:
    assert any("broken" in text for _, text in carried_texts(data, "x"))


@pytest.mark.parametrize(
    "part", ["xl/sharedStrings.xml", "ppt/slides/slide1.xml", "content.xml", "word/comments.xml"]
)
def test_a_name_that_an_office_program_has_cut_is_found(part: str, tmp_path: Path) -> None:
    assert names_in(office(part), "x", protect(tmp_path))


def locked() -> bytes:
    """Return an archive whose entry says that it is encrypted."""
    data = bytearray(zipped({"a.txt": b"x"}))
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    return bytes(data)


def nested(depth: int) -> bytes:
    data = RAW
    for _ in range(depth):
        data = gzip.compress(data, mtime=0)
    return data


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"PK\3\4broken", "it is damaged"),
        (b"\x1f\x8bbroken", "it is damaged"),
        (b"BZhbroken", "it is damaged"),
        (b"\xfd7zXZ\0broken", "it is damaged"),
        (gzip.compress(RAW * 9)[:-9], "it is damaged"),
        (locked(), "it is encrypted"),
        (b"7z\xbc\xaf\x27\x1c", "it is an archive of the kind 7z, which is not opened"),
        (b"Rar!\x1a\x07\1", "it is an archive of the kind RAR, which is not opened"),
        (
            zipped({"a.rar": b"Rar!\x1a\x07\1"}),
            "it is an archive of the kind RAR, which is not opened",
        ),
        (nested(6), "it stands too deep in other files"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_nobody_can_look_into_is_said(data: bytes, why: str) -> None:
    assert [each for _, each in closed_parts(data, "x")] == [why]


@pytest.mark.parametrize("data", [RAW, zipped({"a.xml": RAW}), JPEG, nested(3), b"PK is a text"])
def test_what_was_looked_into_is_not_said(data: bytes) -> None:
    assert list(closed_parts(data, "x")) == []


def test_archives_together_may_hold_no_more_than_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many archives in an archive would else come out as many times its size."""
    monkeypatch.setattr("toolkit.newsroom.protection.carried_texts._Budget", lambda: _Budget(50))
    data = zipped({"a.gz": gzip.compress(b"x" * 1000, mtime=0)})
    assert list(closed_parts(data, "x")) == [
        ("x!a.gz", "it is too large, or made to take too long")
    ]
