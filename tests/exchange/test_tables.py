"""Tables that came back changed: read as a person would read them, or named with their row."""

import io
import zipfile
from collections.abc import Callable

import pytest

from tests.exchange.packages import catalog, package, translated
from toolkit.base.errors import ToolkitError
from toolkit.exchange.delimited import write_delimited
from toolkit.exchange.forms import read_reply
from toolkit.exchange.reply import Reply
from toolkit.exchange.spreadsheet import write_spreadsheet
from toolkit.exchange.word_table import write_word_table
from toolkit.exchange.zipped import zip_files

SENT = package(catalog())
REFERENCES = [str(row.reference) for row in SENT.rows]


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """Return an office file with a part changed."""
    files = parts(data)
    before = files[name].decode()
    files[name] = change(before).encode()
    assert files[name].decode() != before
    return zip_files(files)


def word(change: Callable[[str], str]) -> Reply:
    return read_reply(changed(write_word_table(SENT), "word/document.xml", change), "heat.docx")


def rows_of(text: str) -> list[str]:
    """Return the rows of a Word table, as they stand in its part."""
    return [f"<w:tr>{each}" for each in text.split("<w:tr>")[1:]]


def csv(*rows: str, head: str = "No.,Source: en,Translation: ug,Remarks,About,Reference") -> Reply:
    return read_reply("\n".join([head, *rows]).encode(), "heat.csv")


def test_rows_may_be_moved_and_deleted() -> None:
    rows = "\n".join([f"4,Heat,تومۇز,,,{REFERENCES[3]}", f"1,Heat,ئىسسىق,,,{REFERENCES[0]}"]).split(
        "\n"
    )
    found = csv(*rows).rows
    assert [(str(row.reference), row.target) for row in found] == [
        (REFERENCES[3], "تومۇز"),
        (REFERENCES[0], "ئىسسىق"),
    ]


def test_columns_may_be_moved() -> None:
    (row,) = csv(f"{REFERENCES[0]},تومۇز,Heat", head="Reference,Translation: ug,Source: en").rows
    assert (row.target, row.source) == ("تومۇز", "Heat")


def test_columns_without_headings_are_known_by_their_references() -> None:
    (row,) = csv(head=f"{REFERENCES[0]},Heat,تومۇز,").rows
    assert (row.target, row.source) == ("تومۇز", "Heat")


def test_an_added_row_has_no_reference() -> None:
    (row,) = csv("7,Snow,قار,,,").rows
    assert row.reference is None


def test_rows_put_together_are_named_and_not_guessed() -> None:
    reply = csv(f"1,Heat,بىر ئىككى,,,{REFERENCES[0]} {REFERENCES[3]}")
    assert reply.rows == ()
    (finding,) = reply.findings
    assert str(finding.location) == "heat.csv:2"


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_are_understood(delimiter: str) -> None:
    head = delimiter.join(["Source: en", "Translation: ug", "Reference"])
    (row,) = csv(delimiter.join(["Heat", "تومۇز", REFERENCES[0]]), head=head).rows
    assert row.target == "تومۇز"


def test_the_text_of_excel_in_utf_16_is_understood() -> None:
    text = f"Source: en\tTranslation: ug\tReference\r\nHeat\tتومۇز\t{REFERENCES[0]}\r\n"
    (row,) = read_reply(text.encode("utf-16"), "heat.txt").rows
    assert row.target == "تومۇز"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_no_cell_of_a_csv_is_computed(start: str) -> None:
    data = write_delimited(translated(SENT, {0: f"{start}HYPERLINK(1)"})).decode("utf-8-sig")
    assert f",{start}HYPER" not in data
    assert read_reply(data.encode(), "a.csv").rows[0].target == f"{start}HYPERLINK(1)"


@pytest.mark.parametrize("at", [3, 30, 59, 60, 61])
def test_a_csv_that_was_cut_off_is_not_half_taken(at: int) -> None:
    whole = write_delimited(translated(SENT, {len(REFERENCES) - 1: 'بىر، "ئىككى" ' * 9}))
    last = whole.index("بىر".encode()) + at
    with pytest.raises(ToolkitError, match="the file ends within a row") as caught:
        read_reply(whole[:last], "heat.csv")
    assert str(caught.value.findings[0].location).startswith("heat.csv:")


def test_a_csv_whose_last_line_has_no_end_is_whole() -> None:
    whole = write_delimited(SENT)
    assert len(read_reply(whole.rstrip(), "a.csv").rows) == len(read_reply(whole, "a.csv").rows)


def test_a_csv_begins_with_the_mark_that_excel_wants() -> None:
    assert write_delimited(SENT).startswith(b"\xef\xbb\xbf")


def test_a_draft_is_marked_until_somebody_deletes_the_mark() -> None:
    drafts = [row.draft for row in read_reply(write_delimited(SENT), "a.csv").rows]
    assert drafts == [False, False, True, False, False, False]


def test_nothing_in_a_workbook_is_a_formula_and_only_two_columns_are_open() -> None:
    files = parts(write_spreadsheet(translated(SENT, {0: "=1+1"})))
    sheet = files["xl/worksheets/sheet2.xml"].decode()
    assert "<f>" not in sheet
    assert "<sheetProtection" in sheet
    assert sheet.count(' t="inlineStr"') == sheet.count("<c ")


def test_a_formula_that_came_back_is_named() -> None:
    sheet = "xl/worksheets/sheet2.xml"
    data = changed(
        write_spreadsheet(SENT),
        sheet,
        lambda text: text.replace(
            'r="C2" s="4" t="inlineStr"><is>', 'r="C2" t="str"><f>1+1</f><v>2</v><is>', 1
        ),
    )
    (finding,) = read_reply(data, "heat.xlsx").findings
    assert "row 2" in str(finding.location)


def test_shared_strings_are_read_without_their_readings() -> None:
    files = parts(write_spreadsheet(SENT))
    sheet = "xl/worksheets/sheet2.xml"
    text = files[sheet].decode()
    start = text.index("<is>", text.index('r="C2"'))
    end = text.index("</is>", start) + len("</is>")
    files[sheet] = f"{text[:start]}<v>0</v>{text[end:]}".replace(
        'r="C2" s="4" t="inlineStr"', 'r="C2" t="s"'
    ).encode()
    files["xl/sharedStrings.xml"] = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b"<si><r><t>to</t></r><r><t>day</t></r><rPh><t>x</t></rPh></si></sst>"
    )
    assert read_reply(zip_files(files), "heat.xlsx").rows[0].target == "today"


def test_sheets_of_documents_with_long_like_names_have_names_of_their_own() -> None:
    long = "a/very:long*name?of[a]document/that/goes/on"
    one = package(catalog(), f"{long}1").documents
    two = package(catalog(), f"{long}2").documents
    both = type(SENT)(SENT.title, SENT.source, SENT.locale, (*one, *two))
    book = parts(write_spreadsheet(both))["xl/workbook.xml"].decode()
    names = [each.partition('"')[0] for each in book.split('name="')[1:]]
    assert len(set(names)) == 3
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_tracked_changes_count_as_accepted_and_are_told() -> None:
    def track(text: str) -> str:
        inserted = '<w:ins w:author="A"><w:r><w:t>تومۇز</w:t></w:r></w:ins>'
        deleted = "<w:del><w:r><w:delText>ئىسسىق</w:delText></w:r></w:del>"
        before, _, after = text.partition('<w:t xml:space="preserve">ئىسسىق</w:t>')
        run = before.rindex("<w:r>")
        return f"{before[:run]}{deleted}{inserted}{after.partition('</w:r>')[2]}"

    reply = word(track)
    assert reply.rows[0].target == "تومۇز"
    assert [each.code for each in reply.findings] == ["exchange-tracked"]


def test_nothing_of_a_word_files_properties_is_read_or_written() -> None:
    assert not any("docProps" in name for name in parts(write_word_table(SENT)))


def test_codes_in_word_are_locked_and_stand_from_left_to_right() -> None:
    text = parts(write_word_table(translated(SENT, {1: "<a1>x</a1><br/>"})))["word/document.xml"]
    assert b'<w:lock w:val="contentLocked"/>' in text
    assert "\u2066&lt;a1&gt;\u2069".encode() in text
    assert b"<w:bidi/>" in text


def test_what_is_said_of_a_text_is_no_part_of_it() -> None:
    assert (
        word(lambda text: text.replace("Heat", "Heat") + " ").rows[1].source == SENT.rows[1].source
    )


def test_a_table_put_into_another_document_is_found() -> None:
    reply = word(lambda text: text.replace("<w:body>", "<w:body><w:tbl><w:tr/></w:tbl>"))
    assert len(reply.rows) == 6


@pytest.mark.slow
def test_a_bomb_is_refused() -> None:
    bomb = {"word/document.xml": b"<w:document>" + b" " * (65 * 1024 * 1024)}
    with pytest.raises(ToolkitError, match="too much text"):
        read_reply(zip_files(bomb), "heat.docx")


ODF = (
    '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body>{}</o:body>'
    "</o:document-content>"
)


def opendocument(*rows: str, before: str = "") -> Reply:
    made = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    content = ODF.format(f"{before}<table:table>{made}</table:table>")
    return read_reply(zip_files({"content.xml": content.encode()}), "heat.odt")


def cells(*texts: str) -> str:
    return "".join(
        f"<table:table-cell><text:p>{each}</text:p></table:table-cell>" for each in texts
    )


HEAD = cells("No.", "Source: en", "Translation: ug", "Remarks")


def test_an_opendocument_is_read_with_its_spaces_and_line_ends() -> None:
    target = 'ب<text:s text:c="2"/>ج<text:line-break/><text:span>د</text:span>'
    (row,) = opendocument(HEAD, cells(REFERENCES[0], "Heat", target, "")).rows
    assert row.target == "ب  ج\nد"


def test_empty_cells_that_an_opendocument_counts_are_as_many() -> None:
    empty = '<table:table-cell table:number-columns-repeated="2"/>'
    (row,) = opendocument(HEAD, f"{cells(REFERENCES[0])}{empty}{cells('later')}").rows
    assert (row.target, row.comment) == ("", "later")


def test_deleted_text_of_an_opendocument_is_not_read() -> None:
    deleted = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>old</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
    )
    (row,) = opendocument(HEAD, cells(REFERENCES[0], "Heat", "new", ""), before=deleted).rows
    assert row.target == "new"
