"""Files are written whole or not at all, whatever fails and whenever the process dies."""

import errno
import os
import signal
import stat
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from tests.base.disks import CALLS, die, in_child, needs_fork, on_nth_call, tree
from toolkit.base.errors import ToolkitError
from toolkit.base.replacement import replace_all, write_atomically


def _fail() -> None:
    raise OSError(28, "No space left on device")


def _wanted(folder: Path) -> dict[Path, bytes]:
    """Return what is to be written: two files that exist and differ, one that is new."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "one.po").write_bytes(b"old one")
    (folder / "two.po").write_bytes(b"old two")
    return {
        folder / "one.po": b"new one",
        folder / "new" / "folder" / "three.po": b"new three",
        folder / "two.po": b"new two",
    }


@pytest.fixture
def files(tmp_path: Path) -> Mapping[Path, bytes]:
    return _wanted(tmp_path)


# --- one file -------------------------------------------------------------------------------


def test_a_new_file_is_written(tmp_path: Path) -> None:
    path = tmp_path / "new" / "kk.po"
    assert write_atomically(path, b"text")
    assert path.read_bytes() == b"text"


def test_the_same_content_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "kk.po"
    path.write_bytes(b"text")
    before = path.stat().st_mtime_ns, path.stat().st_ino
    assert not write_atomically(path, b"text")
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before


def test_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    write_atomically(tmp_path / "kk.po", b"text")
    assert tree(tmp_path) == {"kk.po": b"text"}


@pytest.mark.parametrize("mode", [0o600, 0o664, 0o755])
def test_the_mode_of_a_file_stays(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "kk.po"
    path.write_bytes(b"old")
    path.chmod(mode)
    write_atomically(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_the_mode_of_a_new_file_follows_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "kk.po", b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "kk.po").stat().st_mode) == 0o640


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real.po").write_bytes(b"old")
    (tmp_path / "kk.po").symlink_to("real.po")
    write_atomically(tmp_path / "kk.po", b"new")
    assert (tmp_path / "kk.po").is_symlink()
    assert (tmp_path / "real.po").read_bytes() == b"new"


def test_a_folder_that_is_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "folder").symlink_to("real")
    path = tmp_path / "folder" / "kk.po"
    assert replace_all({path: b"new"}) == [str(path)]
    assert (tmp_path / "folder").is_symlink()
    assert (tmp_path / "real" / "kk.po").read_bytes() == b"new"


def test_two_names_of_one_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "folder").symlink_to("real")
    with pytest.raises(ToolkitError, match="same place"):
        replace_all({tmp_path / "folder" / "kk.po": b"x", tmp_path / "real" / "kk.po": b"y"})


@pytest.mark.parametrize("last", [b"a", b"b", b""])
def test_a_long_file_is_compared_and_copied_to_its_end(tmp_path: Path, last: bytes) -> None:
    long, path = tmp_path / "long", tmp_path / "film"
    long.write_bytes(b"x" * 3_000_000 + last)
    path.write_bytes(b"x" * 3_000_000 + b"a")
    assert replace_all({path: long}) == ([] if last == b"a" else [str(path)])
    assert path.read_bytes() == long.read_bytes()


def test_a_name_of_full_length_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("ә" * 125 + ".po")
    assert write_atomically(path, b"text")


def test_a_reader_never_sees_a_part(tmp_path: Path) -> None:
    path = tmp_path / "kk.po"
    contents = [bytes([letter]) * 200_000 for letter in b"abcdef"]
    write_atomically(path, contents[0])
    seen: set[bytes] = set()
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            seen.add(path.read_bytes())

    reader = threading.Thread(target=look)
    reader.start()
    for content in contents * 5:
        write_atomically(path, content)
    done.set()
    reader.join()
    assert seen <= set(contents)


# --- several files --------------------------------------------------------------------------


def test_all_files_are_written(files: Mapping[Path, bytes]) -> None:
    assert replace_all(files) == list(map(str, files))
    assert {path: path.read_bytes() for path in files} == files


def test_only_what_differs_is_returned(files: Mapping[Path, bytes]) -> None:
    replace_all({next(iter(files)): b"new one"})
    assert replace_all(files) == list(map(str, files))[1:]


def test_nothing_is_left_beside_several_files(files: Mapping[Path, bytes], tmp_path: Path) -> None:
    replace_all(files)
    assert [name for name in tree(tmp_path) if "/." in f"/{name}"] == []


def test_nothing_to_write_is_nothing_done(tmp_path: Path) -> None:
    assert replace_all({}) == []
    assert tree(tmp_path) == {}


def _impossible(folder: Path) -> Iterator[tuple[str, dict[Path, bytes]]]:
    (folder / "folder").mkdir(exist_ok=True)
    (folder / "file").write_bytes(b"old")
    yield "is a folder", {folder / "folder": b"x"}
    yield "parent is a file", {folder / "file" / "kk.po": b"x"}
    yield "parent is to be a file", {folder / "a": b"x", folder / "a" / "b": b"x"}
    yield "twice", {folder / "a": b"x", folder / "folder" / ".." / "a": b"y"}
    yield "device", {Path("/dev/null"): b"x"}
    yield "name too long", {folder / ("x" * 300): b"x"}
    yield "no such place", {Path("/proc/no/such/place"): b"x"}


@pytest.mark.parametrize("number", range(7))
def test_what_cannot_be_is_refused_before_anything_is_written(tmp_path: Path, number: int) -> None:
    _, bad = list(_impossible(tmp_path))[number]
    before = tree(tmp_path)
    with pytest.raises(ToolkitError):
        replace_all({tmp_path / "first": b"x", **bad})
    assert tree(tmp_path) == before


def test_a_message_names_the_file_and_not_its_neighbour(tmp_path: Path) -> None:
    (tmp_path / "kk.po").mkdir()
    with pytest.raises(ToolkitError) as raised:
        replace_all({tmp_path / "kk.po": b"x"})
    assert str(raised.value.findings[0].location) == str(tmp_path / "kk.po")


def test_a_folder_in_the_place_of_the_file_is_called_one(tmp_path: Path) -> None:
    (tmp_path / "kk.po").mkdir()
    with pytest.raises(ToolkitError, match=r"kk\.po: error: this is a folder, not a file"):
        replace_all({tmp_path / "kk.po": b"x"})


def test_a_message_names_the_file_that_stands_where_a_folder_should(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(ToolkitError) as raised:
        replace_all({tmp_path / "file" / "kk.po": b"x"})
    assert str(raised.value.findings[0].location) == str(tmp_path / "file")


def test_a_folder_without_rights_is_refused(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    tmp_path.chmod(0o500)
    with pytest.raises(ToolkitError, match="Permission denied"):
        replace_all({tmp_path / "kk.po": b"x"})


# --- whatever fails -------------------------------------------------------------------------


def test_every_kind_of_call_is_watched(
    files: Mapping[Path, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = on_nth_call(monkeypatch, 0, _fail)
    replace_all(files)
    assert set(made) == {*CALLS} - {"rename"}


def test_whichever_call_fails_all_is_as_it_was_or_all_is_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, made = 0, [""]
    while number <= len(made):
        number += 1
        folder = tmp_path / str(number)
        files = _wanted(folder)
        before = tree(folder)
        with monkeypatch.context() as patched:
            made = on_nth_call(patched, number, _fail)
            with suppress(ToolkitError):
                replace_all(files)
        all_new = {path: path.read_bytes() for path in files if path.exists()} == files
        assert all_new or tree(folder) == before, f"call {number}, {made[-1]}"
    assert number > 20


def test_whichever_call_is_interrupted_all_is_as_it_was_or_all_is_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    number, made = 0, [""]
    while number <= len(made):
        number += 1
        folder = tmp_path / str(number)
        files = _wanted(folder)
        before = tree(folder)
        with monkeypatch.context() as patched:
            made = on_nth_call(patched, number, interrupt)
            with suppress(KeyboardInterrupt):
                replace_all(files)
        all_new = {path: path.read_bytes() for path in files if path.exists()} == files
        assert all_new or tree(folder) == before, f"call {number}, {made[-1]}"
    assert number > 20


@needs_fork
@pytest.mark.slow
def test_whenever_a_process_dies_the_file_is_old_or_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kk.po"

    def work(number: int) -> None:
        on_nth_call(monkeypatch, number, die)
        write_atomically(path, b"new")

    number, died = 0, True
    while died:
        number += 1
        path.write_bytes(b"old")
        died = in_child(lambda: work(number)) != 0  # noqa: B023 - called at once
        assert path.read_bytes() in {b"old", b"new"}, f"call {number}"
    assert number > 10


@needs_fork
@pytest.mark.slow
def test_whenever_a_process_dies_the_next_one_can_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kk.po"

    def work(number: int) -> None:
        on_nth_call(monkeypatch, number, die)
        write_atomically(path, b"first")

    number, died = 0, True
    while died:
        number += 1
        died = in_child(lambda: work(number)) != 0  # noqa: B023 - called at once
        write_atomically(path, b"second")
        assert path.read_bytes() == b"second", f"call {number}"
    assert number > 10


@needs_fork
def test_a_disk_that_is_full_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "kk.po"
    path.write_bytes(b"old")

    def work() -> None:
        import resource  # noqa: PLC0415 - only the child is to be limited

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        with pytest.raises(ToolkitError):
            write_atomically(path, b"x" * 5000)
        os._exit(7)

    assert in_child(work) == 7
    assert tree(tmp_path) == {"kk.po": b"old"}


def test_a_file_system_without_hard_links_is_written_all_the_same(
    files: Mapping[Path, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(_source: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    assert replace_all(files) == list(map(str, files))


def test_what_cannot_be_put_back_is_left_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {tmp_path / "one.po": b"new one", tmp_path / "two.po": b"new two"}
    for path in files:
        path.write_bytes(b"old " + path.name.encode())
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        if target == tmp_path / "two.po" or str(source).endswith(".old"):
            raise OSError(errno.EIO, "Input/output error")
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(ToolkitError):
        replace_all(files)
    assert b"old one.po" in tree(tmp_path).values()
