import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.document.its.character_class import CharacterClass, read_character_class

CHARACTERS = st.characters(codec="utf-8")
RANGES = st.tuples(CHARACTERS, CHARACTERS).map(lambda pair: (min(pair), max(pair)))


def allowed(text: str, char: str) -> bool:
    found = read_character_class(text)
    assert found is not None
    return char in found


@given(st.lists(RANGES, min_size=1), st.booleans())
def test_a_class_is_read_as_it_is_written(ranges: list[tuple[str, str]], negated: bool) -> None:
    wanted = CharacterClass(tuple(ranges), negated)
    assert read_character_class(str(wanted)) == wanted


@given(st.lists(RANGES, min_size=1), st.booleans())
def test_a_class_is_written_on_one_line(ranges: list[tuple[str, str]], negated: bool) -> None:
    assert str(CharacterClass(tuple(ranges), negated)).isprintable()


@given(st.text(alphabet="[]^-\\u{}az.", max_size=12))
def test_whatever_is_written_is_a_class_or_none(text: str) -> None:
    found = read_character_class(text)
    assert found is None or read_character_class(str(found)) == found


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("[a-z]", "k", "K"),
        ("[^*+]", "a", "+"),
        (r"[a-zA-Z_\-]", "-", "."),
        ("[ -;-þ]", "þ", "ÿ"),
        ("[a-]", "-", "b"),
        ("[-a]", "-", "b"),
        ("[a^]", "^", "b"),
        (r"[\]]", "]", "["),
        (r"\n", "\n", "n"),
        ("[ә-ө]", "ө", "a"),
        (r"[\u{A0}]", "\xa0", " "),
    ],
)
def test_a_class_has_its_characters_and_no_others(text: str, inside: str, outside: str) -> None:
    assert (allowed(text, inside), allowed(text, outside)) == (True, False)


def test_a_full_stop_is_every_character() -> None:
    assert allowed(".", "\n")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "[]",
        "[^]",
        "[z-a]",
        "[a",
        "[a]b",
        "[a-z]*",
        "(a+)+",
        r"\d",
        r"[\p{L}]",
        "[a-z-[aeiou]]",
        r"[\u{110000}]",
        r"[\u{}]",
        r"[\u41]",
        "[\\",
        f"[{'a' * 4096}]",
    ],
)
def test_any_other_expression_is_none(text: str) -> None:
    assert read_character_class(text) is None
