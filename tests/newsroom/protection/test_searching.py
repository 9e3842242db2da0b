from pathlib import Path

import pytest

from tests.newsroom.protection.identities import WITNESS, protect
from toolkit.newsroom.protection.searching import searcher


@pytest.mark.parametrize(
    "text",
    [
        "Aigerim Testova",
        "Aygerim Testowa",
        "Testova Aigerim",
        "aigerim-testova.jpg",
        "IMG_aigerim_01.jpg",
        "AigerimTestova",
        "aigerimtestova@example.org",
        "Testovа",  # a Cyrillic а
        "Айгеримнан",
        "Айгерімдердікі",
        "آيگەرىم",
        "ايگەرىمنىڭ",
        "ئايگېرىمگە",
        "Ai\u200bge\u00adrim",
        "Ａｉｇｅｒｉｍ",
        "Ai&#103;erim",
        "<b>Ai</b>gerim",
        "Aigerim</b>\n<i>Testova",
        "%D0%90%D0%B9%D0%B3%D0%B5%D1%80%D0%B8%D0%BC",
        r'"name": "\u0410\u0439\u0433\u0435\u0440\u0438\u043c"',
        '#| msgid ""\n#| "Aige"\n#| "rim said"',
        "/home/aigerim/newsroom",
        "тестова",
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, tmp_path: Path) -> None:
    assert searcher(protect(tmp_path)).find(f"before {text} after")


@pytest.mark.parametrize(
    ("tag", "name", "text"),
    [
        ("tr", "Ayşe", "Ayşenin"),
        ("tr", "Ayşe", "Ayşe’lerdeki"),
        ("az", "Elçin", "Elçindən"),
        ("uz", "Oʻktam", "O`ktamning"),
        ("uz", "Oʻktam", "O‘KTAMDAN"),
        ("ky", "Нурлан", "Нурландардыкы"),
        ("ky", "Нурлан", "Nurlan"),
        ("tg", "Фирӯза", "Фирӯзаҳоро"),
        ("tt", "Рөстәм", "Рөстәмнекеләр"),
        ("ar", "منصور الخطيب", "ولمنصور الخطيب"),
        ("ar", "الخطيب", "للخطيب"),
        ("uk", "Ольга Стельмах", "Ользі Стельмах"),
    ],
)
def test_a_name_is_found_with_what_its_language_hangs_on_it(
    tag: str, name: str, text: str, tmp_path: Path
) -> None:
    toml = f'[persons.a.forms.{tag}]\nname = "{name}"\npseudonym = "Qq"\n'
    assert searcher(protect(tmp_path, toml)).find(f"… {text} …")


@pytest.mark.parametrize(
    "text",
    [
        "Dana Ospanova said",
        "a test over testing grounds",
        "Aigul Testament",
        "Тестирование, тест, тесто",
        "Аягөз",
        "",
    ],
)
def test_what_is_no_name_is_none(text: str, tmp_path: Path) -> None:
    assert not searcher(protect(tmp_path)).find(text)


def test_the_place_is_said(tmp_path: Path) -> None:
    (leak,) = searcher(protect(tmp_path)).find("one\ntwo Aigerim")
    assert (leak.identity, leak.line, leak.column) == ("witness", 2, 5)


def test_somebody_else_is_not_meant(tmp_path: Path) -> None:
    text = WITNESS.replace("[persons.witness]", '[persons.witness]\nother = ["Aigerim Sadykova"]')
    find = searcher(protect(tmp_path, text)).find
    assert not find("Aigerim Sadykova")
    assert find("Aigerim Sadykova met Aigerim")


def test_a_telephone_number_is_found_in_any_grouping(tmp_path: Path) -> None:
    toml = '[details.phone.forms.en]\nname = "+7 701 555-01-00"\npseudonym = "a number"\n'
    find = searcher(protect(tmp_path, toml)).find
    assert find("8 (701) 555 01 00")
    assert not find("+7 701 555-01-01")


WORDS = """
[persons.a.forms.en]
name = ["Yerlan", "Serik", "Almas", "Alima"]
pseudonym = "X"
[persons.a.forms.kk]
name = ["Ерлан", "Серік", "Алмас", "Әлима"]
pseudonym = "X"
[persons.a.forms.ug]
name = ["يەرلان", "سېرىك", "ئالماس", "ئالىمە"]
pseudonym = "X"
"""


@pytest.mark.parametrize("text", ["файлдармен алмасу", "على اليمين", "قىزغۇچ سېرىق", "Serikova"])
def test_a_word_that_sounds_like_a_form_is_none(text: str, tmp_path: Path) -> None:
    assert not searcher(protect(tmp_path, WORDS)).find(text)


@pytest.mark.parametrize(
    "text", ["Ерланнан", "Erlan", "Серіктің", "سېرىكنىڭ", "Алмаспен", "#Alima"]
)
def test_a_short_name_is_found_all_the_same(text: str, tmp_path: Path) -> None:
    assert searcher(protect(tmp_path, WORDS)).find(text)
