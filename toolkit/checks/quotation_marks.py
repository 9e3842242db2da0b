"""Checks of quotation marks: the locale's own, each opened and closed, and well nested."""

import re
from collections.abc import Iterator
from functools import lru_cache

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.base.frozen import frozen
from toolkit.base.text import without_tags
from toolkit.checks.check import Check, Place, Problem
from toolkit.checks.mending import MOST_REPORTED, Flaw, reported
from toolkit.checks.pair import Pair
from toolkit.language.marks import marks_of

__all__ = ["CHECKS"]

_MARKS = re.compile(r"[«»„“”‹›《》〈〉]|(?<![\w\d])\"|\"(?!\w)|(?<!\w)‘|’(?!\w)")
_CLOSERS = {"«": "»", "“": "”", "‹": "›", "《": "》", "〈": "〉", "‘": "’", "„": "“”", '"': '"'}
_CLOSING = frozenset("»”›》〉’")


@frozen
class _Pair:
    """A quotation's two marks."""

    opening: Place
    closing: Place
    marks: str
    depth: int


@frozen
class _Reading:
    """What the quotation marks of a text are."""

    pairs: tuple[_Pair, ...]
    lone: tuple[tuple[str, Place], ...]


def unpaired_marks(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield quotation marks that are not closed, or close nothing, where the source’s all are.

    A quotation of several paragraphs is left open at the end of each but the last, in the source
    too. Of two closing marks of one kind at the same place, one may be left out (Rozental).
    """
    if locale.language == "en" or not marks_of(locale).outer:
        return
    reading = _read(pair.target_words)
    if not reading.lone or _read(pair.source_words).lone:
        return
    if _merges(reading) or _is_mirrored(reading):
        return
    for mark, place in reading.lone[:MOST_REPORTED]:
        what = "closes nothing" if mark in _CLOSING else "has no partner"
        yield Problem(f"the quotation mark {mark} {what}", target=place)


def _merges(reading: _Reading) -> bool:
    """Whether all that is missing is the second of two like closing marks."""
    marks = {mark for mark, _ in reading.lone}
    return len(reading.lone) == 1 and marks <= {"«", "《", "‹"} and _nested(reading)


def _is_mirrored(reading: _Reading) -> bool:
    """Whether marks open as ” and close as “, as CLDR has them for Arabic."""
    marks = "".join(mark for mark, _ in reading.lone)
    return marks.replace("”“", "") == ""


def _nested(reading: _Reading) -> bool:
    (mark, place) = reading.lone[0]
    return any(each.marks[0] == mark and each.opening > place for each in reading.pairs)


def foreign_marks(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield quotations in marks that are not the locale's.

    It is only a hint where the source has typewriter’s marks too, as texts of programs do, or
    single marks, for which inner ones stand.
    """
    marks = marks_of(locale)
    words = pair.target_words
    if not marks.outer or _MARKS.search(words) is None:
        return
    reading = _read(words)
    flaws = [flaw for each in reading.pairs for flaw in _misfits(each, marks.outer, marks.inner)]
    if flaws:
        flaws.sort(key=lambda flaw: flaw.place)
        likely = '"' in pair.source_words or _is_single(pair, reading, marks.inner)
        sure = not reading.lone
        for problem in reported(pair, flaws if sure else [_unsure(flaw) for flaw in flaws]):
            yield (
                Problem(
                    problem.message,
                    problem.target,
                    suggestion=problem.suggestion,
                    fix=problem.fix,
                    severity=Severity.HINT,
                )
                if likely
                else problem
            )


def _is_single(pair: Pair, reading: _Reading, inner: tuple[str, ...]) -> bool:
    single = "'" in pair.source_words or "‘" in pair.source_words
    return single and all(each.marks in inner for each in reading.pairs)


def _unsure(flaw: Flaw) -> Flaw:
    return Flaw(flaw.place, flaw.message, flaw.suggestion)


def _misfits(each: _Pair, outer: tuple[str, ...], inner: tuple[str, ...]) -> Iterator[Flaw]:
    allowed = inner if each.depth else outer
    if each.marks in allowed:
        return
    meant = allowed[0]
    where = "inner " if each.depth else ""
    message = f"the {where}quotation marks {each.marks} are not the locale’s"
    yield Flaw(each.opening, message, meant, meant[0])
    yield Flaw(each.closing, message, meant, meant[1])


def _quotes(pair: Pair, _locale: Locale) -> bool:
    return _MARKS.search(pair.target_words) is not None and bool(_read(pair.target_words).pairs)


@lru_cache(maxsize=1024)
def _read(words: str) -> _Reading:
    """Pair a text's quotation marks, in one pass; straight ones open and close by turns."""
    opened: list[tuple[str, Place]] = []
    pairs: list[_Pair] = []
    lone: list[tuple[str, Place]] = []
    for match in _MARKS.finditer(without_tags(words)):
        mark = match[0]
        if opened and mark in _CLOSERS[opened[-1][0]]:
            start, place = opened.pop()
            depth = len(opened)
            pairs.append(_Pair(place, match.span(), start + mark, depth))
        elif mark in _CLOSING:
            if mark != "’":  # else an apostrophe
                lone.append((mark, match.span()))
        elif not (mark == '"' and words[match.start() - 1 : match.start()].isdigit()):  # inches
            opened.append((mark, match.span()))
    lone += (each for each in opened if each[0] != "‘")
    lone.sort(key=lambda one: one[1])
    return _Reading(tuple(pairs), tuple(lone))


CHECKS = (
    Check(
        "unpaired-quotation-marks",
        Severity.WARNING,
        "Every quotation mark has its partner, and quotations are nested correctly.",
        unpaired_marks,
        "write the missing mark, or delete this one",
    ),
    Check(
        "quotation-marks",
        Severity.WARNING,
        "Quotations are in the locale’s own marks, and quotations inside them in its inner ones.",
        foreign_marks,
        "write the locale’s marks",
        may_occur=_quotes,
    ),
)
