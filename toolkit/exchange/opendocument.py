"""OpenDocument: a table that was sent for Word or Excel, and saved as .odt or .ods (ISO 26300)."""

from collections.abc import Iterator

from lxml import etree

from toolkit.base.errors import Location
from toolkit.base.markup import local_name
from toolkit.exchange.reply import Reply
from toolkit.exchange.table import Cells, read_rows
from toolkit.exchange.zipped import open_office_file

__all__ = ["read_opendocument"]

_BODY = "content.xml"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_SKIPPED = frozenset({"annotation", "tracked-changes", "deletion", "note-citation", "table"})
_MOST_REPEATED = 64


def read_opendocument(data: bytes, path: str) -> Reply:
    """Read the tables of an OpenDocument text or spreadsheet.

    Raises:
        ToolkitError: when it cannot be read, or has no such table.

    """
    root = open_office_file(data, path).xml(_BODY)
    for each in list(root.iter(f"{{{_TEXT}}}tracked-changes")):
        parent = each.getparent()
        if parent is not None:
            parent.remove(each)
    rows = (
        Cells(tuple(_cells(row)), Location(f"{path}, row {at}"))
        for at, row in enumerate(root.iter(f"{{{_TABLE}}}table-row"), 1)
    )
    return read_rows(rows, path)


def _cells(row: etree._Element) -> Iterator[str]:
    for cell in row:
        if not isinstance(cell.tag, str):
            continue
        said = cell.get(f"{{{_TABLE}}}number-columns-repeated", "1")
        times = int(said) if said.isascii() and said.isdigit() else 1
        text = "\n".join("".join(_pieces(each)) for each in cell if local_name(each) in {"p", "h"})
        yield from [text] * min(times, _MOST_REPEATED)


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = local_name(child)
        if name == "s":
            said = child.get(f"{{{_TEXT}}}c", "1")
            yield " " * (min(int(said), 1000) if said.isascii() and said.isdigit() else 1)
        elif name in {"tab", "line-break"}:
            yield "\t" if name == "tab" else "\n"
        elif name and name not in _SKIPPED:
            yield from _pieces(child)
        yield child.tail or ""
