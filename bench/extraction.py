"""Extraction: articles to templates, beside po4a, itstool and translate-toolkit."""

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.articles import LAYOUTS, UNITS, write_articles
from bench.measure import TOOLKIT, Row, available, cpu_seconds

__all__ = ["rows"]

Command = Callable[[Path, Path], list[str]]
"""Makes what is run, of the folder of sources and of the template (or the folder of these)."""

CLOCK = 0.01
"""How finely the system counts a process's seconds; a difference of a few says nothing."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A program that extracts a format."""

    name: str
    command: Command


def _ours(sources: Path, pot: Path) -> list[str]:
    return [TOOLKIT, "-q", "extract", *_files(sources), "-o", str(pot)]


def _files(sources: Path) -> list[str]:
    return sorted(map(str, sources.iterdir()))


def _po4a(module: str, *options: str) -> Peer:
    def command(sources: Path, pot: Path) -> list[str]:
        masters = [word for path in _files(sources) for word in ("-m", path)]
        start = ["po4a-updatepo", "-M", "UTF-8", "-f", module]
        return [*start, *options, *masters, "-p", str(pot)]

    return Peer("po4a-updatepo", command)


def _translate_toolkit(program: str) -> Peer:
    def command(sources: Path, pot: Path) -> list[str]:
        return [program, "--progress=none", "-P", str(sources), str(pot.parent)]

    return Peer(program, command)


def _itstool(sources: Path, pot: Path) -> list[str]:
    return ["itstool", "-o", str(pot), *_files(sources)]


PEERS = {
    "text": (_po4a("text"), _translate_toolkit("txt2po")),
    "markdown": (_po4a("text", "-o", "markdown"), _translate_toolkit("md2po")),
    "html": (_po4a("xhtml"), _translate_toolkit("html2po")),
    "xhtml": (_po4a("xhtml"), Peer("itstool", _itstool), _translate_toolkit("html2po")),
    "docbook": (_po4a("docbook"), Peer("itstool", _itstool)),
}


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a program took for one article, and for many in one process."""

    one: float
    """CPU seconds."""
    many: float
    """CPU seconds."""
    entries: int
    """How many entries it made of the many; the heads of catalogs aside."""


def rows(folder: Path, sizes: list[int]) -> Iterator[Row]:
    """Yield three rows for each format, number of units, and peer.

    Many articles in one process, start-up included; the same less a run over one article, which
    leaves the start-up out; and that run over one, which is what a process each takes.
    """
    for size in sizes:
        count = max(2, size // UNITS)
        for layout in LAYOUTS:
            sources = {each: folder / f"{layout}-{each}" for each in (1, count)}
            for each, path in sources.items():
                write_articles(path, layout, each)
            ours = _measure(_ours, sources[1], sources[count])
            for peer in PEERS[layout]:
                yield from _rows(layout, count, ours, peer, sources)


def _rows(
    layout: str, count: int, ours: Extraction, peer: Peer, sources: dict[int, Path]
) -> Iterator[Row]:
    what = f"extract {layout}"
    if not _starts(peer.name):
        yield Row(what, count, ours.many, peer.name, None)
        return
    theirs = _measure(peer.command, sources[1], sources[count])
    note = (
        f"{count / ours.many:,.0f} and {count / theirs.many:,.0f} documents a second;"
        f" {ours.entries:,} and {theirs.entries:,} entries"
    )
    yield Row(what, count, ours.many, peer.name, theirs.many, note)
    own, other = ours.many - ours.one, theirs.many - theirs.one
    if min(own, other) > 10 * CLOCK:
        each = [f"{(count - 1) / seconds:,.0f}" for seconds in (own, other)]
        note = f"start-up aside: {' and '.join(each)} a second"
        yield Row(what, count - 1, own, peer.name, other, note)
    note = f"a process each: {1 / ours.one:,.0f} and {1 / theirs.one:,.0f} a second"
    yield Row(what, 1, ours.one, peer.name, theirs.one, note)


def _starts(program: str) -> bool:
    """Whether a peer is installed with what it needs: md2po is there without its parser, too."""
    if not available(program):
        return False
    return subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0


def _measure(command: Command, one: Path, many: Path) -> Extraction:
    """Run a program over a folder of one article, and over one of many."""
    first, _ = _run(command, one)
    seconds, entries = _run(command, many)
    return Extraction(first, seconds, entries)


def _run(command: Command, sources: Path) -> tuple[float, int]:
    """Return the median of the CPU seconds of three runs, and how many entries are made.

    Each run finds no template: programs that update one would do another thing the second time.
    """
    times = []
    for _ in range(3):
        with TemporaryDirectory(dir=sources.parent) as made:
            pot = Path(made) / "all.pot"
            times.append(cpu_seconds(command(sources, pot), runs=1))
            entries = sum(_entries(path) for path in Path(made).rglob("*.pot"))
    return sorted(times)[1], entries


def _entries(pot: Path) -> int:
    return sum(line.startswith(b"msgid ") for line in pot.read_bytes().splitlines()) - 1
