"""Disks that fail and processes that die at a chosen moment, and what a folder holds then."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

SECONDS = 60
# All that changes the disk, and close and fsync, which may report what a write could not do.
CALLS = ("open", "write", "fchmod", "fsync", "link", "replace", "rename", "unlink", "mkdir")
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")


def tree(folder: Path) -> dict[str, bytes | None]:
    """Return every path below a folder, hidden ones too, and the content of the files."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def on_nth_call(patch: pytest.MonkeyPatch, number: int, act: Callable[[], None]) -> list[str]:
    """Have the n-th call that changes the disk do something else; return the names of all."""
    made: list[str] = []

    def wrap(name: str) -> None:
        real = getattr(os, name)

        def call(*args: object, **options: object) -> object:
            made.append(name)
            if len(made) == number:
                act()
            return real(*args, **options)

        patch.setattr(os, name, call)

    for name in CALLS:
        wrap(name)
    return made


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def in_child(work: Callable[[], object]) -> int:
    """Run something in a process of its own; return its exit code, or minus the signal."""
    child = os.fork()
    if not child:
        signal.alarm(SECONDS)  # a child that waits for ever must not keep its parent waiting
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
