"""Check of vowel harmony: a Kazakh ending has the vowels of its word, hard or soft."""

import re
from collections.abc import Iterator

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.checks.check import Check, Problem
from toolkit.checks.mending import Flaw, reported
from toolkit.checks.pair import Pair

__all__ = ["CHECKS"]

# у, и, ю, я and э are hard or soft by the word. Loans that end in two consonants are soft in
# spite of their vowels (Нью-Йоркте, банкке).
_HARD, _SOFT = "аоұы", "әеөүі"
_CONSONANTS = "бвгғджзйкқлмнңпрстфхһцчш"
_CASES = {
    "де": "да", "те": "та", "ден": "дан", "тен": "тан", "ге": "ға", "ке": "қа",
    "нің": "ның", "дің": "дың", "тің": "тың",
}  # fmt: skip
_TO_SOFT = {hard: soft for soft, hard in _CASES.items()}
_MEANT = {**_CASES, **_TO_SOFT}
_WRONG = re.compile(
    rf"(?<![\w-])(?=\w{{5,40}}(?![\w-]))\w+?(?:[{_HARD}][{_CONSONANTS}]?({'|'.join(_CASES)})"
    rf"|[{_SOFT}][{_CONSONANTS}]{{0,2}}({'|'.join(_TO_SOFT)}))(?!\w)"
)
_NEAR = re.compile(rf"(?:{'|'.join(_MEANT)})(?!\w)")


def disharmonious_endings(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield words whose ending is soft though the word is hard, or the reverse."""
    if locale.language != "kk" or locale.script != "Cyrl":
        return iter(())
    words = pair.target_words
    if _NEAR.search(words) is None:
        return iter(())
    flaws = (_flaw(match) for match in _WRONG.finditer(words) if match[0] not in pair.source_words)
    return reported(pair, flaws)


def _flaw(match: re.Match[str]) -> Flaw:
    ending = match[1] or match[2]
    meant = match[0].removesuffix(ending) + _MEANT[ending]
    return Flaw(
        match.span(), f"the ending -{ending} does not agree with the vowels of its word", meant
    )


CHECKS = (
    Check(
        "vowel-harmony",
        Severity.HINT,
        "Kazakh endings are hard or soft as the word before them is.",
        disharmonious_endings,
        "write the ending with the vowel that the word requires",
    ),
)
