"""Desk: how long each action at the desk takes, to its answer and to the screen, as articles grow.

On the clock, not in CPU seconds: somebody waits. A busy machine makes all of it longer.
"""

import http.client
import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench.measure import TOOLKIT
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import load, save
from toolkit.newsroom.project import Project
from toolkit.newsroom.reviews import save_translated

__all__ = ["SIZES", "lines"]

SIZES = (200, 2_000, 10_000)
WORDS = Path(__file__).with_name("words.txt").read_text(encoding="utf-8").split()
RUNS = 20
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
HEAD = ("action", "passages", "median, ms", "95 %, ms")


@dataclass(slots=True)
class Times:
    """How long an action took, each time, in milliseconds."""

    action: str
    size: int
    each: list[float] = field(default_factory=list)

    def of(self, act: Callable[[], object]) -> None:
        """Do it, and note how long it took."""
        begun = time.perf_counter()
        act()
        self.each.append(1000 * (time.perf_counter() - begun))

    def cells(self) -> tuple[str, ...]:
        """Return the line of the table."""
        late = quantiles(self.each, n=20)[-1] if len(self.each) > 1 else self.each[0]
        return self.action, f"{self.size:,}", f"{median(self.each):.0f}", f"{late:.0f}"


def lines(folder: Path, sizes: tuple[int, ...] = SIZES) -> Iterator[tuple[str, ...]]:
    """Yield the lines of the table: at the server first, then from key to screen."""
    yield HEAD
    for size in sizes:
        root = folder / f"desk-{size}"
        project = make_newsroom(root, size)
        for times in _at_the_server(project, size):
            yield times.cells()
        with suppress(ImportError):  # the tests' browser; without it, the server's are all
            from bench.desk_screen import at_the_screen  # noqa: PLC0415

            for times in at_the_screen(project, size):
                yield times.cells()


def make_newsroom(root: Path, size: int) -> Project:
    """Make a newsroom of one article, with a termbase, a memory, and translations on record.

    Of ten passages one waits for its translator, and the others for their approval.
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
    done = [entry for at, entry in enumerate(catalog) if at % 10]
    for entry in done:
        entry.msgstr = f"{entry.msgid[::-1]}"
    save_translated(project.settings, (DOCUMENT, KK), catalog, done, "t1")
    project.update()  # it fills the memory
    return project


def _text(rng: random.Random) -> str:
    words = rng.choices(WORDS, k=rng.randint(12, 35))
    return f"{' '.join(words).capitalize()} {rng.randint(2, 10**6)}."


@contextmanager
def running_desk(project: Project, hand: str) -> Iterator[str]:
    """Run a desk until the block ends; give the address that it prints."""
    process = subprocess.Popen(
        [TOOLKIT, "desk", "-p", "0", "--hand", hand],
        cwd=project.settings.root,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        found = re.search(r"http://\S+", process.stderr.readline())
        if found is None:
            sys.exit("the desk has not started")
        yield found[0]
    finally:
        process.kill()
        process.communicate()


class _Asking:
    """Asks a desk as its page does."""

    def __init__(self, address: str) -> None:
        host, _, token = address.removeprefix("http://").partition("/?token=")
        self._host = host
        self._headers = {
            "Host": host,
            "Origin": f"http://{host}",
            "Cookie": f"toolkit_desk_{host.partition(':')[2]}={token}",
            "X-Toolkit-Desk": "1",
            "Content-Type": "application/json",
        }

    def page(self, path: str) -> bytes:
        """Return a page."""
        return self._answer("GET", path, None)

    def do(self, action: str, **told: object) -> dict[str, Any]:
        """Return what an action gives."""
        body = json.dumps({"document": DOCUMENT, "locale": "kk", **told}).encode()
        found: dict[str, Any] = json.loads(self._answer("POST", f"/api/{action}", body))
        return found

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
    with running_desk(project, "t3") as address:
        yield from _translated(_Asking(address), project, size)
    with running_desk(project, "e1") as address:
        yield from _judged(_Asking(address), size)


def _translated(asking: _Asking, project: Project, size: int) -> Iterator[Times]:
    """Yield what a translator does."""
    board, article = Times("the board", size), Times("the article", size)
    for _ in range(5):
        board.of(lambda: asking.page("/"))
        article.of(lambda: asking.do("load"))
    yield board
    yield article
    package = asking.do("load")
    rows = [each for each in package["documents"][0]["passages"] if each["state"] != "translated"]
    check, saved = Times("checks as one types", size), Times("save", size)
    suggested = Times("what was translated before", size)
    for row in rows[:RUNS]:
        told = {"ref": row["ref"], "source": row["source"], "target": row["source"][::-1]}
        suggested.of(lambda told=told: asking.do("suggest", **told))
        check.of(lambda told=told: asking.do("check", **told))
        saved.of(lambda told=told: asking.do("save", **told, since=package["since"]))
    yield suggested
    yield check
    yield saved
    quiet, changed = Times("nobody has changed anything", size), Times("another's change", size)
    path = project.settings.catalog_path(DOCUMENT, KK)
    for at in range(RUNS):
        since = asking.do("changes", since="")["since"]
        quiet.of(lambda since=since: asking.do("changes", since=since))
        catalog = load(path)
        catalog[-1 - at].msgstr = f"{at} {catalog[-1 - at].msgid}"
        save(catalog, path)
        changed.of(lambda since=since: asking.do("changes", since=since))
    yield quiet
    yield changed


def _judged(asking: _Asking, size: int) -> Iterator[Times]:
    """Yield what an editor does."""
    rows = [
        each
        for each in asking.do("load")["documents"][0]["passages"]
        if each["state"] == "translated"
    ]
    signed, returned = Times("approve", size), Times("send back", size)
    for row in rows[:RUNS]:
        told = {"ref": row["ref"], "target": row["target"]}
        signed.of(lambda told=told: asking.do("sign", **told))
    for row in rows[RUNS : 2 * RUNS]:
        told = {"ref": row["ref"], "target": row["target"]}
        returned.of(lambda told=told: asking.do("return", **told, words="No."))
    yield signed
    yield returned
