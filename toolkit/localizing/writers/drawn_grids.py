"""Grids drawn: Pandoc's grid tables, whose cells were laid out one below the other, as tables."""

import base64
import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from toolkit.document.formats.markdown_grids import MARK, Grid, read_grid, width_of

__all__ = ["drawn"]

_MARK = re.escape(MARK)
_SECTION = re.compile(
    rf"^{_MARK}grid ([A-Za-z0-9+/=]*)\n(.*?)^{_MARK}end\n", re.DOTALL | re.MULTILINE
)
_CELL = re.compile(rf"^{_MARK}cell [a-z]*\n([^{_MARK}]*)", re.MULTILINE)
_SPACE = re.compile(r"(?<=[^\s\\]) (?=[^\W\d_])")
# A line that may be cut at a space: no heading, no code, no table, no HTML.
_PROSE = re.compile(r"(?P<marks>(?:[-*+>] +|\d+[.)] +)*)[^\W\d_]")


def drawn(data: bytes) -> bytes:
    """Draw the grid tables of a Markdown document; one that did not change keeps its bytes."""
    if MARK.encode() not in data:
        return data
    return _SECTION.sub(_table, data.decode()).encode()


def _table(section: re.Match[str]) -> str:
    own = base64.b64decode(section[1]).decode()
    grid = read_grid(own.splitlines())
    assert grid is not None  # noqa: S101 - it was read before it was laid out
    cells = [tuple(each[1].removesuffix("\n").split("\n")) for each in _CELL.finditer(section[2])]
    cells = [() if each == ("",) else each for each in cells]
    count = len(grid.widths)
    rows = [tuple(cells[at : at + count]) for at in range(0, len(cells), count)]
    if tuple(rows) == grid.rows:
        return own
    fitted = [
        [
            list(_fitted(new, old, width))
            for new, old, width in zip(row, before, grid.widths, strict=True)
        ]
        for row, before in zip(rows, grid.rows, strict=True)
    ]
    end = "\r\n" if "\r\n" in own else "\n"
    return end.join(_lines(grid, fitted)) + (end if own.endswith(("\n", "\r")) else "")


def _fitted(lines: Sequence[str], before: Sequence[str], width: int) -> Iterator[str]:
    """Yield the lines of a cell, those that are new cut at spaces where that says the same."""
    for line in lines:
        prose = _PROSE.match(line) if line not in before else None
        if prose is None:
            yield line
            continue
        rest, first = line, prose.end("marks")
        while width_of(rest) > width - 2:
            cut = _cut(rest, width - 2, first)
            first = 0
            if cut < 0:
                break
            yield rest[:cut]
            rest = rest[cut + 1 :]
        yield rest


def _cut(line: str, width: int, first: int) -> int:
    """Return where to cut a line, from a place on; -1 for nowhere.

    It is the last space within a width, else the first one, before a word that begins no block.
    """
    found = -1
    for match in _SPACE.finditer(line, first):
        if width_of(line[: match.start()]) > width and found >= 0:
            break
        found = match.start()
        if width_of(line[:found]) > width:
            break
    return found


def _lines(grid: Grid, rows: Sequence[Sequence[Sequence[str]]]) -> Iterator[str]:
    widths = list(grid.widths)
    for row in rows:
        for at, cell in enumerate(row):
            widths[at] = max(widths[at], *(width_of(line) + 2 for line in cell), 0)
    yield _separator(grid.separators[0], widths)
    for row, separator in zip(rows, grid.separators[1:], strict=True):
        for texts in zip_longest(*row, fillvalue=""):
            cells = (
                f" {text}{' ' * (width - width_of(text) - 1)}"
                for text, width in zip(texts, widths, strict=True)
            )
            yield f"|{'|'.join(cells)}|"
        yield _separator(separator, widths)


def _separator(own: str, widths: Sequence[int]) -> str:
    parts = own.strip("+").split("+")
    drawn_parts = (
        part[0] + ("=" if "=" in part else "-") * (width - 2) + part[-1]
        for part, width in zip(parts, widths, strict=True)
    )
    return f"+{'+'.join(drawn_parts)}+"
