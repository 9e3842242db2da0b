"""Names of the termbase in texts that are brought into another alphabet."""

import pytest

from toolkit.base.bcp47 import Locale
from toolkit.catalog.terms.alphabet_names import name_exceptions
from toolkit.catalog.terms.toml_reader import read_terms
from toolkit.language.alphabets import conversion, convert

TERMS = """
[[term]]
en = "Gu Ming"
ug = "گۇ مىڭ"
name = true
alone = "first"

[[term]]
en = "Serikzhan Bilash"
ug = "سېرىكجان بىلاش"
name = true
alone = "last"

[[term]]
en = "Almaty"
ug = { preferred = "ئالمۇتا", admitted = "ئالماتا" }
name = true

[[term]]
en = "Switzerland"
ug = "شىۋېتسارىيە"
ug-Cyrl = "Швейцария"
name = true

[[term]]
en = "BBC"
ug = "BBC"
kk = "BBC"
name = true

[[term]]
en = "camp"
ug = "لاگېر"
"""
EXCEPTIONS = {
    tag: name_exceptions(
        read_terms(TERMS.encode(), "terms.toml", Locale("en")), Locale(tag[:2]), Locale(tag)
    )
    for tag in ("ug-Latn", "ug-Cyrl", "kk-Arab")
}


def converted(text: str, tag: str) -> str:
    return convert(text, conversion(Locale(tag[:2]), Locale(tag)), EXCEPTIONS[tag])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("بۇ گۇ مىڭنىڭ", "Bu Gu Mingning"),
        ("بۇ گۇ", "Bu Gu"),
        ("بۇ گۇرۇپپا مىڭ", "Bu guruppa ming"),
        ("بۇ بىلاشقا", "Bu Bilashqa"),
        ("بۇ بىلىشى", "Bu bilishi"),
        ("بۇ سېرىكجان بىلاش", "Bu Sërikjan Bilash"),
        ("بۇ سېرىكجان", "Bu sërikjan"),
        ("بۇ ئالمۇتىدا ئالماتادىكى", "Bu Almutida Almatadiki"),
        ("بۇ لاگېر", "Bu lagër"),
    ],
)
def test_words_of_names_take_a_capital_with_their_suffixes(text: str, expected: str) -> None:
    assert converted(text, "ug-Latn") == expected


def test_a_form_of_the_derived_locale_itself_is_written() -> None:
    assert converted("بۇ شىۋېتسارىيەگە", "ug-Cyrl") == "Бу Швейцариягә"


def test_a_name_in_latin_letters_is_kept() -> None:
    assert EXCEPTIONS["kk-Arab"].keep == {"BBC"}
