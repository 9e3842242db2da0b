"""Processes: programs that the toolkit starts, ended with all that they have started."""

import os
import signal
import subprocess
from contextlib import suppress

__all__ = ["end_group"]


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
