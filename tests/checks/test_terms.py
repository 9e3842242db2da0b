from pathlib import Path

import pytest

from tests.catalog.terms.termbases import EN, KK, RU, UG, term, termbase
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location, Severity
from toolkit.base.text import Code, CodeKind, Text
from toolkit.catalog.po import load
from toolkit.catalog.terms import Alone, Term, TermForms, find_terms
from toolkit.catalog.terms.termbase import Gender
from toolkit.catalog.terms.toml_reader import load_sound_terms
from toolkit.checks.check import Problem
from toolkit.checks.pair import Pair
from toolkit.checks.pairs import Sheet, rows_of
from toolkit.checks.terms import CHECKS, forbidden_forms, missing_terms

ROOT = Path(__file__).parents[2]
CHINA = term("China", {KK: "Қытай", UG: TermForms(("خىتاي",), (), ("جۇڭگو",))}, name=True)
BILASH = term("Serikzhan Bilash", {KK: "Серікжан Біләш"}, name=True, alone=Alone.LAST)
SEEKER = term("asylum-seeker", {RU: TermForms(("проситель убежища",), ("ищущий убежища",))})


def pair(source: str, target: str | Text, *terms: Term) -> Pair:
    text = (target,) if isinstance(target, str) else target
    found = find_terms(termbase(*terms), source, EN)
    return Pair((source,), text, Location("kk.po", 3), terms=found)


def missing(source: str, target: str, each: Term, locale: Locale = KK) -> list[str]:
    return [problem.message for problem in missing_terms(pair(source, target, each), locale)]


def forbidden(source: str, target: str | Text, each: Term, locale: Locale) -> list[Problem]:
    return list(forbidden_forms(pair(source, target, each), locale))


@pytest.mark.parametrize(
    ("source", "target", "each", "locale"),
    [
        ("from China.", "Қытайдан келген.", CHINA, KK),
        ("Bilash left.", "Біләш кетті.", BILASH, KK),
        ("Serikzhan Bilash left.", "Серікжан Біләштің", BILASH, KK),
        ("Serikzhan Bilash left.", "Біләш кетті.", BILASH, KK),
        ("two asylum seekers", "двух просителей убежища", SEEKER, RU),
        ("an asylum seeker", "ищущая убежища женщина", SEEKER, RU),
        ("from China.", "из Китая", CHINA, RU),
        ("from China.", "Qytaidan kelgen", CHINA, Locale("kk-Latn")),
        ("from China.", "Қытайдан", CHINA, Locale("kk-KZ")),
        ("roast turkey", "күркетауық", term("Turkey", {KK: "Түркия"}), KK),
    ],
)
def test_what_is_said_as_decided_is_no_problem(
    source: str, target: str, each: Term, locale: Locale
) -> None:
    assert missing(source, target, each, locale) == []


def test_a_term_that_is_not_there_is_told() -> None:
    (problem,) = missing_terms(pair("He is from China.", "Ол шетелден.", CHINA), KK)
    assert problem.message == "“China” must be translated as “Қытай”, which is missing"
    assert (problem.source, problem.suggestion) == ((11, 16), "Қытай")


def test_a_misspelt_term_is_shown() -> None:
    (problem,) = missing_terms(pair("from China", "бұл Кытайдан емес", CHINA), KK)
    assert problem.message == "“Кытайдан” is not the form decided on for “China”: “Қытай”"
    assert problem.target == (4, 12)


def test_a_misspelt_first_name_is_shown() -> None:
    assert missing("Serikzhan Bilash left.", "Серикжан Біләш кетті", BILASH) == [
        "“Серикжан Біләш” is not the form decided on for “Serikzhan Bilash”: “Серікжан Біләш”"
    ]


def test_of_terms_that_are_spelled_alike_one_is_enough() -> None:
    country = term("state", {RU: "государство"}, note="a country")
    condition = term("state", {RU: "состояние"}, note="a condition")
    both = pair("the state", "в плохом состоянии", country, condition)
    assert list(missing_terms(both, RU)) == []


def test_a_name_that_has_lost_its_capital_is_a_hint() -> None:
    (problem,) = missing_terms(pair("China", "бұл қытай ғой", CHINA), KK)
    assert problem.message == "the name “Қытай” has lost its capital"
    assert problem.severity is Severity.HINT


@pytest.mark.parametrize("target", ["جۇڭگو", "جۇڭگوغا بارغان", "خىتاي ۋە جۇڭگودا"])
def test_a_forbidden_form_is_told_wherever_it_stands(target: str) -> None:
    (problem,) = forbidden("China", target, CHINA, UG)
    assert problem.suggestion == "خىتاي"
    assert problem.target is not None
    assert target[slice(*problem.target)].startswith("جۇڭگو")


def test_a_forbidden_form_without_an_ending_is_mended() -> None:
    target: Text = ("بۇ ", Code("em", CodeKind.OPEN), "جۇڭگو", Code("em", CodeKind.CLOSE), ".")
    (problem,) = forbidden("China", target, CHINA, UG)
    assert problem.fix == (*target[:2], "خىتاي", *target[3:])


@pytest.mark.parametrize(
    ("forms", "target", "locale"),
    [
        (TermForms(("қамау лагері",), (), ("лагерь",)), "лагерьге", KK),
        (TermForms(("түрме",), (), ("лагерь",)), "лагерь мен", KK),
        (TermForms(("тюрьма",), (), ("лагерь",)), "видел лагерь", RU),
        (TermForms((), (), ("лагерь",)), "лагерь", KK),
    ],
)
def test_where_an_ending_could_come_out_wrong_nothing_is_mended(
    forms: TermForms, target: str, locale: Locale
) -> None:
    (problem,) = forbidden("the camp", target, term("camp", {locale: forms}), locale)
    assert problem.fix is None


def test_a_forbidden_form_within_a_right_one_is_right() -> None:
    camp = term("camp", {RU: TermForms(("лагерь для интернированных",), (), ("лагерь",))})
    assert forbidden("the camp", "в лагере для интернированных", camp, RU) == []


def test_a_forbidden_form_is_nothing_where_its_term_is_not() -> None:
    assert forbidden("The republic", "جۇڭگو", CHINA, UG) == []


@pytest.mark.parametrize("tag", ["kk", "ru", "ug"])
def test_the_samples_translations_are_as_decided(tag: str) -> None:
    base, _ = load_sound_terms(ROOT / "locales" / "terms.toml", EN)
    path = ROOT / "locales" / tag / "LC_MESSAGES" / "kazakhstan-xinjiang-activism.po"
    rows = rows_of(Sheet(load(path), path.name, Locale(tag), termbase=base))
    assert [
        problem
        for row in rows
        for check in CHECKS
        if check.run is not None
        for problem in check.run(row.pair, Locale(tag))
    ] == []


def test_hostile_translations_cost_no_more_than_their_length() -> None:
    for target in ("Кытай " * 20_000, "a" + "\u0301" * 500_000, "جۇڭگو" * 50_000):
        assert len(missing("China", target, CHINA)) == 1


ALIM = term("Askar Alimuly", {RU: "Аскар Алимулы"}, name=True, alone=Alone.LAST)
WOMAN = term(
    "Gulbakhyt Zhasan", {RU: "Гульбахыт Жасан"}, name=True, alone=Alone.LAST, gender=Gender.FEMALE
)
MAN = term(
    "Gulbakhyt Zhasan", {RU: "Гульбахыт Жасан"}, name=True, alone=Alone.LAST, gender=Gender.MALE
)
KARIMOVA = term(
    "Gulnara Karimova",
    {RU: "Гульнара Каримова"},
    name=True,
    alone=Alone.LAST,
    gender=Gender.FEMALE,
)
KARIMOV = term("Timur Karimov", {RU: "Тимур Каримов"}, name=True, gender=Gender.MALE)
MARINA = term("Marina Smit", {RU: "Марина Смит"}, name=True, gender=Gender.FEMALE)
SHEVCHENKO = term("Shevchenko", {RU: "Шевченко"}, name=True, gender=Gender.MALE)
AKTOBE = term("Aktobe", {RU: TermForms(("Актобе",), declined=False)}, name=True)


@pytest.mark.parametrize(
    ("source", "target", "each", "locale"),
    [
        ("in Almaty", "Алматада болды", term("Almaty", {KK: "Алматы"}, name=True), KK),
        ("in Aktau", "Актаулат", term("Aktau", {KK: "Ақтау"}, name=True), KK),
        ("Bilash left.", "Біләшов кетті.", BILASH, KK),
        ("with Askar Alimuly", "с Аскаром Алимулой", ALIM, RU),
        ("Askar Alimuly's word", "слово Аскара Алимула", ALIM, RU),
        ("Gulbakhyt Zhasan's word", "слово Гульбахыта Жасана", WOMAN, RU),
        ("the Shevchenko case", "дело Шевченки", SHEVCHENKO, RU),
        ("in Aktobe", "в Актобу", AKTOBE, RU),
        ("of Gulnara Karimova", "о Гульнаре Каримове", KARIMOVA, RU),
        ("of Timur Karimov", "о Тимуре Каримовой", KARIMOV, RU),
        ("the Turks", "турецкие", term("Turk", {RU: "тюрк"}), RU),
    ],
)
def test_a_name_with_an_ending_that_it_never_takes_is_told(
    source: str, target: str, each: Term, locale: Locale
) -> None:
    assert len(missing(source, target, each, locale)) == 1


@pytest.mark.parametrize(
    ("source", "target", "each", "locale"),
    [
        ("in Almaty", "Алматыда", term("Almaty", {KK: "Алматы"}, name=True), KK),
        ("in the camp", "лагерлерінде", term("camp", {KK: "лагері"}), KK),
        ("Bilash left.", "Біләшке", BILASH, KK),
        ("with Askar Alimuly", "с Аскаром Алимулы", ALIM, RU),
        ("Gulbakhyt Zhasan's word", "слово Гульбахыт Жасан", WOMAN, RU),
        ("Gulbakhyt Zhasan's word", "слово Гульбахыта Жасана", MAN, RU),
        ("of Gulnara Karimova", "о Гульнаре Каримовой", KARIMOVA, RU),
        ("Karimova", "Каримову", KARIMOVA, RU),
        ("with Timur Karimov", "с Тимуром Каримовым", KARIMOV, RU),
        ("of Marina Smit", "о Марине Смит", MARINA, RU),
        ("a Kazakh", "для казашек", term("Kazakh", {RU: "казах"}), RU),
        ("an Uzbek", "узбечку", term("Uzbek", {RU: "узбек"}), RU),
        ("a Chinese", "китаянкой", term("Chinese", {RU: "китаец"}), RU),
        ("a German", "немок", term("German", {RU: "немец"}), RU),
        ("a Turk", "турчанки", term("Turk", {RU: "турок"}), RU),
        ("a Tatar", "татарка", term("Tatar", {RU: "татарин"}), RU),
        ("a buyer", "покупающих", term("buyer", {RU: "покупатель"}), RU),
        ("in Turkey", "турецких судов", term("Turkey", {RU: "Турция"}, name=True), RU),
        ("in the US", "американский", term("US", {RU: "США"}, name=True), RU),
        ("in Sweden", "шведской", term("Sweden", {RU: "Швеция"}, name=True), RU),
        ("in Turkey", "түрік соты", term("Turkey", {KK: "Түркия"}, name=True), KK),
        ("a defender", "правозащитница", term("defender", {RU: "правозащитник"}), RU),
        ("a court case", "судебное дело", term("court", {RU: "суд"}), RU),
        ("in custody", "когда их задержали", term("custody", {RU: "задержание"}), RU),
        ("a seizure", "тартып алғаннан кейін", term("seizure", {KK: "тартып алу"}), KK),
        ("on strike", "аштық жариялады", term("strike", {KK: "аштық жариялау"}), KK),
        ("on strike", "ئاچلىق ئېلان قىلغان", term("strike", {UG: "ئاچلىق ئېلان قىلىش"}), UG),
    ],
)
def test_grammar_is_no_problem(source: str, target: str, each: Term, locale: Locale) -> None:
    assert missing(source, target, each, locale) == []
