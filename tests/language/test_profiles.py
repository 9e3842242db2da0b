import pytest

from toolkit.base.bcp47 import Locale
from toolkit.language.profiles import connectors, function_words, suspect_language


@pytest.mark.parametrize(
    ("words", "locale", "language"),
    [
        ("Полиция не стала возбуждать уголовное дело после жалобы", "kk", "ru"),
        ("Полиция кылмыш ишин козгоодон баш тартты деп билдирди", "kk", "ky"),
        ("Полиция шикаяттан кейін қылмыстық іс қозғаудан бас тартты", "ru", "kk"),
        ("Поліція відмовилася відкривати кримінальну справу за скаргою", "ru", "uk"),
        ("رفضت الشرطة فتح قضية جنائية بعد الشكوى المقدمة إليها", "ug", "ar"),
        ("پلیس از باز کردن پرونده جنایی پس از شکایت خودداری کرد", "ug", "fa"),
        ("پوليتسيا شاعىمنان كەيىن قىلمىستىق ءىس قوزعاۋدان باس تارتتى", "ug", "kk"),
        ("Polis şikayetten sonra ceza davası açmayı reddetti", "kk-Latn", "tr"),
        ("The police declined to open a criminal case after the complaint", "kk-Latn", "en"),
    ],
)
def test_another_language_of_the_script_is_told(words: str, locale: str, language: str) -> None:
    suspicion = suspect_language(words, Locale(locale))
    assert suspicion is not None
    assert suspicion.language.language == language


def test_a_second_half_in_another_language_is_told() -> None:
    kazakh = "Полиция шағымнан кейін қылмыстық іс қозғаудан бас тартты, деп хабарлады адвокат. "
    russian = "По её словам, дело так и не было возбуждено, хотя она обращалась трижды. "
    assert suspect_language(kazakh * 2 + russian * 2, Locale("kk")) is not None


@pytest.mark.parametrize("words", ["Полиция", "", "Алматы, Астана"])
def test_a_few_words_tell_nothing(words: str) -> None:
    assert suspect_language(words, Locale("kk")) is None


def test_a_language_without_a_profile_is_never_wrong() -> None:
    assert suspect_language("The police declined to open a case", Locale("nb")) is None


def test_function_words_and_connectors_are_apart() -> None:
    assert function_words("en").isdisjoint(connectors("en"))


def test_languages_without_a_table_have_no_function_words() -> None:
    assert function_words("sw") == connectors("sw") == frozenset()


@pytest.mark.parametrize(
    ("words", "locale", "language"),
    [
        ("Люди и места на четырех языках", "kk", "ru"),
        ("От источника к изданию и от него к читателю", "kk", "ru"),
        ("Папката не може да се отвори и се изтрива", "ru", "bg"),
    ],
)
def test_small_words_tell_the_language_of_a_heading(words: str, locale: str, language: str) -> None:
    suspicion = suspect_language(words, Locale(locale))
    assert suspicion is not None
    assert suspicion.language.language == language


def test_a_small_word_of_the_locales_own_clears_a_text() -> None:
    words = "Полиция возбудила уголовное дело после жалобы және тергеу жүргізді"
    assert suspect_language(words, Locale("kk")) is None
