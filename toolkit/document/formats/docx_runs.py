"""The runs of a DOCX's paragraphs as pieces of text, with how they are set."""

from collections import Counter, deque
from collections.abc import Iterator, Mapping

from lxml import etree

from toolkit.base.frozen import frozen
from toolkit.document.formats.docx_fields import Field, address, chosen
from toolkit.document.formats.docx_package import Part
from toolkit.document.formats.docx_styles import (
    Fonts,
    Styles,
    is_on,
    run_fonts,
    run_language,
    toggles,
    value,
    word,
)
from toolkit.document.formats.docx_symbols import UNKNOWN, in_font, symbol

__all__ = ["Piece", "RunReader", "shown_in"]

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_WORD_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_VML = "{urn:schemas-microsoft-com:vml}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
TEXT_BOX = word("txbxContent")
# What stands round content without being any; what is not here (deleted and moved text, comments,
# properties) is left out.
_WRAPPERS = frozenset(
    map(
        word,
        (
            "ins",
            "moveTo",
            "smartTag",
            "sdt",
            "sdtContent",
            "customXml",
            "bdo",
            "dir",
        ),
    )
)
# What a newer Word writes beside what every Word reads; of anything else the latter is read.
_UNDERSTOOD = frozenset(
    f"http://schemas.microsoft.com/office/word/2010/{name}"
    for name in (
        "wordml",
        "wordprocessingCanvas",
        "wordprocessingDrawing",
        "wordprocessingGroup",
        "wordprocessingShape",
    )
)
_CHARACTERS = {
    **{word(name): "" for name in ("t", "sym")},
    **{word(name): " " for name in ("tab", "ptab")},
    word("noBreakHyphen"): "\u2011",
}
"""What stands for a character; empty where it says itself which."""
_TEXT = word("t")
_BREAKS = frozenset({word("br"), word("cr")})
_DRAWINGS = frozenset(map(word, ("drawing", "pict", "object")))
# The drawings whose words stand in parts of their own, by the last word of their namespaces.
_WORDY = {"chart": ["chart"], "chartex": ["chart"], "diagram": ["diagram (SmartArt)"]}
_REFERENCES = {word("footnoteReference"): "footnote", word("endnoteReference"): "endnote"}
_MAX_FIELDS = 32
_MAX_INSTRUCTION = 4096


@frozen
class Piece:
    """A stretch of a paragraph that is set in one way: text, or a single element."""

    text: str
    formats: frozenset[str] = frozenset()
    """The names of the elements round it."""
    link: str = ""
    element: etree._Element | None = None
    """A line break, a picture, a formula or the mark of a footnote, in place of text."""


def shown_in(
    element: etree._Element, placeholders: list[str] | None = None
) -> Iterator[etree._Element]:
    """Yield an element's children, in place of wrappers and alternatives what they hold.

    A content control that still shows its placeholder has no content.

    Args:
        element: the element.
        placeholders: takes what such controls show, for those who tell it.

    """
    waiting = [iter(element)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag == f"{_COMPATIBILITY}AlternateContent":
            waiting.append(_chosen(child))
        elif child.tag in _WRAPPERS:
            if not is_on(child.find(word("sdtPr")), "showingPlcHdr"):
                waiting.append(iter(child))
            elif placeholders is not None:
                placeholders.append("".join(each.text or "" for each in child.iter(_TEXT)))
        else:
            yield child


def _chosen(alternatives: etree._Element) -> Iterator[etree._Element]:
    """Return what the first alternative holds that is understood (ECMA-376-3, section 10.2.1)."""
    choices = list(alternatives.iterchildren(f"{_COMPATIBILITY}Choice"))
    for choice in choices:
        prefixes = choice.get("Requires", "").split()
        if all(choice.nsmap.get(prefix) in _UNDERSTOOD for prefix in prefixes):
            return iter(choice)
    fallback = alternatives.iterchildren(f"{_COMPATIBILITY}Fallback")
    return iter(next(fallback, choices[0] if choices else ()))


class RunReader:
    """Reads the runs of one paragraph after the other: a field may go on into the next."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: deque[Field] = deque(maxlen=_MAX_FIELDS)
        self._part = Part(etree.Element("none"), {}, {})
        self._pieces: list[Piece] = []
        self._paragraph_fonts: Fonts = "", ""
        self._known_notes: Mapping[str, frozenset[str]] = {}
        self.notes: dict[tuple[str, str], int] = {}
        """The numbers of the notes that the text refers to, by kind and id, in its order."""
        self.marks: dict[tuple[str, str], str] = {}
        """The marks that authors gave notes in place of a number, by kind and id."""
        self.boxes: list[etree._Element] = []
        """Text boxes anchored in what has been read, until they are taken from here."""
        self.unknown: list[tuple[str, str]] = []
        """Signs without a character in what has been read, with their fonts, until taken."""
        self.left_out: list[str] = []
        """What has words and cannot be read, of what has been read, until taken."""
        self.placeholders: list[str] = []
        """What the empty fields of forms show, of what has been read, until taken."""
        self.unlinked: list[str] = []
        """The addresses that no reader can be led to, of what has been read, until taken."""
        self.languages: Counter[str] = Counter()
        """How many characters are marked as which language."""

    def begin(self, part: Part, notes: Mapping[str, frozenset[str]]) -> None:
        """Go to another part; `notes` are the ids of the notes of each kind that there are."""
        self._part = part
        self._known_notes = notes
        self._fields.clear()

    def read(self, paragraph: etree._Element, plain: frozenset[str], language: str) -> list[Piece]:
        """Return a paragraph's pieces.

        Args:
            paragraph: its element.
            plain: how all of its text is set, which is therefore no emphasis.
            language: the language of its text where the text says none.

        """
        self._pieces = []
        self._paragraph_fonts = self._styles.fonts(
            value(paragraph.find(word("pPr")), "pStyle") or ""
        )
        self._walk(paragraph, "", plain, language)
        # An instruction ends in its paragraph: what is broken must not hide all that follows.
        while self._fields and not self._fields[-1].shown:
            self._fields.pop()
        return self._pieces

    @property
    def hides(self) -> bool:
        """Whether what is read now is not shown: an instruction, a table of contents."""
        return any(not field.shown or field.is_listing for field in self._fields)

    def _walk(
        self, parent: etree._Element, link: str, plain: frozenset[str], language: str
    ) -> None:
        for child in shown_in(parent, self.placeholders):
            if child.tag == word("r"):
                self._run(child, link, plain, language)
            elif child.tag == word("hyperlink"):
                self._walk(child, self._target(child) or link, plain, language)
            elif child.tag == word("fldSimple"):
                self._simple_field(child, link, plain, language)
            elif child.tag in {f"{_MATH}oMath", f"{_MATH}oMathPara"}:
                formula = "".join(each.text or "" for each in child.iter(f"{_MATH}t"))
                self._element("span", frozenset(), link, text=formula, translate="no")

    def _simple_field(
        self, element: etree._Element, link: str, plain: frozenset[str], language: str
    ) -> None:
        field = Field(element.get(word("instr"), ""))
        if field.is_listing:
            return
        before = len(self._pieces)
        self._walk(element, field.link or link, plain, language)
        if len(self._pieces) == before and not self.hides:
            self._sign(field, frozenset(), link)

    def _target(self, hyperlink: etree._Element) -> str:
        target = self._part.links.get(hyperlink.get(f"{_OFFICE}id", ""), "")
        found = address(target, hyperlink.get(word("anchor"), ""))
        if target.strip() and not found:
            self.unlinked.append(target)
        return found

    def _run(self, run: etree._Element, link: str, plain: frozenset[str], language: str) -> None:
        properties = run.find(word("rPr"))
        style = value(properties, "rStyle") or ""
        on = {**self._styles.characters(style), **toggles(properties)}
        if on.pop("vanish", "vanish" in plain):
            return
        formats = frozenset(name for name, given in on.items() if given) - plain
        link = self._field_target() or link
        if link:
            formats -= {"u"}
        before = len(self._pieces)
        marked: tuple[str, str] | None = None
        named = run_fonts(properties), self._styles.fonts(style), self._paragraph_fonts
        ascii_font, other = (next(filter(None, each), "") for each in zip(*named, strict=True))
        for child in shown_in(run):
            start = len(self._pieces)
            self._content(child, formats, link, (ascii_font, other))
            if marked and child.tag in _CHARACTERS:
                self._take_mark(marked, start)
            marked = self._marked_by_hand(child) or marked
        length = sum(len(piece.text) for piece in self._pieces[before:])
        self.languages[run_language(properties) or language] += length

    def _marked_by_hand(self, child: etree._Element) -> tuple[str, str] | None:
        """Return the note whose mark is the text behind it (ECMA-376-1, section 17.11.14)."""
        by_hand = child.get(word("customMarkFollows"), "0") not in {"0", "false", "off"}
        note = _REFERENCES.get(str(child.tag), ""), child.get(word("id"), "")
        return note if by_hand and note in self.notes else None

    def _take_mark(self, note: tuple[str, str], start: int) -> None:
        """Take the text from a place on for the mark of a note, which has a number here."""
        self.marks[note] = self.marks.get(note, "") + "".join(
            each.text for each in self._pieces[start:]
        )
        del self._pieces[start:]

    def _field_target(self) -> str:
        return next(
            (found for each in reversed(self._fields) if (found := each.link)),
            "",
        )

    def _content(
        self, child: etree._Element, formats: frozenset[str], link: str, fonts: Fonts
    ) -> None:
        name = str(child.tag)
        if name == word("fldChar"):
            self._field_mark(child, formats, link)
        elif name == word("instrText"):
            self._instruction(child.text or "")
        elif self.hides:
            return
        elif name in _CHARACTERS:
            text = _CHARACTERS[name] or self._shown(child, fonts)
            for field in self._fields:
                field.has_text = field.has_text or bool(text.strip())
            self._pieces.append(Piece(text, formats, link))
        elif name in _BREAKS:
            self._break(child, formats, link)
        elif name in _REFERENCES:
            self._note(_REFERENCES[name], child)
        elif name == word("ruby"):
            self._ruby(child, formats, link)
        elif name in _DRAWINGS:
            self._drawing(child, link)

    def _shown(self, child: etree._Element, fonts: Fonts) -> str:
        """Return what a text or a sign shows in its font."""
        if child.tag == word("t"):
            text = child.text or ""
            font = fonts[0 if text.isascii() else 1] or fonts[0] or fonts[1]
            shown = in_font(font, text)
        else:
            font, text = child.get(word("font"), ""), child.get(word("char"), "")
            shown = symbol(font, text)
        if UNKNOWN in shown and UNKNOWN not in text:
            self.unknown.append((font, text))
        return shown

    def _break(self, element: etree._Element, formats: frozenset[str], link: str) -> None:
        if element.get(word("type"), "textWrapping") == "textWrapping":
            self._element("br", formats, link)
        else:  # of a page or a column
            self._pieces.append(Piece(" "))

    def _instruction(self, text: str) -> None:
        if self._fields and len(self._fields[-1].instruction) < _MAX_INSTRUCTION:
            self._fields[-1].instruction += text[:_MAX_INSTRUCTION]

    def _ruby(self, ruby: etree._Element, formats: frozenset[str], link: str) -> None:
        """Add a word with its reading above it (ECMA-376-1, section 17.3.3.25)."""
        holders = (ruby.iterchildren(word(name)) for name in ("rubyBase", "rt"))
        base, above = (
            "".join(text.text or "" for holder in each for text in holder.iter(_TEXT))
            for each in holders
        )
        if not above.strip():
            self._pieces.append(Piece(base, formats, link))
            return
        self._element("ruby", formats, link, text=base)
        element = self._pieces[-1].element
        if element is not None:
            etree.SubElement(element, "rt").text = above

    def _field_mark(self, mark: etree._Element, formats: frozenset[str], link: str) -> None:
        kind = mark.get(word("fldCharType"), "")
        if kind == "begin":
            self._fields.append(Field(choice=chosen(mark)))
        elif kind == "separate" and self._fields:
            self._fields[-1].shown = True
        elif kind == "end" and self._fields:
            field = self._fields.pop()
            if field.choice and not field.has_text and not self.hides:
                self._pieces.append(Piece(field.choice, formats, link))
            elif not field.shown and not self.hides:
                self._sign(field, formats, link)

    def _sign(self, field: Field, formats: frozenset[str], link: str) -> None:
        """Add the character of a field for which Word has not kept what it shows."""
        if field.sign == UNKNOWN:
            self.unknown.append(("", field.instruction.strip()))
        if field.sign:
            self._pieces.append(Piece(field.sign, formats, link))

    def _note(self, kind: str, reference: etree._Element) -> None:
        note = reference.get(word("id"), "")
        if note in self._known_notes.get(kind, ()):
            number = self.notes.setdefault((kind, note), len(self.notes) + 1)
            self._element("sup", frozenset(), "", text=str(number), translate="no")

    def _drawing(self, drawing: etree._Element, link: str) -> None:
        """Add the pictures of a drawing, and keep its text boxes.

        A drawing's own alternative text is that of its first picture; a picture's own is often the
        name of its file.
        """
        whole = ""
        alts: list[tuple[str, str]] = []
        own = ""
        waiting = [drawing]
        while waiting:
            each = waiting.pop()
            self._drawn_words(each)
            if each.tag == TEXT_BOX:
                continue
            if each.tag == f"{_WORD_DRAWING}docPr":
                whole = _alternative(each)
            elif each.tag == f"{_PICTURE}cNvPr":
                own = _alternative(each)
            elif each.tag == f"{_VML}shape":
                own = each.get("alt") or own
            elif each.tag in {f"{_DRAWING}blip", f"{_VML}imagedata"}:
                names = (each.get(f"{_OFFICE}{name}", "") for name in ("embed", "link", "id"))
                source = next(filter(None, map(self._part.pictures.get, names)), None)
                if source:
                    alts.append((source, own))
                own = ""
            waiting.extend(reversed(list(shown_in(each))))
        for number, (source, said) in enumerate(alts):
            alt = (said if number else whole) or said
            self._element("img", frozenset(), link, src=source, alt=" ".join(alt.split()))

    def _drawn_words(self, element: etree._Element) -> None:
        """Keep the words of an element of a drawing, or that they cannot be read."""
        if element.tag == TEXT_BOX:
            self.boxes.append(element)
        elif element.tag == f"{_VML}textpath" and element.get("string"):
            self.boxes.append(_text_box(element.get("string", "")))
        elif element.tag == f"{_DRAWING}graphicData":
            self.left_out.extend(_WORDY.get(element.get("uri", "").rpartition("/")[2], ()))

    def _element(
        self, name: str, formats: frozenset[str], link: str, text: str = "", **attributes: str
    ) -> None:
        element = etree.Element(name, attributes)
        element.text = text or None
        self._pieces.append(Piece("", formats, link, element))


def _text_box(text: str) -> etree._Element:
    """Return a box with the words of WordArt, which Word 2007 and older keep in an attribute."""
    box = etree.Element(TEXT_BOX)
    paragraph = etree.SubElement(box, word("p"))
    etree.SubElement(etree.SubElement(paragraph, word("r")), word("t")).text = text
    return box


def _alternative(properties: etree._Element) -> str:
    """Return the alternative text of a drawing or a picture (ECMA-376-1, section 20.4.2.5)."""
    return properties.get("descr") or properties.get("title") or ""
