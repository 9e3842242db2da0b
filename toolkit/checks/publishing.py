"""Publishing: the few checks whose findings hold a translation back from every edition."""

from functools import lru_cache

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Severity
from toolkit.base.registry import registered
from toolkit.checks import characters, declared, links, markup
from toolkit.checks.check import Check
from toolkit.checks.found import problems_of
from toolkit.checks.pair import Pair

__all__ = ["check_publishing"]

# Named here, so that who only counts or builds does not load the sixty that hold nothing back.
_MODULES = (markup, declared, links, characters)


def check_publishing(pair: Pair, locale: Locale) -> tuple[Finding, ...]:
    """Return why a translation cannot be published: what would break its page."""
    return tuple(
        Finding(each.check.id, each.problem.message, pair.location, each.check.hint)
        for each in problems_of(pair, locale, holding())
        if each.problem.severity is not Severity.HINT
    )


@lru_cache
def holding() -> tuple[Check, ...]:
    """Return the checks that hold translations back, those of other packages too."""
    own = [each for module in _MODULES for each in module.CHECKS]
    found = registered("toolkit.checks", own, "check", lambda each: each.id)
    return tuple(each for each in found.values() if each.holds_back)
