from dataclasses import replace

import pytest

from tests.checks.sheets import pair
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.checks.check import Problem
from toolkit.checks.derived_alphabets import CHECKS

(CHECK,) = CHECKS


def found(target: str, locale: str, *derived: str) -> list[Problem | str]:
    translation = replace(pair("source", target), derived=tuple(map(Locale, derived)))
    assert CHECK.run is not None
    return list(CHECK.run(translation, Locale(locale)))


@pytest.mark.parametrize(
    ("target", "locale", "derived"),
    [("Бұл їжак еді.", "kk", "kk-Latn"), ("بۇ عالم ئىدى.", "ug", "ug-Latn")],
)
def test_a_word_with_a_letter_the_table_has_not_is_found(
    target: str, locale: str, derived: str
) -> None:
    (problem,) = found(target, locale, derived)
    assert isinstance(problem, Problem)
    assert problem.target is not None
    start, end = problem.target
    assert f"“{target[start:end]}” cannot be written in {derived}" == problem.message


def test_a_word_is_named_once_with_all_its_locales() -> None:
    (problem,) = found("їжак, їжак", "kk", "kk-Latn", "kk-Arab")
    assert isinstance(problem, Problem)
    assert problem.message == "“їжак” cannot be written in kk-Latn, kk-Arab"


@pytest.mark.parametrize("target", ["Көпір.", "Eurasianetтің", "бiз", "XVIII", "ئا 中 7", ""])
def test_what_can_be_converted_is_left_alone(target: str) -> None:
    assert found(target, "kk", "kk-Latn", "kk-Arab") == []


def test_a_locale_without_derived_ones_is_left_alone() -> None:
    assert found("їжак", "kk") == []


def test_a_locale_without_a_conversion_is_left_alone() -> None:
    assert found("їжак", "ru", "ru-Latn") == []


def test_it_is_a_hint() -> None:
    assert CHECK.severity is Severity.HINT
