import pytest
from hypothesis import given

from tests.catalog.terms.termbases import EN, KK, TERMBASES, term, termbase
from tests.laws import examples
from toolkit.base.errors import ToolkitError
from toolkit.catalog.terms import Alone, Termbase, TermForms
from toolkit.catalog.terms.csv_terms import read_csv, write_csv


@pytest.mark.slow
@examples(40)
@given(TERMBASES)
def test_what_is_written_is_read_again(base: Termbase) -> None:
    assert read_csv(write_csv(base), "terms.csv", EN).terms == base.terms


def test_columns_are_named_by_locale_and_kind() -> None:
    forms = {KK: TermForms(("Гу Мин",), ("Гу Минг", "Ку"))}
    base = termbase(term("Gu Ming", forms, name=True, alone=Alone.FIRST))
    assert write_csv(base).decode("utf-8-sig").splitlines() == [
        "en,kk,kk admitted,name,alone,note",
        "Gu Ming,Гу Мин,Гу Минг | Ку,true,first,",
    ]


def test_a_form_that_a_spreadsheet_would_run_is_guarded() -> None:
    base = termbase(term("=HYPERLINK(a)"))
    assert b"\n'=HYPERLINK(a)," in write_csv(base)
    assert read_csv(write_csv(base), "", EN).terms == base.terms


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_spreadsheets_save_is_read(delimiter: str) -> None:
    text = delimiter.join(["en", "kk"]) + "\r\n" + delimiter.join(["China", "Қытай"]) + "\r\n\r\n"
    (china,) = read_csv(text.encode("utf-8-sig"), "", EN).terms
    assert china.forms == {KK: TermForms(("Қытай",))}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        ("english,kk\n", "“english” is not a column of a list of terms"),
        ("en,nmae\n", "did you mean “name”"),
        ("kk\nа\n", "no column “en”"),
        ("en,en\n", "two columns are called “en”"),
        ("en,kk\n,а\n", "terms.csv:2: error: this term has no form in en"),
        ("en,alone\na,last\n", "terms.csv:2: error: only a name of several words can have"),
        ("en,alone\na,mid\n", "“alone” cannot be “mid”"),
        ('en,kk\na,"b\n', "terms.csv:2: error: unexpected end of data"),
        ("en\n—\n", "“—” contains no word"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, message: str) -> None:
    with pytest.raises(ToolkitError) as error:
        read_csv(text.encode(), "terms.csv", EN)
    assert message in str(error.value)


def test_other_encodings_are_refused() -> None:
    with pytest.raises(ToolkitError):
        read_csv("en\né".encode("latin-1"), "terms.csv", EN)
