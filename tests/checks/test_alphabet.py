import pytest

from tests.checks.finding import fixed, found, places, severities
from toolkit.base.errors import Severity
from toolkit.checks.alphabet import CHECKS

CHECK = {each.id: each for each in CHECKS}
MIXED, ALIKE = CHECK["mixed-alphabets"], CHECK["look-alikes"]


@pytest.mark.parametrize(
    ("target", "locale", "meant"),
    [
        ("бiздiң тiл", "kk", "біздің тіл"),
        ("əлем", "kk", "әлем"),
        ("ǝлем", "kk", "әлем"),
        ("ɵлең", "kk", "өлең"),
        ("Москвa и cтол", "ru", "Москва и стол"),
        ("Qаzaq", "kk-Latn", "Qazaq"),
        ("Ваrлик", "ug-Cyrl", ""),
        ("двe", "bg", "две"),
        ("Таблетtе", "de", ""),
    ],
)
def test_look_alikes_of_another_script_are_mended(target: str, locale: str, meant: str) -> None:
    problems = found(MIXED, "a", target, locale)
    assert [each.fix for each in problems if each.fix][:1] == ([(meant,)] if meant else [])


@pytest.mark.parametrize(
    ("target", "locale"),
    [
        ("Telegram-дағы жазба", "kk"),
        ("iPhone’дар мен YouTube’тағы", "kk"),
        ("IT-компания", "ru"),
        ("XVIII ғасыр", "kk"),
        ("XML نىڭ", "ug"),
        ("Eurasianet хабарлады", "kk"),
        ("https://қaзақ.example/a", "kk"),
        ("Κύπρος және 中文", "kk"),
    ],
)
def test_foreign_names_with_the_locales_endings_are_right(target: str, locale: str) -> None:
    assert found(MIXED, "a", target, locale) == []


def test_a_name_that_runs_into_its_ending_is_a_hint() -> None:
    (problem,) = found(MIXED, "a", "Eurasianetтің")
    assert (problem.severity, problem.suggestion) == (Severity.HINT, "Eurasianet-тің")


def test_mixed_letters_that_are_no_look_alikes_are_a_warning() -> None:
    assert severities(MIXED, "a", "сөзword") == [Severity.WARNING]


def test_a_mixed_word_of_the_source_stays() -> None:
    assert found(MIXED, "a Eurasianetтің b", "Eurasianetтің") == []


@pytest.mark.parametrize(
    ("target", "locale", "meant"),
    [
        ("کىتاب", "ug", "كىتاب"),
        ("هەممە", "ug", "ھەممە"),
        ("ﺋﯘﻳﻐﯘر", "ug", "ئۇيغۇر"),
        ("ҝала", "kk", "қала"),
        ("їс", "kk", "іс"),
    ],
)
def test_another_languages_code_points_are_mended(target: str, locale: str, meant: str) -> None:
    assert fixed(ALIKE, "a", target, locale) == meant


@pytest.mark.parametrize(
    ("target", "locale"),
    [("ئۇيغۇر كىتاب ھەممە", "ug"), ("құжат һәм өлең", "kk"), ("کتاب", "fa"), ("їжак", "uk")],
)
def test_the_locales_own_letters_are_right(target: str, locale: str) -> None:
    assert found(ALIKE, "a", target, locale) == []


def test_a_letter_of_another_alphabet_is_a_hint() -> None:
    assert severities(CHECK["foreign-letters"], "a", "ўзбек тілі") == [Severity.HINT]


def test_a_letter_that_the_text_talks_of_is_right() -> None:
    assert found(CHECK["foreign-letters"], "a", "Қазақша ө – орысша о", "ru") != []
    assert found(CHECK["foreign-letters"], "a", "буква ө", "ru") == []


def test_y_between_uyghur_consonants_is_i() -> None:
    assert fixed(CHECK["uyghur-ya"], "a", "كيتاب", "ug") == "كىتاب"


@pytest.mark.parametrize("target", ["ياخشى", "ئەسلىي", "ئۇيغۇر", "دۇنيا"])
def test_y_beside_a_vowel_is_right(target: str) -> None:
    assert found(CHECK["uyghur-ya"], "a", target, "ug") == []


def test_decomposed_letters_are_composed() -> None:
    assert (
        fixed(CHECK["decomposed-letters"], "a", "ча\u0438\u0306, \u0435\u0308лка", "ru")
        == "чай, ёлка"
    )


def test_decomposed_letters_have_places() -> None:
    assert places(CHECK["decomposed-letters"], "a", "ча\u0438\u0306", "ru") == ["\u0438\u0306"]


def test_marks_that_compose_with_nothing_are_right() -> None:
    assert found(CHECK["decomposed-letters"], "a", "за́мок", "ru") == []


@pytest.mark.parametrize(
    ("target", "locale", "meant"),
    [
        ("ﺧﻪﺕ", "ug", "خەت"),
        ("ﻫﻪﻡ", "ug", "ھەم"),
        ("كتاب اينجا", "fa", "کتاب اینجا"),
        ("الکتاب", "ar", "الكتاب"),
        ("كتابي", "ur", "کتابی"),
        ("۲۰۱۹-يىلى", "ug", "2019-يىلى"),
        ("١٢ نفر", "fa", "۱۲ نفر"),
    ],
)
def test_letters_and_digits_of_other_languages_are_mended(
    target: str, locale: str, meant: str
) -> None:
    assert (fixed(ALIKE, "a", target, locale) or "") == meant


@pytest.mark.parametrize(("target", "locale"), [("ئايال ة كەلدى", "ug"), ("فی البيت", "ar")])
def test_a_letter_that_is_never_the_languages_is_told_without_a_proposal(
    target: str, locale: str
) -> None:
    (problem,) = found(ALIKE, "a", target, locale)
    assert (problem.suggestion, problem.fix) == ("", None)


def test_no_proposal_is_a_sentence_about_the_word() -> None:
    problems = [one for check in CHECKS for one in found(check, "a", "ﺧﻪﺕ ﮬﻪﻣﻤﻪ ﻟﻪﻳﻠﻪ", "ug")]
    assert not [each for each in problems if " " in each.suggestion]


@pytest.mark.parametrize(("target", "locale"), [("۱۲ نفر", "fa"), ("في ١٢ مايو", "ar-EG")])
def test_the_locales_digits_are_right(target: str, locale: str) -> None:
    assert found(ALIKE, "a", target, locale) == []


@pytest.mark.parametrize("target", ["چىقتي.", "كەلدي-دە", "قىزي"])
def test_a_ya_after_a_consonant_at_the_end_is_misplaced(target: str) -> None:
    assert fixed(CHECK["uyghur-ya"], "a", target, "ug") == target.replace("ي", "ى")


def test_persian_joins_an_ending_to_a_foreign_name_without_a_hyphen() -> None:
    assert found(MIXED, "Threads are cheap.", "threadها ارزان هستند.", "fa") == []


@pytest.mark.parametrize(
    ("source", "target"),
    [("%sDate: %s", "%sДата: %s"), ("%%sMove it", "%%sПереместите"), ("fileN", "файлN")],
)
def test_placeholders_beside_a_word_mix_nothing(source: str, target: str) -> None:
    assert found(MIXED, source, target, "ru") == []
