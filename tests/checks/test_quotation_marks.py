import pytest

from tests.checks.finding import fixed, found, places, severities
from toolkit.base.errors import Severity
from toolkit.checks.quotation_marks import CHECKS

CHECK = {each.id: each for each in CHECKS}
FOREIGN, UNPAIRED = CHECK["quotation-marks"], CHECK["unpaired-quotation-marks"]


@pytest.mark.parametrize(
    ("target", "locale"),
    [
        ("«Иә», – деді ол.", "kk"),
        ("«Ол “иә” деді»", "kk"),
        ("«Он сказал „да“»", "ru"),
        ("«ئۇ ‹ھەئە› دېدى»", "ug"),
        ("《ھەئە》", "ug"),
        ("„Ja“, sagte er", "de"),
        ("O’zbek va rock ’n’ roll", "uz"),
        ('5" экран', "kk"),
    ],
)
def test_the_locales_marks_are_right(target: str, locale: str) -> None:
    assert found(FOREIGN, "“Yes”", target, locale) == []


@pytest.mark.parametrize(
    ("target", "locale", "meant"),
    [
        ("“Иә”, – деді ол", "kk", "«Иә», – деді ол"),
        ('"Да", — сказал он', "ru", "«Да», — сказал он"),
        ("«Он сказал ‘да’»", "ru", "«Он сказал „да“»"),
        ('("ھەئە")', "ug", "(«ھەئە»)"),
        ("„Иә“", "kk", "«Иә»"),
    ],
)
def test_other_marks_are_mended(target: str, locale: str, meant: str) -> None:
    assert fixed(FOREIGN, "“Yes”", target, locale) == meant


def test_typewriters_marks_are_a_hint_where_the_source_has_them() -> None:
    assert set(severities(FOREIGN, '"Yes"', '"Иә"')) == {Severity.HINT}


def test_inner_marks_for_single_ones_are_a_hint() -> None:
    assert set(severities(FOREIGN, "'Yes'", "‹ھەئە›", "ug")) == {Severity.HINT}


def test_marks_of_an_unclear_text_are_not_mended() -> None:
    assert all(each.fix is None for each in found(FOREIGN, "“a”", "“а” «б"))


@pytest.mark.parametrize(
    ("target", "locale", "lone"),
    [
        ("«Иә, – деді ол", "kk", ["«"]),
        ("Иә», – деді ол", "kk", ["»"]),
        ("«Да“, — сказал он", "ru", ["«", "“"]),
        ('"Иә, – деді ол', "kk", ['"']),
    ],
)
def test_a_mark_without_its_partner_is_found(target: str, locale: str, lone: list[str]) -> None:
    assert places(UNPAIRED, "“Yes,” he said", target, locale) == lone


def test_a_quotation_may_go_on_in_the_next_paragraph_as_in_the_source() -> None:
    assert found(UNPAIRED, "“One", "«Бір") == []


def test_of_two_like_closing_marks_one_may_be_left_out() -> None:
    assert found(UNPAIRED, "“The ‘Romen’ theatre”", "«Театр «Ромэн»", "ru") == []


def test_marks_are_paired_across_codes() -> None:
    assert found(UNPAIRED, "“<em>a</em>”", "«<em>а</em>»") == []


def test_locales_whose_marks_are_unknown_are_not_asked() -> None:
    assert found(UNPAIRED, "“Yes”", "»Ja«, „Nej", "da") == []


def test_marks_inside_what_looks_like_a_tag_quote_nothing() -> None:
    assert found(FOREIGN, "See this", 'Қараңыз: <link xref="a">мынаны', "kk") == []


@pytest.mark.parametrize(
    ("target", "locale", "meant"),
    [
        ('او گفت "بله".', "fa", "او گفت «بله»."),
        ('قال "نعم".', "ar", "قال “نعم”."),
    ],
)
def test_straight_marks_in_persian_and_arabic_are_mended(
    target: str, locale: str, meant: str
) -> None:
    assert fixed(FOREIGN, "“Yes”", target, locale) == meant


@pytest.mark.parametrize("target", ["قال «نعم».", "قال “نعم”.", "قال ”نعم“."])
def test_the_marks_of_arabic_are_right_whichever_way_they_turn(target: str) -> None:
    assert found(FOREIGN, "“Yes”", target, "ar") == []
    assert found(UNPAIRED, "“Yes”", target, "ar") == []
