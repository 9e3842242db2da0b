"""What a process that was killed left behind is removed by the next one, and nothing else is."""

import os
import tempfile
import time
from pathlib import Path

import pytest

from tests.base.disks import die, in_child, needs_fork, on_nth_call
from toolkit.base.leftovers import at_work, sweep, temporary_folder
from toolkit.base.locks import lock
from toolkit.base.replacement import replace_all, write_atomically

LEFT = ".a.html.123-456.0.old"


@pytest.fixture(autouse=True)
def _anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.mark.parametrize("name", [LEFT, ".a.html.1-2.13.new"])
def test_what_is_left_is_removed(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("name", encoding="utf-8")
    for _ in range(100):  # another test may be at work in a folder above
        sweep.cache_clear()
        sweep(tmp_path)
        if not (tmp_path / name).exists():
            break
        time.sleep(0.05)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a.html", ".a.html.lock", "a.1-2.0.old", ".a.1-2.0.old.txt"])
def test_other_files_stay(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x", encoding="utf-8")
    sweep(tmp_path)
    assert (tmp_path / name).exists()


@needs_fork
@pytest.mark.parametrize("held", [".", "en"])
def test_what_another_process_is_at_work_on_stays(tmp_path: Path, held: str) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / LEFT).write_text("x", encoding="utf-8")
    with at_work([tmp_path / held]):
        in_child(lambda: sweep(tmp_path / "en"))
    assert (tmp_path / "en" / LEFT).exists()


@pytest.mark.parametrize("same", [True, False])
def test_whoever_writes_sweeps_first(tmp_path: Path, same: bool) -> None:
    (tmp_path / "a.html").write_bytes(b"new" if same else b"old")
    (tmp_path / LEFT).write_text("name", encoding="utf-8")
    write_atomically(tmp_path / "a.html", b"new")
    assert [each.name for each in tmp_path.iterdir()] == ["a.html"]


@pytest.mark.slow
@needs_fork
@pytest.mark.parametrize("number", range(1, 40, 3))
def test_whenever_a_process_dies_the_next_one_leaves_nothing(tmp_path: Path, number: int) -> None:
    folder = tmp_path / "output"
    files = {folder / name: b"new" for name in ("a", "b", "en/c")}
    replace_all(dict.fromkeys(files, b"name"))

    def die_at() -> None:
        with pytest.MonkeyPatch.context() as patch:
            on_nth_call(patch, number, die)
            replace_all(files)

    in_child(die_at)
    sweep.cache_clear()
    replace_all(files)
    left = sorted(path.name for path in folder.rglob("*") if path.is_file())
    assert left == ["a", "b", "c"]
    assert {path.read_bytes() for path in files} == {b"new"}


def test_a_temporary_folder_is_gone_afterwards() -> None:
    with temporary_folder("toolkit-test-") as folder:
        (folder / "a").write_text("x", encoding="utf-8")
    assert not folder.exists()


@needs_fork
def test_the_folder_of_a_process_that_died_goes_and_that_of_another_stays(tmp_path: Path) -> None:
    def make_and_die() -> None:
        with temporary_folder("toolkit-test-") as folder:
            (folder / "a").write_text("name", encoding="utf-8")
            os._exit(1)

    in_child(make_and_die)
    assert len(list(tmp_path.iterdir())) == 1
    with temporary_folder("toolkit-test-") as one, temporary_folder("toolkit-test-") as other:
        assert set(tmp_path.iterdir()) == {one, other}


def test_the_lock_of_a_process_that_died_goes_and_one_that_is_held_stays(tmp_path: Path) -> None:
    (tmp_path / ".a.po.lock").write_text(" process 12 on host", encoding="utf-8")
    with lock(tmp_path / "b.po"):
        sweep(tmp_path)
        assert [each.name for each in tmp_path.iterdir()] == [".b.po.lock"]
