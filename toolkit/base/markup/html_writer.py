"""Page writer: a tree of HTML as a page, as the standard's serialization has it."""

from collections.abc import Mapping

from lxml import etree

from toolkit.base.markup.html_json import JSON_STRING, escape_json
from toolkit.base.markup.html_tokens import RAW_TEXT, VOID

__all__ = ["COMMENT_DASH", "NAME_OF", "serialize_page", "start_tag"]

# A few of the characters that HTML lets stand in a name cannot stand in one of lxml's.
_UNFIT = "&<>\"'"
NAME_OF: Mapping[int, int] = {ord(char): 0xF700 + ord(char) for char in _UNFIT}
"""How those stand in the tree: as private characters."""
COMMENT_DASH = "\uf72d"
"""How a dash after a dash stands in the tree's comments, where lxml allows none."""
_WRITTEN = {stand_in: char for char, stand_in in NAME_OF.items()}
_TEXT = str.maketrans(
    {"&": "&amp;", "\xa0": "&nbsp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
)
_VALUE = _TEXT | str.maketrans({'"': "&quot;"})
_NEWLINE_IS_LOST = frozenset({"listing", "pre", "textarea"})


def start_tag(element: etree._Element) -> str:
    """Return an element's start tag."""
    attributes = "".join(
        f' {str(name).translate(_WRITTEN)}="{str(value).translate(_VALUE)}"'
        for name, value in element.attrib.items()
    )
    return f"<{str(element.tag).translate(_WRITTEN)}{attributes}>"


def serialize_page(element: etree._Element) -> str:
    """Return an element as HTML, without its tail (HTML, section 13.3)."""
    pieces: list[str] = []
    _write(element, pieces)
    return "".join(pieces)


def _write(element: etree._Element, pieces: list[str]) -> None:
    if not isinstance(element.tag, str):
        text = (element.text or "").replace(COMMENT_DASH, "-")
        # What is neither an element nor a comment is written in its text as it stands.
        pieces.append(text if text.startswith("<?") else f"<!--{text}-->")
        return
    name = element.tag
    if name == JSON_STRING:
        pieces.append(escape_json(element.text or ""))
        return
    pieces.append(start_tag(element))
    if name in VOID:
        return
    text = element.text or ""
    if name in RAW_TEXT:
        pieces.append(text)
    else:
        if name in _NEWLINE_IS_LOST and text.startswith("\n"):
            pieces.append("\n")
        pieces.append(text.translate(_TEXT))
    for child in element:
        _write(child, pieces)
        tail = child.tail or ""
        pieces.append(tail if name in RAW_TEXT else tail.translate(_TEXT))
    pieces.append(f"</{name.translate(_WRITTEN)}>")
