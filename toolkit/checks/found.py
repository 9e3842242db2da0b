"""Found: what checks find in one translation, and the crash of one that goes wrong itself."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.base.frozen import frozen
from toolkit.checks.check import Check, Problem
from toolkit.checks.pair import Pair

__all__ = ["Found", "crash", "found_by", "problems_of"]

_MOST_SAID = 200


@frozen
class Found:
    """A problem, and the check that found it."""

    check: Check
    problem: Problem
    crashed: bool = False
    """Whether it is the check itself that is wrong."""

    @property
    def severity(self) -> Severity:
        """How bad it is: a problem can be less than its check's, never more."""
        own = self.problem.severity
        order = list(Severity)
        if own is None or order.index(own) < order.index(self.check.severity):
            return self.check.severity
        return own


def problems_of(pair: Pair, locale: Locale, checks: Iterable[Check]) -> Iterator[Found]:
    """Yield what checks find in one translation; a check that crashes is itself a problem."""
    for check in checks:
        if check.run is None:
            continue
        try:
            for each in check.run(pair, locale):
                yield found_by(check, each)
        except Exception as error:  # noqa: BLE001 - anyone's check, and the others must go on
            yield crash(check, error)


def found_by(check: Check, each: Problem | str) -> Found:
    """Return what a check yielded; anything else than a problem is a TypeError, and its crash."""
    problem = Problem(each) if isinstance(each, str) else replace(each)
    return Found(
        check, problem if problem.fix is None else replace(problem, fix=tuple(problem.fix))
    )


def crash(check: Check, error: Exception) -> Found:
    """Return the crash of a check as what it found."""
    said = str(error)[:_MOST_SAID]
    shown = f"{type(error).__name__}: {said}" if said else type(error).__name__
    return Found(check, Problem(f"the check “{check.id}” crashed: {shown}"), crashed=True)
