"""Articles: one invented article in every source format, for programs to extract and to build."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

__all__ = ["LAYOUTS", "UNITS", "Block", "article", "write_articles"]

WORDS = Path(__file__).with_name("words.txt").read_text(encoding="utf-8").split()
KINDS = (
    "headline",
    *(("heading", "paragraph", "paragraph", "item", "item", "item", "paragraph", "quote") * 5),
)
UNITS = len(KINDS)
"""How many units an article has."""
MARKS = ("", "", "", "", "", "emphasis", "emphasis", "strong", "strong", "link")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or another block, as runs of text and how each is marked."""

    kind: str
    runs: tuple[tuple[str, str], ...]
    """Text, and `emphasis`, `strong`, `link` or nothing."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a format spells blocks and marks: `{}` is what they hold, `{url}` a link's target."""

    suffix: str
    blocks: Mapping[str, str]
    marks: Mapping[str, str]
    head: str = ""
    foot: str = ""
    escapes: bool = False
    """Whether text is escaped as XML's is."""
    gap: str = "\n"
    """What stands between blocks."""

    def write(self, blocks: tuple[Block, ...]) -> str:
        """Return an article in this format."""
        headline = self._content(Block("headline", blocks[0].runs))
        spelled = (self.blocks[each.kind].format(self._content(each)) for each in blocks)
        return self.head.format(headline) + self.gap.join(spelled) + self.foot

    def _content(self, block: Block) -> str:
        return " ".join(self._run(*run) for run in block.runs)

    def _run(self, text: str, mark: str) -> str:
        shown = escape(text, quote=False) if self.escapes else text
        if not mark:
            return shown
        return self.marks[mark].format(shown, url=f"https://example.org/{len(text)}")


_HTML_BLOCKS = {
    "headline": "<h1>{}</h1>",
    "heading": "<h2>{}</h2>",
    "paragraph": "<p>{}</p>",
    "item": "<ul><li>{}</li></ul>",
    "quote": "<blockquote><p>{}</p></blockquote>",
}
_HTML_MARKS = {
    "emphasis": "<em>{}</em>",
    "strong": "<strong>{}</strong>",
    "link": '<a href="{url}">{}</a>',
}
_HTML_HEAD = '{} lang="en">\n<head><meta charset="utf-8"/><title>{{}}</title></head>\n<body>\n'
_HTML_FOOT = "\n</body>\n</html>\n"

LAYOUTS = {
    "text": Layout(
        ".txt",
        dict.fromkeys(_HTML_BLOCKS, "{}"),
        dict.fromkeys(_HTML_MARKS, "{}"),
        foot="\n",
        gap="\n\n",
    ),
    "markdown": Layout(
        ".md",
        {
            "headline": "# {}",
            "heading": "## {}",
            "paragraph": "{}",
            "item": "* {}",
            "quote": "> {}",
        },
        {"emphasis": "*{}*", "strong": "**{}**", "link": "[{}]({url})"},
        foot="\n",
        gap="\n\n",
    ),
    "html": Layout(
        ".html",
        _HTML_BLOCKS,
        _HTML_MARKS,
        _HTML_HEAD.format("<!DOCTYPE html>\n<html"),
        _HTML_FOOT,
        escapes=True,
    ),
    "xhtml": Layout(
        ".xhtml",
        _HTML_BLOCKS,
        _HTML_MARKS,
        _HTML_HEAD.format('<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"'),
        _HTML_FOOT,
        escapes=True,
    ),
    "docbook": Layout(
        ".docbook",
        {
            "headline": "<title>{}</title>",
            "heading": "<bridgehead>{}</bridgehead>",
            "paragraph": "<para>{}</para>",
            "item": "<itemizedlist><listitem><para>{}</para></listitem></itemizedlist>",
            "quote": "<blockquote><para>{}</para></blockquote>",
        },
        {
            "emphasis": "<emphasis>{}</emphasis>",
            "strong": '<emphasis role="bold">{}</emphasis>',
            "link": '<ulink url="{url}">{}</ulink>',
        },
        '<?xml version="1.0" encoding="utf-8"?>\n<article lang="en">\n',
        "\n</article>\n",
        escapes=True,
    ),
}
"""How each format that is measured spells an article."""


@cache
def article(number: int) -> tuple[Block, ...]:
    """Return the article with a number, always the same: 41 blocks, no two of one text."""
    rng = random.Random(number)
    return tuple(Block(kind, tuple(_runs(rng, kind))) for kind in KINDS)


def _runs(rng: random.Random, kind: str) -> Iterator[tuple[str, str]]:
    """Yield a block's runs; what is marked never comes first, for some formats tell so."""
    if kind in {"headline", "heading"}:
        yield _sentence(rng, 4, 9).rstrip("."), ""
        return
    for _ in range(rng.choice((1, 1, 2, 2, 3)) if kind != "item" else 1):
        yield _sentence(rng, 6, 14), ""
        mark = rng.choice(MARKS)
        if mark:
            yield " ".join(rng.choices(WORDS, k=rng.randint(1, 3))), mark
            yield _sentence(rng, 5, 12, begins=False), ""


def _sentence(rng: random.Random, least: int, most: int, *, begins: bool = True) -> str:
    words = [*rng.choices(WORDS, k=rng.randint(least, most)), str(rng.randint(1, 10**6))]
    if begins:
        words[0] = words[0].capitalize()
    if rng.random() < 0.1:  # noqa: PLR2004 - some texts have what markup must escape
        words.insert(1, "&")
    return " ".join(words) + "."


def write_articles(folder: Path, layout: str, count: int) -> list[Path]:
    """Write the first articles in a format, each into its file, and return these."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count):
        path = folder / f"article{number:04}{LAYOUTS[layout].suffix}"
        path.write_text(LAYOUTS[layout].write(article(number)), encoding="utf-8")
        paths.append(path)
    return paths
