"""Spoken words: one text has what somebody said, however it writes that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.spoken_words import says, spoken

SAID = "Бізге себебін ешқашан айтқан жоқ."


@pytest.mark.parametrize(
    "text",
    [
        "«Бізге себебін ешқашан айтқан жоқ», – деді ол.",
        "«бізге  себебін ешқашан\u00a0айтқан жоқ!»",
        "– Бізге себебін ешқашан айтқан жоқ, – деді ол.",
        "«Бізге себебін, – деді Айгүл Бек, – ешқашан айтқан жоқ», – деп еске алды.",
        "«Бізге себебін», — деді ол. — «Ешқашан айтқан жоқ».",
    ],
)
def test_marks_spaces_capitals_and_who_said_it_make_no_difference(text: str) -> None:
    assert says(text, SAID)


@pytest.mark.parametrize(
    "text",
    [
        "«Бізге неге екенін айтпады», – деді ол.",
        "«Бізге себебін ешқашан айтқан», – деді ол.",
        "«Бізге себебін айтқан жоқ ешқашан», – деді ол.",
        "«Бізге себебін, ештеңе білмейміз, ешқашан айтқан жоқ», – деді ол.",
        "",
    ],
)
def test_other_words_are_not_what_was_said(text: str) -> None:
    assert not says(text, SAID)


def test_a_word_is_no_part_of_a_longer_one() -> None:
    assert not says("Wewere late", "We were")
    assert not says("He was there", "he was the")


def test_apostrophes_of_any_shape_are_one() -> None:
    assert spoken("don’t oʻzbek") == spoken("don't o'zbek")


def test_vowel_signs_tell_words_apart() -> None:
    assert spoken("कि") != spoken("की")


def test_a_script_without_spaces_is_compared_between_its_marks() -> None:
    assert says("他说：“我不知道”。", "我不知道")


@given(st.text(), st.text())
def test_a_text_says_each_of_its_own_sentences(before: str, after: str) -> None:
    assert says(f"{before} «{SAID}» {after}", SAID)


@given(st.text())
def test_spoken_words_stay_as_they_are(text: str) -> None:
    assert spoken(spoken(text)) == spoken(text)
