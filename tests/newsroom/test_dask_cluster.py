from collections.abc import Iterator
from pathlib import Path

import pytest

from toolkit.base.errors import ToolkitError
from toolkit.newsroom import dask_cluster
from toolkit.newsroom.dask_cluster import _look, _told, _Watch, connected
from toolkit.newsroom.worker_versions import versions

distributed = pytest.importorskip(
    "distributed", reason="NOT TESTED: the extra “cluster” is missing"
)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Return the address of a scheduler that has one worker, in this process."""
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, protocol="tcp", dashboard_address=":0"
    ) as cluster:
        yield cluster.scheduler_address


@pytest.mark.slow
def test_workers_that_fit_get_work(tmp_path: Path, address: str) -> None:
    (tmp_path / "toolkit.toml").touch()
    with connected(address, tmp_path) as cluster:
        assert cluster.lost() == ""
        assert cluster.executor.submit(len, "work").result() == 4


def test_a_worker_that_does_not_see_the_newsroom_gets_no_work(tmp_path: Path, address: str) -> None:
    with pytest.raises(ToolkitError, match="--sources"), connected(address, tmp_path):
        pass


@pytest.mark.parametrize("written", ["scheduler", "http://a:1", "tcp://a", "tcp://a:port"])
def test_what_is_no_address_of_a_scheduler_is_said(tmp_path: Path, written: str) -> None:
    said = "not the address of a scheduler"
    with pytest.raises(ToolkitError, match=said), connected(written, tmp_path):
        pass


def test_a_scheduler_that_does_not_answer_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_cluster, "_CONNECT_SECONDS", 0.1)
    with (
        pytest.raises(ToolkitError, match="no scheduler"),
        connected("tcp://127.0.0.1:9", tmp_path),
    ):
        pass


@pytest.mark.parametrize(
    ("problem", "said"),
    [(ImportError("toolkit"), "has no toolkit"), (PermissionError(), "cannot work")],
)
def test_a_worker_that_could_not_even_look_is_named(problem: Exception, said: str) -> None:
    (finding,) = _told("tcp://w:1", problem)
    assert finding.message.startswith(f"the worker tcp://w:1 {said}")


class _Client:
    def __init__(self) -> None:
        self.status = "running"
        self.workers: dict[str, object] = {}

    def scheduler_info(self, n_workers: int) -> dict[str, dict[str, object]]:
        assert n_workers
        return {"workers": self.workers}


def test_a_worker_sees_the_folder_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "toolkit.toml").touch()
    assert _look(versions(), str(tmp_path), "") == ()


def test_a_worker_says_that_it_does_not_see_the_folder(tmp_path: Path) -> None:
    (finding,) = _look(versions(), str(tmp_path / "none"), "")
    assert (finding.code, "--sources" in finding.hint) == ("cluster-sources", True)


def test_a_worker_says_that_it_does_not_see_the_store(tmp_path: Path) -> None:
    pytest.importorskip("fsspec", reason="NOT TESTED: the extra “cluster” is missing")
    (finding,) = _look(versions(), str(tmp_path), "memory://nobody/wrote/here")
    assert (finding.code, str(finding.location)) == (
        "cluster-sources",
        "memory://nobody/wrote/here",
    )


def test_a_worker_says_what_it_has_in_another_version(tmp_path: Path) -> None:
    (finding,) = _look({**versions(), "lxml": "1"}, str(tmp_path), "")
    assert "instead of 1" in finding.message


def test_workers_have_a_while_to_come_back() -> None:
    now = [0.0]
    client = _Client()
    watch = _Watch(client, lambda: now[0])  # type: ignore[arg-type] # what it asks for
    assert watch.lost() == ""
    now[0] = dask_cluster._NO_WORKERS_SECONDS - 1  # noqa: SLF001 - how long that is
    assert watch.lost() == ""
    client.workers = {"tcp://127.0.0.1:1": object()}
    assert watch.lost() == ""
    client.workers = {}
    now[0] *= 2
    assert watch.lost() == ""
    now[0] *= 2
    assert "no workers" in watch.lost()


def test_a_scheduler_that_is_gone_does_not_come_back() -> None:
    client = _Client()
    client.status = "closed"
    assert "does not answer" in _Watch(client).lost()  # type: ignore[arg-type] # the same
