"""A DOCX's package: the parts that hold an article, checked before python-docx opens them."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from lxml import etree

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.markup import qualified
from toolkit.document.formats.docx_archive import Archive, open_archive

if TYPE_CHECKING:
    from docx.opc.part import Part as OpcPart

__all__ = ["WORD", "Package", "Part", "open_package"]

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "core-properties"
_CORE_TYPE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_OPC = "application/vnd.openxmlformats-package"
_WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# Word's “Strict Open XML document” (ISO/IEC 29500-1) names the same namespaces otherwise.
_STRICT_MARK = b"http://purl.oclc.org/ooxml/"
_STRICT = (
    (_STRICT_MARK + b"wordprocessingml/main", WORD.encode()),
    (_STRICT_MARK, b"http://schemas.openxmlformats.org/"),
    (b"/officeDocument/relationships", b"/officeDocument/2006/relationships"),
    (b"/officeDocument/math", b"/officeDocument/2006/math"),
    (b".org/drawingml/", b".org/drawingml/2006/"),
)
_CONTENT_TYPES: Mapping[str, str] = {
    "officeDocument": f"{_WORDPROCESSING}.document.main+xml",
    "styles": f"{_WORDPROCESSING}.styles+xml",
    "numbering": f"{_WORDPROCESSING}.numbering+xml",
    "footnotes": f"{_WORDPROCESSING}.footnotes+xml",
    "endnotes": f"{_WORDPROCESSING}.endnotes+xml",
    _CORE: f"{_OPC}.core-properties+xml",
}
"""The parts that an article is read from, by the last word of their relationships' types."""
# How python-docx fails where a part is not what its type says, or parts go on without an end.
_FAILURES = (AttributeError, KeyError, RecursionError, TypeError, ValueError)
# A picture's name may stand in an address as it is.
_PICTURE = re.compile(r"\w[\w.\-]*")


@frozen
class Part:
    """A part that holds text."""

    element: etree._Element
    links: Mapping[str, str]
    """The addresses of its links by the ids of its relationships."""
    pictures: Mapping[str, str]
    """The names of its pictures by the ids of its relationships."""


@frozen
class Package:
    """The parts of a DOCX that an article is read from."""

    document: Part
    styles: etree._Element | None
    numbering: etree._Element | None
    footnotes: Part | None
    endnotes: Part | None
    language: str
    """The language that the file's properties name; empty where they name none."""


def open_package(data: bytes, path: str) -> Package:
    """Open a DOCX.

    python-docx is given a package of the checked parts alone: what an article does not need
    (macros, fonts, embedded files, the pictures' bytes) does not reach it, and nothing outside
    the file is asked for.

    Args:
        data: the file's bytes.
        path: its name, for messages.

    Raises:
        ToolkitError: when it is no DOCX, damaged or above the limits, or python-docx is missing.

    """
    try:
        import docx  # noqa: PLC0415 - an extra
        from docx.opc.exceptions import OpcError  # noqa: PLC0415
        from docx.oxml.parser import parse_xml  # noqa: PLC0415
    except ImportError:
        raise ToolkitError.because(
            "docx-missing",
            "Word files need the package python-docx, which is not installed",
            Location(path),
            "run pip install python-docx in the toolkit's environment",
        ) from None
    archive = open_archive(data, path)
    checked = _checked_package(archive)
    try:
        package = docx.Document(io.BytesIO(checked)).part.package
        main = package.main_document_part
        related = {_kind(rel.reltype): rel for rel in main.rels.values() if not rel.is_external}
        roots = {kind: parse_xml(rel.target_part.blob) for kind, rel in related.items()}
        has_properties = any(_kind(rel.reltype) == _CORE for rel in package.rels.values())
        language = package.core_properties.language.strip() if has_properties else ""
    except (OpcError, etree.LxmlError, *_FAILURES) as error:
        raise archive.error(f"python-docx cannot read it ({error})") from None
    if main.element.find(qualified(WORD, "body")) is None:
        raise archive.error("it is not a word processor's document")
    notes = {
        kind: _part(roots[kind], related[kind].target_part)
        for kind in ("footnotes", "endnotes")
        if kind in roots
    }
    return Package(
        _part(main.element, main),
        roots.get("styles"),
        roots.get("numbering"),
        notes.get("footnotes"),
        notes.get("endnotes"),
        language,
    )


def _kind(relationship_type: str) -> str:
    """Return the last word of a relationship's type: the same in both of the standard's parts."""
    return relationship_type.rpartition("/")[2]


def _part(element: etree._Element, part: "OpcPart") -> Part:
    links: dict[str, str] = {}
    pictures: dict[str, str] = {}
    for number, rel in part.rels.items():
        if rel.is_external:
            found = pictures if _kind(rel.reltype) == "image" else links
            found[number] = rel.target_ref
    return Part(element, links, pictures)


def _checked_package(archive: Archive) -> bytes:
    """Return a package of an archive's checked parts, and of what relates them."""
    types: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for name in sorted(archive.entries):
        folder, file = posixpath.split(name)
        if file.endswith(".rels") and posixpath.basename(folder) == "_rels":
            root = etree.Element(qualified(_RELATIONSHIPS, "Relationships"))
            for each in archive.xml(name).iter(qualified(_RELATIONSHIPS, "Relationship")):
                root.extend(_checked(each, posixpath.dirname(folder), archive, types))
            files[name] = etree.tostring(root)
    if _CONTENT_TYPES["officeDocument"] not in types.values():
        raise archive.error("the archive is not a DOCX file: it has no document in it")
    for name in types:
        files[name] = _transitional(etree.tostring(archive.xml(name), encoding="utf-8"))
    files["[Content_Types].xml"] = _content_types(types)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def _checked(
    relationship: etree._Element, folder: str, archive: Archive, types: dict[str, str]
) -> Iterator[etree._Element]:
    """Yield a relationship if an article needs it, and note its part's content type.

    A picture becomes external: its name is all that is read of it.
    """
    given = {name: relationship.get(name, "") for name in ("Id", "Type", "Target")}
    kind, target = _kind(given["Type"]), given["Target"]
    external = relationship.get("TargetMode") == "External"
    if kind == "image":
        name = posixpath.basename(target.replace("\\", "/"))
        given["Target"] = name if _PICTURE.fullmatch(name) else ""
        external = True
    elif kind in _CONTENT_TYPES and not external:
        name = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/").lower()
        if name not in archive or name.endswith(".rels"):
            return  # a part that is named and not there: other producers' files have those
        types[name] = _CONTENT_TYPES[kind]
        given["Target"] = f"/{name}"
    elif kind != "hyperlink" or not external:
        return
    if external:
        given["TargetMode"] = "External"
    given["Type"] = _CORE_TYPE if kind == _CORE else f"{_OFFICE}/{kind}"
    yield etree.Element(qualified(_RELATIONSHIPS, "Relationship"), given)


def _content_types(types: Mapping[str, str]) -> bytes:
    root = etree.Element(qualified(_TYPES, "Types"))
    rels = {"Extension": "rels", "ContentType": f"{_OPC}.relationships+xml"}
    etree.SubElement(root, qualified(_TYPES, "Default"), rels)
    for name, content_type in types.items():
        override = {"PartName": f"/{name}", "ContentType": content_type}
        etree.SubElement(root, qualified(_TYPES, "Override"), override)
    return etree.tostring(root)


def _transitional(xml: bytes) -> bytes:
    """Return a part of a strict document with the names that everybody else uses."""
    if _STRICT_MARK in xml:
        for strict, transitional in _STRICT:
            xml = xml.replace(strict, transitional)
    return xml
