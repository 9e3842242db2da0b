"""Desk: how long each action at the desk takes, to its answer and to the screen, as articles grow.

On the clock, for somebody waits; and beside it the CPU time of what answers, the desk's process or
the page's thread, for a busy machine makes the first longer and not the second.
"""

import http.client
import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench.measure import TOOLKIT, available
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import load, save
from toolkit.newsroom.project import Project
from toolkit.newsroom.reviews import save_translated

__all__ = ["SIZES", "lines"]

SIZES = (200, 2_000, 10_000)
WORDS = Path(__file__).with_name("words.txt").read_text(encoding="utf-8").split()
RUNS = 15
KK = Locale("kk")
DOCUMENT = "long"
CONFIGURATION = """source = "en"

[[documents]]
files = "articles/*.txt"

[locales.kk]
publish = { require = "approved" }

[locales.ug]

[locales.kk-Latn]
from = "kk"
"""
TERM = '[[term]]\nen = "{}"\nkk = "{}"\n\n'
HEAD = ("action", "passages", "median, ms", "95 %, ms", "CPU, ms")


@dataclass(slots=True)
class Times:
    """How long an action took, each time, in milliseconds."""

    action: str
    size: int
    cpu: Callable[[], float]
    """The CPU time so far of what answers."""
    each: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)

    def of(self, act: Callable[[], float | None]) -> None:
        """Do it, and note how long it took: what it returns, or the time until it does."""
        busy, begun = self.cpu(), time.perf_counter()
        told = act()
        self.each.append(1000 * (time.perf_counter() - begun) if told is None else told)
        self.busy.append(self.cpu() - busy)

    def cells(self) -> tuple[str, ...]:
        """Return the line of the table."""
        late = quantiles(self.each, n=20)[-1] if len(self.each) > 1 else self.each[0]
        figures = (f"{each:.0f}" for each in (median(self.each), late, median(self.busy)))
        return self.action, f"{self.size:,}", *figures


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


def make_newsroom(root: Path, size: int) -> Project:
    """Make a newsroom of one article, with a termbase, a memory, and translations on record.

    Of four passages one waits for its translator, and the others for their approval.
    """
    rng = random.Random(size)
    (root / "articles").mkdir(parents=True)
    (root / "locales").mkdir()
    texts = [_text(rng) for _ in range(size)]
    (root / f"articles/{DOCUMENT}.txt").write_text("\n\n".join(texts) + "\n", encoding="utf-8")
    (root / "toolkit.toml").write_text(CONFIGURATION, encoding="utf-8")
    terms = "".join(TERM.format(each, each[::-1]) for each in sorted(set(WORDS))[::10])
    (root / "locales/terms.toml").write_text(terms, encoding="utf-8")
    project = Project.load(root)
    project.update()
    catalog = load(project.settings.catalog_path(DOCUMENT, KK))
    done = [entry for at, entry in enumerate(catalog) if at % 4]
    for entry in done:
        entry.msgstr = f"{entry.msgid[::-1]}"
    save_translated(project.settings, (DOCUMENT, KK), catalog, done, "t1")
    project.update()  # it fills the memory
    return project


def _text(rng: random.Random) -> str:
    words = rng.choices(WORDS, k=rng.randint(12, 35))
    return f"{' '.join(words).capitalize()} {rng.randint(2, 10**6)}."


@dataclass(frozen=True, slots=True)
class RunningDesk:
    """A desk that runs."""

    address: str
    """The one that it prints, with its token."""
    process: int

    def cpu(self) -> float:
        """Return the CPU time that it has taken so far, in milliseconds (clock_getcpuclockid)."""
        return 1000 * time.clock_gettime((~self.process << 3) | 2)

    @property
    def host(self) -> str:
        """The address without what stands behind the port."""
        return self.address.partition("/?")[0]


@contextmanager
def running_desk(project: Project, hand: str) -> Iterator[RunningDesk]:
    """Run a desk until the block ends."""
    process = subprocess.Popen(
        [TOOLKIT, "desk", "-p", "0", "--hand", hand],
        cwd=project.settings.root,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        printed = process.stderr.readline() if process.stderr is not None else ""
        found = re.search(r"http://\S+", printed)
        if found is None:
            sys.exit("the desk has not started")
        yield RunningDesk(found[0], process.pid)
    finally:
        process.kill()
        process.communicate()


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
