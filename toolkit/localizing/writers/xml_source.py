"""Own XML: an edition of an XML document, spliced into its source's bytes."""

import re
from html import escape

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.markup import XML_LANG
from toolkit.document.formats import formats
from toolkit.document.formats.vocabularies import vocabulary_of
from toolkit.document.model import Document, Extras, Filled
from toolkit.localizing.writers.splicing import Edit
from toolkit.localizing.writers.tags import Syntax, TagWriter

__all__ = ["xml_edits"]

_ATTRIBUTE = re.compile(rb"""([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\Zx))""")


def xml_edits(document: Document, filled: Filled, locale: Locale, extras: Extras) -> list[Edit]:
    """Return the edits that put the texts of blocks into an XML document.

    Raises:
        ToolkitError: when a unit has no bytes of its own.

    """
    edits = TagWriter(document, filled, locale, _syntax(document), extras).edits()
    for element in document.excluded(locale):
        if element in document.spans:
            edits.append((document.spans[element].start, document.spans[element].end, b""))
    return edits


def _syntax(document: Document) -> Syntax:
    root = document.tree.getroot()
    vocabulary = vocabulary_of(root, formats()[document.format].vocabularies)
    own = vocabulary.language if vocabulary is not None else ""

    def local(locale: Locale) -> dict[str, str]:
        """Say the language where the source does, else where its vocabulary would."""
        said = [name for name in (own, XML_LANG) if name and name in root.attrib]
        return dict.fromkeys(said or [own or XML_LANG], locale.tag)

    return Syntax(
        attribute=_ATTRIBUTE,
        text=lambda _, text: document.entities.in_text(_escaped(text)),
        value=lambda text: document.entities.in_value(_escaped(text)),
        name=_prefixed,
        foreign=lambda locale: {own if own == "lang" else XML_LANG: locale.tag},
        local=local,
        comment=lambda node: etree.tostring(node, encoding="unicode", with_tail=False),
        end=lambda _: b"",
    )


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace("\r", "&#13;")


def _prefixed(element: etree._Element, name: str) -> str:
    """Return an attribute's name as it stands in the source."""
    namespace, _, local = name.removeprefix("{").rpartition("}")
    if not namespace:
        return local
    if name == XML_LANG:
        return "xml:lang"
    prefixes = [str(prefix) for prefix, uri in element.nsmap.items() if prefix and uri == namespace]
    return f"{prefixes[0]}:{local}"
