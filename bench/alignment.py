"""Alignment: articles that were translated before, of which a paragraph is missing or has moved.

Every article of the sample newsroom is aligned with each of its translations, as plain text that
says nothing of headings: as it is, with one paragraph left out, two neighbours or any two
exchanged, two joined. A run is wrong if any unit got what is not its translation, unflagged.
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from toolkit.base.bcp47 import Locale
from toolkit.catalog.alignment import align_documents
from toolkit.catalog.po import load
from toolkit.document.formats import ReadOptions, read_document
from toolkit.document.model import Document

__all__ = ["lines"]

CATALOGS = Path(__file__).parents[1] / "locales"
LOCALES = ("kk", "ru", "ug")
RUNS = 4

Change = Callable[[random.Random, list[str]], None]
Article = tuple[str, str, list[str], list[str]]
"""Its name, the locale, its paragraphs, and their translations."""


def lines() -> Iterator[tuple[str, ...]]:
    """Yield a line for each change: runs, wrong ones, right pairs that are not flagged, seconds."""
    yield ("change", "runs", "with a wrong pair unflagged", "right pairs unflagged", "CPU seconds")
    for name, change in CHANGES.items():
        start = time.process_time()
        counts: Counter[str] = Counter()
        for article in _articles():
            for number in range(RUNS if name != "none" else 1):
                counts.update(
                    _run(article, change, random.Random(f"{name} {number} {article[:2]}"))
                )
        share = 100 * counts["sure"] / max(counts["right"], 1)
        seconds = f"{time.process_time() - start:.1f}"
        yield (name, str(counts["runs"]), str(counts["wrong"]), f"{share:.1f} %", seconds)


def _articles() -> Iterator[Article]:
    for tag in LOCALES:
        for path in sorted((CATALOGS / tag / "LC_MESSAGES").glob("*.po")):
            entries = [entry for entry in load(path) if entry.msgstr and not entry.obsolete]
            yield path.stem, tag, [each.msgid for each in entries], [e.msgstr for e in entries]


def _run(article: Article, change: Change, rng: random.Random) -> Counter[str]:
    _, tag, paragraphs, translations = article
    wanted = dict(zip(paragraphs, translations, strict=True))
    changed = list(translations)
    change(rng, changed)
    catalog, _ = align_documents(_document(paragraphs, "en"), _document(changed, tag), Locale(tag))
    found: Counter[str] = Counter(runs=1)
    for entry in catalog:
        if entry.msgstr:
            right = entry.msgstr == wanted.get(entry.msgid)
            found.update(right=right, sure=right and not entry.fuzzy)
            found["wrong"] |= not right and not entry.fuzzy
    return found


def _document(paragraphs: list[str], tag: str) -> Document:
    text = f"---\nlanguage: {tag}\n---\n" + "\n\n".join(paragraphs) + "\n"
    return read_document(text.encode(), "article.txt", "article", ReadOptions(Locale(tag)))


def _nothing(_rng: random.Random, _paragraphs: list[str]) -> None:
    pass


def _left_out(rng: random.Random, paragraphs: list[str]) -> None:
    del paragraphs[rng.randrange(len(paragraphs))]


def _neighbours(rng: random.Random, paragraphs: list[str]) -> None:
    at = rng.randrange(len(paragraphs) - 1)
    paragraphs[at : at + 2] = paragraphs[at + 1], paragraphs[at]


def _any_two(rng: random.Random, paragraphs: list[str]) -> None:
    one, other = rng.sample(range(len(paragraphs)), 2)
    paragraphs[one], paragraphs[other] = paragraphs[other], paragraphs[one]


def _joined(rng: random.Random, paragraphs: list[str]) -> None:
    at = rng.randrange(len(paragraphs) - 1)
    paragraphs[at : at + 2] = [f"{paragraphs[at]} {paragraphs[at + 1]}"]


CHANGES: dict[str, Change] = {
    "none": _nothing,
    "one left out": _left_out,
    "neighbours exchanged": _neighbours,
    "any two exchanged": _any_two,
    "two joined": _joined,
}
