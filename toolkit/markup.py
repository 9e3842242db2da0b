"""The only door through which XML and HTML are parsed: nothing fetched, limits kept."""

import codecs
import re
from collections.abc import Collection, Iterator
from typing import BinaryIO
from xml.parsers import expat

from lxml import etree, html

from toolkit.document import Span
from toolkit.errors import Location, ToolkitError

__all__ = ["MAX_BYTES", "Span", "iterate_xml", "parse_html", "parse_xml", "qualified", "spans"]

MAX_BYTES = 64 * 1024 * 1024
_HINT_XML = "mend the markup, then try again"
_HINT_UTF8 = "save it as UTF-8"
_CHUNK = 256 * 1024
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# XML 1.0, appendix F.1: how UTF-16 without a byte order mark begins.
_UTF16_STARTS = (*_UTF16_MARKS, b"<\0", b"\0<")
# HTML Standard, section 13.2.3.2: where a page may name its charset.
_PRESCAN = 1024
# What libxml2 adds for programmers: its options and its functions.
_ADVICE = re.compile(r", (?:line|use|try|see) .*", re.DOTALL)
_TAG = re.compile(rb"""[^"'>]*+(?:(?:"[^"]*"|'[^']*')[^"'>]*+)*+>""")


def _refuse_large(data: bytes, path: str) -> None:
    if len(data) > MAX_BYTES:
        raise ToolkitError.because(
            "too-large",
            f"the file has {len(data):,} bytes, more than {MAX_BYTES:,}",
            Location(path),
            "cut it into several documents",
        )


def _error(
    code: str, message: str | None, place: tuple[int, int], path: str, hint: str
) -> ToolkitError:
    """Return a parser's error; `place` is its line and column, 0 where it knows none."""
    line, column = place
    said = " ".join(_ADVICE.sub("", message or "").split()).rstrip(".")
    location = Location(path, max(line, 1), max(column, 1))
    return ToolkitError.because(code, said or "not well-formed", location, hint)


def parse_xml(data: bytes, path: str) -> etree._ElementTree:
    """Parse an XML document.

    Internal entities are expanded within libxml2's amplification limit; an external one, a
    nesting deeper than 256 or a text node over 10 MB is an error, and nothing is fetched.

    Args:
        data: the document's bytes, in the encoding that its XML declaration names.
        path: its name, for messages.

    Raises:
        ToolkitError: with line and column, when it is not well-formed or too large.

    """
    _refuse_large(data, path)
    parser = etree.XMLParser(
        resolve_entities="internal",
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        strip_cdata=False,
    )
    try:
        return etree.ElementTree(etree.fromstring(data, parser))
    except etree.XMLSyntaxError as error:
        raise _error("xml-syntax", error.msg, error.position, path, _HINT_XML) from None


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
                if event == "start" and element.getparent() is None:
                    _refuse_other_document(element, path, root)
                elif event == "end" and element.tag in names:
                    yield element
                    _forget(element)
        parser.close()
    except etree.XMLSyntaxError as error:
        raise _error("xml-syntax", error.msg, error.position, path, _HINT_XML) from None


def _refuse_other_document(element: etree._Element, path: str, root: str) -> None:
    place = element.sourceline or 1, 1
    if element.tag != root:
        name = etree.QName(element).localname
        raise _error("xml-root", f"the document is a “{name}”, not a “{root}”", place, path, "")
    declared = element.getroottree().docinfo.internalDTD
    if declared is not None and next(iter(declared.iterentities()), None) is not None:
        message = "the document declares entities of its own"
        raise _error("xml-entities", message, place, path, "write what they stand for")


def _forget(element: etree._Element) -> None:
    """Empty an element, and remove what stands before it in its parent."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def parse_html(data: bytes, path: str) -> etree._ElementTree:
    """Parse an HTML page, however broken, into a tree without namespaces.

    What would be lost without a word is an error: bytes in no known charset, a nesting deeper than
    256, a text of over 10 MB.

    Args:
        data: the page's bytes; UTF-8 unless a byte order mark or a `meta` says otherwise.
        path: its name, for messages.

    Raises:
        ToolkitError: when it holds no element at all, is too large, or something would be lost.

    """
    _refuse_large(data, path)
    data = data.removeprefix(codecs.BOM_UTF8)
    parser = html.HTMLParser(
        default_doctype=False, encoding=_html_encoding(data, path), no_network=True, huge_tree=False
    )
    try:
        root = html.document_fromstring(data, parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        _refuse_loss(parser, path)
        raise ToolkitError.because(
            "html-syntax", str(error), Location(path), "put a page into it"
        ) from None
    _refuse_loss(parser, path)
    return root.getroottree()


def _html_encoding(data: bytes, path: str) -> str | None:
    """Return a page's encoding; None when the page itself names one that libxml2 is to use."""
    if data.startswith(_UTF16_MARKS):
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"charset" in data[:_PRESCAN].lower():
            return None
        message = f"byte 0x{data[error.start]:02x} is not UTF-8, and the page names no charset"
        raise _charset_error(data, error.start, message, path) from None
    if b"\0" in data:
        raise _charset_error(data, data.index(b"\0"), "the page holds the character U+0000", path)
    return "utf-8"


def _charset_error(data: bytes, at: int, message: str, path: str) -> ToolkitError:
    before = data[:at].decode("utf-8")
    place = before.count("\n") + 1, len(before) - before.rfind("\n")
    return _error("charset", message, place, path, _HINT_UTF8)


def _refuse_loss(parser: html.HTMLParser, path: str) -> None:
    """Raise for what libxml2 met and left out, cut off or replaced."""
    for entry in parser.error_log:
        lost = entry.type == etree.ErrorTypes.ERR_INVALID_ENCODING
        if lost or entry.level == etree.ErrorLevels.FATAL:
            place = entry.line, entry.column
            raise _error("html-syntax", entry.message, place, path, _HINT_XML)


def qualified(namespace: str, name: str) -> str:
    """Return the lxml name of `name` in `namespace`: `{namespace}name`."""
    return f"{{{namespace}}}{name}"


def spans(data: bytes, path: str) -> tuple[Span | None, ...]:
    """Return the byte span of every element of an XML document, in document order.

    expat reads the same bytes that lxml did, so the n-th span is that of the n-th element. It is
    None for an element that comes out of an entity: it has no place of its own.

    Args:
        data: the document's bytes, in an encoding of one byte a character, or UTF-8.
        path: its name, for messages.

    Raises:
        ToolkitError: when expat cannot read what libxml2 could, or for another encoding.

    """
    if data.startswith(_UTF16_STARTS):
        raise _error("charset", "the file is in UTF-16", (1, 1), path, _HINT_UTF8)
    return _Spans(data, path).read()


class _Spans:
    """Collects the offsets that expat reports while it walks a document."""

    def __init__(self, data: bytes, path: str) -> None:
        self._data = data
        self._path = path
        self._parser = expat.ParserCreate()
        self._opened: list[tuple[int, int, int, int]] = []
        self._found: list[Span | None] = []
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def read(self) -> tuple[Span | None, ...]:
        try:
            self._parser.Parse(self._data, True)
        except expat.ExpatError as error:
            place = error.lineno, error.offset + 1
            message = expat.ErrorString(error.code)
            raise _error("xml-syntax", message, place, self._path, _HINT_XML) from None
        except (LookupError, ValueError):  # of Python's codecs, which expat asks
            message = "the file's encoding is not supported"
            raise _error("charset", message, (1, 1), self._path, _HINT_UTF8) from None
        return tuple(self._found)

    def _start(self, _name: str, _attributes: dict[str, str]) -> None:
        parser = self._parser
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        if line == 1 and self._data.startswith(codecs.BOM_UTF8):
            column -= 1  # a byte order mark is no character of the line
        self._opened.append((len(self._found), parser.CurrentByteIndex, line, column))
        self._found.append(None)

    def _end(self, _name: str) -> None:
        number, start, line, column = self._opened.pop()
        here = self._parser.CurrentByteIndex
        if self._data[start : start + 1] != b"<":
            return
        content_start = self._tag_end(start)
        empty = here == start or self._data[content_start - 2 : content_start - 1] == b"/"
        content_end = content_start if empty else here
        end = content_start if empty else self._tag_end(here)
        self._found[number] = Span(start, content_start, content_end, end, line, column)

    def _tag_end(self, start: int) -> int:
        """Return the offset after the tag at `start`; a `>` may stand in a quoted value."""
        match = _TAG.match(self._data, start)
        assert match is not None  # noqa: S101 - expat has read the tag
        return match.end()
