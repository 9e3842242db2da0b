"""Pseudo-texts: longer, in brackets, in other letters, with their codes and numbers."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.base.bcp47 import Locale
from toolkit.base.text import Code, CodeKind, Text, code_problems, plain
from toolkit.language.pseudo import pseudo_text

QPS, RTL = Locale("qps"), Locale("qps-Arab")
EM = Code("em", CodeKind.OPEN), Code("em", CodeKind.CLOSE)


def test_a_text_is_in_brackets_and_longer() -> None:
    (text,) = pseudo_text(("A bridge of 17 metres",), QPS)
    assert isinstance(text, str)
    assert (text[0], text[-1]) == ("⟦", "⟧")
    assert "17" in text
    assert len(text) > 1.25 * len("A bridge of 17 metres")


def test_from_right_to_left_its_letters_are_arabic() -> None:
    (text,) = pseudo_text(("bridge",), RTL)
    assert isinstance(text, str)
    assert all(not char.isascii() for char in text)


def test_what_has_no_text_stays() -> None:
    code = Code("br", CodeKind.EMPTY)
    assert pseudo_text((code,), QPS) == (code,)


@given(st.lists(st.text(st.characters(exclude_characters="<>")), min_size=3, max_size=3))
def test_codes_stay_where_they_were(texts: list[str]) -> None:
    first, middle, last = texts
    text: Text = tuple(each for each in (first, EM[0], middle, EM[1], last) if each)
    made = pseudo_text(text, QPS)
    assert not list(code_problems(text, made))
    assert [each for each in made if isinstance(each, Code)] == list(EM)


def test_plain_words_are_gone() -> None:
    assert "bridge" not in plain(pseudo_text(("The bridge",), QPS))
