"""Change: what kind of edit lies between two versions of a source text."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Levenshtein

from toolkit.base.bcp47 import Locale

__all__ = ["Change", "ChangeKind", "describe_change", "mechanical_form"]

_SINGLE_QUOTES = "‘’‚‛‹›ʼ`´"
_DOUBLE_QUOTES = "“”„‟«»〝〞″"
_DASHES = "‐‑‒–—―−"
_FOLDED = str.maketrans(
    {
        **dict.fromkeys(_SINGLE_QUOTES, "'"),
        **dict.fromkeys(_DOUBLE_QUOTES, '"'),
        **dict.fromkeys(_DASHES, "-"),
        "…": "...",
        "\u00ad": "",
    }
)
_DASH_BETWEEN_WORDS = re.compile(r"\s*-{2,3}\s*|\s+-\s+")
_WORD = re.compile(r"\d+(?:[.,:\u00a0\u202f ]\d+)*|\w+(?:[’'-]\w+)*|[^\w\s]")
_NUMBER = re.compile(r"\d")
# Words that turn a sentence into its opposite; an added one leaves most of a text as it was.
_NEGATIONS = {
    "en": "cannot hardly neither never no nobody none nor not nothing nowhere unlikely without",
    "ru": "без вряд едва не невозможно нельзя нет ни никогда никто ничего ничто",
    "kk": "емес ешкім ешқандай ешқашан жоқ",
    "ug": "ئەمەس يوق ھېچقاچان ھېچكىم ھېچقانداق",
}
_CONTRACTED_NOT = ("n't", "n’t")
_MOST_TYPO_EDITS = 2
_SHORTEST_TYPO = 4
_MOST_SHOWN = 6


class ChangeKind(StrEnum):
    """The kinds of change, the most harmful to a translation first."""

    NEGATION = "negation"
    NUMBER = "number"
    NAME = "name"
    WORDING = "wording"
    TYPO = "typo"
    TYPOGRAPHY = "typography"


@dataclass(frozen=True, slots=True)
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
    folded = unicodedata.normalize("NFC", text).translate(_FOLDED)
    return " ".join(_DASH_BETWEEN_WORDS.sub(" - ", folded).split())


def describe_change(before: str, after: str, language: Locale) -> Change:
    """Tell what kind of edit lies between two versions of a text.

    Args:
        before: the older text.
        after: the newer.
        language: theirs, for words of negation.

    Returns:
        The most harmful kind that the edit shows. “Not” added makes a sentence 90 % alike and the
        opposite, so likeness plays no part.

    """
    if mechanical_form(before) == mechanical_form(after):
        return Change(ChangeKind.TYPOGRAPHY, "", "")
    edits = _edits(_words(before), _words(after))
    removed = [word for old, _ in edits for word in old]
    added = [word for _, new in edits for word in new]
    for kind, counts in (
        (ChangeKind.NEGATION, _negations),
        (ChangeKind.NUMBER, _numbers),
        (ChangeKind.NAME, _names),
    ):
        old, new = counts(removed, language), counts(added, language)
        if old != new:
            return Change(kind, _shown(old - new), _shown(new - old))
    kind = ChangeKind.TYPO if all(map(_is_typo, edits)) else ChangeKind.WORDING
    return Change(kind, _joined(removed), _joined(added))


Edit = tuple[Sequence[str], Sequence[str]]


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _edits(before: list[str], after: list[str]) -> list[Edit]:
    """Return the stretches of words that differ, old beside new."""
    return [
        (before[code.src_start : code.src_end], after[code.dest_start : code.dest_end])
        for code in Levenshtein.opcodes(before, after)
        if code.tag != "equal"
    ]


def _negations(words: Sequence[str], language: Locale) -> Counter[str]:
    known = _NEGATIONS.get(language.language, "").split()
    lowered = (word.lower() for word in words)
    return Counter(word for word in lowered if word in known or word.endswith(_CONTRACTED_NOT))


def _numbers(words: Sequence[str], _language: Locale) -> Counter[str]:
    return Counter(word for word in words if _NUMBER.search(word))


def _names(words: Sequence[str], _language: Locale) -> Counter[str]:
    """Return the capitalised words; a first word's capital comes and goes with its place."""
    return Counter(word for word in words if word[:1].isupper() and len(word) > 1)


def _is_typo(edit: Edit) -> bool:
    old, new = edit
    return len(old) == len(new) and all(
        min(len(left), len(right)) >= _SHORTEST_TYPO
        and Levenshtein.distance(left, right) <= _MOST_TYPO_EDITS
        for left, right in zip(old, new, strict=True)
    )


def _shown(words: Counter[str]) -> str:
    return _joined(sorted(words.elements()))


def _joined(words: Sequence[str]) -> str:
    cut = [*words[:_MOST_SHOWN], "…"] if len(words) > _MOST_SHOWN else words
    return " ".join(cut)
