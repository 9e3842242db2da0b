import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.catalog.memory.memories import similarity
from toolkit.catalog.memory.similarity import skeleton


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Police held 12 people.", "Police held 0 people."),
        ("It cost $1,200.50 at 9:30.", "It cost $0 at 0."),
        ("1 200 адам, 12 000,5 теңге", "0 адам, 0 теңге"),
        ("COVID-19 and the G20", "COVID-0 and the G20"),
        ("在2021年", "在0年"),
        ("١٬٢٠٠ نفر", "0 نفر"),
        ("See <a1>the report</a1>.<br/>", "See the report."),
        ('See <a href="https://a.b/?c=1">it</a>.', "See it."),
        ("a < b and c > d", "a < b and c > d"),
        ("", ""),
    ],
)
def test_a_skeleton_has_no_codes_and_one_number(message: str, expected: str) -> None:
    assert skeleton(message) == expected


def test_the_same_text_is_100() -> None:
    assert similarity("A bridge.", "A bridge.") == 100


def test_another_number_weighs_less_than_another_word() -> None:
    asked = "Police held 12 people in Almaty."
    number = similarity(asked, "Police held 1,785,400 people in Almaty.")
    word = similarity(asked, "Police held 12 people in Astana.")
    assert 97 < number < 100
    assert word < number


def test_another_code_weighs_less_than_another_word() -> None:
    asked = "See <a1>the report</a1>."
    assert similarity(asked, "See <em>the report</em>.") > similarity(
        asked, "See <a1>a report</a1>."
    )


def test_a_number_moved_costs_nothing_but_the_rest_of_100() -> None:
    assert similarity("From 5 to 9 km", "From 9 to 5 km") == 99


def test_many_numbers_take_ten_per_cent_at_most() -> None:
    left = " ".join(f"no. {n}" for n in range(50))
    right = " ".join(f"no. {n + 100}" for n in range(50))
    assert similarity(left, right) == 89


@pytest.mark.parametrize(("left", "right"), [("<br/>", "<hr/>"), ("", "a"), ("", "<br/>")])
def test_what_has_no_words_is_like_nothing_else(left: str, right: str) -> None:
    assert similarity(left, right) == 0


@given(st.text(), st.text())
def test_similarity_is_a_percentage_and_the_same_both_ways(left: str, right: str) -> None:
    score = similarity(left, right)
    assert 0 <= score <= 100
    assert score == similarity(right, left)
    assert (score == 100) == (left == right)
