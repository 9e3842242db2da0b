"""Checks of brackets: each opened and closed, and an editor's brackets kept."""

import re
from collections.abc import Iterator

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.checks.check import Check, Place, Problem
from toolkit.checks.mending import MOST_REPORTED
from toolkit.checks.pair import Pair

__all__ = ["CHECKS"]

# Full-width forms (Unicode, East Asian Width) are brackets like others, and may close them.
_NARROW = str.maketrans("（）［］｛｝【】〔〕", "()[]{}[][]")
_BRACKETS = re.compile(r"[()\[\]{}]")
_PARTNERS = {")": "(", "]": "[", "}": "{"}
# `a)` and `1)` of lists; faces.
_NO_BRACKETS = re.compile(r"(?:(?<!\w)(?:\w|\d\d)\)|[:;]-?[()])")
_OMISSION = re.compile(r"[\[(<⟨]\s?(?:…|\.\.\.)\s?[\])>⟩]")


def unpaired_brackets(pair: Pair, _locale: Locale) -> Iterator[Problem]:
    """Yield brackets that are not closed, or close nothing, where the source’s all are."""
    lone = _lone(pair.target_words.translate(_NARROW))
    if lone and not _lone(pair.source_words.translate(_NARROW)):
        for bracket, place in lone[:MOST_REPORTED]:
            what = "was never opened" if bracket in _PARTNERS else "is not closed"
            shown = pair.target_words[slice(*place)]
            yield Problem(f"the bracket {shown} {what}", target=place)


def _lone(words: str) -> list[tuple[str, Place]]:
    """Return the brackets without partners, in one pass."""
    if _BRACKETS.search(words) is None:
        return []
    lone = _lone_of(words)
    if lone and _NO_BRACKETS.search(words):
        # Blanked, so that places stay.
        lone = _lone_of(_NO_BRACKETS.sub(lambda match: " " * len(match[0]), words))
    return lone


def _lone_of(words: str) -> list[tuple[str, Place]]:
    opened: list[tuple[str, Place]] = []
    lone: list[tuple[str, Place]] = []
    for match in _BRACKETS.finditer(words):
        bracket = match[0]
        if bracket not in _PARTNERS:
            opened.append((bracket, match.span()))
        elif opened and opened[-1][0] == _PARTNERS[bracket]:
            opened.pop()
        else:
            lone.append((bracket, match.span()))
    return sorted(lone + opened, key=lambda one: one[1])


def lost_brackets(pair: Pair, _locale: Locale) -> Iterator[Problem]:
    """Yield that brackets of the source are lost.

    Square ones are an editor's word in another's mouth: without them it is the speaker's. Round
    ones may stand for them, as Russian papers do; those of a parenthesis may be commas, a hint.
    """
    source = pair.source_words.translate(_NARROW)
    if "[" not in source and "(" not in source:
        return
    target = pair.target_words.translate(_NARROW)
    wanted, there = len(_OMISSION.findall(source)), len(_OMISSION.findall(target))
    if wanted > there:
        yield Problem(f"the source leaves out words in {_times(wanted)}, the translation {there}")
        return
    source, target = _OMISSION.sub("", source), _OMISSION.sub("", target)
    square, round_ = (target.count(sign) - source.count(sign) for sign in "[(")
    if square < 0 and square + max(round_, 0) < 0:
        count = source.count("[")
        yield Problem(
            f"the source has square brackets in {_times(count)}, the translation {count + square}"
        )
    elif round_ < 0 and square <= 0:
        count = source.count("(")
        message = (
            f"the source has round brackets in {_times(count)}, the translation {count + round_}"
        )
        yield Problem(message, severity=Severity.HINT)


def _times(count: int) -> str:
    return f"{count} place{'' if count == 1 else 's'}"


CHECKS = (
    Check(
        "unpaired-brackets",
        Severity.WARNING,
        "Every bracket has its partner, and brackets are nested correctly.",
        unpaired_brackets,
        "write the missing bracket, or delete this one",
    ),
    Check(
        "lost-brackets",
        Severity.WARNING,
        "[…] and an editor’s words in [brackets] stay: without them they are the speaker’s own.",
        lost_brackets,
        "write the brackets of the source",
    ),
)
