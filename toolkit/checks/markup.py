"""Checks of markup: codes lost, invented or ill-nested."""

from collections import Counter
from collections.abc import Iterator

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.base.text import code_problems, with_isolates
from toolkit.checks.check import Check, Problem
from toolkit.checks.pair import Pair

__all__ = ["CHECKS", "invented_missing_or_ill_nested"]


def invented_missing_or_ill_nested(pair: Pair, _locale: Locale) -> Iterator[Problem | str]:
    """Yield what is wrong with a translation's codes.

    A direction that is set by hand is only a hint: editions write isolates for it.
    """
    yield from _lost_tags(pair)
    if len(pair.source) < 2 and "<" not in pair.target_words:  # noqa: PLR2004 - a lone string
        return
    yield from code_problems(pair.source, pair.target)
    if "<" in pair.target_words and with_isolates(pair.target) != pair.target:
        message = "tags set the direction of a passage, which editions do by themselves"
        yield Problem(message, severity=Severity.HINT)


def _lost_tags(pair: Pair) -> Iterator[str]:
    """Yield the tags of templates that a translation lacks, and those that it has of its own."""
    if pair.source_tags == pair.target_tags:
        return
    meant, found = Counter(pair.source_tags), Counter(pair.target_tags)
    for tag in meant - found:
        yield f"the source's code {tag} is missing"
    for tag in found - meant:
        wrong = "occurs more often than" if tag in meant else "is not"
        yield f"the code {tag} {wrong} in the source"


CHECKS = (
    Check(
        "codes",
        Severity.ERROR,
        "The translation has the codes of its source, each once and nested correctly.",
        invented_missing_or_ill_nested,
        "write each code of the source once, exactly as it is there",
        holds_back=True,
    ),
)
