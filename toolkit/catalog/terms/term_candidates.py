"""Candidates: what articles say so often, or with capitals, that it should be decided on."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.catalog.terms.finding import Finder, source_forms
from toolkit.catalog.terms.termbase import Alone, Term, Termbase, TermForms
from toolkit.catalog.terms.translations import Passages, usual_translation
from toolkit.language.known import facts, words_of_text
from toolkit.language.names import names
from toolkit.language.words import WORD, fold, is_capital, joins, words_of

__all__ = ["Candidate", "Limits", "Marked", "Passage", "find_candidates"]

_SHORTEST = 4
_MOST_WORDS = 3
_MOST_NAME_WORDS = 6


@frozen
class Passage:
    """A text with its translations."""

    source: str
    """Its codes aside."""
    targets: Mapping[Locale, str]


@frozen
class Marked:
    """What a document itself calls a term (ITS 2.0, section 8.4)."""

    text: str
    info: str = ""


@frozen
class Candidate:
    """A term to be decided on."""

    term: Term
    """With its present translations, as far as they can be told: inflected, perhaps."""
    count: int
    """In how many passages it stands."""
    marked: bool = False
    """Whether a document calls it a term."""


@frozen
class Limits:
    """How much is proposed."""

    least: int = 3
    """In how many passages a word or phrase must stand; a name, in one."""
    most: int = 50
    """How many candidates there are; those that documents mark come on top."""


def find_candidates(
    passages: Sequence[Passage],
    termbase: Termbase,
    marked: Sequence[Marked] = (),
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> tuple[Candidate, ...]:
    """Return what should be decided on, the most frequent first; what is decided is left out.

    Args:
        passages: the articles', with their translations.
        termbase: what is decided.
        marked: what documents call a term.
        limits: how much is proposed.

    """
    named, alone = _names(passages, termbase.source)
    phrases = _phrases(passages, _ignored(termbase.source), set(named))
    found: dict[str, tuple[set[int], bool, bool]] = {}
    decided = _Decided(termbase)
    for text, places in _declared(marked, passages, termbase.source).items():
        if not decided(text):
            found[text] = (places, is_capital(text), True)
    ranked = [(text, places, True) for text, places in named.items()]
    ranked += [
        (text, places, False)
        for text, places in phrases.items()
        if len(places) >= limits.least * (1 if " " in text else 2)
    ]
    ranked.sort(key=lambda each: (-len(each[1]), not each[2], each[0]))
    most = len(found) + limits.most
    for text, places, name in ranked:
        if len(found) >= most:
            break
        if not decided(text):
            found.setdefault(text, (places, name, False))
    notes = {each.text: each.info for each in marked}
    index = Passages([each.targets for each in passages])
    return tuple(
        _candidate(text, each, index, notes.get(text, ""), alone.get(text, Alone.NONE))
        for text, each in found.items()
    )


def _candidate(
    text: str, found: tuple[set[int], bool, bool], index: Passages, note: str, alone: Alone
) -> Candidate:
    places, name, marked = found
    forms = {}
    for locale in index.locales:
        said = usual_translation(text, sorted(places), index, locale, name=name)
        if said:
            forms[locale] = TermForms((said,))
    term = Term(text, TermForms((text,)), forms, note, name, alone if name else Alone.NONE)
    return Candidate(term, len(places), marked)


class _Decided:
    """Tells whether a text is a term already, all of it."""

    def __init__(self, termbase: Termbase) -> None:
        forms = [(form, 0) for term in termbase.terms for form in source_forms(term)]
        self._finder = Finder(forms, termbase.source)

    def __call__(self, text: str) -> bool:
        return any(hit.start == 0 and hit.end == len(text) for hit in self._finder.find(text))


def _ignored(language: Locale) -> frozenset[str]:
    """Return the words of a language that begin and end no term."""
    return frozenset(words_of_text(facts(language.language, "words"), "stop"))


def _declared(
    marked: Sequence[Marked], passages: Sequence[Passage], language: Locale
) -> dict[str, set[int]]:
    """Return where what documents mark as terms stands."""
    texts = list(dict.fromkeys(" ".join(each.text.split()) for each in marked))
    finder = Finder([(text, at) for at, text in enumerate(texts)], language)
    found: dict[str, set[int]] = {text: set() for text in texts if words_of(text)}
    for number, passage in enumerate(passages):
        for hit in finder.find(passage.source):
            found[texts[hit.number]].add(number)
    return found


def _names(
    passages: Sequence[Passage], language: Locale
) -> tuple[dict[str, set[int]], dict[str, Alone]]:
    """Return the names in passages, and which word of each also stands alone.

    A single word that begins a sentence is a name if it is one elsewhere; a word that stands
    alone and is the first or last of a longer name belongs to it.
    """
    found: defaultdict[str, set[int]] = defaultdict(set)
    first: defaultdict[str, set[int]] = defaultdict(set)
    small: set[str] = set()
    for number, passage in enumerate(passages):
        small.update(words_of(passage.source))
        for name, begins in _capitals(passage.source, language):
            (first if begins else found)[name].add(number)
    for name, places in first.items():
        rest = name.partition(" ")[2]
        if name in found or (rest and rest not in found):
            found[name] |= places
        elif rest:  # its first word is no part of it: Полиция Алматы, Алматы
            found[rest] |= places
    usual = {name for name in found if fold(name) in small}
    kept = {name: places for name, places in found.items() if name not in usual}
    # Names that happen to stand side by side are none together: a Kazakh Xinjiang native.
    apart = {name for name in kept if " " in name and all(map(kept.__contains__, name.split()))}
    kept = {name: places for name, places in kept.items() if name not in apart}
    alone = {name: kind for name in kept if (kind := _lone_word(name, kept))}
    lone = {kind.of(name): name for name, kind in alone.items()}
    for word, name in lone.items():
        kept[name] |= kept[word]
    return {name: places for name, places in kept.items() if name not in lone}, alone


def _lone_word(name: str, names: Mapping[str, set[int]]) -> Alone:
    """Return which word of a name is one by itself, where no other is."""
    words = name.split()
    if len(words) == 1 or sum(word in names for word in words) != 1:
        return Alone.NONE
    kinds = (Alone.LAST, Alone.FIRST)
    return next((kind for kind in kinds if kind.of(name) in names), Alone.NONE)


def _capitals(text: str, language: Locale) -> Iterator[tuple[str, bool]]:
    """Yield the names of a text, and whether a sentence begins with each."""
    ignored = _ignored(language)
    for name in names(text, language):
        said, begins = name.text, name.begins
        head, _, rest = said.partition(" ")
        if begins and fold(head) in ignored:
            said, begins = rest, False
        if said and len(words_of(said)) <= _MOST_NAME_WORDS and len(said) >= _SHORTEST - 1:
            yield said, begins


def _phrases(
    passages: Sequence[Passage], ignored: frozenset[str], names: set[str]
) -> dict[str, set[int]]:
    """Return the words and phrases of passages that are no names, and where they stand."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    capital = {word for name in names for word in words_of(name)}
    for number, passage in enumerate(passages):
        words = words_of(passage.source)
        spans = [match.span() for match in WORD.finditer(passage.source)]
        for start in range(len(words)):
            for end in range(start + 1, min(start + _MOST_WORDS, len(words)) + 1):
                between = passage.source[spans[end - 2][1] : spans[end - 1][0]]
                if end > start + 1 and not joins(between, words[end - 2]):
                    break
                phrase = words[start:end]
                if _is_phrase(phrase, ignored, capital):
                    found[" ".join(phrase)].add(number)
    for text in [each for each in found if each.endswith("s")]:
        if text[:-1] in found:
            found[text[:-1]] |= found.pop(text)
    return _without_parts(found)


def _is_phrase(words: list[str], ignored: frozenset[str], capital: set[str]) -> bool:
    return (
        not (set(words) & ignored or set(words) & capital)
        and all(len(word) >= _SHORTEST and word.islower() for word in words)
        and not any(char.isdigit() for word in words for char in word)
    )


def _without_parts(found: Mapping[str, set[int]]) -> dict[str, set[int]]:
    """Return phrases without those that stand nowhere but in a longer one."""
    within: Counter[str] = Counter()
    for text, places in found.items():
        words = text.split(" ")
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                part = " ".join(words[start:end])
                if part != text:
                    within[part] = max(within[part], len(places))
    return {text: places for text, places in found.items() if len(places) > within[text]}
