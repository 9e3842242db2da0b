"""Checks of meaning: a “not”, a people, a speaker or a doubt that the translation does not have."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.checks.check import Check, Place, Problem
from toolkit.checks.pair import Pair
from toolkit.checks.quotations import read_quotations
from toolkit.language.alphabets.casing import is_dotted, lower
from toolkit.language.meanings import CAPITALS, SIDES, Meanings, meanings_of

__all__ = ["CHECKS", "negations"]

# No initial ends a sentence (U.S.); a mark may stand behind a space.
_SENTENCE_END = re.compile(r"(?<=[.!?؟…])(?<!(?<!\w)\w\.)(?:\s?[»”\")\]]{1,3})?\s+")
_FEWEST_WORDS = 2
"""A label of one word is no sentence: “No” may be answered by a word of any kind."""
_MOST_READ = 20_000
_Sentences = tuple[str, int, str, int]
"""A sentence of the source, where it begins, and the same of the translation."""


def lost_negations(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield the sentences that say no in the source, and whose translation does not.

    A word that says no by itself (refused, without) is enough. Where the source has one too, yes
    and no may well have changed places.
    """
    ours, theirs = meanings_of(pair.language), meanings_of(locale)
    if ours is None or theirs is None or pair.source_words == pair.target_words:
        return
    if ours.negations.search(_folded(pair.source_words, pair.language)) is None:
        return
    for source, start, target, place in _beside(pair, locale):
        found = ours.sure_denials(source)
        if not found or min(len(source.split()), len(target.split())) < _FEWEST_WORDS:
            continue
        if ours.implied.search(source) or theirs.may_deny(target):
            continue
        word = _moved(found[0], start)
        shown = pair.source_words[slice(*word)]
        message = f"“{shown}” has no counterpart here: the translation may say the opposite"
        yield Problem(message, (place, place + len(target)), word)


def added_negations(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield that a translation denies outright what its source says without any no.

    Only in a source language of which it is known what others may say by a denial (rarely, fail).
    What denies the opposite of what the source says says the same: “not open” is closed.
    """
    ours, theirs = meanings_of(pair.language), meanings_of(locale)
    if ours is None or theirs is None or ours.deniable is None:
        return
    found = theirs.denied(_folded(pair.target_words, locale))
    if found is None or len(pair.source_words.split()) < _FEWEST_WORDS:
        return
    source = _folded(pair.source_words, pair.language)
    if any(each.search(source) for each in (ours.negations, ours.implied, ours.deniable)):
        return
    if _denies_opposite(ours, source, theirs, _folded(pair.target_words, locale)):
        return
    shown = pair.target_words[slice(*found)]
    yield Problem(f"“{shown}” says no here, and nothing in the source does", found)


def _denies_opposite(ours: Meanings, source: str, theirs: Meanings, target: str) -> bool:
    """Whether a translation has a word for the opposite of what its source says.

    Whatever is denied is forbidden, in some languages: that is no word of its own.
    """
    said = dict.fromkeys(ours.sides_of(source))
    return any(
        one in said and other != "forbid" and theirs.opposites[other].perhaps.search(target)
        for one, other in SIDES
    )


def negations(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield a no that was lost, or that was put in."""
    yield from lost_negations(pair, locale)
    yield from added_negations(pair, locale)


def opposites(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield the sentences that say the opposite: after for before, fell for rose.

    Clauses that change places may change one for the other, and what is not open is closed. It
    counts only where neither text has both, nor a no, and each has a word that says it whatever
    stands beside it.
    """
    ours, theirs = meanings_of(pair.language), meanings_of(locale)
    if ours is None or theirs is None:
        return
    said = ours.sides_of(_folded(pair.source_words, pair.language))
    there = theirs.sides_of(_folded(pair.target_words, locale)) if said else []
    for one, other in SIDES:
        if one not in said or other not in there:
            continue
        for old, start, new, place in _beside(pair, locale):
            source, target = ours.without_fixed(old), theirs.without_fixed(new)
            told = ours.opposites[one].sure.search(source)
            wrong = theirs.opposites[other].sure.search(target)
            if not (told and wrong) or ours.negations.search(source) or theirs.denials(target):
                continue
            kept = theirs.opposites[one].perhaps.search(target)
            if kept or ours.opposites[other].perhaps.search(source):
                continue
            before, after = _moved(told.span(), start), _moved(wrong.span(), place)
            yield Problem(_instead(pair, before, after), after, before)


def _instead(pair: Pair, before: Place, after: Place) -> str:
    """Return what is said of a word of the translation that stands for another in the source."""
    old, new = pair.source_words[slice(*before)], pair.target_words[slice(*after)]
    return f"the source has “{old}”, the translation “{new}”"


def other_peoples(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield a people, a country or a city in the place of another one."""
    ours, theirs = meanings_of(pair.language), meanings_of(locale)
    if ours is None or theirs is None:
        return
    wanted = ours.named(_folded(pair.source_words, pair.language))
    if not wanted:
        return
    there = theirs.named(_folded(pair.target_words, locale))
    known = set(theirs.peoples).intersection(ours.peoples)
    missing = _alone(wanted.keys() & known, there)
    extra = _alone(there.keys() & known, wanted)
    for old, new in zip(missing, extra, strict=False):
        before, after = wanted[old], there[new]
        yield Problem(_instead(pair, before, after), after, before)


def _alone(names: Iterable[str], others: Collection[str]) -> list[str]:
    """Return what only one text names; a capital may stand for its country, Beijing for China."""
    return [
        name
        for name in sorted(names)
        if name not in others
        and CAPITALS.get(name) not in others
        and not any(CAPITALS.get(other) == name for other in others)
    ]


def other_persons(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield that a quotation no longer speaks of its speaker, or a woman has become a man."""
    ours, theirs = meanings_of(pair.language), meanings_of(locale)
    if ours is None or theirs is None:
        return
    yield from _lost_speaker(pair, ours, theirs, locale)
    whole = _folded(pair.source_words, pair.language)
    if _found(ours, "she_pronouns", whole) is None and _found(ours, "he_pronouns", whole) is None:
        return
    for source, start, target, place in _beside(pair, locale):
        for one, other in (("she", "he"), ("he", "she")):
            told = _found(ours, f"{one}_pronouns", source)
            wrong = _found(theirs, f"{other}_pronouns", target)
            if told is None or wrong is None or _found(ours, other, source):
                continue
            if _found(theirs, one, target) is None:
                message = f"“{told[0]}” in the source is “{wrong[0]}” here"
                yield Problem(message, _moved(wrong.span(), place), _moved(told.span(), start))


def _lost_speaker(
    pair: Pair, ours: Meanings, theirs: Meanings, locale: Locale
) -> Iterator[Problem]:
    """Yield that words in quotation marks say “I”, and the translation nowhere does."""
    source, me = _folded(pair.source_words, pair.language), ours.persons.get("me")
    quoted = read_quotations(pair.source_words) if me is not None and me.search(source) else []
    if not quoted or "me" not in theirs.persons:
        return
    if _found(theirs, "me", _folded(pair.target_words, locale)):
        return
    for each in quoted:
        told = ours.persons["me"].search(source, *each.place)
        if told is not None and read_quotations(pair.target_words):
            shown = pair.source_words[slice(*told.span())]
            yield Problem(
                f"“{shown}” in the quotation is a different person here", None, told.span()
            )
            return


def lost_hedges(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield that the source does not vouch for something, and the translation does."""
    ours, theirs = meanings_of(pair.language), meanings_of(locale)
    if ours is None or theirs is None:
        return
    told = ours.hedges.search(_folded(pair.source_words, pair.language))
    if told is not None and theirs.hedges.search(_folded(pair.target_words, locale)) is None:
        shown = pair.source_words[slice(*told.span())]
        yield Problem(
            f"“{shown}” has no counterpart here: an allegation became a fact", None, told.span()
        )


def _found(meanings: Meanings, person: str, text: str) -> re.Match[str] | None:
    known = meanings.persons.get(person)
    return None if known is None else known.search(text)


def _moved(place: Place, start: int) -> Place:
    return place[0] + start, place[1] + start


@lru_cache(maxsize=8)
def _folded(text: str, locale: Locale) -> str:
    """Return a text in small letters, each at its place."""
    small = lower(text[:_MOST_READ], dotted=is_dotted(locale))
    return small if len(small) == len(text[:_MOST_READ]) else text[:_MOST_READ]


def _beside(pair: Pair, locale: Locale) -> Iterator[_Sentences]:
    """Yield the sentences of two texts beside each other; where their numbers differ, the texts."""
    source = _folded(pair.source_words, pair.language)
    target = _folded(pair.target_words, locale)
    ours, theirs = _sentences(source), _sentences(target)
    if len(ours) != len(theirs):
        yield source, 0, target, 0
        return
    for (start, end), (place, last) in zip(ours, theirs, strict=True):
        yield source[start:end], start, target[place:last], place


def _sentences(text: str) -> list[Place]:
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    return list(zip([0, *ends], [*ends, len(text)], strict=True))


CHECKS = (
    Check(
        "negations",
        Severity.WARNING,
        "What the source denies is denied in the translation, and nothing else is.",
        negations,
        "check whether the translation says the opposite",
    ),
    Check(
        "opposites",
        Severity.WARNING,
        "What comes before, rises or wins in the source does not come after, fall or lose.",
        opposites,
        "check whether the translation says the opposite",
    ),
    Check(
        "peoples",
        Severity.WARNING,
        "Peoples, countries and cities are those of the source.",
        other_peoples,
        "write the people or the place of the source",
    ),
    Check(
        "persons",
        Severity.HINT,
        "Who speaks in a quotation, and whether it is he or she, is as in the source.",
        other_persons,
        "check whom the sentence is about",
    ),
    Check(
        "hedges",
        Severity.HINT,
        "What is only alleged or reported in the source is so in the translation.",
        lost_hedges,
        "say that it is alleged or reported",
    ),
)
