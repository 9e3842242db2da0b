"""Checks of wording that need no language: a word written twice, capitals, sentences lost."""

import re
from collections.abc import Iterator

from toolkit.bcp47 import Locale
from toolkit.checks.check import Check, Problem
from toolkit.checks.mending import Flaw, code_places, reported, touches
from toolkit.checks.pair import Pair
from toolkit.errors import Severity

__all__ = ["CHECKS"]

# A word is at most 40 letters here, so that a text of one letter takes linear time.
_TWICE = re.compile(r"(?<![\w\-’'])([^\W\d_]{2,40})[ \u00a0]\1(?![\w\-’'])", re.IGNORECASE)
# Languages that double words for emphasis or for each (көп көп, بىر بىر, satu satu).
_DOUBLING = frozenset("az hi id kk ky ms tg tk tr tt ug uz vi".split())
_FIRST = re.compile(r"\A[\s\"«“„‹(\[*…]{0,9}([^\W\d_])")
_BICAMERAL = frozenset({"Armn", "Cyrl", "Grek", "Latn"})
_SENTENCE = re.compile(r"[.!?؟。।۔](?=[»”\")\]]{0,3}(?:\s+[«“\"(]?[^\W\d_]|\s*\Z))")


def doubled_words(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield a word that stands twice in a row, where none of the source does."""
    words = pair.target_words
    if _TWICE.search(words) is None or _TWICE.search(pair.source_words):
        return
    codes = code_places(pair.target)
    severity = Severity.HINT if locale.language in _DOUBLING else None
    flaws = (
        Flaw(each.span(), f"the word “{each[1]}” stands there twice", each[1])
        for each in _TWICE.finditer(words)
        if not touches(each.span(), codes)
    )
    for each in reported(pair, flaws):
        yield Problem(each.message, each.target, suggestion=each.suggestion, severity=severity)


def first_letter(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield that a translation begins small where its source begins with a capital."""
    if locale.script not in _BICAMERAL or pair.language.script not in _BICAMERAL:
        return
    source, target = _FIRST.match(pair.source_words), _FIRST.match(pair.target_words)
    if source and target and source[1].isupper() and target[1].islower() and pair.source[:1]:
        capital = target[1].upper()
        yield Problem("the source begins with a capital", target.span(1), suggestion=capital)


def all_capitals(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield that only one of the texts is in capitals throughout."""
    if locale.script not in _BICAMERAL or pair.language.script not in _BICAMERAL:
        return
    if pair.target_words.isupper() != pair.source_words.isupper() and _long(pair):
        one = "translation" if pair.target_words.isupper() else "source"
        yield Problem(f"only the {one} is in capitals")


def _long(pair: Pair) -> bool:
    """Whether a text has words enough to be more than an abbreviation."""
    least = 3
    return min(len(pair.source_words.split()), len(pair.target_words.split())) >= least


def lost_sentences(pair: Pair, _locale: Locale) -> Iterator[Problem]:
    """Yield that a translation has fewer than half as many sentences as its source."""
    source = len(_SENTENCE.findall(pair.source_words))
    target = len(_SENTENCE.findall(pair.target_words))
    if source > 1 and target * 2 < source:
        yield Problem(f"the source has {source} sentences, the translation {target}")


CHECKS = (
    Check(
        "doubled-words",
        Severity.WARNING,
        "No word stands there twice by a slip.",
        doubled_words,
        "delete one",
    ),
    Check(
        "first-letter",
        Severity.WARNING,
        "The translation begins with a capital where its source does.",
        first_letter,
        "begin with a capital",
    ),
    Check(
        "capitals",
        Severity.HINT,
        "The translation is in capitals throughout only where its source is.",
        all_capitals,
        "write capitals as the source does",
    ),
    Check(
        "sentences",
        Severity.HINT,
        "The translation has at least half as many sentences as its source.",
        lost_sentences,
        "look whether a sentence is lost",
    ),
)
