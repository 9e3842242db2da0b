"""XML prepared: a document as parsers can read it that refers to what it does not itself hold."""

import codecs
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html.entities import html5

from lxml import etree

from toolkit.base.frozen import frozen
from toolkit.base.markup.xml_entities import Entities

__all__ = ["Prepared", "prepare"]

_PREDEFINED = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_NAME = rb"[^\s&;#<>\"'/?!%\[\]()|,=-][^\s&;#<>\"'/?!%\[\]()|,=]*"
# What may stand before the document type, and what in it, or behind it, begins something.
_SPACE = re.compile(rb"\s*")
_IN_TYPE = re.compile(rb"<!--|<\?|[\"'\[\]>]|%" + _NAME + rb";")
_IN_CONTENT = re.compile(rb"<!--|<\?|<!\[CDATA\[|[<&]")
_ENDS = {b"<!--": b"-->", b"<?": b"?>", b"<![CDATA[": b"]]>", b'"': b'"', b"'": b"'"}
_PUBLIC = re.compile(rb"<!DOCTYPE\s+[^\s\[>]+\s+PUBLIC\s+[\"']([^\"']*)[\"']")
_ELSEWHERE = re.compile(
    rb"(<!DOCTYPE\s+[^\s\[>]+)\s+(?:PUBLIC\s+(?:\"[^\"]*\"|'[^']*')|SYSTEM)\s*(?:\"[^\"]*\"|'[^']*')"
)
_DECLARED = re.compile(rb"<!ENTITY\s+(" + _NAME + rb")\s")
# No value holds a `<`: a tag ends before the next one begins.
_TAG = re.compile(rb"<[^\"'<>]*(?:(?:\"[^\"<]*\"|'[^'<]*')[^\"'<>]*)*>")
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
_MOST_PROBED = 20_000_000
_TEXT_CATEGORIES = frozenset({"Pd", "Pi", "Pf", "Po", "Zs"})


@frozen
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
    start, end, parts = _document_type(source)
    if not end:
        return Prepared(source, source, "", Entities())
    source = _blanked(source, parts)
    declaring = source[start:end]
    pieces = list(_pieces(source, end))
    names = dict.fromkeys(name for _, _, _, found in pieces for name in found)
    if not names:
        return Prepared(source, source, "", Entities())
    declared = set(_DECLARED.findall(declaring))
    characters = _known(declaring, [n for n in names if n not in declared], alone=not parts)
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


def _behind(source: bytes, start: bytes, at: int) -> int:
    """Return the place behind what begins at a place; -1 where it does not end."""
    end = _ENDS[start]
    found = source.find(end, at + len(start))
    return -1 if found < 0 else found + len(end)


def _document_type(source: bytes) -> tuple[int, int, Sequence[tuple[int, int]]]:
    """Return where the document type declaration begins and ends, zeros where there is none.

    With it, where it refers to parts of it that are declared elsewhere or in other entities.
    """
    at = len(codecs.BOM_UTF8) if source.startswith(codecs.BOM_UTF8) else 0
    while True:
        space = _SPACE.match(source, at)
        at = space.end() if space else at
        start = next((each for each in (b"<!--", b"<?") if source.startswith(each, at)), b"")
        if not start:
            break
        at = _behind(source, start, at)
        if at < 0:
            return 0, 0, ()
    if not source.startswith(b"<!DOCTYPE", at):
        return 0, 0, ()
    end, parts = _end_of_type(source, at)
    return (at, end, parts) if end else (0, 0, ())


def _end_of_type(source: bytes, start: int) -> tuple[int, Sequence[tuple[int, int]]]:
    parts: list[tuple[int, int]] = []
    depth = 0
    at = start
    while match := _IN_TYPE.search(source, at):
        found = match[0]
        at = _behind(source, found, match.start()) if found in _ENDS else match.end()
        if at < 0:
            break
        if found.startswith(b"%"):
            parts.append(match.span())
        depth += {b"[": 1, b"]": -1}.get(found, 0)
        if found == b">" and depth <= 0:
            return at, parts
    return 0, ()


def _blanked(source: bytes, parts: Iterable[tuple[int, int]]) -> bytes:
    """Return a document with blanks for some parts of it: all else keeps its place."""
    pieces = []
    at = 0
    for start, end in parts:
        pieces += [source[at:start], b" " * (end - start)]
        at = end
    return b"".join([*pieces, source[at:]])


def _pieces(source: bytes, at: int) -> Iterator[tuple[int, int, bool, Sequence[bytes]]]:
    """Yield the tags and texts that refer to entities: start, end, whether a tag, the names.

    What does not end is for the parser to refuse: nothing is looked for behind it.
    """
    while match := _IN_CONTENT.search(source, at):
        start, found = match.start(), match[0]
        if found in _ENDS:
            at = _behind(source, found, start)
            if at < 0:
                return
            continue
        piece = (_TAG if found == b"<" else _REFERENCE).match(source, start)
        at = match.end() if piece is None else piece.end()
        names = () if piece is None else _REFERENCE.findall(piece[0])
        if unknown := [name for name in names if name not in _PREDEFINED]:
            yield start, at, found == b"<", unknown


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
        if len(names) * len(declaring) > _MOST_PROBED:
            return frozenset()
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
    # What names another file would be refused for it, where that is an address.
    declaring = _ELSEWHERE.sub(rb"\1", declaring, count=1)
    asked = b"".join(b"<e>&" + name + b";</e>" for name in names)
    return etree.fromstring(declaring + b"<names>" + asked + b"</names>", parser)


def _unused(source: bytes) -> str:
    """Return a target for instructions that the document has nowhere."""
    target = "entity-reference"
    while target.encode() in source:
        target += "_"
    return target
