"""Numbers in the characters of Chinese, Japanese and Korean."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import examples
from toolkit.base.bcp47 import Locale
from toolkit.language.figures import Certainty
from toolkit.language.numbers import numbers

DIGITS = "零一二三四五六七八九"


def worth(text: str, tag: str = "zh-Hans") -> list[Decimal | str]:
    return [number.value for number in numbers(text, Locale.parse(tag))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("七百万人", 7_000_000),
        ("4千元", 4_000),
        ("2万3400人", 23_400),
        ("二〇一九年", 2019),
        ("一九八五年", 1985),
        ("十八人", 18),
        ("八十人", 80),
        ("两万人", 20_000),
        ("一百零七人", 107),
        ("第二百一十三条", 213),
        ("四十二亿元", 4_200_000_000),
        ("三亿五千万元", 350_000_000),
        ("2.4亿元", 240_000_000),
        ("1万亿元", 1_000_000_000_000),
        ("1,300万人", 13_000_000),
        ("六千零五十", 6_050),
    ],
)
def test_a_number_in_characters_is_read_by_value(text: str, value: int) -> None:
    assert worth(text) == [value]


@pytest.mark.parametrize(
    ("tag", "text", "value"),
    [
        ("ja", "三千五百円", 3_500),
        ("ja", "1万2000人", 12_000),
        ("ko", "1만 2500명", 12_500),
        ("ko", "3억5천만 원", 350_000_000),
        ("zh-Hant", "六萬人", 60_000),
        ("zh-Hant", "兩億元", 200_000_000),
    ],
)
def test_so_it_is_in_japanese_korean_and_traditional_chinese(
    tag: str, text: str, value: int
) -> None:
    assert worth(text, tag) == [value]


@pytest.mark.parametrize("text", ["三四百人", "七八万人", "十五六岁"])
def test_one_or_the_other_is_no_number(text: str) -> None:
    assert worth(text) == []


@pytest.mark.parametrize("text", ["一些人", "万一", "千万小心", "统一", "十分", "百姓"])
def test_what_may_be_a_word_is_never_missed(text: str) -> None:
    assert all(each.certainty is Certainty.WEAK for each in numbers(text, Locale("zh")))


def test_an_ordinal_is_multiplied_by_nothing() -> None:
    assert worth("제5조", "ko") == [5]


def test_a_decade_is_one_of_the_last_century() -> None:
    (number,) = numbers("八十年代", Locale("zh"))
    assert set(number.values) == {80, 1980}


def test_two_ways_to_read_a_last_digit_are_both_kept() -> None:
    (number,) = numbers("三万五", Locale("zh"))
    assert set(number.values) == {30_005, 35_000}


@examples(100)
@given(st.integers(1, 9_999_999_999))
def test_every_number_that_is_written_out_is_read(value: int) -> None:
    (number,) = numbers(written(value) + "人", Locale("zh"))
    assert Decimal(value) in number.values


def written(value: int) -> str:
    """Write a number in Chinese characters."""
    for unit, char in ((10**8, "亿"), (10**4, "万")):
        if value >= unit:
            high, low = divmod(value, unit)
            gap = "零" if 0 < low < unit // 10 else ""
            return written(high) + char + gap + (written(low) if low else "")
    text, has_gap = "", False
    for unit, char in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            text += ("零" if has_gap else "") + DIGITS[digit] + char
        has_gap = bool(text) and not digit
    return text
