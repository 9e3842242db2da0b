import pytest

from toolkit.base.bcp47 import Locale
from toolkit.language.declension import declined, is_woman, makes_forms
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
    assert declined("Orhan", Locale("hu")) == {"nominative": ("Orhan",)}
    assert declined("Aigerim", Locale("kk-Latn")) == {"nominative": ("Aigerim",)}


def test_a_name_that_ends_in_no_letter_of_the_language_stays_as_it_is() -> None:
    assert declined("R2-D2", Locale("kk")) == {"nominative": ("R2-D2",)}


@pytest.mark.parametrize(
    ("tag", "made"),
    [("en", True), ("en-Cyrl", False), ("kk", True), ("kk-Latn", False), ("fi", False)],
)
def test_forms_are_made_where_a_language_says_how(tag: str, made: bool) -> None:
    assert makes_forms(Locale(tag)) is made


def test_a_patronymic_says_whose_name_it_is() -> None:
    assert is_woman("Сауле Сериковна")
    assert is_woman("Нұрлан Серікұлы") is False


@pytest.mark.parametrize(
    ("tag", "name", "case", "form"),
    [
        ("tr", "Ayşe", "genitive", "Ayşe'nin"),
        ("tr", "Orhan Yıldız", "dative", "Orhan Yıldız'a"),
        ("tr", "Umut", "locative", "Umut'ta"),
        ("tr", "Gökçe", "instrumental", "Gökçe'yle"),
        ("tr", "Mehmet", "plural genitive", "Mehmetlerin"),
        ("az", "Leyla", "dative", "Leylaya"),
        ("az", "Elçin", "genitive", "Elçinin"),
        ("az", "Tural", "accusative", "Turalı"),
        ("uz", "Dilshod", "genitive", "Dilshodning"),
        ("uz", "Shavkat Toʻraqulov", "dative", "Shavkat Toʻraqulovga"),
        ("uz", "Oybek", "dative", "Oybekka"),
        ("uz-Cyrl", "Дилшод", "ablative", "Дилшоддан"),
        ("ky", "Айгүл", "dative", "Айгүлгө"),
        ("ky", "Нурлан", "genitive", "Нурландын"),
        ("ky", "Чолпон", "locative", "Чолпондо"),
        ("ky", "Бакыт", "ablative", "Бакыттан"),
        ("ky", "Мээрим", "plural", "Мээримдер"),
        ("tk", "Maral", "genitive", "Maralyň"),
        ("tk", "Ejebe", "dative", "Ejebä"),
        ("tt", "Рөстәм", "ablative", "Рөстәмнән"),
        ("tt", "Камил", "dative", "Камилгә"),
        ("tg", "Далер", "object", "Далерро"),
        ("tg", "Алӣ", "izofat", "Алии"),
        ("fa", "زهرا", "izofat", "زهرای"),
        ("ar", "الخطيب", "behind ل", "للخطيب"),
        ("ar", "أحمد الخطيب", "behind و", "وأحمد الخطيب"),
        ("uk", "Ольга Стельмах", "dative", "Ользі Стельмах"),
        ("uk", "Микола Ткаченко", "genitive", "Миколи Ткаченка"),
        ("uk", "Сергій Яворський", "instrumental", "Сергієм Яворським"),
        ("uk", "Тестова", "locative", "Тестовій"),
        ("de", "Anna", "plural", "Annas"),
    ],
)
def test_the_form_that_is_written(tag: str, name: str, case: str, form: str) -> None:
    assert declined(name, Locale(tag))[case][0] == form


@pytest.mark.parametrize(
    ("tag", "name", "form"),
    [
        ("tr", "Ayşe", "Ayşenin"),
        ("tr", "Talat", "Talat'e"),
        ("az", "İshaq", "İshağın"),
        ("tk", "Döwlet", "Döwlediň"),
        ("uz", "Oybek", "Oybekga"),
        ("ar", "أحمد", "لاحمد"),
        ("ar", "محمود", "محمودا"),
        ("uk", "Андрій", "Андрію"),
    ],
)
def test_forms_that_others_write_are_known_too(tag: str, name: str, form: str) -> None:
    assert any(form in forms for forms in declined(name, Locale(tag)).values())


def test_a_short_name_in_arabic_is_no_longer_one() -> None:
    """With و, سام is وسام, another name; beside a surname it is none."""
    assert list(declined("سام", Locale("ar"))) == ["nominative"]
    assert "behind و" in declined("سام الخطيب", Locale("ar"))
