import os
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from tests.newsrooms import contents, make
from toolkit.base.errors import ToolkitError
from toolkit.newsroom.mirroring import MIRROR, mirrored, mirrored_for_worker
from toolkit.newsroom.stores import Store

pytest.importorskip("fsspec", reason="NOT TESTED: the extra “cluster” is missing")
LONG_AGO = 1_700_000_000


@pytest.fixture
def far(tmp_path: Path) -> Path:
    make(tmp_path / "far")
    for path in (tmp_path / "far").rglob("*.*"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    return tmp_path / "far"


@pytest.fixture
def near(tmp_path: Path) -> Path:
    (tmp_path / "near").mkdir()
    return tmp_path / "near"


def test_the_copy_is_the_newsroom_without_what_no_build_reads(far: Path, near: Path) -> None:
    expected = contents(far)
    expected.pop("locales/memory.sqlite")
    (far / "output/kk").mkdir(parents=True)
    (far / "output/kk/index.html").write_text("List")
    mirrored(far.as_uri(), near)
    made = contents(near)
    made.pop(MIRROR)
    assert made == expected


@pytest.mark.parametrize(
    "name",
    [
        ".toolkit-cache-status.sqlite",
        "locales/memory.sqlite-wal",
        "locales/.memory.sqlite.unasked",
        "articles/.bridge.txt.lock",
        "signing.key",
    ],
)
def test_what_the_toolkit_keeps_there_stays_there(far: Path, near: Path, name: str) -> None:
    first = mirrored(far.as_uri(), near)
    (far / name).write_bytes(b"x")
    assert mirrored(far.as_uri(), near) == first
    assert not (near / name).exists()


def test_a_copy_that_was_cut_off_is_finished_by_the_next(
    far: Path, near: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Store.read

    def cut(self: Store, paths: Collection[str]) -> Iterator[tuple[str, bytes]]:
        yield from read(self, list(paths)[:1])
        raise ToolkitError.because("store", "the store is gone", None, "try again")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "read", cut)
        with pytest.raises(ToolkitError, match="gone"):
            mirrored(far.as_uri(), near)
    mirrored(far.as_uri(), near)
    assert (near / "articles/bridge.txt").read_bytes() == (far / "articles/bridge.txt").read_bytes()


def test_what_has_not_changed_is_not_read_again(
    far: Path, near: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = mirrored(far.as_uri(), near)
    asked: list[str] = []
    read = Store.read

    def note(self: Store, paths: Collection[str]) -> Iterator[tuple[str, bytes]]:
        asked.extend(paths)
        return read(self, paths)

    monkeypatch.setattr(Store, "read", note)
    assert (mirrored(far.as_uri(), near), asked) == (first, [])


def test_what_changed_comes_and_what_is_gone_goes(far: Path, near: Path) -> None:
    first = mirrored(far.as_uri(), near)
    (far / "articles/bridge.txt").write_text("Heat\n\nIt is hot.\n")
    (far / "locales/bridge.pot").unlink()
    assert mirrored(far.as_uri(), near) != first
    assert (near / "articles/bridge.txt").read_text() == "Heat\n\nIt is hot.\n"
    assert not (near / "locales/bridge.pot").exists()


def test_what_somebody_changed_here_is_never_overwritten(far: Path, near: Path) -> None:
    mirrored(far.as_uri(), near)
    (near / "articles/bridge.txt").write_text("Mine")
    with pytest.raises(ToolkitError, match="was changed here"):
        mirrored(far.as_uri(), near)
    assert (near / "articles/bridge.txt").read_text() == "Mine"


def test_a_folder_with_other_files_is_left_alone(far: Path, near: Path) -> None:
    (near / "notes.txt").write_text("Mine")
    with pytest.raises(ToolkitError, match="something else"):
        mirrored(far.as_uri(), near)
    assert list(contents(near)) == ["notes.txt"]


@pytest.mark.slow
def test_a_copy_of_one_store_does_not_become_that_of_another(
    far: Path, near: Path, tmp_path: Path
) -> None:
    mirrored(far.as_uri(), near)
    make(tmp_path / "other")
    with pytest.raises(ToolkitError, match="is a copy of"):
        mirrored((tmp_path / "other").as_uri(), near)


def test_a_store_without_a_newsroom_is_said(near: Path, tmp_path: Path) -> None:
    with pytest.raises(ToolkitError, match=r"no toolkit\.toml there"):
        mirrored((tmp_path / "empty").as_uri(), near)


def test_a_worker_does_not_work_from_another_state(far: Path) -> None:
    with pytest.raises(ToolkitError) as error:
        mirrored_for_worker(far.as_uri(), "another")
    assert error.value.findings[0].code == "cluster-sources"
