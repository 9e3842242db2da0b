"""Chinese names in Kazakh texts, which come through Russian letters."""

import pytest

from toolkit.base.bcp47 import Locale
from toolkit.language.alphabets import Exceptions, conversion, convert

LATIN = conversion(Locale("kk"), Locale("kk-Latn"))
ARABIC = conversion(Locale("kk"), Locale("kk-Arab"))


@pytest.mark.parametrize(
    ("text", "latin", "arabic"),
    [
        ("Чжао Лэй келді.", "Zhao Lei keldı.", "جاۋ لەي كەلدى."),
        ("Си Цзиньпиннің сөзі", "Xi Jinpingnıñ sözı", "شي جينپيڭنىڭ ءسوزى"),
        ("Ху Цзиньтаоға", "Hu Jintaoğa", "حۋ جينتاۋعا"),
        ("Чжэцзян мен Гуанчжоуда", "Zhejiang men Guangzhouda", "جەجياڭ مەن گۋاڭجوۋدا"),
        ("Чжанмен бірге", "Zhangmen bırge", "جاڭمەن بىرگە"),
        ("Чжанъань", "Zhangan", "جاڭان"),
    ],
)
def test_a_chinese_name_is_spelled_by_its_sounds(text: str, latin: str, arabic: str) -> None:
    assert convert(text, LATIN) == latin
    assert convert(text, ARABIC) == arabic


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Кеше Чжан келді.", "Keşe Zhang keldı."),
        ("Не Чжан, не Мао.", "Ne Zhang, ne Mao."),
        ("Сауда Чжанға", "Sauda Zhangğa"),
        ("абзац, Абзацтар", "abzats, Abzatstar"),
        ("чжан", "tşjan"),
        ("Чжурчжэндер", "Tşjurtşjender"),
        ("Дэн Браун", "Den Braun"),
    ],
)
def test_what_is_no_chinese_name_follows_the_letters(text: str, latin: str) -> None:
    assert convert(text, LATIN) == latin


def test_what_a_newsroom_says_comes_before() -> None:
    own = Exceptions(words={"вэй": "Uei"})
    assert convert("Чжан Вэй", LATIN, own) == "Zhang Uei"


def test_a_name_that_was_converted_stays() -> None:
    assert convert(convert("Чжан Вэй келді.", LATIN), LATIN) == "Zhang Wei keldı."


def test_a_syllable_before_a_vowel_begins_with_its_consonant() -> None:
    assert convert("Чжэнин", LATIN) == "Zhening"
