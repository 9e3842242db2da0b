"""Pair: a source text and its translation, as checks see them."""

from dataclasses import dataclass

from toolkit.errors import Location
from toolkit.its.limits import Limits
from toolkit.text import Text

__all__ = ["Pair"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A translation beside its source."""

    source: Text
    target: Text
    location: Location
    """Where the translation stands."""
    limits: Limits = Limits()  # noqa: RUF009 - frozen
    """How large it may be and what it may be made of, where the document says so."""
