"""Harmful changes: edits that make a translation wrong: a no, a number, a name that is another."""

from collections import Counter
from collections.abc import Iterable, Sequence

from toolkit.base.bcp47 import Locale
from toolkit.catalog.changed_words import Edit, Edited, Kind, Word, joined
from toolkit.catalog.typos import Vocabulary, is_slip
from toolkit.language.names import Name, names
from toolkit.language.opposites import Opposites, counted_words, may_begin_as_name, opposites_of
from toolkit.language.words import fold, is_capital

__all__ = ["changed_names", "changed_negations", "changed_numbers"]

_NOTHING = Edit((), ())
_FEWEST_REGROUPED = 2


def changed_negations(edited: Edited) -> Edit:
    """Return the words that say no on one side only, with those that they deny."""
    opposites = opposites_of(edited.language)
    found = [_unevenly_denied(edit, opposites) for edit in edited.edits]
    return _unless_moved(edited, found, both_ways=False)


def _unevenly_denied(edit: Edit, opposites: Opposites) -> Edit:
    sides = [[_bare(word) for word in side] for side in (edit.before, edit.after)]
    opposed = opposites.opposed(*sides)
    denied = {denied for _, denied in opposed}
    counts = [sum(opposites.denies(word) or word in denied for word in side) for side in sides]
    if counts[0] == counts[1]:
        return _NOTHING
    shown = {word for pair in opposed for word in pair}
    return edit.where(lambda word: opposites.denies(_bare(word)) or _bare(word) in shown)


def _bare(word: Word) -> str:
    return word.text.lower()


def changed_numbers(edited: Edited) -> Edit:
    """Return the numbers that are others, or that count other things than they did."""
    counted = counted_words(edited.language)
    found = _unless_moved(edited, [_other_numbers(edit, counted) for edit in edited.edits])
    return found or _regrouped(edited) or _turned_bounds(edited)


def _other_numbers(edit: Edit, counted: frozenset[str]) -> Edit:
    """Return the numbers of an edit that have no equal on its other side."""
    numbers = edit.where(
        lambda word: word.kind is Kind.NUMBER or (bool(word.values) and _bare(word) in counted)
    )
    new = list(numbers.after)
    old = []
    for word in numbers.before:
        equal = next((other for other in new if _is_equal(word, other)), None)
        if equal is None:
            old.append(word)
        else:
            new.remove(equal)
    return Edit(tuple(old), tuple(new))


def _is_equal(one: Word, other: Word) -> bool:
    return one.unit == other.unit and not one.values.isdisjoint(other.values)


def _regrouped(edited: Edited) -> Edit:
    """Return numbers that stay in their order while what they count changes places."""
    if sum(word.kind is Kind.NUMBER for word in edited.old) < _FEWEST_REGROUPED:
        return _NOTHING
    old, new = (
        [pair for pair in _following(side) if pair[0].kind is Kind.NUMBER]
        for side in (edited.old, edited.new)
    )
    if [word.key for word, _ in old] != [word.key for word, _ in new]:
        return _NOTHING
    if Counter(next_ for _, next_ in old) != Counter(next_ for _, next_ in new):
        return _NOTHING
    there = Counter((word.key, next_) for word, next_ in new)
    moved = [word for word, next_ in old if (word.key, next_) not in there]
    return Edit(tuple(moved), tuple(moved))


def _turned_bounds(edited: Edited) -> Edit:
    """Return numbers that were the least and are the most, or the reverse."""
    old, new = (
        [word for word in side if word.kind is Kind.NUMBER] for side in (edited.old, edited.new)
    )
    if [word.key for word in old] != [word.key for word in new]:
        return _NOTHING
    turned = [
        (one, other)
        for one, other in zip(old, new, strict=True)
        if {one.bound, other.bound} == {"least", "most"}
    ]
    return Edit(tuple(one for one, _ in turned), tuple(other for _, other in turned))


def _following(words: Sequence[Word]) -> list[tuple[Word, str]]:
    """Return each word with what comes after it."""
    plain = [word for word in words if word.kind is not Kind.CODE]
    keys = [word.key for word in plain[1:]]
    return list(zip(plain, [*keys, ""], strict=True)) if plain else []


def changed_names(edited: Edited, vocabulary: Vocabulary) -> Edit:
    """Return the names that are others, or that have changed places."""
    if not any(is_capital(word.text) for edit in edited.edits for word in edit.before + edit.after):
        return _NOTHING
    old = names(edited.before, edited.language)
    new = names(edited.after, edited.language)
    inside = {fold(word) for name in (*old, *new) for word in name.words[name.begins :]}

    def is_name(word: Word, found: Sequence[Name]) -> bool:
        name = next((each for each in found if each.start <= word.start < each.end), None)
        if name is None or word.kind is not Kind.WORD or not is_capital(word.text):
            return False
        if word.start > name.start or not name.begins or len(name.words) > 1:
            return True
        bare = _named(word)
        return fold(bare) in inside or _may_begin(bare, edited.language, vocabulary)

    found = []
    for edit in edited.edits:
        named = Edit(
            tuple(word for word in edit.before if is_name(word, old)),
            tuple(word for word in edit.after if is_name(word, new)),
        )
        if is_slip(edit, vocabulary, edited.counts) and not all((named.before, named.after)):
            continue
        if Counter(map(_named, named.before)) != Counter(map(_named, named.after)):
            found.append(named)
    return _unless_moved(edited, found)


def _named(word: Word) -> str:
    return word.key.removesuffix("'s")


def _may_begin(word: str, language: Locale, vocabulary: Vocabulary) -> bool:
    """Whether a word that begins a sentence is a name, as far as one can tell without a capital."""
    return may_begin_as_name(word, language) and not vocabulary.has(word)


def _unless_moved(edited: Edited, edits: Iterable[Edit], *, both_ways: bool = True) -> Edit:
    """Return edits as one, without what stands on both sides; all where it changed neighbours.

    Args:
        edited: the two versions.
        edits: what is told of them.
        both_ways: whether it is enough that a word kept the neighbour before it.

    """
    found = joined(edits)
    if not found:
        return _NOTHING
    before, after = (Counter(word.key for word in side) for side in (found.before, found.after))
    if before != after:
        return Edit(_beyond(found.before, after), _beyond(found.after, before))
    for step in (1, -1) if both_ways else (1,):
        old, new = (
            Counter(
                (word.key, beside)
                for word, beside in _following(side[::step])
                if word.key in before
            )
            for side in (edited.old, edited.new)
        )
        if old == new:
            return _NOTHING
    return found


def _beyond(words: Sequence[Word], others: Counter[str]) -> tuple[Word, ...]:
    """Return words without those that others have too."""
    left = Counter(others)
    kept = []
    for word in words:
        if left[word.key]:
            left[word.key] -= 1
        else:
            kept.append(word)
    return tuple(kept)
