from decimal import Decimal

import pytest

from toolkit.base.bcp47 import Locale
from toolkit.language.cldr_words import date_words, scale_words, unit_words
from toolkit.language.lexicon import lexicon


@pytest.mark.parametrize(
    ("tag", "word", "scale"),
    [
        ("tr", "milyar", 10**9),
        ("hi", "लाख", 10**5),
        ("zh", "万", 10**4),
        ("ja", "億", 10**8),
        ("de", "millionen", 10**6),
        ("ky", "миң", 1000),
    ],
)
def test_scales_are_those_of_cldr(tag: str, word: str, scale: int) -> None:
    assert scale_words(Locale(tag))[word] == scale


def test_one_letter_is_no_scale_word() -> None:
    assert "m" not in scale_words(Locale("en"))


def test_units_are_called_as_cldr_calls_them() -> None:
    assert unit_words(Locale("ru"), "duration-hour") == {"час", "часа", "часов"}


def test_a_unit_that_cldr_has_not_is_called_nothing() -> None:
    assert unit_words(Locale("ru"), "duration-forever") == frozenset()


def test_a_language_in_a_script_that_cldr_has_not_is_called_nothing() -> None:
    assert list(date_words(Locale("ug-Latn"), "months")) == []


def test_a_name_that_is_a_part_of_others_is_none() -> None:
    assert "شنبه" not in {each.name for each in date_words(Locale("fa"), "days")}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tag", "words", "unit"),
    [
        ("kk", "ай айға айдан айының айлық", "month"),
        ("kk", "сағат сағатқа сағаттан сағатта", "hour"),
        ("ru", "месяц месяца месяцев месяцам месячный", "month"),
        ("ru", "день дня дней дневный", "day"),
        ("ru", "год лет летний годам", "year"),
        ("ug", "ئاي ئايدا ئايلىق ئايدىن", "month"),
        ("kk-Latn", "ai aiğa aidan", "month"),
        ("tr", "ay", "month"),
    ],
)
def test_units_are_known_in_all_their_forms(tag: str, words: str, unit: str) -> None:
    known = lexicon(Locale(tag)).units
    assert {getattr(known.get(word), "id", "") for word in words.split()} == {unit}


@pytest.mark.parametrize(
    ("tag", "word", "value"),
    [
        ("kk", "мамырында", "month 5"),
        ("ru", "сентябре", "month 9"),
        ("ug", "مايدا", "month 5"),
        ("kk", "сейсенбіде", "weekday 1"),
        ("ru", "средам", "weekday 2"),
        ("de", "märz", "month 3"),
    ],
)
def test_dates_are_known_in_their_cases(tag: str, word: str, value: str) -> None:
    found = lexicon(Locale(tag)).read(word)
    assert found is not None
    assert found.values[0] == value


def test_a_compound_is_read_to_its_end_with_its_unit() -> None:
    found = lexicon(Locale("ru")).read("сорокапятилетнего")
    assert found is not None
    assert (found.values, found.unit.id) == ((Decimal(45),), "year")


def test_where_no_words_are_known_it_says_so() -> None:
    known = lexicon(Locale("nl"))
    assert (known.knows_words, known.knows_clock, known.minus) == (False, False, ())


@pytest.mark.slow
@pytest.mark.parametrize("word", ["жигирмә", "йигирмә"])
def test_number_words_are_known_as_each_press_writes_them(word: str) -> None:
    worth = lexicon(Locale("ug-Cyrl")).read(word)
    assert worth is not None
    assert list(worth.values) == [20]
