"""Kazakh in Arabic letters beside CLDR's names; what differs is listed with its cause.

The words compared are those of the names that CLDR has in kk (Cyrillic) and in kk_Arab, as Babel
carries them: languages, scripts, territories, variants, currencies, and the wide names of months,
days, quarters, eras and times of day (kk_Arab has no abbreviations: it writes the names in full).

A pair of words is comparable when its two names have the same number of words, the one is all
Kazakh Cyrillic and the other all Arabic letters, and the pair is not in the list `different`
of kazakh-cldr-misses.toml: another name (Венгрия, ماجارستان), or another form of the name
(Қазақстан, قازاق). A slip of CLDR's, or a spelling of its own, is a miss.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path

import babel

from tests.oracles import cldr_version
from toolkit.base.bcp47 import Locale
from toolkit.language.alphabets import conversion, convert
from toolkit.language.alphabets.kazakh import to_arabic
from toolkit.language.alphabets.tables import section

MISSES = Path(__file__).parents[2] / "data" / "transliteration" / "kazakh-cldr-misses.toml"
NAMES = ("languages", "scripts", "territories", "variants", "currencies")
TIMES = ("months", "days", "quarters", "eras", "day_periods")
CYRILLIC = re.compile("[а-яёәғқңөұүһі]+", re.IGNORECASE)
ARABIC = re.compile("[\u0621-\u06d5]+")
WORD = re.compile(r"[^\W\d_]+")

Pair = tuple[str, str]


def names(ours: object, theirs: object) -> Iterator[Pair]:
    """Yield the names that two of CLDR's tables have under one key."""
    if isinstance(ours, str) and isinstance(theirs, str):
        if ours != theirs:
            yield ours, theirs
    elif isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        for key in ours:
            if key in theirs and key not in {"abbreviated", "narrow", "short"}:
                yield from names(ours[key], theirs[key])


@cache
def pairs() -> tuple[Pair, ...]:
    """Return the pairs of words, small, of names with the same number of words."""
    cyrillic, arabic = babel.Locale("kk"), babel.Locale("kk", script="Arab")
    found: list[Pair] = []
    for table in NAMES + TIMES:
        for ours, theirs in names(getattr(cyrillic, table), getattr(arabic, table)):
            words = WORD.findall(ours), WORD.findall(theirs)
            if len(words[0]) == len(words[1]):
                found += zip(*words, strict=True)
    return tuple(
        (ours.lower(), theirs)
        for ours, theirs in found
        if CYRILLIC.fullmatch(ours) and ARABIC.fullmatch(theirs)
    )


@cache
def listed(kind: str) -> dict[Pair, str]:
    """Return the pairs of the list of a kind, with why each is there."""
    entries = tomllib.loads(MISSES.read_text("utf-8"))[kind]
    return {
        (each["kk"], each["cldr"]): each["why"]
        for each in entries
        if each.get("since", 0) <= cldr_version()
    }


def comparable() -> list[Pair]:
    return [pair for pair in pairs() if pair not in listed("different")]


def plain(word: str) -> str:
    """Return a word by the letters alone: neither a hamza nor any rule."""
    letters = section("kk/arabic", "letters")
    return "".join(letters[char] for char in word)


def share(right: int) -> float:
    return right / len(comparable())


def ours(word: str) -> str:
    return convert(word, conversion(Locale("kk"), Locale("kk-Arab")))


def test_there_is_something_to_compare() -> None:
    assert len(comparable()) > 2000
    assert len(set(comparable())) > 1000


def test_97_per_cent_of_comparable_words_are_as_in_cldr() -> None:
    assert share(sum(ours(word) == theirs for word, theirs in comparable())) >= 0.97


def test_94_per_cent_of_different_words_are_as_in_cldr() -> None:
    words = set(comparable())
    assert sum(ours(word) == theirs for word, theirs in words) / len(words) >= 0.94


def test_the_rules_without_the_loanwords_come_to_94_per_cent() -> None:
    assert share(sum(to_arabic(word) == theirs for word, theirs in comparable())) >= 0.94


def test_the_rules_are_better_than_the_letters_alone() -> None:
    assert share(sum(plain(word) == theirs for word, theirs in comparable())) < 0.75


def test_every_miss_is_listed_with_its_cause() -> None:
    found = {(word, theirs) for word, theirs in comparable() if ours(word) != theirs}
    assert found == set(listed("miss"))


def test_every_miss_is_listed_with_what_comes_out() -> None:
    misses = tomllib.loads(MISSES.read_text("utf-8"))["miss"]
    assert [each for each in misses if ours(each["kk"]) != each["ours"]] == []


def test_every_different_word_is_one_of_cldr() -> None:
    assert set(listed("different")) <= set(pairs())


def test_no_word_is_called_different_that_comes_out_right() -> None:
    assert not [pair for pair in listed("different") if ours(pair[0]) == pair[1]]


def test_every_entry_says_why() -> None:
    assert all(chain(listed("different").values(), listed("miss").values()))


def test_abbreviations_are_written_letter_by_letter() -> None:
    assert ours("АҚШ-тың сыртқы кіші аралдары") == "ا ق ش-تىڭ سىرتقى كىشى ارالدارى"
