"""XLIFF: packages as XLIFF 2.1 and 1.2 (OASIS), for agencies and their programs."""

import re
from collections.abc import Iterator

from lxml import etree

from toolkit.base.markup import XML_SPACE
from toolkit.catalog.notes import Says
from toolkit.document.model import StorageSize
from toolkit.exchange.inline import Vocabulary, numbered_target, numbered_text, write
from toolkit.exchange.package import Package, Row, Sent, State
from toolkit.exchange.xliff_reader import UNTOUCHED

__all__ = ["write_xliff1", "write_xliff2"]

_XLIFF2 = "urn:oasis:names:tc:xliff:document:2.0"
_XLIFF1 = "urn:oasis:names:tc:xliff:document:1.2"
_GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"
_SIZE = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
_WORDS2 = Vocabulary(_XLIFF2, "pc", "ph", "sc", "ec", "startRef")
_WORDS1 = Vocabulary(_XLIFF1, "g", "x", "bx", "ex", "rid")
_PROFILES = {"utf-8": "xliff:utf8", "utf-16": "xliff:utf16", "utf-32": "xliff:utf32"}
_WHOLE = frozenset({"headline", "alt", "title", "caption", "credits"})
"""Roles of texts that no program may cut into sentences."""
_TERM = re.compile(r"(.+?) → (.+)")


def write_xliff2(package: Package) -> bytes:
    """Return a package as XLIFF 2.1, with the glossary and size restriction modules."""
    root = etree.Element(
        f"{{{_XLIFF2}}}xliff",
        {"version": "2.1", "srcLang": package.source.tag, "trgLang": package.locale.tag},
        nsmap={None: _XLIFF2, "gls": _GLOSSARY, "slr": _SIZE},
    )
    for number, document in enumerate(package.documents, 1):
        _add_file2(root, number, document)
    return _bytes(root)


def _add_file2(root: etree._Element, number: int, document: Sent) -> None:
    file = _add(root, "file", id=f"f{number}", original=document.id)
    profiles = {_profile(size) for row in document.rows for size in row.limits.storage} - {""}
    if len(profiles) == 1:
        made = etree.SubElement(file, f"{{{_SIZE}}}profiles")
        made.set("storageProfile", profiles.pop())
    for at, row in enumerate(document.rows, 1):
        unit = _add(file, "unit", id=f"u{at}", name=str(row.reference))
        unit.set("canResegment", "no" if row.notes.role in _WHOLE else "yes")
        unit.set(XML_SPACE, "preserve")
        if len({_profile(size) for size in row.limits.storage}) == 1 and "slr" in root.nsmap:
            _restrict(file, unit, row)
        _add_terms(unit, row)
        notes = _add(unit, "notes")
        for category, text in _notes(row):
            _add(notes, "note", text, category=category)
        if not len(notes):
            unit.remove(notes)
        segment = _add(unit, "segment")
        translated = row.state is State.TRANSLATED
        segment.set("state", "translated" if translated else "initial")
        if row.state is State.DRAFT:
            segment.set("subState", "toolkit:draft")
        write(_add(segment, "source"), numbered_text(row.source), _WORDS2)
        if row.target:
            write(_add(segment, "target"), numbered_target(row.target, row.source), _WORDS2)


def _restrict(file: etree._Element, unit: etree._Element, row: Row) -> None:
    """Say how many bytes a translation may have, where its file's profile counts them so."""
    (size, *_) = sorted(row.limits.storage, key=lambda each: each.bytes)
    profiles = file.find(f"{{{_SIZE}}}profiles")
    if profiles is not None and profiles.get("storageProfile") == _profile(size):
        unit.set(f"{{{_SIZE}}}storageRestriction", str(size.bytes))


def _profile(size: StorageSize) -> str:
    return _PROFILES.get(size.encoding.lower(), "")


def _add_terms(unit: etree._Element, row: Row) -> None:
    terms = [match for each in row.notes.of(Says.TERM) if (match := _TERM.fullmatch(each))]
    if not terms:
        return
    glossary = etree.SubElement(unit, f"{{{_GLOSSARY}}}glossary")
    for match in terms:
        entry = etree.SubElement(glossary, f"{{{_GLOSSARY}}}glossEntry")
        etree.SubElement(entry, f"{{{_GLOSSARY}}}term").text = match[1]
        etree.SubElement(entry, f"{{{_GLOSSARY}}}translation").text = match[2]


def _notes(row: Row) -> Iterator[tuple[str, str]]:
    """Yield what a translator must know, each with its kind."""
    for line in row.notes.lines:
        yield str(line.says), line.text
    if row.context is not None:
        yield "context", row.context
    if row.previous:
        yield "previous", row.previous
    if row.comment:
        yield "comment", row.comment


def write_xliff1(package: Package) -> bytes:
    """Return a package as XLIFF 1.2."""
    root = etree.Element(f"{{{_XLIFF1}}}xliff", {"version": "1.2"}, nsmap={None: _XLIFF1})
    for document in package.documents:
        file = _add(root, "file", original=document.id, datatype="x-gettext")
        file.set("source-language", package.source.tag)
        file.set("target-language", package.locale.tag)
        body = _add(file, "body")
        for at, row in enumerate(document.rows, 1):
            _add_unit1(body, at, row)
    return _bytes(root)


def _add_unit1(body: etree._Element, at: int, row: Row) -> None:
    unit = _add(body, "trans-unit", id=str(at), resname=str(row.reference))
    unit.set(XML_SPACE, "preserve")
    sizes = [size for size in row.limits.storage if size.encoding.lower() == "utf-8"]
    if sizes:
        unit.set("size-unit", "byte")
        unit.set("maxbytes", str(min(size.bytes for size in sizes)))
    if row.state is State.TRANSLATED:
        unit.set("approved", "yes")
    write(_add(unit, "source"), numbered_text(row.source), _WORDS1)
    target = _add(unit, "target")
    if row.target:
        draft = row.state is State.DRAFT
        target.set("state", "needs-review-translation" if draft else "translated")
        write(target, numbered_target(row.target, row.source), _WORDS1)
    else:
        # Older programs pass over what has no target: OmegaT does.
        target.set("state", UNTOUCHED)
        write(target, numbered_text(row.source), _WORDS1)
    for category, text in _notes(row):
        if category != "previous":
            _add(unit, "note", text, **{"from": category})
    if row.previous:
        older = _add(unit, "alt-trans", alttranstype="previous-version")
        write(_add(older, "source"), numbered_text(row.previous), _WORDS1)
        write(_add(older, "target"), numbered_target(row.target, row.previous), _WORDS1)


def _add(parent: etree._Element, tag: str, text: str = "", /, **attributes: str) -> etree._Element:
    """Append an element of the parent's namespace."""
    namespace = etree.QName(parent).namespace
    element = etree.SubElement(parent, f"{{{namespace}}}{tag}", attributes)
    element.text = text or None
    return element


def _bytes(root: etree._Element) -> bytes:
    _indent(root)
    data: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _indent(element: etree._Element, depth: int = 1) -> None:
    """Break the lines between elements that hold no text of their own."""
    if not len(element) or etree.QName(element).localname in {"source", "target"}:
        return
    element.text = "\n" + "  " * depth
    for child in element:
        child.tail = "\n" + "  " * depth
        _indent(child, depth + 1)
    element[-1].tail = "\n" + "  " * (depth - 1)
