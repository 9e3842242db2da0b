"""A build on a real Dask cluster of this machine: a scheduler and two workers, each a process."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.newsrooms import ARTICLE, contents, make, translate
from toolkit.newsroom.project import Project
from toolkit.newsroom.uploading import UPLOADED

distributed = pytest.importorskip(
    "distributed", reason="NOT TESTED: the extra “cluster” is missing"
)
pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
MANY, SOME = 24, 6
"""So many articles that a build takes a while, and so few that it takes none."""
WITNESS = "Aigul Sarsenova"
PROTECT = f"""[persons.witness.forms.en]
name = ["{WITNESS}"]
pseudonym = ["Botagoz Nurlanova"]
"""


@dataclass
class DaskCluster:
    """A scheduler, its workers, and what they print."""

    folder: Path
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        file = self.folder / "scheduler.json"
        give_up = time.monotonic() + 60
        while not file.exists():
            assert time.monotonic() < give_up, "the scheduler did not start"
            time.sleep(0.1)
        return str(json.loads(file.read_text())["address"])

    def start(self, *words: str, path: Path = ROOT) -> subprocess.Popen[bytes]:
        with (self.folder / f"{len(self.running)}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *words],
                cwd=self.folder,
                env={**os.environ, "PYTHONPATH": str(path)},
                stdout=log,
                stderr=log,
            )
        self.running.append(process)
        return process

    def worker(self, name: str, path: Path = ROOT) -> subprocess.Popen[bytes]:
        words = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--name", name)
        return self.start("worker", self.address, *words, path=path)

    def printed(self) -> str:
        return "".join(each.read_text() for each in self.folder.glob("*.log"))

    def stop(self) -> None:
        for process in reversed(self.running):
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[DaskCluster]:
    folder = tmp_path / "dask"
    folder.mkdir()
    cluster = DaskCluster(folder)
    words = ("--host", "127.0.0.1", "--port", "0", "--scheduler-file", "scheduler.json")
    cluster.start("scheduler", *words, "--no-dashboard")
    yield cluster
    cluster.stop()


def newsroom(folder: Path, size: int) -> Project:
    (folder / "articles").mkdir(parents=True)
    more = "\n\n".join(f"On day {day}, {WITNESS} crossed the bridge." for day in range(20))
    for number in range(size):
        article = f"{ARTICLE.replace('Village', f'Village {number}')}\n{more}\n"
        (folder / f"articles/a{number}.txt").write_text(article, encoding="utf-8")
    (folder / "protect.toml").write_text(PROTECT, encoding="utf-8")
    project = make(folder)
    for number in range(size):
        translate(project, "kk", document_id=f"a{number}")
    return project


def command(folder: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "toolkit.cli", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1772000000"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def run(folder: Path, *words: str) -> tuple[int, str]:
    process = command(folder, *words)
    printed = process.communicate(timeout=240)[0]
    return process.returncode, printed


def kill_one_at_work(address: str, workers: Sequence[subprocess.Popen[bytes]]) -> None:
    """Wait until a worker has something to do, and kill it."""
    with distributed.Client(address, set_as_default=False) as client:
        names = {each["id"]: key for key, each in client.scheduler_info()["workers"].items()}
        give_up = time.monotonic() + 120
        while time.monotonic() < give_up:
            busy = [n for n in range(2) if client.processing().get(names.get(f"w{n}", ""))]
            if busy:
                os.kill(workers[busy[0]].pid, signal.SIGKILL)
                return
            time.sleep(0.01)
    raise AssertionError("no worker ever worked")


def test_a_worker_that_is_killed_in_mid_build_changes_no_byte(
    tmp_path: Path, cluster: DaskCluster
) -> None:
    newsroom(tmp_path / "there", MANY)
    shutil.copytree(tmp_path / "there", tmp_path / "here")
    workers = [cluster.worker(f"w{number}") for number in range(2)]
    with distributed.Client(cluster.address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
    build = command(tmp_path / "there", "build", "--cluster", cluster.address)
    kill_one_at_work(cluster.address, workers)
    assert build.poll() is None
    printed = build.communicate(timeout=240)[0]
    assert (build.returncode, "Traceback" in printed) == (0, False), printed
    assert run(tmp_path / "here", "build")[0] == 0
    assert contents(tmp_path / "there/output") == contents(tmp_path / "here/output")
    assert workers[0].poll() == -signal.SIGKILL or workers[1].poll() == -signal.SIGKILL
    # What a worker prints is read by others than the newsroom.
    assert "Starting" in cluster.printed()
    assert WITNESS.split()[1] not in cluster.printed()


def test_sources_and_output_are_in_stores(tmp_path: Path, cluster: DaskCluster) -> None:
    newsroom(tmp_path / "far", SOME)
    shutil.copytree(tmp_path / "far", tmp_path / "here")
    (tmp_path / "near").mkdir()
    cluster.worker("w0")
    words = ["build", "--cluster", cluster.address, "--sources", (tmp_path / "far").as_uri()]
    words += ["--publish", (tmp_path / "site").as_uri()]
    status, printed = run(tmp_path / "near", *words)
    assert (status, "Traceback" in printed) == (0, False), printed
    assert run(tmp_path / "here", "build")[0] == 0
    site = contents(tmp_path / "site")
    assert UPLOADED in site
    site.pop(UPLOADED)
    assert site == contents(tmp_path / "here/output")
    assert not (tmp_path / "far/output").exists()
    assert f"{(tmp_path / 'site').as_uri()}: 0 files changed" in run(tmp_path / "near", *words)[1]


def test_a_worker_with_another_toolkit_is_named(tmp_path: Path, cluster: DaskCluster) -> None:
    newsroom(tmp_path / "news", SOME)
    shutil.copytree(ROOT / "toolkit", tmp_path / "other/toolkit")
    version = tmp_path / "other/toolkit/base/version.py"
    version.write_text('"""Version."""\n\n__version__ = "0.0.1"\n')
    cluster.worker("w0", path=tmp_path / "other")
    status, printed = run(tmp_path / "news", "build", "--cluster", cluster.address)
    assert status == 1
    assert "has the toolkit 0.0.1" in printed
    assert not (tmp_path / "news/output").exists()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("tcp://127.0.0.1:9", "no scheduler answers"),
        ("scheduler", "not the address of a scheduler"),
        ("tcp://127.0.0.1:port", "not the address of a scheduler"),
    ],
)
def test_a_scheduler_that_is_not_there_is_said(tmp_path: Path, address: str, said: str) -> None:
    make(tmp_path)
    status, printed = run(tmp_path, "build", "--cluster", address)
    assert (status, said in printed, "Traceback" in printed) == (1, True, False), printed


def test_a_scheduler_without_workers_is_said(tmp_path: Path, cluster: DaskCluster) -> None:
    make(tmp_path / "news")
    status, printed = run(tmp_path / "news", "build", "--cluster", cluster.address)
    assert (status, "has no workers" in printed, "Traceback" in printed) == (1, True, False)
