"""Fractions: one word or two that are one number, “two thirds”, “төрттен бірі”, “треть”."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from toolkit.language.figures import Certainty, Number
from toolkit.language.lexicon import Lexicon
from toolkit.language.number_words import Value, fraction

__all__ = ["is_fraction", "joined_fractions"]

_MOST = 100
# Lower halves with which a fraction is a decimal of two digits.
_EXACT = frozenset({2, 4, 5, 10, 20, 25, 50, 100})
_GAPS = frozenset({" ", "\u00a0", "-", "‑"})
_LONGEST = 48


def is_fraction(number: Number) -> bool:
    """Whether a number is a fraction in words."""
    return isinstance(number.value, str) and "/" in number.value


def joined_fractions(numbers: Sequence[Number], folded: str, known: Lexicon) -> Iterator[Number]:
    """Yield numbers, those joined that are a fraction.

    Args:
        numbers: those of a text, in its order, a word each.
        folded: the text in lower case.
        known: the words of its language.

    """
    at = 0
    while at < len(numbers):
        first = numbers[at]
        second = numbers[at + 1] if at + 1 < len(numbers) else None
        if second is not None and folded[first.end : second.start] not in _GAPS:
            second = None
        found = _of_two(first, second, folded, known) if second else None
        if found is None:
            found, second = _of_one(first, second, folded, known), None
        yield found or first
        at += 2 if found and second else 1


def _of_two(first: Number, second: Number, folded: str, known: Lexicon) -> Number | None:
    """Return a fraction of two words; which of them is the lower half the language says."""
    place = (first.start, second.end)
    written = folded[place[0] : min(place[1], place[0] + _LONGEST)]
    if known.fractions.pattern is not None and known.fractions.pattern.fullmatch(written):
        return _number(second.value, first.value, place)
    word = folded[second.start : second.end]
    lower = known.fractions.parts.get(word) or known.fractions.whole.get(word)
    if lower is None or first.value == 1 or _is_ordinal(first, folded, known):
        return None
    return _number(first.value, lower, place)


def _of_one(number: Number, following: Number | None, folded: str, known: Lexicon) -> Number | None:
    """Return one of something: треть, “a third of”; not “a quarter of a million”."""
    word = folded[number.start : number.end]
    if following is not None and following.scale:
        return None
    if word in known.fractions.whole:
        return _number(Decimal(1), known.fractions.whole[word], number.place)
    if word not in known.fractions.parts or not known.fractions.of:
        return None
    before = folded[max(0, number.start - 8) : number.start - 1].split()
    after = folded[number.end : number.end + 8].split()
    behind = after[:1] == [known.fractions.of] and after[1:2] != before[-1:]
    is_one = before[-1:] and before[-1] in known.fractions.articles
    return (
        _number(Decimal(1), known.fractions.parts[word], number.place)
        if is_one and behind
        else None
    )


def _is_ordinal(number: Number, folded: str, known: Lexicon) -> bool:
    return folded.startswith(known.fractions.ordinals, number.start)


def _number(upper: Value, lower: Value, place: tuple[int, int]) -> Number | None:
    if not isinstance(upper, Decimal) or not isinstance(lower, Decimal):
        return None
    if fraction(upper) or fraction(lower) or not 0 < upper < lower <= _MOST:
        return None
    values: list[Value] = [f"{upper}/{lower}"]
    if int(lower) in _EXACT:
        values += [upper / lower, 100 * upper / lower]
    if upper == 1:
        values.append(lower)
    return Number(place, tuple(values), Certainty.WEAK, (upper, lower), alone=True)
