import os
import select
import stat
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from toolkit.base.errors import ToolkitError
from toolkit.editions import chromium
from toolkit.editions.chromium import ENVIRONMENT, find_chromium, print_page

pytestmark = pytest.mark.slow


class _Server(HTTPServer):
    asked: list[str]


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, _Server)
        self.server.asked.append(self.path)
        self.send_error(404)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> _Server:
    made = _Server(("127.0.0.1", 0), _Handler)
    made.asked = []
    threading.Thread(target=made.serve_forever, daemon=True).start()
    return made


def test_a_page_reaches_no_network(server: _Server) -> None:
    try:
        find_chromium()
    except ToolkitError:
        pytest.skip("NOT TESTED: Chromium is missing; apt-get install chromium")
    addresses = [f"http://{host}:{server.server_port}/x" for host in ("127.0.0.1", "localhost")]
    page = "".join(f'<img src="{each}">' for each in addresses)
    page += "".join(f'<link rel="stylesheet" href="{each}">' for each in addresses)
    assert print_page(f"<!doctype html><title>x</title>{page}".encode()).startswith(b"%PDF")
    assert server.asked == []


def test_a_browser_that_does_not_end_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alive = tmp_path / "alive"
    os.mkfifo(alive)
    held = os.open(alive, os.O_RDONLY | os.O_NONBLOCK)
    program = tmp_path / "browser"
    program.write_text(f"#!/bin/sh\nexec 3>{alive}\necho >&3\nsleep 3600 &\nwait\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv(ENVIRONMENT, str(program))
    monkeypatch.setattr(chromium, "_MOST_SECONDS", 5)
    with pytest.raises(ToolkitError, match="it took more than 5 seconds"):
        print_page(b"")
    assert os.read(held, 1) == b"\n"
    # The pipe has an end when nobody holds it any more; a child that lives on would for an hour.
    assert select.select([held], [], [], 60)[0] == [held]
    assert os.read(held, 1) == b""
    os.close(held)


def test_what_a_browser_complains_of_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "browser"
    program.write_text('#!/bin/sh\necho "[1:1:ERROR:zygote.cc:128] No sandbox!\a" >&2\nexit 1\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv(ENVIRONMENT, str(program))
    with pytest.raises(ToolkitError, match=r"its exit status is 1 \(No sandbox!\)"):
        print_page(b"")
