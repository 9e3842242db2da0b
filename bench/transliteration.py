"""Transliteration: words that come out wrong on the tests' tables, beside ICU and umsc."""

import random
import subprocess
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path

from bench.measure import available
from toolkit.base.bcp47 import Locale
from toolkit.language.alphabets import conversion, convert

__all__ = ["lines"]

TABLES = Path(__file__).parents[1] / "tests" / "data" / "transliteration"
# ICU has nothing else for Kazakh: the romanization of BGN/PCGN (1979), and Arabic by sound. For
# Uyghur it has what it has for any text in Arabic, Latin or Cyrillic letters.
TASKS = (
    ("kk", "kk-Latn", "kazakh-latin.toml", ("kk-kk_Latn/BGN", "Any-Latin"), None),
    ("kk", "kk-Arab", "kazakh-arabic.toml", ("kk-ar", "Any-Arabic"), None),
    ("ug", "ug-Latn", "uyghur-latin.toml", ("Arabic-Latin",), ("UAS", "ULS")),
    ("ug-Latn", "ug", "uyghur-latin.toml", ("Latin-Arabic",), ("ULS", "UAS")),
    ("ug", "ug-Cyrl", "uyghur-cyrillic.toml", ("Arabic-Latin; Latin-Cyrillic",), ("UAS", "UCS")),
    ("ug-Cyrl", "ug", "uyghur-cyrillic.toml", ("Cyrillic-Latin; Latin-Arabic",), ("UCS", "UAS")),
)
SIZE = 2_000_000

Words = Sequence[str]


def lines() -> Iterator[tuple[str, ...]]:
    """Yield a head, then a line for each direction of each table, and converter."""
    yield ("to", "by", "words", "wrong", "MB/s")
    for source, target, name, transforms, scripts in TASKS:
        pairs = _pairs(name, backwards=target == "ug")
        words = [word for word, _ in pairs]
        head, size = f"{source} to {target}", str(len(pairs))
        ours = _ours(source, target)
        yield (head, "toolkit", size, _wrong(pairs, _each(ours, words)), _speed(words, ours))
        if scripts is not None:
            yield (head, "umsc", size, *_umsc(pairs, *scripts))
        for transform in transforms:
            yield (head, f"ICU {transform}", size, _wrong(pairs, _icu(words, transform)), "-")


def _pairs(name: str, *, backwards: bool) -> list[tuple[str, str]]:
    """Return the words of a table with their forms; of those in two groups one."""
    sections: Mapping[str, Mapping[str, object]] = tomllib.loads((TABLES / name).read_text("utf-8"))
    found: dict[str, str] = {}
    for group in sections.values():
        words = group.get("words", group)
        if isinstance(words, Mapping):
            found.update((str(word), str(form)) for word, form in words.items())
    return [(form, word) if backwards else (word, form) for word, form in found.items()]


def _wrong(pairs: Sequence[tuple[str, str]], forms: Words | None) -> str:
    """Return how many forms are not the right ones, capitals aside."""
    if forms is None:
        return "not installed"
    right = [form for _, form in pairs]
    return str(sum(form.lower() != each.lower() for form, each in zip(forms, right, strict=True)))


def _ours(source: str, target: str) -> Callable[[str], str]:
    way = conversion(Locale(source), Locale(target))
    return lambda text: convert(text, way)


def _each(by: Callable[[str], str], words: Words) -> list[str]:
    return [by(word) for word in words]


def _umsc(pairs: Sequence[tuple[str, str]], source: str, target: str) -> tuple[str, str]:
    """Return the wrong words and the speed of umsc; its é, of before 2008, counts as our ë."""
    try:
        converter = import_module("umsc").UgMultiScriptConverter(source, target)
    except ImportError:
        return ("not installed", "-")
    words = [word.replace("ë", "é") for word, _ in pairs]
    forms = [str(converter(word)).replace("é", "ë") for word in words]
    return (_wrong(pairs, forms), _speed(words, converter))


def _icu(words: Words, transform: str) -> list[str] | None:
    """Return what ICU's `uconv` makes of the words; None where it is not installed."""
    if not available("uconv"):
        return None
    run = subprocess.run(
        ["uconv", "-f", "utf-8", "-t", "utf-8", "-x", transform],
        input="\n".join(words),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return run.stdout.split("\n") if run.returncode == 0 else None


def _speed(words: Words, by: Callable[[str], str]) -> str:
    """Return the megabytes of text that are converted in a CPU second."""
    text = " ".join(random.Random(1).choices(words, k=SIZE // 8))
    start = time.process_time()
    by(text)
    return f"{len(text.encode()) / 1e6 / (time.process_time() - start):.1f}"
