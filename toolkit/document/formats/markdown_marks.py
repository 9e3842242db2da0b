"""Marks: where the inline content of a Markdown block stands in the text that was parsed."""

from bisect import bisect_right
from collections.abc import Callable, Sequence

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from toolkit.base.frozen import frozen

__all__ = [
    "Block",
    "Marks",
    "Stretch",
    "line_marks",
    "marked",
    "marks_of",
    "push_text",
    "with_marks",
]

_MARKS = "marks"

Block = Callable[[StateBlock, int, int, bool], bool]
"""A rule of markdown-it for blocks: the state, the first line, the last, whether it only looks."""


@frozen
class Marks:
    """Where a block's inline content stands: pairs of equal positions in it and in the text."""

    content: Sequence[int]
    """Positions in the content, rising: each line's first, and after what was left out."""
    text: Sequence[int]
    """The same positions in the text that was parsed."""

    def place(self, position: int) -> int:
        """Return the position in the text of a position in the content."""
        at = max(0, bisect_right(self.content, position) - 1)
        return self.text[at] + position - self.content[at]


def with_marks(token: Token, marks: Marks) -> None:
    """Note where the content of a token stands."""
    token.meta[_MARKS] = marks


def marks_of(token: Token) -> Marks:
    """Return where the content of an `inline` or `html_block` token stands."""
    found = token.meta[_MARKS]
    assert isinstance(found, Marks)  # noqa: S101 - every rule that makes content is marked
    return found


def marked(rule: Block, at: int = -2) -> Block:
    """Make a rule for content of several lines note where each of them stands.

    Args:
        rule: the rule.
        at: which of the tokens that it pushes has the content.

    """

    def with_places(state: StateBlock, first: int, last: int, silent: bool) -> bool:
        if not rule(state, first, last, silent):
            return False
        if not silent:
            with_marks(state.tokens[at], line_marks(state, state.tokens[at]))
        return True

    return with_places


def line_marks(state: StateBlock, token: Token) -> Marks:
    """Return where each line of a block's content stands."""
    assert token.map is not None  # noqa: S101 - markdown-it maps every block
    begin, end = token.map
    whole = state.getLines(begin, end, state.blkIndent, False)
    lead = whole.find(token.content.rstrip("\n"))
    content, text, position = [], [], 0
    for at, line in enumerate(whole.split("\n")):
        # Tabs before a line may have become spaces: its end is what is sure.
        content.append(position - lead)
        text.append(state.eMarks[begin + at] - len(line))
        position += len(line) + 1
    return Marks(content, text)


@frozen
class Stretch:
    """A stretch of one line of the text that was parsed."""

    line: int
    """From 0."""
    start: int
    """In the text."""
    end: int


def push_text(state: StateBlock, tag: str, stretch: Stretch, kind: str = "") -> None:
    """Push a block whose inline content is a stretch of a line, such as a box's title.

    Args:
        state: markdown-it's.
        tag: the element's name.
        stretch: where the content stands.
        kind: the element's class.

    """
    opened = state.push(f"{tag}_open", tag, 1)
    opened.map = [stretch.line, stretch.line + 1]
    if kind:
        opened.attrs = {"class": kind}
    token = state.push("inline", "", 0)
    token.content = state.src[stretch.start : stretch.end]
    token.map = [stretch.line, stretch.line + 1]
    token.children = []
    with_marks(token, Marks([0], [stretch.start]))
    state.push(f"{tag}_close", tag, -1)
