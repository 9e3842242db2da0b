"""Checks: what is wrong with a translation, found by small pure functions."""

from typing import TYPE_CHECKING

from toolkit.base.faces import loader

if TYPE_CHECKING:
    from toolkit.checks.built_in import CHECKS, check_catalogs, checks, fix_catalog
    from toolkit.checks.check import Check, Place, Problem
    from toolkit.checks.fixing import Fixed
    from toolkit.checks.pair import Pair
    from toolkit.checks.pairs import Sheet
    from toolkit.checks.publishing import check_publishing
    from toolkit.checks.selection import ALL, Selection

__all__ = [
    "ALL",
    "CHECKS",
    "Check",
    "Fixed",
    "Pair",
    "Place",
    "Problem",
    "Selection",
    "Sheet",
    "check_catalogs",
    "check_publishing",
    "checks",
    "fix_catalog",
]

_HOMES = {
    **dict.fromkeys(
        ("CHECKS", "check_catalogs", "checks", "fix_catalog"), "toolkit.checks.built_in"
    ),
    **dict.fromkeys(("Check", "Place", "Problem"), "toolkit.checks.check"),
    "Fixed": "toolkit.checks.fixing",
    "Pair": "toolkit.checks.pair",
    **dict.fromkeys(("ALL", "Selection"), "toolkit.checks.selection"),
    "Sheet": "toolkit.checks.pairs",
    "check_publishing": "toolkit.checks.publishing",
}
# Loaded when they are asked for: what is published asks for a handful of all the checks.
__getattr__ = loader(__name__, _HOMES)
