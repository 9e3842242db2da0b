import pytest

from tests.catalog.terms.termbases import EN, KK, RU, UG, term, termbase
from toolkit.base.bcp47 import Locale
from toolkit.catalog.terms import Alone, Term, TermForms, find_terms, forms_in, places_of
from toolkit.catalog.terms.finding import Finder


def found(forms: str | list[str], text: str, locale: Locale, *, loosely: bool = False) -> list[str]:
    forms = [forms] if isinstance(forms, str) else forms
    finder = Finder([(form, at) for at, form in enumerate(forms)], locale, loosely=loosely)
    return [text[hit.start : hit.end] for hit in finder.find(text)]


@pytest.mark.parametrize(
    ("form", "text", "stretch"),
    [
        ("consulate", "outside the consulates.", "consulates"),
        ("asylum-seeker", "Asylum seekers fled", "Asylum seekers"),
        ("country", "two countries", "countries"),
        ("Akan", "Akan’s lawyer", "Akan"),
        ("Xinjiang", "the Xinjiang-born activist", "Xinjiang"),
        ("U.S. Army", "the U.S. Army said", "U.S. Army"),
        ("R&D", "our R&D desk", "R&D"),
    ],
)
def test_english_forms(form: str, text: str, stretch: str) -> None:
    assert found(form, text, EN) == [stretch]


@pytest.mark.parametrize(
    ("form", "text", "stretch"),
    [
        ("Күнболат", "Күнболатқа айтты", "Күнболатқа"),
        ("пана сұраушы", "пана сұраушылардың", "пана сұраушылардың"),
        ("Ішкі істер министрлігі", "Ішкі істер министрлігінде", "Ішкі істер министрлігінде"),
        ("қамау лагері", "қамау лагерлерінен", "қамау лагерлерінен"),
        ("адам құқығы", "адам құқықтарының", "адам құқықтарының"),
        ("партия мүшесі", "партия мүшелері", "партия мүшелері"),
        ("консулдық", "консулдығының", "консулдығының"),
        ("халық", "халқымыз", "халқымыз"),
        ("мектеп", "мектебінде", "мектебінде"),
        ("АҚШ", "АҚШ-та жүр", "АҚШ"),
        ("BBC", "BBC сұхбат алған", "BBC"),
    ],
)
def test_kazakh_forms(form: str, text: str, stretch: str) -> None:
    assert found(form, text, KK) == [stretch]


@pytest.mark.parametrize(
    ("form", "text", "stretch"),
    [
        ("ئالمۇتا", "ئالمۇتىدىكى", "ئالمۇتىدىكى"),
        ("ئەنقەرە", "ئەنقەرەدىن", "ئەنقەرەدىن"),
        ("كىتاب", "كىتابىم", "كىتابىم"),
        ("باش", "بېشىنى", "بېشىنى"),
        ("قازاق", "قازىقى", "قازىقى"),
        ("پاناھلىق تىلىگۈچى", "پاناھلىق تىلىگۈچىلەر", "پاناھلىق تىلىگۈچىلەر"),
        ("ئەلىمۇلى", "ئەلىمۇلىغىمۇ", "ئەلىمۇلىغىمۇ"),
        ("ئوغۇل", "ئوغلىنى", "ئوغلىنى"),
        ("ھوقۇق پائالىيەتچىسى", "ھوقۇق پائالىيەتچىلىرى", "ھوقۇق پائالىيەتچىلىرى"),
        ("تەربىيەلەش مەركىزى", "تەربىيەلەش مەركەزلىرىدە", "تەربىيەلەش مەركەزلىرىدە"),
        ("خىتاي", "خىتاينىڭ", "خىتاينىڭ"),
    ],
)
def test_uyghur_forms(form: str, text: str, stretch: str) -> None:
    assert found(form, text, UG) == [stretch]


@pytest.mark.parametrize(
    ("form", "text", "stretch"),
    [
        ("проситель убежища", "просителей убежища", "просителей убежища"),
        ("этнический казах", "двух этнических казахов", "этнических казахов"),
        ("Турция", "в Турции", "Турции"),
        ("консульство", "у консульств", "консульств"),
        ("мягкая сила", "мягкой силы", "мягкой силы"),
        ("лагерь", "лагерями", "лагерями"),
        ("рынок", "на рынке", "рынке"),
        ("сумка", "много сумок", "сумок"),
        ("день рождения", "дня рождения", "дня рождения"),
        ("имя", "без имени", "имени"),
        ("сын", "о сыновьях", "сыновьях"),
        ("ребёнок", "с детьми", "детьми"),
        ("Еще", "Ещё", "Ещё"),
    ],
)
def test_russian_forms(form: str, text: str, stretch: str) -> None:
    assert found(form, text, RU) == [stretch]


@pytest.mark.parametrize(
    ("form", "text", "locale"),
    [
        ("Turkey", "Turkmen", EN),
        ("Күнболат", "Күнболатұлы", KK),
        ("Китай", "китайский", RU),
        ("ат", "атақты", KK),
        ("soft power", "soft, power", EN),
        ("soft power", "power soft", EN),
    ],
)
def test_what_is_another_word(form: str, text: str, locale: Locale) -> None:
    assert found(form, text, locale) == []


@pytest.mark.parametrize(
    ("form", "text"),
    [("Китай", "китайский"), ("Эстония", "эстонский"), ("Синьцзян", "синьцзянских")],
)
def test_derived_words_are_found_loosely(form: str, text: str) -> None:
    assert found(form, text, RU, loosely=True) == [text]


def test_look_alike_letters_do_not_hide_a_term() -> None:
    assert found("خىتاي", "خیتای", UG) == ["خیتای"]


def test_letters_of_presentation_do_not_hide_a_term() -> None:
    assert found("café", "cafe\u0301s", EN) == ["cafe\u0301s"]


def test_a_comma_of_the_form_is_no_end() -> None:
    assert found("Azattyk, the Kazakh service", "of Azattyk, the Kazakh service", EN) == [
        "Azattyk, the Kazakh service"
    ]


def test_the_longest_form_wins() -> None:
    assert found(["power", "soft power"], "soft power and power", EN) == ["soft power", "power"]


def test_a_form_without_a_letter_finds_nothing() -> None:
    assert found("ء", "ء any text", UG) == []


def test_unknown_languages_allow_a_short_ending() -> None:
    assert found("Haus", "Hauses Hausmeister", Locale("de")) == ["Hauses"]


def test_unknown_agglutinative_languages_allow_a_long_one() -> None:
    assert found("Bishkek", "Bishkektegilerden", Locale("ky-Latn")) == ["Bishkektegilerden"]


def test_terms_come_in_the_order_of_the_text_each_once() -> None:
    base = termbase(term("Beijing"), term("activist"))
    terms = find_terms(base, "Activists in Beijing met activists", EN)
    assert [each.said for each in terms] == ["activist", "Beijing"]


def test_a_capital_of_the_term_is_needed() -> None:
    base = termbase(term("Turkey"))
    assert find_terms(base, "roast turkey", EN) == ()
    assert find_terms(base, "TURKEY", EN) == base.terms


def test_a_name_is_found_by_the_word_that_stands_alone() -> None:
    base = termbase(
        term("Serikzhan Bilash", name=True, alone=Alone.LAST),
        term("Gu Ming", name=True, alone=Alone.FIRST),
    )
    assert find_terms(base, "Gu met Bilash.", EN) == tuple(reversed(base.terms))


def test_terms_of_one_spelling_are_all_found() -> None:
    base = termbase(term("state", note="a country"), term("state", note="a condition"))
    assert [each.id for each in find_terms(base, "the state", EN)] == ["state", "state #2"]


def test_a_text_of_another_language_has_no_terms() -> None:
    assert find_terms(termbase(term("Beijing")), "Beijing", KK) == ()


def test_the_place_of_a_term() -> None:
    assert places_of(term("Akan"), "Mr Akan’s lawyer", EN) == ((3, 7),)


def test_another_region_has_the_forms_of_its_language() -> None:
    assert forms_in(term("China", {KK: "Қытай"}), Locale("kk-KZ")) == TermForms(("Қытай",))


def test_another_script_has_the_forms_converted() -> None:
    assert forms_in(term("China", {KK: "Қытай"}), Locale("kk-Latn")) == TermForms(("Qytai",))


def test_other_languages_have_no_forms() -> None:
    assert forms_in(term("China", {KK: "Қытай"}), RU) is None


@pytest.mark.slow
def test_very_many_terms_that_begin_alike_are_found_one_by_one() -> None:
    terms = tuple(term(f"the word{number}") for number in range(20_000))
    text = "the word777 " * 2_000
    assert find_terms(termbase(*terms), text, EN) == (terms[777],)


@pytest.mark.slow
def test_hostile_texts_cost_no_more_than_their_length() -> None:
    base = termbase(term("a a a a a b"), Term("e", TermForms(("e\u0301",)), {}))
    for text in ("a " * 100_000, "e" + "\u0301" * 1_000_000, "[" * 100_000, "a-" * 100_000):
        assert len(find_terms(base, text, EN)) <= 1
