"""Index: the most similar of many messages, found without comparing them all."""

from collections.abc import Iterator, Sequence

from toolkit.catalog.memory.block import MOST_ALIKE, Block
from toolkit.catalog.memory.similarity import ranked, skeleton

__all__ = ["Index"]

_CUT_OFF = 75.0
_CANDIDATES = 16


class Index:
    """Messages that can be asked for the ones most like another.

    It is made in time linear in the messages, and takes some 500 bytes for one of 100 characters.
    What it finds is scored by `similarity`; where more messages have a fitting length than can be
    compared, the best one is found nearly always (bench/memory.py counts). Messages of more than
    20,000 characters are not compared.

    >>> Index(["Police held 12 people.", "Police let them go."]).best("Police held 17 people.")
    (0, 98.0)
    """

    def __init__(self, messages: Sequence[str]) -> None:
        self._messages = messages
        self._block = Block.build(enumerate(messages))

    def best(self, message: str, cut_off: float = _CUT_OFF) -> tuple[int, float] | None:
        """Return the place of the most similar message and its score; None below the cut-off.

        Args:
            message: what to find.
            cut_off: the least similarity, in per cent.

        """
        return next(iter(self.candidates(message, cut_off, 1)), None)

    def candidates(
        self, message: str, cut_off: float = _CUT_OFF, limit: int = _CANDIDATES
    ) -> list[tuple[int, float]]:
        """Return the most similar messages, the best first, among equals the first.

        Args:
            message: what to find.
            cut_off: the least similarity, in per cent.
            limit: how many at most.

        Returns:
            Place and score of each.

        """
        hits = self._block.search(skeleton(message), cut_off, limit)
        groups = ((ratio, self._among(places, message)) for ratio, places in hits)
        return ranked(message, groups, cut_off, limit)

    def _among(self, places: Sequence[int], wanted: str) -> Iterator[tuple[int, str]]:
        """Yield messages with their places: not all of very many, but `wanted` in any case."""
        for number, place in enumerate(places):
            there = self._messages[place]
            if number < MOST_ALIKE or there == wanted:
                yield place, there
