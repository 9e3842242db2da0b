"""XML entities: what a document refers to and does not itself hold, kept without any other file."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.entities import html5
from xml.sax.saxutils import escape

from lxml import etree

__all__ = ["Entities", "Prepared", "prepare", "value_of", "with_entities"]

_PREDEFINED = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_NAME = rb"[^\s&;#<>\"'/?!%\[\]()|,=-][^\s&;#<>\"'/?!%\[\]()|,=]*"
# Before the document's element: what a DOCTYPE may follow, and what its subset is made of.
_BEFORE = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s+|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)
_DECLARING = re.compile(rb"<!--.*?-->|<\?.*?\?>|\"[^\"]*\"|'[^']*'|[\[\]>]", re.DOTALL)
_PUBLIC = re.compile(rb"<!DOCTYPE\s+[^\s\[>]+\s+PUBLIC\s+[\"']([^\"']*)[\"']")
_DECLARED = re.compile(rb"<!ENTITY\s+(" + _NAME + rb")\s")
_PARTS = re.compile(
    rb"<!--.*?-->|<\?.*?\?>|<![A-Z](?:[^\"'>]|\"[^\"]*\"|'[^']*')*>|%(" + _NAME + rb");", re.DOTALL
)
# In the document's element. No value holds a `<`.
_CONTENT = re.compile(
    rb"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>"
    rb"|(?P<tag><[^\"'<>]*(?:(?:\"[^\"<]*\"|'[^'<]*')[^\"'<>]*)*>)"
    rb"|&(?P<name>" + _NAME + rb");",
    re.DOTALL,
)
_REFERENCE = re.compile(rb"&(" + _NAME + rb");")
# The document types whose sets of characters everybody knows: HTML Standard, section 14.2, for
# XHTML; the ISO sets that DocBook 4 has; HTML's first set, which RSS 0.91 has.
_HAS_CHARACTERS = re.compile(
    rb"-//W3C//DTD XHTML .*|-//W3C//DTD MathML .*|-//WAPFORUM//DTD XHTML Mobile .*"
    rb"|-//OASIS//DTD (?:Simplified )?DocBook .*|-//Netscape Communications//DTD RSS 0\.91//EN",
    re.DOTALL,
)
_UNDECLARED = {
    etree.ErrorTypes.ERR_UNDECLARED_ENTITY,
    etree.ErrorTypes.WAR_UNDECLARED_ENTITY,
}
_TEXT_CATEGORIES = frozenset({"Pd", "Pi", "Pf", "Po", "Zs"})


@dataclass(frozen=True, slots=True)
class Entities:
    """How a document spells what it refers to by name, so that editions spell it so too."""

    characters: Mapping[str, str] = field(default_factory=dict)
    """The characters that it writes as references, such as `&eacute;`, by themselves."""
    in_values: frozenset[str] = frozenset()
    """References to entities declared elsewhere that stand in values, such as `&product;`."""

    def in_text(self, markup: str) -> str:
        """Return escaped text with the document's own references for its characters."""
        for character, reference in self.characters.items():
            markup = markup.replace(character, reference)
        return markup

    def in_value(self, markup: str) -> str:
        """Return an escaped value of an attribute, likewise, with what is declared elsewhere."""
        for reference in self.in_values:
            markup = markup.replace(escape(reference), reference)
        return self.in_text(markup)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document as parsers can read it."""

    parsable: bytes
    """For libxml2: what is declared elsewhere, or holds markup, is an instruction."""
    masked: bytes
    """For expat: of the length of the source, every reference replaced by a letter's row."""
    target: str
    """The target of those instructions; empty where there are none."""
    entities: Entities


def prepare(source: bytes) -> Prepared:
    """Return a document as parsers can read it: without a reference that they refuse or expand.

    Entities that the document declares as text stay as they are: libxml2 expands them within its
    limits. Known sets of characters become characters. Every other entity, declared elsewhere or
    with markup in it, is kept. Without a document type nothing is declared elsewhere, and a
    reference to nothing stays an error.

    Args:
        source: the document, in UTF-8.

    """
    start, end = _document_type(source)
    if not end:
        return Prepared(source, source, "", Entities())
    declaring, has_others = _alone(source[start:end])
    source = source[:start] + declaring + source[end:]
    pieces = list(_pieces(source, end))
    names = dict.fromkeys(name for _, _, _, found in pieces for name in found)
    if not names:
        return Prepared(source, source, "", Entities())
    declared = set(_DECLARED.findall(declaring))
    characters = _known(declaring, [n for n in names if n not in declared], alone=not has_others)
    texts = _expanded(declaring, [name for name in names if name in declared])
    kept = {name for name in names if name not in texts and name not in characters}
    target = _unused(source)
    made = _Made(target, characters, kept, declared)
    parsable = [source[:end]]
    masked = [source[:end]]
    at = end
    for begin, stop, is_tag, _ in pieces:
        parsable += [source[at:begin], made.piece(source[begin:stop], is_tag=is_tag)]
        masked += [source[at:begin], _REFERENCE.sub(_mask, source[begin:stop])]
        at = stop
    return Prepared(
        b"".join([*parsable, source[at:]]),
        b"".join([*masked, source[at:]]),
        target,
        Entities(made.single(), frozenset(made.in_values)),
    )


class _Made:
    """Writes the pieces of a document for libxml2, and remembers what stood in values."""

    def __init__(
        self, target: str, characters: Mapping[bytes, str], kept: set[bytes], declared: set[bytes]
    ) -> None:
        self._target = target.encode()
        self._characters = characters
        self._kept = kept
        self._declared = declared
        self.in_values: set[str] = set()

    def piece(self, piece: bytes, *, is_tag: bool) -> bytes:
        """Return a tag, or a reference, as libxml2 can read it."""
        return _REFERENCE.sub(self._in_tag if is_tag else self._in_text, piece)

    def single(self) -> dict[str, str]:
        """Return the references by their characters, where each is one."""
        return {
            character: f"&{name.decode()};"
            for name, character in self._characters.items()
            if len(character) == 1
        }

    def _in_text(self, match: re.Match[bytes]) -> bytes:
        if match[1] in self._kept:
            return b"<?" + self._target + b" " + match[1] + b"?>"
        return self._character(match)

    def _in_tag(self, match: re.Match[bytes]) -> bytes:
        if match[1] in self._kept and match[1] not in self._declared:
            self.in_values.add(match[0].decode())
            return b"&amp;" + match[1] + b";"
        return self._character(match)

    def _character(self, match: re.Match[bytes]) -> bytes:
        character = self._characters.get(match[1])
        return "".join(f"&#{ord(each)};" for each in character or "").encode() or match[0]


def _mask(match: re.Match[bytes]) -> bytes:
    return match[0] if match[1] in _PREDEFINED else b"x" * len(match[0])


def _document_type(source: bytes) -> tuple[int, int]:
    """Return where the document type declaration begins and ends; zeros where there is none."""
    before = _BEFORE.match(source)
    start = before.end() if before else 0
    if not source.startswith(b"<!DOCTYPE", start):
        return 0, 0
    depth = 0
    for match in _DECLARING.finditer(source, start):
        depth += {b"[": 1, b"]": -1}.get(match[0], 0)
        if match[0] == b">" and depth <= 0:
            return start, match.end()
    return 0, 0


def _alone(declaring: bytes) -> tuple[bytes, bool]:
    """Return a document type without what it reads from elsewhere, and whether that is any.

    Blanks stand for the references to parts of it, so that all else keeps its place.
    """
    pieces = []
    at = 0
    for match in _PARTS.finditer(declaring, declaring.find(b"[") + 1):
        if match[1]:
            pieces += [declaring[at : match.start()], b" " * len(match[0])]
            at = match.end()
    return b"".join([*pieces, declaring[at:]]), bool(pieces)


def _pieces(source: bytes, at: int) -> Iterator[tuple[int, int, bool, Sequence[bytes]]]:
    """Yield the tags and texts that refer to entities: start, end, whether a tag, the names."""
    for match in _CONTENT.finditer(source, at):
        found = [name for name in _REFERENCE.findall(match[0]) if name not in _PREDEFINED]
        if found and (match["tag"] or match["name"]):
            yield match.start(), match.end(), match["tag"] is not None, found


def _known(declaring: bytes, names: Iterable[bytes], *, alone: bool) -> dict[bytes, str]:
    """Return the characters of those names that everybody knows, by the document type.

    Args:
        declaring: the document type.
        names: of entities that it does not itself declare.
        alone: whether it names no other file, in which a name such as `prod` may be a product's.

    """
    public = _PUBLIC.match(declaring)
    if public is None or not _HAS_CHARACTERS.fullmatch(public[1]):
        return {}
    found = {name: html5.get(f"{name.decode('utf-8', 'replace')};", "") for name in names}
    return {
        name: said for name, said in found.items() if said and (alone or all(map(_is_text, said)))
    }


def _is_text(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LM" or category in _TEXT_CATEGORIES


def _expanded(declaring: bytes, names: Sequence[bytes]) -> frozenset[bytes]:
    """Return the names of a document's own entities that are text, and so can be expanded.

    One that libxml2 refuses, as it multiplies or refers to itself, counts as text: it is refused
    again where the document is parsed.
    """
    if not names:
        return frozenset()
    try:
        found = [_is_plain(each) for each in _probe(declaring, names)]
    except etree.XMLSyntaxError:
        found = [_may_expand(declaring, name) for name in names]
    return frozenset(name for name, plain in zip(names, found, strict=True) if plain)


def _may_expand(declaring: bytes, name: bytes) -> bool:
    try:
        return _is_plain(_probe(declaring, [name])[0])
    except etree.XMLSyntaxError as error:
        return error.code not in _UNDECLARED


def _is_plain(element: etree._Element) -> bool:
    return len(element) == 0


def _probe(declaring: bytes, names: Sequence[bytes]) -> etree._Element:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities="internal",
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        collect_ids=False,
    )
    asked = b"".join(b"<e>&" + name + b";</e>" for name in names)
    return etree.fromstring(declaring + b"<names>" + asked + b"</names>", parser)


def _unused(source: bytes) -> str:
    """Return a target for instructions that the document has nowhere."""
    target = "entity-reference"
    while target.encode() in source:
        target += "_"
    return target


def with_entities(tree: etree._ElementTree, target: str) -> None:
    """Put references into a tree where instructions stand for them."""
    for instruction in list(tree.getroot().iter(etree.PI)) if target else ():
        assert isinstance(instruction, etree._ProcessingInstruction)  # noqa: S101, SLF001 - lxml's only name
        if instruction.target == target:
            reference = etree.Entity(str(instruction.text))
            reference.tail = instruction.tail
            above = instruction.getparent()
            assert above is not None  # noqa: S101 - it stands in the document's element
            above.replace(instruction, reference)  # type: ignore[arg-type] # any node may stand there


def value_of(reference: etree._Entity) -> str:
    """Return what a document says that a reference in it stands for; empty where it does not."""
    declared = reference.getroottree().docinfo.internalDTD
    for each in declared.iterentities() if declared is not None else ():
        if each.name == reference.name:
            return each.content or ""
    return ""
