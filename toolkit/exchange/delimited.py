"""Delimited: a package as CSV (RFC 4180), as Excel opens it, and what comes back."""

import csv
import io

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.formulas import guarded, unguarded
from toolkit.exchange.package import Package
from toolkit.exchange.reply import Reply
from toolkit.exchange.table import Cells, about, headings, read_rows, remarks_of, shown

__all__ = ["read_delimited", "write_delimited"]

_DELIMITERS = ",;\t"
_MOST_CHARACTERS = 1 << 20
_CUT = ("unexpected end of data", "truncated data")
"""What Python says of a text that ends within a character."""
_END = "\ue000end of file"
"""A row of its own at the end, unless the file ends within a cell."""


def write_delimited(package: Package) -> bytes:
    """Return a package as CSV: UTF-8 with the mark by which Excel knows it, lines ended by CRLF."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([*headings(package).values(), "Document", "Reference"])
    for document in package.documents:
        for row in document.rows:
            source = shown(row.source, row.source, package.source)
            target = shown(row.target, row.source, package.locale)
            cells = (source, target, remarks_of(row), about(row), document.id)
            writer.writerow([row.number, *map(guarded, cells), row.reference])
    return stream.getvalue().encode("utf-8-sig", "surrogatepass")


def read_delimited(data: bytes, path: str) -> Reply:
    """Read a CSV: UTF-8 or UTF-16, with commas, semicolons or tabs.

    Raises:
        ToolkitError: when it is in another charset, or has no such table.

    """
    text = _decoded(data, path)
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    before = csv.field_size_limit(_MOST_CHARACTERS)
    try:
        reader = csv.reader(io.StringIO(f"{text}\n{_END}", newline=""), delimiter=delimiter)
        rows = [
            Cells(tuple(map(_without_mark, cells)), Location(path, reader.line_num))
            for cells in reader
        ]
    except csv.Error as error:
        message = f"the file cannot be read as CSV ({error})"
        raise ToolkitError.because(
            "exchange-file", message, Location(path), "open it and save it again"
        ) from None
    finally:
        csv.field_size_limit(before)
    return read_rows(_whole(rows, cut=not text.endswith("\n")), path)


def _whole(rows: list[Cells], *, cut: bool) -> list[Cells]:
    """Return the rows without the last, which says that nothing of them is missing.

    A text that was cut off would be taken for a translation.

    Args:
        rows: those of the file, and the one that was added.
        cut: whether the last line of the file has no end.

    Raises:
        ToolkitError: when the file ends within a cell, or within a row.

    """
    last = rows.pop()
    if last.texts != (_END,):
        raise _incomplete(last.place)
    if cut and len(rows) > 1 and len(rows[-1].texts) < len(rows[-2].texts):
        raise _incomplete(rows[-1].place)
    return rows


def _incomplete(place: Location) -> ToolkitError:
    message = "the file ends within a row: the rest is missing"
    hint = "ask its translator to save it and send it again"
    return ToolkitError.because("exchange-file", message, place, hint)


def _decoded(data: bytes, path: str) -> str:
    charset = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return data.decode(charset)
    except UnicodeDecodeError as error:
        if error.reason in _CUT:
            raise _incomplete(Location(path, data.count(b"\n") + 1)) from None
        message = "the file is not in UTF-8, and letters would be lost"
        hint = "save it as “CSV UTF-8”, or as .xlsx"
        raise ToolkitError.because("exchange-file", message, Location(path), hint) from None


def _without_mark(cell: str) -> str:
    text = unguarded(cell)
    return cell.replace("\r\n", "\n") if text == cell else text
