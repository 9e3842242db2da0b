import os
import sqlite3
from pathlib import Path

import pytest

from tests.catalog.memory.memories import contents, entry, make
from toolkit.base.errors import ToolkitError
from toolkit.catalog.memory.schema import APPLICATION_ID, VERSION, connect, create
from toolkit.catalog.memory.store import Memory


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def error_code(path: Path, *, create_missing: bool = True) -> str:
    with pytest.raises(ToolkitError) as raised:
        Memory.open(path, create_missing=create_missing).close()
    return raised.value.findings[0].code


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"SQLite format 3\0", b"\0" * 4096, b"SQLite format 3\0" + b"\xff" * 4096],
)
def test_another_kind_of_file_is_refused_and_left(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "m.sqlite"
    path.write_bytes(content)
    assert error_code(path) == "memory-other"
    assert path.read_bytes() == content
    assert names(tmp_path) == ["m.sqlite"]


def test_another_programs_database_is_refused_and_left(tmp_path: Path) -> None:
    path = tmp_path / "m.sqlite"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE message (id)")
    other.execute("PRAGMA user_version = 1")
    other.close()
    before = path.read_bytes()
    assert error_code(path) == "memory-other"
    assert path.read_bytes() == before
    assert names(tmp_path) == ["m.sqlite"]


def test_another_version_is_refused_and_left(tmp_path: Path) -> None:
    path = tmp_path / "m.sqlite"
    other = sqlite3.connect(path)
    other.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    other.execute(f"PRAGMA user_version = {VERSION + 1}")
    other.close()
    before = path.read_bytes()
    assert error_code(path) == "memory-version"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE block",
        "CREATE TRIGGER t AFTER INSERT ON message BEGIN DELETE FROM translation; END",
        "CREATE VIEW v AS SELECT 1",
    ],
)
def test_changed_tables_are_damage(tmp_path: Path, statement: str) -> None:
    path = make(tmp_path / "m.sqlite", [entry()])
    other = sqlite3.connect(path)
    other.execute(statement)
    other.close()
    assert error_code(path) == "memory-damaged"


def test_damaged_pages_are_told_without_a_traceback(tmp_path: Path) -> None:
    path = make(tmp_path / "m.sqlite", [entry(f"Text {n}", f"Мәтін {n}") for n in range(500)])
    data = bytearray(path.read_bytes())
    data[4096 * 2 :] = b"\xa5" * (len(data) - 4096 * 2)
    path.write_bytes(data)
    with pytest.raises(ToolkitError) as raised:
        contents(path)
    assert raised.value.findings[0].code == "memory-damaged"


def test_no_memory_is_told(tmp_path: Path) -> None:
    assert error_code(tmp_path / "m.sqlite", create_missing=False) == "no-memory"
    assert names(tmp_path) == []


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert error_code(tmp_path) == "unreadable"


def test_a_new_memory_is_one_file(tmp_path: Path) -> None:
    create(tmp_path / "new" / "m.sqlite")
    assert names(tmp_path / "new") == ["m.sqlite"]


def test_making_a_memory_twice_keeps_it(tmp_path: Path) -> None:
    path = make(tmp_path / "m.sqlite", [entry()])
    create(path)
    assert contents(path) == [entry()]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "m.sqlite")
    make(tmp_path / "link", [entry()])
    assert (tmp_path / "link").is_symlink()
    assert contents(tmp_path / "m.sqlite") == [entry()]


def test_the_log_of_a_memory_that_is_gone_is_not_taken_over(tmp_path: Path) -> None:
    log = tmp_path / "m.sqlite-wal"
    log.write_bytes(b"what was added last")
    assert error_code(tmp_path / "m.sqlite") == "memory-leavings"
    assert log.read_bytes() == b"what was added last"


def test_names_of_all_kinds_are_opened(tmp_path: Path) -> None:
    path = make(tmp_path / "a?b#c%20 жады'.sqlite", [entry()])
    assert contents(path) == [entry()]


def test_a_memory_keeps_a_write_ahead_log(tmp_path: Path) -> None:
    connection = connect(make(tmp_path / "m.sqlite"))
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_memory_that_may_not_be_written_can_be_read(tmp_path: Path) -> None:
    path = make(tmp_path / "m.sqlite", [entry()])
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        assert contents(path) == [entry()]
    finally:
        tmp_path.chmod(0o755)
