"""Meanings: words that a sentence may not lose or gain without saying something else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from toolkit.base.bcp47 import Locale
from toolkit.language.known import facts

__all__ = ["CAPITALS", "Meanings", "meanings_of"]

CAPITALS = {
    "ankara": "turkish",
    "astana": "kazakh",
    "beijing": "chinese",
    "berlin": "german",
    "bishkek": "kyrgyz",
    "london": "british",
    "moscow": "russian",
    "paris": "french",
    "tashkent": "uzbek",
    "tokyo": "japanese",
}
"""The country or people of which a city speaks."""

_NEVER = re.compile(r"(?!)")
_SHORTEST_STEM = 2


@dataclass(frozen=True, slots=True)
class Meanings:
    """The telling words of a language; patterns that find nothing where it is not known."""

    negations: re.Pattern[str]
    """What says no: words, and verbs that are denied inside."""
    unlike: re.Pattern[str]
    """Words and phrases that look as if they did, and do not."""
    implied: re.Pattern[str]
    """Words that say no by themselves, or turn yes and no round: refused, until."""
    hedges: re.Pattern[str]
    """Words by which a speaker does not vouch for what is said."""
    persons: Mapping[str, re.Pattern[str]]
    """What speaks of oneself (`me`), of a woman (`she`), of a man (`he`); and the pronouns alone
    of the last two, where the language has any."""
    peoples: Mapping[str, re.Pattern[str]]
    """Peoples, countries and cities."""
    any_people: re.Pattern[str]
    """Any of them."""

    def denials(self, text: str) -> list[tuple[int, int]]:
        """Return where a text in lower case says no outright."""
        bare = self.unlike.sub(lambda match: " " * len(match[0]), text)
        return [match.span() for match in self.negations.finditer(bare)]

    def named(self, text: str) -> dict[str, tuple[int, int]]:
        """Return the peoples and places that a text in lower case names, and where first."""
        found: dict[str, tuple[int, int]] = {}
        for match in self.any_people.finditer(text):
            name = next(each for each, known in self.peoples.items() if known.fullmatch(match[0]))
            found.setdefault(name, match.span())
        return found


@lru_cache
def meanings_of(locale: Locale) -> Meanings | None:
    """Return the telling words of a locale; None where the toolkit does not know them.

    They are known in the language's usual script only.
    """
    known = facts(locale.language, "meaning")
    if not known or not locale.has_usual_script:
        return None
    negations, peoples = _table(known, "negations"), _table(known, "peoples")
    return Meanings(
        negations=_any(_words(negations, "words") + _denied_verbs(negations)),
        unlike=_any(_lines(negations, "phrases") + _words(negations, "never")),
        implied=_any(_words(negations, "implied") + _words(negations, "turning")),
        hedges=_any(_words(_table(known, "hedges"), "words")),
        persons=_patterns(_table(known, "persons")),
        peoples=_patterns(peoples),
        any_people=_any([one for key in peoples for one in _words(peoples, key)]),
    )


def _table(known: Mapping[str, object], key: str) -> Mapping[str, str]:
    return cast("Mapping[str, str]", known.get(key, {}))


def _patterns(table: Mapping[str, str]) -> Mapping[str, re.Pattern[str]]:
    return {key: _any(_words(table, key)) for key in table}


def _words(table: Mapping[str, str], key: str) -> list[str]:
    return [_spelled(word) for word in table.get(key, "").split()]


def _lines(table: Mapping[str, str], key: str) -> list[str]:
    return [_spelled(line) for line in table.get(key, "").strip().splitlines()]


def _spelled(word: str) -> str:
    """Return the expression of a word; a star is any letters."""
    return r"\w*".join(map(re.escape, word.split("*")))


def _denied_verbs(table: Mapping[str, str]) -> list[str]:
    infixes = "|".join(table.get("infixes", "").split())
    endings = "|".join(table.get("endings", "").split())
    unless = "|".join(table.get("unless_after", "").split())
    if not infixes:
        return []
    return [rf"\w{{{_SHORTEST_STEM},20}}?(?:{infixes})(?!(?:{unless})(?!\w))(?:{endings})\w*"]


def _any(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(words)})(?![\w'’])") if words else _NEVER
