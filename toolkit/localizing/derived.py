"""Derived: a locale's translations made from another's by a change of alphabet."""

from collections.abc import Iterator

from toolkit.base.markup import XML_LANG
from toolkit.document.model import Document, Unit
from toolkit.language.alphabets import Conversion, Exceptions, convert, convert_text
from toolkit.localizing.targets import Localized, State, Target

__all__ = ["derive"]


def derive(
    document: Document,
    base: Localized,
    conversion: Conversion,
    exceptions: Exceptions,
    overrides: Localized | None = None,
) -> Localized:
    """Return what a derived locale's catalog would give a document.

    Args:
        document: the source.
        base: what the catalog of the locale it is derived from gives.
        conversion: from that locale's alphabet to its own.
        exceptions: the newsroom's words that the rules get wrong.
        overrides: what the derived locale's own catalog gives, where it has one: its finished
            translations are published instead of converted ones.

    Returns:
        Units that are not finished in the base are not finished here; what is wrong with them is
        told of the base alone.

    """
    own = overrides.targets if overrides is not None else (None,) * len(base.targets)
    targets = tuple(
        mine
        if mine is not None and mine.text is not None
        else _converted(unit, target, conversion, exceptions)
        for unit, target, mine in zip(_blocks(document), base.targets, own, strict=True)
    )
    findings = overrides.findings if overrides is not None else ()
    return Localized(targets, findings, convert(base.credits, conversion, exceptions))


def _blocks(document: Document) -> Iterator[Unit]:
    """Yield for each unit the block that knows all codes it may hold."""
    for block, units in zip(document.blocks, document.parts, strict=True):
        yield from (block for _ in units)


def _converted(
    block: Unit, target: Target, conversion: Conversion, exceptions: Exceptions
) -> Target:
    if target.text is None or target.state is not State.TRANSLATED:
        return target
    text = convert_text(target.text, conversion, exceptions, _foreign(block))
    return Target(target.state, text)


def _foreign(block: Unit) -> frozenset[str]:
    """Return the tags of codes whose content says that it is in a language of its own."""
    names = ("lang", XML_LANG)
    return frozenset(
        tag
        for tag, elements in block.codes.items()
        if any(isinstance(each.tag, str) and each.get(name) for each in elements for name in names)
    )
