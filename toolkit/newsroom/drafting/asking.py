"""Asking: texts given to a program or a server, and what comes back; neither is trusted.

An answer has a limit in bytes and in time, all of it together. A server's redirections are not
followed, no proxy is used, and nothing that a server or a program says gets into a message.
"""

import http.client
import json
import os
import re
import socket
import ssl
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from http import HTTPStatus
from threading import Event, Timer
from urllib.parse import urlsplit

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.processes import end_group, not_outliving
from toolkit.newsroom.drafting.machines import KEY, TEXT, Machine, filled, is_loopback

__all__ = ["Answer", "MachineError", "answers", "machine_key"]

MOST_BYTES = 4 * 1024 * 1024
"""The largest answer to one request, or of one run over a document."""
_FEW = 3
"""After so many texts in a row that a machine has failed at, it is asked for no more."""
_NUMBER = re.compile(r"(?:0|1|0?\.\d{1,20}|1\.0{1,20})")
_SUCCESSES = range(200, 300)
_REDIRECTIONS = range(300, 400)


@frozen
class Answer:
    """What a machine has made of a text."""

    html: str
    confidence: float | None = None
    """How confident it says that it is, from 0 to 1; None where it says nothing of the kind."""


class MachineError(Exception):
    """A program or a server has not answered as it should; the message says how."""


def machine_key(machine: Machine) -> str:
    """Return the key for a server, from the environment; empty where it wants none.

    Raises:
        ToolkitError: when the variable is not set, or what it holds can be no key.

    """
    if not machine.key_from:
        return ""
    key = os.environ.get(machine.key_from, "").strip()
    if key and key.isascii() and key.isprintable():
        return key
    message = f"{machine.key_from} has no key for {machine.shown}"
    if key:
        message = f"what {machine.key_from} holds cannot be a key"
    hint = f"set it in the environment: read -rs {machine.key_from}; export {machine.key_from}"
    raise ToolkitError.because("draft-key", message, machine.location, hint)


def answers(
    machine: Machine, texts: Sequence[str], languages: tuple[Locale, Locale], key: str = ""
) -> Iterator[Answer | MachineError]:
    """Yield what a machine makes of each text, or how it has failed at it.

    Args:
        machine: whom to ask.
        texts: HTML, each on one line.
        languages: of the texts, and the one wanted.
        key: for a server that wants one.

    """
    failed: list[MachineError] = []
    for answer in _each(machine, texts, languages, key):
        yield answer
        failed = [*failed, answer] if isinstance(answer, MachineError) else []
        if len(failed) == _FEW:
            break
    else:
        return
    left = MachineError(f"it was not asked, after {_FEW} failures in a row")
    # The caller pairs answers with texts, and stops at its last text.
    while True:
        yield left


def _each(
    machine: Machine, texts: Sequence[str], languages: tuple[Locale, Locale], key: str
) -> Iterator[Answer | MachineError]:
    values = {
        "{source}": machine.language(languages[0]),
        "{target}": machine.language(languages[1]),
        KEY: key,
    }
    if machine.url:
        for text in texts:
            try:
                yield _served(machine, text, values)
            except MachineError as error:
                yield error
        return
    with suppress(MachineError):
        yield from _run(machine, texts, values)
        return
    # One text that a program stumbles over takes no other with it.
    for text in texts:
        try:
            yield from _run(machine, [text], values)
        except MachineError as error:
            yield error


def _run(machine: Machine, texts: Sequence[str], values: Mapping[str, str]) -> list[Answer]:
    """Run a program over texts, one a line, and return its lines."""
    program = [str(filled(each, values)) for each in machine.command]
    with tempfile.TemporaryFile() as given:
        given.write("".join(f"{each}\n" for each in texts).encode("utf-8", "replace"))
        given.seek(0)
        try:
            process = subprocess.Popen(
                program,
                stdin=given,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            raise MachineError(f"the program cannot be started: {_reason(error)}") from None
        late_end = _deadline(machine.timeout, lambda: end_group(process))
        with process, not_outliving(process), late_end as late:
            assert process.stdout is not None  # noqa: S101 - it is a pipe
            data = process.stdout.read(MOST_BYTES + 1)
            if len(data) > MOST_BYTES:
                end_group(process)
            status = process.wait()
            end_group(process)  # what it has started, and left behind
    if len(data) > MOST_BYTES:
        raise MachineError(f"it wrote more than {MOST_BYTES:,} bytes")
    if late.is_set():
        raise MachineError(f"it took more than {machine.timeout} seconds")
    if status:
        raise MachineError(f"the program ended with status {status}")
    lines = _decoded(data).removesuffix("\n").split("\n")
    if len(lines) != len(texts):
        raise MachineError(f"it wrote {len(lines):,} lines for {len(texts):,}")
    return [_line(line.removesuffix("\r"), machine) for line in lines]


def _line(line: str, machine: Machine) -> Answer:
    """Return what a program has written on a line."""
    html, tab, number = line.rpartition("\t")
    if not machine.has_confidence or not tab or not _NUMBER.fullmatch(number.strip()):
        return Answer(line)
    return Answer(html, float(number))


def _served(machine: Machine, text: str, values: Mapping[str, str]) -> Answer:
    """Ask a server for the translation of one text."""
    body = json.dumps(filled(machine.request, {**values, TEXT: text})).encode("ascii")
    headers = {name: str(filled(value, values)) for name, value in machine.headers.items()}
    headers = {"Content-Type": "application/json", "Accept": "application/json", **headers}
    parts = urlsplit(machine.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = _connection(machine)
    with _deadline(machine.timeout, lambda: _hang_up(connection)) as late:
        try:
            connection.request("POST", target, body, headers)
            with connection.getresponse() as response:
                status = response.status
                data = response.read(MOST_BYTES + 1) if status in _SUCCESSES else b""
        except (OSError, ValueError, http.client.HTTPException) as error:
            if late.is_set() or isinstance(error, TimeoutError):
                raise MachineError(f"it took more than {machine.timeout} seconds") from None
            raise MachineError(f"it cannot be asked: {_reason(error)}") from None
        finally:
            connection.close()
    if late.is_set():
        raise MachineError(f"it took more than {machine.timeout} seconds")
    if status in _REDIRECTIONS:
        raise MachineError("it sent to another address, which is not followed")
    if status not in _SUCCESSES:
        raise MachineError(f"it answered {_said(status)}")
    if len(data) > MOST_BYTES:
        raise MachineError(f"it sent more than {MOST_BYTES:,} bytes")
    return _found(data, machine)


def _connection(machine: Machine) -> http.client.HTTPConnection:
    """Return a connection, not made yet; this module of Python's knows of no proxies."""
    parts = urlsplit(machine.url)
    host = parts.hostname or ""
    # Nobody's list of names may say where this machine is.
    host = "127.0.0.1" if host == "localhost" and is_loopback(host) else host
    if parts.scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(
            host, parts.port, timeout=machine.timeout, context=context
        )
    return http.client.HTTPConnection(host, parts.port, timeout=machine.timeout)


def _hang_up(connection: http.client.HTTPConnection) -> None:
    if connection.sock is not None:
        with suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)


@contextmanager
def _deadline(seconds: float, act: Callable[[], None]) -> Iterator[Event]:
    """Act once the time is over; a server that sends a byte a minute never times out by itself."""
    late = Event()

    def over() -> None:
        late.set()
        act()

    timer = Timer(seconds, over)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()


def _found(data: bytes, machine: Machine) -> Answer:
    """Return the translation in an answer, and how confident the server is of it."""
    try:
        value: object = json.loads(_decoded(data))
    except (ValueError, RecursionError):
        raise MachineError("its answer is no JSON") from None
    html = _at(value, machine.answer)
    if not isinstance(html, str):
        raise MachineError(f"its answer has no text at “{'.'.join(machine.answer)}”")
    return Answer(html, _confidence(_at(value, machine.confidence)))


def _at(value: object, path: Sequence[str]) -> object:
    """Return what keys and numbers lead to in JSON; None where they lead nowhere."""
    for key in path:
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list) and key.isdecimal() and int(key) < len(value):
            value = value[int(key)]
        else:
            return None
    return value


def _confidence(value: object) -> float | None:
    """Return a confidence; None for what is no number from 0 to 1."""
    right = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1
    return float(value) if right and isinstance(value, int | float) else None


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise MachineError("its answer is not UTF-8") from None


def _said(status: int) -> str:
    """Return a status with the standard's words for it, not the server's."""
    with suppress(ValueError):
        return f"{status} ({HTTPStatus(status).phrase})"
    return str(status)


def _reason(error: Exception) -> str:
    """Return why, in the system's words: what a server has sent is in none of these."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return "its certificate cannot be trusted"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return "its answer is no HTTP" if isinstance(error, http.client.HTTPException) else "no answer"
