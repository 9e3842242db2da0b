"""The installed command as its users meet it: processes, terminals, signals."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.newsrooms import make, translate

TOOLKIT = str(Path(sys.executable).with_name("toolkit"))
SECONDS = 20
pytestmark = pytest.mark.slow


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [TOOLKIT, *arguments], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )


@contextmanager
def preview(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run a preview until the block ends; give the process and its address."""
    # A suite that runs in the background of a shell inherits that Ctrl-C is ignored.
    process = subprocess.Popen(
        ["env", "--default-signal=INT", TOOLKIT, "preview", "-p", "0"],
        cwd=folder,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    # Whoever reads what it says is not kept waiting for ever by a preview that says nothing.
    watchdog = threading.Timer(3 * SECONDS, process.kill)
    watchdog.start()
    try:
        for line in process.stderr:
            found = re.search(r"http://127\.0\.0\.1:\d+/", line)
            if found:
                yield process, found[0]
                break
        else:
            pytest.fail("the preview told no address")
    finally:
        watchdog.cancel()
        process.kill()
        process.wait()
        process.stderr.close()


def get(address: str, host: str = "") -> str:
    request = urllib.request.Request(address, headers={"Host": host} if host else {})
    with urllib.request.urlopen(request, timeout=SECONDS) as response:
        return str(response.read().decode())


def test_piped_output_has_no_colour_and_no_progress(tmp_path: Path) -> None:
    project = make(tmp_path)
    translate(project, "kk", but="It was")
    done = run(tmp_path, "build")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout + done.stderr
    assert "\r" not in done.stderr


def test_a_terminal_shows_progress_and_colour(tmp_path: Path) -> None:
    (tmp_path / "kk.po").write_text('msgid "x\n')
    shown = in_terminal(tmp_path, "check", "kk.po")
    assert "\x1b[31merror:" in shown
    make(tmp_path)
    assert "1/1 documents" in in_terminal(tmp_path, "build")


def test_a_terminal_whose_user_wants_no_colour_shows_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    (tmp_path / "kk.po").write_text('msgid "x\n')
    assert "\x1b" not in in_terminal(tmp_path, "check", "kk.po")


def in_terminal(folder: Path, *arguments: str) -> str:
    """Run the command in a terminal of its own and return what it shows."""
    parent, child = pty.openpty()
    process = subprocess.Popen(
        [TOOLKIT, *arguments], cwd=folder, stdin=child, stdout=child, stderr=child
    )
    os.close(child)
    shown = b""
    while select.select([parent], [], [], SECONDS)[0]:
        try:
            piece = os.read(parent, 4096)
        except OSError:  # a terminal whose last writer has gone
            break
        shown += piece
    process.wait()
    os.close(parent)
    return shown.decode()


def test_a_reader_that_stops_reading_sees_no_traceback(tmp_path: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{TOOLKIT} --help | true"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""


def test_a_preview_serves_the_editions_and_rebuilds_on_change(tmp_path: Path) -> None:
    project = make(tmp_path)
    translate(project, "kk")
    with preview(tmp_path) as (_, address):
        assert "kk: The bridge opened" in get(f"{address}kk/bridge.html")
        article = tmp_path / "articles" / "bridge.txt"
        article.write_text(article.read_text() + "\nOne more paragraph.\n")
        end = time.monotonic() + SECONDS
        while "One more paragraph." not in get(f"{address}en/bridge.html"):
            assert time.monotonic() < end
            time.sleep(0.1)


def test_a_preview_serves_nobody_who_came_by_another_name(tmp_path: Path) -> None:
    make(tmp_path)
    with preview(tmp_path) as (_, address), pytest.raises(urllib.error.HTTPError, match="403"):
        get(address, host="evil.example:80")


def test_ctrl_c_ends_a_preview_with_130(tmp_path: Path) -> None:
    make(tmp_path)
    with preview(tmp_path) as (process, _):
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=SECONDS) == 130


def test_a_broken_catalog_leaves_the_last_good_preview(tmp_path: Path) -> None:
    project = make(tmp_path)
    translate(project, "kk")
    with preview(tmp_path) as (process, address):
        path = tmp_path / "locales" / "kk" / "LC_MESSAGES" / "bridge.po"
        path.write_text('msgid "x\n')
        assert process.stderr is not None
        assert "bridge.po:1:7: error: " in process.stderr.readline()
        assert "kk: The bridge opened" in get(f"{address}kk/bridge.html")
