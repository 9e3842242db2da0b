"""Names: the words of a text that have a capital where no sentence begins, and their runs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.base.bcp47 import Locale
from toolkit.language.lexicon import lexicon
from toolkit.language.profiles import connectors, function_words
from toolkit.language.words import WORD, fold, is_capital, joins

__all__ = ["Name", "names"]

# Scripts without capitals, and languages that write every noun with one: both say nothing of names.
_CASELESS = frozenset(
    {"Arab", "Aran", "Beng", "Deva", "Hans", "Hant", "Hebr", "Jpan", "Kore", "Mong", "Taml", "Thai"}
)
_NOUN_CAPITALS = frozenset({"de", "lb"})
# What joins the words of one name, whatever the language writes before it.
_CONNECTING = frozenset({"of", "for", "de", "da", "del", "di", "al", "bin", "ibn", "von", "van"})
_SENTENCE = re.compile(r"[.!?:;…]['\"”»)\]]*\s|\n|[“«„\"]\s?\Z|[–—]\s?\Z")
_INITIAL = 2
# So many words with capitals are a headline in title case, where hardly another has none.
_HEADLINE = 4


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a text, of one word or several."""

    start: int
    end: int
    text: str
    """As it is written, white space aside."""
    begins: bool
    """Whether its first word begins a sentence: that word's capital says nothing then."""

    @property
    def words(self) -> tuple[str, ...]:
        """Its words, with those that join them."""
        return tuple(WORD.findall(self.text))


def names(text: str, locale: Locale) -> tuple[Name, ...]:
    """Return the runs of words with capitals in a text, in its order.

    No names are the small words that begin a sentence (The, She, После), months and weekdays, and
    anything in a headline that has a capital at nearly every word. A language whose script has no
    capitals, or that gives one to every noun, has no names that can be told so.

    Args:
        text: a text without its codes.
        locale: its language.

    >>> [each.text for each in names("The men met Gu Ming of Radio Azattyk in June.", Locale("en"))]
    ['Gu Ming of Radio Azattyk']

    """
    if locale.script in _CASELESS or locale.language in _NOUN_CAPITALS:
        return ()
    runs = list(_runs(text))
    if _is_headline(text, runs, function_words(locale.language)):
        return ()
    found = (_name(text, run, locale) for run in runs)
    return tuple(each for each in found if each is not None)


@dataclass(slots=True)
class _Run:
    """Words with capitals that stand together, and whether the first begins a sentence."""

    words: list[tuple[int, int]]
    begins: bool


def _runs(text: str) -> Iterator[_Run]:
    run = _Run([], begins=False)
    before = ""
    end = 0
    for match in WORD.finditer(text):
        word, between = match[0], text[end : match.start()]
        starts = _starts(between, before, end)
        if run.words and (starts or not joins(between, before) or not _goes_on(word)):
            yield run
            run = _Run([], begins=False)
        if run.words:
            run.words.append(match.span())
        elif is_capital(word):
            run = _Run([match.span()], begins=starts)
        before, end = word, match.end()
    if run.words:
        yield run


def _starts(between: str, before: str, end: int) -> bool:
    """Whether a word begins a sentence; after an initial or “Mr.” it does not."""
    if end == 0:
        return True
    if is_capital(before) and len(before) <= _INITIAL and joins(between, before):
        return False
    return _SENTENCE.search(between) is not None


def _goes_on(word: str) -> bool:
    return is_capital(word) or word in _CONNECTING


def _is_headline(text: str, runs: list[_Run], small: frozenset[str]) -> bool:
    """Whether a capital says nothing, as nearly every word has one that may."""
    inside = sum(len(run.words) - run.begins for run in runs)
    if inside < _HEADLINE:
        return False
    words = (match[0] for match in WORD.finditer(text))
    others = sum(word[0].islower() and word not in small for word in words)
    return others * _HEADLINE < inside


def _name(text: str, run: _Run, locale: Locale) -> Name | None:
    """Return the name that a run is, without what stands at its ends; None if it is none."""
    words = [(start, end, text[start:end]) for start, end in run.words]
    small = function_words(locale.language) | connectors(locale.language)
    begins = run.begins
    while words and (words[-1][2] in _CONNECTING or _is_date(words[-1][2], "weekday", locale)):
        words.pop()
    while words and _begins_none(words[0][2], small if begins else frozenset(), locale):
        words.pop(0)
        begins = False
    if all(len(word) == 1 or _is_date(word, "", locale) for _, _, word in words):
        return None
    start, end = words[0][0], words[-1][1]
    begins = begins and not _is_acronym(words[0][2])
    return Name(start, end, " ".join(text[start:end].split()), begins)


def _begins_none(word: str, small: frozenset[str], locale: Locale) -> bool:
    """Whether a word is no part of the name that follows it."""
    if _is_date(word, "weekday", locale):
        return True
    return fold(word) in small and not _is_acronym(word)


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _is_date(word: str, kind: str, locale: Locale) -> bool:
    """Whether a word is a month or a weekday, perhaps abbreviated."""
    known = lexicon(locale)
    found = known.read(word.lower()) or known.short_date(word)
    return found is not None and found.is_date and str(found.values[0]).startswith(kind)
