"""Retention: of the words in paragraphs that were edited, how many keep their own translation."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.catalogs import WORDS
from bench.measure import TOOLKIT, available, cpu_seconds
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import Catalog, Entry, load, new_catalog, save
from toolkit.catalog.update import update_catalog

__all__ = ["lines"]

CYRILLIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абцдефгхийклмнопқрстувшхыз")
ARTICLES = 12
PARAGRAPHS = 20
TAILS = 0.6
"""How many words have a tail of their own."""


@dataclass(slots=True)
class Sentence:
    """A sentence as it stands, and the one whose translation it should keep."""

    words: list[str]
    origin: list[str] = field(default_factory=list)

    def text(self) -> str:
        """Return it as prose."""
        return " ".join(self.words).capitalize() + "."

    def translated(self) -> list[str]:
        """Return the words of the translation that belongs to it."""
        return [translation(word) for word in self.origin]


Paragraph = list[Sentence]
Edit = Callable[[random.Random, list[Paragraph], int], None]


def translation(word: str) -> str:
    """Return the translation of a word: in other letters, and told from all others'."""
    return word.lower().translate(CYRILLIC)


def lines(folder: Path) -> Iterator[tuple[str, ...]]:
    """Yield a line for each kind of edit: right and foreign words, ours and msgmerge's."""
    yield ("edit", "ours right", "foreign", "msgmerge right", "foreign")
    totals: dict[str, Counter[str]] = {"ours": Counter(), "msgmerge": Counter()}
    for name, edit in EDITS.items():
        found = {tool: _measure(folder, name, edit, tool) for tool in totals}
        for tool, counts in found.items():
            totals[tool].update(counts)
        yield (name, *_shares(found["ours"]), *_shares(found["msgmerge"]))
    yield ("all", *_shares(totals["ours"]), *_shares(totals["msgmerge"]))


def _shares(counts: Counter[str]) -> tuple[str, str]:
    if not counts["wanted"]:
        return "-", "-"
    right = 100 * counts["right"] / counts["wanted"]
    foreign = 100 * counts["foreign"] / max(counts["there"], 1)
    return f"{right:.1f} %", f"{foreign:.1f} %"


def _measure(folder: Path, name: str, edit: Edit, tool: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    if tool == "msgmerge" and not available(tool):
        return counts
    for number in range(ARTICLES):
        rng = random.Random(f"{name} {number}")
        before = [[_sentence(rng) for _ in range(rng.randint(2, 5))] for _ in range(PARAGRAPHS)]
        old, new = folder / "old.po", folder / "new.pot"
        save(_translated(before), old)
        after = [[Sentence(list(s.words), list(s.words)) for s in p] for p in before]
        for at in range(PARAGRAPHS - 2, 0, -4):
            edit(rng, after, at)
        save(_template([_text(paragraph) for paragraph in after]), new)
        out = folder / "out.po"
        command = {
            "ours": [TOOLKIT, "-q", "update", "--force", str(new), str(old), "-o", str(out)],
            "msgmerge": ["msgmerge", "-q", str(old), str(new), "-o", str(out)],
        }[tool]
        cpu_seconds(command, runs=1)
        untouched = {_text(paragraph) for paragraph in before}
        counts.update(_compare(after, untouched, load(out)))
    return counts


def _compare(after: list[Paragraph], untouched: set[str], updated: Catalog) -> Counter[str]:
    entries = updated.by_key()
    counts: Counter[str] = Counter()
    for paragraph in after:
        text = _text(paragraph)
        if text in untouched:
            continue
        wanted = Counter(word for sentence in paragraph for word in sentence.translated())
        there = Counter(entries[None, text].msgstr.lower().replace(".", "").split())
        counts["wanted"] += wanted.total()
        counts["there"] += there.total()
        counts["right"] += (wanted & there).total()
        counts["foreign"] += (there - wanted).total()
    return counts


def _sentence(rng: random.Random) -> Sentence:
    # A tail that no other word has makes every translation tell where it comes from.
    words = [
        rng.choice(WORDS) + "".join(rng.choices("bdfgklmnprst", k=3)) if rng.random() < TAILS else w
        for w in rng.choices(WORDS, k=rng.randint(8, 20))
    ]
    return Sentence(words, list(words))


def _text(paragraph: Paragraph) -> str:
    return " ".join(sentence.text() for sentence in paragraph)


def _template(messages: list[str]) -> Catalog:
    made = new_catalog({"Content-Type": "text/plain; charset=UTF-8", "X-Source-Language": "en"})
    made.extend(Entry(msgid=message) for message in dict.fromkeys(messages))
    return made


def _translated(paragraphs: list[Paragraph]) -> Catalog:
    catalog, _ = update_catalog(_template([_text(each) for each in paragraphs]), None, Locale("kk"))
    for entry, paragraph in zip(catalog, paragraphs, strict=True):
        entry.msgstr = " ".join(
            " ".join(sentence.translated()).capitalize() + "." for sentence in paragraph
        )
    return catalog


def _reword(rng: random.Random, paragraphs: list[Paragraph], at: int) -> None:
    sentence = rng.choice(paragraphs[at])
    for place in rng.sample(range(len(sentence.words)), 2):
        sentence.words[place] = rng.choice(WORDS)


def _number(rng: random.Random, paragraphs: list[Paragraph], at: int) -> None:
    sentence = rng.choice(paragraphs[at])
    sentence.words[rng.randrange(1, len(sentence.words))] = str(rng.randint(2, 99))


def _typo(rng: random.Random, paragraphs: list[Paragraph], at: int) -> None:
    sentence = max(paragraphs[at], key=lambda each: len(each.words))
    place = max(range(len(sentence.words)), key=lambda n: len(sentence.words[n]))
    word = sentence.words[place]
    sentence.words[place] = word[:2] + word[3] + word[2] + word[4:] + rng.choice("aeiou")


def _insert(rng: random.Random, paragraphs: list[Paragraph], at: int) -> None:
    new = _sentence(rng)
    paragraphs[at].insert(rng.randint(0, len(paragraphs[at])), Sentence(new.words, []))


def _delete(rng: random.Random, paragraphs: list[Paragraph], at: int) -> None:
    paragraphs[at].pop(rng.randrange(len(paragraphs[at])))


def _rewrite(rng: random.Random, paragraphs: list[Paragraph], at: int) -> None:
    place = rng.randrange(len(paragraphs[at]))
    paragraphs[at][place] = Sentence(_sentence(rng).words, [])


def _split(rng: random.Random, paragraphs: list[Paragraph], at: int) -> None:
    cut = rng.randint(1, len(paragraphs[at]) - 1)
    paragraphs[at : at + 1] = [paragraphs[at][:cut], paragraphs[at][cut:]]


def _join(_rng: random.Random, paragraphs: list[Paragraph], at: int) -> None:
    paragraphs[at : at + 2] = [paragraphs[at] + paragraphs[at + 1]]


def _swap(_rng: random.Random, paragraphs: list[Paragraph], at: int) -> None:
    paragraphs[at][0], paragraphs[at][-1] = paragraphs[at][-1], paragraphs[at][0]


def _to_neighbour(_rng: random.Random, paragraphs: list[Paragraph], at: int) -> None:
    paragraphs[at + 1].insert(0, paragraphs[at].pop())


def _split_and_reword(rng: random.Random, paragraphs: list[Paragraph], at: int) -> None:
    _reword(rng, paragraphs, at)
    _split(rng, paragraphs, at)


def _join_and_reword(rng: random.Random, paragraphs: list[Paragraph], at: int) -> None:
    _reword(rng, paragraphs, at)
    _join(rng, paragraphs, at)


EDITS: dict[str, Edit] = {
    "words": _reword,
    "number": _number,
    "typo": _typo,
    "sentence in": _insert,
    "sentence out": _delete,
    "sentence rewritten": _rewrite,
    "split": _split,
    "joined": _join,
    "sentences swapped": _swap,
    "sentence to neighbour": _to_neighbour,
    "split, reworded": _split_and_reword,
    "joined, reworded": _join_and_reword,
}
