"""Catalogs: reading, writing and updating PO files, beside GNU gettext and polib."""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.measure import TOOLKIT, Row, available, cpu_seconds
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import Catalog, Entry, load, new_catalog, save
from toolkit.catalog.update import update_catalog

__all__ = ["rows"]

WORDS = Path(__file__).with_name("words.txt").read_text(encoding="utf-8").split()
LARGEST = 100_000
"""Entries; catalogs are measured with so many, too."""
MOST_OF_MSGMERGE = 20_000
"""Entries; it takes two minutes for these, and over an hour for 100,000."""
READ_AND_WRITE = """
import sys
from toolkit.catalog.po import read, write
with open(sys.argv[1], "rb") as file, open(sys.argv[2], "wb") as out:
    out.write(write(read(file.read(), "b.po")))
"""
POLIB = """
import sys, polib
polib.pofile(sys.argv[1]).save(sys.argv[2])
"""


def rows(folder: Path, sizes: list[int]) -> Iterator[Row]:
    """Yield the rows for each size, and for the largest."""
    out = folder / "out.po"
    for size in sorted({*sizes, LARGEST}):
        po, pot, truth = _make(folder, size)
        ours = cpu_seconds([sys.executable, "-c", READ_AND_WRITE, str(po), str(out)])
        kept = _is_kept(po, out)
        for name, command in (
            ("polib", [sys.executable, "-c", POLIB, str(po), str(out)]),
            ("msgcat", ["msgcat", str(po), "-o", str(out)]),
        ):
            theirs = _peer(*command)
            note = f"same bytes: ours {kept}, its {_is_kept(po, out)}" if theirs else ""
            yield Row("read and write", size, ours, name, theirs, note)
        yield from _updates(size, (po, pot), truth, out)


def _is_kept(po: Path, out: Path) -> str:
    return "yes" if po.read_bytes() == out.read_bytes() else "no"


def _updates(
    size: int, files: tuple[Path, Path], truth: dict[str, str], out: Path
) -> Iterator[Row]:
    """Yield the rows of updates; what each found is counted, as speed alone says nothing."""
    po, pot = files
    ours = cpu_seconds([TOOLKIT, "-q", "update", "--force", str(pot), str(po), "-o", str(out)])
    found = _found(out, truth)
    definitions = out.with_name("definitions.po")
    save(_template([]), definitions)
    calls = {
        "msgmerge": [str(po), str(pot)],
        "msgmerge -C": ["-C", str(po), str(definitions), str(pot)],
    }
    for name, arguments in calls.items():
        if name == "msgmerge" and size > MOST_OF_MSGMERGE:
            yield Row("update", size, ours, name, None, "not run: it would take hours")
            continue
        theirs = _peer("msgmerge", "-q", "--previous", *arguments, "-o", str(out), runs=1)
        note = f"edited texts found: ours {found}, theirs {_found(out, truth)}"
        yield Row("update", size, ours, name, theirs, note)
    if size > MOST_OF_MSGMERGE:
        yield Row("update", size, ours, "pot2po", None, "not run: it would take an hour")
        return
    theirs = _peer("pot2po", "--progress=none", "-t", str(po), str(pot), str(out), runs=1)
    note = f"edited texts found: ours {found}, theirs {_found(out, truth)}" if theirs else ""
    yield Row("update", size, ours, "pot2po", theirs, note)


def _peer(program: str, *arguments: str, runs: int = 3) -> float | None:
    return cpu_seconds([program, *arguments], runs) if available(program) else None


def _make(folder: Path, size: int) -> tuple[Path, Path, dict[str, str]]:
    """Make a translated catalog, and a template in which 10 % are edited, 3 % new, 3 % gone.

    The last of what is returned tells what each edited message was before.
    """
    rng = random.Random(size)
    messages = list(dict.fromkeys(_sentence(rng) for _ in range(size)))
    catalog, _ = update_catalog(_template(messages), None, Locale("kk"))
    for entry in catalog:
        entry.msgstr = entry.msgid[::-1]
    changed = []
    truth = {}
    for message in messages:
        chance = rng.random()
        if chance < 0.03:  # noqa: PLR2004 - the shares of the docstring
            continue
        if chance < 0.13:  # noqa: PLR2004
            words = message.split()
            words[rng.randrange(len(words))] = rng.choice(WORDS)
            edited = " ".join(words)
            if edited != message:
                truth[edited] = message
            message = edited  # noqa: PLW2901
        elif chance < 0.16:  # noqa: PLR2004
            changed.append(_sentence(rng))
        changed.append(message)
    po, pot = folder / f"{size}.po", folder / f"{size}.pot"
    save(catalog, po)
    save(_template(list(dict.fromkeys(changed))), pot)
    return po, pot, truth


def _template(messages: list[str]) -> Catalog:
    template = new_catalog({"Content-Type": "text/plain; charset=UTF-8"})
    template.extend(Entry(msgid=message) for message in messages)
    return template


def _sentence(rng: random.Random) -> str:
    return " ".join([*rng.choices(WORDS, k=rng.randint(8, 25)), str(rng.randint(1, 10**6))])


def _found(updated: Path, truth: dict[str, str]) -> str:
    """Return in how many edited entries the translation of the right text stands."""
    entries = load(updated).by_key()
    found = [entries[None, new].msgstr == old[::-1] for new, old in truth.items()]
    return f"{sum(found)} of {len(found)}"
