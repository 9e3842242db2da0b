"""Meanings: words that a sentence may not lose or gain without saying something else."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import cast

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.language.known import facts

__all__ = ["CAPITALS", "OPPOSITES", "SIDES", "Meanings", "Side", "meanings_of"]

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

OPPOSITES = (
    ("before", "after"),
    ("rise", "fall"),
    ("win", "lose"),
    ("open", "close"),
    ("buy", "sell"),
    ("arrest", "free"),
    ("allow", "forbid"),
    ("north", "south"),
    ("east", "west"),
    ("import", "export"),
    ("noon", "midnight"),
)
"""What may not change places with what: the keys of `[opposites]` in a language's words."""
SIDES = tuple(each for one, other in OPPOSITES for each in ((one, other), (other, one)))
"""Each side of them with its opposite."""

_NEVER = re.compile(r"(?!)")
_SHORTEST_STEM = 2
_LAST_WORDS = 60
"""So many characters at the end of a text hold its last words."""


@frozen
class Meanings:
    """The telling words of a language; patterns that find nothing where it is not known."""

    negations: re.Pattern[str]
    """What says no: words, and verbs that are denied inside."""
    unlike: re.Pattern[str]
    """Words and phrases that look as if they did, and do not."""
    implied: re.Pattern[str]
    """Words that say no by themselves, or turn yes and no round: refused, until."""
    outright: re.Pattern[str]
    """What surely denies what a whole sentence says; narrower than `negations`."""
    verb_is_last: bool
    """Whether it stands at the end of a text."""
    idioms: re.Pattern[str]
    """What looks like an outright denial, and says yes: “not stop”."""
    deniable: re.Pattern[str] | None
    """What other languages may say by a denial: rarely, fail. None where nobody has said what."""
    opposites: Mapping[str, "Side"]
    """Words that may not change places, by the names in OPPOSITES."""
    side_letters: Mapping[str, tuple[str, ...]]
    """Of each word that says one of them for certain, letters that it has: most texts lack them."""
    fixed: re.Pattern[str]
    """Phrases with such words that say none of them: before long, after all, close to."""
    hedges: re.Pattern[str]
    """Words by which a speaker does not vouch for what is said."""
    persons: Mapping[str, re.Pattern[str]]
    """What speaks of oneself (`me`), of a woman (`she`), of a man (`he`); and the pronouns alone
    of the last two, where the language has any."""
    peoples: tuple[str, ...]
    """Peoples, countries and cities."""
    any_people: re.Pattern[str]
    """Any of them, with a group for each."""

    def denials(self, text: str) -> list[tuple[int, int]]:
        """Return where a text in lower case says no outright."""
        bare = self.unlike.sub(_blank, text)
        return [match.span() for match in self.negations.finditer(bare)]

    def sides_of(self, text: str) -> list[str]:
        """Return which sides of opposites a text in lower case says for certain."""
        names = [
            name
            for name, letters in self.side_letters.items()
            if any(each in text for each in letters)
        ]
        bare = self.without_fixed(text) if names else text
        return [name for name in names if self.opposites[name].sure.search(bare)]

    def without_fixed(self, text: str) -> str:
        """Return a text in lower case with the phrases blanked whose words say no opposite."""
        return self.fixed.sub(_blank, text)

    def may_deny(self, text: str) -> bool:
        """Whether a text in lower case can be the translation of one that says no."""
        said = (self.implied, self.idioms)
        return any(each.search(text) for each in said) or bool(self.denials(text))

    def sure_denials(self, text: str) -> list[tuple[int, int]]:
        """Return the denials that hold for a whole sentence, where a language tells them apart."""
        if self.outright is _NEVER:
            return self.denials(text)
        found = self.denied(text)
        return [] if found is None else [found]

    def denied(self, text: str) -> tuple[int, int] | None:
        """Return where a text in lower case surely denies what a sentence says."""
        start = max(0, len(text) - _LAST_WORDS) if self.verb_is_last else 0
        found = self.outright.search(self.idioms.sub(_blank, text), start)
        return None if found is None else found.span()

    def named(self, text: str) -> dict[str, tuple[int, int]]:
        """Return the peoples and places that a text in lower case names, and where first."""
        found: dict[str, tuple[int, int]] = {}
        for match in self.any_people.finditer(text):
            found.setdefault(self.peoples[(match.lastindex or 1) - 1], match.span())
        return found


@frozen
class Side:
    """The words of one of two opposites."""

    sure: re.Pattern[str]
    """Words that say it whatever stands beside them."""
    perhaps: re.Pattern[str]
    """Those, and all that may say it: where one of them stands, it is not lost."""


class _Sides(dict[str, Side]):
    """The words of opposites, each compiled when a text may say it: most texts say none."""

    def __init__(self, sure: Mapping[str, str], perhaps: Mapping[str, str]) -> None:
        super().__init__()
        self._sure = sure
        self._perhaps = perhaps

    def __missing__(self, name: str) -> Side:
        sure, perhaps = _lines(self._sure, name), _lines(self._perhaps, name)
        return self.setdefault(name, Side(_any(sure), _any(sure + perhaps)))


@lru_cache
def meanings_of(locale: Locale) -> Meanings | None:
    """Return the telling words of a locale; None where the toolkit does not know them.

    They are known in the language's usual script only.
    """
    known = facts(locale.language, "meaning")
    if not known or not locale.has_usual_script:
        return None
    negations, peoples = _table(known, "negations"), _table(known, "peoples")
    sure = _table(known, "opposites")
    return Meanings(
        negations=_any(_words(negations, "words") + _denied_verbs(negations)),
        unlike=_any(_lines(negations, "phrases") + _words(negations, "never")),
        implied=_any(_words(negations, "implied") + _words(negations, "turning")),
        outright=_any(_lines(negations, "outright"), _last(negations)),
        verb_is_last=bool(_last(negations)),
        idioms=_any(_lines(negations, "phrases") + _lines(negations, "idioms")),
        deniable=_any(_words(negations, "deniable")) if "deniable" in negations else None,
        opposites=_Sides(sure, _table(known, "opposites_perhaps")),
        side_letters={
            key: tuple({max(line.split("*"), key=len) for line in words.strip().splitlines()})
            for key, words in sure.items()
        },
        fixed=_any(_lines(_table(known, "fixed"), "phrases")),
        hedges=_any(_words(_table(known, "hedges"), "words")),
        persons=_patterns(_table(known, "persons")),
        peoples=tuple(peoples),
        any_people=_any([f"({'|'.join(_words(peoples, key))})" for key in peoples]),
    )


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


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


def _last(table: Mapping[str, str]) -> str:
    """Return what must follow an outright denial: nothing, where the verb ends the sentence."""
    return r"(?=\W*\Z)" if table.get("place") == "last" else ""


def _denied_verbs(table: Mapping[str, str]) -> list[str]:
    infixes = "|".join(table.get("infixes", "").split())
    endings = "|".join(table.get("endings", "").split())
    unless = "|".join(table.get("unless_after", "").split())
    if not infixes:
        return []
    return [rf"\w{{{_SHORTEST_STEM},20}}?(?:{infixes})(?!(?:{unless})(?!\w))(?:{endings})\w*"]


def _any(words: list[str], after: str = "") -> re.Pattern[str]:
    """Return what finds any of some words; `after` is an expression of what must follow."""
    if not words:
        return _NEVER
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(words)})(?![\w'’]){after}")
