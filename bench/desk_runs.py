"""Desk runs: a newsroom of one long article, a desk that runs on it, and how long actions take."""

import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from bench.measure import TOOLKIT
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import load
from toolkit.newsroom.project import Project
from toolkit.newsroom.reviews import save_translated

__all__ = ["DOCUMENT", "KK", "RUNS", "RunningDesk", "Times", "make_newsroom", "running_desk"]

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
