import pytest

from tests.checks.sheets import problem_ids
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location
from toolkit.catalog.terms import Term, TermForms
from toolkit.checks.name_words import in_term, sounds_like_name
from toolkit.checks.pair import Pair

UG = Locale("ug")
MING = Term("Gu Ming", TermForms(("Gu Ming",)), {UG: TermForms(("گۇ مىڭ",))}, name=True)


@pytest.mark.parametrize(("word", "locale"), [("مىڭ", UG), ("مىڭنىڭ", UG), ("Ming", None)])
def test_a_word_of_a_term_is_known_in_both_languages(word: str, locale: Locale | None) -> None:
    assert in_term(word, [MING], locale)


def test_a_term_has_no_words_where_it_is_not_decided() -> None:
    assert not in_term("мың", [MING], Locale("ru"))


@pytest.mark.parametrize(
    ("word", "source", "is_name"),
    [
        ("مىڭ", "Gu Ming left", True),
        ("ئالتە", "Alt Empordà", True),
        ("مىڭ", "a thousand", False),
        ("үш", "In Uz", False),
    ],
)
def test_a_name_is_known_by_its_sound(word: str, source: str, is_name: bool) -> None:
    assert sounds_like_name(word, source) is is_name


@pytest.mark.parametrize("terms", [(MING,), ()])
def test_a_name_that_looks_like_a_number_is_none(terms: tuple[Term, ...]) -> None:
    place = Location("ug.po", 1)
    pair = Pair(("Gu Ming said no.",), ("گۇ مىڭ ياق دېدى.",), place, terms=terms)
    assert problem_ids(pair, UG) == []
