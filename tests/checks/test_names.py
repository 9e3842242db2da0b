from collections.abc import Sequence

import pytest

from tests.catalog.terms.termbases import EN, KK, RU, UG, term, termbase
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location, Severity
from toolkit.catalog.terms import find_terms
from toolkit.checks.names import lost_names, two_spellings
from toolkit.checks.pair import Pair

RUSSIAN = [
    ("Yesterday Serik Bilash left.", "Вчера Серик Билаш уехал."),
    ("We saw Bilash there.", "Мы видели там Билаша."),
    ("They asked Bilash again.", "Билаша спросили снова."),
]


def pairs(texts: Sequence[tuple[str, str]]) -> list[Pair]:
    return [Pair((source,), (target,), Location("x.po")) for source, target in texts]


def spelled(texts: Sequence[tuple[str, str]], locale: Locale = RU) -> list[tuple[int, str]]:
    return [(at, problem.message) for at, problem in two_spellings(pairs(texts), locale)]


def lost(texts: Sequence[tuple[str, str]], locale: Locale = RU) -> list[tuple[int, str]]:
    return [(at, problem.message) for at, problem in lost_names(pairs(texts), locale)]


def test_one_spelling_with_many_endings_is_right() -> None:
    assert spelled(RUSSIAN) == []


def test_the_rarer_spelling_is_told() -> None:
    texts = [*RUSSIAN, ("Did Bilash come?", "Пришел ли Биляш?")]
    assert spelled(texts) == [(3, "“Bilash” is “Биляш” here, but “Билаш” in 3 other passages")]


def test_a_spelling_unlike_the_sound_is_told() -> None:
    texts = [*RUSSIAN, ("Did Bilash come?", "Пришел ли Белуш? Нет, Булаш.")]
    assert [at for at, _ in spelled(texts)] == [3]


def test_a_spelling_is_told_where_there_are_no_capitals() -> None:
    texts = [
        ("Then Kunbolat left.", "كۈنبولات كەتتى"),
        ("Then Kunbolat spoke.", "كۈنبولاتنىڭ سۆزى"),
        ("Then Kunbolat came.", "قۇنبولات كەلدى"),
    ]
    assert [at for at, _ in spelled(texts, UG)] == [2]


def test_the_place_and_what_to_write_are_told() -> None:
    ((_, problem),) = two_spellings(pairs([*RUSSIAN, ("Did Bilash come?", "А Биляш?")]), RU)
    assert (problem.target, problem.suggestion) == ((2, 7), "Билаш")


def test_a_name_kept_in_the_letters_of_the_source_is_a_hint() -> None:
    texts = [*RUSSIAN, ("Did Bilash come?", "Пришел ли Bilash?")]
    ((at, problem),) = two_spellings(pairs(texts), RU)
    assert (at, problem.severity) == (3, Severity.HINT)


def test_a_word_that_is_also_written_small_is_no_name() -> None:
    texts = [
        ("Click File here.", "Нажмите Файл тут."),
        ("Open File now.", "Откройте Фаил."),
        ("a file", "файл"),
    ]
    assert spelled(texts) == []


def test_a_headline_with_capitals_everywhere_has_no_names() -> None:
    texts = [("New Serial Murder Case Opened Today", "Сериал Мурдер"), *RUSSIAN]
    assert spelled(texts) == lost(texts) == []


def test_languages_that_write_every_noun_with_a_capital_have_no_names() -> None:
    german = [
        Pair((source,), (target,), Location("x.po"), language=Locale("de"))
        for source, target in [("Der Garten", "Гартен"), ("Im Garten", "Гортан")]
    ]
    assert list(two_spellings(german, RU)) == []


def test_a_name_that_is_not_there_is_told() -> None:
    texts = [*RUSSIAN, ("Did Bilash come?", "Пришел ли он?")]
    assert lost(texts) == [(3, "the name “Bilash” is missing; elsewhere it is “Билаш”")]


def test_a_roman_numeral_is_no_name() -> None:
    texts = [
        ("Built in the XVIIIth century", "Построен в XVIII веке"),
        ("Burnt in the XVIIIth century", "Сгорел в XVIII веке"),
        ("Sold in the XVIIIth century", "Продан в восемнадцатом веке"),
    ]
    assert lost(texts) == []


def test_an_adjective_made_of_a_name_is_the_name() -> None:
    texts = [("In Berlin now.", "В Берлине."), ("To Berlin now.", "В Берлин.")]
    assert lost([*texts, ("The Berlin wall.", "берлинская стена")]) == []


def test_what_has_always_another_sound_is_not_lost() -> None:
    assert lost([("In China now.", "В Китае."), ("To China now.", "В Китай.")]) == []


def test_the_names_of_the_termbase_are_left_to_another_check() -> None:
    base = termbase(term("Bilash", {RU: "Билаш"}))
    known = [
        Pair((source,), (target,), Location("x.po"), terms=find_terms(base, source, EN))
        for source, target in [*RUSSIAN, ("Did Bilash come?", "Пришел ли Биляш?")]
    ]
    assert list(two_spellings(known, RU)) == []


@pytest.mark.slow
def test_hostile_texts_cost_no_more_than_their_length() -> None:
    texts = [
        ("the Bilash " * 10_000, "Билаш " * 10_000),
        ("see B" + "\u0301" * 300_000, "Б" + "\u0301" * 300_000),
        *((f"see Bilash{letter * 9}", f"Билаш{letter * 9}") for letter in "abcdefgh" * 50),
    ]
    assert spelled(texts, KK) == []


def test_a_given_name_that_is_unlike_its_own_is_a_hint() -> None:
    texts = [("Write to Dilnur Omarova today.", "Бүгін Динигээр Омароваға жазыңыз.")]
    ((_, problem),) = two_spellings(pairs(texts), KK)
    assert "Динигээр" in problem.message
    assert problem.severity is Severity.HINT


def test_titles_and_right_names_beside_a_surname_are_left_alone() -> None:
    texts = [
        ("Write to Dilnur Omarova today.", "Бүгін Дилнұр Омароваға жазыңыз."),
        ("They saw Judge Omarova there.", "Там видели судью Омарову."),
        ("We met Professor Omarova there.", "Профессор Омарованы сонда көрдік."),
    ]
    assert spelled(texts, KK) == []


@pytest.mark.parametrize("given", ["Bruce", "Michael", "Matt", "Rowan", "Tracey"])
def test_a_given_name_with_the_same_consonants_is_right(given: str) -> None:
    heard = {"Bruce": "Брюс", "Michael": "Майкл", "Matt": "Мэтт", "Rowan": "Роуэн"}
    target = f"Мен {heard.get(given, 'Трейси')} Стилді көрдім."
    assert spelled([(f"I saw {given} Steele there.", target)], KK) == []


def test_a_particle_before_a_name_is_no_other_spelling() -> None:
    texts = [
        ("Then Donald spoke.", "ثم تحدث دونالد"),
        ("Then Donald left.", "ثم غادر دونالد"),
        ("He and Donald came.", "جاء هو ودونالد"),
        ("Go to Donald now.", "اذهب لدونالد"),
    ]
    assert spelled(texts, Locale("ar")) == []
    assert [at for at, _ in spelled([*texts, ("Did Donald go?", "هل ذهب دونلد؟")], Locale("ar"))]


def test_a_name_in_brackets_behind_its_transcription_is_no_other_spelling() -> None:
    texts = [*RUSSIAN, ("Did Bilash come?", "Пришел ли Билаш (Bilash)?")]
    assert spelled(texts) == []
