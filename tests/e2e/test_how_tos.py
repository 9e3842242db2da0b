"""README, tutorial, how-tos and references, typed as they stand: what a page shows is what happens.

The blocks of a page are tried in order, in a folder of their own. `sh` is run, and so is `console`,
whose lines after `$` must print what follows. Comments, which readers do not see, say the rest:

    <!-- starts as NAME -->        the folder is a copy of tests/data/how-to/NAME; else it is empty
    <!-- not run: REASON -->       the block is not run, and why
    <!-- exits with 1 -->          that is the exit status of the block's last command
    <!-- prints -->                the last command run has printed this
    <!-- prints nothing -->        … and nothing at all (for the `sh` block below it)
    <!-- writes PATH -->           the block is the whole of a file
    <!-- into PATH -->             its tables come into a TOML file, in place of those of their name
    <!-- translates PATH -->       its entries come into a catalog, in place of those of their text
    <!-- meanwhile: COMMAND -->    what a person does in an editor, or looks at
"""

import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests import commands

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
STARTS = ROOT / "tests" / "data" / "how-to"
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
_STEP = re.compile(
    r"^ *<!-- (?P<note>.+?)\s-->$"
    r"|^(?P<indent> *)```(?P<language>[\w-]*)\n(?P<text>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)
_START = re.compile(r"^<!-- starts as (\S+) -->$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page, with the comments that stand above it."""

    language: str
    text: str
    line: int
    notes: tuple[str, ...] = ()

    def note(self, beginning: str) -> str | None:
        """Return what follows a beginning in the block's comments, or None."""
        found = (each for each in self.notes if each.startswith(beginning))
        return next((each.removeprefix(beginning).strip() for each in found), None)


def blocks(page: Path) -> Iterator[Block]:
    """Yield a page's blocks; a hidden command of a person is one of its own."""
    text = page.read_text(encoding="utf-8")
    notes: list[str] = []
    for found in _STEP.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        note = found["note"]
        if note is None:
            yield Block(found["language"], textwrap.dedent(found["text"]), line, tuple(notes))
            notes = []
        elif note.startswith("meanwhile:"):
            yield Block("sh", note.removeprefix("meanwhile:").strip() + "\n", line)
        elif not note.startswith("starts as "):
            notes.append(note)


@dataclass(slots=True)
class Terminal:
    """A shell that keeps its folder from block to block, and what it printed last."""

    home: Path
    folder: Path
    printed: str = ""
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        tools = self.home / "bin"
        tools.mkdir(parents=True)
        commands.write_program(tools / "toolkit")
        for name, module in (("pip", "-m pip"), ("python", "")):
            (tools / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {module} "$@"\n')
            (tools / name).chmod(0o755)
        installed = self.home / "installed"
        self.environment = {
            "PATH": f"{tools}:/usr/bin:/bin",
            "HOME": str(self.home),
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": f"{ROOT}:{installed}",
            "GIT_CONFIG_COUNT": "3",
            **{f"GIT_CONFIG_KEY_{n}": key for n, (key, _) in enumerate(_GIT)},
            **{f"GIT_CONFIG_VALUE_{n}": value for n, (_, value) in enumerate(_GIT)},
            # `pip install .` builds with what is here, and leaves this Python's packages alone.
            "PIP_TARGET": str(installed),
            "PIP_NO_DEPS": "1",
            "PIP_NO_INDEX": "1",
            "PIP_NO_BUILD_ISOLATION": "0",
        }

    def run(self, commands: str) -> int:
        """Run commands; return the exit status of the one that failed, or of the last."""
        place = self.home / "place"
        script = f"trap 'pwd > \"{place}\"' EXIT\nset -eu\n{commands}"
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )
        self.folder = Path(place.read_text().rstrip("\n"))
        self.printed = done.stdout
        return done.returncode


_GIT = (("user.name", "Editor"), ("user.email", "editor@news.example"), ("gc.auto", "0"))


def into(path: Path, tables: str) -> None:
    """Put TOML tables into a file, each in the place of the one that has its name, or last."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    keys, *kept = re.split(r"^(?=\[)", text, flags=re.MULTILINE)
    for table in re.split(r"^(?=\[)", tables, flags=re.MULTILINE)[1:]:
        name = table.partition("\n")[0]
        row = next((row for row, each in enumerate(kept) if each.startswith(name)), None)
        if row is None:
            kept.append(table)
        else:
            kept[row] = table
    path.write_text(keys + "\n".join(each.rstrip("\n") + "\n" for each in kept), encoding="utf-8")


def translates(path: Path, entries: str) -> None:
    """Put entries into a catalog, each in the place of the one that has its text."""
    catalog = path.read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    for entry in entries.strip("\n").split("\n\n"):
        text = _msgid(entry)
        (row,) = (row for row, each in enumerate(catalog) if _msgid(each) == text)
        catalog[row] = entry
    path.write_text("\n\n".join(catalog) + "\n", encoding="utf-8")


def _msgid(entry: str) -> str:
    return entry.partition("msgid ")[2].partition("\nmsgstr")[0]


def typed(block: Block, terminal: Terminal) -> None:
    """Do what a block says, and look whether what it shows is so."""
    if block.note("not run:") is not None:
        return
    if block.language == "console":
        for line in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
            command, _, shown = line.partition("\n")
            terminal.run(command + "\n")
            assert shown.rstrip() in terminal.printed
    elif block.language == "sh":
        status = int(block.note("exits with") or 0)
        assert terminal.run(block.text) == status, terminal.printed
        if block.note("prints nothing") is not None:
            assert terminal.printed == ""
    elif block.note("prints") is not None:
        assert block.text.rstrip() in terminal.printed
    elif (path := block.note("writes")) is not None:
        (terminal.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (terminal.folder / path).write_text(block.text, encoding="utf-8")
    elif (path := block.note("into")) is not None:
        into(terminal.folder / path, block.text)
    elif (path := block.note("translates")) is not None:
        translates(terminal.folder / path, block.text)
    else:
        assert block.notes == (), "no comment that this test knows"


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def tried(block: Block) -> bool:
    return block.language in {"sh", "console"} or block.notes != ()


TRIED = [page for page in PAGES if any(tried(block) for block in blocks(page))]


@pytest.mark.parametrize("page", TRIED, ids=named)
def test_what_a_page_shows_is_what_happens(page: Path, tmp_path: Path) -> None:
    folder = tmp_path / "newsroom"
    start = _START.search(page.read_text(encoding="utf-8"))
    if start:
        shutil.copytree(STARTS / start[1], folder)
    else:
        folder.mkdir()
    terminal = Terminal(tmp_path / "home", folder)
    for block in blocks(page):
        try:
            typed(block, terminal)
        except AssertionError as problem:
            pytest.fail(f"{named(page)}:{block.line}: {problem}\nprinted:\n{terminal.printed}")


def test_what_is_not_run_says_why() -> None:
    for page in PAGES:
        for block in blocks(page):
            reason = block.note("not run:")
            assert reason is None or len(reason.split()) > 2, f"{named(page)}:{block.line}"


def test_every_folder_that_a_page_can_start_as_is_used() -> None:
    used = {_START.search(page.read_text(encoding="utf-8")) for page in TRIED}
    assert {path.name for path in STARTS.iterdir()} == {found[1] for found in used if found}
