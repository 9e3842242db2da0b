"""Publishing: what holds a translation back is what all checks together say holds it back."""

from toolkit.checks import checks
from toolkit.checks.publishing import holding


def test_every_check_that_holds_back_is_asked() -> None:
    assert {each.id for each in holding()} == {
        each.id for each in checks().values() if each.holds_back
    }
