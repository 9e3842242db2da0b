import unicodedata

import pytest
from babel.localedata import locale_identifiers

from toolkit.base.bcp47 import Locale
from toolkit.language.digits import digits_of, usual_digits


@pytest.mark.parametrize(
    ("locale", "first"),
    [
        ("kk", "0"),
        ("ug", "0"),
        ("fa", "۰"),
        ("ar-EG", "٠"),
        ("ar-MA", "0"),
        ("bn", "০"),
        ("dz", "༠"),
        ("sat", "᱐"),
        ("ff-Adlm", "𞥐"),
        ("fa-Latn", "0"),
        ("ckb-Latn", "0"),
    ],
)
def test_the_digits_are_those_that_cldr_has_for_the_locale(locale: str, first: str) -> None:
    assert digits_of(Locale.parse(locale))[0] == first


@pytest.mark.slow
def test_no_numbering_system_that_cldr_calls_usual_is_missing() -> None:
    for name in locale_identifiers():
        locale = Locale(name.replace("_", "-"))
        system = "latn" if locale.cldr is None else locale.cldr.default_numbering_system
        digits = digits_of(locale)
        assert [unicodedata.decimal(each) for each in digits] == list(range(10))
        assert (digits[0] == "0") == (system == "latn"), name


@pytest.mark.parametrize(
    ("locale", "zeros"), [("ar", "0٠"), ("ar-MA", "0"), ("ur", "0۰"), ("ug", "0"), ("ar-Latn", "0")]
)
def test_a_language_has_the_usual_digits_of_its_regions(locale: str, zeros: str) -> None:
    assert "".join(digits[0] for digits in usual_digits(Locale.parse(locale))) == zeros
