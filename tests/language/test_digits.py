import pytest

from toolkit.base.bcp47 import Locale
from toolkit.language.digits import digits_of


@pytest.mark.parametrize(
    ("locale", "first"),
    [
        ("kk", "0"),
        ("ug", "0"),
        ("fa", "۰"),
        ("ar-EG", "٠"),
        ("ar-MA", "0"),
        ("bn", "০"),
    ],
)
def test_the_digits_are_those_that_cldr_has_for_the_locale(locale: str, first: str) -> None:
    assert digits_of(Locale.parse(locale))[0] == first
