"""Codes in TMX: a `seg` with its inline elements, and the message it stands for (TMX 1.4b, 2.4)."""

import re
from collections.abc import Collection, Iterable, Mapping

from lxml import etree

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.text import Code, CodeKind, Text, parse_text

__all__ = ["Segment", "read_segment", "write_segment"]

_CODE = re.compile(r"<(/?)([^\W\d][\w.\-]*)(/?)>")
_TAG = re.compile(r"<([^\W\d][\w.\-]*)\s[^<>]*>")
_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "wbr"})
_PAIRED = "g"
"""The name of a code in an unknown notation, as XLIFF has it; with a number."""
_ALONE = "x"


@frozen
class Segment:
    """What a `seg` holds."""

    message: str
    flows: tuple[str, ...]
    """The texts inside its codes (`sub`), such as a title that a link shows: units of their own."""


def read_segment(element: etree._Element, path: str) -> Segment:
    """Read a `seg`: native codes that are spelled as codes are keep their names.

    A tag with attributes is numbered as in a document (`<a1>`), what is no tag is `<g1>` or
    `<x1/>`; `x`, which TMX has for that, makes the numbers of a text and its translation agree.

    Args:
        element: the `seg`.
        path: the file's name, for messages.

    Raises:
        ToolkitError: for an element that cannot stand there.

    """
    reader = _Reader(element, path)
    return Segment(reader.text(element), tuple(reader.flows))


class _Reader:
    """Walks through a `seg`."""

    def __init__(self, segment: etree._Element, path: str) -> None:
        self._path = path
        ends = {each.get("i") for each in segment.iter("ept")}
        self._paired = {each.get("i") for each in segment.iter("bpt")} & ends - {None}
        self._names: dict[str | None, str] = {}
        self._alone = 0
        self.flows: list[str] = []

    def text(self, element: etree._Element) -> str:
        """Return what a `seg`, `hi` or `sub` holds as a message."""
        parts = [element.text or ""]
        for child in element:
            if isinstance(child.tag, str):
                parts.append(self._inline(child, child.tag))
            parts.append(child.tail or "")
        return "".join(parts)

    def _inline(self, element: etree._Element, tag: str) -> str:
        if tag == "hi":
            self._alone += 1
            name = f"hi{element.get('x') or self._alone}"
            return f"<{name}>{self.text(element)}</{name}>"
        native = self._native(element)
        number = element.get("i")
        if tag == "bpt" and number in self._paired:
            self._names[number] = _name(native, element.get("x") or number or "", _PAIRED)
            return f"<{self._names[number]}>"
        if tag == "ept" and number in self._names:
            return f"</{self._names[number]}>"
        if tag in {"bpt", "ept", "it", "ph", "ut"}:
            self._alone += 1
            return _alone(native, element.get("x") or str(self._alone))
        raise ToolkitError.because(
            "tmx-syntax",
            f"a segment cannot contain “{tag}”",
            Location(self._path, element.sourceline, 1),
            "correct the file, or export it again",
        )

    def _native(self, element: etree._Element) -> str:
        """Return the native code that an element holds, and note the texts inside it."""
        parts = [element.text or ""]
        for child in element:
            if child.tag == "sub":
                self.flows.append(self.text(child))
            parts.append(child.tail or "")
        return "".join(parts).strip()


def _name(native: str, number: str, otherwise: str) -> str:
    code = _CODE.fullmatch(native)
    if code and not code[1] and not code[3]:
        return code[2]
    tag = _TAG.fullmatch(native)
    base = tag[1] if tag else otherwise
    return f"{base}-{number}" if base[-1].isdigit() else f"{base}{number}"


def _alone(native: str, number: str) -> str:
    """Return a code that opens or closes nothing here, or is spelled as one that does."""
    code = _CODE.fullmatch(native)
    if code and not (code[1] and code[3]):
        return f"<{code[2]}/>" if code[2] in _VOID else native
    return f"<{_name(native, number, _ALONE)}/>"


def write_segment(
    message: str, codes: Collection[Code], numbers: Mapping[str, int]
) -> etree._Element:
    """Return a message as a `seg`: the inverse of `read_segment`.

    Args:
        message: the text or its translation.
        codes: those of the text; all else is text.
        numbers: a number for the tag of each, the same in both.

    """
    text = parse_text(message, codes)
    segment = etree.Element("seg")
    partners = _partners(text)
    last: etree._Element | None = None
    for at, part in enumerate(text):
        if isinstance(part, Code):
            last = etree.SubElement(segment, *_element(part, partners.get(at), numbers))
            last.text = str(part)
        elif last is None:
            segment.text = part
        else:
            last.tail = part
    return segment


def _element(
    code: Code, pair: int | None, numbers: Mapping[str, int]
) -> tuple[str, dict[str, str]]:
    number = {"x": str(numbers[code.tag])}
    if code.kind is CodeKind.EMPTY:
        return "ph", number
    opens = code.kind is CodeKind.OPEN
    if pair is None:
        return "it", {"pos": "begin" if opens else "end", **number}
    return ("bpt", {"i": str(pair), **number}) if opens else ("ept", {"i": str(pair)})


def _partners(text: Iterable[str | Code] | Text) -> dict[int, int]:
    """Return the number of each pair, by the places of the codes that open and close it."""
    pairs: dict[int, int] = {}
    opened: list[tuple[str, int]] = []
    for at, part in enumerate(text):
        if not isinstance(part, Code) or part.kind is CodeKind.EMPTY:
            continue
        if part.kind is CodeKind.OPEN:
            opened.append((part.tag, at))
            continue
        for entry in reversed(opened):
            if entry[0] == part.tag:
                opened.remove(entry)
                pairs[entry[1]] = pairs[at] = len(pairs) // 2 + 1
                break
    return pairs
