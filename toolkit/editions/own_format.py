"""Own format: an edition in the source's format, spliced into the source's own bytes."""

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape

from lxml import etree

from toolkit.bcp47 import Locale
from toolkit.document import AttributeHome, Document, Run, Span, Unit
from toolkit.editions.localize import fill_tree
from toolkit.editions.splicing import Edit, field_edit, splice
from toolkit.errors import ToolkitError
from toolkit.text import Code, CodeKind, Text, plain

__all__ = ["render_own_format"]

_WHITE_SPACE = b" \t\r\n"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._\-]*)["']""")
_ATTRIBUTE = re.compile(rb"""([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def render_own_format(document: Document, texts: Sequence[Text | None], locale: Locale) -> bytes:
    """Return a document in its own format, with its units replaced.

    Text, Markdown and XML are spliced: what is not translated keeps its bytes, and with no text
    at all the result is the source. HTML is written anew from its tree.

    Args:
        document: the source.
        texts: for each unit the text to put there; None keeps the source's.
        locale: the language of the texts.

    Raises:
        ToolkitError: when a unit comes out of an entity and so has no bytes of its own.

    """
    if all(text is None for text in texts) and not document.excluded(locale):
        return document.source
    return _WRITERS.get(document.format, _xml)(document, texts, locale)


def _html(document: Document, texts: Sequence[Text | None], locale: Locale) -> bytes:
    tree = fill_tree(document, texts, locale)
    root = tree.getroot()
    root.set("lang", locale.tag)
    if locale.direction != document.language.direction or root.get("dir"):
        root.set("dir", locale.direction)
    return etree.tostring(tree, method="html", encoding="utf-8") + b"\n"


def _text(document: Document, texts: Sequence[Text | None], locale: Locale) -> bytes:
    return splice(document.source, _text_edits(document, document.assembled(texts), locale))


def _markdown(document: Document, texts: Sequence[Text | None], _: Locale) -> bytes:
    # Markdown's parser is slow to load.
    from toolkit.editions.own_markdown import markdown_edits  # noqa: PLC0415

    return splice(document.source, markdown_edits(document, document.assembled(texts)))


def _xml(document: Document, texts: Sequence[Text | None], locale: Locale) -> bytes:
    return splice(document.source, _xml_edits(document, document.assembled(texts), locale))


_Write = Callable[[Document, Sequence[Text | None], Locale], bytes]
_WRITERS: Mapping[str, _Write] = {"html": _html, "text": _text, "markdown": _markdown}
"""How a format is written, by its name; any other one is XML."""


def _text_edits(document: Document, texts: Sequence[Text | None], locale: Locale) -> list[Edit]:
    source = document.source
    body = _front_matter_end(source)
    edits = []
    for unit, text in zip(document.blocks, texts, strict=True):
        if text is not None and isinstance(unit.home, Run):
            span = document.spans[unit.home.parent]
            value = " ".join(plain(text).split("\n"))
            if span.start < body:
                edits.append(field_edit(source, span, value))
            else:
                edits.append((span.start, span.end, value.encode()))
    day = document.metadata.date
    time = document.tree.getroot().find(".//time")
    if day is not None and time is not None and time in document.spans:
        span = document.spans[time]
        edits.append((span.start, span.end, locale.date(day).encode()))
    return edits


def _front_matter_end(source: bytes) -> int:
    """Return where the front matter of a text ends; 0 where it has none."""
    if not source.removeprefix(b"\xef\xbb\xbf").startswith(b"---"):
        return 0
    return source.find(b"\n---", source.index(b"---") + 3)


def _xml_edits(document: Document, texts: Sequence[Text | None], locale: Locale) -> list[Edit]:
    edits = _XmlWriter(document, texts, locale).edits()
    for element in document.excluded(locale):
        if element in document.spans:
            edits.append((document.spans[element].start, document.spans[element].end, b""))
    return edits


class _XmlWriter:
    """Writes translated runs of an XML document by the bytes of its own tags."""

    def __init__(self, document: Document, texts: Sequence[Text | None], locale: Locale) -> None:
        self._source = document.source
        self._spans = document.spans
        declared = _DECLARED.match(document.source.lstrip(b"\xef\xbb\xbf"))
        self._encoding = declared[1].decode("ascii") if declared else "utf-8"
        self._runs: dict[etree._Element, list[tuple[Unit, Text]]] = {}
        self._values: dict[etree._Element, dict[str, str]] = {}
        root = document.tree.getroot()
        for unit, text in zip(document.blocks, texts, strict=True):
            if isinstance(unit.home, AttributeHome):
                if text is not None:
                    values = self._values.setdefault(unit.home.element, {})
                    values[unit.home.name] = "".join(map(str, text))
            elif text is not None:
                self._runs.setdefault(unit.home.parent, []).append((unit, text))
            elif unit.home.whole and _XML_LANG not in unit.home.parent.attrib:
                self._values.setdefault(unit.home.parent, {})[_XML_LANG] = document.language.tag
        self._values.setdefault(root, {})[_XML_LANG] = locale.tag

    def edits(self) -> list[Edit]:
        """Return the edits of all units; those inside a rewritten run go with it."""
        touched = dict.fromkeys([*self._runs, *self._values])
        return [edit for element in touched for edit in self._edits_of(element)]

    def _span(self, element: etree._Element) -> Span:
        span = self._spans.get(element)
        if span is None:
            raise ToolkitError.because(
                "entity",
                f"<{element.tag!s}> comes out of an entity and cannot be translated in place",
                hint="write its content where the entity stands",
            )
        return span

    def _range(self, run: Run) -> tuple[int, int]:
        """Return the byte range of a run, without the white space at its ends."""
        outer = self._span(run.parent)
        start = self._span(run.parent[run.first - 1]).end if run.first else outer.content_start
        whole = run.end == len(run.parent)
        end = outer.content_end if whole else self._span(run.parent[run.end]).start
        return start, end

    def _run_edit(self, unit: Unit, text: Text) -> Edit:
        assert isinstance(unit.home, Run)  # noqa: S101 - only runs are kept in _runs
        start, end = self._range(unit.home)
        if not unit.preserved:
            piece = self._source[start:end]
            start += len(piece) - len(piece.lstrip(_WHITE_SPACE))
            end -= len(piece) - len(piece.rstrip(_WHITE_SPACE))
        return start, max(start, end), self._text(unit, text)

    def _text(self, unit: Unit, text: Text) -> bytes:
        used: dict[str, int] = {}
        opened: list[etree._Element] = []
        pieces: list[bytes] = []
        for part in text:
            if isinstance(part, str):
                pieces.append(self._encode(escape(part, quote=False)))
            elif part.kind is CodeKind.CLOSE:
                span = self._span(opened.pop())
                pieces.append(self._source[span.content_end : span.end])
            else:
                at = used.get(part.tag, 0)
                used[part.tag] = at + 1
                pieces.append(self._code(part, unit.codes[part.tag][at], opened))
        return b"".join(pieces)

    def _code(self, code: Code, element: etree._Element, opened: list[etree._Element]) -> bytes:
        if not isinstance(element.tag, str):
            return self._encode(etree.tostring(element, encoding="unicode", with_tail=False))
        if code.kind is CodeKind.OPEN:
            opened.append(element)
            return self.start_tag(element)
        return self._whole(element)

    def _whole(self, element: etree._Element) -> bytes:
        """Return an element's own bytes, with the translations inside it."""
        span = self._span(element)
        inside = [edit for each in element.iter(etree.Element) for edit in self._edits_of(each)]
        moved = [(start - span.start, end - span.start, new) for start, end, new in inside]
        return splice(self._source[span.start : span.end], moved)

    def _edits_of(self, element: etree._Element) -> list[Edit]:
        span = self._span(element)
        edits = [self._run_edit(unit, text) for unit, text in self._runs.get(element, ())]
        if element in self._values:
            edits.append((span.start, span.content_start, self.start_tag(element)))
        return edits

    def start_tag(self, element: etree._Element) -> bytes:
        """Return an element's start tag as it stands, with its new attributes' values."""
        span = self._span(element)
        tag = self._source[span.start : span.content_start]
        for name, value in self._values.get(element, {}).items():
            tag = self._with_attribute(tag, self._prefixed(element, name), value)
        return tag

    def _prefixed(self, element: etree._Element, name: str) -> bytes:
        """Return an attribute's name as it stands in the source."""
        namespace, _, local = name.removeprefix("{").rpartition("}")
        if not namespace:
            return local.encode(self._encoding)
        if name == _XML_LANG:
            return b"xml:lang"
        prefixes = [
            str(prefix) for prefix, uri in element.nsmap.items() if prefix and uri == namespace
        ]
        return f"{prefixes[0]}:{local}".encode(self._encoding)

    def _with_attribute(self, tag: bytes, name: bytes, value: str) -> bytes:
        shown = escape(value, quote=False).replace("\n", "&#10;").replace("\t", "&#9;")
        for match in _ATTRIBUTE.finditer(tag):
            if match[1] == name:
                quote = "&quot;" if match[2] is not None else "&#39;"
                shown = shown.replace('"' if match[2] is not None else "'", quote)
                start, end = match.span(2) if match[2] is not None else match.span(3)
                return tag[:start] + self._encode(shown) + tag[end:]
        at = len(tag) - (2 if tag.endswith(b"/>") else 1)
        added = b" " + name + b'="' + self._encode(shown.replace('"', "&quot;")) + b'"'
        return tag[:at].rstrip() + added + tag[at:]

    def _encode(self, text: str) -> bytes:
        return text.encode(self._encoding, "xmlcharrefreplace")
