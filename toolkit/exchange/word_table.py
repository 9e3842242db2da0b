"""Word table: a package as a DOCX (ISO/IEC 29500) that people fill in, and what they send back."""

from collections.abc import Iterator, Sequence
from html import escape

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, Severity
from toolkit.base.markup import local_name
from toolkit.base.text import Code, message_codes, parse_text
from toolkit.exchange.guides import guide
from toolkit.exchange.package import Package, Row, Sent
from toolkit.exchange.reply import Reply
from toolkit.exchange.table import NOTE, Cells, about, headings, isolated, read_rows, remarks_of
from toolkit.exchange.zipped import OfficeFile, open_office_file, zip_parts

__all__ = ["read_word_table", "write_word_table"]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_BODY = "word/document.xml"
_WIDTHS = (1100, 5600, 5600, 2800)
"""Of the columns, in twentieths of a point: together they fill an A4 page laid on its side."""
_GREY = "707070"
_PAPER = (
    '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="850" w:right="850" w:bottom="850" w:left="850"/></w:sectPr>'
)


def write_word_table(package: Package) -> bytes:
    """Return a package as a Word document: for each document a table of four columns."""
    body = [_heading(f"{package.title}: {package.source.tag} → {package.locale.tag}", "Title")]
    body += _guide(package.locale)
    for document in package.documents:
        body += [_heading(document.id, "Heading1"), _table(package, document)]
    text = f'<w:document xmlns:w="{_W}"><w:body>{"".join(body)}<w:p/>{_PAPER}</w:body></w:document>'
    return zip_parts({**_SURROUNDINGS, _BODY: text})


def _heading(text: str, style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{_run(text)}</w:p>'


def _guide(locale: Locale) -> Iterator[str]:
    """Yield the guide's paragraphs, which stand above the tables that are read again."""
    spoken, title, paragraphs = guide("docx", locale)
    rtl = spoken.direction == "rtl"
    yield _paragraph(_run(title, bold=True, locale=spoken), rtl=rtl)
    for number, text in enumerate(paragraphs, 1):
        yield _paragraph(_run(f"{number}. {text}", locale=spoken), rtl=rtl)


def _table(package: Package, document: Sent) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    names = headings(package)
    head = [_paragraph(_run(names[name], bold=True)) for name in list(names)[:4]]
    rows = [_table_row(head, is_head=True)]
    rows.extend(_row(row, package) for row in document.rows)
    layout = (
        '<w:tblPr><w:tblStyle w:val="Texts"/><w:tblW w:w="15100" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
    )
    return f"<w:tbl>{layout}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl><w:p/>"


def _row(row: Row, package: Package) -> str:
    number = [
        _paragraph(_run(str(row.number))),
        _paragraph(_run(str(row.reference), colour="A0A0A0", size=8)),
    ]
    source = [_text(row.source, row.source, package.source)]
    said = filter(None, about(row).split("\n"))
    source += [_paragraph(_run(f"{NOTE}{line}", colour=_GREY, size=16)) for line in said]
    target = [_text(row.target, row.source, package.locale)]
    remarks = [_paragraph(_run(line)) for line in remarks_of(row).split("\n")]
    return _table_row([*map("".join, (number, source, target, remarks))])


def _table_row(cells: Sequence[str], *, is_head: bool = False) -> str:
    properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if is_head else "")
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, _WIDTHS, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"


def _text(message: str, source: str, locale: Locale) -> str:
    """Return a paragraph of a text, its codes grey and locked, in its language's direction."""
    pieces = parse_text(message, message_codes(source))
    rtl = locale.direction == "rtl"
    runs = [
        _guarded(isolated(piece) if rtl else str(piece))
        if isinstance(piece, Code)
        else _run(piece, locale=locale)
        for piece in pieces
    ]
    return _paragraph("".join(runs), rtl=rtl)


def _paragraph(runs: str, *, rtl: bool = False) -> str:
    return f"<w:p>{'<w:pPr><w:bidi/></w:pPr>' if rtl else ''}{runs}</w:p>"


def _guarded(code: str) -> str:
    """Return a code that a word processor lets nobody edit, but move and copy."""
    lock = '<w:sdtPr><w:tag w:val="code"/><w:lock w:val="contentLocked"/></w:sdtPr>'
    return f"<w:sdt>{lock}<w:sdtContent>{_run(code, colour=_GREY)}</w:sdtContent></w:sdt>"


def _run(
    text: str, *, colour: str = "", size: int = 0, bold: bool = False, locale: Locale | None = None
) -> str:
    """Return a run; what the text says is escaped, its line ends are breaks."""
    properties = "<w:b/><w:bCs/>" if bold else ""
    properties += f'<w:color w:val="{colour}"/>' if colour else ""
    properties += f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
    if locale is not None:
        rtl = locale.direction == "rtl"
        tag = escape(locale.tag)
        properties += "<w:rtl/>" if rtl else ""
        properties += f'<w:lang w:bidi="{tag}"/>' if rtl else f'<w:lang w:val="{tag}"/>'
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r><w:rPr>{properties}</w:rPr>{'<w:br/>'.join(lines)}</w:r>"


_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def _style(name: str, size: int, *, bold: bool = True) -> str:
    look = f'{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name.lower()}"/>'
        f'<w:pPr><w:keepNext/><w:spacing w:before="120" w:after="120"/></w:pPr>'
        f"<w:rPr>{look}</w:rPr></w:style>"
    )


_SURROUNDINGS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{_BODY}" ContentType="{_TYPES}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_TYPES}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="{_BODY}"/></Relationships>'
    ),
    "word/_rels/document.xml.rels": (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "word/styles.xml": (
        f'<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
        '<w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:rPrDefault></w:docDefaults>'
        f"{_style('Title', 32)}{_style('Heading1', 26)}"
        '<w:style w:type="table" w:styleId="Texts"><w:name w:val="Texts"/><w:tblPr>'
        f"<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblCellMar>"
        '<w:top w:w="60" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
        '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="100" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style></w:styles>"
    ),
}


# --- what comes back ------------------------------------------------------------------------

_SKIPPED = frozenset({"del", "moveFrom", "instrText", "delText", "tbl", "rPr", "pPr", "sdtPr"})
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


def read_word_table(data: bytes, path: str) -> Reply:
    """Read the tables of a DOCX; tracked changes count as accepted.

    Raises:
        ToolkitError: when it cannot be read, or has no such table.

    """
    return _read(open_office_file(data, path), path)


def _read(file: OfficeFile, path: str) -> Reply:
    root = file.xml(_BODY)
    tracked = next(root.iter(f"{{{_W}}}ins", f"{{{_W}}}del"), None)
    findings = [] if tracked is None else [_tracked(path)]
    rows = root.iter(f"{{{_W}}}tr")
    cells = (
        Cells(tuple(map(_cell, _inside(row, "tc"))), Location(f"{path}, row {at}"))
        for at, row in enumerate(rows, 1)
    )
    return read_rows(cells, path, findings)


def _tracked(path: str) -> Finding:
    message = "the file has tracked changes; they are read as if they were accepted"
    hint = "accept or reject them first if that is not what you mean"
    return Finding("exchange-tracked", message, Location(path), hint, severity=Severity.HINT)


def _inside(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield children of a name, those in content controls too."""
    for child in element:
        if child.tag == f"{{{_W}}}{name}":
            yield child
        elif child.tag in {f"{{{_W}}}sdt", f"{{{_W}}}sdtContent"}:
            yield from _inside(child, name)


def _cell(cell: etree._Element) -> str:
    return "\n".join("".join(_pieces(each)) for each in _inside(cell, "p"))


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        name = local_name(child)
        if name == "t":
            yield child.text or ""
        elif name in _MARKS:
            yield _MARKS[name]
        elif name not in _SKIPPED:
            yield from _pieces(child)
