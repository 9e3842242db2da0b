"""Own XML: an edition of an XML document, spliced into its source's bytes."""

import re
from collections.abc import Iterator
from functools import partial
from html import escape

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.markup import XML_LANG, serialize_page
from toolkit.document.formats import formats
from toolkit.document.formats.vocabularies import Vocabulary, vocabulary_of
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
    vocabulary = vocabulary_of(document.tree.getroot(), formats()[document.format].vocabularies)
    edits = TagWriter(document, filled, locale, _syntax(document, vocabulary), extras).edits()
    if vocabulary is not None:
        edits.extend(_language_edits(document, vocabulary, locale))
    for element in document.excluded(locale):
        if element in document.spans:
            edits.append((document.spans[element].start, document.spans[element].end, b""))
    return edits


def _language_edits(document: Document, vocabulary: Vocabulary, locale: Locale) -> Iterator[Edit]:
    """Yield the edit that names the locale where the source names its language in a text."""
    element = vocabulary.language_element(document.tree.getroot())
    if element is not None and len(element) == 0 and (element.text or "").strip():
        span = document.spans[element]
        yield span.content_start, span.content_end, locale.tag.encode()


def _syntax(document: Document, vocabulary: Vocabulary | None) -> Syntax:
    root = document.tree.getroot()
    own = vocabulary.language if vocabulary is not None else ""
    spelled = (vocabulary and vocabulary.write_text) or str
    silent = vocabulary is not None and (vocabulary.silent or bool(vocabulary.language_path))

    def local(locale: Locale) -> dict[str, str]:
        """Say the language where the source does, else where its vocabulary would."""
        said = [name for name in (own, XML_LANG) if name and name in root.attrib]
        if silent and not said:
            return {}
        return dict.fromkeys(said or [own or XML_LANG], locale.tag)

    return Syntax(
        attribute=_ATTRIBUTE,
        text=lambda _, text: document.entities.in_text(_escaped(spelled(text))),
        value=lambda text: document.entities.in_value(_escaped(text)),
        name=_prefixed,
        foreign=lambda locale: {} if silent else {own if own == "lang" else XML_LANG: locale.tag},
        local=local,
        comment=partial(_comment, document),
        end=lambda _: b"",
        embedded=partial(_embedded, document),
        # HTML in a CDATA section.
        has_programs=lambda unit: _embedded(document, unit.element) is False,
    )


def _comment(document: Document, node: etree._Element) -> str:
    """Return a comment or an instruction as it stands in the source, or in the HTML in it."""
    above = node.getparent()
    if above is not None and _embedded(document, above) is not None:
        return serialize_page(node)
    return etree.tostring(node, encoding="unicode", with_tail=False)


def _embedded(document: Document, element: etree._Element) -> bool | None:
    """Return whether HTML that the source has as text is escaped there; None for what is none."""
    if not document.embedded:
        return None
    around = (element, *element.iterancestors())
    return next((document.embedded[each] for each in around if each in document.embedded), None)


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
