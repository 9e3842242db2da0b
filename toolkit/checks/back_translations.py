"""Checks of what people said: in their own language stand their own words, or none in quotes."""

from collections.abc import Iterator

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.base.text import shortened
from toolkit.checks.check import Check, Place, Problem
from toolkit.checks.pair import Pair
from toolkit.checks.quotations import paraphrases, read_quotations, said_quotations
from toolkit.language.spoken_words import says

__all__ = ["CHECKS", "quoted_paraphrases", "translated_back"]


def translated_back(pair: Pair, _locale: Locale) -> Iterator[Problem]:
    """Yield what was said in the language of the translation, and stands there in other words."""
    for each in pair.quotations:
        if each.own and not says(pair.target_words, each.original):
            message = f"“{shortened(each.words)}” was said in this language, in other words"
            place = _place_of(each.words, pair.source_words)
            yield Problem(message, None, place, suggestion=each.original)


def quoted_paraphrases(pair: Pair, _locale: Locale) -> Iterator[Problem]:
    """Yield quotation marks of the translation that put a paraphrase into somebody's mouth."""
    meant = paraphrases(pair)
    if not meant:
        return
    spoken = [each for each in read_quotations(pair.target_words) if each.is_speech]
    if len(spoken) > sum(each.is_speech for each in said_quotations(pair)):
        message = f"“{shortened(meant[-1])}” is a paraphrase, and the translation quotes it"
        yield Problem(message, spoken[-1].place, _place_of(meant[-1], pair.source_words))


def _place_of(words: str, text: str) -> Place | None:
    at = text.find(words)
    return None if at < 0 else (at, at + len(words))


CHECKS = (
    Check(
        "back-translation",
        Severity.ERROR,
        "What was said in the language of the translation stands there as it was said.",
        translated_back,
        "write the words as they were said, which the note has",
    ),
    Check(
        "paraphrase",
        Severity.WARNING,
        "Nothing is quoted that nobody said.",
        quoted_paraphrases,
        "take the quotation marks away",
    ),
)
