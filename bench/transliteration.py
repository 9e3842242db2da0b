"""Transliteration: words that come out wrong on the tests' tables, beside ICU's transforms."""

import random
import subprocess
import time
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.measure import available
from toolkit.bcp47 import Locale
from toolkit.transliteration import conversion, convert

__all__ = ["lines"]

TABLES = Path(__file__).parents[1] / "tests" / "data" / "transliteration"
# ICU has nothing else for Kazakh: the romanization of BGN/PCGN (1979), and Arabic by sound.
PEERS = (
    ("kk-Latn", "kazakh-latin.toml", ("kk-kk_Latn/BGN", "Any-Latin")),
    ("kk-Arab", "kazakh-arabic.toml", ("kk-ar", "Any-Arabic")),
)
SIZE = 2_000_000


def lines() -> Iterator[tuple[str, ...]]:
    """Yield a head, then a line for each table and converter."""
    yield ("to", "by", "words", "wrong", "MB/s")
    for target, name, transforms in PEERS:
        table = _table(name)
        wrong = _wrong(table, _ours(list(table), target))
        yield (target, "toolkit", str(len(table)), str(wrong), f"{_speed(list(table), target):.1f}")
        for transform in transforms:
            theirs = _icu(list(table), transform)
            said = str(_wrong(table, theirs)) if theirs else "not installed"
            yield (target, f"ICU {transform}", str(len(table)), said, "-")


def _table(name: str) -> dict[str, str]:
    sections = tomllib.loads((TABLES / name).read_text("utf-8"))
    return {word: form for words in sections.values() for word, form in words.items()}


def _wrong(table: Mapping[str, str], forms: list[str]) -> int:
    return sum(form != right for form, right in zip(forms, table.values(), strict=True))


def _ours(words: list[str], target: str) -> list[str]:
    each = conversion(Locale("kk"), Locale(target))
    return [convert(word, each) for word in words]


def _icu(words: list[str], transform: str) -> list[str]:
    """Return what ICU's `uconv` makes of the words; nothing where it is not installed."""
    if not available("uconv"):
        return []
    run = subprocess.run(
        ["uconv", "-f", "utf-8", "-t", "utf-8", "-x", transform],
        input="\n".join(words),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return run.stdout.split("\n") if run.returncode == 0 else []


def _speed(words: list[str], target: str) -> float:
    """Return the megabytes of text that are converted in a CPU second."""
    text = " ".join(random.Random(1).choices(words, k=SIZE // 8))
    each = conversion(Locale("kk"), Locale(target))
    start = time.process_time()
    convert(text, each)
    return len(text.encode()) / 1e6 / (time.process_time() - start)
