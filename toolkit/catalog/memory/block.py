"""Block: numbered messages, grouped by their skeletons, with the postings that find them."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.catalog.memory.postings import Postings
from toolkit.catalog.memory.similarity import skeleton

__all__ = ["BETWEEN", "MOST_ALIKE", "MOST_SKELETONS", "Block"]

BETWEEN = "\0"
"""What separates skeletons that are written down; in a text it counts as a space."""
MOST_ALIKE = 64
"""How many messages of one skeleton, which differ in numbers and codes, are told apart."""
MOST_SKELETONS = 16
"""How many skeletons are looked at, at least: the numbers of their messages change the order."""


@dataclass(frozen=True, slots=True)
class Block:
    """An index over messages that have numbers."""

    postings: Postings
    firsts: "array[int]"
    """Where the messages of each rank start in `numbers`, and the end."""
    numbers: "array[int]"
    """The messages' numbers, those of one skeleton together and rising."""
    skeletons: list[str]
    """By rank."""

    @classmethod
    def build(cls, messages: Iterable[tuple[int, str]]) -> "Block":
        """Index messages, given with their numbers."""
        groups: dict[str, list[int]] = {}
        for number, text in messages:
            groups.setdefault(skeleton(text).replace(BETWEEN, " "), []).append(number)
        skeletons = sorted(groups, key=len)
        firsts, numbers = array("I", [0]), array("I")
        for each in skeletons:
            numbers.extend(groups[each])
            firsts.append(len(numbers))
        return cls(Postings.build(skeletons), firsts, numbers, skeletons)

    def search(self, wanted: str, cut_off: float, limit: int) -> list[tuple[float, Sequence[int]]]:
        """Return the messages whose skeletons are most like one, the best first.

        Args:
            wanted: a skeleton.
            cut_off: the least ratio, in per cent.
            limit: how many messages are wanted at most; more skeletons may come, for the numbers
                and codes of their messages can change the order.

        Returns:
            The ratio of skeletons, and the messages that have such a one.

        """
        most = max(limit, MOST_SKELETONS)
        hits = self.postings.search(wanted, self.skeletons, cut_off, most)
        firsts, numbers = self.firsts, self.numbers
        return [(ratio, numbers[firsts[rank] : firsts[rank + 1]]) for ratio, rank in hits]
