"""Page writer: a tree of HTML as a page, as the standard's serialization has it."""

from collections.abc import Mapping

from lxml import etree

from toolkit.base.markup.html_json import JSON_STRING, escape_json
from toolkit.base.markup.html_tokens import RAW_TEXT, VOID

__all__ = [
    "COMMENT_DASH",
    "MARKUP",
    "NAME_OF",
    "is_markup",
    "markup_text",
    "node_markup",
    "serialize_page",
    "start_tag",
]

# A few of the characters that HTML lets stand in a name cannot stand in one of lxml's; the last of
# them only programs in tags bring there.
_UNFIT = "&<>\"'{}/= \t\n\r\f\v"
NAME_OF: Mapping[int, int] = {ord(char): 0xF700 + ord(char) for char in _UNFIT}
"""How those stand in the tree: as private characters."""
COMMENT_DASH = "\uf72d"
"""How a dash after a dash stands in the tree's comments, where lxml allows none."""
MARKUP = "markup"
"""The target of the instructions that hold what is neither an element nor `<!--a comment-->`."""
_MARKUP_END = "?\uf73e"
_WRITTEN = {stand_in: char for char, stand_in in NAME_OF.items()}
_TEXT = str.maketrans({"&": "&amp;", "\xa0": "&nbsp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_VALUE = _TEXT | str.maketrans({'"': "&quot;"})
_NEWLINE_IS_LOST = frozenset({"listing", "pre", "textarea"})


def start_tag(element: etree._Element) -> str:
    """Return an element's start tag."""
    attributes = "".join(
        f' {str(name).translate(_WRITTEN)}="{str(value).translate(_VALUE)}"'
        for name, value in element.attrib.items()
    )
    return f"<{str(element.tag).translate(_WRITTEN)}{attributes}>"


def markup_text(markup: str) -> str:
    """Return `<?php … ?>`, `<![if …]>` and the like as the text of an instruction."""
    return markup.replace("?>", _MARKUP_END)


def is_markup(node: etree._Element) -> bool:
    """Whether a node stands for such markup."""
    return isinstance(node, etree._ProcessingInstruction) and node.target == MARKUP  # noqa: SLF001


def node_markup(node: etree._Element) -> str:
    """Return a comment or an instruction as it stands in its document."""
    text = node.text or ""
    if is_markup(node):
        return text.replace(_MARKUP_END, "?>")
    if isinstance(node, etree._ProcessingInstruction):  # noqa: SLF001 - lxml's only name
        return f"<?{node.target} {text}?>"
    return f"<!--{text.replace(COMMENT_DASH, '-')}-->"


def serialize_page(element: etree._Element) -> str:
    """Return an element as HTML, without its tail (HTML, section 13.3)."""
    pieces: list[str] = []
    _write(element, pieces)
    return "".join(pieces)


def _write(element: etree._Element, pieces: list[str]) -> None:
    if not isinstance(element.tag, str):
        pieces.append(node_markup(element))
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
