"""Memory: the most similar of many sentences, beside rapidfuzz, which compares them all."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import ParamSpec, TypeVar

from rapidfuzz import fuzz, process

from bench.catalogs import WORDS
from bench.measure import Row
from toolkit.base.bcp47 import Locale
from toolkit.catalog.memory.entry import MemoryEntry
from toolkit.catalog.memory.similarity import ranked, skeleton
from toolkit.catalog.memory.store import Memory

__all__ = ["rows"]

ASKED = 500
CUT_OFF = 75.0
SOURCE, TARGET = Locale("en"), Locale("kk")
SYLLABLES = ("ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru", "sha", "te", "vi", "zo")

P = ParamSpec("P")
T = TypeVar("T")


def rows(folder: Path, sizes: list[int]) -> Iterator[Row]:
    """Yield the row for each size: look-ups in a file that was just opened."""
    for size in sizes:
        sentences = _sentences(size)
        asked = _asked(sentences)
        brute, best = _timed(_brute_force, sentences, asked)
        filling, path = _timed(_fill, folder, sentences)
        with Memory.open(path) as memory:
            first, _ = _timed(_look_up, memory, asked[:1])
            ours, scores = _timed(_look_up, memory, asked)
        note = f"{_recall(scores, best)}; filled in {filling:.2f}, first look-up {first:.3f}"
        yield Row("memory", size, first + ours, "rapidfuzz", brute, note)


def _timed(function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> tuple[float, T]:
    before = time.process_time()
    result = function(*arguments, **named)
    return time.process_time() - before, result


def _sentences(size: int) -> list[str]:
    """Make sentences of frequent words and of rare ones; a third are like one before them."""
    rng = random.Random(size)
    rare = ["".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))) for _ in range(8000)]
    found: dict[str, None] = {}
    while len(found) < size:
        words = [
            rng.choice(WORDS) if rng.random() < 0.6 else rare[int(rng.random() ** 3 * len(rare))]  # noqa: PLR2004
            for _ in range(rng.randint(3, 22))
        ]
        found[" ".join([*words, str(rng.randint(1, 2000))])] = None
        if rng.random() < 0.5:  # noqa: PLR2004
            found[_edited(rng, " ".join(words), 4)] = None
    return list(found)[:size]


def _asked(sentences: Sequence[str]) -> list[str]:
    rng = random.Random(1)
    return [_edited(rng, each, rng.randint(5, 10)) for each in rng.choices(sentences, k=ASKED)]


def _edited(rng: random.Random, sentence: str, share: int) -> str:
    """Edit a sentence: one word in `share` replaced, left out or put in."""
    words = sentence.split()
    for _ in range(max(1, len(words) // share)):
        at = rng.randrange(len(words))
        words[at : at + rng.randint(0, 1)] = rng.choices(WORDS, k=rng.randint(0, 1))
    return " ".join(words)


def _brute_force(sentences: Sequence[str], asked: Sequence[str]) -> list[float]:
    """Return the score of each question's best match, 0 where it is below the cut-off."""
    skeletons = [skeleton(each) for each in sentences]
    found = []
    for each in asked:
        like_it = process.extract(
            skeleton(each), skeletons, scorer=fuzz.ratio, score_cutoff=CUT_OFF, limit=50
        )
        groups = [(ratio, [(at, sentences[at])]) for _, ratio, at in like_it]
        hits = ranked(each, groups, CUT_OFF, 1)
        found.append(hits[0][1] if hits else 0.0)
    return found


def _fill(folder: Path, sentences: Sequence[str]) -> Path:
    path = folder / f"{len(sentences)}.sqlite"
    with Memory.open(path, create_missing=True) as memory:
        memory.add(MemoryEntry(each, each[::-1], SOURCE, TARGET) for each in sentences)
    return path


def _look_up(memory: Memory, asked: Sequence[str]) -> list[float]:
    found = (memory.look_up(each, SOURCE, TARGET, cut_off=CUT_OFF, limit=1) for each in asked)
    return [each[0].score if each else 0.0 for each in found]


def _recall(scores: Sequence[float], best: Sequence[float]) -> str:
    there = [(score, most) for score, most in zip(scores, best, strict=True) if most]
    right = sum(score >= most for score, most in there)
    return f"{len(scores)} look-ups, best match found in {right} of {len(there)}"
