"""Processes: nothing that a program has started outlives it."""

import os
import subprocess
import sys

import pytest

from toolkit.base.processes import end_group

pytestmark = pytest.mark.skipif(not hasattr(os, "killpg"), reason="no groups of processes")
CHILD = "import time; print('ready', flush=True); time.sleep(60)"
PARENT = f"""import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", {CHILD!r}])
"""


def started(program: str) -> "subprocess.Popen[bytes]":
    """Start a program of Python's; its output ends when the last of its group is gone."""
    command = [sys.executable, "-c", program]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


@pytest.mark.parametrize("waits", ["child.wait()", ""], ids=["running", "gone"])
def test_what_a_program_has_started_ends_with_it(waits: str) -> None:
    with started(PARENT + waits) as process:
        end_group(process)
        assert process.communicate(timeout=30)[0] == b""


def test_a_program_that_is_gone_with_all_it_started_is_no_error() -> None:
    with started("print('ready', flush=True)") as process:
        process.wait()
        end_group(process)
