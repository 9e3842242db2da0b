import pytest

from toolkit.base.bcp47 import Locale
from toolkit.language.declension import declined, is_woman
from toolkit.language.endings import inflection
from toolkit.language.words import fold


@pytest.mark.parametrize(
    ("name", "case", "form"),
    [
        ("Гүл", "dative", "Гүлге"),
        ("Гүлнар", "dative", "Гүлнарға"),
        ("Айгерім", "genitive", "Айгерімнің"),
        ("Айгерім", "ablative", "Айгерімнен"),
        ("Ахметов", "genitive", "Ахметовтың"),
        ("Қанат", "dative", "Қанатқа"),
        ("Абай", "plural", "Абайлар"),
        ("Ерлан", "plural dative", "Ерландарға"),
        ("Алмаз", "instrumental", "Алмазбен"),
        ("Юрий", "genitive", "Юрийдің"),
        ("Айгуль", "locative", "Айгульде"),
    ],
)
def test_kazakh_suffixes_follow_the_last_sound_and_its_vowel(
    name: str, case: str, form: str
) -> None:
    assert declined(name, Locale("kk"))[case][0] == form


@pytest.mark.parametrize(
    ("name", "case", "form"),
    [
        ("قۇربان", "dative", "قۇربانغا"),
        ("ئەكپەر", "dative", "ئەكپەرگە"),
        ("مۇتەللىپ", "ablative", "مۇتەللىپتىن"),
        ("دىلنۇر", "plural", "دىلنۇرلار"),
    ],
)
def test_uyghur_suffixes_do_too(name: str, case: str, form: str) -> None:
    assert declined(name, Locale("ug"))[case][0] == form


@pytest.mark.parametrize(
    ("name", "case", "form"),
    [
        ("Данияр Тестов", "genitive", "Данияра Тестова"),
        ("Айгерим Тестова", "dative", "Айгерим Тестовой"),
        ("Мария Ясная", "accusative", "Марию Ясную"),
        ("Юрий Красный", "prepositional", "Юрии Красном"),
        ("Андрей Достоевский", "instrumental", "Андреем Достоевским"),
        ("Тарас Шевченко", "dative", "Тарасу Шевченко"),
        ("Тестов", "plural genitive", "Тестовых"),
        ("Марина", "genitive", "Марины"),
    ],
)
def test_russian_declines_every_word(name: str, case: str, form: str) -> None:
    assert declined(name, Locale("ru"))[case][0] == form


@pytest.mark.parametrize(
    ("name", "tag"),
    [("Сәуле", "kk"), ("Мұхтар", "kk"), ("Данияр", "ru"), ("Мария", "ru"), ("ئەكپەر", "ug")],
)
def test_what_is_declined_here_is_recognised_there(name: str, tag: str) -> None:
    bends = inflection(Locale(tag))
    stems = bends.stems(fold(name))
    forms = {form for forms in declined(name, Locale(tag)).values() for form in forms}
    assert {form for form in forms if not bends.matches(fold(form), stems)} == set()


def test_a_language_that_is_not_known_has_the_name_alone() -> None:
    assert declined("Orhan", Locale("tr")) == {"nominative": ("Orhan",)}
    assert declined("Aigerim", Locale("kk-Latn")) == {"nominative": ("Aigerim",)}


def test_a_patronymic_says_whose_name_it_is() -> None:
    assert is_woman("Сауле Сериковна")
    assert is_woman("Нұрлан Серікұлы") is False
