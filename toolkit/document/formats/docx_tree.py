"""The blocks of a DOCX as the tree of an article's body, in the element names of HTML."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from toolkit.base.errors import Finding, Location, Severity, ToolkitError, printable
from toolkit.document.formats.docx_inline import fill, tidy, without_mark, without_whole_formats
from toolkit.document.formats.docx_package import Package, Part
from toolkit.document.formats.docx_runs import Piece, RunReader, shown_in
from toolkit.document.formats.docx_styles import (
    ListLevel,
    ParagraphStyle,
    Styles,
    is_on,
    outline_level,
    value,
    word,
)
from toolkit.document.formats.docx_table import Row, table_rows

__all__ = ["Body", "number_as", "read_body"]

_MAX_TABLES = 20
_SHOWN = 60
_SEPARATOR = re.compile(r"[*\-–—_#~⁂•·][*\-–—_#~⁂•·\s]*")
_LOOKS = frozenset({"title", "heading", "standfirst", "byline", "contents"})
"""The kinds of paragraphs whose text may be set in any way: it is their look."""


@dataclass(slots=True)
class Body:
    """An article's body, and what in it belongs into a header."""

    element: etree._Element
    headings: list[tuple[int, etree._Element]] = field(default_factory=list)
    """The level of each heading, from 0 for a title; all have the name `h2` so far."""
    standfirsts: list[etree._Element] = field(default_factory=list)
    bylines: list[etree._Element] = field(default_factory=list)
    language: str = ""
    """The language that most of the text is marked as."""
    findings: list[Finding] = field(default_factory=list)
    """What of the text is lost."""


def number_as(element: etree._Element, paragraph: int) -> None:
    """Give an element the number of its paragraph as its line: what messages name."""
    element.sourceline = paragraph  # type: ignore[misc] # the stubs know it as read only


def read_body(package: Package, path: str) -> Body:
    """Read the text of a DOCX, with its notes at the end.

    Args:
        package: its parts.
        path: its name, for messages.

    Raises:
        ToolkitError: for tables that are nested too deep.

    """
    return _BodyReader(package, path).read()


class _BodyReader:
    """What the flows of one document share: the styles, the counts, the paragraph's number."""

    def __init__(self, package: Package, path: str) -> None:
        self.package = package
        self.path = path
        self.styles = Styles(package.styles, package.numbering)
        self.runs = RunReader(self.styles)
        self.body = Body(etree.Element("div", {"class": "body"}))
        self.number = 0
        """How many paragraphs have been read."""
        self.tables = 0
        """How many tables are open."""
        self.counts: dict[tuple[str, int], int] = {}
        """How many items each level of a numbering has had."""

    def read(self) -> Body:
        notes = {
            "footnote": _notes(self.package.footnotes, "footnote"),
            "endnote": _notes(self.package.endnotes, "endnote"),
        }
        self.runs.begin(self.package.document, {kind: frozenset(notes[kind]) for kind in notes})
        content = next(self.package.document.element.iterchildren(word("body")))
        _Flow(self, self.body.element).add_all(content)
        self._add_notes(notes)
        languages = self.runs.languages
        self.body.language = max(languages, key=languages.__getitem__, default="")
        return self.body

    def note_lost(self) -> None:
        """Tell what cannot be read or shown, up to here: signs, words of drawings, links."""
        for font, sign in self.runs.unknown:
            message = f"the symbol {printable(sign)} of the font “{font}” has no Unicode character"
            self._warn("docx-symbol", message, "replace it by an ordinary character")
        self.runs.unknown.clear()
        for what in self.runs.left_out:
            message = f"the {what} is left out, with the words in it"
            self._warn("docx-left-out", message, "write its words into the text, or add a picture")
        self.runs.left_out.clear()
        for shown in filter(str.strip, self.runs.placeholders):
            message = (
                f"“{printable(shown)[:_SHOWN]}”, the placeholder of a form's field, is left out"
            )
            self._warn("docx-left-out", message, "fill the field in, or delete it")
        self.runs.placeholders.clear()
        for address in self.runs.unlinked:
            message = f"the link to “{printable(address)}” is left out, and its text kept"
            hint = "give it an address that begins with https:, http:, mailto: or tel:"
            self._warn("not-shown", message, hint)
        self.runs.unlinked.clear()

    def note_embedded(self) -> None:
        """Tell a file whose text Word would show here, and which is not read."""
        message = "the text of a file that is embedded here is left out"
        hint = "open the document in Word and save it: Word then puts the text into it"
        self._warn("docx-left-out", message, hint)

    def _warn(self, code: str, message: str, hint: str) -> None:
        place = Location(self.path, self.number)
        self.body.findings.append(Finding(code, message, place, hint, severity=Severity.WARNING))

    def _add_notes(self, notes: Mapping[str, Mapping[str, etree._Element]]) -> None:
        if not self.runs.notes:
            return
        shown = etree.SubElement(self.body.element, "ol", {"class": "footnotes"})
        for kind, note in self.runs.notes:
            part = self.package.footnotes if kind == "footnote" else self.package.endnotes
            if part is not None:
                self.runs.begin(part, {})
                item = etree.SubElement(shown, "li", {"class": "footnote"})
                self.add_cell(notes[kind][note], item)
                without_mark(item, self.runs.marks.get((kind, note), ""))

    def add_cell(self, content: etree._Element, element: etree._Element) -> None:
        """Put the blocks of a cell or a note into its element; a lone paragraph is its text."""
        _Flow(self, element).add_all(content)
        if len(element) == 1 and element[0].tag == "p":
            (only,) = element
            element.text = only.text
            element[:] = list(only)
            number_as(element, only.sourceline or 0)


def _notes(part: Part | None, name: str) -> Mapping[str, etree._Element]:
    """Return the notes of a part by their ids, without the lines that separate them."""
    found = () if part is None else part.element.iterchildren(word(name))
    return {
        each.get(word("id"), ""): each
        for each in found
        if each.get(word("type"), "normal") == "normal"
    }


class _Flow:
    """Puts blocks one after the other into an element: the body, a cell, a note."""

    def __init__(self, reader: _BodyReader, parent: etree._Element) -> None:
        self._reader = reader
        self._parent = parent
        self._top = parent is reader.body.element
        self._lists: list[tuple[ListLevel, etree._Element]] = []
        self._carried: list[Piece] = []
        self._caption_read: etree._Element | None = None
        self._stays_with_next = False
        """Whether the caption just read stands on the page of what follows it."""

    def add_all(self, content: etree._Element) -> None:
        """Add the blocks that an element holds."""
        for child in shown_in(content, self._reader.runs.placeholders):
            if child.tag == word("p"):
                self._paragraph(child)
            elif child.tag == word("tbl"):
                self._end_paragraph()
                self._table(child)
            elif child.tag == word("altChunk"):
                self._reader.note_embedded()
        self._end_paragraph()
        self._reader.note_lost()

    def _end_paragraph(self) -> None:
        """Add what is carried where no paragraph follows that it belongs to."""
        if self._carried:
            pieces, self._carried = tidy(self._carried), []
            if pieces:
                self._place(ParagraphStyle(), pieces, None)
            self._add_boxes()

    def _add_boxes(self) -> None:
        """Add the text boxes that are anchored in the paragraph just added."""
        boxes, self._reader.runs.boxes = self._reader.runs.boxes, []
        for box in boxes:
            self.add_all(box)

    def _paragraph(self, paragraph: etree._Element) -> None:
        reader = self._reader
        reader.number += 1
        properties = paragraph.find(word("pPr"))
        style = reader.styles.paragraph(value(properties, "pStyle") or "")
        language = style.language or reader.styles.language
        read = reader.runs.read(paragraph, style.formats, language)
        reader.note_lost()
        if _is_drop_cap(properties):
            read = [replace(each, formats=frozenset()) for each in read]
        pieces = [*self._carried, *read]
        goes_on = _is_drop_cap(properties) or _mark_is_deleted(properties)
        self._carried = pieces if goes_on else []
        if self._carried:
            return
        pieces = tidy(pieces)
        if pieces and style.kind != "contents":
            self._styled(style, properties, pieces)
        self._add_boxes()

    def _styled(
        self, style: ParagraphStyle, properties: etree._Element | None, pieces: Sequence[Piece]
    ) -> None:
        """Add a paragraph as what its style and its own properties make of it."""
        self._stays_with_next = is_on(properties, "keepNext")
        level = outline_level(properties)
        if level and not style.kind:
            style = ParagraphStyle("heading", level)
        if style.kind in _LOOKS or self._parent.tag == "th":
            pieces = without_whole_formats(pieces)
        self._place(style, pieces, self._item(style, properties))

    def _item(self, style: ParagraphStyle, properties: etree._Element | None) -> ListLevel | None:
        """Return the list that a paragraph is an item of."""
        styles = self._reader.styles
        numbering = styles.numbering(properties) or style.numbering
        if style.kind or (numbering and numbering[0] == "0"):  # 0 takes the style's away
            return None
        return (styles.level(*numbering) if numbering else None) or style.item

    def _place(
        self, style: ParagraphStyle, pieces: Sequence[Piece], item: ListLevel | None
    ) -> None:
        text = "".join(piece.text for piece in pieces)
        elements = [piece.element for piece in pieces if piece.element is not None]
        if item is not None:
            self._add_item(item, pieces)
            return
        self._lists = []
        if not elements and _SEPARATOR.fullmatch(text):
            etree.SubElement(self._parent, "hr")
        elif style.kind == "caption":
            self._caption(pieces)
        elif not text and all(each.tag == "img" for each in elements):
            self._new("figure", pieces)
        elif style.kind == "quote":
            last = self._parent[-1] if len(self._parent) else None
            quote = last if last is not None and last.tag == "blockquote" else None
            holder = quote if quote is not None else etree.SubElement(self._parent, "blockquote")
            self._new("p", pieces, holder)
        else:
            self._header_part(style, pieces)

    def _header_part(self, style: ParagraphStyle, pieces: Sequence[Piece]) -> None:
        """Add a paragraph or a heading, and note what may belong into the article's header."""
        body = self._reader.body
        if style.kind in {"title", "heading"}:
            body.headings.append((style.level, self._new("h2", pieces)))
            return
        element = self._new("p", pieces)
        if self._top and style.kind == "standfirst":
            body.standfirsts.append(element)
        elif self._top and style.kind == "byline":
            body.bylines.append(element)

    def _new(
        self, name: str, pieces: Sequence[Piece], parent: etree._Element | None = None
    ) -> etree._Element:
        element = etree.SubElement(self._parent if parent is None else parent, name)
        fill(element, pieces)
        for each in (element, *(piece.element for piece in pieces)):
            if each is not None:
                number_as(each, self._reader.number)
        return element

    def _caption(self, pieces: Sequence[Piece]) -> None:
        """Add a caption to the picture or table before it; without one it is a paragraph."""
        last = self._parent[-1] if len(self._parent) else None
        if last is not None and last.tag == "figure" and last.find("figcaption") is None:
            self._caption_read = self._new("figcaption", pieces, last)
        elif last is not None and last.tag == "table" and last.find("caption") is None:
            self._caption_read = self._new("caption", pieces, last)
            last.insert(0, self._caption_read)
        else:
            self._caption_read = self._new("p", pieces)

    def _take_caption(self, table: etree._Element) -> None:
        """Give a table the caption just read: one that nothing else has, or that stays with it."""
        caption, before = self._caption_read, table.getprevious()
        if caption is None or before is None:
            return
        if caption is before or (self._stays_with_next and caption.getparent() is before):
            caption.tag = "caption"
            table.insert(0, caption)

    def _add_item(self, item: ListLevel, pieces: Sequence[Piece]) -> None:
        while self._lists and self._lists[-1][0].level > item.level:
            self._lists.pop()
        if self._lists and self._lists[-1][0].level == item.level:
            before = self._lists[-1][0]
            if (before.ordered, before.id) != (item.ordered, item.id) and (
                item.ordered or before.ordered
            ):
                self._lists.pop()
        if not self._lists or self._lists[-1][0].level < item.level:
            self._lists.append((item, self._new_list(item)))
        counts = self._reader.counts
        key = item.id, item.level
        counts[key] = counts.get(key, 0) + 1
        for deeper in range(item.level + 1, 9):
            counts.pop((item.id, deeper), None)
        self._new("li", pieces, self._lists[-1][1])

    def _new_list(self, item: ListLevel) -> etree._Element:
        holder = self._parent
        if self._lists and len(self._lists[-1][1]):
            holder = self._lists[-1][1][-1]
        made = etree.SubElement(holder, "ol" if item.ordered else "ul")
        counted = self._reader.counts.get((item.id, item.level), 0) if item.id else 0
        if item.ordered and item.start + counted != 1:
            made.set("start", str(item.start + counted))
        return made

    def _table(self, table: etree._Element) -> None:
        self._lists = []
        reader = self._reader
        reader.tables += 1
        if reader.tables > _MAX_TABLES:
            raise ToolkitError.because(
                "docx-nesting",
                f"more than {_MAX_TABLES} tables are nested in one another",
                Location(reader.path, reader.number + 1),
                "move the inner tables out",
            )
        shown = etree.SubElement(self._parent, "table")
        for row in table_rows(table):
            self._row(row, shown)
        if len(shown):
            self._take_caption(shown)
        else:
            self._parent.remove(shown)
        reader.tables -= 1

    def _row(self, row: Row, table: etree._Element) -> None:
        group = "thead" if row.is_head else "tbody"
        holder = table[-1] if len(table) and table[-1].tag == group else None
        if holder is None:
            holder = etree.SubElement(table, group)
        shown = etree.SubElement(holder, "tr")
        for cell in row.cells:
            made = etree.SubElement(shown, "th" if row.is_head else "td")
            for name, reach in (("colspan", cell.columns), ("rowspan", cell.rows)):
                if reach > 1:
                    made.set(name, str(reach))
            if cell.content is not None:
                self._reader.add_cell(cell.content, made)


def _mark_is_deleted(properties: etree._Element | None) -> bool:
    """Whether the end of a paragraph is deleted: it then goes on in the next one."""
    run = None if properties is None else properties.find(word("rPr"))
    return run is not None and any(run.find(word(name)) is not None for name in ("del", "moveFrom"))


def _is_drop_cap(properties: etree._Element | None) -> bool:
    """Whether a paragraph holds the first letters of the next one (ECMA-376-1, 17.3.1.11)."""
    frame = None if properties is None else properties.find(word("framePr"))
    return frame is not None and frame.get(word("dropCap"), "none") != "none"
