"""Correction places: where an XML vocabulary itself says what was put right in a document."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from html import escape

from lxml import etree

from toolkit.base.errors import ToolkitError
from toolkit.base.markup import local_name
from toolkit.base.markup.xml_charset import read_xml, write_xml
from toolkit.base.markup.xml_document import XmlDocument, read_xml_document
from toolkit.editions.article import Correction

__all__ = ["put_in_place"]

_DOCBOOK, _TEI = "http://docbook.org/ns/docbook", "http://www.tei-c.org/ns/1.0"
_NITF = "http://iptc.org/std/NITF/2006-10-18/"
_NEWSML = "http://iptc.org/std/nar/2006-10-01/"


class _Where(Enum):
    """Beside what corrections are put."""

    AT_END = auto()
    BEFORE = auto()
    BEHIND = auto()
    IN_NEW_GROUP = auto()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the documents of a vocabulary say what was put right."""

    namespaces: frozenset[str]
    path: tuple[str, ...]
    """From the root to the element that holds it."""
    write: Callable[[Correction, str], str]
    """Writes one, in elements with a prefix."""
    group: str = ""
    """The element round all of them, in that holder; empty for none."""
    after: frozenset[str] | None = None
    """The elements of the holder behind the last of which they stand; None for its end."""


def put_in_place(document: bytes, path: str, corrections: Iterable[Correction]) -> bytes | None:
    """Return an XML document that says its corrections where its vocabulary has a place for them.

    NITF has `correction` (3.6), NewsML-G2 `edNote` (2.33), DocBook `revhistory` (5.0), TEI
    `revisionDesc` (P5).

    Args:
        document: the document, in its own charset.
        path: its name, for messages.
        corrections: what is told, newest first.

    Returns:
        the document; None where its vocabulary, or the document, has no such place.

    """
    try:
        source, charset = read_xml(document, path)
        read = read_xml_document(source, path)
    except ToolkitError:
        return None
    place = _place_of(read.tree.getroot())
    found = None if place is None else _found(read, place)
    if place is None or found is None:
        return None
    at, prefix, where = found
    lines = [place.write(each, prefix) for each in corrections]
    if where is _Where.IN_NEW_GROUP:
        lines = [f"<{prefix}{place.group}>", *(f"  {each}" for each in lines)]
        lines.append(f"</{prefix}{place.group}>")
    text = _laid_out(lines, _indent(source, at), where)
    return write_xml(source[:at] + text.encode() + source[at:], charset, html=False)


def _place_of(root: etree._Element) -> _Place | None:
    tag = etree.QName(root)
    if tag.namespace == _DOCBOOK:
        return _IN_DOCBOOK
    place = _PLACES.get(tag.localname)
    return place if place and (tag.namespace or "") in place.namespaces else None


def _indent(source: bytes, at: int) -> str:
    """Return the white space at the beginning of the line of a byte."""
    line = source[source.rfind(b"\n", 0, at) + 1 : at]
    return line[: len(line) - len(line.lstrip(b" \t"))].decode()


def _laid_out(lines: Sequence[str], indent: str, where: _Where) -> str:
    if where is _Where.BEHIND:
        return "".join(f"\n{indent}{each}" for each in lines)
    if where is _Where.BEFORE:
        return "".join(f"{each}\n{indent}" for each in lines)
    return "  " + f"\n{indent}  ".join(lines) + f"\n{indent}"


def _found(read: XmlDocument, place: _Place) -> tuple[int, str, _Where] | None:
    """Return the byte at which corrections go, the prefix there, and beside what that is."""
    holder = read.tree.getroot()
    for name in place.path:
        inside = _named(holder, {name})
        if not inside:
            return None
        holder = inside[0]
    prefix = f"{holder.prefix}:" if holder.prefix else ""
    span = read.spans[holder]
    if span.content_end == span.end:  # <info/>
        return None
    groups = _named(holder, {place.group})
    if groups:
        first = next(groups[0].iterchildren(etree.Element), None)
        # Another kind of list may stand there, into which these do not go.
        if first is None or local_name(first) not in {"change", "revision"}:
            return None
        return read.spans[first].start, prefix, _Where.BEFORE
    if place.after is not None:
        before = _named(holder, place.after)
        return (read.spans[before[-1]].end, prefix, _Where.BEHIND) if before else None
    return span.content_end, prefix, _Where.IN_NEW_GROUP if place.group else _Where.AT_END


def _named(holder: etree._Element, names: Iterable[str]) -> Sequence[etree._Element]:
    """Return the children of an element that have one of the names, in its namespace."""
    namespace = etree.QName(holder).namespace
    tags = {f"{{{namespace}}}{name}" if namespace else name for name in names}
    return [each for each in holder.iterchildren(etree.Element) if each.tag in tags]


def _text(correction: Correction) -> str:
    return escape(correction.text, quote=False)


def _language(correction: Correction) -> str:
    own = correction.locale
    return f'xml:lang="{own.tag}" dir="{own.direction}"'


def _in_nitf(correction: Correction, prefix: str) -> str:
    said = escape(f"{correction.date.isoformat()}: {correction.text}")
    return f'<{prefix}correction info="{said}"/>'


def _in_newsml(correction: Correction, prefix: str) -> str:
    said = f"{correction.date.isoformat()}: {_text(correction)}"
    return f"<{prefix}edNote {_language(correction)}>{said}</{prefix}edNote>"


def _in_docbook(correction: Correction, prefix: str) -> str:
    remark = f"<{prefix}revremark {_language(correction)}>{_text(correction)}</{prefix}revremark>"
    date = f"<{prefix}date>{correction.date.isoformat()}</{prefix}date>"
    return f"<{prefix}revision>{date}{remark}</{prefix}revision>"


def _in_tei(correction: Correction, prefix: str) -> str:
    attributes = f'when="{correction.date.isoformat()}" xml:lang="{correction.locale.tag}"'
    return f"<{prefix}change {attributes}>{_text(correction)}</{prefix}change>"


_BEFORE_NOTES = frozenset(
    {
        "edNote",
        "embargoed",
        "fileName",
        "firstCreated",
        "generator",
        "itemClass",
        "profile",
        "provider",
        "pubStatus",
        "role",
        "service",
        "title",
        "versionCreated",
    }
)
_IN_DOCBOOK = _Place(frozenset({_DOCBOOK}), ("info",), _in_docbook, group="revhistory")
_PLACES = {
    "nitf": _Place(frozenset({"", _NITF}), ("head", "docdata"), _in_nitf),
    "newsItem": _Place(frozenset({_NEWSML}), ("itemMeta",), _in_newsml, after=_BEFORE_NOTES),
    "TEI": _Place(frozenset({_TEI}), ("teiHeader",), _in_tei, group="revisionDesc"),
}
"""By the names of roots; DocBook has many."""
