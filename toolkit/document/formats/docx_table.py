"""The rows of a DOCX's table as HTML has them: each merged cell once, each row with a cell."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from toolkit.base.frozen import frozen
from toolkit.document.formats.docx_runs import shown_in
from toolkit.document.formats.docx_styles import is_on, value, whole_number, word

__all__ = ["Cell", "Row", "table_rows"]

_MAX_COLUMNS = 63
_CONTENT = tuple(map(word, ("t", "sym", "drawing", "pict", "object")))


@dataclass(slots=True, eq=False)
class Cell:
    """A cell, and how far it reaches."""

    content: etree._Element | None
    """The element that holds its blocks; None for the place where a row has no cell."""
    columns: int = 1
    rows: int = 1


@frozen
class Row:
    """A row, and whether it belongs to the table's head."""

    is_head: bool
    cells: list[Cell]


def table_rows(table: etree._Element) -> list[Row]:
    """Return the rows of a table (ECMA-376-1, section 17.4) that accepting all changes leaves.

    A row that only continues cells of those above it is left out: it has nothing of its own, and
    HTML wants a cell in every row. HTML's merged cells end where the head does; a row that
    continues a cell of the head therefore belongs to the head.
    """
    rows = [each for each in shown_in(table) if each.tag == word("tr") and not _is_deleted(each)]
    margin = min(map(_columns_before, rows), default=0)
    found: list[Row] = []
    widths: list[int] = []
    above: dict[int, Cell] = {}
    head: list[Cell] = []
    for row in rows:
        cells, continued, width = _read_row(row, margin, above)
        if all(cell.content is None for cell in cells):
            continue
        for cell in continued:
            cell.rows += 1
        is_marked = is_on(row.find(word("trPr")), "tblHeader")
        goes_on = not found or found[-1].is_head
        is_head = goes_on and (is_marked or any(cell in head for cell in continued))
        if is_head:
            head.extend(cells)
        found.append(Row(is_head, cells))
        widths.append(width)
    for each, width in zip(found, widths, strict=True):
        if width < max(widths):  # a row that ends early has the columns of the others all the same
            each.cells.append(Cell(None, max(widths) - width))
    return found


def _read_row(
    row: etree._Element, margin: int, above: dict[int, Cell]
) -> tuple[list[Cell], list[Cell], int]:
    """Return the cells that begin in a row, those that it continues, and how wide it is."""
    column = _columns_before(row)
    begun = [Cell(None, column - margin)] if column > margin else []
    continued: list[Cell] = []
    last: Cell | None = None
    for cell, columns, down, across in _cells(row):
        if across == "continue" and last is not None and not _has_content(cell):
            last.columns += columns if last in begun else 0
        elif down == "continue" and column in above:
            last = above[column]
            continued.append(last)
        else:
            last = Cell(cell, columns)
            begun.append(last)
            above.pop(column, None)
            if down:
                above[column] = last
        column += columns
    return begun, continued, column - margin


def _cells(row: etree._Element) -> Iterator[tuple[etree._Element, int, str, str]]:
    """Yield a row's cells, how many columns each has, and how it is merged down and across."""
    for cell in shown_in(row):
        if cell.tag == word("tc"):
            properties = cell.find(word("tcPr"))
            if properties is not None and properties.find(word("cellDel")) is not None:
                continue
            columns = whole_number(value(properties, "gridSpan"), 1)
            down, across = (_merged(properties, name) for name in ("vMerge", "hMerge"))
            yield cell, min(max(columns, 1), _MAX_COLUMNS), down, across


def _merged(properties: etree._Element | None, name: str) -> str:
    given = value(properties, name)
    return "" if given is None else given or "continue"


def _columns_before(row: etree._Element) -> int:
    return min(whole_number(value(row.find(word("trPr")), "gridBefore"), 0), _MAX_COLUMNS)


def _is_deleted(row: etree._Element) -> bool:
    properties = row.find(word("trPr"))
    return properties is not None and properties.find(word("del")) is not None


def _has_content(cell: etree._Element) -> bool:
    return next(cell.iter(*_CONTENT), None) is not None
