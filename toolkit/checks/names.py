"""Checks of names: one that is spelled in two ways, or lost; by what a whole catalog does."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, pairwise

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.base.frozen import frozen
from toolkit.catalog.terms.finding import source_forms
from toolkit.checks.check import Check, Place, Problem
from toolkit.checks.pair import Pair
from toolkit.language.declension import name_prefixes
from toolkit.language.names import CASELESS, names
from toolkit.language.roman import is_roman
from toolkit.language.transcription import consonants, transcribed
from toolkit.language.words import WORD, fold, is_capital, words_of

__all__ = ["CHECKS", "lost_names", "two_spellings"]

_CACHED = 1 << 16
_SHORTEST = 4
_FEW, _MOST_NAMES = 2, 40
"""Of one text: a list of members is no prose."""
_MOST_WORDS = 400
# How like its transcription a name is, in per cent; where there are no capitals, more is asked.
_LIKE, _LIKE_WITHOUT_CAPITALS = 70, 80
# How like each other two spellings of one name are, by sound, and letter by letter.
_ALIKE, _MISSPELT = 60, 75
_DIGIT = re.compile(r"\d")
_FULL_NAME = re.compile(r"[A-Z]\w{3,40} [A-Z]")


@frozen
class _Spelling:
    """A name as one translation writes it."""

    number: int
    """Of the pair."""
    place: Place
    words: str
    folded: str


@dataclass(slots=True)
class _Name:
    """A name of the sources, and what it became."""

    spellings: list[_Spelling] = field(default_factory=list)
    lost: list[tuple[int, Place]] = field(default_factory=list)
    """In which pairs nothing is like it, and where it stands in their sources."""


@lru_cache(_CACHED)
def _key(word: str) -> str:
    return transcribed(word)


def _sources(pairs: Sequence[Pair]) -> list[list[tuple[str, Place]]]:
    """Return the names in each source: what has a capital, where no sentence begins.

    A word that begins a sentence is a name if it is one elsewhere; one that is also written small,
    such as File, is none.
    """
    found: list[list[tuple[str, Place, bool]]] = []
    known: set[str] = set()
    small: set[str] = set()
    for pair in pairs:
        small.update(words_of(pair.source_words))
        capitals = _capitals(pair)
        known.update(word for word, _, first in capitals if not first)
        found.append(capitals)
    known = {word for word in known if word.lower() not in small}
    return [[(word, place) for word, place, _ in each if word in known] for each in found]


def _capitals(pair: Pair) -> list[tuple[str, Place, bool]]:
    """Return the words of a source that have a capital, and whether each begins a sentence."""
    text = pair.source_words
    taken = _decided(pair) if pair.terms else ()
    found = [each for each in _plain_names(text, pair.language) if each[0] not in taken]
    # A headline with many capitals says little of any of them.
    inside = sum(not first for _, _, first in found)
    if len(found) > _MOST_NAMES or (inside > _FEW and inside > _small_words(text)):
        return []
    return found


def _small_words(text: str) -> int:
    return sum(len(word) >= _SHORTEST and not is_capital(word) for word in words_of(text))


@lru_cache(_CACHED)
def _plain_names(text: str, language: Locale) -> tuple[tuple[str, Place, bool], ...]:
    """Return the words of a text's names, and whether each begins a sentence."""
    if text == text.lower():
        return ()
    return tuple(
        (match[0], match.span(), name.begins and match.start() == name.start)
        for name in names(text, language)
        for match in WORD.finditer(text, name.start, name.end)
        if _is_plain_name(match[0])
    )


def _is_plain_name(word: str) -> bool:
    """Whether a word is long enough to be compared, and no acronym, numeral or code."""
    if len(word) < _SHORTEST or word.isupper() or is_roman(word):
        return False
    return is_capital(word) and _DIGIT.search(word) is None


def _decided(pair: Pair) -> set[str]:
    """Return the words of the source's terms: of these another check tells."""
    return {word for term in pair.terms for form in source_forms(term) for word in words_of(form)}


class _Words:
    """The words of a translation, and what each sounds like."""

    def __init__(self, words: Sequence[tuple[str, Place]]) -> None:
        self._words = words
        self._there = {word: at for at, (word, _) in reversed(list(enumerate(words)))}
        self._keys = [_key(word) for word, _ in words]

    def best(self, name: str, least: float, *, kept: bool = True) -> tuple[str, Place] | None:
        """Return the word that is most like a name's transcription, in per cent at least.

        The name itself is, where names are kept; else it may stand in brackets behind its
        transcription, and is asked for last.
        """
        at = self._there.get(name)
        if at is not None and kept:
            return self._words[at]
        wanted = _key(name)
        longest = len(wanted) + 1
        keys = [
            "" if word == name else key[:longest]
            for (word, _), key in zip(self._words, self._keys, strict=True)
        ]
        found = extractOne(wanted, keys, scorer=ratio, score_cutoff=least)
        if found is not None and found[1]:
            at = found[2]
        return None if at is None else self._words[at]


@lru_cache(1)
def _names(pairs: tuple[Pair, ...], locale: Locale) -> dict[str, _Name]:
    """Return every name of the sources with its spellings in the translations."""
    caseless = locale.script in CASELESS
    least = _LIKE_WITHOUT_CAPITALS if caseless else _LIKE
    found: defaultdict[str, _Name] = defaultdict(_Name)
    for number, (pair, named) in enumerate(zip(pairs, _sources(pairs), strict=True)):
        if not named or not pair.target:
            continue
        every = [(match[0], match.span()) for match in WORD.finditer(pair.target_words)]
        words = _Words([each for each in every if caseless or is_capital(each[0])][:_MOST_WORDS])
        for name, place in dict(reversed(named)).items():
            best = words.best(name, least, kept=pair.language.script == locale.script)
            if best is None:
                # An adjective made of a name has a small letter: Russian, русский.
                if len(every) <= _MOST_WORDS and _Words(every).best(name, least) is None:
                    found[name].lost.append((number, place))
            else:
                word, span = best
                found[name].spellings.append(_Spelling(number, span, word, fold(word)))
    return found


def _same(one: str, other: str, prefixes: Sequence[str] = ()) -> bool:
    """Whether two words can be forms of one, or of one stem: they differ at the end only.

    One may have a particle before it, where a language writes them together with the word.
    """
    for prefix in prefixes:
        for long, short in ((one, other), (other, one)):
            if long.startswith(prefix) and len(long) > len(prefix) + _SHORTEST - 1:
                bare = long.removeprefix(prefix)
                if bare[:2] == short[:2] and _same(bare, short):
                    return True
    least = min(len(one), len(other))
    common = next((at for at in range(least) if one[at] != other[at]), least)
    return common >= min(max(_SHORTEST, least * 3 // 5), least - 1)


def _groups(spellings: Sequence[_Spelling], prefixes: Sequence[str] = ()) -> list[list[_Spelling]]:
    """Return spellings by what they begin with, the most frequent first."""
    counts = Counter(each.folded for each in spellings)
    first = {each.folded: at for at, each in reversed(list(enumerate(spellings)))}
    heads: list[str] = []
    home: dict[str, str] = {}
    for word in sorted(counts, key=lambda each: (-counts[each], first[each])):
        # A catalog that writes one name in very many ways is wrong as a whole.
        head = next((each for each in heads[:20] if _same(word, each, prefixes)), None)
        if head is None:
            heads.append(word)
        home[word] = head or word
    grouped: dict[str, list[_Spelling]] = {head: [] for head in heads}
    for each in spellings:
        grouped[home[each.folded]].append(each)
    return sorted(grouped.values(), key=lambda group: (-len(group), group[0].number))


def _usual(group: Sequence[_Spelling]) -> _Spelling:
    """Return the shortest of the forms of one spelling: it has the fewest endings."""
    return min(group, key=lambda each: (len(each.folded), each.number))


def two_spellings(pairs: Sequence[Pair], locale: Locale) -> Iterator[tuple[int, Problem]]:
    """Yield where a name is spelled otherwise than in most other translations."""
    prefixes = name_prefixes(locale)
    for name, each in _names(tuple(pairs), locale).items():
        groups = _groups(each.spellings, prefixes)
        if not groups:
            continue
        usual, count = _usual(groups[0]), len(groups[0])
        others = [
            one
            for group in groups[1:]
            if ratio(_key(group[0].words), _key(usual.words)) >= _ALIKE
            for one in group
        ]
        for number, _ in each.lost if count > 1 else ():
            near = _nearest(number, pairs[number], usual, locale)
            if near is not None and not _same(near.folded, usual.folded, prefixes):
                others.append(near)
        for one in others:
            yield one.number, _other_spelling(name, one, usual, count)
    yield from _unlike_neighbours(pairs, locale)


def _unlike_neighbours(pairs: Sequence[Pair], locale: Locale) -> Iterator[tuple[int, Problem]]:
    """Yield a given name that is unlike its own beside a surname that is like it.

    It begins with the same sound: a title, which is translated, seldom does.
    """
    if locale.script in CASELESS:
        return
    for number, pair in enumerate(pairs):
        # Where the scripts are one, names are copied.
        full = () if pair.language.script == locale.script else tuple(_full_names(pair))
        if not full:
            continue
        words = [(match[0], match.span()) for match in WORD.finditer(pair.target_words)]
        every = _Words(words[:_MOST_WORDS])
        for one, other in full:
            after = every.best(other, _LIKE)
            if after is None or every.best(one, _LIKE) is not None:
                continue
            at = words.index(after)
            before, place = words[at - 1] if at else ("", (0, 0))
            is_name = is_capital(before) and len(before) >= _SHORTEST
            if is_name and _key(before)[:1] == _key(one)[:1] and not _sounds_so(before, one):
                message = f"“{before}” is not like “{one}”, the name that it translates"
                yield number, Problem(message, target=place, severity=Severity.HINT)


def _sounds_so(word: str, name: str) -> bool:
    """Whether a word has a name's consonants: English vowels are written as they are heard."""
    wanted = consonants(_key(name))
    return len(wanted) > 1 and consonants(_key(word)).startswith(wanted)


def _full_names(pair: Pair) -> Iterator[tuple[str, str]]:
    """Yield each two names that follow one another inside a sentence of the source."""
    if _FULL_NAME.search(pair.source_words) is None:
        return
    for (one, place, first), (other, beside, _) in pairwise(_capitals(pair)):
        if not first and pair.source_words[place[1] : beside[0]] == " ":
            yield one, other


def _other_spelling(name: str, one: _Spelling, usual: _Spelling, count: int) -> Problem:
    where = f"{count} other passages" if count > 1 else "another passage"
    # A name may be kept in the source's letters on purpose, as on a button.
    kept = name in {one.words, usual.words}
    return Problem(
        f"“{name}” is “{one.words}” here, but “{usual.words}” in {where}",
        target=one.place,
        suggestion=usual.words,
        severity=Severity.HINT if kept else None,
    )


def _nearest(number: int, pair: Pair, usual: _Spelling, locale: Locale) -> _Spelling | None:
    """Return the word that is like a name's usual spelling, though not like its sound."""
    caseless = locale.script in CASELESS
    best, nearest = float(_MISSPELT), None
    for match in islice(WORD.finditer(pair.target_words), _MOST_WORDS):
        if caseless or is_capital(match[0]):
            # An ending is not compared: the word is cut where the name ends.
            folded = fold(match[0])
            score = ratio(usual.folded, folded[: len(usual.folded)], score_cutoff=best)
            if score > best or (nearest is None and score):
                best, nearest = score, _Spelling(number, match.span(), match[0], folded)
    return nearest


def lost_names(pairs: Sequence[Pair], locale: Locale) -> Iterator[tuple[int, Problem]]:
    """Yield where a name that other translations have is not in one."""
    for name, each in _names(tuple(pairs), locale).items():
        # Once may be chance: Georgia is like Джорджия, and is Грузия.
        if len(each.spellings) > len(each.lost):
            usual = _usual(_groups(each.spellings)[0])
            for number, place in each.lost:
                if _nearest(number, pairs[number], usual, locale) is None:
                    message = f"the name “{name}” is missing; elsewhere it is “{usual.words}”"
                    yield number, Problem(message, source=place)


CHECKS: tuple[Check, ...] = (
    Check(
        "name-spelling",
        Severity.WARNING,
        "A name is spelled the same way in all translations.",
        None,
        "choose one spelling, and record it in locales/terms.toml",
        survey=two_spellings,
    ),
    Check(
        "names",
        Severity.HINT,
        "A name of the source that other translations keep is in this one too.",
        None,
        "check whether the name was left out on purpose",
        survey=lost_names,
    ),
)
