import gettext

import babel
import pytest
from babel.localedata import locale_identifiers

from toolkit.base.bcp47 import Locale
from toolkit.catalog.po.plural import parse_plural_forms
from toolkit.catalog.po.plural_rules import plural_header

RUSSIAN = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20)"
    " ? 1 : 2);"
)


@pytest.mark.parametrize("tag", ["en", "kk", "kk-Arab", "ug", "tr", "ka", "ky", "uz", "de"])
def test_most_languages_have_two_forms(tag: str) -> None:
    assert plural_header(Locale(tag)) == "nplurals=2; plural=(n != 1);"


@pytest.mark.parametrize("tag", ["fa", "hy", "hi", "fr", "pt", "pt-BR"])
def test_some_count_nothing_as_one(tag: str) -> None:
    assert plural_header(Locale(tag)) == "nplurals=2; plural=(n > 1);"


@pytest.mark.parametrize("tag", ["ru", "uk", "be", "sr"])
def test_slavic_forms_are_three_as_gettext_writes_them(tag: str) -> None:
    assert plural_header(Locale(tag)) == RUSSIAN


@pytest.mark.parametrize("tag", ["id", "zh-Hans", "ja", "ko", "vi"])
def test_some_have_one_form(tag: str) -> None:
    assert plural_header(Locale(tag)) == "nplurals=1; plural=0;"


@pytest.mark.parametrize(
    ("tag", "forms"),
    [
        ("ar", {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 11: 4, 99: 4, 100: 5, 102: 5, 103: 3, 111: 4}),
        ("fil", {1: 0, 3: 0, 4: 1, 5: 0, 6: 1, 9: 1, 10: 0, 14: 1}),
        ("gd", {0: 3, 1: 0, 2: 1, 3: 2, 11: 0, 12: 1, 19: 2, 20: 3}),
        ("lv", {0: 2, 1: 0, 2: 1, 11: 1, 21: 0}),
        ("pl", {1: 0, 2: 1, 5: 2, 12: 2, 22: 1, 101: 2}),
        ("br", {1: 0, 2: 1, 3: 2, 5: 3, 11: 3, 21: 0}),
    ],
)
def test_each_number_has_its_form(tag: str, forms: dict[int, int]) -> None:
    found = parse_plural_forms(plural_header(Locale(tag)))
    assert {number: found.index(number) for number in forms} == forms


def test_another_name_of_a_language_has_its_forms() -> None:
    assert plural_header(Locale("tl")) == plural_header(Locale("fil"))


def test_a_language_without_rules_has_two_forms() -> None:
    assert plural_header(Locale("tt")) == "nplurals=2; plural=(n != 1);"


@pytest.mark.parametrize(
    "tag",
    ["af", "be", "cs", "cy", "es", "ga", "he", "is", "lt", "mk", "mt", "ro", "sk", "sl", "uk"],
)
def test_forms_are_the_categories_of_cldr(tag: str) -> None:
    forms, rule = parse_plural_forms(plural_header(Locale(tag))), babel.Locale(tag).plural_form
    pairs = {(forms.index(number), rule(number)) for number in range(1000)}
    assert len(pairs) == forms.nplurals


@pytest.mark.parametrize("tag", sorted(each for each in locale_identifiers() if "_" not in each))
def test_every_language_of_cldr_has_an_expression_that_gettext_reads(tag: str) -> None:
    count, _, expression = plural_header(Locale(tag)).partition("; plural=")
    forms = gettext.c2py(expression.rstrip(";"))
    assert {forms(number) for number in range(200)} <= set(range(int(count.split("=")[1])))
