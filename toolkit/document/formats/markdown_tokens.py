"""Markdown's tokens, each with its place: what markdown-it finds, and where it stands."""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import (
    StateBlock,
    heading,
    html_block,
    lheading,
    paragraph,
    reference,
    table,
)
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from toolkit.base.errors import Location, ToolkitError
from toolkit.document.formats.markdown_blocks import NOTE, add_dialect_blocks
from toolkit.document.formats.markdown_grids import add_grids
from toolkit.document.formats.markdown_inlines import PLACE, Inline, add_dialect_inlines, footnote
from toolkit.document.formats.markdown_marks import Marks, marked, with_marks

__all__ = ["inline_tokens", "place_of", "read_tokens"]

_MAX_NESTING = 90
_MAX_LENGTH = 256 * 1024
# For each of these markdown-it looks for what ends it: time grows with the square of their number.
_MAX_MARKS = {
    "[": 3000,
    "<": 3000,
    "`": 3000,
    "{": 3000,
    "$": 3000,
    "*": 20_000,
    "_": 20_000,
    "~": 20_000,
}

# markdown-it leaves out what is nested deeper, without a word.
_LIMIT = _MAX_NESTING + 10
_WHITE_SPACE = " \t\n\r\f\v"

_OWN_PLACES = frozenset({"address", "footnote", "opaque", "templated_tag", "tilde", "wrap"})


def read_tokens(text: str, *, dialects: bool = True) -> tuple[Sequence[Token], Mapping[str, Any]]:
    """Parse CommonMark with tables, strikethrough and the marks of footnotes.

    Args:
        text: the document, its lines ended by LF.
        dialects: whether the markup of dialects is markup, and any address a link's.

    Returns:
        The tokens, and markdown-it's environment, which holds the reference definitions.

    Raises:
        ToolkitError: with the line from 0 and no path, for what would take unbounded time.

    """
    environment: dict[str, Any] = {}
    return _parser(dialects=dialects).parse(text, environment), environment


def inline_tokens(content: str, environment: Mapping[str, Any]) -> Sequence[Token]:
    """Parse inline content by itself, with the reference definitions of an environment."""
    (block,) = _parser().parseInline(content, dict(environment))
    return block.children or []


def place_of(token: Token) -> tuple[int, int]:
    """Return the start and end of an inline token in its block's content; of a link's ends, each.

    Text and soft line breaks have no place.
    """
    start, end = token.meta[PLACE]
    return int(start), int(end)


@cache
def _parser(*, dialects: bool = True) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _LIMIT})
    parser.enable(["table", "strikethrough"])
    parser.core.ruler.after("block", "costs", _refuse_costly)
    block = parser.block.ruler
    block.at("table", _marked_table, {"alt": ["paragraph", "reference"]})
    block.at("heading", _marked_heading, {"alt": ["paragraph", "reference", "blockquote"]})
    block.at("reference", _reference)
    block.at("lheading", marked(lheading))
    block.at("paragraph", marked(paragraph))
    alike = ["paragraph", "reference", "blockquote"]
    block.before("paragraph", "note", _begins_note, {"alt": alike})
    block.at("html_block", marked(html_block, -1), {"alt": alike})
    inline = parser.inline.ruler
    inline.before("link", "footnote", footnote)
    if dialects:
        # CommonMark refuses no address: what could run something, editions leave out.
        parser.validateLink = _any_address  # type: ignore[method-assign]
        add_dialect_blocks(parser)
        add_grids(parser)
        add_dialect_inlines(parser)
    for name, rule in zip(inline.get_active_rules(), inline.getRules(""), strict=True):
        if name not in _OWN_PLACES:
            inline.at(name, _placed(name, rule))
    parser.core.ruler.after("inline", "verses", _break_verses)
    return parser


def _any_address(url: str) -> bool:  # noqa: ARG001 - markdown-it names it
    return True


def _break_verses(state: StateCore) -> None:
    """Make every line end of a line block a break: each stands where its line ends."""
    for token in state.tokens:
        if not token.meta.get("verse"):
            continue
        ends = iter([at for at, each in enumerate(token.content) if each == "\n"])
        for child in token.children or []:
            if child.type in {"softbreak", "hardbreak"}:
                at = next(ends)
                child.type, child.tag, child.meta[PLACE] = "hardbreak", "br", (at, at + 1)


def _refuse_costly(state: StateCore) -> None:
    """Raise for blocks that would take unbounded time, before their inline content is parsed."""
    for token in state.tokens:
        if token.level >= _MAX_NESTING:
            raise _too_much(token, f"lists and quotations are nested deeper than {_MAX_NESTING}")
        if token.type != "inline":
            continue
        if len(token.content) > _MAX_LENGTH:
            raise _too_much(token, f"the block has more than {_MAX_LENGTH:,} characters")
        for mark, most in _MAX_MARKS.items():
            if token.content.count(mark) > most:
                raise _too_much(token, f"the block contains “{mark}” more than {most:,} times")


def _too_much(token: Token, message: str) -> ToolkitError:
    place = Location("", token.map[0] if token.map else 0)
    return ToolkitError.because("markdown-size", message, place, "split it into several blocks")


def _reference(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Find a link's definition; a footnote's looks like one, and is text."""
    start = state.bMarks[first] + state.tShift[first]
    return not state.src.startswith("[^", start) and reference(state, first, last, silent)


def _begins_note(state: StateBlock, first: int, _last: int, silent: bool) -> bool:
    """End a paragraph before a line that begins the text of a footnote, as GitHub's Markdown does.

    That text is then a paragraph like any other.
    """
    start = state.bMarks[first] + state.tShift[first]
    if not silent or state.is_code_block(first):
        return False
    return NOTE.match(state.src, start, state.eMarks[first]) is not None


def _marked_heading(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    start = state.bMarks[first] + state.tShift[first]
    found = heading(state, first, last, silent)
    if found and not silent:
        token = state.tokens[-2]
        after = start + len(state.tokens[-3].markup)
        with_marks(token, Marks([0], [state.src.find(token.content, after)]))
    return found


def _marked_table(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    before = len(state.tokens)
    found = table(state, first, last, silent)
    if found and not silent:
        cells: list[Marks] = []
        for token in state.tokens[before:]:
            if token.type == "tr_open" and token.map:
                line = token.map[0]
                start = state.bMarks[line] + state.tShift[line]
                cells = _cells(state.src[start : state.eMarks[line]], start)
                cells.reverse()
            elif token.type == "inline":
                with_marks(token, cells.pop() if cells else Marks([0], [0]))
    return found


def _cells(row: str, start: int) -> list[Marks]:
    """Cut a table's row at its bars, as GFM's tables do; a backslash before one is left out."""
    bounds, removed, before = [-1], [], ""
    for at, character in enumerate(row):
        if character == "|" and before == "\\":
            removed.append(at - 1)
        elif character == "|":
            bounds.append(at)
        before = character
    bounds.append(len(row))
    cells = []
    for left, right in pairwise(bounds):
        raw = row[left + 1 : right]
        first = left + 1 + len(raw) - len(raw.lstrip(_WHITE_SPACE))
        content, text = [0], [start + first]
        while removed and removed[0] < right:
            gone = removed.pop(0)
            content.append(gone - first - len(content) + 2)
            text.append(start + gone + 2)
        cells.append(Marks(content, text))
    if row.lstrip(_WHITE_SPACE).startswith("|"):
        cells.pop(0)
    return cells


def _placed(name: str, rule: Inline) -> Inline:
    """Make a rule for inline content note the places of the tokens that it finds."""

    def placed(state: StateInline, silent: bool) -> bool:
        if silent:
            return rule(state, True)
        start, before, waiting = state.pos, len(state.tokens), bool(state.pending)
        if not rule(state, False):
            return False
        found = state.tokens[before:]
        if name in {"emphasis", "strikethrough"}:
            _place_delimiters(found, start, state.pos)
        elif name in {"link", "autolink"}:
            _place_link(state, found[waiting:], start)
        elif found and name in {"newline", "escape"}:
            while name == "newline" and state.src[start - 1 : start] == " ":
                start -= 1
            found[-1].meta[PLACE] = (start, state.pos)
        elif found:
            found[-1].meta[PLACE] = (start, state.pos)
        return True

    return placed


def _place_delimiters(found: Sequence[Token], start: int, end: int) -> None:
    for token in reversed(found):
        if end <= start:
            return
        token.meta[PLACE] = (end - len(token.content), end)
        end -= len(token.content)


def _place_link(state: StateInline, found: Sequence[Token], start: int) -> None:
    if found[0].markup == "autolink":
        label_end = state.pos - 1
    else:
        end = state.pos
        label_end = state.md.helpers.parseLinkLabel(state, start, True)
        state.pos = end
    found[0].meta[PLACE] = (start, start + 1)
    found[-1].meta[PLACE] = (label_end, state.pos)
