import pytest

from toolkit.base.bcp47 import Locale
from toolkit.language.basic_words import basic_words
from toolkit.language.known import facts

EN = Locale("en")


@pytest.mark.parametrize(
    ("tag", "name", "begun"),
    [
        ("ru", "territory CN", " китай"),
        ("kk", "weekday 0", " дүйсенб"),
        ("de", "month 1", " janua"),
        ("ug", "police", " ساقچى"),
        ("zh", "territory KZ", "哈萨克斯坦"),
    ],
)
def test_words_are_known_as_they_begin(tag: str, name: str, begun: str) -> None:
    known = {word: translations for word, _, translations in basic_words(EN, Locale(tag))}
    assert begun in known[name]


@pytest.mark.parametrize("tag", ["kk", "ru", "ug"])
def test_every_language_has_the_same_common_words(tag: str) -> None:
    assert facts(tag, "basic_words").keys() == facts("en", "basic_words").keys()


def test_a_language_in_another_script_has_none_of_them() -> None:
    known = {name for name, _, _ in basic_words(EN, Locale("kk-Latn"))}
    assert "police" not in known
