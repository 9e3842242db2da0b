"""Pieces of a Markdown block: a text and its codes as they are written, joined to lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.base.frozen import frozen
from toolkit.document.formats.markdown_dialects import BEGINS_BLOCK
from toolkit.localizing.writers.markdown_escapes import (
    delimited,
    escaped_end,
    escaped_start,
)

__all__ = ["LINE_END", "SEPARATOR", "STYLES", "Piece", "Style", "delimiter", "joined"]

LINE_END = re.compile(r"(?:\r\n|\r|\n)[ \t>]*")
"""The end of a line inside a block, with what begins the next."""
SEPARATOR = "<!-- -->"
"""What keeps two codes apart that would be read as one."""
_SPACE = "&#32;"
_DELIMITERS = "*_~"
# What would make an image of a link, and a tag of a brace, right before it.
_JOINING = {"[": "!", "{": "{"}
# A footnote's mark that begins its text.
_MARK = re.compile(r"\[\^[^\[\]\s]+\]")


@frozen
class Style:
    """A way to write a text, where a plainer one does not read back as what was meant."""

    bare: bool = False
    """Without an escape inside of a line: most texts need none."""
    dialects: bool = False
    """References for what a dialect would read as its markup."""
    star: bool = False
    """`*` for `_`, which is no emphasis beside a letter."""
    apart: bool = False
    """A comment between neighbouring codes, and references in full."""
    html: bool = False
    """HTML's tags for emphasis."""


STYLES = (
    Style(bare=True),
    Style(),
    Style(dialects=True),
    Style(dialects=True, star=True),
    Style(dialects=True, star=True, apart=True),
    Style(dialects=True, apart=True, html=True),
)
"""The ways, in the order in which they are tried."""


@dataclass(slots=True)
class Piece:
    """A stretch of a line that is written."""

    kind: str
    """`text`, `open`, `close`, `whole`, `address` or `break`."""
    markdown: str


def delimiter(own: str, tag: str, style: Style) -> str:
    """Return a delimiter, or a tag of HTML, in a style."""
    if own[0] not in _DELIMITERS:
        return own
    if style.html:
        return tag
    return own.replace("_", "*") if style.star else own


def joined(pieces: Sequence[Piece], style: Style, *, quoted: bool, own: str = "") -> str:
    """Join the pieces of a block to a line, or to several where the block has breaks.

    Args:
        pieces: what is joined.
        style: how it is written.
        quoted: whether a quotation mark would begin a link definition's title.
        own: the block in the source; as that begins, this may.

    """
    delimited_pieces = _around_delimiters(pieces)
    line: list[str] = []
    at_start = True
    before = ""
    for piece in delimited_pieces:
        markdown = piece.markdown
        if piece.kind == "break":
            if line:
                line[-1] = line[-1].rstrip(" ")
            end = LINE_END.search(markdown)
            if at_start and end:
                markdown = "\\" + markdown[end.start() :]
        elif piece.kind == "text" and at_start:
            markdown = _begun(markdown.lstrip(" "), "" if line else own, quoted=quoted and not line)
        if style.apart and _is_close(before, piece.kind):
            line.append(SEPARATOR)
        if line and _MARK.fullmatch(line[-1]):
            markdown = _after_mark(markdown, "".join(line[-2:-1]))
        if line and line[-1].endswith(_JOINING.get(markdown[:1], "\0")):
            line[-1] = f"{line[-1][:-1]}\\{line[-1][-1]}"
        line.append(markdown)
        at_start = piece.kind == "break" or (at_start and not markdown)
        before = piece.kind if markdown else before
    if before == "break":
        line.append(_SPACE)
    return escaped_end("".join(line)) or _SPACE


def _begun(markdown: str, own: str, *, quoted: bool) -> str:
    """Escape what would begin a block of another kind than the source's own block."""
    new, old = BEGINS_BLOCK.match(markdown), BEGINS_BLOCK.match(own)
    if new is not None and old is not None and new[0] == old[0]:
        return markdown
    return escaped_start(markdown, quoted=quoted)


def _is_close(before: str, kind: str) -> bool:
    """Whether two pieces beside each other could be read as one."""
    if not before or "break" in {before, kind}:
        return False
    return "address" in {before, kind} or "text" not in {before, kind}


def _after_mark(markdown: str, before: str) -> str:
    """Escape what would make a link of a footnote's mark, or a note of it at a line's start."""
    is_link = markdown.startswith("(")
    is_note = markdown.startswith(":") and LINE_END.search(before) is not None
    return f"\\{markdown}" if is_link or is_note else markdown


def _around_delimiters(pieces: Sequence[Piece]) -> list[Piece]:
    """Write the characters around emphasis so that its delimiters are read as such."""
    texts = [piece.markdown for piece in pieces]
    for at, piece in enumerate(pieces):
        if piece.kind not in {"open", "close"} or piece.markdown[0] not in _DELIMITERS:
            continue
        before = texts[at - 1] if at else ""
        after = texts[at + 1] if at + 1 < len(texts) else ""
        is_before = at > 0 and pieces[at - 1].kind == "text"
        is_after = at + 1 < len(pieces) and pieces[at + 1].kind == "text"
        if piece.kind == "open":
            after, before = delimited(after, before, first=True)
        else:
            before, after = delimited(before, after, first=False)
        if is_before:
            texts[at - 1] = before
        if is_after:
            texts[at + 1] = after
    return [Piece(piece.kind, text) for piece, text in zip(pieces, texts, strict=True)]
