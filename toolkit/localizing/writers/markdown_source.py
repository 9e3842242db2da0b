"""Own Markdown: an edition in Markdown, its translated blocks written into the source's bytes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from lxml import etree
from markdown_it.helpers import parseLinkDestination

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.base.text import Code, CodeKind, Text, plain
from toolkit.document.formats.lines import read_lines
from toolkit.document.formats.markdown_dialects import with_named_texts
from toolkit.document.formats.markdown_inline_tree import shown_tokens
from toolkit.document.formats.markdown_tokens import inline_tokens, read_tokens
from toolkit.document.model import AttributeHome, Document, Extras, Filled, Span, Unit
from toolkit.localizing.writers.html_source import HTML_PIECE
from toolkit.localizing.writers.markdown_escapes import escaped, guarded, titled
from toolkit.localizing.writers.markdown_pieces import (
    LINE_END,
    SEPARATOR,
    STYLES,
    Piece,
    Style,
    delimiter,
    joined,
)
from toolkit.localizing.writers.splicing import Edit, field_edit
from toolkit.localizing.writers.tags import Syntax, TagWriter

__all__ = ["markdown_edits"]

_VERSE_END = re.compile(r"(?:\r\n|\r|\n)[ \t>]*\| +")
_WHITE_SPACE = re.compile(r"[ \t\r\n\f]+")
_BAR = "&#124;"
# The line after a block that, with bars in the block, would make a table of it.
_DELIMITER_ROW = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)[ \t>]*[-:|][-:| \t]*(?:[\r\n]|\Z)")
# A footnote's mark that begins its text, and the line ends and prefixes of a block within a block.
_MARK = re.compile(r"\[\^[^\[\]\s]+\]")
_NOTE = re.compile(rf"{_MARK.pattern}:")
_NOTE_END = re.compile(rf"({_NOTE.pattern})((?:\r\n|\r|\n)[ \t>]*| )(?=\S)")
_PREFIX = re.compile(rb"[^\s>][ \t>]*((?:\r\n|\r|\n)[ \t>]*)\Z")
_DEFINITION = re.compile(rb"[\s>*+\-0-9.)]*\[[^\]]+\]:[^\r\n]*[\r\n]+[\s>]*\Z")


def markdown_edits(document: Document, filled: Filled, locale: Locale) -> list[Edit]:
    """Return the edits that put texts for a Markdown document's blocks into its source.

    A block whose text is the source's own keeps its bytes.

    Raises:
        ToolkitError: when Markdown cannot say a text, such as a link in a link.

    """
    changed = [(unit, text) for unit, text in filled if text is not None and text != unit.text]
    return _Writer(document, changed, locale).edits()


class _Writer:
    """Writes translated blocks by the source's own delimiters, and reads them back."""

    def __init__(
        self, document: Document, filled: Sequence[tuple[Unit, Text]], locale: Locale
    ) -> None:
        self._source = document.source
        self._spans = document.spans
        self._body = document.body
        self._html = document.html
        lines = read_lines(document.source, document.path)
        self._lines = [line.text for line in lines if line.offset >= document.body]
        self._runs: list[tuple[Unit, Text]] = []
        self._values: dict[etree._Element, dict[str, str]] = {}
        self._places: dict[etree._Element, Unit] = {}
        html = [(unit, text) for unit, text in filled if unit.element in document.html]
        self._tags = TagWriter(document, html, locale, self._syntax(), Extras())
        for unit, text in filled:
            if unit.element in document.html:
                continue
            if isinstance(unit.home, AttributeHome):
                value = _collapsed("".join(map(str, text)))
                self._values.setdefault(unit.home.element, {})[unit.home.name] = value
                self._places[unit.home.element] = unit
            elif unit.element in self._spans:
                self._runs.append((unit, text))

    def _syntax(self) -> Syntax:
        return replace(HTML_PIECE, comment=lambda node: self._raw(self._spans[node]))

    def _raw(self, span: Span) -> str:
        return self._bytes(span.start, span.end)

    def edits(self) -> list[Edit]:
        """Return the edits, of which those inside another one are part of it."""
        edits = [
            self._attribute_edit(element, span)
            for element in self._values
            if (span := self._spans.get(element))
        ]
        for unit, text in self._runs:
            span = self._spans[unit.element]
            if span.start < self._body:
                edits.append(
                    field_edit(
                        self._source, span, _collapsed(plain(text)), block=_is_block(unit.element)
                    )
                )
            else:
                written = self._written(unit, text, span)
                edits.append((span.content_start, span.content_end, written.encode()))
        return [*edits, *self._tags.edits()]

    def _attribute_edit(self, element: etree._Element, span: Span) -> Edit:
        if span.start < self._body:
            (value,) = self._values[element].values()
            return field_edit(self._source, span, value, block=_is_block(element))
        if element.tag == "x":
            return span.start, span.end, self._opaque(element).encode()
        if element.tag != "a":
            return span.start, span.end, self._image_alone(element).encode()
        return span.content_end, span.end, self._titled_end(element).encode()

    @cached_property
    def _environment(self) -> dict[str, object]:
        _, environment = read_tokens("\n".join(self._lines))
        return dict(environment)

    def _bytes(self, start: int, end: int) -> str:
        return self._source[start:end].decode()

    def _written(self, unit: Unit, text: Text, span: Span) -> str:
        cell = unit.element.tag in {"td", "th"}
        expected = _merged(self._meant(unit, text))
        after_definition = _DEFINITION.search(self._source, max(0, span.start - 2000), span.start)
        bar = "\\|" if cell else "|"
        if not cell and _DELIMITER_ROW.match(self._source, span.content_end):
            bar = _BAR
        own = self._bytes(span.content_start, span.content_end)
        alone = ""
        for style in STYLES:
            pieces = list(self._pieces(unit, text, style, bar))
            line = joined(pieces, style, quoted=bool(after_definition), own=own)
            line = guarded(line, own)
            content = LINE_END.sub("\n", _VERSE_END.sub("\\\\\n", line))
            if cell:
                content = content.replace("\\|", "|")
            tokens = inline_tokens(content, self._environment)
            if _merged(shown_tokens(tokens)) == expected:
                if cell or _is_paragraph(content):
                    return self._parted(line, span)
                alone = alone or line
        if alone:  # codes and nothing else: a template's tag, that may be a block by itself
            return self._parted(alone, span)
        raise ToolkitError.because(
            "markdown-codes",
            f"Markdown cannot say “{plain(text)[:60]}” with its codes where they stand",
            unit.location,
            "put no link into a link, and no code into another without need",
        )

    def _parted(self, line: str, span: Span) -> str:
        """Put an empty line before a note that begins with its mark no more: nothing else would."""
        own = self._bytes(span.content_start, span.content_end)
        ended = _NOTE_END.match(own)
        if ended and _NOTE.match(line):
            return _NOTE_END.sub(lambda match: match[1] + ended[2], line, count=1)
        if _NOTE.match(line) or not _NOTE.match(own):
            return line
        before = self._source[max(0, span.start - 2000) : span.start]
        prefix = _PREFIX.search(before)
        return line if prefix is None else prefix[1].decode() + line

    def _pieces(self, unit: Unit, text: Text, style: Style, bar: str) -> Iterator[Piece]:
        used: dict[str, int] = {}
        opened: list[tuple[etree._Element, list[str]]] = []
        for part in text:
            piece: Piece
            if isinstance(part, str):
                piece = Piece("text", self._text(part, style, bar))
            elif part.kind is CodeKind.CLOSE:
                element, inside = opened.pop()
                closing = self._closing(element, "".join(inside), style)
                piece = Piece("close", closing)
            else:
                at = used.get(part.tag, 0)
                used[part.tag] = at + 1
                element = unit.codes[part.tag][at]
                piece = self._code(part, element, style)
            for _, inside in opened:
                inside.append(piece.markdown)
            if isinstance(part, Code) and part.kind is CodeKind.OPEN:
                opened.append((element, []))
            yield piece

    def _opaque(self, element: etree._Element) -> str:
        """Return opaque markup with the texts among its parameters."""
        raw = self._raw(self._spans[element])
        written = with_named_texts(raw, self._values.get(element, {}))
        if written is None:
            raise ToolkitError.because(
                "markdown-codes",
                f"a text cannot stand in “{raw[:60]}”",
                self._places[element].location,
                "leave {{, }}, {% and %} out of it",
            )
        return written

    def _text(self, text: str, style: Style, bar: str) -> str:
        line = _WHITE_SPACE.sub(" ", text)
        if style.bare:
            return line.replace("|", bar)
        return escaped(line, bar=bar, dialects=style.dialects)

    def _code(self, code: Code, element: etree._Element, style: Style) -> Piece:
        span = self._spans[element]
        if element in self._html:
            tag = self._tags.start_tag(element).decode()
            if code.kind is CodeKind.OPEN:
                return Piece("open", tag)
            return Piece("whole", tag + self._bytes(span.content_start, span.end))
        if code.kind is CodeKind.OPEN:
            opening = self._bytes(span.start, span.content_start)
            return Piece("open", delimiter(opening, f"<{element.tag!s}>", style))
        if element.tag == "img":
            return Piece("whole", self._image(element, style))
        whole = self._opaque(element) if element.tag == "x" else self._raw(span)
        bare = "" if whole.startswith("<") else str(element.tag)
        return Piece({"a": "address", "br": "break"}.get(bare, "whole"), whole)

    def _closing(self, element: etree._Element, inside: str, style: Style) -> str:
        span = self._spans[element]
        closing = self._bytes(span.content_end, span.end)
        if element.tag == "a" and element in self._values:
            return self._titled_end(element)
        if element.tag != "a" or closing not in {"]", "][]"}:
            return delimiter(closing, f"</{element.tag!s}>", style)
        label = self._label(span)
        return closing if inside == label and not style.apart else f"][{label}]"

    def _label(self, span: Span) -> str:
        """Return the label by which a reference link or image finds its definition."""
        return LINE_END.sub(" ", self._bytes(span.content_start, span.content_end))

    def _image_alone(self, element: etree._Element) -> str:
        """Return an image whose block is not rewritten, as plain as it reads back."""
        expected = _merged(self._whole(element))
        written = [self._image(element, style) for style in STYLES[:3]]
        for each in written:
            tokens = inline_tokens(LINE_END.sub("\n", each), self._environment)
            if _merged(shown_tokens(tokens)) == expected:
                return each
        return written[-1]

    def _image(self, element: etree._Element, style: Style) -> str:
        span = self._spans[element]
        values = self._values.get(element)
        if not values:
            return self._bytes(span.start, span.end)
        label = self._bytes(span.content_start, span.content_end)
        rest = LINE_END.sub(" ", self._bytes(span.content_end, span.end))
        if "title" in values:
            rest = self._titled_end(element)
        elif rest in {"]", "][]"}:
            rest = f"][{self._label(span)}]"
        if "alt" in values:
            label = self._text(values["alt"], style, _bar(element))
        return f"![{label}{rest}"

    def _titled_end(self, element: etree._Element) -> str:
        """Return the end of a link or an image, with its title translated."""
        span = self._spans[element]
        rest = LINE_END.sub(" ", self._bytes(span.content_end, span.end))
        title = titled(self._values[element]["title"], bar=_bar(element))
        return f'{self._destination(element, rest)} "{title}")'

    def _destination(self, element: etree._Element, rest: str) -> str:
        if not rest.startswith("]("):
            return f"](<{element.get('href' if element.tag == 'a' else 'src', '')}>"
        start = len(rest) - len(rest[2:].lstrip())
        found = parseLinkDestination(rest, start, len(rest) - 1)
        return rest[: found.pos]

    def _meant(self, unit: Unit, text: Text) -> Iterator[str]:
        """Yield what a text is to be read back as, in the terms of `shown_tokens`."""
        used: dict[str, int] = {}
        opened: list[etree._Element] = []
        for part in text:
            if isinstance(part, str):
                yield part
            elif part.kind is CodeKind.CLOSE:
                yield self._shown_end(opened.pop())
            else:
                at = used.get(part.tag, 0)
                used[part.tag] = at + 1
                element = unit.codes[part.tag][at]
                if part.kind is CodeKind.OPEN:
                    opened.append(element)
                    yield self._shown_tag(element)
                else:
                    yield from self._whole(element)

    def _shown_end(self, element: etree._Element) -> str:
        if element.tag == "x" or element in self._html:
            span = self._spans[element]
            return f"\0{LINE_END.sub(' ', self._bytes(span.content_end, span.end))}\0"
        return f"\0</{element.tag!s}>\0"

    def _whole(self, element: etree._Element) -> Iterator[str]:
        if element in self._html:
            yield self._shown_tag(element)
            if self._spans[element].content_start < self._spans[element].end:
                yield self._shown_end(element)
        elif not isinstance(element.tag, str) or element.tag == "x":
            markup = self._code(Code("x", CodeKind.EMPTY), element, STYLES[0]).markdown
            yield f"\0{LINE_END.sub(' ', markup)}\0"
        elif element.tag == "br":
            yield "\0<br>\0"
        elif element.tag == "code":
            yield f"\0`{_collapsed(element.text or '')}`\0"
        elif element.tag == "img":
            values = {**element.attrib, **self._values.get(element, {})}
            yield f"\0![{values.get('alt')}]({values.get('src')} {values.get('title')})\0"
        else:
            yield self._shown_tag(element)
            yield element.text or ""
            yield f"\0</{element.tag!s}>\0"

    def _shown_tag(self, element: etree._Element) -> str:
        if element.tag == "x" or element in self._html:
            opening = self._code(Code(str(element.tag), CodeKind.OPEN), element, STYLES[0]).markdown
            return f"\0{LINE_END.sub(' ', opening)}\0"
        if element.tag == "a":
            values = {**element.attrib, **self._values.get(element, {})}
            return f"\0<a {values.get('href')} {values.get('title')}>\0"
        return f"\0<{element.tag!s}>\0"


def _is_block(element: etree._Element) -> bool:
    return element.get("scalar") == "block"


def _is_paragraph(content: str) -> bool:
    """Whether a block's content, on lines of its own, begins no block of another kind."""
    tokens, _ = read_tokens(content)
    return [each.type for each in tokens] == ["paragraph_open", "inline", "paragraph_close"]


def _bar(element: etree._Element) -> str:
    """Return how a bar is written where an element stands: in a cell it would end the cell."""
    cell = any(each.tag in {"td", "th"} for each in element.iterancestors())
    return "\\|" if cell else _BAR


def _merged(pieces: Iterator[str]) -> str:
    """Return pieces as one text, without the comments that keep codes apart."""
    whole = "".join(pieces).replace(f"\0{SEPARATOR}\0", "")
    return _collapsed(re.sub(r"\s*\0<br>\0\s*", "\0<br>\0", whole))


def _collapsed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
