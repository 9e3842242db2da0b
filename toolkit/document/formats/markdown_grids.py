"""Grids: Pandoc's grid tables in Markdown, each cell of which is blocks of its own.

The lines of a cell stand beside those of others. So a table is laid out anew before it is read,
one cell below the other between marks that no source may hold, and drawn again when the document
is written (Pandoc's manual, “Extension: grid_tables”).
"""

import base64
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from toolkit.base.frozen import frozen
from toolkit.document.formats.lines import Line
from toolkit.document.formats.markdown_lines import Inside, begins, push_blocks, start_of, text_of
from toolkit.document.formats.markdown_marks import Marks, with_marks

__all__ = ["MARK", "Grid", "add_grids", "laid_out", "read_grid", "width_of"]

MARK = "\ufdd0"
"""What begins the lines between cells: no character, by Unicode, section 23.7."""
_FOUND = "grids"
_SEPARATOR = re.compile(r"\+(?:[-=:]+\+)+")
_ALIGNED = {(True, False): "left", (True, True): "center", (False, True): "right"}


@frozen
class Grid:
    """A grid table, as it is drawn."""

    separators: tuple[str, ...]
    """The lines that part its rows, the first and the last among them."""
    rows: tuple[tuple[tuple[str, ...], ...], ...]
    """The lines of each row's cells, without the space before and behind them."""
    widths: tuple[int, ...]
    """How wide each column is between its bars, in columns of a terminal."""

    @property
    def head(self) -> int:
        """How many rows are its head."""
        return next((at for at, each in enumerate(self.separators) if "=" in each), 0)

    @property
    def aligned(self) -> tuple[str, ...]:
        """How each column is aligned: `left`, `center`, `right`, or nothing said."""
        parts = self.separators[self.head].strip("+").split("+")
        return tuple(_ALIGNED.get((each[0] == ":", each[-1] == ":"), "") for each in parts)


def width_of(text: str) -> int:
    """Return how many columns a text takes (UAX #11)."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def read_grid(lines: Sequence[str]) -> Grid | None:
    """Read the lines of a table; None where it is no grid, or where cells go over several."""
    first = lines[0].strip()
    if not _SEPARATOR.fullmatch(first) or first.count("+") < 2:  # noqa: PLR2004 - a column
        return None
    bounds = [at for at, character in enumerate(first) if character == "+"]
    separators, rows = [first], []
    held: list[list[str]] = []
    for line in map(str.strip, lines[1:]):
        if _SEPARATOR.fullmatch(line):
            if [at for at, each in enumerate(line) if each == "+"] != bounds or not held:
                return None
            separators.append(line)
            rows.append(tuple(_cell([line[at] for line in held]) for at in range(len(bounds) - 1)))
            held = []
        else:
            cut = _cut(line, bounds)
            if cut is None:
                return None
            held.append(cut)
    widths = tuple(after - before - 1 for before, after in pairwise(bounds))
    return None if held or not rows else Grid(tuple(separators), tuple(rows), widths)


def _cut(line: str, bounds: Sequence[int]) -> list[str] | None:
    """Return what stands between the bars of a line; None where one is missing."""
    found, start, column = [], 0, 0
    wanted = list(reversed(bounds))
    for at, character in enumerate(line):
        if wanted and column == wanted[-1] and _width(character):
            if character != "|":
                return None
            wanted.pop()
            found.append(line[start:at])
            start = at + 1
        column += _width(character)
    return None if wanted or start != len(line) else found[1:]


def _cell(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the lines of a cell without the margin that they share."""
    texts = [each.rstrip() for each in lines]
    margin = min((len(each) - len(each.lstrip(" ")) for each in texts if each), default=0)
    cut = [each[margin:] for each in texts]
    while cut and not cut[-1]:
        cut.pop()
    while cut and not cut[0]:
        cut.pop(0)
    return tuple(cut)


def add_grids(parser: MarkdownIt) -> None:
    """Add the rules for a table as it stands in a source, and as `laid_out` leaves it."""
    block = parser.block.ruler
    block.before("fence", "grid", _grid)
    block.before("fence", "drawn_grid", _drawn)


def _drawn(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Find a table as it is drawn, and note which lines it has."""
    if silent or state.level or state.sCount[first] or not begins(state, first, "+"):
        return False
    end = first
    while end < last and not state.isEmpty(end) and begins(state, end, "+|"):
        end += 1
    lines = [text_of(state, each).strip() for each in range(first, end)]
    is_table = len(lines) > 2 and _SEPARATOR.fullmatch(lines[0])  # noqa: PLR2004 - a row
    if not is_table or not _SEPARATOR.fullmatch(lines[-1]):
        return False
    state.env.setdefault(_FOUND, []).append((first, end))
    token = state.push("opaque_lines", "", 0)
    token.map, token.hidden = [first, end], True
    token.content, token.meta["shown"] = "\n".join(lines), True
    with_marks(token, Marks([0], [start_of(state, first)]))
    state.line = end
    return True


def laid_out(
    lines: Sequence[Line], found: Mapping[str, object], data: bytes
) -> tuple[list[Line], bytes, list[int]] | None:
    """Return lines and bytes with each grid table's cells one below the other.

    Args:
        lines: those of the document's body.
        found: markdown-it's environment, after it has read these.
        data: the whole file.

    Returns:
        The lines, the bytes that they count, and the numbers of the lines of tables that go over
        several cells, which stay; None where there is no table.

    """
    ranges = found.get(_FOUND)
    if not isinstance(ranges, list):
        return None
    start = lines[0].offset
    made: list[Line] = []
    pieces = [data[:start]]
    unread: list[int] = []
    size, at = start, 0
    ends = dict(ranges)
    while at < len(lines):
        end = ends.get(at, at)
        grid = read_grid([each.text for each in lines[at:end]]) if end > at else None
        until = lines[max(end, at + 1)].offset if max(end, at + 1) < len(lines) else len(data)
        if end > at and grid is None:
            unread.append(lines[at].number)
        if grid is None:
            line = lines[at]
            until = lines[at + 1].offset if at + 1 < len(lines) else len(data)
            made.append(line._replace(offset=size))
            pieces.append(data[line.offset : until])
            size += until - line.offset
            at += 1
            continue
        drawn = base64.b64encode(data[lines[at].offset : until]).decode()
        for text, number in _section(grid, drawn, lines[at:end]):
            made.append(Line(text, number, size))
            pieces.append(f"{text}\n".encode())
            size += len(pieces[-1])
        at = end
    return made, b"".join(pieces), unread


def _section(grid: Grid, drawn: str, lines: Sequence[Line]) -> Iterator[tuple[str, int]]:
    """Yield the lines of a table that is laid out, each with the number of its line."""
    yield f"{MARK}grid {drawn}", lines[0].number
    head, alignment = grid.head, grid.aligned
    at = 0
    for number, row in enumerate(grid.rows):
        at = next(n for n in range(at + 1, len(lines)) if lines[n].text.lstrip()[0] == "|")
        yield f"{MARK}row {'th' if number < head else 'td'}", lines[at].number
        for cell, aligned in zip(row, alignment, strict=True):
            yield f"{MARK}cell {aligned}", lines[at].number
            for line, text in enumerate(cell):
                yield text, lines[min(at + line, len(lines) - 1)].number
        at = next(n for n in range(at, len(lines)) if lines[n].text.lstrip()[0] == "+")
    yield f"{MARK}end", lines[-1].number


def _grid(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Read a table that is laid out."""
    if not begins(state, first, MARK) or not text_of(state, first).startswith(f"{MARK}grid"):
        return False
    end = next((n for n in range(first, last) if text_of(state, n) == f"{MARK}end"), None)
    if silent or end is None:
        return end is not None
    _push_grid(state, [n for n in range(first, end + 1) if text_of(state, n).startswith(MARK)])
    state.line = end + 1
    return True


def _push_grid(state: StateBlock, marks: Sequence[int]) -> None:
    state.push("table_open", "table", 1).map = [marks[0], marks[-1]]
    group = tag = ""
    for at, line in enumerate(marks[1:], 1):
        kind, _, said = text_of(state, line)[len(MARK) :].partition(" ")
        if kind == "cell":
            _push_cell(state, Inside(line + 1, marks[at + 1], 0), tag, said)
            continue
        if tag:
            state.push("tr_close", "tr", -1)
        wanted = {"th": "thead", "td": "tbody"}.get(said, "")
        if group and wanted != group:
            state.push(f"{group}_close", group, -1)
        if wanted and wanted != group:
            state.push(f"{wanted}_open", wanted, 1)
        group, tag = wanted, said
        if tag:
            state.push("tr_open", "tr", 1).map = [line, line + 1]
    state.push("table_close", "table", -1)


def _push_cell(state: StateBlock, inside: Inside, tag: str, aligned: str) -> None:
    """Push a cell with its blocks; a paragraph that is alone is the cell's own text."""
    before = len(state.tokens)
    push_blocks(state, inside, tag)
    if aligned:
        state.tokens[before].attrs = {"style": f"text-align:{aligned}"}
    kinds = [each.type for each in state.tokens[before + 1 : -1]]
    if kinds == ["paragraph_open", "inline", "paragraph_close"]:
        del state.tokens[-2], state.tokens[before + 1]
