"""Desk: how long each action at the desk takes, to its answer and to the screen, as articles grow.

On the clock, for somebody waits; and beside it the CPU time of what answers, the desk's process or
the page's thread, for a busy machine makes the first longer and not the second.
"""

import http.client
import json
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from bench.desk_runs import DOCUMENT, KK, RUNS, RunningDesk, Times, make_newsroom, running_desk
from bench.measure import available
from toolkit.catalog.po import load, save
from toolkit.newsroom.project import Project

__all__ = ["SIZES", "lines"]

SIZES = (200, 2_000, 10_000)
HEAD = ("action", "passages", "median, ms", "95 %, ms", "CPU, ms")


def lines(folder: Path, sizes: tuple[int, ...] = SIZES) -> Iterator[tuple[str, ...]]:
    """Yield the lines of the table: at the server first, then from key to screen."""
    yield HEAD
    for size in sizes:
        root = folder / f"desk-{size}"
        project = make_newsroom(root, size)
        for times in _at_the_server(project, size):
            yield times.cells()
        if available("chromium") and available("chromedriver"):
            from bench.desk_screen import at_the_screen  # noqa: PLC0415 - the tests' selenium

            for times in at_the_screen(project, size):
                yield times.cells()


class _Asking:
    """Asks a desk as its page does."""

    def __init__(self, desk: RunningDesk) -> None:
        host, _, token = desk.address.removeprefix("http://").partition("/?token=")
        self.cpu = desk.cpu
        self._host = host
        self._headers = {
            "Host": host,
            "Origin": f"http://{host}",
            "Cookie": f"toolkit_desk_{host.partition(':')[2]}={token}",
            "X-Toolkit-Desk": "1",
            "Content-Type": "application/json",
        }

    def opened(self, path: str) -> None:
        """Get a page."""
        self._answer("GET", path, None)

    def do(self, action: str, **told: object) -> dict[str, Any]:
        """Return what an action gives."""
        body = json.dumps({"document": DOCUMENT, "locale": "kk", **told}).encode()
        found: dict[str, Any] = json.loads(self._answer("POST", f"/api/{action}", body))
        return found

    def act(self, action: str, **told: object) -> None:
        """Do an action."""
        self.do(action, **told)

    def _answer(self, method: str, path: str, body: bytes | None) -> bytes:
        connection = http.client.HTTPConnection(self._host, timeout=120)
        connection.request(method, path, body, self._headers)
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        if answer.status != http.client.OK:
            sys.exit(data.decode())
        return data


def _at_the_server(project: Project, size: int) -> Iterator[Times]:
    with running_desk(project, "t3") as desk:
        yield from _translated(_Asking(desk), project, size)
    with running_desk(project, "e1") as desk:
        yield from _judged(_Asking(desk), size)


def _translated(asking: _Asking, project: Project, size: int) -> Iterator[Times]:
    """Yield what a translator does."""

    def times(action: str) -> Times:
        return Times(action, size, asking.cpu)

    first, again, board = times("open, first"), times("open, again"), times("board, again")
    first.of(partial(asking.act, "load"))
    asking.opened("/")
    for _ in range(5):
        again.of(partial(asking.act, "load"))
        board.of(partial(asking.opened, "/"))
    yield from (first, again, board)
    package = asking.do("load")
    rows = [each for each in package["documents"][0]["passages"] if each["state"] != "translated"]
    suggested, check, saved = times("translated before"), times("check"), times("save")
    for row in rows[:RUNS]:
        told = {"ref": row["ref"], "source": row["source"], "target": row["source"][::-1]}
        told["since"] = asking.do("changes", since="")["since"]
        for each, action in ((suggested, "suggest"), (check, "check"), (saved, "save")):
            each.of(partial(asking.act, action, **told))
    yield from (suggested, check, saved)
    board = times("board, after a save")
    board.of(partial(asking.opened, "/"))
    yield board
    yield from _others(asking, project, times("nothing new"), times("another's change"))


def _others(asking: _Asking, project: Project, quiet: Times, changed: Times) -> Iterator[Times]:
    """Yield what it takes to see what others have done."""
    path = project.settings.catalog_path(DOCUMENT, KK)
    since = asking.do("changes", since="")["since"]
    for at in range(RUNS):
        quiet.of(partial(asking.act, "changes", since=since))
        catalog = load(path)
        catalog[-1 - at].msgstr = f"{at} {catalog[-1 - at].msgid}"
        save(catalog, path)
        changed.of(partial(asking.act, "changes", since=since))
        since = asking.do("changes", since=since)["since"]
    yield from (quiet, changed)


def _judged(asking: _Asking, size: int) -> Iterator[Times]:
    """Yield what an editor does."""
    package = asking.do("load")
    rows = [each for each in package["documents"][0]["passages"] if each["state"] == "translated"]
    since = package["since"]
    signed, returned = Times("approve", size, asking.cpu), Times("send back", size, asking.cpu)
    for row in rows[:RUNS]:
        told = {"ref": row["ref"], "target": row["target"], "since": since}
        signed.of(partial(asking.act, "sign", **told))
        since = asking.do("changes", since=since)["since"]
    for row in rows[RUNS : 2 * RUNS]:
        told = {"ref": row["ref"], "target": row["target"], "since": since, "words": "No."}
        returned.of(partial(asking.act, "return", **told))
        since = asking.do("changes", since=since)["since"]
    yield from (signed, returned)
