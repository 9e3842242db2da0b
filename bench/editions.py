"""Editions: a newsroom's articles in two locales, beside po4a, itstool and translate-toolkit.

And beside a build of everything: one with nothing to do, and one after an edit.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.articles import LAYOUTS, UNITS, write_articles
from bench.measure import TOOLKIT, Row, available
from toolkit.base.bcp47 import Locale
from toolkit.base.text import Inline
from toolkit.catalog.po import Catalog, load, save
from toolkit.catalog.template import TemplateOptions, make_template
from toolkit.catalog.update import update_catalog
from toolkit.document.formats import read_document

__all__ = ["rows"]

LOCALES = ("kk", "ru")
LAYOUT_OF_PEER = {"po4a-translate": "xhtml", "itstool": "xhtml", "po2html": "html"}
"""In which format each peer makes its editions."""

# A process's memory is never less than its parent's was, so that the parent must be small.
LAUNCHER = """
import resource, subprocess, sys
null = subprocess.DEVNULL
subprocess.run(sys.argv[1:], check=True, stdout=null, stderr=null)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a build took."""

    seconds: float
    """CPU seconds, of all processes."""
    memory: int
    """Most memory of any process at a time, in MiB."""

    def __add__(self, other: "Cost") -> "Cost":
        """Return the cost of this and then another."""
        return Cost(self.seconds + other.seconds, max(self.memory, other.memory))


Build = Callable[[Path, Path], Cost]
"""Makes the editions of a newsroom in another folder."""


def rows(folder: Path, sizes: list[int]) -> Iterator[Row]:
    """Yield a row for each number of units and each peer, in editions a second.

    The peers make their editions out of the same sources and catalogs, a process for each unless
    one of theirs does several.
    """
    for size in sizes:
        count = max(1, size // UNITS)
        for layout in ("html", "xhtml"):
            newsroom = folder / f"newsroom-{layout}-{count}"
            _make(newsroom, layout, count)
            ours = _run([TOOLKIT, "-q", "-C", str(newsroom), "build"])
            for peer, build in PEERS.items():
                if LAYOUT_OF_PEER[peer] == layout:
                    yield _row(newsroom, count, ours, peer, build)
            if layout == "html":
                yield from _again(newsroom, count, ours)


def _again(newsroom: Path, count: int, whole: Cost) -> Iterator[Row]:
    """Yield what it takes to build again: with nothing to do, and after one edit."""
    command = [TOOLKIT, "-q", "-C", str(newsroom), "build"]
    _run(command)  # what was written just now is read again, once
    idle = _run(command)
    edited = min((newsroom / "locales" / LOCALES[0]).rglob("*.po"))
    catalog = load(edited)
    next(iter(catalog)).msgstr += " (edited)"
    save(catalog, edited)
    for what, cost in (("build, nothing to do", idle), ("build, one edit", _run(command))):
        memory = f"{cost.memory} and {whole.memory} MiB"
        yield Row(what, count * len(LOCALES), cost.seconds, "build, first", whole.seconds, memory)


def _row(newsroom: Path, count: int, ours: Cost, peer: str, build: Build) -> Row:
    what, made = f"build {LAYOUT_OF_PEER[peer]}", count * len(LOCALES)
    if not available(peer):
        return Row(what, made, ours.seconds, peer, None)
    theirs = build(newsroom, newsroom / f"by-{peer}")
    note = (
        f"{made / ours.seconds:,.0f} and {made / theirs.seconds:,.0f} editions a second;"
        f" {ours.memory} and {theirs.memory} MiB"
    )
    return Row(what, made, ours.seconds, peer, theirs.seconds, note)


def _make(newsroom: Path, layout: str, count: int) -> None:
    """Make a newsroom whose catalogs are translated, and the same catalogs as the peers write."""
    articles = write_articles(newsroom / "articles", layout, count)
    settings = ['source = "en"', 'title = "Benchmark"', "[[documents]]"]
    settings.append(f'files = "articles/*{LAYOUTS[layout].suffix}"')
    settings.extend(f"[locales.{locale}]" for locale in LOCALES)
    (newsroom / "toolkit.toml").write_text("\n".join(settings) + "\n", encoding="utf-8")
    _run([TOOLKIT, "-q", "-C", str(newsroom), "update"])
    for path in (newsroom / "locales").rglob("*.po"):
        _translate(load(path), path)
    raw = TemplateOptions(inline=Inline.RAW)
    for locale in LOCALES:
        (newsroom / "peers" / locale).mkdir(parents=True)
        for path in articles:
            document = read_document(path.read_bytes(), path.name, path.stem)
            catalog, _ = update_catalog(make_template([document], None, raw), None, Locale(locale))
            _translate(catalog, newsroom / "peers" / locale / f"{path.stem}.po")


def _translate(catalog: Catalog, path: Path) -> None:
    """Write a catalog with a translation for every entry."""
    for entry in catalog:
        entry.msgstr = f"{entry.msgid} ({path.stem})"
    save(catalog, path)


def _each(newsroom: Path, out: Path) -> Iterator[tuple[Path, Path, Path]]:
    """Yield each source, a catalog of it, and where the edition goes."""
    for locale in LOCALES:
        (out / locale).mkdir(parents=True, exist_ok=True)
        for source in sorted((newsroom / "articles").iterdir()):
            catalog = newsroom / "peers" / locale / f"{source.stem}.po"
            yield source, catalog, out / locale / source.name


def _po4a(newsroom: Path, out: Path) -> Cost:
    cost = Cost(0, 0)
    start = ["po4a-translate", "-M", "UTF-8", "-L", "UTF-8", "-k", "0", "-f", "xhtml"]
    for source, catalog, edition in _each(newsroom, out):
        cost += _run([*start, "-m", str(source), "-p", str(catalog), "-l", str(edition)])
    return cost


def _itstool(newsroom: Path, out: Path) -> Cost:
    cost = Cost(0, 0)
    for source, catalog, edition in _each(newsroom, out):
        compiled = edition.with_suffix(".mo")
        cost += _run(["msgfmt", "-o", str(compiled), str(catalog)])
        start = ["itstool", "-l", edition.parent.name, "-m", str(compiled)]
        cost += _run([*start, "-o", str(edition), str(source)])
    return cost


def _po2html(newsroom: Path, out: Path) -> Cost:
    cost = Cost(0, 0)
    for locale in LOCALES:
        start = ["po2html", "--progress=none", "-t", str(newsroom / "articles")]
        catalogs = newsroom / "peers" / locale
        (out / locale).mkdir(parents=True)
        cost += _run([*start, "-i", str(catalogs), "-o", str(out / locale)])
    return cost


PEERS: dict[str, Build] = {"po4a-translate": _po4a, "itstool": _itstool, "po2html": _po2html}


def _run(command: list[str]) -> Cost:
    """Run a command, and return what it took."""
    launched = [sys.executable, "-S", "-c", LAUNCHER, *command]
    run = subprocess.run(launched, capture_output=True, text=True, check=True)
    seconds, memory = run.stdout.split()
    return Cost(float(seconds), int(memory) // 1024)
