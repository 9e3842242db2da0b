"""Names: the words of a text that have a capital where no sentence begins, and their runs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.language.known import facts, words_of_text
from toolkit.language.lexicon import lexicon
from toolkit.language.profiles import small_words
from toolkit.language.roman import is_roman
from toolkit.language.words import WORD, fold, is_capital, joins, words_of

__all__ = ["CASELESS", "Name", "names"]

_CASELESS = """
Arab Aran Beng Deva Ethi Geor Gujr Guru Hans Hant Hebr Jpan Khmr Knda Kore Laoo Mlym Mong Mymr Orya
Sinh Syrc Taml Telu Thaa Thai Tibt
"""
CASELESS = frozenset(_CASELESS.split())
"""Scripts in which names have no capitals."""
# Languages that write every noun with one.
_NOUN_CAPITALS = frozenset({"de", "lb"})
# What joins the words of one name, whatever the language writes before it.
_CONNECTING = frozenset({"of", "for", "de", "da", "del", "di", "al", "bin", "ibn", "von", "van"})
_SENTENCE = re.compile(r"[.!?:;…]['\"”»)\]]*\s|\n|[“«„\"]\s?\Z|[–—]\s?\Z")
_INITIAL = 2
# So many words with capitals are a headline in title case, where hardly another has none.
_HEADLINE, _FEW_OTHERS = 4, 8


@frozen
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

    No names are the small words that begin a sentence (The, She, После), months and weekdays, a
    Roman numeral alone, and anything in a headline that has a capital at nearly every word. A
    language whose script has no capitals, or that gives one to every noun, has no names that can be
    told so.

    Args:
        text: a text without its codes.
        locale: its language.

    >>> [each.text for each in names("The men met Gu Ming of Radio Azattyk in June.", Locale("en"))]
    ['Gu Ming of Radio Azattyk']

    """
    if locale.script in CASELESS or locale.language in _NOUN_CAPITALS:
        return ()
    runs = list(_runs(text))
    if _is_headline(text, runs, small_words(locale)):
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
        word = match[0]
        if run.words or is_capital(word):  # most words are neither
            between = text[end : match.start()]
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
    words = (text[start:end] for run in runs for start, end in run.words[run.begins :])
    inside = sum(map(is_capital, words))
    if inside < _HEADLINE:
        return False
    others = sum(word[0].islower() and word not in small for word in words_of(text))
    return others * _FEW_OTHERS < inside


def _name(text: str, run: _Run, locale: Locale) -> Name | None:
    """Return the name that a run is, without what stands at its ends; None if it is none."""
    words = [(start, end, text[start:end]) for start, end in run.words]
    begins = run.begins
    while words and (words[-1][2] in _CONNECTING or _is_date(words[-1][2], "weekday", locale)):
        words.pop()
    while words and _begins_none(words[0][2], locale, begins=begins):
        words.pop(0)
        begins = False
    if all(len(word) == 1 or _is_date(word, "", locale) or is_roman(word) for *_, word in words):
        return None
    start, end = words[0][0], words[-1][1]
    begins = begins and not _is_acronym(words[0][2])
    return Name(start, end, " ".join(text[start:end].split()), begins)


def _begins_none(word: str, locale: Locale, *, begins: bool) -> bool:
    """Whether a word is no part of the name that follows it."""
    if _is_date(word, "weekday", locale):
        return True
    folded = fold(word)
    is_common = folded in small_words(locale) or _is_verb(folded, locale)
    return begins and is_common and not _is_acronym(word)


def _is_verb(folded: str, locale: Locale) -> bool:
    """Whether a word is a verb for certain: Сообщает Радио Азаттык."""
    known = facts(locale.language, "words")
    endings = words_of_text(known, "verb_endings")
    return folded in words_of_text(known, "verbs") or folded.endswith(endings)


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _is_date(word: str, kind: str, locale: Locale) -> bool:
    """Whether a word is a month or a weekday, perhaps abbreviated."""
    known = lexicon(locale)
    found = known.read(word.lower())
    return found is not None and found.is_date and str(found.values[0]).startswith(kind)
