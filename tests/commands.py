"""The command in a process of its own, forked from one in which the toolkit is loaded already.

To start Python and load the toolkit takes most of the time of most commands. What a test sees is
the same: its own folder, environment, input and output, and nothing kept from the command before.
How Python starts it is a matter of test_installed_command.py and test_start_up.py.
"""

import atexit
import gc
import importlib
import inspect
import itertools
import json
import os
import pkgutil
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import IO

import toolkit
from toolkit.cli import main

_SEEDS = ("1", "2")
"""Of two commands in turn each has its own order of sets, as if each had started by itself."""

_SECONDS = 120


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
    asked = (str(folder), arguments, dict(os.environ if environment is None else environment))
    with _file(said) as given, _file() as out, _file() as err:
        status = ask(next(_addresses()), asked, [each.fileno() for each in (given, out, err)])
        for each in (out, err):
            each.seek(0)
        return subprocess.CompletedProcess(["toolkit", *arguments], status, out.read(), err.read())


def write_program(path: Path) -> None:
    """Write a program that a shell can run as `toolkit`."""
    asked = "[os.getcwd(), sys.argv[1:], dict(os.environ)]"
    path.write_text(
        f"#!{sys.executable} -IS\nimport json, os, socket, sys\n"
        f"from collections.abc import Sequence\n\n\n{inspect.getsource(ask)}\n\n"
        f"sys.exit(ask({next(_addresses())!r}, {asked}, [0, 1, 2]))\n"
    )
    path.chmod(0o755)


def ask(address: str, asked: Sequence[object], files: Sequence[int]) -> int:
    """Have a server run a command with these files; return its exit status."""
    with socket.socket(socket.AF_UNIX) as server:
        server.connect(address)
        socket.send_fds(server, [json.dumps(asked).encode()], files)
        server.shutdown(socket.SHUT_WR)
        with server.makefile() as answer:
            _process, status = answer.read().split()
    return int(status)


@contextmanager
def running(folder: Path, *arguments: str) -> Iterator[IO[str]]:
    """Run the command in a folder until the block ends, and then kill it; give what it says."""
    ours, theirs = os.pipe()
    with socket.socket(socket.AF_UNIX) as server, os.fdopen(ours, encoding="utf-8") as said:
        server.connect(next(_addresses()))
        with os.fdopen(theirs, "w") as err, Path(os.devnull).open("r+") as nothing:
            asked = json.dumps([str(folder), arguments, dict(os.environ)]).encode()
            files = [each.fileno() for each in (nothing, nothing, err)]
            socket.send_fds(server, [asked], files)
        server.shutdown(socket.SHUT_WR)
        with server.makefile() as answer:
            process = int(answer.readline())
            # Whoever reads what it says is not kept waiting for ever by one that says nothing.
            watchdog = threading.Timer(_SECONDS, os.kill, (process, signal.SIGKILL))
            watchdog.start()
            try:
                yield said
            finally:
                watchdog.cancel()
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
                answer.read()


def _file(text: str = "") -> IO[str]:
    file = tempfile.TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115
    file.write(text)
    file.seek(0)
    return file


@cache
def _addresses() -> Iterator[str]:
    return itertools.cycle([_server(seed) for seed in _SEEDS])


def _server(seed: str) -> str:
    """Start a process that forks for each command, and ends with this one; return its address."""
    address = f"{tempfile.mkdtemp(prefix='toolkit-command-')}/server"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen()
        server = subprocess.Popen(
            [sys.executable, "-P", __file__, str(listener.fileno())],
            stdin=subprocess.PIPE,
            pass_fds=[listener.fileno()],
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
    atexit.register(server.communicate)
    return address


def _serve(listener: socket.socket) -> None:
    """Load all of the toolkit; then fork for whoever asks."""
    for module in pkgutil.walk_packages(toolkit.__path__, "toolkit."):
        with suppress(ImportError):  # of a package that is not installed here
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while listener in select.select([listener, sys.stdin], [], [])[0]:
        connection, _ = listener.accept()
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            listener.close()
            connection.sendall(f"{os.getpid()}\n".encode())
            connection.sendall(str(_answer(connection)).encode())
            os._exit(0)
        connection.close()
    shutil.rmtree(Path(listener.getsockname()).parent, ignore_errors=True)


def _answer(connection: socket.socket) -> int:
    """Be the command that is asked for."""
    text, files, _, _ = socket.recv_fds(connection, 1 << 20, 3)
    while more := connection.recv(1 << 20):
        text += more
    folder, arguments, environment = json.loads(text)
    for at, file in enumerate(files):
        os.dup2(file, at)
        os.close(file)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", 1, "utf-8", "backslashreplace", closefd=False)  # noqa: SIM115
    os.environ.clear()
    os.environ.update(environment)
    sys.path += environment.get("PYTHONPATH", "").split(os.pathsep)
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
    _serve(socket.socket(fileno=int(sys.argv[1])))
