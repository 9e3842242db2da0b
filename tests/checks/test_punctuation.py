import pytest

from tests.checks.finding import fixed, found, places, severities
from toolkit.base.errors import Severity
from toolkit.checks.punctuation import CHECKS

CHECK = {each.id: each for each in CHECKS}


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("He left.", "Ол кетті.", "kk"),
        ("He left.”", "Ол кетті».", "kk"),
        ("“Why?”", "«Неге?».", "kk"),
        ("Why?", "نېمىشقا؟", "ug"),
        ("He left", "Ол кетті", "kk"),
        ("At 5 p.m.", "Кешкі 5-те", "kk"),
        ("In 2021", "В 2021 г.", "ru"),
        ("Stop!", "Тоқта.", "kk"),
        ("See <a1>this</a1>.", "Қараңыз: <a1>мынаны</a1>.", "kk"),
        ("Names: <code/>", "Есімдер <code/>", "kk"),
        ("Names: <code1/>, <code2/>.", "<code1/>, <code2/> деген есімдер.", "kk"),
        ("He left<sup1/>.", "Ол кетті.<sup1/>", "kk"),
        ("He left.", "他走了。", "zh"),
        ("Why?", "Γιατί;", "el"),
        ("He left.", "वह चला गया।", "hi"),
        ("Wait...", "Күте тұрыңыз…", "kk"),
    ],
)
def test_a_mark_at_the_end_that_answers_the_sources_is_right(
    source: str, target: str, locale: str
) -> None:
    assert found(CHECK["final-mark"], source, target, locale) == []


@pytest.mark.parametrize(
    ("source", "target", "locale", "meant"),
    [
        ("He left.", "Ол кетті", "kk", "."),
        ("Why?", "Неге.", "kk", "?"),
        ("Why?", "نېمىشقا", "ug", "؟"),
        ("For example:", "Мысалы.", "kk", ":"),
        ("Version 2.0.", "2.0 нұсқасы", "kk", "."),
        ("He left", "Ол кетті?", "kk", ""),
        ("Names: <code1/>, <code2/>.", "Есімдер: <code1/>, <code2/>", "kk", "."),
    ],
)
def test_another_mark_at_the_end_is_a_warning(
    source: str, target: str, locale: str, meant: str
) -> None:
    (problem,) = found(CHECK["final-mark"], source, target, locale)
    assert (problem.suggestion, problem.severity) == (meant, None)


def test_a_full_stop_more_is_a_hint() -> None:
    assert severities(CHECK["final-mark"], "Close all", "Бәрін жабу.") == [Severity.HINT]


@pytest.mark.parametrize(
    ("target", "meant"),
    [
        ("بىر, ئىككى", "بىر، ئىككى"),
        ("نېمىشقا?", "نېمىشقا؟"),
        ("«نېمىشقا?»", "«نېمىشقا؟»"),
        ("بىر; ئىككى", "بىر؛ ئىككى"),
        ("GNOME, بىر", "GNOME، بىر"),
    ],
)
def test_arabic_letters_take_arabic_marks(target: str, meant: str) -> None:
    assert fixed(CHECK["marks-of-script"], "a, b?", target, "ug") == meant


@pytest.mark.parametrize("target", ["1,000 كىشى", "«Stop, now» دېدى", "ئۇ https://a.b/?c دا"])
def test_marks_in_figures_and_latin_names_stay(target: str) -> None:
    assert found(CHECK["marks-of-script"], "a", target, "ug") == []


def test_a_mark_between_codes_before_arabic_letters_is_arabic() -> None:
    source, target = "<b1/>, <b2/> or x", "<b1/>, <b2/> ياكى x"
    assert fixed(CHECK["marks-of-script"], source, target, "ug") == "<b1/>، <b2/> ياكى x"


def test_arabic_marks_in_other_letters_are_mended() -> None:
    assert fixed(CHECK["marks-of-script"], "a, b", "бір، екі؟") == "бір, екі?"


def test_arabic_marks_in_an_arabic_word_stay() -> None:
    assert found(CHECK["marks-of-script"], "a", "сөз «بىر، ئىككى»") == []


def test_three_full_stops_stand_for_the_sources_ellipsis() -> None:
    assert fixed(CHECK["ellipses"], "Wait…", "Күте тұрыңыз...") == "Күте тұрыңыз…"


def test_three_full_stops_of_the_source_stay() -> None:
    assert found(CHECK["ellipses"], "Wait...", "Күте тұрыңыз...") == []


@pytest.mark.parametrize(
    ("target", "meant"), [("Бір,, екі", "Бір, екі"), ("Кетті..", "Кетті."), ("بىر،،", "بىر،")]
)
def test_a_mark_written_twice_is_one(target: str, meant: str) -> None:
    assert fixed(CHECK["repeated-marks"], "One, two.", target) == meant


@pytest.mark.parametrize("target", ["Күте...", "../сурет", "std::string", "<b/>,<i/>, бір"])
def test_ellipses_and_paths_are_no_repetition(target: str) -> None:
    assert found(CHECK["repeated-marks"], "<b/>,<i/>, one", target) == []


@pytest.mark.parametrize(
    ("target", "locale", "meant"),
    [
        ("Бұл - кітап", "kk", "Бұл – кітап"),
        ("Это - книга", "ru", "Это — книга"),
        ("Это -- книга", "ru", "Это — книга"),
    ],
)
def test_a_hyphen_between_spaces_is_a_dash(target: str, locale: str, meant: str) -> None:
    assert fixed(CHECK["dashes"], "This is a book", target, locale) == meant


def test_the_sources_dash_is_written_where_the_locale_has_it() -> None:
    assert fixed(CHECK["dashes"], "This — a book", "Бұл - кітап") == "Бұл — кітап"


@pytest.mark.parametrize("target", ["қуғын-сүргін", "5 - 3", "ls -l пәрмені", "- тармақ"])
def test_hyphens_in_words_figures_and_options_stay(target: str) -> None:
    assert found(CHECK["dashes"], "a", target) == []


def test_another_number_of_exclamations_is_a_hint() -> None:
    assert severities(CHECK["exclamation-marks"], "No!", "Жоқ!!") == [Severity.HINT]


def test_kashidas_are_deleted() -> None:
    assert fixed(CHECK["kashidas"], "a", "ئۇيغـــۇر", "ug") == "ئۇيغۇر"


def test_a_kashida_at_the_end_of_an_abbreviation_stays() -> None:
    assert found(CHECK["kashidas"], "a", "1400 هـ", "ar") == []


def test_a_mark_among_codes_has_its_place() -> None:
    assert places(CHECK["marks-of-script"], "<em>a</em>, b", "<em>بىر</em>, ئىككى", "ug") == [","]


@pytest.mark.parametrize(
    ("source", "target", "meant"),
    [
        ("<code1/>, <code2/>", "<code1/>, <code2/>", "<code1/>، <code2/>"),
        ("Ә, Ғ, Қ", "Ә، Ғ, Қ", "Ә، Ғ، Қ"),
    ],
)
def test_marks_of_a_list_are_those_of_the_text_round_it(
    source: str, target: str, meant: str
) -> None:
    assert fixed(CHECK["marks-of-script"], source, target, "ug") == meant


def test_what_the_source_parts_without_spaces_no_reader_sees() -> None:
    assert found(CHECK["marks-of-script"], "Text;Editor;", "تېكىست;تەھرىرلىگۈچ;", "ug") == []


def test_a_colon_for_a_full_stop_is_only_a_hint() -> None:
    found_ = severities(CHECK["final-mark"], "Do as follows.", "Былай істеңіз:", "kk")
    assert found_ == [Severity.HINT]


@pytest.mark.parametrize(
    ("source", "target", "marks"),
    [
        ("The water fell, and the road is open.", "水位下降,道路开放", [None]),
        ("The water fell.", "水位下降。", []),
        ("The index (corrupt?)", "索引（损坏？）", []),
    ],
)
def test_chinese_sentences_end_in_marks(source: str, target: str, marks: list[None]) -> None:
    assert [each.severity for each in found(CHECK["final-mark"], source, target, "zh")] == marks


@pytest.mark.parametrize("target", ["水位下降,道路开放。", "真的?", "水が引いた,道が開いた。"])
def test_half_width_marks_in_chinese_and_japanese_are_a_hint(target: str) -> None:
    locale = "ja" if "が" in target else "zh-Hans"
    assert severities(CHECK["marks-of-script"], "a", target, locale) == [Severity.HINT]


@pytest.mark.parametrize("target", ["1,000 人", "HTML,CSS", "水位下降，道路开放。"])
def test_half_width_marks_elsewhere_are_right(target: str) -> None:
    assert found(CHECK["marks-of-script"], "a", target, "zh-Hans") == []
