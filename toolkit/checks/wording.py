"""Checks of wording that need no language: a word written twice, capitals, sentences lost."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, pairwise

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.base.text import CodeKind
from toolkit.checks.check import Check, Problem
from toolkit.checks.length import TYPICAL_LENGTH
from toolkit.checks.mending import MOST_REPORTED, Flaw, code_places, reported, touches
from toolkit.checks.pair import Pair
from toolkit.language.alphabets.casing import is_dotted, upper
from toolkit.language.marks import marks_of

__all__ = ["CHECKS"]

# What is a part of a word, marks over letters among it.
_IN_WORD = "\\w\\-’'\u0300-\u036f\u064b-\u065f\u0670"
# A word is at most 40 letters here, so that a text of one letter takes linear time.
_TWICE = re.compile(rf"(?<![{_IN_WORD}])([^\W\d_]{{2,40}})[ \u00a0]\1(?![{_IN_WORD}])")
# BBC and CNN: where letters are spelled out, one may follow itself (بي بي سي).
_SPELLED = re.compile(r"(?<![A-Za-z])[A-Z]{0,6}([A-Z])\1[A-Z]{0,6}(?![A-Za-z])")
_LONGEST_LETTER = 3
# Prepositions and conjunctions of one letter; another letter may be a list's.
_TWICE_SHORT = {"ru": "вскуоия", "uk": "взуіо", "be": "узіа", "bg": "всио"}
# Languages that double words for emphasis or for each (көп көп, بىر بىر), or whose pronouns are
# also articles (die die).
_DOUBLING = frozenset(
    {"az", "de", "hi", "id", "kk", "ky", "ms", "nl", "tg", "tk", "tr", "tt", "ug", "uz", "vi"}
)
_FIRST = re.compile(r"\A[\s\"«“„‹(\[*…]{0,9}([^\W\d_])")
_SHIFTED = re.compile(r"(?<![\w\-’'])[^\W\d_a-zа-я][^\W\d_a-zа-я][^\W\d_A-ZА-Я]{4,40}(?![\w’'])")
_ENDS = frozenset('.!?…:»”")')
_LOST_SHARE = 0.75
"""How much of a sentence a translation is shorter if it has lost it: other sentences vary too."""
_WORD = re.compile(r"[^\W\d_]{1,40}")
_BICAMERAL = frozenset({"Armn", "Cyrl", "Grek", "Latn"})
_SENTENCE = re.compile(r"[.!?؟।۔](?=[»”“’‹«\")\]]{0,3}(?:\s+[«“„»‚\"(]?[^\W\d_]|\s*\Z))|[。！？]")


def doubled_words(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield a word that stands twice in a row, where none of the source does."""
    words = pair.target_words
    twice = _twice(locale.language)
    if twice.search(words) is None or _TWICE.search(pair.source_words):
        return
    codes = code_places(pair.target)
    severity = Severity.HINT if locale.language in _DOUBLING else None
    flaws = (
        Flaw(each.span(), f"the word “{each[1]}” is repeated", each[1])
        for each in twice.finditer(words)
        if not touches(each.span(), codes)
        and (len(each[1]) > _LONGEST_LETTER or _SPELLED.search(pair.source_words) is None)
    )
    for each in reported(pair, flaws):
        yield Problem(each.message, each.target, suggestion=each.suggestion, severity=severity)


@lru_cache
def _twice(language: str) -> re.Pattern[str]:
    short = _TWICE_SHORT.get(language)
    if short is None:
        return _TWICE
    return re.compile(
        rf"(?<![{_IN_WORD}])([^\W\d_]{{2,40}}|[{short}](?=[ \u00a0]\w[ \u00a0]))"
        rf"[ \u00a0]\1(?![{_IN_WORD}])"
    )


def first_letter(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield that a translation begins small where its source begins with a capital.

    A name that is written small in the source too (gedit, iPhone) may begin a sentence, and so may
    a code without words, which stands for a name.
    """
    if locale.script not in _BICAMERAL or pair.language.script not in _BICAMERAL:
        return
    source, target = _FIRST.match(pair.source_words), _FIRST.match(pair.target_words)
    if source and target and source[1].isupper() and target[1].islower():
        if any(at <= target.start(1) for at in code_places(pair.target, CodeKind.EMPTY)):
            return
        word = _WORD.match(pair.target_words, target.start(1))
        if word and (word[0] in pair.source_words or any(map(str.isupper, word[0]))):
            return
        capital = upper(target[1], dotted=is_dotted(locale))
        # Without a mark at its end it may be a label.
        severity = None if pair.target_words.rstrip()[-1:] in _ENDS else Severity.HINT
        message = "the source begins with a capital, the translation does not"
        yield Problem(message, target.span(1), suggestion=capital, severity=severity)


def _begins_with_capital(pair: Pair, _locale: Locale) -> bool:
    source = _FIRST.match(pair.source_words)
    return source is not None and source[1].isupper()


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


def misplaced_capitals(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield words of two capitals and small letters: the shift key was held too long.

    Brands and abbreviations with an ending are longer before or shorter after (ТВда, DVDs).
    """
    if locale.script not in _BICAMERAL:
        return
    for each in islice(_SHIFTED.finditer(pair.target_words), MOST_REPORTED):
        word = each[0]
        capitals, rest = word[:2], word[2:]
        if all(map(str.isupper, capitals)) and rest.islower() and word not in pair.source_words:
            meant = word.capitalize()
            yield Problem(f"“{word}” has two capitals", each.span(), suggestion=meant)


def lost_sentences(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield that a translation has fewer sentences than its source, and one may be lost.

    Good translators join sentences: what has at least half as many, and is about as long as its
    language usually is, has lost none.
    """
    if not (marks_of(locale).ends and marks_of(pair.language).ends):
        return
    source = len(_SENTENCE.findall(pair.source_words))
    target = len(_SENTENCE.findall(pair.target_words))
    if source > 1 and (target * 2 < source or (target < source and _is_short(pair, locale))):
        yield Problem(f"the source has {source} sentences, the translation {target}")


def _is_short(pair: Pair, locale: Locale) -> bool:
    """Whether a translation is so short that the shortest sentence of its source may be lost."""
    ratio = TYPICAL_LENGTH.get(locale.language)
    if ratio is None or pair.language.language != "en":
        return False
    ends = [0, *(match.end() for match in _SENTENCE.finditer(pair.source_words))]
    shortest = min(end - start for start, end in pairwise(ends))
    expected = ratio * (len(pair.source_words) - _LOST_SHARE * shortest)
    return len(pair.target_words) < expected


CHECKS = (
    Check(
        "doubled-words",
        Severity.WARNING,
        "No word is repeated by mistake.",
        doubled_words,
        "delete one",
    ),
    Check(
        "first-letter",
        Severity.WARNING,
        "The translation begins with a capital where its source does.",
        first_letter,
        "begin with a capital",
        may_occur=_begins_with_capital,
    ),
    Check(
        "capitals",
        Severity.HINT,
        "The translation is all in capitals only if its source is.",
        all_capitals,
        "write capitals as the source does",
    ),
    Check(
        "misplaced-capitals",
        Severity.HINT,
        "No word begins with two capitals by a slip of the shift key.",
        misplaced_capitals,
        "write the second letter in lowercase",
    ),
    Check(
        "sentences",
        Severity.HINT,
        "The translation has about as many sentences as its source: none is lost.",
        lost_sentences,
        "check whether a sentence is missing",
    ),
)
