import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.base.bcp47 import Locale
from toolkit.language.numbers import numbers
from toolkit.language.spoken_numbers import number_in_words, with_spoken_numbers

KK, UG, KY = Locale("kk"), Locale("ug"), Locale("ky")


@pytest.mark.parametrize(
    ("value", "locale", "words"),
    [
        (7, KK, "жеті"),
        (4, KK, "төрт"),
        (100, KK, "жүз"),
        (1000, KK, "мың"),
        (2_000_001, KK, "екі миллион бір"),
        (345, UG, "ئۈچ يۈز قىرىق بەش"),
        (1_000_000, UG, "بىر مىليون"),
        (12_000, KY, "он эки миң"),
    ],
)
def test_numbers_are_put_together(value: int, locale: Locale, words: str) -> None:
    assert number_in_words(value, locale) == words


@pytest.mark.parametrize("tag", ["ru", "en", "ar", "kk-Latn", "zu"])
def test_a_language_whose_words_change_has_none(tag: str) -> None:
    assert number_in_words(31, Locale(tag)) == ""
    assert with_spoken_numbers("31 a", Locale(tag)) == "31 a"


@pytest.mark.parametrize(
    "text",
    [
        "2021 жылы",
        "31-бап",
        "5,5 пайыз",
        "5.5",
        "15%",
        "$30",
        "22 ақпанда",
        "007",
        "10:30",
        "A4",
        "http://a.example/12",
        "12345678901234567",
    ],
)
def test_what_is_said_otherwise_stays_a_figure(text: str) -> None:
    assert with_spoken_numbers(text, KK) == text


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("31 адам", "31 (отыз бір) адам"),
        ("Олар 7.", "Олар 7 (жеті)."),
        ("(12 000)", "(12 000 (он екі мың))"),
        ("12\u00a0000 теңге", "12\u00a0000 (он екі мың) теңге"),
    ],
)
def test_a_figure_that_stands_alone_has_its_words(text: str, spoken: str) -> None:
    assert with_spoken_numbers(text, KK) == spoken


@pytest.mark.slow
@given(st.integers(1, 999_999_999), st.sampled_from([KK, UG, KY]))
def test_the_words_of_a_number_are_read_as_that_number(value: int, locale: Locale) -> None:
    found = numbers(number_in_words(value, locale), locale)
    assert value in {each.value for each in found} or len(found) != 1
