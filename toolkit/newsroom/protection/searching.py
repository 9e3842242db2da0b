"""Searching: protected names in a text, in every alphabet, inflection and disguise."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from toolkit.language.disguises import LETTERS, bare, may_end, sounds_of, unseen_removed
from toolkit.language.scripts import script_of
from toolkit.language.words import fold
from toolkit.newsroom.protection.identities import Identity, Protection
from toolkit.newsroom.protection.replacing import spellings

__all__ = ["Leak", "Searcher", "searcher"]

_SURE = 5
"""A single word of fewer sounds is found as it is written only: too many words sound so."""
_LONG = 8
"""A form in small letters is found from so many letters on; shorter ones are words too often."""
_GAP = re.compile(r"(?:[\W\d_]|\\n){0,8}")
_CAMEL = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])")
_TAG = re.compile(r"<[^<>]{0,400}>")
_QUOTE = re.compile(r"(?<=[^\W\d_])['’ʼʹ`](?=[^\W\d_])")
_PO_BREAK = re.compile(r"\"\n(?:#[~|]+ ?)*\"")
_NUMBER = re.compile(r"\d[\d\s()+.\-]{5,}\d")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_CACHED = 1 << 18


@dataclass(frozen=True, slots=True)
class Leak:
    """A protected name that stands in a text."""

    identity: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
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

    def __bool__(self) -> bool:
        return bool(self._wanted or self._numbers)

    def find(self, text: str) -> tuple[Leak, ...]:
        """Return where names stand in a text; each once for every way of reading it."""
        found: dict[tuple[str, int], Leak] = {}
        for each in _readings(text):
            line, done = 1, 0
            for start, identity in sorted((*self._names(each), *self._phones(each))):
                line += each.count("\n", done, start)
                done = start
                column = start - each.rfind("\n", 0, start)
                found.setdefault((identity, line), Leak(identity, line, column))
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
        words = [(match.start(), match.end()) for match in LETTERS.finditer(text)]
        done = 0
        for at, (start, end) in enumerate(words):
            if at < done or not (places := self._places(text[start:end])):
                continue
            found = [
                (length, wanted)
                for number, place in places
                if place == 0 and (wanted := self._wanted[number])
                if (length := self._length(text, words, at, number))
            ]
            if found:
                length, wanted = max(found, key=lambda each: (each[0], each[1].shield))
                done = at + length
                if not wanted.shield:
                    yield start, wanted.identity.id

    def _length(self, text: str, words: Sequence[tuple[int, int]], at: int, number: int) -> int:
        """Return how many words a name has at a word of a text; 0 where it is not there."""
        wanted = self._wanted[number]
        length = len(wanted.words)
        if at + length > len(words):
            return 0
        for offset in range(length):
            start, end = words[at + offset]
            if (number, offset) not in self._places(text[start:end]):
                return 0
            if offset and not _GAP.fullmatch(text, words[at + offset - 1][1], start):
                return 0
        if length == 1 and not _is_sure(text, *words[at], wanted):
            return 0
        return length

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


def _is_sure(text: str, start: int, end: int, wanted: _Wanted) -> bool:
    """Whether a name of one word is meant: by a capital, or as it is spelled exactly."""
    word = text[start:end]
    is_lower = word == word.lower() != word.upper()
    if not is_lower:
        return True
    if wanted.identity.common:
        return False
    if _is_in_address(text, start, end):
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
    if _QUOTE.search(text):
        yield _QUOTE.sub("", text)
    if _CAMEL.search(text):
        yield _CAMEL.sub(" ", text)


def _all_wanted(protection: Protection) -> Iterator[_Wanted]:
    """Yield all that is looked for, each once."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for identity in protection.identities:
        names = {pair.name for _, pair in identity.pairs()}
        forms = [(form, False) for form in _forms(identity)]
        forms += [(form, True) for form in identity.other]
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
