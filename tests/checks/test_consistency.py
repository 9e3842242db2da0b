import pytest

from tests.checks.sheets import KK, catalog, entry, pair
from toolkit.base.errors import Severity
from toolkit.checks import Selection, Sheet, check_catalogs
from toolkit.checks.consistency import one_translation, two_translations
from toolkit.checks.pair import Pair

OPEN = "The bridge is open again"
LONG = "Көпір үш жылдан кейін қайта ашылды"


def numbers(survey: str, *pairs: Pair) -> list[int]:
    find = two_translations if survey == "two" else one_translation
    return [number for number, _ in find(pairs, KK)]


def test_one_text_with_two_translations_is_found_at_the_rarer() -> None:
    pairs = [pair(OPEN, "Көпір ашық"), pair(OPEN, "Көпір қайта ашылды"), pair(OPEN, "Көпір ашық")]
    assert numbers("two", *pairs) == [1]


def test_the_usual_translation_is_suggested() -> None:
    pairs = [pair(OPEN, "Көпір ашық"), pair(OPEN, "Көпір қайта ашылды")]
    ((_, problem),) = two_translations(pairs, KK)
    assert problem.suggestion == "Көпір ашық"


@pytest.mark.parametrize("other", ["көпір ашық", "Көпір  ашық.", "«Көпір ашық»", "Көпір – ашық"])
def test_translations_that_differ_in_case_and_marks_only_are_one(other: str) -> None:
    assert numbers("two", pair(OPEN, "Көпір ашық"), pair(OPEN, other)) == []


def test_another_role_is_another_text() -> None:
    assert numbers("two", pair(OPEN, "А", role="headline"), pair(OPEN, "Ә", role="alt")) == []


def test_single_words_are_translated_by_their_place() -> None:
    assert numbers("two", pair("Open", "Ашық"), pair("Open", "Ашу")) == []


def test_plural_forms_of_one_entry_differ() -> None:
    forms = [pair("many open bridges", text, form=form) for form, text in enumerate(("а б", "в г"))]
    assert numbers("two", *forms) == []
    assert numbers("one", *forms) == []


def test_two_texts_with_one_translation_are_found_at_the_second() -> None:
    pairs = [pair(OPEN, LONG), pair("Nobody has been charged so far", LONG)]
    ((number, problem),) = one_translation(pairs, KK)
    assert (number, problem.severity) == (1, None)
    assert OPEN in problem.message


def test_alike_texts_with_one_translation_are_a_hint() -> None:
    pairs = [pair("The old bridge is open", LONG), pair("The bridge is open again", LONG)]
    ((_, problem),) = one_translation(pairs, KK)
    assert problem.severity is Severity.HINT


@pytest.mark.parametrize("other", ["the bridge is open again!", "The bridge is again open"])
def test_texts_that_say_the_same_may_have_one_translation(other: str) -> None:
    assert numbers("one", pair(OPEN, LONG), pair(other, LONG)) == []


def test_short_translations_may_be_the_same() -> None:
    assert (
        numbers("one", pair("Related stories", "Тағы оқыңыз"), pair("See also", "Тағы оқыңыз"))
        == []
    )


def test_a_survey_sees_all_catalogs_of_a_locale_and_names_the_other_place() -> None:
    first, second = (
        Sheet(catalog(entry(OPEN, text)), name, KK)
        for name, text in (("a.po", "Көпір ашық"), ("b.po", "Көпір қайта ашылды"))
    )
    (finding,) = check_catalogs([first, second], Selection(["two-translations"]))
    assert finding.location is not None
    assert finding.location.path == "b.po"
    assert "a.po:8" in finding.message
