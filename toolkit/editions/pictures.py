"""Pictures: the files that an edition carries in itself, known by their bytes."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.base.markup import parse_xml
from toolkit.editions.article import Article

__all__ = ["CarriedPicture", "FindPicture", "finder", "know_picture"]

FindPicture: TypeAlias = "Callable[[Article, str], CarriedPicture | None]"
"""From an article and an address in it to the picture; None when it cannot be carried."""

_SVG = "http://www.w3.org/2000/svg"
_ADDRESS_NAMES = ("href", "{http://www.w3.org/1999/xlink}href", "src")
_OWN_ADDRESS = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|gif|webp);)", re.IGNORECASE)
_REFERENCE = re.compile(r"\s*#(.+)|.*?url\(\s*['\"]?#([^'\")]+).*", re.DOTALL)
_FOREIGN_STYLE = re.compile(r"@import|\\|url\(\s*['\"]?\s*(?!#|['\"])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CarriedPicture:
    """A picture's bytes and their media type."""

    data: bytes
    media_type: str

    @property
    def name(self) -> str:
        """A file name that is the same for the same bytes, with the suffix of the type."""
        suffix = self.media_type.rpartition("/")[2].removesuffix("+xml").replace("jpeg", "jpg")
        return f"picture-{hashlib.sha256(self.data).hexdigest()[:16]}.{suffix}"


def finder(report: Callable[[Finding], None]) -> FindPicture:
    """Return what finds an article's pictures; each that is missing is reported.

    Args:
        report: takes what is wrong.

    """

    def find(article: Article, address: str) -> CarriedPicture | None:
        data = article.read(address)
        picture = know_picture(data, address) if data else None
        if picture is None:
            report(_missing(article, address, found=bool(data)))
        return picture

    return find


def know_picture(data: bytes, path: str) -> CarriedPicture | None:
    """Return bytes as a picture of a type that books and browsers show; None for any other.

    The type is told by the bytes (WHATWG MIME Sniffing, section 6.1), as readers do, not by the
    suffix. An SVG picture is taken without what it would run or ask for.

    Args:
        data: the file's bytes.
        path: its name, for messages.

    """
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return CarriedPicture(data, "image/png")
    if data.startswith(b"\xff\xd8\xff"):
        return CarriedPicture(data, "image/jpeg")
    if data.startswith((b"GIF87a", b"GIF89a")):
        return CarriedPicture(data, "image/gif")
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return CarriedPicture(data, "image/webp")
    try:
        root = parse_xml(data, path).getroot()
    except ToolkitError:
        return None
    return CarriedPicture(_quiet(root), "image/svg+xml") if root.tag == f"{{{_SVG}}}svg" else None


def _quiet(root: etree._Element) -> bytes:
    """Return an SVG picture without scripts, foreign markup, and addresses outside itself."""
    for element in list(root.iter()):
        above = element.getparent()
        if above is not None and not _is_quiet(element):
            tail, before = element.tail or "", element.getprevious()
            if before is not None:
                before.tail = (before.tail or "") + tail
            else:
                above.text = (above.text or "") + tail
            above.remove(element)
            continue
        for name, value in element.items():
            local = etree.QName(name).localname.lower()
            foreign = name in _ADDRESS_NAMES and not _OWN_ADDRESS.match(value)
            if foreign or local.startswith("on") or _FOREIGN_STYLE.search(value):
                del element.attrib[name]
    _drop_loose_references(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _drop_loose_references(root: etree._Element) -> None:
    known = {each.get("id") for each in root.iter()}
    for element in root.iter():
        for name, value in element.items():
            if name not in _ADDRESS_NAMES and "url(" not in value:
                continue
            found = _REFERENCE.fullmatch(value)
            if found and (found[1] or found[2]) not in known:
                del element.attrib[name]


def _is_quiet(element: etree._Element) -> bool:
    if not isinstance(element.tag, str):
        return False
    name = etree.QName(element)
    if name.namespace == _SVG and name.localname == "style":
        return not _FOREIGN_STYLE.search("".join(element.itertext()))
    loud = {"animate", "foreignObject", "handler", "script", "set"}
    return name.namespace == _SVG and name.localname not in loud


def _missing(article: Article, address: str, *, found: bool) -> Finding:
    why = "its type is not supported" if found else "there is no such file"
    return Finding(
        "missing-picture",
        f"the {article.locale} edition shows a text in place of the picture “{address}”: {why}",
        Location(article.path or article.document_id),
        "put a PNG, JPEG, WebP, GIF or SVG file into the newsroom's folder",
        severity=Severity.WARNING,
    )
