import contextlib
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.archives import zipped
from tests.document.formats.docx_files import (
    bullets,
    paragraph,
    read,
    run,
    styled,
    word_file,
    word_parts,
)
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.document.formats.docx import parse_docx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GOOD = word_file(styled("Title", "T") + bullets((0, "a")))


def refusal(data: bytes) -> str:
    with pytest.raises(ToolkitError) as caught:
        parse_docx(data, "a.docx", Locale("en"))
    return str(caught.value)


def with_document(document: str | bytes) -> bytes:
    return zipped({**word_parts(""), "word/document.xml": document})


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is not a DOCX"),
        (b"Text", "is not a DOCX"),
        (OLE, "old binary format"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "save it without a password"),
        (b"{\\rtf1 a}", "is RTF"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "not a DOCX"),
        (zipped({"a": "b"}), "has no document in it"),
        (GOOD[:900], "is damaged"),
        (with_document("<w:p"), "word/document.xml cannot be read"),
        (with_document("<document/>"), "not a word processor's"),
        (with_document(b"\0" * 10), "cannot be read"),
    ],
)
def test_what_is_no_docx_is_named(data: bytes, message: str) -> None:
    assert message in refusal(data)


@pytest.mark.parametrize(
    "declared",
    [
        "<!DOCTYPE w:document>",
        '<!DOCTYPE w:document SYSTEM "http://example.org/a.dtd">',
        '<!DOCTYPE w:document [<!ENTITY a "b">]>',
        '<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_a_document_type_is_refused(declared: str) -> None:
    document = word_parts("")["word/document.xml"].replace("?>\n", f"?>{declared}")
    assert "has a document type" in refusal(with_document(document))


def test_an_external_entity_is_not_read() -> None:
    declared = '?><!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    document = word_parts(paragraph("&a;"))["word/document.xml"].replace("?>\n", declared)
    assert "cannot be read" in refusal(with_document(document))


@pytest.mark.slow
def test_a_zip_bomb_is_refused() -> None:
    assert "more than 16,777,216 bytes of XML" in refusal(with_document(b"<a>" + b" " * 20_000_000))


@pytest.mark.slow
def test_the_parts_of_a_bomb_are_counted_together() -> None:
    parts = word_parts("")
    parts["word/styles.xml"] += " " * 9_000_000
    parts["word/numbering.xml"] += " " * 9_000_000
    assert "bytes of XML" in refusal(zipped(parts))


@pytest.mark.slow
def test_what_an_article_does_not_need_is_not_decompressed() -> None:
    assert read(zipped({**word_parts(paragraph("A")), "word/vbaProject.bin": b" " * 20_000_000}))


@pytest.mark.slow
def test_too_many_parts_are_refused() -> None:
    assert "more than 10,000 parts" in refusal(
        zipped({str(n): "" for n in range(10_001)} | {"PK": ""})
    )


def test_a_header_that_lies_about_a_size_is_found_out() -> None:
    size = len(word_parts("")["word/document.xml"].encode()).to_bytes(4, "little")
    assert "damaged" in refusal(word_file("").replace(size, (5).to_bytes(4, "little")))


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        (
            "<w:p><w:smartTag>" + "<w:hyperlink>" * 200,
            "</w:hyperlink>" * 200 + "</w:smartTag></w:p>",
        ),
        ("<w:p>" + "<w:smartTag>" * 240, "</w:smartTag>" * 240 + "</w:p>"),
    ],
)
def test_deep_nesting_is_read(opening: str, closing: str) -> None:
    tree = parse_docx(word_file(opening + run("A") + closing), "a.docx", Locale("en")).tree
    assert "".join(tree.getroot().itertext()) == "A"


def test_deeper_nesting_than_libxml2_reads_is_an_error() -> None:
    assert "depth" in refusal(word_file("<w:p>" + "<w:ins>" * 300 + "</w:ins>" * 300 + "</w:p>"))


def test_too_many_tables_in_one_another_are_refused() -> None:
    nested = "<w:tbl><w:tr><w:tc>" * 30 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 30
    assert "tables are nested in one another" in refusal(word_file(nested))


@pytest.mark.slow
def test_parts_that_relate_without_an_end_are_an_error() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"
    start = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    parts = word_parts("")
    for number in range(sys.getrecursionlimit()):
        parts[f"word/s{number}.xml"] = "<a/>"
        name = "styles" if number == 0 else f"s{number - 1}"
        parts[f"word/_rels/{name}.xml.rels"] = (
            f'{start}<Relationship Id="a" Type="{kind}" Target="s{number}.xml"/></Relationships>'
        )
    assert "python-docx cannot read it" in refusal(zipped(parts))


def test_a_part_that_is_named_and_not_there_is_passed_over() -> None:
    parts = word_parts(paragraph("A"))
    del parts["word/numbering.xml"]
    assert read(zipped(parts)).units


def test_a_path_out_of_the_archive_stays_in_it() -> None:
    parts = word_parts(paragraph("A"))
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace('"styles.xml"', '"../../../../etc/passwd"')
    assert read(zipped(parts)).units


@given(st.data())
def test_damaged_bytes_are_an_error_or_an_article(data: st.DataObject) -> None:
    damaged = bytearray(GOOD)
    for place in data.draw(st.lists(st.integers(0, len(GOOD) - 1), min_size=1, max_size=4)):
        damaged[place] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ToolkitError):
        assert parse_docx(bytes(damaged), "a.docx", Locale("en")).tree


def test_a_missing_python_docx_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    assert "pip install python-docx" in refusal(GOOD)
