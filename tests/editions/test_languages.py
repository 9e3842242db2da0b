import pytest

from toolkit.base.bcp47 import Locale
from toolkit.editions.languages import language_label

SERBIAN = [Locale("sr"), Locale("sr-Latn")]
UYGHUR = [Locale("ug"), Locale("ug-Latn"), Locale("ug-Cyrl")]


def test_a_language_alone_has_its_own_name() -> None:
    assert language_label(Locale("ug"), [Locale("en"), Locale("ug")]) == "ئۇيغۇرچە"


def test_uyghurs_scripts_are_named_in_themselves() -> None:
    assert [language_label(each, UYGHUR) for each in UYGHUR] == [
        "ئۇيغۇرچە (ئەرەب)",
        "Uyghurche (latin)",
        "Уйғурчә (кирил)",
    ]


def test_a_name_that_says_the_script_says_it_once_and_in_that_script() -> None:
    both = [Locale("zh-Hans"), Locale("zh-Hant")]
    assert [language_label(each, both) for each in both] == ["简体中文", "繁體中文"]
    assert language_label(Locale("zh"), both) == "简体中文"


@pytest.mark.parametrize("locale", SERBIAN)
def test_scripts_of_other_languages_are_cldrs(locale: Locale) -> None:
    assert language_label(locale, SERBIAN).endswith(")")


def test_two_scripts_of_a_language_never_look_alike() -> None:
    assert len({language_label(each, SERBIAN) for each in SERBIAN}) == 2
