"""Packages: a row for each text, known again by a short reference."""

from tests.exchange.packages import HEAT, catalog, package
from toolkit.exchange.package import Reference, State, pack


def test_each_text_is_a_row_and_each_plural_form_is_one() -> None:
    assert [(row.source, row.form) for row in package(catalog()).rows] == [
        ("Heat", None),
        ("It is <a1>hot</a1> here.<br/> = no", None),
        ("Police held 17 people.", None),
        ("Heat", None),
        ("one day", 0),
        ("%d days", 1),
    ]


def test_a_fuzzy_translation_is_a_draft() -> None:
    assert [row.state for row in package(catalog()).rows][:3] == [
        State.TRANSLATED,
        State.UNTRANSLATED,
        State.DRAFT,
    ]


def test_a_draft_says_what_it_was_made_from() -> None:
    assert package(catalog()).rows[2].previous == "Police held 12 people."


def test_what_is_finished_can_be_left_out() -> None:
    rows = pack("heat", catalog(), waiting=True).rows
    assert State.TRANSLATED not in {row.state for row in rows}
    assert len(rows) == 5


def test_obsolete_entries_are_not_sent() -> None:
    old = catalog(HEAT + '\n#~ msgid "Gone"\n#~ msgstr "كەتتى"\n')
    assert len(package(old).rows) == 6


def test_no_two_rows_have_one_reference() -> None:
    rows = package(catalog()).rows
    assert len({str(row.reference) for row in rows}) == len(rows)


def test_a_reference_is_read_as_it_was_written() -> None:
    for row in package(catalog()).rows:
        assert Reference.parse(f"12\n{row.reference} ") == row.reference


def test_a_reference_says_nothing_of_the_document() -> None:
    assert "secret" not in str(package(catalog(), "secret-source").rows[0].reference)


def test_limits_are_read_from_the_notes() -> None:
    (size,) = package(catalog()).rows[3].limits.storage
    assert size.bytes == 60


def test_a_text_that_no_file_can_hold_is_left_out_and_named() -> None:
    now = catalog()
    now[0].msgid = "He\x01at"
    now[2].tcomment = "\x02"
    sent = pack("heat", now)
    assert sent.unfit == ("He\x01at",)
    assert sent.rows[0].source == now[1].msgid
    assert sent.rows[1].comment == "\ufffd"
