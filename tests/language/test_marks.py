import pytest

from toolkit.base.bcp47 import Locale
from toolkit.language.marks import final_marks, marks_of


@pytest.mark.parametrize("tag", ["en", "kk", "kk-Arab", "kk-Latn", "ru", "ug"])
def test_the_first_quotation_marks_are_the_locales(tag: str) -> None:
    assert marks_of(Locale(tag)).outer[0] == Locale(tag).quotation_marks


def test_only_arabic_letters_take_arabic_marks() -> None:
    assert marks_of(Locale("kk-Arab")).arabic["?"] == "؟"
    assert marks_of(Locale("kk")).arabic == {}


def test_a_locale_without_a_table_has_no_marks_of_its_own() -> None:
    assert (marks_of(Locale("sw")).outer, marks_of(Locale("sw")).dashes) == ((), "")


def test_a_mark_means_the_same_in_any_script() -> None:
    assert final_marks()["؟"] == final_marks()["?"] == "question"
