"""A lock keeps other processes and threads waiting, and dies with its holder."""

import errno
import fcntl
import os
import signal
import threading
from pathlib import Path

import pytest

from tests.base.disks import SECONDS, die, in_child, needs_fork, tree
from toolkit.base.errors import ToolkitError
from toolkit.base.locks import lock
from toolkit.base.replacement import write_atomically


def test_a_lock_is_gone_afterwards(tmp_path: Path) -> None:
    with lock(tmp_path / "kk.po"):
        assert len(tree(tmp_path)) == 1
    assert tree(tmp_path) == {}


def test_a_lock_is_gone_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="x"), lock(tmp_path / "kk.po"):
        raise ValueError("x")
    assert tree(tmp_path) == {}


@needs_fork
def test_a_second_process_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "kk.po"
    with lock(path):

        def work() -> None:
            with pytest.raises(ToolkitError, match=f"process {os.getppid()} on"), lock(path, 0.1):
                pass
            os._exit(7)

        assert in_child(work) == 7


def test_another_thread_waits_too(tmp_path: Path) -> None:
    path = tmp_path / "kk.po"
    order: list[str] = []

    def wait() -> None:
        with lock(path):
            order.append("second")

    with lock(path):
        thread = threading.Thread(target=wait)
        thread.start()
        thread.join(0.2)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


@needs_fork
def test_a_lock_that_a_dead_process_left_is_free(tmp_path: Path) -> None:
    path = tmp_path / "kk.po"

    def work() -> None:
        with lock(path):
            die()

    assert in_child(work) == -signal.SIGKILL
    with lock(path, 0):
        pass


def test_a_file_system_without_locks_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flock(_descriptor: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, f"No locks available, operation: {operation}")

    monkeypatch.setattr(fcntl, "flock", flock)
    assert write_atomically(tmp_path / "kk.po", b"text")


@needs_fork
@pytest.mark.slow
def test_writers_in_turn_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "count"
    path.write_bytes(b"0")

    def add() -> None:
        for _ in range(20):
            with lock(path):
                number = int(path.read_bytes()) + 1
                write_atomically(path, str(number).encode(), locked=True)

    children = []
    for _ in range(3):
        child = os.fork()
        if not child:
            signal.alarm(SECONDS)
            add()
            os._exit(0)
        children.append(child)
    add()
    for child in children:
        os.waitpid(child, 0)
    assert path.read_bytes() == b"80"


def test_a_place_without_a_file_system_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ToolkitError, match="this is a file"), lock(tmp_path / "file" / "kk.po"):
        pass


def test_a_link_in_the_place_of_a_lock_is_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"mine")
    (tmp_path / ".kk.po.lock").symlink_to(other)
    with pytest.raises(ToolkitError, match="cannot be written"), lock(tmp_path / "kk.po"):
        pass
    assert other.read_bytes() == b"mine"


def test_who_waits_for_a_lock_that_is_removed_takes_the_next_one(tmp_path: Path) -> None:
    path = tmp_path / "kk.po"
    inside = 0
    most = 0

    def work() -> None:
        nonlocal inside, most
        for _ in range(10):
            with lock(path, SECONDS):
                inside += 1
                most = max(most, inside)
                inside -= 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    assert tree(tmp_path) == {}
