"""Searching: protected names in a text, in every alphabet, inflection and disguise."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from toolkit.base.frozen import frozen
from toolkit.language.disguises import (
    APOSTROPHE,
    LETTERS,
    bare,
    may_end,
    sounds_of,
    unseen_removed,
)
from toolkit.language.scripts import script_of
from toolkit.language.words import fold
from toolkit.newsroom.protection.identities import Identity, Protection
from toolkit.newsroom.protection.replacing import everywhere, spellings

__all__ = ["Leak", "Searcher", "searcher"]

_SURE = 5
"""A single word of fewer sounds is found as it is written only: too many words sound so."""
_LONG = 8
"""A form in small letters is found from so many letters on; shorter ones are words too often."""
_GAP = re.compile(r"(?:[\W\d_]|\\n){0,8}")
_CAMEL = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])")
_TAG = re.compile(r"<[^<>]{0,400}>")
_PO_BREAK = re.compile(r"\"\n(?:#[~|]+ ?)*\"")
_NUMBER = re.compile(r"\d[\d\s()+.\-]{5,}\d")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_CACHED = 1 << 18


@frozen
class Leak:
    """A protected name that stands in a text."""

    identity: str
    line: int
    column: int


@frozen
class _Wanted:
    """A name that is looked for: a word or several."""

    identity: Identity
    words: tuple[str, ...]
    """Folded."""
    sounds: tuple[str, ...]
    base: bool
    """Whether it is the name itself, and no form of it: more suffixes may follow it."""
    shield: bool = False
    """Whether it is somebody else's."""


class Searcher:
    """Finds names in texts, in time linear in the text."""

    def __init__(self, protection: Protection) -> None:
        self._wanted = tuple(_all_wanted(protection))
        self._numbers = tuple(_numbers(protection))
        self._spelled: dict[str, list[tuple[int, int]]] = {}
        self._sounding: dict[str, list[tuple[int, int]]] = {}
        self._stems: dict[str, list[tuple[int, int]]] = {}
        for number, wanted in enumerate(self._wanted):
            for at, (word, sound) in enumerate(zip(wanted.words, wanted.sounds, strict=True)):
                self._spelled.setdefault(word, []).append((number, at))
                if len(sound) >= (_SURE if len(wanted.words) == 1 else 1):
                    self._sounding.setdefault(sound, []).append((number, at))
                if wanted.base and len(sound) >= _SURE:
                    self._stems.setdefault(sound, []).append((number, at))
        self._others: set[str] = set()
        """Words of texts that are no words of names."""
        self._places = lru_cache(_CACHED)(self._find_places)
        self._singles = lru_cache(_CACHED)(self._find_singles)

    def __bool__(self) -> bool:
        return bool(self._wanted or self._numbers)

    def find(self, text: str) -> tuple[Leak, ...]:
        """Return where names stand in a text; each once for every way of reading it."""
        found: dict[tuple[str, int], Leak] = {}
        for each in _readings(text):
            line, done, begins = 1, 0, -1
            for start, identity in sorted((*self._names(each), *self._phones(each))):
                line += each.count("\n", done, start)
                begins = max(begins, each.rfind("\n", done, start))
                done = start
                found.setdefault((identity, line), Leak(identity, line, start - begins))
        return tuple(found.values())

    def _phones(self, text: str) -> Iterator[tuple[int, str]]:
        for match in _NUMBER.finditer(text) if self._numbers else ():
            digits = "".join(filter(str.isdigit, match[0]))
            for wanted, identity in self._numbers:
                if wanted in digits:
                    yield match.start(), identity

    def _names(self, text: str) -> Iterator[tuple[int, str]]:
        unsure = set(LETTERS.findall(text)) - self._others
        others = {word for word in unsure if not self._places(word)}
        if len(self._others) < _CACHED:
            self._others |= others
        if unsure == others:
            return
        matches = list(LETTERS.finditer(text))
        places = [self._places(match[0]) for match in matches]
        done = 0
        for at, found in enumerate(places):
            if at < done or not found:
                continue
            longest = self._longest(text, matches, places, at)
            if longest is not None:
                done = at + len(longest.words)
                if not longest.shield:
                    yield matches[at].start(), longest.identity.id

    def _longest(
        self,
        text: str,
        matches: Sequence[re.Match[str]],
        places: Sequence[frozenset[tuple[int, int]]],
        at: int,
    ) -> _Wanted | None:
        """Return the longest of the names that begin with a word of a text; somebody else's first.

        Args:
            text: the text.
            matches: its words.
            places: which words of which names each of them may be.
            at: the number of the word.

        """
        best: _Wanted | None = None
        after = places[at + 1] if at + 1 < len(places) else frozenset()
        several = (number for number, place in after if place == 1 and (number, 0) in places[at])
        for number in (*several, *self._singles(matches[at][0])):
            wanted = self._wanted[number]
            length = len(wanted.words)
            if at + length > len(matches):
                continue
            if best is not None and (len(best.words), best.shield) >= (length, wanted.shield):
                continue
            rest = range(1, length)
            if not all((number, offset) in places[at + offset] for offset in rest):
                continue
            if length == 1 and not _is_sure(text, matches[at], wanted):
                continue
            ends = ((matches[at + each - 1].end(), matches[at + each].start()) for each in rest)
            if all(_GAP.fullmatch(text, *each) for each in ends):
                best = wanted
        return best

    def _find_singles(self, word: str) -> tuple[int, ...]:
        """Return the names of one word that a word may be."""
        found = self._places(word)
        return tuple(sorted(each for each, _ in found if len(self._wanted[each].words) == 1))

    def _find_places(self, word: str) -> frozenset[tuple[int, int]]:
        """Return which words of which names a word may be."""
        places = {*self._spelled.get(fold(word), ())}
        script = script_of(word[0])
        for sound in sounds_of(word):
            if script != "Arab" or len(sound) > _SURE:  # where no capital tells a name
                places.update(self._sounding.get(sound, ()))
            else:
                several = self._sounding.get(sound, ())
                places.update(each for each in several if len(self._wanted[each[0]].words) > 1)
            if script == "Latn":  # what is written with suffixes there is spelled in an alphabet
                continue
            for end in range(_SURE + (script == "Arab"), len(sound)):
                there = self._stems.get(sound[:end])
                if there and may_end(sound[end:]):
                    places.update(there)
        return frozenset(places)


def _is_sure(text: str, match: re.Match[str], wanted: _Wanted) -> bool:
    """Whether a name of one word is meant: by a capital, or as it is spelled exactly."""
    word = match[0]
    is_lower = word == word.lower() != word.upper()
    if not is_lower:
        return True
    if wanted.identity.common:
        return False
    if _is_in_address(text, match.start(), match.end()):
        return True
    return fold(word) in wanted.words and (wanted.base or len(word) >= _LONG)


def _is_in_address(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return any(char in "/_-@.=0123456789" for char in around) and script_of(text[start]) == "Latn"


def _readings(text: str) -> Iterator[str]:
    """Yield a text as it stands, and as programs read what is in it."""
    text = unseen_removed(text)
    yield text
    if "&" in text and ";" in text:
        yield unescape(text)
    if "%" in text:
        yield unquote(text, errors="replace")
    if "\\u" in text:
        yield _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    if "<" in text:
        without = _TAG.sub("", text)
        yield without
        if "&" in without:
            yield unescape(without)
    if '"\n"' in text or '"\n#' in text:
        yield _PO_BREAK.sub("", text)
    if APOSTROPHE.search(text):
        yield APOSTROPHE.sub("", text)
    if _CAMEL.search(text):
        yield _CAMEL.sub(" ", text)


def _all_wanted(protection: Protection) -> Iterator[_Wanted]:
    """Yield all that is looked for, each once."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for identity in protection.identities:
        # Texts are read without apostrophes too; two words of one would be found too loosely.
        names = {APOSTROPHE.sub("", pair.name) for _, pair in identity.pairs()}
        forms = [(APOSTROPHE.sub("", form), False) for form in _forms(identity)]
        forms += [(form, True) for text in identity.other for form in everywhere(text, identity)]
        for form, shield in forms:
            for words in _orders(form, identity):
                folded = tuple(map(fold, words))
                if folded and (identity.id, folded) not in seen:
                    seen.add((identity.id, folded))
                    sounds = tuple(map(bare, words))
                    yield _Wanted(identity, folded, sounds, form in names, shield)


def _forms(identity: Identity) -> Iterator[str]:
    for locale, pair in identity.pairs():
        for form, _ in spellings(pair, locale, woman=identity.woman):
            yield form


def _orders(form: str, identity: Identity) -> Iterator[tuple[str, ...]]:
    """Yield the words of a form, a surname first too, and all in one as addresses have them."""
    words = tuple(LETTERS.findall(unseen_removed(form)))
    yield words
    if len(words) == 2 and identity.person:  # noqa: PLR2004 - a name and a surname
        yield words[::-1]
        yield ("".join(words),)
        yield ("".join(words[::-1]),)


def _numbers(protection: Protection) -> Iterator[tuple[str, str]]:
    """Yield the telephone numbers and the like that are protected, by their last digits."""
    for identity in protection.identities:
        for _, pair in identity.pairs():
            digits = "".join(filter(str.isdigit, pair.name))
            if len(digits) > 6 and not LETTERS.search(pair.name):  # noqa: PLR2004
                yield digits[-9:], identity.id


@lru_cache(8)
def searcher(protection: Protection) -> Searcher:
    """Return the searcher of a protection; it is made once."""
    return Searcher(protection)
