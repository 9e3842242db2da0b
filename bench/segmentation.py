"""Segmentation: its speed, and what it finds, beside pysbd and sentencex."""

import json
import random
import subprocess
import sys
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path

from bench.catalogs import WORDS
from bench.measure import Row
from toolkit.catalog.po import load

__all__ = ["lines", "rows"]

# Sentences that no rule was made by: a file a language, a blank line between texts.
SENTENCES = Path(__file__).parent / "sentences"
CATALOGS = Path(__file__).parents[1] / "locales"
ENDS = (".", ".", ".", ".", "?", "!", ".”", " at 6 p.m.", " in the U.S.", " on Feb. 22.")
# The loop alone is measured, in CPU seconds: the programs' own start says nothing of speed.
LOOP = """
import sys, time
paragraphs = open(sys.argv[2], encoding="utf-8").read().split("\\n")
split(paragraphs[0])
start = time.process_time()
for paragraph in paragraphs:
    split(paragraph)
print(time.process_time() - start)
"""
# For each text the lengths of its sentences, without white space, in which programs differ.
LENGTHS = """
import json, sys
for text in json.load(sys.stdin):
    print(*(len("".join(each.split())) for each in split(text) if each.strip()))
"""
OURS = """
import sys
from toolkit.base.bcp47 import Locale
from toolkit.language.sentences import rules_for
split = rules_for(Locale(sys.argv[1])).split
"""
PEERS = {
    "pysbd": """
import sys, pysbd
split = pysbd.Segmenter(language=sys.argv[1], clean=False).segment
""",
    "sentencex": """
import sys, sentencex
split = lambda text: sentencex.segment(sys.argv[1], text)
""",
}


def rows(folder: Path, sizes: list[int]) -> Iterator[Row]:
    """Yield the rows for each number of paragraphs, and for each language of the sample."""
    for size in sizes:
        yield from _rows(folder, "en", _invented(size))
    for tag in ("kk", "ru", "ug"):
        yield from _rows(folder, tag, _translated(tag, max(sizes)))


def lines() -> Iterator[tuple[str, ...]]:
    """Yield, for each language and program, how many texts are cut as they should be."""
    yield "language", "program", "texts", "right", "ends missed", "ends too many"
    for path in sorted(SENTENCES.glob("*.txt")):
        texts = [each.split("\n") for each in path.read_text("utf-8").strip().split("\n\n")]
        for program, code in (("toolkit", OURS), *PEERS.items()):
            yield (path.stem, program, str(len(texts)), *_figures(code, path.stem, texts))


def _figures(code: str, tag: str, texts: list[list[str]]) -> tuple[str, ...]:
    space = "" if tag in {"zh", "ja"} else " "
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code + LENGTHS, tag],
        input=json.dumps([space.join(text) for text in texts]),
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        return ("-", "-", "no such language, or not installed")
    found = [_ends(map(int, line.split())) for line in run.stdout.splitlines()]
    meant = [_ends(len("".join(each.split())) for each in text) for text in texts]
    pairs = list(zip(meant, found, strict=True))
    right = sum(one == other for one, other in pairs)
    missed = sum(len(one - other) for one, other in pairs)
    return str(right), str(missed), str(sum(len(other - one) for one, other in pairs))


def _ends(lengths: Iterable[int]) -> set[int]:
    return set(accumulate(lengths))


def _rows(folder: Path, tag: str, paragraphs: list[str]) -> Iterator[Row]:
    path = folder / f"{tag}.txt"
    path.write_text("\n".join(paragraphs), encoding="utf-8")
    ours = _seconds(OURS, tag, path)
    if ours is None:
        raise RuntimeError("the toolkit does not segment")
    note = f"{path.stat().st_size / 1e6 / ours:.1f} MB/s"
    for peer, code in PEERS.items():
        yield Row(f"segment {tag}", len(paragraphs), ours, peer, _seconds(code, tag, path), note)


def _seconds(code: str, tag: str, path: Path) -> float | None:
    """Return the CPU seconds of the loop; None where the peer, or its language, is missing."""
    command = [sys.executable, "-W", "ignore", "-c", code + LOOP, tag, str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    return float(run.stdout) if run.returncode == 0 else None


def _invented(size: int) -> list[str]:
    rng = random.Random(size)
    return [" ".join(_sentence(rng) for _ in range(rng.randint(1, 5))) for _ in range(size)]


def _sentence(rng: random.Random) -> str:
    words = [*rng.choices(WORDS, k=rng.randint(6, 25)), f"{rng.choice('ABC')}. Smith"]
    end = rng.choice(ENDS)
    return ("“" if "”" in end else "") + words[0].capitalize() + " " + " ".join(words[1:]) + end


def _translated(tag: str, size: int) -> list[str]:
    """Return the paragraphs of the sample's catalog, again and again."""
    path = min((CATALOGS / tag / "LC_MESSAGES").glob("*.po"))
    texts = [entry.msgstr for entry in load(path) if entry.msgstr]
    return [texts[number % len(texts)] for number in range(size)]
