"""Document and Unit: a source file as a tree, and the stretches of it that are translated."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from html import escape
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from lxml import etree

from toolkit.base.bcp47 import Locale, LocaleFilter
from toolkit.base.errors import Finding, Location, Place
from toolkit.base.frozen import frozen
from toolkit.base.markup.charsets import UTF8, Charset
from toolkit.base.markup.html_writer import is_markup
from toolkit.base.markup.spans import Span
from toolkit.base.markup.xml import local_name
from toolkit.base.markup.xml_entities import Entities, value_of
from toolkit.base.text import (
    Code,
    CodeKind,
    Inline,
    Spelling,
    Text,
    TextBuilder,
    is_wordless,
    parse_raw,
    parse_text,
    to_message,
    to_raw,
    with_places,
    word_count,
)
from toolkit.document.wire import Wire

if TYPE_CHECKING:
    from toolkit.document.recorded_corrections import RecordedCorrection

__all__ = [
    "JOINED",
    "AttributeHome",
    "Credits",
    "Document",
    "Extras",
    "Filled",
    "Metadata",
    "Part",
    "Quality",
    "QualityIssue",
    "Run",
    "Span",
    "StorageSize",
    "Term",
    "Unit",
]

JOINED = "⟨+⟩"
"""The msgstr of a sentence that is translated together with its neighbour."""


@frozen
class Run:
    """Consecutive inline content of an element: a unit's home in the tree.

    It begins with the string before child `first` and ends with the tail of child `end - 1`.
    """

    parent: etree._Element
    first: int
    end: int

    @property
    def whole(self) -> bool:
        """Whether the run is all that its element holds."""
        return self.first == 0 and self.end == len(self.parent)


@frozen
class AttributeHome:
    """An attribute whose value is a unit."""

    element: etree._Element
    name: str


@frozen
class StorageSize:
    """How large a text may be where it will be stored (ITS 2.0, section 8.20)."""

    bytes: int
    """How many bytes it may have, without a byte order mark."""
    encoding: str = "UTF-8"
    """The charset it is stored in, by its IANA name."""
    line_break: str = "lf"
    """What ends a line there: `cr`, `lf`, `crlf` or `nel`."""


@frozen
class QualityIssue:
    """What someone found wrong with a text (ITS 2.0, section 8.16)."""

    kind: str
    """Its type of appendix C, such as `misspelling`; empty where none is given."""
    comment: str = ""
    severity: str = ""
    """From 0 to 100, as written; empty where none is given."""
    profile: str = ""
    """The IRI of the quality model that it is of."""
    enabled: bool = True
    """Whether it still counts."""


@frozen
class Quality:
    """How good a text is said to be (ITS 2.0, sections 8.16, 8.17 and 8.18)."""

    issues: tuple[QualityIssue, ...] = ()
    score: float | None = None
    """The rating, from 0 to 100."""
    vote: int | None = None
    """The rating by vote: any whole number."""
    confidences: tuple[float, ...] = ()
    """What machine translation was confident of, from 0 to 1: in the text, then parts of it."""


@frozen
class Term:
    """A term that stands in a text (ITS 2.0, section 8.4)."""

    text: str
    """The term, white space collapsed."""
    location: Location = field(compare=False)
    """Where it stands in its file."""
    info: str = ""
    """What explains it: a text, or a reference to one; empty where nothing does."""


@frozen
class Credits:
    """Where an edition names its translators (the `credits` of itstool's rules)."""

    home: etree._Element
    """What the credits are appended to."""
    template: etree._Element
    """The element whose children are one translator's credit, with places for his data."""


@frozen
class Unit:
    """A translatable stretch: a paragraph, a headline, a caption, an attribute's value."""

    text: Text
    """What is translated, white space collapsed unless the document preserves it."""
    role: str
    """What the unit is: headline, standfirst, paragraph, caption, alt ..."""
    home: Run | AttributeHome
    """Where it stands in its document's tree."""
    place: Place = field(compare=False)
    """Gives where it stands in its file."""
    id: str = ""
    """What templates and editions know it by, from `Document.with_ids`; empty before."""
    codes: Mapping[str, tuple[etree._Element, ...]] = field(default_factory=dict)
    """The elements behind each code's tag, in document order."""
    kept: frozenset[str] = frozenset()
    """The tags of codes that stand for whole elements: nested in the text, or not translated."""
    legend: tuple[str, ...] = ()
    """What the codes stand for, a line each: `<a1> = https://…`."""
    headings: tuple[str, ...] = ()
    """The headings above the unit, outermost first."""
    notes: tuple[str, ...] = ()
    """Localization notes (ITS 2.0, section 8.3)."""
    context: str | None = None
    """The msgctxt, where one text needs several translations."""
    preserved: bool = False
    """Whether white space is kept as it stands (ITS 2.0, section 8.15)."""
    gap: str = ""
    """The white space between a sentence and the next, where sentences are the units."""
    origin: Run | AttributeHome | None = None
    """Where its text stands, when its translation goes elsewhere (ITS 2.0, section 8.13)."""
    own_id: str = ""
    """The identifier that its document gives it (ITS 2.0, section 8.14)."""
    storage: StorageSize | None = None
    """How large its translation may be (ITS 2.0, section 8.20)."""
    allowed_characters: str = ""
    """The class of characters that its translation may have (8.19); empty for all."""
    quality: Quality | None = None
    """How good it is said to be (sections 8.16, 8.17 and 8.18)."""
    terms: tuple[Term, ...] = ()
    """The terms in it (section 8.4)."""
    findings: tuple[Finding, ...] = field(default=(), compare=False)
    """What its document says wrongly of it."""

    @property
    def location(self) -> Location:
        """Where it stands in its file."""
        return self.place()

    @property
    def element(self) -> etree._Element:
        """The element that holds the unit."""
        return self.home.parent if isinstance(self.home, Run) else self.home.element

    @property
    def message(self) -> str:
        """The msgid: the text's message form."""
        return to_message(self.text)

    @property
    def words(self) -> int:
        """How many words the unit has, codes aside: what shares and thresholds count."""
        return word_count(self.text)

    @property
    def is_wordless(self) -> bool:
        """Whether it has no letter: it stands as it is in every language, unless a catalog has it.

        Numbers, dates in ISO form and lone marks are so.
        """
        return is_wordless(self.text)

    def message_in(self, inline: Inline) -> str:
        """Return the msgid in a spelling of codes."""
        if inline is Inline.NAMED:
            return self.message
        message = to_raw(self.text, self._spelling())
        return message if self.preserved else " ".join(message.split())

    def read_translation(self, message: str, inline: Inline = Inline.NAMED) -> Text:
        """Read a msgstr: exactly the unit's own codes are recognised in it, all else is text.

        What raw messages leave out, comments and instructions, is put where it stood.
        """
        codes = [part for part in self.text if isinstance(part, Code)]
        if inline is Inline.NAMED:
            return parse_text(message, codes)
        spelling = self._spelling()
        said = parse_raw(message, [code for code in codes if spelling(code)], spelling)
        return with_places(self.text, said, frozenset(each for each in codes if not spelling(each)))

    @property
    def message_without_comments(self) -> str:
        """The msgid in catalogs that have no codes for comments; empty where it is the same."""
        comments = self._comments
        if not comments:
            return ""
        builder = TextBuilder()
        for part in self.text:
            if part not in comments:
                builder.add(part)
        return to_message(builder.text(collapse=not self.preserved))

    def read_without_comments(self, message: str) -> Text:
        """Read the msgstr of `message_without_comments`; the comments are put where they stood."""
        codes = frozenset(part for part in self.text if isinstance(part, Code))
        comments = self._comments
        return with_places(self.text, parse_text(message, codes - comments), comments)

    @property
    def _comments(self) -> frozenset[Code]:
        return frozenset(
            part
            for part in self.text
            if isinstance(part, Code) and isinstance(self.codes[part.tag][0], etree._Comment)  # noqa: SLF001 - lxml's only name
        )

    def _spelling(self) -> Spelling:
        """Return how raw messages spell the unit's codes, as itstool does.

        A code for a whole element is a placeholder, `<_:note-1/>`, numbered in the text. An entity
        is what it stands for, else its reference. Comments and instructions are left out.
        """
        spelled: dict[Code, str] = {}
        for code in (part for part in self.text if isinstance(part, Code)):
            element = self.codes[code.tag][0]
            if isinstance(element, etree._Entity):  # noqa: SLF001 - lxml has no public name for it
                spelled[code] = value_of(element) or str(element.text)
            elif not isinstance(element.tag, str):
                spelled[code] = str(code) if is_markup(element) else ""
            elif code.tag in self.kept:
                number = 1 + sum(each.startswith("<_:") for each in spelled.values())
                spelled[code] = f"<_:{local_name(element)}-{number}/>"
            else:
                spelled[code] = _tag(element, code.kind)
        return spelled.__getitem__


def _tag(element: etree._Element, kind: CodeKind) -> str:
    """Return a tag of an element as it stands in the source."""
    local = local_name(element)
    name = f"{element.prefix}:{local}" if element.prefix else local
    if kind is CodeKind.CLOSE:
        return f"</{name}>"
    attributes = "".join(
        f' {_attribute_name(element, str(key))}="{_value(str(value))}"'
        for key, value in element.attrib.items()
    )
    return f"<{name}{attributes}{'/' if kind is CodeKind.EMPTY else ''}>"


def _value(text: str) -> str:
    return escape(text, quote=False).replace('"', "&quot;")


@frozen
class Part:
    """A block of a document with the units that it is translated by."""

    block: Unit
    units: tuple[Unit, ...]
    """The block itself, or its sentences."""

    def joined(self, texts: Sequence[Text | None]) -> Text | None:
        """Put the texts of its units together, with the white space between them.

        Args:
            texts: one for each unit, or None.

        Returns:
            The text of the block; None where any of its units has none.

        """
        if len(texts) == 1:
            return texts[0]
        builder = TextBuilder()
        gap = ""
        for unit, text in zip(self.units, texts, strict=True):
            if text is None:
                return None
            if text:
                for piece in (gap, *text):
                    builder.add(piece)
                gap = unit.gap
        return builder.text()

    def with_ids(self, ids: Iterator[str]) -> "Part":
        """Return it with the next ids for its units; a block has that of its first unit."""
        units = tuple(replace(unit, id=next(ids)) for unit in self.units)
        if self.units[0] is self.block:
            return Part(units[0], units)
        return Part(replace(self.block, id=units[0].id), units)


def _attribute_name(element: etree._Element, key: str) -> str:
    # Cut, not parsed: names in HTML are often none of XML's.
    if not key.startswith("{"):
        return key
    namespace, _, local = key[1:].partition("}")
    # The default namespace is no attribute's; only XML's own is declared nowhere.
    prefixes = {uri: prefix for prefix, uri in element.nsmap.items() if prefix}
    return f"{prefixes.get(namespace, 'xml')}:{local}"


@frozen
class Extras:
    """What an edition has besides its texts."""

    resources: Mapping[AttributeHome, str | None] = field(default_factory=dict)
    """The locale's own values of attributes: addresses of its pictures, and of its links. None
    takes the attribute away."""
    credit: str = ""
    """The translators, a line each, for a document that has a place for them."""
    address: str = ""
    """Where the edition will stand, for a page that says so; empty where that is not known."""


Filled: TypeAlias = "Sequence[tuple[Unit, Text | None]]"
"""Blocks, each with the text to put there; None keeps the source's."""


@frozen
class Metadata:
    """What a document says of itself, beyond its units."""

    date: dt.date | None = None
    """The day of first publication."""
    updated: dt.date | None = None
    """The day of the last change of meaning."""
    tags: tuple[str, ...] = ()
    """What it is about, in the source's words: the names of topic pages."""
    canonical: str = ""
    """The address under which it was first published; empty when the newsroom's own is that."""
    image: str = ""
    """The address of the picture that stands for it."""
    embargo: dt.datetime | None = None
    """The moment before which no edition is published, with its time zone."""
    wire: Wire = field(default_factory=Wire)
    """What partners are told of it."""


@frozen
class Document:
    """One source file: its bytes, its tree, and its units."""

    id: str
    """Its path below its root, without the suffix: the name of its catalogs and editions."""
    path: str
    """Its file as the user named it, for messages and references."""
    source: bytes
    """What its spans count, and its editions are made of: the file's bytes, but for the signature
    of a mail; or its text in UTF-8 where it is HTML or XML."""
    tree: etree._ElementTree
    format: str
    """The name of its format in the registry."""
    language: Locale
    blocks: tuple[Unit, ...]
    """What is put into the tree: paragraphs, headlines, attribute values ..."""
    metadata: Metadata
    spans: Mapping[etree._Element, Span]
    """The byte spans of its elements, where the format has them."""
    filters: Mapping[etree._Element, LocaleFilter] = field(default_factory=dict)
    """The elements that stand in some locales' editions only (ITS 2.0, section 8.10)."""

    sentences: tuple[tuple[Unit, ...], ...] = ()
    """For each block its sentences, where they are what is translated; empty where blocks are."""
    resources: tuple[AttributeHome, ...] = ()
    """The attributes that refer to pictures and the like (ITS 2.0, section 8.12)."""
    credits: Credits | None = None
    """Where editions name their translators, if the document has such a place."""
    charset: Charset = UTF8
    """The charset of its file, where the source is its text in UTF-8."""
    original: bytes = field(default=b"", repr=False)
    """Its file's bytes."""
    doubts: tuple[Finding, ...] = ()
    """What is doubtful in the file, beyond its units."""
    body: int = 0
    """The byte at which its body begins, behind a front matter; its reader alone decides that."""
    entities: Entities = Entities()
    """How it spells what it refers to by name, where it is XML."""
    embedded: Mapping[etree._Element, bool] = field(default_factory=dict)
    """The elements that hold HTML which the source has as text: whether it is escaped there."""
    files: tuple[str, ...] = ()
    """Messages of the files that it shows, as itstool has them: no text, but a team's catalogs
    have them."""
    html: frozenset[etree._Element] = frozenset()
    """The elements that are written in HTML inside of another format."""
    unshown: tuple[Finding, ...] = field(default=(), compare=False)
    """What of it no page of an article shows; editions in its own format have it."""
    corrections: "tuple[RecordedCorrection, ...]" = ()
    """What was put right in it and in its translations, as stands beside its source."""
    beside: frozenset[etree._Element] = frozenset()
    """The elements of blocks that stand in no tree of its format: notes of those corrections."""
    parts: tuple[Part, ...] = field(init=False, compare=False, repr=False)
    """The blocks, each with its units."""
    units: tuple[Unit, ...] = field(init=False, compare=False, repr=False)
    """What is translated, in the document's order."""

    def __post_init__(self) -> None:
        # Each locale, and each form of an edition, walks through them.
        sentences = self.sentences or [(block,) for block in self.blocks]
        object.__setattr__(self, "parts", tuple(map(Part, self.blocks, sentences)))
        units = tuple(chain.from_iterable(self.sentences)) if self.sentences else self.blocks
        object.__setattr__(self, "units", units)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the document says wrongly of its units; it can be translated all the same."""
        said = (each for block in self.blocks for each in block.findings)
        return tuple(dict.fromkeys((*self.doubts, *said)))

    @property
    def terms(self) -> tuple[Term, ...]:
        """What it marks as terms (ITS 2.0, section 8.4), in its order, each as often as marked."""
        return tuple(term for block in self.blocks for term in block.terms)

    def with_ids(self, ids: Iterable[str]) -> "Document":
        """Return the document with ids on its units: those of the template.

        Args:
            ids: one for each unit, in order.

        """
        waiting = iter(ids)
        parts = [part.with_ids(waiting) for part in self.parts]
        blocks = tuple(part.block for part in parts)
        sentences = tuple(part.units for part in parts) if self.sentences else ()
        return replace(self, blocks=blocks, sentences=sentences)

    def assembled(self, texts: Sequence[Text | None]) -> Filled:
        """Put the texts of units together to those of blocks.

        Args:
            texts: one for each unit; None where there is none.

        Returns:
            Each block of its tree with its text; None for a block of which any sentence has none.

        """
        return [each for each in self._joined(texts) if each[0].element not in self.beside]

    def notes(self, texts: Sequence[Text | None]) -> Filled:
        """Return the blocks that `assembled` leaves out, for they stand beside the tree.

        Args:
            texts: one for each unit; None where there is none.

        """
        return [each for each in self._joined(texts) if each[0].element in self.beside]

    def _joined(self, texts: Sequence[Text | None]) -> Filled:
        waiting = iter(texts)
        return [
            (part.block, part.joined([next(waiting) for _ in part.units])) for part in self.parts
        ]

    def excluded(self, locale: Locale) -> list[etree._Element]:
        """Return the elements that have no place in a locale's edition, outermost first."""
        return [element for element, each in self.filters.items() if not each.includes(locale.tag)]
