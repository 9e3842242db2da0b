"""Unit splitter: what cuts a block into the units that a newsroom asked for."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from toolkit.base.bcp47 import Locale
from toolkit.base.text import Text

if TYPE_CHECKING:
    from toolkit.language.sentences import SegmentationRules

__all__ = ["SEGMENTATIONS", "unit_splitter"]

SEGMENTATIONS = ("paragraph", "sentence")
"""What a unit can be."""


def unit_splitter(
    segmentation: str, own: "Sequence[SegmentationRules]" = ()
) -> Callable[[Text, Locale], Sequence[Text]] | None:
    """Return what cuts a text of a language into units; None where a block is one.

    Args:
        segmentation: one of `SEGMENTATIONS`.
        own: the newsroom's own rules, which decide before the toolkit's.

    """
    if segmentation != "sentence":
        return None
    # An engine and its rules, which take a third of the toolkit's start.
    from toolkit.language.sentences import rules_for, split_text  # noqa: PLC0415

    return lambda text, locale: split_text(text, rules_for(locale, own))
