"""Processes: programs that the toolkit starts, ended with all that they have started."""

import atexit
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial

__all__ = ["end_group", "not_outliving"]


def end_group(process: subprocess.Popen[bytes]) -> None:
    """Kill a program, and whatever is left of what it has started; it is not waited for.

    Where a system has no groups of processes, the program alone is killed.

    Args:
        process: a program that was started with a session of its own.

    """
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


@contextmanager
def not_outliving(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Kill a program if this process ends before the block does: its thread dies unasked then.

    Args:
        process: a program that was started with a session of its own.

    """
    end = partial(end_group, process)
    atexit.register(end)
    try:
        yield
    finally:
        atexit.unregister(end)
