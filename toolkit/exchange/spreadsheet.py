"""Spreadsheet: a package as an XLSX (ISO/IEC 29500), and what comes back."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import count

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, Severity
from toolkit.exchange.guides import guide
from toolkit.exchange.package import Package, Row, Sent
from toolkit.exchange.reply import Reply
from toolkit.exchange.table import Cells, about, headings, read_rows, remarks_of, shown
from toolkit.exchange.zipped import OfficeFile, open_office_file, zip_parts

__all__ = ["read_spreadsheet", "write_spreadsheet"]

_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_WIDTHS = (6, 50, 50, 30, 40, 36)
_GUIDE = "Guide"
"""The name of the sheet with the guide."""
_GUIDE_WIDTH = 80
_LINE = 15
"""How high a line is, in points."""
_MOST_LINES = 27
"""How many Excel shows in a row at most."""
_HEAD, _LOCKED, _OPEN, _OPEN_RTL, _LOCKED_RTL, _QUIET = range(1, 7)
"""The numbers of cell styles in `_STYLES`."""
_NO_NAME = re.compile(r"[\[\]:*?/\\']+")
_LONGEST_NAME = 31
_MOST_ROWS = 100_000
_MOST_COLUMNS = 64


def write_spreadsheet(package: Package) -> bytes:
    """Return a package as a workbook with a sheet for each document, after one with the guide.

    It opens at the first document.

    Only the translations and the remarks can be edited, and every cell is a text: nothing that
    begins with `=` is a formula.
    """
    sheets = [_guide(package.locale), *(_sheet(package, each) for each in package.documents)]
    names = list(_sheet_names([_GUIDE, *(each.id for each in package.documents)]))
    numbers = range(1, len(names) + 1)
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{at}" r:id="r{at}"/>'
        for at, name in zip(numbers, names, strict=True)
    )
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        for at in numbers
    )
    relations = "".join(
        f'<Relationship Id="r{at}" Type="{_R}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in numbers
    )
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES.format(sheets=types),
        "_rels/.rels": _ROOT_RELATIONS,
        "xl/workbook.xml": f'<workbook xmlns="{_S}" xmlns:r="{_R}"><bookViews>'
        f'<workbookView activeTab="1"/></bookViews><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{relations}'
        f'<Relationship Id="styles" Type="{_R}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": _STYLES,
    }
    for at, sheet in zip(numbers, sheets, strict=True):
        parts[f"xl/worksheets/sheet{at}.xml"] = sheet
    return zip_parts(parts)


def _sheet_names(wanted: Iterable[str]) -> Iterator[str]:
    """Yield a name for each sheet that Excel takes, no two alike."""
    used: set[str] = set()
    for each in wanted:
        plain = _NO_NAME.sub(" ", each).strip()[:_LONGEST_NAME] or "sheet"
        tries = (plain if n == 1 else f"{plain[: _LONGEST_NAME - 5]} ({n})" for n in count(1))
        name = next(name for name in tries if name.lower() not in used)
        used.add(name.lower())
        yield name


def _guide(locale: Locale) -> str:
    """Return the sheet with the guide: one column, which nothing is read from again."""
    spoken, title, paragraphs = guide("xlsx", locale)
    rtl = spoken.direction == "rtl"
    texts = [title, *(f"{number}. {each}" for number, each in enumerate(paragraphs, 1))]
    style = _style(spoken, _LOCKED, _LOCKED_RTL)
    rows = "".join(
        _row(at, [(text, _HEAD if at == 1 and not rtl else style)], (_GUIDE_WIDTH,))
        for at, text in enumerate(texts, 1)
    )
    order = ' rightToLeft="1"' if rtl else ""
    return (
        f'<worksheet xmlns="{_S}"><sheetViews><sheetView{order} workbookViewId="0"/></sheetViews>'
        f'<cols><col min="1" max="1" width="{_GUIDE_WIDTH}" customWidth="1"/></cols>'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )


def _sheet(package: Package, document: Sent) -> str:
    names = headings(package)
    head = [(name, _HEAD) for name in [*names.values(), ""]]
    rows = [_row(1, head)]
    rows.extend(_row(at, _cells(row, package)) for at, row in enumerate(document.rows, 2))
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(_WIDTHS, 1)
    )
    view = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    return (
        f'<worksheet xmlns="{_S}"><sheetViews><sheetView workbookViewId="0">{view}</sheetView>'
        f'</sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols>'
        f"<sheetData>{''.join(rows)}</sheetData>"
        '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0" '
        'sort="0" autoFilter="0"/></worksheet>'
    )


def _cells(row: Row, package: Package) -> list[tuple[str, int]]:
    source = shown(row.source, row.source, package.source)
    target = shown(row.target, row.source, package.locale)
    return [
        (str(row.number), _QUIET),
        (source, _style(package.source, _LOCKED, _LOCKED_RTL)),
        (target, _style(package.locale, _OPEN, _OPEN_RTL)),
        (remarks_of(row), _OPEN),
        (about(row), _QUIET),
        (str(row.reference), _QUIET),
    ]


def _style(locale: Locale, ltr: int, rtl: int) -> int:
    return rtl if locale.direction == "rtl" else ltr


def _row(at: int, cells: Sequence[tuple[str, int]], widths: Sequence[int] = _WIDTHS) -> str:
    made = "".join(
        f'<c r="{chr(65 + column)}{at}" s="{style}" t="inlineStr"><is>'
        f'<t xml:space="preserve">{escape(text)}</t></is></c>'
        for column, (text, style) in enumerate(cells)
    )
    height = _LINE * max(map(_lines, (text for text, _ in cells), widths))
    return f'<row r="{at}" ht="{height}" customHeight="1">{made}</row>'


def _lines(text: str, width: int) -> int:
    """Return about how many lines a text takes in a column: not every program counts them."""
    return min(sum(1 + len(line) // width for line in text.split("\n")), _MOST_LINES)


_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>{{sheets}}</Types>'
)
_ROOT_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Type="{_R}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>'
)


def _look(font: int, *, locked: bool = True, rtl: bool = False) -> str:
    order = ' readingOrder="2" horizontal="right"' if rtl else ""
    lock = "" if locked else '<protection locked="0"/>'
    return (
        f'<xf fontId="{font}" numFmtId="49" quotePrefix="1" applyAlignment="1" '
        f'applyProtection="1" applyNumberFormat="1"><alignment vertical="top" wrapText="1"'
        f"{order}/>{lock}</xf>"
    )


_STYLES = (
    f'<styleSheet xmlns="{_S}"><fonts count="3">'
    '<font><sz val="11"/><name val="Arial"/></font>'
    '<font><b/><sz val="11"/><name val="Arial"/></font>'
    '<font><sz val="9"/><color rgb="FF707070"/><name val="Arial"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    "<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
    f"<cellXfs><xf/>{_look(1)}{_look(0)}{_look(0, locked=False)}"
    f"{_look(0, locked=False, rtl=True)}{_look(0, rtl=True)}{_look(2)}</cellXfs></styleSheet>"
)


# --- what comes back ------------------------------------------------------------------------

_COLUMN = re.compile(r"([A-Z]{1,3})[0-9]*")


def read_spreadsheet(data: bytes, path: str) -> Reply:
    """Read all sheets of a workbook.

    Raises:
        ToolkitError: when it cannot be read, or has no such table.

    """
    file = open_office_file(data, path)
    strings = _shared_strings(file)
    told: list[Finding] = []
    rows = [
        cells
        for name, part in _sheets(file)
        for cells in _rows(file.xml(part), strings, f"{path}, sheet {name}", told)
    ]
    return read_rows(rows, path, told)


def _shared_strings(file: OfficeFile) -> list[str]:
    part = "xl/sharedStrings.xml"
    if part not in file:
        return []
    return [_string(each) for each in file.xml(part)]


def _string(element: etree._Element) -> str:
    """Return a string's text, without the readings that Japanese has above it."""
    texts = (each for each in element.iter(f"{{{_S}}}t"))
    return "".join(
        each.text or ""
        for each in texts
        if (parent := each.getparent()) is None or parent.tag != f"{{{_S}}}rPh"
    )


def _sheets(file: OfficeFile) -> Iterator[tuple[str, str]]:
    """Yield the names of sheets, and of the parts they stand in."""
    book = file.xml("xl/workbook.xml")
    relations = {
        each.get("Id", ""): each.get("Target", "")
        for each in file.xml("xl/_rels/workbook.xml.rels")
    }
    for sheet in book.iter(f"{{{_S}}}sheet"):
        target = relations.get(sheet.get(f"{{{_R}}}id", ""), "")
        part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if part in file:
            yield sheet.get("name", ""), part


def _rows(
    sheet: etree._Element, strings: Sequence[str], name: str, told: list[Finding]
) -> Iterator[Cells]:
    for at, row in enumerate(sheet.iter(f"{{{_S}}}row"), 1):
        if at > _MOST_ROWS:
            return
        place = Location(f"{name}, row {row.get('r', at)}")
        found: dict[int, str] = {}
        for column, cell in enumerate(row.iter(f"{{{_S}}}c")):
            if cell.find(f"{{{_S}}}f") is not None:
                told.append(_formula(place))
            found[_column(cell.get("r", ""), column)] = _value(cell, strings)
        yield Cells(tuple(_filled(found)), place)


def _filled(found: Mapping[int, str]) -> Iterator[str]:
    last = min(max(found, default=-1), _MOST_COLUMNS)
    return (found.get(at, "") for at in range(last + 1))


def _column(reference: str, otherwise: int) -> int:
    match = _COLUMN.match(reference)
    if not match:
        return otherwise
    number = 0
    for letter in match[1]:
        number = 26 * number + ord(letter) - 64
    return number - 1


def _value(cell: etree._Element, strings: Sequence[str]) -> str:
    if cell.get("t") == "inlineStr":
        return _string(cell)
    value = cell.findtext(f"{{{_S}}}v") or ""
    if cell.get("t") == "s":
        known = value.isascii() and value.isdigit() and int(value) < len(strings)
        return strings[int(value)] if known else ""
    return value


def _formula(place: Location) -> Finding:
    message = "the row has a formula; its result is read as text"
    hint = "type the text itself if that is not what you mean"
    return Finding("exchange-row", message, place, hint, severity=Severity.WARNING)
