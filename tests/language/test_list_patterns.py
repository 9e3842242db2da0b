import pytest
from babel.localedata import locale_identifiers

from toolkit.base.bcp47 import Locale
from toolkit.language.list_patterns import around


def listed(tag: str, *items: str) -> str:
    texts = around(Locale(tag), items)
    return texts[0] + "".join(map("".join, zip(items, texts[1:], strict=True)))


@pytest.mark.parametrize(
    ("tag", "two", "three"),
    [
        ("en", "A and B", "A, B, and C"),
        ("en-GB", "A and B", "A, B and C"),
        ("ru", "A и B", "A, B и C"),
        ("kk", "A және B", "A, B, C"),
        ("ug", "A ۋە B", "A، B ۋە C"),
        ("ug-Cyrl", "A вә B", "A, B вә C"),
        ("ug-Latn", "A we B", "A, B we C"),
        ("ar", "A وB", "A وB وC"),
        ("zh", "A和B", "A、B和C"),
        ("x-nobody", "A, B", "A, B, C"),
    ],
)
def test_things_are_listed_as_their_language_does(tag: str, two: str, three: str) -> None:
    assert listed(tag, "A", "B") == two
    assert listed(tag, "A", "B", "C") == three
    assert listed(tag, "A") == "A"


def test_a_longer_list_goes_on_as_it_began() -> None:
    assert listed("ru", *"ABCDE") == "A, B, C, D и E"


def test_spanish_and_hebrew_go_by_what_follows() -> None:
    assert listed("es", "Ana", "Iván") == "Ana e Iván"
    assert listed("es", "Ana", "Hilda") == "Ana e Hilda"
    assert listed("es", "Ana", "Hiam") == "Ana y Hiam"
    assert listed("es", "Inés", "Ana", "Yolanda") == "Inés, Ana y Yolanda"
    assert listed("he", "אב", "John") == "אב ו-John"
    assert listed("he", "John", "אב") == "John ואב"


def test_every_language_of_cldr_lists_each_thing_once_and_in_order() -> None:
    for identifier in locale_identifiers():
        texts = around(Locale(identifier.replace("_", "-")), "ABCD")
        assert len(texts) == 5
        assert all(texts[1:-1]), identifier
