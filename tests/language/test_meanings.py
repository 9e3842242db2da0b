import pytest

from toolkit.base.bcp47 import Locale
from toolkit.language.known import facts, languages
from toolkit.language.meanings import OPPOSITES, meanings_of


def said(text: str, locale: str) -> list[str]:
    known = meanings_of(Locale(locale))
    assert known is not None
    return [text[slice(*each)] for each in known.denials(text)]


@pytest.mark.parametrize(
    ("text", "locale", "denials"),
    [
        ("he did not, and couldn’t", "en", ["not", "couldn’t"]),
        ("not only he, no later than five, whether or not", "en", []),
        ("git log --no-merges", "en", []),
        ("несколько недель нельзя", "ru", ["нельзя"]),
        ("бармады, келмейді, емес", "kk", ["бармады", "келмейді", "емес"]),
        ("мақала немесе бағдарламасы", "kk", []),
        ("كەلمىدى، يازمايدۇ", "ug", ["كەلمىدى", "يازمايدۇ"]),
        ("پروگراممىسى نېمە", "ug", []),
    ],
)
def test_denials_are_words_and_verbs_that_are_denied_inside(
    text: str, locale: str, denials: list[str]
) -> None:
    assert said(text, locale) == denials


@pytest.mark.parametrize("locale", ["kk-Latn", "ug-Latn", "de", "zh-Hans"])
def test_other_scripts_and_languages_are_not_known(locale: str) -> None:
    assert meanings_of(Locale.parse(locale)) is None


@pytest.mark.parametrize("language", languages("meaning"))
def test_every_language_names_only_peoples_that_english_names(language: str) -> None:
    peoples, english = (facts(each, "meaning")["peoples"] for each in (language, "en"))
    assert isinstance(peoples, dict)
    assert isinstance(english, dict)
    assert peoples.keys() <= english.keys()


@pytest.mark.parametrize("language", languages("meaning"))
def test_every_language_has_both_sides_of_all_opposites(language: str) -> None:
    known = facts(language, "meaning")
    sides = {side for pair in OPPOSITES for side in pair}
    for table in ("opposites", "opposites_perhaps"):
        words = known[table]
        assert isinstance(words, dict)
        assert words.keys() == sides
