from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.base.bcp47 import Locale
from toolkit.language.numbers import numbers


def values(text: str, locale: str = "en") -> list[object]:
    return [each.value for each in numbers(text, Locale(locale))]


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        ("1,000 men", "en", 1000),
        ("1 000 человек", "ru", 1000),
        ("twenty-one men", "en", 21),
        ("жиырма бір адам", "kk", 21),
        ("يىگىرمە بىر كىشى", "ug", 21),
        ("3 млрд долларов", "ru", 3_000_000_000),
        ("полтора миллиона", "ru", 1_500_000),
    ],
)
def test_a_number_has_one_value_however_it_is_written(text: str, locale: str, value: int) -> None:
    assert values(text, locale) == [Decimal(value)]


def test_numbers_come_in_the_order_of_the_text() -> None:
    assert values("Five of the 12, then thirty.") == [5, 12, 30]


def test_its_place_and_unit_are_told() -> None:
    (number,) = numbers("It is 30 kilometers away.", Locale("en"))
    assert (number.start, number.end, number.unit.id) == (6, 8, "kilometre")


def test_only_figures_are_read_where_the_words_are_not_known() -> None:
    assert values("tien van 12", "nl") == [12]


@given(st.text(alphabet="12 .,:-onetw%", max_size=40))
def test_places_stand_in_order_and_apart(text: str) -> None:
    found = numbers(text, Locale("en"))
    assert all(one.end <= other.start for one, other in pairwise(found))
