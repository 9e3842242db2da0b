import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.base.bcp47 import Locale
from toolkit.language.alphabets import conversion, convert, search_key
from toolkit.language.alphabets.alphabet import alphabet
from toolkit.language.alphabets.kazakh import resolve, to_arabic, to_latin
from toolkit.language.alphabets.tables import section

DATA = Path(__file__).parents[2] / "data" / "transliteration"
KAZAKH = sorted(alphabet(Locale("kk")) or ())
TARGETS = ("kk-Latn", "kk-Arab")


def table(name: str) -> dict[str, str]:
    sections = tomllib.loads((DATA / name).read_text("utf-8"))
    return {word: form for words in sections.values() for word, form in words.items()}


def converted(text: str, target: str) -> str:
    return convert(text, conversion(Locale("kk"), Locale(target)))


def wrong(name: str, target: str) -> dict[str, str]:
    """Return the words of a table that come out otherwise, with what comes out."""
    return {
        word: out for word, form in table(name).items() if (out := converted(word, target)) != form
    }


def test_every_latin_word_of_the_table_is_right() -> None:
    assert wrong("kazakh-latin.toml", "kk-Latn") == {}


def test_every_arabic_word_of_the_table_is_right() -> None:
    assert wrong("kazakh-arabic.toml", "kk-Arab") == {}


@pytest.mark.parametrize("name", ["kazakh-latin.toml", "kazakh-arabic.toml"])
def test_a_table_has_at_least_300_words(name: str) -> None:
    assert len(table(name)) >= 300


def test_the_latin_alphabet_has_31_letters() -> None:
    assert len({char for char in alphabet(Locale("kk-Latn")) or () if char.islower()}) == 31


@pytest.mark.parametrize("target", TARGETS)
def test_every_letter_becomes_letters_of_the_target(target: str) -> None:
    letters = alphabet(Locale(target)) or frozenset()
    assert all(letters.issuperset(converted(f"а{letter}", target)) for letter in KAZAKH)


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("letter", ["ь", "Ъ"])
def test_a_letter_of_which_nothing_is_left_stays_where_it_is_talked_of(
    letter: str, target: str
) -> None:
    assert converted(f"{letter} деген", target).startswith(f"{letter} ")


def test_every_stem_of_the_loans_is_in_arabic_letters() -> None:
    letters = {*(alphabet(Locale("kk-Arab")) or ()), " "}
    loans = section("kk/arabic-loans", "stems")
    assert all(letters.issuperset(form) for form in loans.values())


@pytest.mark.parametrize("word", ["ақша", "ақшасыз", "кавитация", "камзол"])
def test_a_native_word_is_no_loan(word: str) -> None:
    assert converted(word, "kk-Arab") == to_arabic(word)


def test_a_word_in_capitals_stays_so() -> None:
    assert to_latin("ЯК") == "İAK"


def test_a_capital_of_two_letters_has_one_capital() -> None:
    assert to_latin("Чехов") == "Tşehov"


def test_capitals_inside_a_word_stay() -> None:
    assert to_latin("ҚазМұнайГаз") == "QazMūnaiGaz"


def test_the_two_letters_i_are_cased_apart() -> None:
    assert (to_latin("ІЗ"), to_latin("ИТ")) == ("IZ", "İT")


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("жанәділ", "ءجانادىل"),
        ("талтүс", "ءتالتۇس"),
        ("нұргүл", "نۇرگۇل"),
        ("сәнді-ау", "ءساندى-اۋ"),
    ],
)
def test_a_compound_has_one_hamza_a_part(word: str, form: str) -> None:
    assert converted(word, "kk-Arab") == form


@pytest.mark.parametrize("word", ["үйлер", "сөздік", "тілдегі", "өмірге"])
def test_a_suffix_that_shows_the_vowels_takes_the_hamza_away(word: str) -> None:
    assert not to_arabic(word).startswith("ء")


def test_a_suffix_after_a_stem_of_the_loans_has_no_hamza() -> None:
    assert converted("Тайваньді", "kk-Arab") == "تايۋاندى"


@pytest.mark.parametrize(
    ("word", "meant"),
    [("Қaзaқ", "Қазақ"), ("XXI", "XXI"), ("ХХІ", "XXI"), ("ІІМ", "ІІМ"), ("ІV", "IV"), ("І", "І")],
)
def test_look_alikes_are_read_as_what_they_stand_for(word: str, meant: str) -> None:
    assert resolve(word) == meant


@given(st.text(KAZAKH, min_size=1, max_size=12))
def test_a_latin_word_is_found_by_its_cyrillic_one(word: str) -> None:
    assert search_key(converted(word, "kk-Latn")) == search_key(word)


@given(st.text(sorted(set(KAZAKH)), min_size=1, max_size=12))
def test_an_arabic_word_is_found_by_its_cyrillic_one(word: str) -> None:
    assert search_key(to_arabic(resolve(word))) == search_key(word)


@pytest.mark.parametrize("name", ["Мұрагер Әлімұлы", "ЯКОВ ЩЁТКИН", "Түркия, Франция", "Цой?"])
@pytest.mark.parametrize("target", TARGETS)
def test_a_name_is_found_in_an_edition(name: str, target: str) -> None:
    assert search_key(name.split(maxsplit=1)[0]) in search_key(
        converted(f"Бүгін {name} айтты.", target)
    )


def test_both_hamzas_are_read() -> None:
    assert (
        search_key("\u0674تىلى")
        == search_key("ءتىلى")
        == search_key("\u0678تلى".replace("\u0678تل", "تىل"))
    )
