"""Merge order: two changed versions of a row of things, and the row both came from, made one."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Sequence
from typing import TypeVar

__all__ = ["in_merged_order", "merge_rows"]

T = TypeVar("T", bound=Hashable)


def merge_rows(base: Sequence[T], ours: Sequence[T], theirs: Sequence[T]) -> list[T]:
    """Merge rows as sets in order: what either side removed goes, what either added comes.

    >>> merge_rows("abc", "abxc", "ayb")
    ['a', 'y', 'b', 'x']
    """
    if list(ours) == list(base):
        return list(theirs)
    if list(theirs) == list(base):
        return list(ours)
    before, here, there = set(base), set(ours), set(theirs)
    return in_merged_order(base, ours, theirs, (here & there) | ((here ^ there) - before))


def in_merged_order(
    base: Sequence[T], ours: Sequence[T], theirs: Sequence[T], staying: Collection[T]
) -> list[T]:
    """Return what stays in the order of the side that changed the order; ours when both did.

    What only the other side has stands behind what it stands behind there. Where both added
    something in one place, ours comes first.

    Args:
        base: the row that both come from.
        ours: one side's.
        theirs: the other's.
        staying: what the result is to have; all of it is in `ours` or in `theirs`.

    """
    base = [each for each in base if each in staying]
    ours = [each for each in ours if each in staying]
    theirs = [each for each in theirs if each in staying]
    if _keeps_order(base, ours):
        return _woven(theirs, ours, other_first=True)
    return _woven(ours, theirs, other_first=False)


def _keeps_order(base: Sequence[T], side: Sequence[T]) -> bool:
    before, now = set(base), set(side)
    return [each for each in base if each in now] == [each for each in side if each in before]


def _woven(row: Sequence[T], other: Sequence[T], *, other_first: bool) -> list[T]:
    """Return a row with what only the other has, each behind its own predecessor."""
    there, shared = set(row), set(other)
    first: list[T] = []
    behind: defaultdict[T, list[T]] = defaultdict(list)
    place = first
    for each in other:
        if each in there:
            place = behind[each]
        else:
            place.append(each)
    woven: list[T] = []
    waiting = first
    for each in row:
        # The row's own additions may stand between a shared thing and the other's additions.
        if other_first or each in shared:
            woven += waiting
            waiting = []
        woven.append(each)
        waiting = waiting or behind.pop(each, [])
    return woven + waiting
