"""Reports: what a verb did, item by item, and what kept it from doing the rest."""

from collections.abc import Iterator
from typing import Generic, TypeVar

from toolkit.base.errors import Finding
from toolkit.base.frozen import frozen

__all__ = ["Reports"]

Item_co = TypeVar("Item_co", covariant=True)


@frozen
class Reports(Generic[Item_co]):
    """What became of each item that a verb could work with; it can be gone through like a list."""

    items: tuple[Item_co, ...]
    findings: tuple[Finding, ...] = ()
    """What is wrong with what it could not work with, and left as it was."""

    def __iter__(self) -> Iterator[Item_co]:
        """Yield the items."""
        return iter(self.items)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.items)
