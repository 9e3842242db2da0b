"""XML: parsed within limits, and where each of its elements stands in the bytes."""

import codecs
import re
from collections.abc import Collection, Iterator, Sequence
from typing import BinaryIO
from xml.parsers import expat

from lxml import etree

from toolkit.base.errors import ToolkitError
from toolkit.base.files import refuse_large
from toolkit.base.markup.bounds import HINT_MARKUP, MAX_BYTES, markup_error
from toolkit.base.markup.spans import Span

__all__ = [
    "XML_ID",
    "XML_LANG",
    "XML_SPACE",
    "append_text",
    "attribute_items",
    "iterate_xml",
    "local_name",
    "parse_invalid_ids",
    "parse_xml",
    "qualified",
    "spans",
    "text_of",
]

XML_ID, XML_LANG, XML_SPACE = (
    f"{{http://www.w3.org/XML/1998/namespace}}{name}" for name in ("id", "lang", "space")
)

_HINT_ENTITY = (
    "write the text that it stands for, or declare it in this document; no other file is read"
)
_OF_IDS = {etree.ErrorTypes.DTD_ID_REDEFINED, etree.ErrorTypes.DTD_XMLID_VALUE}
_CHUNK = 256 * 1024
_FEW_ATTRIBUTES = 64
"""So many are looked for one by one sooner than by a path."""
_VALUES = etree.XPath("@*", smart_strings=False)
_TAG = re.compile(rb"""[^"'>]*(?:(?:"[^"]*"|'[^']*')[^"'>]*)*>""")


def parse_xml(data: bytes, path: str, encoding: str | None = None) -> etree._ElementTree:
    """Parse an XML document.

    Internal entities are expanded within libxml2's amplification limit; an external one, a
    nesting deeper than 256 or a text node over 10 MB is an error, and nothing is fetched.

    Args:
        data: the document's bytes, in the encoding that its XML declaration names.
        path: its name, for messages.
        encoding: the one that they are in, whatever it names; None believes it.

    Raises:
        ToolkitError: with line and column, when it is not well-formed or too large.

    """
    refuse_large(data, path, MAX_BYTES)
    try:
        return etree.ElementTree(etree.fromstring(data, _parser(encoding)))
    except etree.XMLSyntaxError as error:
        raise _syntax_error(error.msg, error.position, path) from None


def _syntax_error(message: str | None, place: tuple[int, int], path: str) -> ToolkitError:
    hint = _HINT_ENTITY if (message or "").startswith("Entity '") else HINT_MARKUP
    return markup_error("xml-syntax", message, place, path, hint)


def _parser(encoding: str | None, *, recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        encoding=encoding,
        resolve_entities="internal",
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        strip_cdata=False,
        recover=recover,
    )


def parse_invalid_ids(data: bytes, path: str) -> etree._ElementTree:
    """Parse an XML document whose ids may be no names, or not unique: that is not fatal.

    xml:id, section 5.

    Args:
        data: the document's bytes, in UTF-8 whatever it says.
        path: its name, for messages.

    Raises:
        ToolkitError: with line and column, when anything else is wrong.

    """
    refuse_large(data, path, MAX_BYTES)
    parser = _parser("utf-8", recover=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _syntax_error(error.msg, error.position, path) from None
    for each in parser.error_log:
        if each.level >= etree.ErrorLevels.ERROR and each.type not in _OF_IDS:
            raise _syntax_error(each.message, (each.line, each.column), path)
    return etree.ElementTree(root)


def iterate_xml(
    stream: BinaryIO, path: str, root: str, names: Collection[str]
) -> Iterator[etree._Element]:
    """Yield the elements of some names of an XML document of any size, each as it is complete.

    An element is forgotten when the next one is asked for. Nothing is fetched; a document type
    may be named, but may not declare entities. What is wrong behind an element is met after it:
    only who has seen the last one knows that the document is well-formed.

    Args:
        stream: the document's bytes, in the encoding that its XML declaration names.
        path: its name, for messages.
        root: the name that the document's element must have.
        names: of elements that do not hold each other.

    Raises:
        ToolkitError: with line and column, when it is not well-formed, or another document.

    """
    parser = etree.XMLPullParser(
        events=("start", "end"),
        resolve_entities="internal",
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        strip_cdata=False,
    )
    try:
        while data := stream.read(_CHUNK):
            parser.feed(data)
            for event, element in parser.read_events():
                if event == "start":
                    _refuse_undeclared(element, path)
                    if element.getparent() is None:
                        _refuse_other_document(element, path, root)
                elif element.tag in names:
                    yield element
                    _forget(element)
        parser.close()
    except etree.XMLSyntaxError as error:
        raise markup_error("xml-syntax", error.msg, error.position, path, HINT_MARKUP) from None


def _refuse_undeclared(element: etree._Element, path: str) -> None:
    """Raise for a name whose prefix nobody declares, which lxml would take for a name as it is.

    libxml2 says so itself, but not before the document's end (Namespaces in XML, section 5).
    """
    for name in (element.tag, *element.attrib):
        prefix, colon, _ = str(name).partition(":")
        if colon and not prefix.startswith("{"):
            message = f"the prefix “{prefix}” of “{name!s}” is not declared"
            hint = f'add xmlns:{prefix}="…" to the document\'s first element'
            raise markup_error("xml-syntax", message, (element.sourceline or 1, 1), path, hint)


def _refuse_other_document(element: etree._Element, path: str, root: str) -> None:
    place = element.sourceline or 1, 1
    if element.tag != root:
        # QName refuses a namespace that holds a brace.
        name = str(element.tag).rpartition("}")[2]
        raise markup_error(
            "xml-root", f"the document's first element is “{name}”, not “{root}”", place, path, ""
        )
    declared = element.getroottree().docinfo.internalDTD
    if declared is not None and next(iter(declared.iterentities()), None) is not None:
        message = "the document declares entities of its own"
        raise markup_error(
            "xml-entities", message, place, path, "write the texts that they stand for"
        )


def _forget(element: etree._Element) -> None:
    """Empty an element, and remove what stands before it in its parent."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def qualified(namespace: str, name: str) -> str:
    """Return the lxml name of `name` in `namespace`: `{namespace}name`."""
    return f"{{{namespace}}}{name}"


def spans(data: bytes, path: str) -> tuple[Span, ...]:
    """Return the byte span of every element of an XML document, in document order.

    expat reads the same bytes that lxml did, so the n-th span is that of the n-th element.

    Args:
        data: the document's bytes, in UTF-8 whatever it says, without references to entities.
        path: its name, for messages.

    Raises:
        ToolkitError: when expat cannot read what libxml2 could.

    """
    return _Spans(data, path).read()


class _Spans:
    """Collects the offsets that expat reports while it walks a document."""

    def __init__(self, data: bytes, path: str) -> None:
        self._data = data
        self._path = path
        self._parser = expat.ParserCreate("utf-8")
        self._opened: list[tuple[int, int, int, int]] = []
        self._found: dict[int, Span] = {}
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def read(self) -> tuple[Span, ...]:
        try:
            self._parser.Parse(self._data, True)
        except expat.ExpatError as error:
            place = error.lineno, error.offset + 1
            message = expat.ErrorString(error.code)
            raise markup_error("xml-syntax", message, place, self._path, HINT_MARKUP) from None
        return tuple(self._found[number] for number in range(len(self._found)))

    def _start(self, _name: str, _attributes: dict[str, str]) -> None:
        parser = self._parser
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        if line == 1 and self._data.startswith(codecs.BOM_UTF8):
            column -= 1  # a byte order mark is no character of the line
        number = len(self._found) + len(self._opened)
        self._opened.append((number, parser.CurrentByteIndex, line, column))

    def _end(self, _name: str) -> None:
        number, start, line, column = self._opened.pop()
        here = self._parser.CurrentByteIndex
        content_start = self._tag_end(start)
        empty = here == start or self._data[content_start - 2 : content_start - 1] == b"/"
        content_end = content_start if empty else here
        # Only a start tag can hold a `>` that does not end it.
        end = content_start if empty else self._data.index(b">", here) + 1
        self._found[number] = Span(start, content_start, content_end, end, line, column)

    def _tag_end(self, start: int) -> int:
        """Return the offset after the tag at `start`; a `>` may stand in a quoted value."""
        match = _TAG.match(self._data, start)
        assert match is not None  # noqa: S101 - expat has read the tag
        return match.end()


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace; nothing for a comment or an instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute_items(element: etree._Element) -> Sequence[tuple[str, str]]:
    """Return the names and values of an element's attributes, in time linear in their number.

    `items` looks for each value by its name, from the first attribute on.
    """
    names = element.keys()
    if len(names) <= _FEW_ATTRIBUTES:
        return element.items()
    return list(zip(names, _VALUES(element), strict=True))


def append_text(element: etree._Element, text: str) -> None:
    """Append a text to what an element holds."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def text_of(element: etree._Element) -> str:
    """Return what an element says, on one line.

    >>> text_of(etree.fromstring("<p>It <em>is</em>   so.<!-- no --></p>"))
    'It is so.'
    """
    return " ".join("".join(map(str, element.itertext())).split())
