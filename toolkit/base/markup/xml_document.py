"""XML document: a source as a tree, with the places of its elements in its bytes."""

from collections.abc import Mapping

from lxml import etree

from toolkit.base.errors import Finding, Severity, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.markup.spans import Span
from toolkit.base.markup.xml import parse_invalid_ids, parse_xml, spans
from toolkit.base.markup.xml_entities import Entities, with_entities
from toolkit.base.markup.xml_prepared import prepare

__all__ = ["XmlDocument", "read_xml_document"]

_HINT_ID = "give each element a unique id that begins with a letter and has no spaces"


@frozen
class XmlDocument:
    """A source's tree, and what is known of its bytes."""

    tree: etree._ElementTree
    """With a reference where the source has one that it does not itself explain."""
    spans: Mapping[etree._Element, Span]
    entities: Entities
    findings: tuple[Finding, ...]
    """What is not valid, and read all the same."""


def read_xml_document(source: bytes, path: str) -> XmlDocument:
    """Read a source that is XML; no other file is read for it.

    An entity that is declared elsewhere, or holds markup, stays a reference in the tree. An id
    that is not unique, or no name, is not fatal (xml:id, section 5).

    Args:
        source: the document, in UTF-8 whatever it says.
        path: its name, for messages.

    Raises:
        ToolkitError: with line and column, when it is not well-formed or too large.

    """
    prepared = prepare(source)
    tree, findings = _parsed(prepared.parsable, path)
    with_entities(tree, prepared.target)
    elements = tree.getroot().iter(etree.Element)
    places = dict(zip(elements, spans(prepared.masked, path), strict=True))
    return XmlDocument(tree, places, prepared.entities, findings)


def _parsed(data: bytes, path: str) -> tuple[etree._ElementTree, tuple[Finding, ...]]:
    try:
        return parse_xml(data, path, encoding="utf-8"), ()
    except ToolkitError as error:
        tree = parse_invalid_ids(data, path)
        (said,) = error.findings
        wrong = Finding("xml-id", said.message, said.location, _HINT_ID, severity=Severity.WARNING)
        return tree, (wrong,)
