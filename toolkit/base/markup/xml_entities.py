"""XML entities: what a document refers to and does not itself hold, kept without any other file."""

from collections.abc import Mapping
from dataclasses import field
from html import escape

from lxml import etree

from toolkit.base.frozen import frozen

__all__ = ["Entities", "value_of", "with_entities"]


@frozen
class Entities:
    """How a document spells what it refers to by name, so that editions spell it so too."""

    characters: Mapping[str, str] = field(default_factory=dict)
    """The characters that it writes as references, such as `&eacute;`, by themselves."""
    in_values: frozenset[str] = frozenset()
    """References to entities declared elsewhere that stand in values, such as `&product;`."""

    def in_text(self, markup: str) -> str:
        """Return escaped text with the document's own references for its characters."""
        for character, reference in self.characters.items():
            markup = markup.replace(character, reference)
        return markup

    def in_value(self, markup: str) -> str:
        """Return an escaped value of an attribute, likewise, with what is declared elsewhere."""
        for reference in self.in_values:
            markup = markup.replace(escape(reference, quote=False), reference)
        return self.in_text(markup)


def with_entities(tree: etree._ElementTree, target: str) -> None:
    """Put references into a tree where instructions stand for them."""
    for instruction in list(tree.getroot().iter(etree.PI)) if target else ():
        assert isinstance(instruction, etree._ProcessingInstruction)  # noqa: S101, SLF001 - lxml's only name
        if instruction.target == target:
            reference = etree.Entity(str(instruction.text))
            reference.tail = instruction.tail
            above = instruction.getparent()
            assert above is not None  # noqa: S101 - it stands in the document's element
            above.replace(instruction, reference)  # type: ignore[arg-type] # any node may stand there


def value_of(reference: etree._Entity) -> str:
    """Return what a document says that a reference in it stands for; empty where it does not."""
    declared = reference.getroottree().docinfo.internalDTD
    for each in declared.iterentities() if declared is not None else ():
        if each.name == reference.name:
            return each.content or ""
    return ""
