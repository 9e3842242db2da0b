from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.base.bcp47 import Locale
from toolkit.language.names import Name, names

EN, RU = Locale("en"), Locale("ru")


def texts(text: str, locale: Locale = EN) -> list[str]:
    return [each.text for each in names(text, locale)]


def test_words_with_capitals_that_stand_together_are_one_name() -> None:
    assert texts("They met Gu Ming of Radio Azattyk there.") == ["Gu Ming of Radio Azattyk"]


def test_a_mark_between_them_parts_two_names() -> None:
    assert texts("They met Anna, Boris and Clara.") == ["Anna", "Boris", "Clara"]


@pytest.mark.parametrize("text", ["The man said so.", "She left.", "More came.", "In all, five."])
def test_a_small_word_that_begins_a_sentence_is_none(text: str) -> None:
    assert texts(text) == []


def test_a_month_is_one_in_a_longer_name() -> None:
    assert texts("They met Theresa May on May 3.") == ["Theresa May"]


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("They met on Monday in June.", "en"),
        ("It is in Sept. or on Mon.", "en"),
        ("vient en Juin.", "fr"),
        ("Он приехал в Марте.", "ru"),
    ],
)
def test_months_and_weekdays_are_none(text: str, locale: str) -> None:
    assert texts(text, Locale(locale)) == []


def test_the_first_word_of_a_sentence_is_told_apart() -> None:
    found = names("Almaty is large. Astana is larger.", EN)
    assert [(each.text, each.begins) for each in found] == [("Almaty", True), ("Astana", True)]


def test_an_acronym_is_a_name_wherever_it_stands() -> None:
    assert names("NATO said so.", EN) == (Name(0, 4, "NATO", begins=False),)


def test_an_initial_begins_no_sentence() -> None:
    assert texts("Он встретил И. И. Иванова вчера.", RU) == ["И. И. Иванова"]


def test_a_headline_with_capitals_everywhere_says_nothing() -> None:
    assert texts("Police Detain Ten Activists In Almaty After March") == []


@pytest.mark.parametrize(("text", "locale"), [("ئالمۇتا شەھىرى", "ug"), ("Der Hund bellt", "de")])
def test_without_capitals_that_tell_there_are_no_names(text: str, locale: str) -> None:
    assert names(text, Locale(locale)) == ()


def test_its_place_is_that_in_the_text() -> None:
    (name,) = names("they met Gu\u00a0Ming.", EN)
    assert (name.start, name.end, name.text, name.words) == (9, 16, "Gu Ming", ("Gu", "Ming"))


@given(st.text(alphabet="aA .,“”-\n’Жж1", max_size=60), st.sampled_from([EN, RU]))
def test_names_stand_in_order_and_apart(text: str, locale: Locale) -> None:
    found = names(text, locale)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(" ".join(text[each.start : each.end].split()) == each.text for each in found)


@pytest.mark.parametrize("text", ["Сообщает Радио Азаттык о суде.", "Заявил Радио Азаттык."])
def test_a_verb_before_a_name_is_no_part_of_it(text: str) -> None:
    assert texts(text, RU) == ["Радио Азаттык"]


def test_small_words_are_those_of_the_language() -> None:
    assert texts("Бұл Алматы емес.", Locale("kk")) == ["Алматы"]


def test_a_roman_numeral_is_part_of_a_name_and_none_by_itself() -> None:
    assert texts("Then Peter III lost it, in the XVIIIth century or chapter XII.") == ["Peter III"]
