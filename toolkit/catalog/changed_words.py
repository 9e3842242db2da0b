"""Changed words: what two versions of a text are cut into, so that an edit can be told by it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein, Postfix, Prefix

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.base.text import message_codes
from toolkit.language.figures import SPACES, Certainty, Number, is_month
from toolkit.language.fractions import is_fraction
from toolkit.language.measures import NO_UNIT, Unit, read_units
from toolkit.language.number_words import Value
from toolkit.language.numbers import numbers
from toolkit.language.roman import is_roman
from toolkit.language.words import WORD, fold

__all__ = ["Edit", "Edited", "Kind", "Word", "joined"]

_CODE = re.compile(r"</?[^\W\d][\w.\-]*/?>")
_WORD = re.compile(rf"{WORD.pattern}(?:[’'‑-]{WORD.pattern})*|[^\w\s]")
_ONE_FOR_ONE = 2
# Numbers and names are told by what stands round them; what is farther away is not looked at.
_WORDS_ROUND = 5
_DIGIT = re.compile(r"\d")
_UNIT = re.compile(rf"[{SPACES}‑-]?(?:[^\W\d_]+|[^\w\s])")


class Kind(Enum):
    """What a piece of a text is."""

    WORD = "word"
    NUMBER = "number"
    """A number that counts as such: in figures, in words, a month."""
    MARK = "mark"
    CODE = "code"


class Word(NamedTuple):
    """A word of a text, or what stands for one: a number, a mark, a code.

    There are thousands of them, and a tuple is made in a third of the time.
    """

    text: str
    kind: Kind
    key: str
    """What it has in common with its equals: 1000 and 1,000, nine and 9, Court and court."""
    start: int
    values: frozenset[Value] = frozenset()
    """What it may be worth, if it is or may be a number."""
    unit: Unit = NO_UNIT
    bound: str = ""
    """`least` or `most`, where it is a number that is one."""

    @property
    def in_words(self) -> bool:
        """Whether it has no digit."""
        return _DIGIT.search(self.text) is None


@frozen
class Edit:
    """A stretch of words that was replaced: what stood there, and what stands there now."""

    before: tuple[Word, ...]
    after: tuple[Word, ...]

    def of(self, kind: Kind) -> "Edit":
        """Return what is of one kind."""
        return self.where(lambda word: word.kind is kind)

    def without(self, kind: Kind) -> "Edit":
        """Return what is of other kinds."""
        return self.where(lambda word: word.kind is not kind)

    def where(self, wanted: Callable[[Word], bool]) -> "Edit":
        """Return what is wanted of it."""
        return Edit(tuple(filter(wanted, self.before)), tuple(filter(wanted, self.after)))

    def __bool__(self) -> bool:
        """Return whether anything was replaced."""
        return bool(self.before or self.after)


@frozen
class Edited:
    """Two versions of a text, cut into words, and where these differ."""

    before: str
    """The older text, with spaces for its codes: in it the words' places count."""
    after: str
    old: tuple[Word, ...]
    new: tuple[Word, ...]
    edits: tuple[Edit, ...]
    language: Locale

    @classmethod
    def of(
        cls, before: str, after: str, language: Locale, folded: Callable[[str], str]
    ) -> "Edited":
        """Compare two messages.

        Args:
            before: the older message.
            after: the newer.
            language: theirs.
            folded: makes one of two shapes of a mark.

        """
        (old_text, old_codes), (new_text, new_codes) = map(_without_codes, (before, after))
        start, old_end, new_end = _differing(old_text, new_text)
        old = _words(old_text[start:old_end], start, language, folded)
        new = _words(new_text[start:new_end], start, language, folded)
        if old_codes or new_codes:
            old, new = sorted(old_codes + old, key=_start), sorted(new_codes + new, key=_start)
        edits = _edits_between(old, new)
        return cls(old_text, new_text, tuple(old), tuple(new), tuple(edits), language)

    @property
    def is_long(self) -> bool:
        """Whether more was replaced than one word by one."""
        return sum(len(edit.before) + len(edit.after) for edit in self.edits) > _ONE_FOR_ONE

    def mirrored(self) -> "Edited":
        """Return the same with the edits that lead back: of two equally short ways, the other."""
        back = _edits_between(self.new, self.old)
        edits = tuple(Edit(edit.after, edit.before) for edit in back)
        return replace(self, edits=edits)

    def counts(self) -> Counter[str]:
        """Return how often each word stands in the two texts together."""
        words = WORD.findall(self.before) + WORD.findall(self.after)
        return Counter(map(fold, words))


def joined(edits: Iterable[Edit]) -> Edit:
    """Return several edits as one."""
    found = list(edits)
    return Edit(
        tuple(word for edit in found for word in edit.before),
        tuple(word for edit in found for word in edit.after),
    )


def _start(word: Word) -> int:
    return word.start


def _without_codes(message: str) -> tuple[str, list[Word]]:
    """Return a message with spaces for its codes, and these."""
    codes = {str(code) for code in message_codes(message)} if "<" in message else set()
    if not codes:
        return message, []
    places = [match for match in _CODE.finditer(message) if match[0] in codes]
    text = _CODE.sub(lambda match: " " * len(match[0]) if match[0] in codes else match[0], message)
    return text, [Word(match[0], Kind.CODE, match[0], match.start()) for match in places]


def _differing(before: str, after: str) -> tuple[int, int, int]:
    """Return where two texts begin to differ, and where each ends to; some words round it count."""
    same = Prefix.similarity(before, after)
    least = min(len(before), len(after)) - same
    behind = min(least, Postfix.similarity(before, after))
    start, end = same, len(before) - behind
    for _ in range(_WORDS_ROUND):
        start = max(before.rfind(" ", 0, start), 0)
        end = before.find(" ", end + 1)
        end = len(before) if end < 0 else end
    return start, end, end + len(after) - len(before)


def _words(text: str, offset: int, language: Locale, folded: Callable[[str], str]) -> list[Word]:
    """Return the words of a stretch that begins at a place of its text."""
    found: list[Word] = []
    place = 0
    weak = {}
    for number in numbers(text, language):
        if not _counts(text, number):
            weak[offset + number.start] = number
            continue
        word = _number(text, number)
        found.extend(_plain_words(text, (place, word.start), offset, folded))
        place = word.start + len(word.text)
        found.append(word._replace(start=offset + word.start))
    found.extend(_plain_words(text, (place, len(text)), offset, folded))
    return [_valued(word, weak.get(word.start)) for word in found] if weak else found


def _plain_words(
    text: str, place: tuple[int, int], offset: int, folded: Callable[[str], str]
) -> list[Word]:
    return [
        Word(
            match[0],
            Kind.WORD if match[0][0].isalnum() else Kind.MARK,
            (match[0] if match[0].isascii() else folded(match[0])).lower(),
            offset + match.start(),
        )
        for match in _WORD.finditer(text, *place)
    ]


def _counts(text: str, number: Number) -> bool:
    """Whether a number is one beyond doubt; “one” and “second” are with a unit behind them."""
    sure = number.certainty is not Certainty.WEAK or is_roman(text[slice(*number.place)])
    return sure or number.unit is not NO_UNIT or is_month(number) or is_fraction(number)


def _number(text: str, number: Number) -> Word:
    """Return a number with its unit."""
    values = number.values[:1] if is_month(number) else number.values
    start, end = _with_unit(text, number)
    first = values[0]
    worth = f"{first.normalize():f}" if isinstance(first, Decimal) else first
    key = f"#{worth} {number.unit.id}"
    worth_any = frozenset(values)
    return Word(text[start:end], Kind.NUMBER, key, start, worth_any, number.unit, number.bound)


def _with_unit(text: str, number: Number) -> tuple[int, int]:
    """Return where a number stands, its unit included."""
    start, end = number.place
    if number.unit is NO_UNIT:
        return start, end
    if start and read_units().get(text[start - 1]) == number.unit:
        return start - 1, end
    behind = _UNIT.match(text, end)
    return start, behind.end() if behind else end


def _valued(word: Word, weak: Number | None) -> Word:
    if weak is None or word.kind is not Kind.WORD:
        return word
    return Word(word.text, word.kind, word.key, word.start, frozenset(weak.values), weak.unit)


def _edits_between(before: Sequence[Word], after: Sequence[Word]) -> list[Edit]:
    """Return the stretches of words that differ by more than their shape."""
    edits: list[Edit] = []
    shouted = _is_shouted(before) or _is_shouted(after)
    goes_on = False
    codes = Levenshtein.opcodes([word.key for word in before], [word.key for word in after])
    for code in codes:
        old = tuple(before[code.src_start : code.src_end])
        new = tuple(after[code.dest_start : code.dest_end])
        if code.tag != "equal":
            edits.append(joined([edits.pop(), Edit(old, new)]) if goes_on else Edit(old, new))
        else:
            pairs = zip(old, new, strict=True)
            edits.extend(
                Edit((one,), (other,))
                for one, other in pairs
                if one.text != other.text and _differs(one, other, shouted=shouted)
            )
        goes_on = code.tag != "equal"
    return edits


def _is_shouted(words: Sequence[Word]) -> bool:
    return not any(word.text != word.text.upper() for word in words)


def _differs(one: Word, other: Word, *, shouted: bool) -> bool:
    """Whether two words of one key are not the same to a reader: ninth and nine, us and US."""
    if one.kind is Kind.NUMBER:
        return one.in_words and other.in_words and one.text.lower() != other.text.lower()
    acronyms = _is_acronym(one.text), _is_acronym(other.text)
    return one.kind is Kind.WORD and not shouted and acronyms[0] != acronyms[1]


def _is_acronym(text: str) -> bool:
    return len(text) > 1 and text.isupper()
