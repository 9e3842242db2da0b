import pytest

from tests.checks.finding import fixed, found, pair_of, places, severities
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.checks.spaces import CHECKS

CHECK = {each.id: each for each in CHECKS}
NO_BREAK = "\u00a0"


def test_a_double_space_is_one_space() -> None:
    assert fixed(CHECK["double-spaces"], "a b c", "бір  екі   үш") == "бір екі үш"


def test_a_no_break_space_beside_a_space_stays() -> None:
    assert fixed(CHECK["double-spaces"], "a b", f"5 {NO_BREAK}км") == f"5{NO_BREAK}км"


def test_spaces_on_both_sides_of_a_code_are_right() -> None:
    assert found(CHECK["double-spaces"], "a <br/> b", "а <br/> б") == []


def test_double_spaces_of_the_source_may_stay() -> None:
    assert found(CHECK["double-spaces"], "One.  Two.", "Бір.  Екі.") == []


@pytest.mark.parametrize(
    ("target", "locale", "meant"),
    [
        ("Сөз , сөз", "kk", "Сөз, сөз"),
        ("Сөз .", "kk", "Сөз."),
        ("( сөз )", "kk", "(сөз)"),
        ("« сөз »", "kk", "«сөз»"),
        ("سۆز ؟", "ug", "سۆز؟"),
        ("سۆز ، سۆز", "ug", "سۆز، سۆز"),
    ],
)
def test_no_space_stands_before_a_mark(target: str, locale: str, meant: str) -> None:
    assert fixed(CHECK["spaces-before-marks"], "Word, word.", target, locale) == meant


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("a .po file", "бір .po файлы", "kk"),
        ("Hi :)", "Сәлем :)", "kk"),
        ("a <br/>, b", "а <br/>, б", "kk"),
        ("“Places” or", "„Orte“ hinzufügen", "de"),
        ("Why?", "Pourquoi ?", "fr"),
        ("They told […] her", "Олар айтты […] оған", "kk"),
        ("a = b", "а … б", "kk"),
    ],
)
def test_spaces_that_belong_there_are_right(source: str, target: str, locale: str) -> None:
    assert found(CHECK["spaces-before-marks"], source, target, locale) == []


@pytest.mark.parametrize(
    ("target", "locale", "meant"),
    [
        ("Бір,екі", "kk", "Бір, екі"),
        ("Ол келді.Біз кеттік", "kk", "Ол келді. Біз кеттік"),
        ("بىر،ئىككى", "ug", "بىر، ئىككى"),
        ("Да;нет", "ru", "Да; нет"),
    ],
)
def test_a_space_is_missing_after_a_mark(target: str, locale: str, meant: str) -> None:
    assert fixed(CHECK["missing-spaces"], "One, two", target, locale) == meant


@pytest.mark.parametrize(
    ("target", "locale"),
    [
        ("А.Құнанбаев", "kk"),
        ("1,5 сағат 10:30", "kk"),
        ("https://example.kz/?a=б", "kk"),
        ("т.е. так", "ru"),
        ("١:١ نىسبەت", "ug"),
        ("один<br/>,два", "ru"),
        ("one,two", "de"),
    ],
)
def test_marks_inside_names_and_figures_have_no_space(target: str, locale: str) -> None:
    assert found(CHECK["missing-spaces"], "One, two<br/>", target, locale) == []


def test_white_space_at_the_ends_is_the_sources() -> None:
    assert fixed(CHECK["outer-spaces"], " a", "а\n") == " а"


@pytest.mark.parametrize(("source", "target"), [("a ", "а "), ("<br/> a", "<br/>а"), ("a", " ")])
def test_the_ends_beside_codes_and_of_nothing_are_left_alone(source: str, target: str) -> None:
    assert found(CHECK["outer-spaces"], source, target) == []


def test_the_texts_have_different_numbers_of_lines() -> None:
    (problem,) = found(CHECK["line-breaks"], "a\nb", "а б")
    assert problem.message == "the source has 2 lines, the translation 1"


@pytest.mark.parametrize(
    ("target", "meant"),
    [
        ("5 км", f"5{NO_BREAK}км"),
        ("А. С. Пушкин", f"А.{NO_BREAK}С.{NO_BREAK}Пушкин"),
        ("№ 7", f"№{NO_BREAK}7"),
        ("Статья — часть", f"Статья{NO_BREAK}— часть"),
        ("т. е. так", f"т.{NO_BREAK}е. так"),
    ],
)
def test_russian_keeps_together_what_belongs_together(target: str, meant: str) -> None:
    assert fixed(CHECK["no-break-spaces"], "a", target, "ru") == meant


def test_a_breaking_space_is_a_hint() -> None:
    assert severities(CHECK["no-break-spaces"], "a", "5 км", "ru") == [Severity.HINT]


def test_french_marks_keep_their_space() -> None:
    assert places(CHECK["no-break-spaces"], "a", "Pourquoi ?", "fr") == [" "]


def test_other_languages_may_break_everywhere() -> None:
    assert found(CHECK["no-break-spaces"], "a", "5 km — a", "de") == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Text;Editor;", "Мәтін;түзеткіш;"),
        ("Terminal;", "Терминал;қабықша;"),
        ("Alt D:M:S", "Биік. Г:М:С"),
    ],
)
def test_items_that_the_source_parts_without_spaces_stay(source: str, target: str) -> None:
    assert found(CHECK["missing-spaces"], source, target) == []


def test_a_list_of_the_source_excuses_no_other_mark() -> None:
    assert places(CHECK["missing-spaces"], "a;b, c", "ә;б,в") == [""]


@pytest.mark.parametrize("target", ["а  , б", "(  аб)", "«  аб»", "аб  »", "а\u00a0!"])
def test_several_spaces_beside_a_mark_are_found(target: str) -> None:
    assert found(CHECK["spaces-before-marks"], "a", target) != []


def test_what_codes_part_in_the_source_excuses_nothing() -> None:
    source, target = "Write <b1/>, <b2/> or so.", "<b1/>, <b2/> не  тағы басқа жазыңыз ."
    assert places(CHECK["double-spaces"], source, target) == ["  "]
    assert places(CHECK["spaces-before-marks"], source, target) == [" "]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Press <key>.</key> now", "Басыңыз: <key>.</key> енді"),
        ("<a1>a <b2/> </a1>, b", "<a1>а <b2/> </a1>, б"),
        ("prefix %s not in %s", "префикс .%s ішінде .%s жоқ"),
    ],
)
def test_a_space_before_a_mark_that_is_a_thing_of_its_own_is_right(
    source: str, target: str
) -> None:
    assert found(CHECK["spaces-before-marks"], source, target) == []


def test_a_full_width_mark_at_the_end_holds_its_space() -> None:
    pair = pair_of("Version: ", "版本：")
    assert list(CHECK["outer-spaces"].run(pair, Locale("zh-Hans"))) == []  # type: ignore[misc]
