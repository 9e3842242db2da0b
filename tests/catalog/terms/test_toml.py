from pathlib import Path

import pytest
from hypothesis import given

from tests.catalog.terms.termbases import EN, KK, RU, TERMBASES, UG, term, termbase
from tests.laws import examples
from toolkit.base.errors import Location, ToolkitError
from toolkit.catalog.terms import Alone, Termbase, TermForms
from toolkit.catalog.terms.toml_reader import load_sound_terms, read_terms
from toolkit.catalog.terms.toml_writer import write_terms

ROOT = Path(__file__).parents[3]
TEXT = """# The head.

# About China.
[[term]]
en = "China"
kk = "Қытай"  # as CLDR
ug = { preferred = "خىتاي", forbidden = "جۇڭگو" }
name = true

[[term]]
en = ["Gu Ming", "Ming Gu"]
kk.preferred = "Гу Мин"
kk.admitted = ["Гу Минг"]
name = true
alone = "first"
note = "The surname comes first."
"""


def read(text: str) -> Termbase:
    return read_terms(text.encode(), "terms.toml", EN)


def refused(text: str) -> list[str]:
    with pytest.raises(ToolkitError) as error:
        read(text)
    return [str(each).removeprefix("terms.toml:") for each in error.value.findings]


def test_every_shape_of_a_form_is_read() -> None:
    china, ming = read(TEXT).terms
    assert china.forms == {
        KK: TermForms(("Қытай",)),
        UG: TermForms(("خىتاي",), (), ("جۇڭگو",)),
    }
    assert (china.id, china.name, china.alone) == ("China", True, Alone.NONE)
    assert ming.source.preferred == ("Gu Ming", "Ming Gu")
    assert ming.forms[KK] == TermForms(("Гу Мин",), ("Гу Минг",))
    assert (ming.alone, ming.note) == (Alone.FIRST, "The surname comes first.")


def test_no_file_is_an_empty_termbase(tmp_path: Path) -> None:
    termbase, findings = load_sound_terms(tmp_path / "terms.toml", EN)
    assert (termbase.terms, findings) == ((), ())


def test_a_folder_is_no_termbase(tmp_path: Path) -> None:
    with pytest.raises(ToolkitError):
        load_sound_terms(tmp_path, EN)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'terms = 1\n[[term]]\nen = "a"',
            "1:1: error: unknown key “terms”. Hint: did you mean “term”.",
        ),
        ('[[term]]\nen = "a"\nnames = true', "3:1: error: “names” is neither a locale nor a key"),
        ('[[term]]\nen = "a"\nnames = true', "did you mean “name”"),
        ('[[term]]\nkk = "a"', "1:1: error: this term has no form in en"),
        ('[[term]]\nen = "a"\nkk = 7', "3:1: error: “kk” must be a string or a list of strings"),
        (
            '[[term]]\nen = "a"\nkk = { prefered = "b" }',
            "3:8: error: unknown key “prefered”. Hint: did you mean “preferred”.",
        ),
        (
            '[[term]]\nen = "a"\nkk = ""',
            "3:1: error: “” contains no word that could be found in a text",
        ),
        ('[[term]]\nen = "a"\nkk = ["b", "b"]', "“b” is preferred and preferred"),
        ('[[term]]\nen = "a"\nname = "yes"', "3:1: error: “name” must be true or false"),
        ('[[term]]\nen = "a"\nnote = 1', "3:1: error: “note” must be a string"),
        ('[[term]]\nen = "a"\nalone = "last"', "3:1: error: only a name of several words can have"),
        ('[[term]]\nen = "a b"\nname = true\nalone = "mid"', "“alone” cannot be “mid”"),
        ('[[term]]\nen = "a"\nKK = "b"\nkk = "c"', "name the same locale"),
        ('[[term]]\nen = { admitted = "a" }', "2:1: error: there is no preferred form in en"),
        ('[[term]]\nen = "a"\n\n[[term]]\nen = "a"', "4:1: error: “a” is already a term in line 1"),
        ("[[term]\n", "1:7: error: Expected"),
        ("[term]\nen = 1", "1:2: error: “term” must be an array of tables"),
        (f'[[term]]\nen = "{"a " * 21}"', "a form of 21 words is no term"),
        ("a = " + "[" * 100_000, "error: "),
        ("\udcff", "terms.toml:1:1: error: byte 0xff is not UTF-8"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, message: str) -> None:
    data = text.encode("utf-8", "surrogateescape")
    with pytest.raises(ToolkitError) as error:
        read_terms(data, "terms.toml", EN)
    assert message in str(error.value)


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert len(refused('[[term]]\nen = 1\n[[term]]\nkk = "a"\n[[term]]\nen = "b"\nnam = 1')) >= 3


def test_notes_tell_terms_of_one_spelling_apart() -> None:
    text = '[[term]]\nen = "state"\nnote = "1"\n[[term]]\nen = "state"\nnote = "2"\n'
    assert [each.id for each in read(text).terms] == ["state", "state #2"]


def test_an_empty_list_decides_nothing() -> None:
    assert read('[[term]]\nen = "a"\nkk = []\nru = {}').terms[0].forms == {}


def test_inline_terms_are_read_too() -> None:
    assert read('term = [{ en = "a" }, { en = "b" }]').terms[1].said == "b"


def test_a_file_that_did_not_change_keeps_its_bytes() -> None:
    assert write_terms(read(TEXT), TEXT.encode()).decode() == TEXT


def test_the_samples_termbase_keeps_its_bytes() -> None:
    data = (ROOT / "locales" / "terms.toml").read_bytes()
    assert write_terms(read_terms(data, "terms.toml", EN), data) == data


def test_a_new_term_touches_no_other() -> None:
    base = read(TEXT)
    new = term("consulate", {KK: "консулдық"})
    written = write_terms(termbase(*base.terms, new), TEXT.encode()).decode()
    added = '[[term]]\nen = "consulate"\nkk = "консулдық"\n\n'
    assert written.replace(added, "") == TEXT
    assert written.index("China") < written.index("consulate") < written.index("Gu Ming")


def test_long_tables_of_forms_are_written_a_kind_a_line() -> None:
    forms = TermForms(("a" * 40,), ("b" * 40,), ("c" * 40,))
    written = write_terms(termbase(term("x", {RU: forms}))).decode()
    assert f'ru.preferred = "{"a" * 40}"\nru.admitted = "{"b" * 40}"\n' in written
    assert read(written).terms[0].forms == {RU: forms}


def test_what_could_turn_a_line_round_is_escaped() -> None:
    base = termbase(term("a", {KK: "b\u202ec"}, note='x\ny"\\'))
    written = write_terms(base)
    assert "\u202e" not in written.decode()
    assert read_terms(written, "", EN).terms == base.terms


@pytest.mark.slow
@examples(40)
@given(TERMBASES)
def test_what_is_written_is_read_again(base: Termbase) -> None:
    again = read_terms(write_terms(base), "", EN)
    assert sorted(again.terms, key=str) == sorted(base.terms, key=str)
    assert write_terms(again, write_terms(base)) == write_terms(base)


def test_places_are_left_out_of_nothing() -> None:
    with pytest.raises(ToolkitError) as error:
        read('[[term]]\nen = "a"\n\n[[term]]\nen = "b"\nkk = 1\n')
    assert error.value.findings[0].location == Location("terms.toml", 6, 1)
