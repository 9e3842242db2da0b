"""Correction places: where an XML vocabulary itself says what was put right in a document."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from enum import Enum, auto
from html import escape
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.markup import local_name
from toolkit.base.markup.xml_charset import read_xml, write_xml
from toolkit.base.markup.xml_document import XmlDocument, read_xml_document
from toolkit.document.formats.vocabularies import DITA_ROOTS, DOCBOOK_ROOTS
from toolkit.editions.article import Correction
from toolkit.localizing.interface_words import Words, words

__all__ = ["put_in_place"]

_DOCBOOK, _TEI = "http://docbook.org/ns/docbook", "http://www.tei-c.org/ns/1.0"
_NITF, _NEWSML = "http://iptc.org/std/NITF/2006-10-18/", "http://iptc.org/std/nar/2006-10-01/"
_MALLARD, _ATOM = "http://projectmallard.org/1.0/", "http://www.w3.org/2005/Atom"
_WORDPRESS = "http://wordpress.org/export/"


class _Where(Enum):
    """Beside what corrections are put."""

    AT_END = auto()
    BEFORE = auto()
    BEHIND = auto()
    INSIDE = auto()
    """At the beginning of an element's content."""


@frozen
class _Holder:
    """An element on the way from the root to what holds corrections."""

    name: str
    behind: frozenset[str] | None = None
    """The elements behind the last of which it is made where it is missing, or at the beginning;
    None where it must be there."""


@frozen
class _Place:
    """Where the documents of a vocabulary say what was put right."""

    path: tuple[_Holder, ...]
    """From the root, which is not in it, to the element that holds it."""
    write: Callable[[Correction, str], str]
    """Writes one, in elements with a prefix."""
    group: str = ""
    """The element round all of them, in that holder; empty for none."""
    attributes: str = ""
    """Those of a new group."""
    after: frozenset[str] | None = None
    """The elements of the holder behind the last of which they stand; None for its end."""
    before: str = ""
    """The element of the holder before the first of which they stand; empty for none."""
    alone: bool = False
    """Whether each is read by itself, so that it has to say that it is a correction."""


@frozen
class _Found:
    """Where in a document corrections go."""

    at: int
    """The byte."""
    prefix: str
    where: _Where
    missing: tuple[str, ...] = ()
    """The start tags of the elements to be made round them, without brackets; outermost first."""


def put_in_place(
    document: bytes,
    path: str,
    corrections: Iterable[Correction],
    spoken: Callable[[Locale], Words] = words,
) -> bytes | None:
    """Return an XML document that says its corrections where its vocabulary has a place for them.

    NITF has `correction` (3.6), NewsML-G2 `edNote` (2.33), DocBook `revhistory` (4 and 5), TEI
    `revisionDesc` (P5), Mallard `revision` (1.0), JATS `notes` (1.0), DITA `data` (1.2). Readers of
    a feed get an item, or an entry, for each (RSS 2.0; RFC 4287).

    Args:
        document: the document, in its own charset.
        path: its name, for messages.
        corrections: what is told, newest first.
        spoken: the interface's words in a language.

    Returns:
        the document; None where its vocabulary, or the document, has no such place.

    """
    try:
        source, charset = read_xml(document, path)
        read = read_xml_document(source, path)
    except ToolkitError:
        return None
    place = _place_of(read)
    found = None if place is None else _found(read, place)
    if place is None or found is None:
        return None
    told = [_named_one(each, spoken) for each in corrections] if place.alone else corrections
    lines = [place.write(each, found.prefix) for each in told]
    for tag in reversed(found.missing):
        name = tag.partition(" ")[0]
        lines = [f"<{tag}>", *(f"  {each}" for each in lines), f"</{name}>"]
    text = _laid_out(lines, _indent(source, found.at), found.where)
    return write_xml(source[: found.at] + text.encode() + source[found.at :], charset, html=False)


def _place_of(read: XmlDocument) -> _Place | None:
    """Return the place that a document's vocabulary has; None where it is not known to have one."""
    root = read.tree.getroot()
    tag = etree.QName(root)
    namespace, name = tag.namespace or "", tag.localname
    if namespace:
        place = _OF_ANY_ROOT.get(namespace) or _PLACES.get((namespace, name))
        return _in_feed_of(root) if place is _IN_ATOM else place
    if name == "rss":
        # An export of WordPress is read by programs, which would make an article of it.
        foreign = any(each.startswith(_WORDPRESS) for each in root.nsmap.values())
        return None if foreign else _IN_RSS
    if name == "article" and root.find("front/article-meta") is not None:
        return _IN_JATS
    if name in DITA_ROOTS and "DITA" in (read.tree.docinfo.doctype or ""):
        return _IN_DITA
    if name in DOCBOOK_ROOTS:
        return replace(_IN_DOCBOOK_4, path=(_Holder(f"{name}info"),))
    return _PLACES.get((namespace, name))


def _in_feed_of(root: etree._Element) -> _Place | None:
    """Return the place of an Atom feed: an entry needs an author, which it may have from there."""
    return _IN_ATOM if root.find(f"{{{_ATOM}}}author") is not None else None


def _indent(source: bytes, at: int) -> str:
    """Return the white space at the beginning of the line of a byte."""
    line = source[source.rfind(b"\n", 0, at) + 1 : at]
    return line[: len(line) - len(line.lstrip(b" \t"))].decode()


def _laid_out(lines: Sequence[str], indent: str, where: _Where) -> str:
    match where:
        case _Where.BEHIND:
            return "".join(f"\n{indent}{each}" for each in lines)
        case _Where.INSIDE:
            return "".join(f"\n{indent}  {each}" for each in lines)
        case _Where.BEFORE:
            return "".join(f"{each}\n{indent}" for each in lines)
    return "  " + f"\n{indent}  ".join(lines) + f"\n{indent}"


def _found(read: XmlDocument, place: _Place) -> _Found | None:
    """Return where corrections go; None where the document has no place for them."""
    holder = read.tree.getroot()
    prefix = f"{holder.prefix}:" if holder.prefix else ""
    group = [f"{prefix}{place.group}{place.attributes}"] if place.group else []
    for number, each in enumerate(place.path):
        inside = _named(holder, {each.name})
        if not inside:
            if each.behind is None:
                return None
            missing = [f"{prefix}{rest.name}" for rest in place.path[number:]]
            return _made(
                read, holder, each.behind, _Found(0, prefix, _Where.INSIDE, (*missing, *group))
            )
        holder = inside[0]
    if read.spans[holder].content_end == read.spans[holder].end:  # <info/>
        return None
    return _inside(read, holder, place, _Found(0, prefix, _Where.AT_END, tuple(group)))


def _inside(
    read: XmlDocument, holder: etree._Element, place: _Place, found: _Found
) -> _Found | None:
    """Return where corrections go in the element that holds them."""
    for group in _named(holder, {place.group})[:1]:
        first = next(group.iterchildren(etree.Element), None)
        # Another kind of list may stand there, into which these do not go.
        if first is None or not _continues(group, first, place):
            return None
        return replace(found, at=read.spans[first].start, where=_Where.BEFORE, missing=())
    if place.after is not None:
        before = _named(holder, place.after)
        if not before:
            return None
        return replace(found, at=read.spans[before[-1]].end, where=_Where.BEHIND)
    for first in _named(holder, {place.before})[:1]:
        return replace(found, at=read.spans[first].start, where=_Where.BEFORE)
    return replace(found, at=read.spans[holder].content_end)


def _continues(group: etree._Element, first: etree._Element, place: _Place) -> bool:
    """Whether a group that is there is one of corrections."""
    own = "".join(f' {name}="{value}"' for name, value in group.items())
    return place.attributes in own and local_name(first) in {"change", "revision", "p"}


def _made(
    read: XmlDocument, holder: etree._Element, behind: frozenset[str], found: _Found
) -> _Found | None:
    """Return where an element is made that is missing."""
    span, before = read.spans[holder], _named(holder, behind)
    if span.content_end == span.end:
        return None
    if before:
        return replace(found, at=read.spans[before[-1]].end, where=_Where.BEHIND)
    return replace(found, at=span.content_start)


def _named(holder: etree._Element, names: Iterable[str]) -> Sequence[etree._Element]:
    """Return the children of an element that have one of the names, in its namespace."""
    namespace = etree.QName(holder).namespace
    tags = {f"{{{namespace}}}{name}" if namespace else name for name in names}
    return [each for each in holder.iterchildren(etree.Element) if each.tag in tags]


def _named_one(correction: Correction, spoken: Callable[[Locale], Words]) -> Correction:
    """Return a correction that says that it is one."""
    said = spoken(correction.locale).speak("Correction: {text}", text=[correction.text])
    return replace(correction, text=said.text)


def _text(correction: Correction) -> str:
    return escape(correction.text, quote=False)


def _dated(correction: Correction) -> str:
    return f"{correction.date.isoformat()}: {_text(correction)}"


def _language(correction: Correction) -> str:
    return f'xml:lang="{correction.locale.tag}"'


def _language_and_direction(correction: Correction) -> str:
    return f'{_language(correction)} dir="{correction.locale.direction}"'


def _element(tag: str, content: str) -> str:
    """Return an element; its start tag is without brackets."""
    return f"<{tag}>{content}</{tag.partition(' ')[0]}>"


def _in_nitf(correction: Correction, prefix: str) -> str:
    said = escape(f"{correction.date.isoformat()}: {correction.text}")
    return f'<{prefix}correction info="{said}"/>'


def _in_newsml(correction: Correction, prefix: str) -> str:
    return _element(f"{prefix}edNote {_language_and_direction(correction)}", _dated(correction))


def _in_docbook(correction: Correction, prefix: str) -> str:
    own = _language_and_direction(correction)
    date = _element(f"{prefix}date", correction.date.isoformat())
    remark = _element(f"{prefix}revremark {own}", _text(correction))
    return _element(f"{prefix}revision", date + remark)


def _in_tei(correction: Correction, prefix: str) -> str:
    own = f'when="{correction.date.isoformat()}" {_language(correction)}'
    return _element(f"{prefix}change {own}", _text(correction))


def _in_docbook_4(correction: Correction, _prefix: str) -> str:
    # Until 4.2 a revision needs a number.
    day = correction.date.isoformat()
    number, date = _element("revnumber", day), _element("date", day)
    remark = _element(f'revremark lang="{correction.locale.tag}"', _text(correction))
    return _element("revision", number + date + remark)


def _in_mallard(correction: Correction, prefix: str) -> str:
    said = _element(f"{prefix}desc {_language(correction)}", _text(correction))
    return _element(f'{prefix}revision date="{correction.date.isoformat()}"', said)


def _in_jats(correction: Correction, prefix: str) -> str:
    return _element(f"{prefix}p {_language(correction)}", _dated(correction))


def _in_dita(correction: Correction, prefix: str) -> str:
    day = f'name="correction" value="{correction.date.isoformat()}"'
    return _element(f"{prefix}data {day} {_language_and_direction(correction)}", _text(correction))


def _in_rss(correction: Correction, prefix: str) -> str:
    day = correction.date
    title = _element(f"{prefix}title", _text(correction))
    known = _element(f'{prefix}guid isPermaLink="false"', _name_of(correction))
    when = f"{day:%d} {_MONTHS[day.month - 1]} {day:%Y} 00:00:00 GMT"
    published = _element(f"{prefix}pubDate", when)
    return _element(f"{prefix}item {_language(correction)}", title + known + published)


def _in_atom(correction: Correction, prefix: str) -> str:
    title = _element(f"{prefix}title", _text(correction))
    known = _element(f"{prefix}id", _name_of(correction))
    day = _element(f"{prefix}updated", f"{correction.date.isoformat()}T00:00:00Z")
    text = _element(f"{prefix}content", _text(correction))
    return _element(f"{prefix}entry {_language(correction)}", title + known + day + text)


def _name_of(correction: Correction) -> str:
    """Return what a feed's readers know a correction by; another text is news to them."""
    said = f"{correction.date.isoformat()} {correction.locale.tag} {correction.text}"
    return uuid5(NAMESPACE_URL, said).urn


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
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
_ABOVE_DOCDATA = frozenset({"title", "meta", "tobject", "iim"})
_DOCBOOK_TITLES = frozenset({"title", "titleabbrev", "subtitle"})
_ABOVE_PROLOG = frozenset({"title", "titlealts", "shortdesc", "abstract"})
_IN_DOCBOOK = _Place((_Holder("info", _DOCBOOK_TITLES),), _in_docbook, group="revhistory")
_IN_DOCBOOK_4 = _Place((), _in_docbook_4, group="revhistory")
"""Each root of DocBook 4 has a holder of its own name."""
_IN_DITA = _Place((_Holder("prolog", _ABOVE_PROLOG),), _in_dita)
_IN_JATS = _Place((_Holder("front"),), _in_jats, "notes", ' notes-type="correction"')
_IN_RSS = _Place((_Holder("channel"),), _in_rss, before="item", alone=True)
_IN_ATOM = _Place((), _in_atom, before="entry", alone=True)
_IN_NITF = _Place((_Holder("head", frozenset()), _Holder("docdata", _ABOVE_DOCDATA)), _in_nitf)
_IN_NEWSML = _Place((_Holder("itemMeta"),), _in_newsml, after=_BEFORE_NOTES)
_IN_TEI = _Place((_Holder("teiHeader"),), _in_tei, group="revisionDesc")
_IN_MALLARD = _Place((_Holder("info", frozenset()),), _in_mallard)
_OF_ANY_ROOT = {_DOCBOOK: _IN_DOCBOOK, _MALLARD: _IN_MALLARD}
"""By namespaces whose documents have many roots."""
_PLACES = {
    ("", "nitf"): _IN_NITF,
    (_NITF, "nitf"): _IN_NITF,
    (_NEWSML, "newsItem"): _IN_NEWSML,
    (_TEI, "TEI"): _IN_TEI,
    (_ATOM, "feed"): _IN_ATOM,
}
"""By namespaces and the names of roots."""
