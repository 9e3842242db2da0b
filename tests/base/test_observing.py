"""Observing: all that passes the doors of base.files is told to who asks."""

from pathlib import Path

import pytest

from toolkit.base.errors import ToolkitError
from toolkit.base.files import is_there, read_below, read_file
from toolkit.base.observing import CHANGED, MISSING, THERE, digest_of, observed


def test_what_was_read_is_told_with_its_digest(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"x")
    with observed() as seen:
        read_file(file)
    assert seen == {file: digest_of(b"x")}


def test_what_was_not_there_is_told(tmp_path: Path) -> None:
    with observed() as seen:
        read_file(tmp_path / "a", missing=b"")
        assert not is_there(tmp_path / "b")
        with pytest.raises(ToolkitError):
            read_file(tmp_path / "c")
    assert seen == {tmp_path / name: MISSING for name in "abc"}


def test_a_file_that_was_only_looked_for_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with observed() as seen:
        assert is_there(tmp_path / "a")
    assert seen == {tmp_path / "a": THERE}


def test_what_a_document_links_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "rules.its").write_bytes(b"r")
    with observed() as seen:
        read = read_below(tmp_path)
        read("rules.its")
        read("missing.its")
        read("https://example.org/")
    assert seen == {
        (tmp_path / "rules.its").resolve(): digest_of(b"r"),
        (tmp_path / "missing.its").resolve(): MISSING,
    }


def test_a_file_that_changed_meanwhile_is_told_as_such(tmp_path: Path) -> None:
    file = tmp_path / "a"
    with observed() as seen:
        for text in (b"x", b"y"):
            file.write_bytes(text)
            read_file(file)
    assert seen == {file: CHANGED}


def test_work_inside_work_is_told_to_both(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    with observed() as outer, observed() as inner:
        read_file(tmp_path / "a")
    assert inner == outer != {}


def test_nobody_is_told_where_nobody_asks(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    with observed() as seen:
        pass
    read_file(tmp_path / "a")
    assert seen == {}
