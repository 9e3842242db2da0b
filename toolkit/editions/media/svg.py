"""SVG: drawings that run nothing, ask for nothing, and say nothing of who made them."""

import base64
import binascii
import re
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from lxml import etree

from toolkit.localizing.adapting.pruning import take_out

__all__ = ["SVG", "is_comment", "quiet_drawing"]

SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_ADDRESS_NAMES = ("href", f"{{{_XLINK}}}href", "src")
_CARRIED = re.compile(
    r"\s*data:image/(?:png|jpeg|gif|webp)(;[^,]*)?,(.*)", re.IGNORECASE | re.DOTALL
)
_INSIDE = re.compile(r"\s*#")
_REFERENCE = re.compile(r"\s*#(.+)|.*?url\(\s*['\"]?#([^'\")]+).*", re.DOTALL)
# Functions of CSS that take an address, `image-set()` and its like a bare string too.
_FOREIGN_STYLE = re.compile(
    r"@import|\\|url\(\s*['\"]?\s*(?!#|['\"])|(?:\b|-)(?:cross-fade|image|image-set|src)\(",
    re.IGNORECASE,
)
# What else asks for an address in HTML or SVG 2, at a click or before.
_ASKING = frozenset({"action", "data", "formaction", "ping", "poster", "srcset"})
_COMMENT = type(etree.Comment())
_LOUD = frozenset({"animate", "foreignObject", "handler", "script", "set"})

CleanPicture = Callable[[bytes], tuple[str, bytes] | None]
"""From a carried picture's bytes to its media type and its clean bytes; None to leave it out."""


def quiet_drawing(
    root: etree._Element, clean: CleanPicture, *, metadata: bool = True
) -> tuple[str, ...]:
    """Take out of a drawing what it would run or ask for, and what it says of its makers.

    Args:
        root: its `<svg>`, which is changed.
        clean: cleans the pictures that it carries in itself.
        metadata: whether metadata and editors' own attributes go too.

    Returns:
        what was removed, in words for the report.

    """
    removed: list[str] = []
    for element in list(root.iter()):
        above = element.getparent()
        told = _unwanted(element, metadata=metadata)
        if above is not None and told:
            removed.append(told)
            take_out(element)
            continue
        for name, value in element.items():
            if told := _unwanted_attribute(name, value, metadata=metadata):
                removed.append(told)
                del element.attrib[name]
            elif name in _ADDRESS_NAMES and not _INSIDE.match(value):
                removed.extend(_clean_carried(element, name, clean))
    _drop_loose_references(root)
    if metadata:
        etree.cleanup_namespaces(root)
    return tuple(removed)


def is_comment(node: etree._Element) -> bool:
    """Whether a node is a comment, and no instruction to a program."""
    return isinstance(node, _COMMENT)


def _unwanted(element: etree._Element, *, metadata: bool) -> str:
    """Return what to say of an element that does not stay; "" for one that does."""
    if not isinstance(element.tag, str):
        return "" if is_comment(element) and not metadata else "a comment"
    name = etree.QName(element)
    if name.namespace != SVG:
        return "other data"
    if name.localname == "style":
        loud = _FOREIGN_STYLE.search("".join(map(str, element.itertext())))
        return "addresses outside it" if loud else ""
    if name.localname == "metadata" and metadata:
        return "metadata"
    return "scripts" if name.localname in _LOUD else ""


def _unwanted_attribute(name: str, value: str, *, metadata: bool) -> str:
    parts = etree.QName(name)
    if parts.localname.lower().startswith("on"):
        return "scripts"
    if name in _ADDRESS_NAMES:
        return "" if _INSIDE.match(value) or _CARRIED.match(value) else "addresses outside it"
    foreign = parts.namespace is None and (name in _ASKING or _FOREIGN_STYLE.search(value))
    if foreign or name == f"{{{_XML}}}base":
        return "addresses outside it"
    is_own = parts.namespace in {None, _XLINK} or name in {f"{{{_XML}}}lang", f"{{{_XML}}}space"}
    is_own = is_own and not parts.localname.startswith("data-")
    return "" if is_own or not metadata else "metadata"


def _clean_carried(element: etree._Element, name: str, clean: CleanPicture) -> tuple[str, ...]:
    """Clean a picture that stands in an address; one that cannot be cleaned goes."""
    found = _CARRIED.match(element.get(name, ""))
    picture = _decoded(found[1] or "", found[2]) if found else None
    cleaned = clean(picture) if picture is not None else None
    if cleaned is None:
        del element.attrib[name]
        return ("a picture that is damaged",)
    if cleaned[1] == picture:
        return ()
    packed = base64.b64encode(cleaned[1]).decode()
    element.set(name, f"data:{cleaned[0]};base64,{packed}")
    return ("metadata of a picture in it",)


def _decoded(parameters: str, body: str) -> bytes | None:
    data = unquote_to_bytes(body)
    if not parameters.lower().rstrip().endswith(";base64"):
        return data
    try:
        return base64.b64decode(b"".join(data.split()))
    except binascii.Error:
        return None


def _drop_loose_references(root: etree._Element) -> None:
    known = {each.get("id") for each in root.iter()}
    for element in root.iter():
        for name, value in element.items():
            if name not in _ADDRESS_NAMES and "url(" not in value:
                continue
            found = _REFERENCE.fullmatch(value)
            if found and (found[1] or found[2]) not in known:
                del element.attrib[name]
