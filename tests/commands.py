"""The command in a process of its own, forked from one in which the toolkit is loaded already.

To start Python and load the toolkit takes most of the time of most commands. What a test sees is
the same: its own folder, environment, input and output, and nothing kept from the command before.
How Python starts it is a matter of test_installed_command.py and test_start_up.py.
"""

import atexit
import gc
import importlib
import itertools
import json
import os
import pkgutil
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

import toolkit
from toolkit.cli import main

_SEEDS = ("1", "2")
"""Of two commands in turn each has its own order of sets, as if each had started by itself."""


def run(
    folder: Path,
    *arguments: str,
    environment: Mapping[str, str] | None = None,
    said: str = "",
) -> subprocess.CompletedProcess[str]:
    """Run the command.

    Args:
        folder: Where it is run.
        arguments: What follows `toolkit`.
        environment: All its variables; those of this process if None.
        said: What it can read from its standard input.

    Returns:
        Its exit status, and its output as UTF-8.

    """
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "0").write_text(said, encoding="utf-8")
        asked = [str(folder), arguments, dict(os.environ if environment is None else environment)]
        server = next(_turns())
        assert server.stdin
        assert server.stdout
        server.stdin.write(json.dumps([place, *asked]) + "\n")
        server.stdin.flush()
        status = int(server.stdout.readline())
        out, err = ((Path(place) / each).read_text(encoding="utf-8") for each in "12")
    return subprocess.CompletedProcess(["toolkit", *arguments], status, out, err)


@cache
def _turns() -> Iterator["subprocess.Popen[str]"]:
    return itertools.cycle([_server(seed) for seed in _SEEDS])


def _server(seed: str) -> "subprocess.Popen[str]":
    """Start a process that forks for each command, and ends with this one."""
    server = subprocess.Popen(
        [sys.executable, "-P", __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    atexit.register(server.communicate)
    return server


def _serve() -> None:
    """Load all of the toolkit; then do what each line asks for, and say its exit status."""
    for module in pkgutil.walk_packages(toolkit.__path__, "toolkit."):
        with suppress(ImportError):  # of a package that is not installed here
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os._exit(_command(*json.loads(line)))
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _command(place: str, folder: str, arguments: list[str], environment: dict[str, str]) -> int:
    """Be the command, with files in the place of a terminal."""
    for at, flags in enumerate((os.O_RDONLY, os.O_WRONLY | os.O_CREAT, os.O_WRONLY | os.O_CREAT)):
        os.dup2(os.open(os.path.join(place, str(at)), flags), at)  # noqa: PTH118
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", 1, "utf-8", "backslashreplace", closefd=False)  # noqa: SIM115
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    try:
        status = main(arguments)
    except BaseException:  # noqa: BLE001 - as Python itself does
        traceback.print_exc()
        status = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return status


if __name__ == "__main__":
    _serve()
