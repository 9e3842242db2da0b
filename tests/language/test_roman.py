import pytest

from toolkit.language.roman import is_roman, roman_value


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("III", 3), ("XL", 40), ("XCIX", 99), ("MDCCC", 1800), ("ХІХ", 19), ("", 0), ("IIX", 0)],
)
def test_a_numeral_is_worth_what_it_is_written_by(numeral: str, value: int) -> None:
    assert roman_value(numeral) == value


@pytest.mark.parametrize("word", ["II", "XXIst", "XVe", "ХХІ", "MCMXC"])
def test_numerals_and_their_ordinals_are_roman(word: str) -> None:
    assert is_roman(word)


@pytest.mark.parametrize("word", ["CD", "MC", "Vi", "XIIX", "IVAN", "th", ""])
def test_acronyms_and_names_are_not(word: str) -> None:
    assert not is_roman(word)
