"""Finding: what one check says of one translation, for tests."""

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location, Severity
from toolkit.base.text import message_codes, parse_text, to_message
from toolkit.checks.check import Check, Problem
from toolkit.checks.pair import Pair

__all__ = ["fixed", "found", "pair_of", "places", "severities"]


def pair_of(source: str, target: str, role: str = "", language: str = "en") -> Pair:
    """Return a pair of messages, their codes as the source has them."""
    codes = message_codes(source)
    texts = parse_text(source, codes), parse_text(target, codes)
    return Pair(*texts, Location("kk.po", 1), role=role, language=Locale(language))


def found(check: Check, source: str, target: str, locale: str = "kk") -> list[Problem]:
    """Return the problems of a translation."""
    assert check.run is not None
    problems = check.run(pair_of(source, target), Locale(locale))
    return [each for each in problems if isinstance(each, Problem)]


def places(check: Check, source: str, target: str, locale: str = "kk") -> list[str]:
    """Return the words at the problems' places."""
    words = pair_of(source, target).target_words
    return [words[slice(*each.target or (0, 0))] for each in found(check, source, target, locale)]


def severities(check: Check, source: str, target: str, locale: str = "kk") -> list[Severity]:
    """Return how bad the problems are."""
    return [each.severity or check.severity for each in found(check, source, target, locale)]


def fixed(check: Check, source: str, target: str, locale: str = "kk") -> str:
    """Return the translation as the first problem mends it; what it was without a fix."""
    (first, *_) = found(check, source, target, locale)
    return target if first.fix is None else to_message(first.fix)
