import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.desk.passage_details import difference

TEXTS = st.text(st.sampled_from("ab .,\nж ئ")) | st.text()


@given(TEXTS, TEXTS)
def test_the_pieces_make_up_both_texts(before: str, after: str) -> None:
    pieces = difference(before, after)
    assert "".join(text for kind, text in pieces if kind != "added") == before
    assert "".join(text for kind, text in pieces if kind != "removed") == after


@pytest.mark.parametrize("numbers", [("1,000", "1,200"), ("10:30", "10:45"), ("1 000", "1 200")])
def test_a_number_is_one_word(numbers: tuple[str, str]) -> None:
    old, new = numbers
    pieces = difference(f"They paid {old} dollars", f"They paid {new} dollars")
    assert [words.strip() for kind, words in pieces if kind != "same"] == [old, new]


def test_one_text_has_no_difference_from_itself() -> None:
    assert difference("The bridge opened.", "The bridge opened.") == (
        ("same", "The bridge opened."),
    )


def test_a_word_that_was_added_is_told_apart() -> None:
    assert ("added", " red") in difference("cut a ribbon", "cut a red ribbon")
