"""Checks of quotations: words that the source puts into somebody's mouth stay there."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.base.frozen import frozen
from toolkit.catalog.told_quotations import QuotationStatus
from toolkit.checks.check import Check, Place, Problem
from toolkit.checks.pair import Pair
from toolkit.language.spoken_words import spoken

__all__ = [
    "CHECKS",
    "Quotation",
    "lost_or_added",
    "other_count",
    "paraphrases",
    "read_quotations",
    "said_quotations",
]

# Opening marks with what closes them. „ is closed by “ in Russian, by ” in Polish.
_CLOSING = {"“": "”", "„": "“”", "«": "»", "‹": "›", "‘": "’", "「": "」", "『": "』", '"': '"'}
# Hebrew's gershayim is typed for a quotation mark, and stands inside abbreviations too.
_CLOSING |= {"״": "״", "'": "'"}
# The Chinese put titles into marks of their own; Swedish and Finnish open and close alike.
_CLOSING |= {"《": "》", "〈": "〉", "‚": "‘", "”": "”"}
# Typed and curly marks in one text: “so", "so”. Another check tells of that.
_MIXED = {'"': "”“", "“": '"“', "„": '"'}
# Where quotation marks stand turned round, these open and their partners close.
_TURNED = {"»": "«", "›": "‹"}
# Apostrophes look like these: one that is open counts for nothing when an outer mark closes.
_APOSTROPHES = "‘'"
_MOST_APOSTROPHES = 8
# A name or a word that is spoken of has fewer words than these: quotation marks round it are the
# language's affair. Organisations stand in them in Kazakh, Russian and Uyghur, not in English.
_SPEECH = 3
_LONG_SPEECH = 6
_MARK = re.compile("[“”„‚«»‹›‘’「」『』《》〈〉״\"']")
_ENDS_TOO = frozenset({*_TURNED.values(), "“"})
# What may follow a mark that closes, white space aside: no “¿”, “《” or “…”, which begin a speech.
_AFTER_CLOSING = frozenset(".,;:!?)]}-–”»›’」』》〉\"'،؛؟。，、；：！？）】")
_ENDS = frozenset("".join([*_CLOSING.values(), *_TURNED.values()]))
_BEFORE_ATTRIBUTION = frozenset(",.?!…-–—")
_DASHES = ("—", "–", "- ")
_NEVER_CLOSED = '“«„「『"'
_SHOWN = 40
_COUNTS = "quoted passages: {} in the source, {} in the translation"


@frozen
class Quotation:
    """A passage in quotation marks that stands in no other."""

    place: Place
    """With its marks."""
    words: int

    @property
    def is_speech(self) -> bool:
        """Whether it is long enough to be what somebody said, and no name or single word."""
        return self.words >= _SPEECH


def read_quotations(text: str) -> list[Quotation]:
    """Return the outermost passages in quotation marks, whatever marks the text uses.

    A mark that is never closed quotes to the end, as where speech goes on in the next paragraph.
    """
    places: list[Place] = []
    opened: list[tuple[str, int]] = []
    nested = 0
    for match in _MARK.finditer(text):
        char, at = match[0], match.start()
        if _may_close(text, at) and _closes(char, opened, ends=_ends_speech(text, at)):
            opening, start = opened.pop()
            nested -= opening not in _APOSTROPHES
            if not nested:
                while places and places[-1][0] > start:
                    places.pop()
                places.append((start, at + 1))
        elif _may_open(text, at):
            opened.append((char, at))
            nested += char not in _APOSTROPHES
    outer = ((char, at) for char, at in opened if char not in _APOSTROPHES)
    first = next((at for char, at in outer if char in _NEVER_CLOSED or not text[:at].strip()), None)
    if first is not None:
        places.append((first, len(text)))
    return [Quotation(place, len(text[slice(*place)].split())) for place in places]


def paraphrases(pair: Pair) -> list[str]:
    """Return the words of a source that say what somebody meant, and that nobody said."""
    paraphrase = QuotationStatus.PARAPHRASE
    return [each.words for each in pair.quotations if each.status is paraphrase]


def said_quotations(pair: Pair) -> list[Quotation]:
    """Return the passages in quotation marks of a source, but for those that nobody said so."""
    text = pair.source_words
    meant = [spoken(each) for each in paraphrases(pair)]
    found = read_quotations(text)
    if not meant:
        return found
    return [each for each in found if not _is_meant(spoken(text[slice(*each.place)]), meant)]


def _is_meant(said: str, meant: Sequence[str]) -> bool:
    return any(each in said or said in each for each in meant)


def _closes(char: str, opened: list[tuple[str, int]], *, ends: bool) -> bool:
    """Whether a mark closes the innermost open one, apostrophes aside, which are then dropped.

    One of another kind does where a speech ends with it.
    """
    if char not in _ENDS:
        return False
    if ends and opened and char in _MIXED.get(opened[-1][0], ""):
        return True
    innermost = len(opened) - 1
    for depth in range(innermost, max(-1, innermost - _MOST_APOSTROPHES), -1):
        if char in _ends(opened[depth][0]):
            del opened[depth + 1 :]
            return True
        if opened[depth][0] not in _APOSTROPHES:
            return False
    return False


def _ends_speech(text: str, at: int) -> bool:
    """Whether a mark stands where one closes: right after something, and before no word."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return bool(before.strip()) and (not after.strip() or after in _AFTER_CLOSING)


def _ends(opening: str) -> str:
    return _CLOSING.get(opening) or _TURNED[opening]


def _may_open(text: str, at: int) -> bool:
    """Whether a mark opens: an apostrophe does not, nor the inches of 5"."""
    char, before, after = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if char in _TURNED or char == "”":
        return not before.strip("([{ \n\t\u00a0") and bool(after.strip())
    if char in _ENDS_TOO and _ends_speech(text, at):
        return False  # it closes what a mark that is turned round has opened
    if char in {'"', "״"}:
        return (
            not (before.isalpha() and char == "״")
            and not before.isdecimal()
            and bool(after.strip())
        )
    if char in _APOSTROPHES:
        return not before.isalnum() and bool(after.strip())
    return char in _CLOSING


def _may_close(text: str, at: int) -> bool:
    """Whether a mark closes: the apostrophe of don’t does not."""
    return text[at] not in "’'״" or not text[at + 1 : at + 2].isalnum()


def lost_or_added(pair: Pair, _locale: Locale) -> Iterator[Problem]:
    """Yield speech of the source that is no quotation any more, and speech that is one only now.

    Dialogue that begins with a dash, as Russian and Kazakh have it, is quoted too.
    """
    source, target = pair.source_words, pair.target_words
    ours, theirs = said_quotations(pair), read_quotations(target)
    if not theirs and not target.lstrip().startswith(_DASHES):
        for each in ours:
            if each.is_speech:
                message = f"{_shown(source, each)} is a quotation in the source only"
                yield Problem(message, None, each.place)
    # What is a paraphrase, and quoted all the same, is for another check.
    if not ours and not paraphrases(pair) and not source.lstrip().startswith(_DASHES):
        for each in theirs:
            if each.words >= _LONG_SPEECH:
                message = f"{_shown(target, each)} is a quotation in the translation only"
                yield Problem(message, each.place)


def other_count(pair: Pair, _locale: Locale) -> Iterator[Problem]:
    """Yield that passages are quoted on one side only, where both have quotations.

    “A,” he said. “B.” may become one passage; a name in quotation marks may gain or lose them.
    """
    source = pair.source_words
    ours, theirs = said_quotations(pair), read_quotations(pair.target_words)
    if not ours or (not theirs and pair.target_words.lstrip().startswith(_DASHES)):
        return
    spoken = [each for each in ours if each.is_speech]
    if len(theirs) < _fewest(source, ours) and not (spoken and not theirs):
        message = _COUNTS.format(len(ours), len(theirs))
        yield Problem(message, theirs[0].place if theirs else None, ours[-1].place)
    longer = [each for each in theirs if each.words >= _LONG_SPEECH]
    if len(longer) > len(ours):
        message = _COUNTS.format(len(ours), len(longer))
        yield Problem(message, longer[-1].place, ours[-1].place)


def _shown(text: str, quotation: Quotation) -> str:
    start, end = quotation.place
    return text[start:end] if end - start <= _SHOWN else text[start : start + _SHOWN] + "…"


def _fewest(source: str, ours: list[Quotation]) -> int:
    """Return how many passages are left where those with only an attribution between are joined."""
    count = len(ours)
    for left, right in pairwise(ours):
        between = source[left.place[1] : right.place[0]]
        ended = source[left.place[1] - 2 : left.place[1] - 1]
        if ended in _BEFORE_ATTRIBUTION or (left.is_speech and not between.strip(" ,")):
            count -= 1
    return count


CHECKS = (
    Check(
        "quotations",
        Severity.WARNING,
        "What the source quotes is quoted in the translation, and nothing else is.",
        lost_or_added,
        "put the quoted words in the language's quotation marks, or take the marks away",
    ),
    Check(
        "quotation-count",
        Severity.HINT,
        "The translation quotes as many passages as the source does.",
        other_count,
        "compare who says what in the two texts",
    ),
)
