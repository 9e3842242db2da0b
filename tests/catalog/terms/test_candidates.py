from collections.abc import Mapping

import pytest

from tests.catalog.terms.termbases import KK, RU, UG, term, termbase
from toolkit.base.bcp47 import Locale
from toolkit.catalog.terms import Alone
from toolkit.catalog.terms.term_candidates import (
    Candidate,
    Limits,
    Marked,
    Passage,
    find_candidates,
)

NEWS = (
    "Yesterday Dana Omarova opened the bridge in Almaty.",
    "Omarova said the old ferry boat was slow.",
    "The ferry boat will go, Omarova told reporters.",
    "A ferry boat costs money.",
)
KAZAKH = (
    "Кеше Дана Омарова Алматыда көпір ашты.",
    "Омарованың айтуынша, ескі паром баяу болды.",
    "Паром кетеді, деді Омарова тілшілерге.",
    "Паром қымбат.",
)


def passages(locale: Locale | None = None, translations: tuple[str, ...] = ()) -> list[Passage]:
    targets: list[Mapping[Locale, str]] = [{} for _ in NEWS]
    if locale is not None:
        targets = [{locale: text} for text in translations]
    return [Passage(source, each) for source, each in zip(NEWS, targets, strict=True)]


def said(candidates: tuple[Candidate, ...]) -> list[tuple[str, int]]:
    return [(each.term.said, each.count) for each in candidates]


def test_names_and_frequent_phrases_are_proposed() -> None:
    found = find_candidates(passages(), termbase())
    assert said(found) == [("Dana Omarova", 3), ("ferry boat", 3), ("Almaty", 1)]
    assert [each.term.name for each in found] == [True, False, True]


def test_the_word_of_a_name_that_stands_alone_is_told() -> None:
    assert find_candidates(passages(), termbase())[0].term.alone is Alone.LAST


def test_what_is_decided_is_not_proposed() -> None:
    base = termbase(term("Dana Omarova", name=True, alone=Alone.LAST), term("ferry boat"))
    assert said(find_candidates(passages(), base)) == [("Almaty", 1)]


def test_no_more_are_proposed_than_asked_for() -> None:
    assert len(find_candidates(passages(), termbase(), limits=Limits(most=1))) == 1


def test_how_often_a_phrase_must_stand_is_obeyed() -> None:
    found = find_candidates(passages(), termbase(), limits=Limits(least=4))
    assert "ferry boat" not in dict(said(found))


def test_what_documents_mark_comes_first_with_its_explanation() -> None:
    found = find_candidates(passages(), termbase(), [Marked("money", "What is paid with.")])
    assert said(found)[0] == ("money", 1)
    assert (found[0].marked, found[0].term.note) == (True, "What is paid with.")


def test_present_translations_are_guessed_without_their_endings() -> None:
    found = find_candidates(passages(KK, KAZAKH), termbase())
    forms = {each.term.said: each.term.forms[KK].preferred[0] for each in found if each.term.forms}
    assert forms == {"Dana Omarova": "Дана Омарова", "Almaty": "Алматы"}


@pytest.mark.parametrize(
    ("locale", "text", "form"),
    [
        (KK, "Серікжан Біләшке", "Серікжан Біләш"),
        (UG, "سېرىكجان بىلاشنىڭ", "سېرىكجان بىلاش"),
        (RU, "Серикжан Билаш", "Серикжан Билаш"),
        (Locale("fr"), "Serikzhan Bilash", "Serikzhan Bilash"),
    ],
)
def test_a_name_is_recognised_by_its_sound(locale: Locale, text: str, form: str) -> None:
    news = [Passage("We met Serikzhan Bilash here.", {locale: text})]
    (found,) = find_candidates(news, termbase())
    assert found.term.forms[locale].preferred == (form,)


def test_days_months_and_sentence_beginnings_are_no_names() -> None:
    news = [Passage("Children left on Monday, March 3. Nobody saw them.", {})]
    assert find_candidates(news, termbase()) == ()


def test_names_that_stand_side_by_side_are_two() -> None:
    texts = ("Then Kazakh singers came.", "In Xinjiang now.", "Some Kazakh Xinjiang songs.")
    found = find_candidates([Passage(text, {}) for text in texts], termbase())
    assert said(found) == [("Kazakh", 1), ("Xinjiang", 1)]


@pytest.mark.slow
def test_hostile_texts_cost_no_more_than_their_length() -> None:
    news = [Passage("Aa " * 20_000, {KK: "Аа " * 20_000}), Passage("x" * 1_000_000, {})]
    assert find_candidates(news, termbase()) == ()


def test_the_translation_of_a_term_keeps_its_letters_but_for_a_sentences_capital() -> None:
    pairs = {
        "The ferry boat left.": "Ескі паром кетті.",
        "A ferry boat came.": "Ескі паром келді.",
        "One ferry boat sank.": "Ескі паром батты.",
        "It rained all day.": "Күні бойы жаңбыр жауды.",
        "Nobody was hurt.": "Ешкім жарақаттанбады.",
    }
    found = find_candidates([Passage(said, {KK: text}) for said, text in pairs.items()], termbase())
    forms = {each.term.said: each.term.forms[KK].preferred for each in found if each.term.forms}
    assert forms == {"ferry boat": ("ескі паром",)}


def test_a_language_that_writes_nouns_with_capitals_keeps_them() -> None:
    german = {
        "The ferry boat left.": "Alte Fähre fuhr ab.",
        "A ferry boat came.": "Alte Fähre kam an.",
        "One ferry boat sank.": "Alte Fähre ging unter.",
        "It rained all day.": "Es regnete den ganzen Tag.",
    }
    de = Locale("de")
    found = find_candidates(
        [Passage(said, {de: text}) for said, text in german.items()], termbase()
    )
    (forms,) = (each.term.forms[de].preferred for each in found if each.term.said == "ferry boat")
    assert forms == ("Alte Fähre",)
