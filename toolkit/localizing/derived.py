"""Derived: a locale's translations made from another's by a change of alphabet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.base.frozen import frozen
from toolkit.base.markup import XML_LANG
from toolkit.document.model import Unit
from toolkit.localizing.targets import Passage

if TYPE_CHECKING:
    from toolkit.language.alphabets import Conversion, Exceptions

__all__ = ["Spelling", "derive"]


@frozen
class Spelling:
    """How a derived locale's texts are made from those of another."""

    conversion: "Conversion"
    """From that locale's alphabet to its own."""
    exceptions: "Exceptions"
    """The newsroom's words that the rules get wrong."""

    def spell(self, text: str) -> str:
        """Return a text in the derived locale's alphabet."""
        from toolkit.language.alphabets import convert  # noqa: PLC0415 - its tables take a while

        return convert(text, self.conversion, self.exceptions)


def derive(
    base: Sequence[Passage], spelling: Spelling | None, own: Iterable[Passage] = ()
) -> Iterator[Passage]:
    """Yield what a derived locale's catalog would give a document.

    Units that are not finished in the base are not finished here.

    Args:
        base: what the catalog of the locale it is derived from gives, a passage for each unit.
        spelling: how the texts are made; None where only the states are wanted, and the texts may
            stay as the base has them.
        own: what the derived locale's own catalog gives the same units, where it has one: its
            finished translations are published instead of converted ones.

    """
    mine = {each.id: each for each in own if each.target is not None and _is_written(each)}
    for each in base:
        if each.id in mine:
            yield mine[each.id]
        else:
            yield each if spelling is None else _converted(each, spelling)


def _is_written(passage: Passage) -> bool:
    """Whether a catalog has a text: what has no words is published without one."""
    return passage.entry is not None and bool(passage.entry.msgstr)


def _converted(passage: Passage, spelling: Spelling) -> Passage:
    if passage.target is None or not _is_written(passage):
        return passage
    from toolkit.language.alphabets import convert_text  # noqa: PLC0415 - as above

    foreign = _foreign(passage.block)
    text = convert_text(passage.target, spelling.conversion, spelling.exceptions, foreign)
    return replace(passage, target=text)


def _foreign(block: Unit) -> frozenset[str]:
    """Return the tags of codes whose content says that it is in a language of its own."""
    names = ("lang", XML_LANG)
    return frozenset(
        tag
        for tag, elements in block.codes.items()
        if any(isinstance(each.tag, str) and each.get(name) for each in elements for name in names)
    )
