"""Anchors: what passages of a text and of its translation have in common, and which have it."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum

from rapidfuzz.fuzz import ratio

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.language.basic_words import basic_words
from toolkit.language.figures import Certainty
from toolkit.language.numbers import numbers
from toolkit.language.transcription import transcribed
from toolkit.language.words import WORD, fold

__all__ = ["Anchor", "AnchorKind", "Places", "figures_and_codes", "index_of", "known_anchors"]

Places = frozenset[int]
"""Which passages have something, by their numbers."""

_CODE = re.compile(r"</?[\w.\-]+/?>|https?://[^\s<>]+|(?<![\w.+\-])[\w.+\-]{1,64}@[\w.\-]+")
_FIGURE = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*")
_LATIN_NAME = re.compile(r"[A-Z][A-Za-z]{2,}")
_NOT_DIGIT = re.compile(r"\D")
_CASELESS = frozenset(
    {"Arab", "Aran", "Hans", "Hant", "Jpan", "Kore", "Hebr", "Deva", "Thai", "Geor"}
)
_STOP = r"[.!?。！？؟۔।…][\"'”’»)\]]*"
# What a translator keeps as a rule: a question, a quotation, something in brackets, a second
# sentence. Every pattern is tried on its own.
_MARKS = {
    "quotation": re.compile(r"[\"“”„«»「」『』]"),
    "brackets": re.compile(r"[()（）]"),
    "question": re.compile(r"[?？؟]"),
    "exclamation": re.compile(r"[!！]"),
    "colon": re.compile(r"[:：](?=\s|\Z)"),
    "colon at the end": re.compile(r"[:：]\s*\Z"),
    "semicolon": re.compile(r"[;；؛]"),
    "dash": re.compile(r"\s[-–—]\s|——"),
    "stop at the end": re.compile(rf"{_STOP}\s*\Z"),
    "slash": re.compile(r"/"),
    "percent": re.compile(r"[%٪]"),
}
_MARKS_OF_SENTENCES = ("quotation", "question", "stop at the end")
_SENTENCE_END = re.compile(rf"{_STOP}(?=\s|\Z|[^\x00-\u02ff\s])")
_MOST_SENTENCES = 4
_SHORTEST_NAME, _SHORTEST_SOUND = 4, 3
_SAME_START = 4
_LIKE_NAME, _LIKE_CASELESS, _LIKE_WORD = 72, 80, 78


class AnchorKind(Enum):
    """How much it says that a passage has an anchor and the other has it too, or lacks it.

    Each is how often the translation of a passage has it, where the passage does and where it
    does not.
    """

    FIGURE = (0.95, 0.01)
    NUMBER_WORD = (0.75, 0.05)
    CODE = (0.97, 0.005)
    SAME = (0.85, 0.02)
    """The same letters: a name, an abbreviation, in the languages of one script any word."""
    NAME = (0.85, 0.03)
    """A name, by its sound."""
    LIKE = (0.7, 0.03)
    """A word of the same sound, and by chance of the same meaning too."""
    TERM = (0.75, 0.04)
    """A word whose translation is known."""
    LEARNT = (0.7, 0.1)
    """Words that stand in the same passages all over the text."""
    MARK = (0.85, 0.08)

    @property
    def kept(self) -> float:
        """How often a passage's translation has what the passage has."""
        return self.value[0]

    @property
    def added(self) -> float:
        """How often a passage's translation has what the passage has not."""
        return self.value[1]


@frozen
class Anchor:
    """Something that passages of both texts have."""

    kind: AnchorKind
    what: str
    source: Places
    target: Places
    firmly: tuple[Places, Places] = (frozenset(), frozenset())
    """Which passages of each text have it so that the translation must have it: in figures."""


def figures_and_codes(source: Sequence[str], target: Sequence[str]) -> list[Anchor]:
    """Return what needs no knowledge of the languages: codes, figures, names in Latin letters."""
    found: list[Anchor] = []
    for kind, parts in (
        (AnchorKind.CODE, _codes),
        (
            AnchorKind.FIGURE,
            lambda text: (_NOT_DIGIT.sub("", each) for each in _FIGURE.findall(text)),
        ),
        (AnchorKind.SAME, _LATIN_NAME.findall),
    ):
        found.extend(_shared(kind, index_of(source, parts), index_of(target, parts)))
    return [*found, *_marks(source, target, _MARKS_OF_SENTENCES)]


def known_anchors(
    source: Sequence[str], target: Sequence[str], languages: tuple[Locale, Locale]
) -> list[Anchor]:
    """Return what passages have in common, as far as the languages are known.

    Numbers by their value, codes and words of the same letters, names by their sound through the
    alphabets, countries, languages and the calendar (CLDR), the commonest words, marks.
    """
    codes = index_of(source, _codes), index_of(target, _codes)
    words = index_of(source, _words), index_of(target, _words)
    same = words[0].keys() & words[1].keys()
    names = list(_names(source, target, languages[1], same))
    return [
        *_numbers(source, target, languages),
        *_shared(AnchorKind.CODE, *codes),
        *_shared(AnchorKind.SAME, *words),
        *names,
        *_likes(words[0], words[1], {*same, *(fold(each.what) for each in names)}),
        *_terms(source, target, languages),
        *_marks(source, target, _MARKS),
        *_sizes(source, target),
    ]


def _codes(text: str) -> Iterable[str]:
    return _CODE.findall(text)


def _words(text: str) -> Iterator[str]:
    for word in WORD.findall(text):
        if len(word) > 1 and not word.isdigit() and (folded := fold(word)):
            yield folded


def index_of(texts: Sequence[str], parts: Callable[[str], Iterable[str]]) -> dict[str, Places]:
    """Return in which texts each part stands."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for at, text in enumerate(texts):
        for part in parts(text):
            found[part].add(at)
    return {part: frozenset(places) for part, places in found.items()}


def _shared(
    kind: AnchorKind, source: Mapping[str, Places], target: Mapping[str, Places]
) -> Iterator[Anchor]:
    for part, places in source.items():
        if part in target:
            yield Anchor(kind, part, places, target[part])


def _numbers(
    source: Sequence[str], target: Sequence[str], languages: tuple[Locale, Locale]
) -> Iterator[Anchor]:
    """Yield the values on either side: what one side lacks wholly says that a passage is gone."""
    sides: list[dict[str, set[int]]] = []
    figures: list[dict[str, set[int]]] = []
    for texts, locale in zip((source, target), languages, strict=True):
        sides.append(defaultdict(set))
        figures.append(defaultdict(set))
        for at, text in enumerate(texts):
            for number in numbers(text, locale):
                if number.certainty is Certainty.WEAK and not isinstance(number.value, str):
                    continue
                values = number.values[:1] if isinstance(number.value, str) else number.values
                for value in map(str, values):
                    sides[-1][value].add(at)
                    if number.certainty is Certainty.FIGURE and value == str(number.value):
                        figures[-1][value].add(at)
    for value in dict.fromkeys([*sides[0], *sides[1]]):
        ours, theirs = (frozenset(side.get(value, ())) for side in sides)
        firmly = (frozenset(figures[0].get(value, ())), frozenset(figures[1].get(value, ())))
        if any(firmly) or (ours and theirs):
            kind = AnchorKind.FIGURE if any(firmly) else AnchorKind.NUMBER_WORD
            yield Anchor(kind, value, ours, theirs, firmly)


def _names(
    source: Sequence[str], target: Sequence[str], locale: Locale, same: Iterable[str]
) -> Iterator[Anchor]:
    """Yield the words with a capital that sound like some of the translation."""
    small = {fold(word) for text in source for word in WORD.findall(text) if word[0].islower()}
    small.update(same)
    caseless = locale.script in _CASELESS

    def capitals(text: str) -> Iterator[str]:
        for word in WORD.findall(text):
            if word[0].isupper() and len(word) >= _SHORTEST_NAME and not word.isupper():
                yield word

    def sounds(text: str) -> Iterator[str]:
        for word in WORD.findall(text):
            if len(word) >= _SHORTEST_SOUND and (caseless or word[0].isupper()):
                yield transcribed(word)

    there = {
        sound: at for sound, at in index_of(target, sounds).items() if len(sound) >= _SHORTEST_SOUND
    }
    least = _LIKE_CASELESS if caseless else _LIKE_NAME
    for name, places in index_of(source, capitals).items():
        if fold(name) in small:
            continue
        wanted = transcribed(name)
        found = [at for sound, at in there.items() if _is_like(wanted, sound, least)]
        if found:
            yield Anchor(AnchorKind.NAME, name, places, frozenset().union(*found))


def _is_like(wanted: str, sound: str, least: float) -> bool:
    """Whether a word sounds like another, whatever ending it has."""
    longest = len(wanted) + 1
    apart = abs(min(len(sound), longest) - len(wanted))
    return apart <= _SHORTEST_SOUND - 1 and ratio(wanted, sound[:longest]) >= least


def _likes(
    source: Mapping[str, Places], target: Mapping[str, Places], same: Iterable[str]
) -> Iterator[Anchor]:
    """Yield words that begin with the same sounds: reporter, репортер."""
    known = set(same)
    there: defaultdict[str, list[tuple[str, Places]]] = defaultdict(list)
    for word, places in target.items():
        sound = transcribed(word) if word not in known and word.isalpha() else ""
        if len(sound) >= _SAME_START:
            there[sound[:_SAME_START]].append((sound, places))
    for word, places in source.items():
        wanted = transcribed(word) if word not in known and word.isalpha() else ""
        found = [
            at
            for sound, at in there.get(wanted[:_SAME_START], ())
            if ratio(wanted, sound[: len(wanted) + 1]) >= _LIKE_WORD
        ]
        if found:
            yield Anchor(AnchorKind.LIKE, word, places, frozenset().union(*found))


def _terms(
    source: Sequence[str], target: Sequence[str], languages: tuple[Locale, Locale]
) -> Iterator[Anchor]:
    """Yield the words whose translations are known: countries, languages, days, small words."""
    ours, theirs = _Begun(source), _Begun(target)
    for name, forms, translations in basic_words(*languages):
        places = ours.places(forms)
        if places and (found := theirs.places(translations)):
            yield Anchor(AnchorKind.TERM, name, places, found)


class _Begun:
    """Finds the passages that have a word with some beginning."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = [f" {' '.join(WORD.findall(text.lower()))} " for text in texts]
        self._all = "".join(self._texts)

    def places(self, forms: Iterable[str]) -> Places:
        found: set[int] = set()
        for form in forms:
            if form in self._all:
                found.update(at for at, text in enumerate(self._texts) if form in text)
        return frozenset(found)


def _marks(source: Sequence[str], target: Sequence[str], names: Iterable[str]) -> Iterator[Anchor]:
    for name in names:
        pattern = _MARKS[name]
        places = [
            frozenset(at for at, text in enumerate(texts) if pattern.search(text))
            for texts in (source, target)
        ]
        if all(places):
            yield Anchor(AnchorKind.MARK, name, places[0], places[1])


def _sizes(source: Sequence[str], target: Sequence[str]) -> Iterator[Anchor]:
    """Yield which passages are of two sentences and more."""
    counts = [[len(_SENTENCE_END.findall(text)) for text in texts] for texts in (source, target)]
    for least in range(2, _MOST_SENTENCES + 1):
        places = [frozenset(at for at, n in enumerate(side) if n >= least) for side in counts]
        if all(places):
            yield Anchor(AnchorKind.MARK, f"{least} sentences", places[0], places[1])
