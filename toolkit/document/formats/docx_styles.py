"""A DOCX's styles and numbering: what a paragraph is, and how its text is set."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from lxml import etree

from toolkit.base.frozen import frozen
from toolkit.base.markup import local_name, qualified
from toolkit.document.formats.docx_package import WORD

__all__ = [
    "Fonts",
    "ListLevel",
    "ParagraphStyle",
    "Styles",
    "is_on",
    "outline_level",
    "run_fonts",
    "run_language",
    "toggles",
    "value",
    "whole_number",
    "word",
]

_MAX_LEVEL = 8
_MAX_CHAIN = 32
_BODY_TEXT = 9
_MAX_DIGITS = 6
_OFF = frozenset({"0", "false", "off", "none"})
_TOGGLES = {"b": "strong", "i": "em", "strike": "s", "dstrike": "s", "vanish": "vanish"}
# Text from right to left has its own bold and italic (ISO/IEC 29500-1, section 17.3.2.30).
_COMPLEX_TOGGLES = {**_TOGGLES, "bCs": "strong", "iCs": "em"}
_POSITIONS = {"superscript": "sup", "subscript": "sub"}
_HEADING = re.compile(r"heading ([1-9])")
# Built-in styles have these names in every language of Word; their ids are translated.
_KINDS = {
    "title": "title",
    "subtitle": "standfirst",
    "standfirst": "standfirst",
    "lede": "standfirst",
    "byline": "byline",
    "author": "byline",
    "quote": "quote",
    "intense quote": "quote",
    "block text": "quote",
    "quotations": "quote",
    "caption": "caption",
    "toc heading": "contents",
}
_CONTENTS = re.compile(r"(?:toc|index) [1-9]|table of (?:figures|authorities)")
Fonts = tuple[str, str]
"""The font of ASCII characters, and that of others; empty where none is named."""
_LIST = re.compile(r"list (?P<kind>bullet|number)(?: (?P<level>[2-5]))?")


@cache
def word(name: str) -> str:
    """Return the lxml name of an element or attribute of WordprocessingML."""
    return qualified(WORD, name)


_VALUE = word("val")


def value(element: etree._Element | None, name: str) -> str | None:
    """Return the value of a property of an element; None where it has none."""
    found = None if element is None else element.find(word(name))
    return None if found is None else found.get(_VALUE, "")


def is_on(element: etree._Element | None, name: str) -> bool:
    """Whether a property of an element is there and not switched off."""
    given = value(element, name)
    return given is not None and given not in _OFF


@frozen
class ListLevel:
    """The list that a paragraph is an item of."""

    id: str
    """Its numbering: items of one have one count."""
    level: int
    """How deep it is nested, from 0."""
    ordered: bool
    start: int = 1
    """The number of its first item."""


@frozen
class ParagraphStyle:
    """What a style says of its paragraphs."""

    kind: str = ""
    """`title`, `standfirst`, `byline`, `heading`, `quote`, `caption`, `contents`; or nothing."""
    level: int = 0
    """A heading's level, from 1."""
    numbering: tuple[str, int] | None = None
    """The id of its numbering, and the level in it."""
    item: ListLevel | None = None
    """The list that its name alone makes it an item of."""
    formats: frozenset[str] = frozenset()
    """How all of its text is set."""
    language: str = ""


def toggles(properties: etree._Element | None) -> Mapping[str, bool]:
    """Return what run properties switch on or off, by the names of HTML's elements."""
    found: dict[str, bool] = {}
    if properties is None:
        return found
    names = _COMPLEX_TOGGLES if is_on(properties, "rtl") else _TOGGLES
    for each in properties.iterchildren(etree.Element):
        local = local_name(each)
        given = each.get(_VALUE, "")
        if local in names:
            found[names[local]] = given not in _OFF
        elif local == "vertAlign":
            found.update(dict.fromkeys(_POSITIONS.values(), False))
            if given in _POSITIONS:
                found[_POSITIONS[given]] = True
        elif local == "u":
            found["u"] = given not in _OFF
        elif local == "position" and value(properties, "sz"):
            found.update(_raised(given))
    return found


def _raised(half_points: str) -> Mapping[str, bool]:
    """Return what small text above or below its line is: LibreOffice writes indices so."""
    is_below = half_points.startswith("-")
    is_moved = half_points.removeprefix("-").strip("0").isdecimal()
    return {"sup": is_moved and not is_below, "sub": is_moved and is_below}


class Styles:
    """The styles and lists of a DOCX, each worked out once."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default = ""
        self._numbers = _by_id(numbering, "num", "numId")
        self._lists = _by_id(numbering, "abstractNum", "abstractNumId")
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._characters: dict[str, Mapping[str, bool]] = {}
        self._fonts: dict[str, Fonts] = {}
        self._levels: dict[tuple[str, int], ListLevel | None] = {}
        self.language = ""
        """The language of text that says none."""
        if styles is not None:
            self._read(styles)

    def _read(self, styles: etree._Element) -> None:
        for each in styles.iterchildren(word("style")):
            name = each.get(word("styleId"), "")
            self._styles[name] = each
            is_paragraph = each.get(word("type")) == "paragraph"
            if is_paragraph and each.get(word("default")) in {"1", "true", "on"}:
                self._default = name
        defaults = f"{word('docDefaults')}/{word('rPrDefault')}/{word('rPr')}"
        self.language = run_language(styles.find(defaults)) or self.paragraph("").language

    def _chain(self, name: str) -> Iterator[etree._Element]:
        """Yield a style and those that it is based on."""
        for _ in range(_MAX_CHAIN):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = value(style, "basedOn") or ""

    def paragraph(self, name: str) -> ParagraphStyle:
        """Return what a paragraph's style says; the default style for an id that is unknown."""
        if name not in self._styles:
            name = self._default
        if name not in self._paragraphs:
            self._paragraphs[name] = self._work_out(name)
        return self._paragraphs[name]

    def _work_out(self, name: str) -> ParagraphStyle:
        found = ParagraphStyle()
        formats: dict[str, bool] = {}
        for style in self._chain(name):
            run = style.find(word("rPr"))
            formats = {**toggles(run), **formats}
            found = replace(found, language=found.language or run_language(run))
            if not found.kind and not found.item:
                found = _named(found, (value(style, "name") or "").lower())
            paragraph = style.find(word("pPr"))
            found = replace(found, numbering=found.numbering or self.numbering(paragraph))
            level = outline_level(paragraph)
            if not found.kind and level:
                found = replace(found, kind="heading", level=level)
        return replace(found, formats=frozenset(each for each, on in formats.items() if on))

    def characters(self, name: str) -> Mapping[str, bool]:
        """Return what a character style switches on or off; underlining is a link's look."""
        if name not in self._characters:
            found: dict[str, bool] = {}
            for style in self._chain(name):
                found = {**toggles(style.find(word("rPr"))), **found}
            found.pop("u", None)
            self._characters[name] = found
        return self._characters[name]

    def fonts(self, name: str) -> Fonts:
        """Return the fonts that a style of paragraphs or characters names."""
        if name not in self._fonts:
            ascii_font, other = "", ""
            for style in self._chain(name):
                given = run_fonts(style.find(word("rPr")))
                ascii_font, other = ascii_font or given[0], other or given[1]
            self._fonts[name] = ascii_font, other
        return self._fonts[name]

    def numbering(self, properties: etree._Element | None) -> tuple[str, int] | None:
        """Return the numbering that paragraph properties name, with the level in it."""
        numbered = None if properties is None else properties.find(word("numPr"))
        number = value(numbered, "numId")
        if number is None:
            return None
        return number, min(whole_number(value(numbered, "ilvl"), 0), _MAX_LEVEL)

    def level(self, number: str, level: int) -> ListLevel | None:
        """Return a level of a numbering; None where its items are shown without any mark."""
        if (number, level) not in self._levels:
            self._levels[number, level] = self._find_level(number, level)
        return self._levels[number, level]

    def _find_level(self, number: str, level: int) -> ListLevel | None:
        given = self._numbers.get(number)
        shape = self._lists.get(value(given, "abstractNumId") or "")
        linked = value(shape, "numStyleLink")
        if linked in self._styles:  # a list that is kept in a style: one step, no more
            named = self.numbering(self._styles[linked].find(word("pPr")))
            shape = self._lists.get(
                value(self._numbers.get(named[0] if named else ""), "abstractNumId") or ""
            )
        if given is None or shape is None:
            return None
        override = _at_level(given, "lvlOverride", level)
        own = None if override is None else override.find(word("lvl"))
        shown = own if own is not None else _at_level(shape, "lvl", level)
        kind = value(shown, "numFmt") or "none"
        if kind == "none":
            return None
        start = value(override, "startOverride") or value(shown, "start")
        return ListLevel(number, level, kind != "bullet", whole_number(start, 1))


def outline_level(properties: etree._Element | None) -> int:
    """Return the level of heading that paragraph properties give, from 1; 0 for body text."""
    level = whole_number(value(properties, "outlineLvl"), _BODY_TEXT)
    return level + 1 if level < _BODY_TEXT else 0


def run_fonts(properties: etree._Element | None) -> Fonts:
    """Return the fonts that run properties name; a font of the theme has no signs."""
    fonts = None if properties is None else properties.find(word("rFonts"))
    if fonts is None:
        return "", ""
    ascii_font, other = (
        fonts.get(word(f"{name}Theme"), "") or fonts.get(word(name), "")
        for name in ("ascii", "hAnsi")
    )
    return ascii_font, other


def whole_number(text: str | None, default: int) -> int:
    """Return a number that an attribute holds; the default for none, and for an absurd one."""
    return int(text) if text and text.isdecimal() and len(text) <= _MAX_DIGITS else default


def _named(style: ParagraphStyle, name: str) -> ParagraphStyle:
    heading, listed = _HEADING.fullmatch(name), _LIST.fullmatch(name)
    if heading:
        return replace(style, kind="heading", level=int(heading[1]))
    if _CONTENTS.fullmatch(name):
        return replace(style, kind="contents")
    if listed:
        level = int(listed["level"] or 1) - 1
        return replace(style, item=ListLevel("", level, listed["kind"] == "number"))
    return replace(style, kind=_KINDS.get(name, ""))


def run_language(properties: etree._Element | None) -> str:
    """Return the language of run properties: that of right-to-left text where it is such."""
    found = None if properties is None else properties.find(word("lang"))
    if found is None:
        return ""
    return found.get(word("bidi" if is_on(properties, "rtl") else "val"), "")


def _by_id(
    parent: etree._Element | None, name: str, attribute: str
) -> Mapping[str, etree._Element]:
    children = () if parent is None else parent.iterchildren(word(name))
    return {each.get(word(attribute), ""): each for each in children}


def _at_level(parent: etree._Element, name: str, level: int) -> etree._Element | None:
    levels = (each for each in parent.iterchildren(word(name)))
    return next((each for each in levels if each.get(word("ilvl")) == str(level)), None)
