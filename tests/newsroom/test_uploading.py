from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from tests.newsrooms import contents, make, translate
from toolkit.base.errors import ToolkitError
from toolkit.newsroom.project import Project
from toolkit.newsroom.publishing.published import RECORD
from toolkit.newsroom.stores import Store
from toolkit.newsroom.uploading import UPLOADED, Uploaded, fetch_record, upload

Act = Callable[[], object]

pytest.importorskip("fsspec", reason="NOT TESTED: the extra “cluster” is missing")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = make(tmp_path / "news")
    translate(project, "kk")
    project.build()
    return project


def output(project: Project) -> Path:
    return project.settings.root / "output"


def published(folder: Path) -> dict[str, bytes]:
    return {path: data for path, data in contents(folder).items() if path != UPLOADED}


def cut_off(project: Project, url: str, method: str, is_late: Callable[[str], bool]) -> None:
    """Have an upload fail at the first path that is too late for a method of the store."""
    works = getattr(Store, method)

    def fail(self: Store, path: str, *data: bytes) -> None:
        if is_late(path):
            raise ToolkitError.because("store", "the store cannot be written")
        works(self, path, *data)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, method, fail)
        with pytest.raises(ToolkitError):
            upload(url, output(project))


def test_the_store_has_the_output(project: Project, tmp_path: Path) -> None:
    upload((tmp_path / "site").as_uri(), output(project))
    assert published(tmp_path / "site") == contents(output(project))


def test_a_second_time_nothing_is_written(project: Project, tmp_path: Path) -> None:
    url = (tmp_path / "site").as_uri()
    upload(url, output(project))
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")}
    done = upload(url, output(project))
    assert not done.changed
    assert before == {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")}


def test_what_is_missing_there_is_brought_again(project: Project, tmp_path: Path) -> None:
    url = (tmp_path / "site").as_uri()
    upload(url, output(project))
    (tmp_path / "site/kk/bridge.html").unlink()
    assert upload(url, output(project)).changed == ("kk/bridge.html",)


@pytest.mark.slow
def test_what_is_withdrawn_is_removed_and_others_files_stay(
    project: Project, tmp_path: Path
) -> None:
    url = (tmp_path / "site").as_uri()
    upload(url, output(project))
    (tmp_path / "site/robots.txt").write_text("Mine")
    translate(project, "kk", but="")
    project.build()
    assert "kk/bridge.html" in upload(url, output(project)).removed
    assert (tmp_path / "site/robots.txt").exists()
    assert not (tmp_path / "site/kk/bridge.html").exists()


def test_an_upload_that_was_cut_off_is_finished_by_the_next(
    project: Project, tmp_path: Path
) -> None:
    url, written = (tmp_path / "site").as_uri(), count()
    cut_off(project, url, "write", lambda _: next(written) == 3)
    upload(url, output(project))
    assert published(tmp_path / "site") == contents(output(project))


@pytest.mark.slow
def test_what_came_before_an_upload_was_cut_off_is_withdrawn(
    project: Project, tmp_path: Path
) -> None:
    url = (tmp_path / "site").as_uri()
    cut_off(project, url, "write", lambda path: path == "kk/index.html")
    assert (tmp_path / "site/kk/bridge.html").exists()
    translate(project, "kk", but="")
    fetch_record(url, output(project))
    project.build()
    assert "kk/bridge.html" in upload(url, output(project)).removed
    assert published(tmp_path / "site") == contents(output(project))


def upload_while(monkeypatch: pytest.MonkeyPatch, url: str, folder: Path, act: Act) -> Uploaded:
    """Upload a folder while another build acts on it: after each file that is written."""
    write = Store.write

    def meanwhile(self: Store, path: str, data: bytes) -> None:
        write(self, path, data)
        act()

    with monkeypatch.context() as patch:
        patch.setattr(Store, "write", meanwhile)
        return upload(url, folder)


def test_a_page_that_another_build_removes_meanwhile_is_not_emptied(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, url = output(project) / "kk/bridge.html", (tmp_path / "site").as_uri()
    with pytest.raises(ToolkitError, match=r"output/kk/bridge\.html"):
        upload_while(monkeypatch, url, output(project), lambda: page.unlink(missing_ok=True))
    assert not (tmp_path / "site/kk/bridge.html").exists()


def test_a_page_that_another_build_writes_meanwhile_is_known_as_it_came(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, url = output(project) / "kk/bridge.html", (tmp_path / "site").as_uri()
    upload_while(monkeypatch, url, output(project), lambda: page.write_bytes(b"<p>New"))
    assert (tmp_path / "site/kk/bridge.html").read_bytes() == b"<p>New"
    assert upload(url, output(project)).changed == ()


def test_a_record_in_the_store_removes_nothing_beside_the_folder(
    project: Project, tmp_path: Path
) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / UPLOADED).write_text('{"../mine.txt": "", "/etc/x": ""}')
    assert upload((tmp_path / "site").as_uri(), output(project)).removed == ()
    assert (tmp_path / "mine.txt").exists()


@pytest.mark.slow
def test_a_removal_that_was_cut_off_is_finished_by_the_next(
    project: Project, tmp_path: Path
) -> None:
    url = (tmp_path / "site").as_uri()
    upload(url, output(project))
    translate(project, "kk", but="")
    project.build()

    cut_off(project, url, "remove", lambda _: True)
    upload(url, output(project))
    assert published(tmp_path / "site") == contents(output(project))


def test_a_build_in_an_empty_folder_goes_on_from_what_the_store_has(
    project: Project, tmp_path: Path
) -> None:
    url = (tmp_path / "site").as_uri()
    upload(url, output(project))
    fetch_record(url, tmp_path / "fresh")
    assert contents(tmp_path / "fresh") == {RECORD: (output(project) / RECORD).read_bytes()}
    assert upload(url, tmp_path / "fresh").changed == ()
    assert published(tmp_path / "site") == contents(output(project))
