"""Checks of numbers: each figure of the source must be in the translation, by its value."""

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.base.frozen import frozen
from toolkit.checks.check import Check, Problem
from toolkit.checks.name_words import in_term, sounds_like_name
from toolkit.checks.pair import Pair
from toolkit.document.its.credits import CREDITS_MESSAGE
from toolkit.language.figures import Certainty, Number, is_month
from toolkit.language.fractions import is_fraction
from toolkit.language.measures import NO_UNIT
from toolkit.language.number_words import Value, fraction
from toolkit.language.numbers import Scan, names_kind, read_numbers, scan

__all__ = ["CHECKS", "changed_numbers", "changed_units", "converted_units", "doubtful_numbers"]

# A text full of figures is data, not prose; its first faults say enough.
_MOST_PROBLEMS = 20
_MOST_SHOWN = 40
_CACHED = 1024
# Above this, one by one is too slow; nothing that long is a sentence.
_MOST_COMPARED = 100
# How far a conversion may be rounded: 100 miles are 160 kilometres.
_ROUNDED = 0.12
# “1 minute” may be “a minute”, “0 votes” no votes.
_OFTEN_UNSAID = frozenset({Decimal(0), Decimal(1)})
_HALF = Decimal("0.5")
# What is added to a year of another era: Buddhist, Solar Hijri, Bikram Sambat.
_ERAS = {"fa": (621, 622), "ne": (-57, -56), "ps": (621, 622), "th": (-543,)}
_FIRST_YEAR, _LAST_YEAR = 1200, 2700
# Up to here a figure may be a word in a language whose number words are not known.
_OFTEN_IN_WORDS = 100

# A checksum is no number, nor is the place of a thing in `%2$s`.
_SHORTEST_CHECKSUM = 16
_NO_NUMBERS = re.compile(
    r"(?<![^\W_])(?=[a-f]*[0-9])(?=[0-9]*[a-f])[0-9a-f]{16,}(?![^\W_])|(?<=%)[0-9]{1,3}\$"
    r"|&#(?:[0-9]{1,7}|x[0-9A-Fa-f]{1,6});"
)

# Languages whose clauses follow one another as in English.
_KEEP_ORDER = frozenset({"be", "bg", "en", "es", "fr", "it", "pl", "pt", "ru", "uk"})
# “5 of 12” and “5, or 12” may be turned round.
_OTHER_ORDER = re.compile(r"\b(?:of|from|out|or|by|per|in|for|on|at|since|than|with)\b|[/×x:]")
# What stands between a figure with its unit and the same in another unit; and within a range.
_BRACKETED = re.compile(r"[^\d()]{0,24}[(（/][^\d()]{0,16}")
_RANGE = re.compile(r"[ \u00a0]?[-–—‑][ \u00a0]?|[ \u00a0]\w{1,4}[ \u00a0]")
_SENTENCE_END = re.compile(r"[.!?]\s")

# A day or a metre may be understood; a percent or a dollar may not.
_NEVER_DROPPED = frozenset({"share", "currency"})

_FIRST_CHOICES = {
    Certainty.FIGURE: (Certainty.FIGURE, Certainty.WORD, Certainty.WEAK),
    Certainty.WORD: (Certainty.WORD, Certainty.FIGURE, Certainty.WEAK),
    Certainty.WEAK: (Certainty.WEAK, Certainty.FIGURE, Certainty.WORD),
}
_Couple = tuple[Number, Number]
_Kind = Callable[[Number], bool]


@frozen
class _Comparison:
    """The numbers of a source and of its translation, matched."""

    equal: Sequence[_Couple] = ()
    converted: Sequence[_Couple] = ()
    """Figures that differ, with units of one kind that differ too, and make up for it."""
    changed: Sequence[_Couple] = ()
    """A figure, a word or a month that has another one in its place."""
    missing: Sequence[Number] = ()
    """What is left of the source."""
    extra: Sequence[Number] = ()
    """What is left of the translation."""
    repeated: frozenset[Value] = frozenset()
    """The values that are on both sides, if not equally often."""
    in_words: bool = True
    """Whether number words could be read on both sides."""
    multiplied: Sequence[_Couple] = ()
    """What says how many times, and has another such word in its place: doubled."""
    reversed: Sequence[_Couple] = ()
    """Numbers that are the least on one side, and the most on the other."""

    def is_lost(self, number: Number) -> bool:
        """Whether a number that the other text lacks should surely be there."""
        return number.certainty is Certainty.FIGURE and not self.is_doubtful(number)

    def is_doubtful(self, number: Number) -> bool:
        """Whether it may well be there: said otherwise, once for twice, or as a name."""
        if number.certainty is not Certainty.FIGURE:
            return self.in_words and number.certainty is Certainty.WORD
        value = number.values[0]
        if number.is_code or value in _OFTEN_UNSAID or not self.repeated.isdisjoint(number.values):
            return True
        if self.in_words:
            return False
        if not isinstance(value, Decimal):
            return ":" in value  # a time of day
        # A decade, 1980 or 80, is “the eighties” in many languages.
        return value <= _OFTEN_IN_WORDS or number.scale > 0 or len(number.values) > 1


_NOTHING = _Comparison()


def changed_numbers(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield the numbers that were changed, and the figures that are lost or not the source's."""
    source, target = pair.source_words, pair.target_words
    found = _compare(source, target, pair.language, locale)
    for old, new in found.changed[:_MOST_PROBLEMS]:
        message = f"the source has “{_cut(source, old)}”, the translation “{_cut(target, new)}”"
        suggestion = _cut(source, old) if _is_plain(old) and not (new.bare or new.scale) else ""
        yield Problem(message, new.place, old.place, suggestion)
    for old, new in found.reversed[:_MOST_PROBLEMS]:
        message = f"“{_cut(source, old)}” is the {old.bound} in the source, the {new.bound} here"
        yield Problem(message, new.place, old.place)
    if not (found.changed or any(map(found.is_lost, (*found.missing, *found.extra)))):
        yield from _swapped(pair, found.equal, locale)
    for old in filter(found.is_lost, found.missing[:_MOST_PROBLEMS]):
        cut = _cut(source, old)
        yield Problem(f"“{cut}” from the source is missing", None, old.place, cut)
    for new in filter(found.is_lost, found.extra[:_MOST_PROBLEMS]):
        yield Problem(f"“{_cut(target, new)}” is not in the source", new.place)


def _swapped(pair: Pair, equal: Sequence[_Couple], locale: Locale) -> Iterator[Problem]:
    """Yield two figures, or two months, of one sentence that have changed places.

    Only languages that keep the order of clauses are looked at; “5 of 12” may be “of 12, 5”.
    """
    if locale.language not in _KEEP_ORDER or pair.language.language not in _KEEP_ORDER:
        return
    source, target = pair.source_words, pair.target_words
    for kind in (is_month, _is_counted):
        couples = sorted((each for each in equal if kind(each[0])), key=lambda each: each[0].place)
        if len({old.value for old, _ in couples}) < len(couples):
            continue
        for (one, its), (other, theirs) in pairwise(couples):
            between = _without_preposition(source, one.place[1], other.place[0], one.place[0])
            moved = target[theirs.place[1] : its.place[0]]
            is_turned = theirs.place[0] < its.place[0] and one.unit.id == other.unit.id
            if is_turned and not (_turns(between, kind) or _SENTENCE_END.search(moved)):
                message = f"“{_cut(source, one)}” and “{_cut(source, other)}” have changed places"
                yield Problem(message, theirs.place, one.place)
                return


def _without_preposition(text: str, start: int, end: int, before: int) -> str:
    """Return what stands between two numbers, but for the word that leads to both: in … in."""
    between, lead = text[start:end], text[:before].split()[-1:]
    *rest, last = between.split() or [""]
    return (
        " ".join(rest) if lead and lead[0].lower() == last.lower() and last.isalpha() else between
    )


def _turns(between: str, kind: _Kind) -> bool:
    """Whether the words between two numbers let a language turn them round."""
    if _SENTENCE_END.search(between) or not any(map(str.isalpha, between)):
        return True
    return kind is not is_month and _OTHER_ORDER.search(between) is not None


def _is_counted(number: Number) -> bool:
    return _is_figure(number) and isinstance(number.value, Decimal) and not number.is_code


def doubtful_numbers(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield the numbers that may well be said otherwise: in words, repeated, part of a name.

    A word that is part of a name on one side is a name on the other: مىڭ, thousand, is also Ming.
    One that stands in the translation as it does in the source is part of a title.
    """
    source, target = pair.source_words, pair.target_words
    found = _compare(source, target, pair.language, locale)
    for old, new in found.multiplied:
        message = f"the source has “{_cut(source, old)}”, the translation “{_cut(target, new)}”"
        yield Problem(message, new.place, old.place)
    for old in filter(found.is_doubtful, found.missing[:_MOST_PROBLEMS]):
        word = _cut(source, old)
        if old.certainty is Certainty.FIGURE or not (
            in_term(word, pair.terms, None) or word in target
        ):
            yield Problem(f"“{word}” from the source seems to be missing", None, old.place)
    for new in filter(found.is_doubtful, found.extra[:_MOST_PROBLEMS]):
        word = _cut(target, new)
        if new.certainty is Certainty.FIGURE or not (
            in_term(word, pair.terms, locale) or sounds_like_name(word, source)
        ):
            yield Problem(f"“{word}” does not seem to be in the source", new.place)


def changed_units(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield figures that kept their value while their unit or currency changed or went away."""
    source, target = pair.source_words, pair.target_words
    equal = _compare(source, target, pair.language, locale).equal
    doubtful = [(old, new) for old, new in equal if old.unit != new.unit and _counts(old, new)]
    if not doubtful:
        return
    there = {(old.values, old.unit) for old, _ in equal}
    gained = {new.unit for old, new in equal if old.unit is NO_UNIT and _in_figures(old, new)}
    for old, new in doubtful[:_MOST_PROBLEMS]:
        if old.unit.kind == new.unit.kind:
            # 5 days and 5 weeks may have changed places.
            wrong = (old.values, new.unit) not in there
        else:
            named = old.unit not in gained and names_kind(target, locale, old.unit.kind)
            wrong = _drops_unit(old, new) and not named
        if wrong:
            became = new.unit.id or "none"
            message = (
                f"the unit of “{_cut(source, old)}” is {old.unit.id} in the source, {became} here"
            )
            yield Problem(message, new.place, old.place)


def _drops_unit(old: Number, new: Number) -> bool:
    """Whether a figure lost a unit that is never understood; “half” of 50 % has none to lose."""
    is_dropped = old.unit.kind in _NEVER_DROPPED and new.unit is NO_UNIT
    return is_dropped and new.certainty is Certainty.FIGURE


def _in_figures(old: Number, new: Number) -> bool:
    return old.certainty is new.certainty is Certainty.FIGURE


def _counts(old: Number, new: Number) -> bool:
    """Whether the units of two numbers are to be compared: of words, those of one kind only."""
    if Certainty.FIGURE in {old.certainty, new.certainty}:
        return True
    return old.unit.kind == new.unit.kind and old.value not in _OFTEN_UNSAID


def _is_plain(number: Number) -> bool:
    """Whether a number is a figure that may be written as it is in another language."""
    return number.certainty is Certainty.FIGURE and not (number.bare or number.scale)


def converted_units(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield figures that were converted to another unit: readers are told another figure."""
    found = _compare(pair.source_words, pair.target_words, pair.language, locale)
    for old, new in found.converted:
        message = (
            f"“{_cut(pair.source_words, old)}” ({old.unit.id}) became"
            f" “{_cut(pair.target_words, new)}” ({new.unit.id})"
        )
        yield Problem(message, new.place, old.place)


@lru_cache(maxsize=4)
def _compare(source: str, target: str, language: Locale, locale: Locale) -> _Comparison:
    """Match the numbers of two texts; the checks of one pair share the work."""
    ours, theirs = _scanned(source, language), _scanned(target, locale)
    must_be_read = ours.must_be_read or theirs.must_be_read
    if not must_be_read or source == CREDITS_MESSAGE:
        return _NOTHING
    in_words = ours.known.knows_words and theirs.known.knows_words
    olds = _comparable(_read(source, language), ours, theirs)
    news = _comparable(_read(target, locale), theirs, ours)
    equal, missing, extra = _matched(olds, news)
    converted: list[_Couple] = []
    if missing or extra:
        missing, extra = _not_twice(missing, olds, source), _not_twice(extra, news, target)
        missing, extra = _with_units(missing, olds, source), _with_units(extra, news, target)
    if missing and extra and len(missing) + len(extra) <= _MOST_COMPARED:
        missing, extra = _matched_in_parts(missing, extra)
        converted, missing, extra = _converted(missing, extra)
    changed, missing, extra = _coupled(missing, extra, _KINDS if in_words else _SURE_KINDS)
    multiplied, missing, extra = _coupled(missing, extra, ((_is_multiple, _is_multiple),))
    values = frozenset(value for old, _ in equal for value in old.values)
    opposite = [(old, new) for old, new in equal if {old.bound, new.bound} == {"least", "most"}]
    return _Comparison(
        equal, converted, changed, missing, extra, values, in_words, multiplied, opposite
    )


# The locales of a document have the same sources.
@lru_cache(_CACHED)
def _scanned(text: str, locale: Locale) -> Scan:
    return scan(_readable(text), locale)


@lru_cache(_CACHED)
def _read(text: str, locale: Locale) -> tuple[Number, ...]:
    return tuple(read_numbers(_scanned(text, locale)))


def _readable(text: str) -> str:
    """Return a text with its checksums and the numbers of its placeholders blanked in place."""
    if "%" not in text and "&#" not in text and len(text) < _SHORTEST_CHECKSUM:
        return text
    return _NO_NUMBERS.sub(lambda match: " " * len(match[0]), text)


def _comparable(numbers: Iterable[Number], scanned: Scan, other: Scan) -> list[Number]:
    """Return a text's numbers as they can be compared with another text's.

    A year may be of an era of the language's own.

    Where a language's words for parts of the day, or for “below zero”, are not known, an hour is
    any hour that it may be, and a figure has no sign.
    """
    eras = _ERAS.get(scanned.locale.language, ())
    found = [_with_eras(each, eras) if eras else each for each in numbers]
    if not (scanned.known.knows_clock and other.known.knows_clock):
        found = [
            replace(each, values=(*each.values, *each.bare)) if each.bare else each
            for each in found
        ]
    if not (scanned.known.minus and other.known.minus):
        found = [replace(each, values=tuple(map(_unsigned, each.values))) for each in found]
    return found


def _with_eras(number: Number, eras: Iterable[int]) -> Number:
    """Return a figure with the year that it is in the source's era, where it may be one."""
    value = number.value
    if number.certainty is not Certainty.FIGURE or not isinstance(value, Decimal):
        return number
    if not _FIRST_YEAR <= value <= _LAST_YEAR or fraction(value):
        return number
    return replace(number, values=(*number.values, *(value + each for each in eras)))


def _unsigned(value: Value) -> Value:
    return abs(value) if isinstance(value, Decimal) else value


def _matched(
    olds: Sequence[Number], news: Sequence[Number]
) -> tuple[list[_Couple], list[Number], list[Number]]:
    """Couple numbers of one value: figures with figures first, then with words."""
    waiting: dict[tuple[Certainty, Value], deque[int]] = defaultdict(deque)
    for at, new in enumerate(news):
        for value in new.values:
            waiting[new.certainty, value].append(at)
    taken: set[int] = set()
    answers: dict[int, int] = {}
    for turn in range(len(Certainty)):
        for certainty in reversed(Certainty):
            for at, old in enumerate(olds):
                if old.certainty is certainty and at not in answers:
                    found = _first_free(waiting, taken, _FIRST_CHOICES[certainty][turn], old.values)
                    if found is not None:
                        answers[at] = found
                        taken.add(found)
    equal = [(olds[at], news[found]) for at, found in answers.items()]
    missing = [old for at, old in enumerate(olds) if at not in answers]
    return equal, missing, [new for at, new in enumerate(news) if at not in taken]


def _first_free(
    waiting: dict[tuple[Certainty, Value], deque[int]],
    taken: set[int],
    certainty: Certainty,
    values: Iterable[Value],
) -> int | None:
    for value in values:
        queue = waiting.get((certainty, value))
        while queue:
            at = queue.popleft()
            if at not in taken:
                return at
    return None


def _matched_in_parts(
    missing: list[Number], extra: list[Number]
) -> tuple[list[Number], list[Number]]:
    """Leave out what is one figure on one side and several on the other: 22.02, 22 February."""
    whole, missing, extra = _parts_found(missing, extra)
    missing = [old for old in missing if old not in whole]
    whole, extra, missing = _parts_found(extra, missing)
    return missing, [new for new in extra if new not in whole]


def _parts_found(
    whole: list[Number], pieces: list[Number]
) -> tuple[set[Number], list[Number], list[Number]]:
    found: set[Number] = set()
    for number in whole:
        if not number.parts or number in found:
            continue
        rest = list(pieces)
        for part in number.parts:
            piece = next((each for each in rest if part in each.values), None)
            if piece is None:
                break
            rest.remove(piece)
        else:
            found.add(number)
            pieces = rest
    return found, whole, pieces


def _not_twice(left: list[Number], numbers: Sequence[Number], text: str) -> list[Number]:
    """Return what is left of a text's numbers without what its other unit says: 5 miles (8 km).

    One of the two is enough.
    """
    alone = {id(each) for each in left}
    said = {
        id(one if id(one) in alone else other)
        for one, other in pairwise(numbers)
        if (id(one) in alone) != (id(other) in alone)
        and _BRACKETED.fullmatch(text, one.end, other.start)
        and _is_converted(one, other)
    }
    return [each for each in left if id(each) not in said]


def _with_units(left: list[Number], numbers: Sequence[Number], text: str) -> list[Number]:
    """Return what is left of a text's numbers, each first of a range with its unit."""
    units = {
        id(one): other.unit
        for one, other in pairwise(numbers)
        if one.unit is NO_UNIT and other.unit.size and _RANGE.fullmatch(text, one.end, other.start)
    }
    return [replace(each, unit=units.get(id(each), each.unit)) for each in left]


def _converted(
    missing: list[Number], extra: list[Number]
) -> tuple[list[_Couple], list[Number], list[Number]]:
    """Couple figures whose units differ as their values do."""
    converted: list[_Couple] = []
    for old in [each for each in missing if each.unit.size]:
        new = next((each for each in extra if _is_converted(old, each)), None)
        if new is not None:
            converted.append((old, new))
            extra = [each for each in extra if each is not new]
    gone = [old for old, _ in converted]
    return converted, [old for old in missing if old not in gone], extra


def _is_converted(old: Number, new: Number) -> bool:
    if old.unit.kind != new.unit.kind or old.unit == new.unit or not new.unit.size:
        return False
    before, after = old.values[0], new.values[0]
    if not isinstance(before, Decimal) or not isinstance(after, Decimal):
        return False
    wanted = float(before) * old.unit.size
    return abs(float(after) * new.unit.size - wanted) <= _ROUNDED * wanted


def _coupled(
    missing: list[Number], extra: list[Number], kinds: Iterable[tuple[_Kind, _Kind]]
) -> tuple[list[_Couple], list[Number], list[Number]]:
    """Couple what is left, month with month and figure with figure or word, in their order."""
    coupled: list[_Couple] = []
    for old_kind, new_kind in kinds if missing and extra else ():
        olds = [old for old in missing if old_kind(old)]
        news = [new for new in extra if new_kind(new)]
        coupled.extend(zip(olds, news, strict=False))
        count = min(len(olds), len(news))
        gone = {*map(id, olds[:count]), *map(id, news[:count])}
        missing = [old for old in missing if id(old) not in gone]
        extra = [new for new in extra if id(new) not in gone]
    return coupled, missing, extra


def _is_weekday(number: Number) -> bool:
    return isinstance(number.value, str) and number.value.startswith("weekday")


def _is_multiple(number: Number) -> bool:
    return isinstance(number.value, str) and number.value.startswith("×")


def _is_figure(number: Number) -> bool:
    return number.certainty is Certainty.FIGURE


def _is_word(number: Number) -> bool:
    return number.certainty is Certainty.WORD


def _is_share(number: Number) -> bool:
    """Whether a number is a part of a whole: a third, two fifths, half."""
    return is_fraction(number) or number.value == _HALF


# Which of what is left are one thing that was changed.
_SURE_KINDS = (
    (is_month, is_month),
    (_is_weekday, _is_weekday),
    (_is_share, _is_share),
    (_is_figure, _is_figure),
)
_KINDS = (*_SURE_KINDS, (_is_figure, _is_word), (_is_word, _is_figure), (_is_word, _is_word))


def _cut(text: str, number: Number) -> str:
    start, end = number.place
    return text[start : min(end, start + _MOST_SHOWN)]


CHECKS = (
    Check(
        "numbers",
        Severity.WARNING,
        "Every figure of the source is in the translation, and no number has changed.",
        changed_numbers,
        "write the source's number in the way that this language writes numbers",
    ),
    Check(
        "number-words",
        Severity.HINT,
        "Numbers in words, repeated numbers and numbers in names are in both texts.",
        doubtful_numbers,
        "compare the numbers of the two texts",
    ),
    Check(
        "units",
        Severity.WARNING,
        "A figure that stays the same keeps its unit and its currency.",
        changed_units,
        "write the source's unit, or convert the figure",
    ),
    Check(
        "conversions",
        Severity.HINT,
        "Figures are not converted to other units without an editor knowing.",
        converted_units,
        "keep the source's figure and unit beside the converted ones",
    ),
)
