"""Files are read and decoded strictly; what cannot be is named with its place."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.base.errors import ToolkitError
from toolkit.base.files import content_of, decode, read_below, read_file, require_folder


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"text")
    assert read_file(tmp_path / "a") == b"text"


def test_a_file_in_the_place_of_a_folder_is_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "locales").write_bytes(b"")
    with pytest.raises(
        ToolkitError, match=r"^locales: error: this is a file, but the toolkit"
    ) as caught:
        read_file(tmp_path / "locales" / "kk" / "x.po", "locales/kk/x.po")
    assert [each.code for each in caught.value.findings] == ["no-folder"]


@pytest.mark.parametrize("name", ["none", "folder"])
def test_a_folder_or_nothing_is_as_required(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    require_folder(tmp_path / name, name)


@pytest.mark.parametrize(
    "name", ["none", "a/b", "loop", "x" * 300, "x" * 300 + "/b", "a\0b", "a\0/b"]
)
def test_what_cannot_be_read_is_named_as_the_user_did(name: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"text")
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(ToolkitError, match=r"^shown: error: the file cannot be read: ") as caught:
        read_file(tmp_path / name, "shown")
    assert [each.code for each in caught.value.findings] == ["unreadable"]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ToolkitError, match=r"^a: error: this is a folder,") as caught:
        read_file(tmp_path, "a")
    assert [each.code for each in caught.value.findings] == ["unreadable"]


def test_a_file_that_need_not_be_there_can_be_missing(tmp_path: Path) -> None:
    assert read_file(tmp_path / "none", missing=b"") == b""
    with pytest.raises(ToolkitError):
        read_file(tmp_path, missing=b"")


def test_the_content_of_what_is_no_file_is_none(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"text")
    assert content_of(tmp_path / "a") == b"text"
    assert content_of(tmp_path) is content_of(tmp_path / "none") is None


@pytest.mark.slow
@given(st.text())
def test_what_was_written_as_utf_8_is_read(text: str) -> None:
    assert decode(text.encode("utf-8-sig"), "a") == text


def test_one_byte_order_mark_is_no_text_at_the_head_alone() -> None:
    assert decode("\ufeff\ufeffa".encode(), "a") == "\ufeffa"
    assert decode("\ufeffa".encode(), "a", line=2) == "\ufeffa"


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"\xff", "a:1:1"),
        (b"\xef\xbb\xbfab\xff", "a:1:3"),
        ("ә\r\nәә".encode() + b"\xc3", "a:2:3"),
        (b"a\rb\n\xc3(", "a:3:1"),
    ],
)
def test_a_byte_that_is_not_utf_8_has_its_place(data: bytes, place: str) -> None:
    with pytest.raises(ToolkitError) as caught:
        decode(data, "a", "toml")
    (finding,) = caught.value.findings
    assert (str(finding.location), finding.code) == (place, "toml")


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_a_file_of_wide_characters_is_called_by_its_charset(codec: str) -> None:
    with pytest.raises(ToolkitError, match=rf"^a:1:1: error: the file is {codec[:6].upper()}\."):
        decode("# A".encode(codec), "a")


def test_a_lone_control_character_makes_no_wide_charset() -> None:
    assert decode(b"a\0bc", "a") == "a\0bc"


def test_a_line_of_a_file_knows_its_number() -> None:
    with pytest.raises(ToolkitError, match=r"^a:7:2: error: byte 0xff is not UTF-8"):
        decode(b"x\xff\n", "a", line=7)


# --- what a document names by a link


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.svg").write_bytes(b"<svg/>")
    (tmp_path / "secret").write_bytes(b"x")
    (tmp_path / "in" / "out").symlink_to("../secret")
    (tmp_path / "in" / "loop").symlink_to("loop")
    return tmp_path / "in"


def test_a_file_below_is_read(folder: Path) -> None:
    assert read_below(folder)("./b/../a.svg") == b"<svg/>"


@pytest.mark.parametrize(
    "name",
    ["../secret", "out", "loop", "none", ".", "/etc/passwd", "file:///a.svg", "x" * 5000, "a\0b"],
)
def test_what_is_not_below_is_none(name: str, folder: Path) -> None:
    assert read_below(folder)(name) is None


def test_a_file_that_is_too_large_is_none(folder: Path) -> None:
    assert read_below(folder, 5)("a.svg") is None
    assert read_below(folder, 6)("a.svg") == b"<svg/>"


def test_a_file_without_rights_is_none(folder: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    (folder / "a.svg").chmod(0)
    assert read_below(folder)("a.svg") is None


def test_a_pipe_or_a_device_is_no_file_to_wait_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(ToolkitError, match="a pipe, a socket or a device, not a regular file"):
            read_file(path)


def test_what_a_shell_hands_over_is_read() -> None:
    out, into = os.pipe()
    os.write(into, b"text")
    os.close(into)
    assert read_file(Path(f"/dev/fd/{out}")) == b"text"
    os.close(out)
