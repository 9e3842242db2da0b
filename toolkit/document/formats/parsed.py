"""Parsed: what a format's parser gives, before ITS rules find the units in it."""

from collections.abc import Mapping

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding
from toolkit.base.frozen import frozen
from toolkit.base.markup.charsets import UTF8, Charset
from toolkit.base.markup.xml_entities import Entities
from toolkit.document.model import Metadata, Span

__all__ = ["Parsed"]


@frozen
class Parsed:
    """A tree with what its format knows about it."""

    tree: etree._ElementTree
    metadata: Metadata
    language: Locale
    """The document's own language, where it says one, else the project's."""
    spans: Mapping[etree._Element, Span]
    """Byte spans of the elements, empty where the format has none."""
    source: bytes | None = None
    """The bytes that the spans count, where they are not all of the file's."""
    charset: Charset = UTF8
    """The charset of the file, where the source is its text in UTF-8."""
    findings: tuple[Finding, ...] = ()
    """What is doubtful in the file, and read all the same."""
    body: int = 0
    """The byte at which the body begins, behind a front matter."""
    entities: Entities = Entities()
    """How XML spells what it refers to by name."""
    html: frozenset[etree._Element] = frozenset()
    """The elements that are written in HTML, where the format is another that may hold some."""
    unshown: tuple[Finding, ...] = ()
    """What of the file no page of an article shows; its own format has it all the same."""
