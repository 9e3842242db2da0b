"""PDFs for tests, each with a text at one place."""

import io

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    PdfObject,
    TextStringObject,
)

__all__ = ["PLACES", "added", "emptied", "encrypted", "pdf", "written"]

TO_UNICODE = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /X def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange
{rows}
endcmap end end"""


def added(writer: PdfWriter, what: PdfObject) -> IndirectObject:
    """Add an object, and return what refers to it."""
    return writer._add_object(what)  # noqa: SLF001 - pypdf has no other way


def page_of(writer: PdfWriter, text: str) -> None:
    """Add a page that shows a text as programs print it: by glyphs, with a table of letters."""
    letters = sorted(set(text))
    rows = [f"<{at:04X}> <{ord(letter):04X}>" for at, letter in enumerate(letters, 1)]
    table = DecodedStreamObject()
    mapped = f"{len(rows)} beginbfchar\n" + "\n".join(rows) + "\nendbfchar"
    table.set_data(TO_UNICODE.format(rows=mapped).encode())
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type0"),
            NameObject("/BaseFont"): NameObject("/X"),
            NameObject("/Encoding"): NameObject("/Identity-H"),
            NameObject("/ToUnicode"): added(writer, table.flate_encode()),
        }
    )
    glyphs = "".join(f"{letters.index(letter) + 1:04X}" for letter in text)
    drawn = DecodedStreamObject()
    drawn.set_data(f"BT /F1 12 Tf 50 700 Td <{glyphs}> Tj ET".encode())
    page = writer.add_blank_page(595, 842)
    fonts = DictionaryObject({NameObject("/F1"): added(writer, font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = added(writer, drawn.flate_encode())


def written(writer: PdfWriter) -> bytes:
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def emptied(data: bytes) -> bytes:
    """Return a PDF whose first page is empty in the version that was added last."""
    writer = PdfWriter(io.BytesIO(data), incremental=True)
    writer.pages[0][NameObject("/Contents")] = added(writer, DecodedStreamObject())
    return written(writer)


def encrypted(data: bytes, password: str) -> bytes:
    """Return a PDF that a password opens."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    return written(writer)


def pdf(place: str, text: str) -> bytes:
    """Return a PDF that has a text at a place, compressed as far as PDF allows."""
    writer = PdfWriter()
    if place == "page":
        page_of(writer, text)
    else:
        writer.add_blank_page(595, 842)
    if place == "information":
        writer.add_metadata({"/Author": text})
    elif place == "bookmark":
        writer.add_outline_item(title=text, page_number=0)
    elif place == "attachment":
        writer.add_attachment("x.txt", text.encode())
    elif place == "attachment's name":
        writer.add_attachment(text, b"")
    elif place == "XMP":
        stream = DecodedStreamObject()
        stream.set_data(f"<x:xmpmeta><dc:creator>{text}</dc:creator></x:xmpmeta>".encode())
        writer.root_object[NameObject("/Metadata")] = added(writer, stream.flate_encode())
    elif place == "note":
        note = DictionaryObject({NameObject("/Contents"): TextStringObject(text)})
        writer.pages[0][NameObject("/PieceInfo")] = added(writer, note)
    elif place == "list":
        listed = ArrayObject([ArrayObject([TextStringObject(text)])])
        writer.pages[0][NameObject("/PieceInfo")] = added(writer, listed)
    return written(writer)


PLACES = (
    "page",
    "information",
    "bookmark",
    "attachment",
    "attachment's name",
    "XMP",
    "note",
    "list",
)
