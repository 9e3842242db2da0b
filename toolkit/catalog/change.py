"""Change: what kind of edit lies between two versions of a source text."""

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from functools import partial

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.catalog.changed_words import Edited, Kind, Word, joined
from toolkit.catalog.harmful_changes import changed_names, changed_negations, changed_numbers
from toolkit.catalog.typos import Vocabulary, is_slip

__all__ = ["HARMFUL", "Change", "ChangeKind", "describe_change", "mechanical_form"]

_SINGLE_QUOTES = "‘’‚‛‹›ʼ`´"
_DOUBLE_QUOTES = "“”„‟«»〝〞″"
_DASHES = "‐‑‒–—―−"
_FOLDED = {
    **dict.fromkeys(_SINGLE_QUOTES, "'"),
    **dict.fromkeys(_DOUBLE_QUOTES, '"'),
    **dict.fromkeys(_DASHES, "-"),
    "…": "...",
    "\u00ad": "",
}
_SHAPED = re.compile(f"[{''.join(_FOLDED)}]")
_DASH_BETWEEN_WORDS = re.compile(r"\s*-{2,3}\s*|\s+-\s+")
_MOST_SHOWN = 6


class ChangeKind(StrEnum):
    """The kinds of change, the most harmful to a translation first."""

    NEGATION = "negation"
    NUMBER = "number"
    NAME = "name"
    WORDING = "wording"
    MARKUP = "markup"
    TYPO = "typo"
    TYPOGRAPHY = "typography"


HARMFUL = frozenset({ChangeKind.NEGATION, ChangeKind.NUMBER, ChangeKind.NAME})
"""The kinds after which an old translation is wrong."""


@frozen
class Change:
    """What kind of edit was made, and the words that show it."""

    kind: ChangeKind
    before: str
    after: str

    def __str__(self) -> str:
        """Return the change as an extracted comment tells it.

        >>> str(describe_change("Police held 12 people.", "Police held 17 people.", Locale("en")))
        'number 12 → 17'
        """
        if self.kind is ChangeKind.TYPOGRAPHY:
            return str(self.kind)
        return f"{self.kind} {self.before or '∅'} → {self.after or '∅'}"


def mechanical_form(text: str) -> str:
    """Return a text without what no translation depends on.

    White space, the shape of quotation marks, apostrophes, dashes and ellipses are folded; texts of
    one form are the same text to a translator.

    >>> mechanical_form("“Yes” — he said…") == mechanical_form('"Yes" -- he  said...')
    True
    """
    folded = _folded(text)
    if "-" in folded:
        folded = _DASH_BETWEEN_WORDS.sub(" - ", folded)
    return " ".join(folded.split())


def _folded(text: str) -> str:
    # A few letters are folded in any text: to look them up costs less than to look up each.
    return _SHAPED.sub(_shape, unicodedata.normalize("NFC", text))


def _shape(match: re.Match[str]) -> str:
    return _FOLDED[match[0]]


def describe_change(
    before: str, after: str, language: Locale, vocabulary: Vocabulary | None = None
) -> Change:
    """Tell what kind of edit lies between two versions of a text.

    Args:
        before: the older text.
        after: the newer.
        language: theirs, for what it says in words: no, twelve, the.
        vocabulary: the words of their document: a word that stands there is not misspelled.

    Returns:
        The most harmful kind that the edit shows. “Not” added makes a sentence 90 % alike and the
        opposite, so likeness plays no part. What changes in shape only (1000 and 1,000, nine and 9,
        a capital) is typography.

    """
    if mechanical_form(before) == mechanical_form(after):
        return Change(ChangeKind.TYPOGRAPHY, "", "")
    edited = Edited.of(before, after, language, _folded)
    known = vocabulary or Vocabulary((before, after).__iter__, language)
    # Which word answers to which is a choice where words moved: what either way shows is told.
    ways = [edited, edited.mirrored()] if edited.is_long else [edited]
    for kind, find in (
        (ChangeKind.NEGATION, changed_negations),
        (ChangeKind.NUMBER, changed_numbers),
        (ChangeKind.NAME, partial(changed_names, vocabulary=known)),
    ):
        found = next(filter(None, map(find, ways)), None)
        if found is not None:
            return Change(kind, _shown(found.before), _shown(found.after))
    return _milder_change(edited, known)


def _milder_change(edited: Edited, vocabulary: Vocabulary) -> Change:
    """Tell a change that is none of negations, numbers and names."""
    words = [found for edit in edited.edits if (found := edit.without(Kind.CODE))]
    codes = joined(edit.of(Kind.CODE) for edit in edited.edits)
    if words:
        typo = not codes and all(is_slip(each, vocabulary, edited.counts) for each in words)
        kind = ChangeKind.TYPO if typo else ChangeKind.WORDING
        every = joined(words)
        found = every.without(Kind.MARK) or every
    elif codes:
        kind = ChangeKind.MARKUP
        # What only closes goes with what it closes.
        found = codes.where(lambda word: not word.text.startswith("</")) or codes
    else:
        return Change(ChangeKind.TYPOGRAPHY, "", "")
    return Change(kind, _shown(found.before), _shown(found.after))


def _shown(words: Sequence[Word]) -> str:
    texts = [word.text for word in words]
    cut = [*texts[:_MOST_SHOWN], "…"] if len(texts) > _MOST_SHOWN else texts
    return " ".join(" ".join(cut).split())
