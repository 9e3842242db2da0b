from pathlib import Path

import pytest

from tests.newsroom.protection.identities import WITNESS, protect
from toolkit.base.bcp47 import Locale
from toolkit.newsroom.protection.replacing import Replaced, replacer


def replaced(folder: Path, text: str, tag: str = "en", toml: str = WITNESS) -> Replaced:
    return replacer(protect(folder, toml), Locale(tag)).replace(text)


def protected_in(tag: str, *pairs: tuple[str, str]) -> str:
    names, pseudonyms = zip(*pairs, strict=True)
    return f"[persons.a.forms.{tag}]\nname = {list(names)}\npseudonym = {list(pseudonyms)}\n"


@pytest.mark.parametrize(
    ("tag", "name", "pseudonym", "text", "expected"),
    [
        ("tr", "Ayşe", "Orhan", "Ayşe'nin, Ayşe’ye, AYŞE'Yİ", "Orhan'ın, Orhan’a, ORHAN'I"),
        ("tr", "Orhan", "Ayşe", "Orhandan Orhanların", "Ayşe'den Ayşelerin"),
        ("tr", "Umut Toprak", "Ali Çelik", "Umut Toprak'ta", "Ali Çelik'te"),
        ("az", "Elçin", "Leyla", "Elçinin Elçinə", "Leylanın Leylaya"),
        ("uz", "Oʻktam", "Oybek", "Oʻktamga O‘ktamning O'ktam", "Oybekka Oybekning Oybek"),
        ("uz-Cyrl", "Дилшод", "Ойбек", "Дилшодга", "Ойбекка"),
        ("ky", "Нурлан", "Айгүл", "Нурландын Нурланга", "Айгүлдүн Айгүлгө"),
        ("tk", "Aýna", "Maral", "Aýna Aýnanyň", "Maral Maralyň"),
        ("tt", "Рөстәм", "Тукай", "Рөстәмнән", "Тукайдан"),
        ("tg", "Далер", "Фируза", "Далерро Далери", "Фирузаро Фирузаи"),
        ("fa", "زهرا", "مریم", "زهرای", "مریم"),
        ("ar", "أحمد", "الخطيب", "لأحمد واحمد وبأحمد", "للخطيب والخطيب وبالخطيب"),
        ("uk", "Андрій", "Петро", "Андрію Андрієм", "Петрові Петром"),
    ],
)
def test_the_pseudonym_has_the_ending_that_its_sounds_ask_for(  # noqa: PLR0913, PLR0917 - a table
    tag: str, name: str, pseudonym: str, text: str, expected: str, tmp_path: Path
) -> None:
    made = replaced(tmp_path, text, tag, protected_in(tag, (name, pseudonym)))
    assert (made.text, made.doubts) == (expected, ())


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("en", "Aigerim Testova’s house", "Dana Ospanova’s house"),
        ("en", "AIGERIM TESTOVA, then Testova", "DANA OSPANOVA, then Ospanova"),
        ("en", "Aigerim\n    Testova", "Dana\n    Ospanova"),
        ("kk", "Айгерім Тестоваға, Айгерімнің", "Гүлнәр Оспановаға, Гүлнәрдің"),
        ("kk", "Aigerimnıñ", "Gülnärdıñ"),
        ("kk", "ايگەرىمنىڭ", "گۇلناردىڭ"),
        ("ru", "с Айгерим Тестовой и к Тестовой", "с Гульзат Оспановой и к Оспановой"),
        ("ug", "ئايگېرىم تېستوۋانىڭ ئايگېرىمگە", "دىلنۇر ئوسپانوۋانىڭ دىلنۇرغا"),
        ("en", "nobody of that name", "nobody of that name"),
    ],
)
def test_a_form_has_the_same_form_of_the_pseudonym(
    tag: str, text: str, expected: str, tmp_path: Path
) -> None:
    made = replaced(tmp_path, text, tag)
    assert (made.text, made.doubts) == (expected, ())


def test_a_form_of_several_cases_that_the_pseudonym_parts_is_doubted(tmp_path: Path) -> None:
    text = WITNESS.replace("Гульзат", "Зарина")
    made = replaced(tmp_path, "с Айгерим Тестовой", "ru", text)
    assert made.text == "с Айгерим Тестовой"
    assert "may be several cases" in made.doubts[0].message


def test_a_form_that_is_written_down_decides(tmp_path: Path) -> None:
    text = WITNESS.replace("Гульзат", "Зарина").replace(
        '"Айгерим Тестова", ', '"Айгерим Тестова", "с Айгерим Тестовой", '
    )
    text = text.replace('"Зарина Оспанова", ', '"Зарина Оспанова", "с Зариной Оспановой", ')
    assert replaced(tmp_path, "с Айгерим Тестовой", "ru", text).text == "с Зариной Оспановой"


@pytest.mark.parametrize("text", ["see Aigerim.jpg", "https://x.example/Aigerim/", "@Aigerim"])
def test_an_address_is_not_broken(text: str, tmp_path: Path) -> None:
    made = replaced(tmp_path, text)
    assert made.text == text
    assert "stands in an address" in made.doubts[0].message


def test_one_name_inside_another_leaves_it_whole(tmp_path: Path) -> None:
    text = WITNESS.replace("[persons.witness]", '[persons.witness]\nother = ["Aigerim Sadykova"]')
    made = replaced(tmp_path, "Aigerim Sadykova met Aigerim", toml=text)
    assert made.text == "Aigerim Sadykova met Dana"


COMMON = '[persons.a.forms.en]\nname = "Hope"\npseudonym = "Grace"\n'


def test_small_letters_are_replaced_and_said(tmp_path: Path) -> None:
    made = replaced(tmp_path, "There is hope.", toml=COMMON)
    assert made.text == "There is grace."
    assert "common = true" in made.lower[0].hint


def test_a_name_that_is_a_word_has_a_capital(tmp_path: Path) -> None:
    toml = f"[persons.a]\ncommon = true\n{COMMON}"
    assert replaced(tmp_path, "Hope has hope.", toml=toml).text == "Grace has hope."


def test_a_detail_is_replaced_too(tmp_path: Path) -> None:
    toml = '[details.phone.forms.en]\nname = "+7 701 555-01-00"\npseudonym = "a number"\n'
    made = replaced(tmp_path, "Call +7 701 555 01 00 now", toml=toml)
    assert made.text.endswith("a number now")


def test_names_are_put_back_where_a_locale_may_have_them(tmp_path: Path) -> None:
    text = WITNESS.replace("[persons.witness]", '[persons.witness]\nrestore = ["kk"]')
    protection = protect(tmp_path, text)
    restored = replacer(protection, Locale("kk"), restoring=True).replace("Гүлнәр Оспановаға")
    assert restored.text == "Айгерім Тестоваға"
    assert replacer(protection, Locale("ru"), restoring=True).replace("Оспанова").text == "Оспанова"
