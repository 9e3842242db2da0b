"""Numbers: what their checks say of one translation, for tests."""

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location
from toolkit.checks.check import Problem
from toolkit.checks.numbers import CHECKS
from toolkit.checks.pair import Pair

__all__ = ["found", "ids", "suggestions"]


def _problems(source: str, target: str, locale: str, language: str) -> list[tuple[str, Problem]]:
    pair = Pair((source,), (target,), Location("x.po"), language=Locale(language))
    return [
        (check.id, problem)
        for check in CHECKS
        if check.run is not None
        for problem in check.run(pair, Locale(locale))
        if isinstance(problem, Problem)
    ]


def found(source: str, target: str, locale: str, language: str = "en") -> list[str]:
    """Return the checks that find something, each with its message."""
    every = _problems(source, target, locale, language)
    return [f"{check}: {problem.message}" for check, problem in every]


def ids(source: str, target: str, locale: str, language: str = "en") -> set[str]:
    """Return the checks that find something."""
    return {check for check, _ in _problems(source, target, locale, language)}


def suggestions(source: str, target: str, locale: str, language: str = "en") -> list[str]:
    """Return what is proposed for each problem."""
    return [problem.suggestion for _, problem in _problems(source, target, locale, language)]
