"""Documents made elsewhere: any executor will do, so a pool of processes stands for a cluster."""

from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.newsrooms import ARTICLE, contents, make, translate
from toolkit.base.errors import ToolkitError
from toolkit.newsroom.mirroring import mirrored
from toolkit.newsroom.project import Project
from toolkit.newsroom.publishing import Cluster
from toolkit.newsroom.worker_versions import versions

pytestmark = pytest.mark.slow

NUMBERS = range(9)


@pytest.fixture(autouse=True)
def one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772000000")


@pytest.fixture(scope="module")
def pool() -> Iterator[Executor]:
    with ProcessPoolExecutor(2) as executor:
        yield executor


def newsroom(folder: Path) -> Project:
    (folder / "articles").mkdir(parents=True)
    for number in NUMBERS:
        article = ARTICLE.replace("Village", f"Village {number}")
        (folder / f"articles/a{number}.txt").write_text(article, encoding="utf-8")
    project = make(folder)
    for number in NUMBERS:
        translate(project, "kk", document_id=f"a{number}")
    return project


def published(folder: Path) -> Mapping[str, bytes]:
    return contents(folder / "output")


@dataclass
class Breaking(Executor):
    """An executor whose workers die of one document, as a cluster's do."""

    deadly: str
    inner: Executor = field(default_factory=lambda: ThreadPoolExecutor(1))

    def submit(self, function, /, *arguments, **_):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN002, ANN003
        if any(each.source.document_id == self.deadly for each in arguments[0].partition):
            future: Future[object] = Future()
            future.set_exception(MemoryError("Dana Omarova"))
            return future
        return self.inner.submit(function, *arguments)


def test_the_bytes_are_those_of_a_local_build(tmp_path: Path, pool: Executor) -> None:
    here, there = newsroom(tmp_path / "here"), newsroom(tmp_path / "there")
    here.build()
    report = there.build(cluster=Cluster(pool, 2, versions()))
    assert not report.findings
    assert published(tmp_path / "there") == published(tmp_path / "here")


def test_what_was_made_elsewhere_is_not_made_again(tmp_path: Path, pool: Executor) -> None:
    project = newsroom(tmp_path)
    project.build(cluster=Cluster(pool, 2, versions()))
    report = project.build()
    assert (report.changed, dict(report.reasons)) == ((), {})


def test_workers_with_a_copy_from_a_store_make_the_same(tmp_path: Path, pool: Executor) -> None:
    pytest.importorskip("fsspec", reason="NOT TESTED: the extra “cluster” is missing")
    newsroom(tmp_path / "far").build()
    url, near = (tmp_path / "far").as_uri(), tmp_path / "near"
    near.mkdir()
    snapshot = mirrored(url, near)
    project = Project.load(near)
    report = project.build(cluster=Cluster(pool, 2, versions(), url, snapshot))
    assert not report.findings
    assert published(near) == published(tmp_path / "far")
    again = project.build()
    assert (again.changed, dict(again.reasons)) == ((), {})


def test_a_document_that_kills_its_worker_holds_back_itself_alone(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    project.build()
    before = published(tmp_path)
    report = project.build(cluster=Cluster(Breaking("a4"), 1), everything=True)
    (finding,) = report.findings
    assert (finding.code, "a4" in finding.message) == ("cluster-document", True)
    assert "Dana" not in str(finding)
    assert published(tmp_path) == before


def test_a_worker_with_another_version_is_named_and_nothing_is_published(
    tmp_path: Path, pool: Executor
) -> None:
    project = newsroom(tmp_path)
    wanted = {**versions(), "Python": "2.7", "lxml": "1"}
    with pytest.raises(ToolkitError) as error:
        project.build(cluster=Cluster(pool, 2, wanted))
    assert error.value.findings[0].code == "cluster-version"
    assert "instead of 2.7, lxml" in str(error.value)
    assert not (tmp_path / "output").exists()


def test_a_worker_that_has_read_another_file_has_its_document_held_back(tmp_path: Path) -> None:
    project = newsroom(tmp_path)

    class Changing(Executor):
        """Lets a file change after a worker has read it."""

        def submit(self, function, /, *arguments, **_):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN002, ANN003, ANN202
            future: Future[object] = Future()
            future.set_result(function(*arguments))
            if any(each.source.document_id == "a4" for each in arguments[0].partition):
                (tmp_path / "articles/a4.txt").write_text("Heat\n\nIt is hot.\n")
            return future

    report = project.build(cluster=Cluster(Changing(), 2))
    (finding,) = report.findings
    assert (finding.code, str(finding.location)) == ("cluster-sources", "articles/a4.txt")
    assert not (tmp_path / "output/en/a4.html").exists()
    assert (tmp_path / "output/en/a5.html").exists()
    assert not project.build().findings
    assert (tmp_path / "output/en/a4.html").exists()


def test_workers_that_do_not_see_the_folder_say_so(tmp_path: Path) -> None:
    project = newsroom(tmp_path)

    class Elsewhere(Executor):
        """Works where the newsroom's folder is not."""

        def submit(self, function, /, *arguments, **_):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN002, ANN003, ANN202
            future: Future[object] = Future()
            (tmp_path / "toolkit.toml").rename(tmp_path / "away")
            try:
                future.set_result(function(*arguments))
            except ToolkitError as error:
                future.set_exception(error)
            finally:
                (tmp_path / "away").rename(tmp_path / "toolkit.toml")
            return future

    with pytest.raises(ToolkitError, match=r"sees no toolkit\.toml in"):
        project.build(cluster=Cluster(Elsewhere(), 2))


def test_a_lost_cluster_ends_the_build_and_nothing_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = newsroom(tmp_path)
    monkeypatch.setattr("toolkit.newsroom.publishing.elsewhere._POLL_SECONDS", 0.01)

    class Silent(Executor):
        """Never answers."""

        def submit(self, _function, /, *_arguments, **_):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN002, ANN003, ANN202
            return Future()

    with pytest.raises(ToolkitError, match="the cluster is lost: gone"):
        project.build(cluster=Cluster(Silent(), 2, lost=lambda: "gone"))
    assert not (tmp_path / "output").exists()


def test_what_travels_prints_no_word_of_the_newsroom(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    printed: list[str] = []

    class Printing(ThreadPoolExecutor):
        """Prints what it gets, as Dask's workers do when a task fails."""

        def submit(self, function, /, *arguments, **_):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN002, ANN003, ANN202
            printed.extend(map(repr, arguments))
            return super().submit(function, *arguments)

    with Printing(1) as executor:
        project.build(cluster=Cluster(executor, 1))
    assert printed
    assert all(each.startswith("partition ") for each in printed)
