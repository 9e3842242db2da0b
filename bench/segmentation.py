"""Segmentation: sentences of paragraphs, beside pysbd and sentencex."""

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.catalogs import WORDS
from bench.measure import Row
from toolkit.catalog.po import load

__all__ = ["rows"]

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
