"""Records: data that is made once and never changed."""

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

__all__ = ["record"]

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(kind: type[T]) -> type[T]:
    """Return a class as a dataclass with slots whose objects nobody changes: mypy refuses it.

    `dataclass(frozen=True)` refuses it while the program runs, too. A call for each field of each
    object pays for that: a unit takes seven times as long to make, and a class twice as long to
    load. What is made by the thousand or loaded at every start is a record instead.
    """
    return dataclass(slots=True, unsafe_hash=True)(kind)
