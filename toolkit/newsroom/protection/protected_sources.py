"""Protected sources: a source's bytes with pseudonyms in the place of names, before it is read.

Everything that is made of a document is made of these bytes. What cannot be replaced holds the
document back.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import PurePosixPath

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.markup import parse_xml
from toolkit.base.markup.charsets import UTF8, Charset, charset_of
from toolkit.base.zip_archives import BROKEN
from toolkit.document.formats import ReadOptions, read_document
from toolkit.document.model import Document
from toolkit.newsroom.protection.identities import PROTECT, Protection
from toolkit.newsroom.protection.replacing import Doubt, Replaced, replacer
from toolkit.newsroom.protection.searching import searcher

__all__ = [
    "REPLACED",
    "ProtectedSource",
    "masked",
    "protected_source",
    "read_protected",
    "source_charset",
]

REPLACED = frozenset({"protected-word", "pseudonym-in-text"})
"""The codes of warnings about what was replaced, and may not have been meant."""
_CODE = "protected-name"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT_W = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_LABEL = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_HEAD = 2048
_DECLARED = re.compile(
    rb"(?:\blang=[\"']?|^lang(?:uage)?:[ \t]*[\"']?)([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)",
    re.MULTILINE,
)
_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_XML = (".xml", ".rels")
_MOST_PART = 256 * 1024 * 1024


@frozen
class ProtectedSource:
    """A source without the names that are protected."""

    data: bytes
    count: int = 0
    """How many names were replaced."""
    warnings: tuple[Finding, ...] = ()


def protected_source(
    data: bytes, path: str, language: Locale, protection: Protection
) -> ProtectedSource:
    """Return a source with pseudonyms in the place of names.

    Args:
        data: the file's bytes.
        path: its name below the newsroom.
        language: the newsroom's source language; the file's own wins.
        protection: what is protected.

    Raises:
        ToolkitError: when a name in it cannot be replaced: then nothing may be made of it.

    """
    if searcher(protection).find(path):
        raise ToolkitError(_named_file(path, protection))
    if data.startswith(b"PK"):
        return _protected_package(data, path, language, protection)
    language = _declared_language(data) or language
    charset = source_charset(data)
    try:
        text = charset.decode(data)
    except UnicodeDecodeError:
        message = f"it cannot be searched for protected names: it is not in {charset.name}"
        raise ToolkitError.because(_CODE, message, Location(path), "save it as UTF-8") from None
    made = replacer(protection, language).replace(text)
    _refuse(made.doubts, text, path)
    warnings = tuple(_warnings(made, text, path, protection))
    if not made.count:
        return ProtectedSource(data, warnings=warnings)
    return ProtectedSource(charset.mark + charset.spelled(made.text), made.count, warnings)


def read_protected(
    data: bytes, path: str, document_id: str, options: ReadOptions, protection: Protection
) -> Document:
    """Read a document in which protected names are replaced before anything is read.

    Args:
        data: the file's bytes.
        path: the file's name, for messages.
        document_id: the document's id.
        options: how it is read.
        protection: what is protected.

    Raises:
        ToolkitError: when it cannot be read, or a protected name in it cannot be replaced.

    """
    if not protection:
        return read_document(data, path, document_id, options)
    safe = protected_source(data, path, options.language, protection)
    document = read_document(safe.data, path, document_id, options)
    if left := verify_document(document, protection):
        raise ToolkitError(*left)
    return replace(document, doubts=(*document.doubts, *safe.warnings))


def masked(path: str, protection: Protection) -> str:
    """Return a path without the parts that hold a protected name."""
    find = searcher(protection).find
    parts = []
    for part in path.split("/"):
        leaks = find(part)
        parts.append(f"[{leaks[0].identity}]{PurePosixPath(part).suffix}" if leaks else part)
    return "/".join(parts)


def _named_file(path: str, protection: Protection) -> Finding:
    (leak, *_) = searcher(protection).find(path)
    message = f"the file's name has the protected name of “{leak.identity}”"
    hint = "give it another name with toolkit move; its name becomes the address of its pages"
    return Finding(_CODE, message, Location(masked(path, protection)), hint)


def source_charset(data: bytes) -> Charset:
    """Return the charset of a source, by its first bytes or what it says; else UTF-8."""
    for mark, codec in _BOMS.items():
        if data.startswith(mark):
            return Charset("utf-16", codec, mark)
    if data.startswith(b"\xef\xbb\xbf"):
        return Charset("utf-8", "utf-8", b"\xef\xbb\xbf")
    try:
        data.decode()
    except UnicodeDecodeError:
        label = _LABEL.search(data[:_HEAD])
        return (charset_of(label[1].decode()) if label else None) or UTF8
    return UTF8


def _declared_language(data: bytes) -> Locale | None:
    """Return the language that a source says it is in; two may write one name alike."""
    found = _DECLARED.search(data[:_HEAD])
    try:
        return Locale.named(found[1].decode()) if found else None
    except ToolkitError:
        return None


def _refuse(doubts: Iterable[Doubt], text: str, path: str) -> None:
    findings = tuple(
        Finding(_CODE, each.message, _place(text, each.start, path), each.hint) for each in doubts
    )
    if findings:
        raise ToolkitError(*findings)


def _place(text: str, at: int, path: str) -> Location:
    return Location(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _warnings(made: Replaced, text: str, path: str, protection: Protection) -> Iterator[Finding]:
    for each in made.lower:
        yield Finding(
            "protected-word",
            each.message,
            _place(text, each.start, path),
            each.hint,
            severity=Severity.WARNING,
        )
    if not made.count:
        return
    names = _pseudonyms(protection)
    for leak in searcher(names).find(text):
        yield Finding(
            "pseudonym-in-text",
            f"the pseudonym of “{leak.identity}” stood in the text before, beside its name",
            Location(path, leak.line, leak.column),
            f"if that is another person, choose another pseudonym in {PROTECT}",
            severity=Severity.WARNING,
        )


@lru_cache(8)
def _pseudonyms(protection: Protection) -> Protection:
    """Return a protection that finds the pseudonyms, as the other does the names."""
    turned = (
        replace(
            each,
            forms={
                locale: tuple(replace(pair, name=pair.pseudonym) for pair in pairs)
                for locale, pairs in each.forms.items()
            },
            other=(),
        )
        for each in protection.identities
    )
    return Protection(tuple(turned))


def _protected_package(
    data: bytes, path: str, language: Locale, protection: Protection
) -> ProtectedSource:
    """Return a Word file with pseudonyms in its paragraphs and properties."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = [(entry, _read(archive, entry)) for entry in archive.infolist()]
    except BROKEN:
        return ProtectedSource(data)  # its reader says what is wrong with it
    count = 0
    made: list[tuple[zipfile.ZipInfo, bytes]] = []
    for entry, content in parts:
        if entry.filename.endswith(_XML):
            content, replaced = _protected_part(content, path, language, protection)  # noqa: PLW2901
            count += replaced
        made.append((entry, content))
    if not count:
        return ProtectedSource(data)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for entry, content in made:
            file.writestr(zipfile.ZipInfo(entry.filename, entry.date_time), content)
    return ProtectedSource(target.getvalue(), count)


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as stream:
        data = stream.read(_MOST_PART + 1)
    if len(data) > _MOST_PART:
        raise ValueError
    return data


def _protected_part(
    data: bytes, path: str, language: Locale, protection: Protection
) -> tuple[bytes, int]:
    """Return an XML part with pseudonyms, and how many names they replace."""
    try:
        tree = parse_xml(data, path)
    except ToolkitError:
        return data, 0
    replaces = replacer(protection, language)
    count = 0
    for element in tree.iter(etree.Element):
        if element.tag in (f"{_W}p", f"{_STRICT_W}p"):
            count += _in_runs(element, replaces.replace, path)
        elif len(element) == 0 and element.text and not _is_run_text(element):
            made = replaces.replace(element.text)
            _refuse(made.doubts, element.text, path)
            element.text, count = made.text, count + made.count
        for name, value in element.attrib.items():
            made = replaces.replace(str(value))
            _refuse(made.doubts, str(value), path)
            if made.count:
                element.set(name, made.text)
                count += made.count
    return (etree.tostring(tree, encoding="UTF-8", standalone=True) if count else data), count


def _is_run_text(element: etree._Element) -> bool:
    return element.tag in (f"{_W}t", f"{_STRICT_W}t", f"{_W}delText", f"{_STRICT_W}delText")


def _in_runs(paragraph: etree._Element, replaces: Callable[[str], Replaced], path: str) -> int:
    """Replace the names of a paragraph, which Word may have cut into several runs."""
    texts = [each for each in paragraph.iter(etree.Element) if _is_run_text(each)]
    whole = "".join(each.text or "" for each in texts)
    made = replaces(whole)
    _refuse(made.doubts, whole, path)
    if not made.count:
        return 0
    alone = [replaces(each.text or "") for each in texts]
    if "".join(each.text for each in alone) == made.text:
        for element, each in zip(texts, alone, strict=True):
            element.text = each.text
    else:  # a name stands in several runs: the first has the paragraph's text
        for element in texts:
            element.text = ""
        texts[0].text = made.text
    return made.count


def verify_document(document: Document, protection: Protection) -> Sequence[Finding]:
    """Return where protected names are left in a document that was read from protected bytes.

    They stand there in a form that could not be replaced: in character references, across markup,
    with a suffix that is not known, or in another alphabet.
    """
    find = searcher(protection).find
    found: dict[tuple[str, int | None], Finding] = {}
    for text, location in _texts(document):
        for leak in find(text):
            if location.line is None and any(known == leak.identity for known, _ in found):
                continue
            message = f"the protected name of “{leak.identity}” stands here in a form that cannot"
            message += " be replaced"
            found.setdefault(
                (leak.identity, location.line), Finding(_CODE, message, location, _HINT)
            )
    return tuple(found.values())


_HINT = (
    f"write the form as it stands here into {PROTECT}, or replace it by hand; no markup and no"
    " character reference may part it, and a file that has it in its name needs another"
)


def _texts(document: Document) -> Iterator[tuple[str, Location]]:
    """Yield all texts of a document: what its nodes say, with their attributes, then its bytes."""
    for unit in document.units:
        yield unit.message, unit.location
    root = document.tree.getroot()
    for node in root.iter():
        span = document.spans.get(node)
        line = span.line if span else node.sourceline
        place = Location(document.path, line)
        attributes = map(str, node.attrib.values()) if isinstance(node.tag, str) else ()
        for text in (node.text, node.tail, *attributes):
            if text and not text.isspace():
                yield str(text), place
    yield "".join(map(str, root.itertext())), Location(document.path)
    yield repr(document.metadata), Location(document.path)
    if not document.original.startswith(b"PK"):
        yield document.source.decode("utf-8", "replace"), Location(document.path)
