"""Splicing: replace stretches of a source's bytes and keep all others."""

import re
from collections.abc import Iterable

from toolkit.document.model import Span

__all__ = ["Edit", "field_edit", "splice"]

Edit = tuple[int, int, bytes]
"""A start, an end, and the bytes to stand there."""

# What YAML 1.2 would not read as a plain scalar of one line (section 7.3.3).
_NOT_PLAIN = re.compile(r"[\s\-?:,\[\]{}#&*!|>'\"%@`]|.*(?::\s|:$|\s#|[,\[\]{}])", re.DOTALL)


def splice(source: bytes, edits: Iterable[Edit]) -> bytes:
    """Apply edits, none of which overlaps another unless it holds it whole."""
    pieces = []
    position = 0
    for start, end, replacement in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if start < position:
            continue  # inside an edit that has rewritten it already
        pieces += [source[position:start], replacement]
        position = end
    return b"".join([*pieces, source[position:]])


def field_edit(source: bytes, span: Span, value: str) -> Edit:
    """Write a value of the front matter: between quotation marks where it had or needs them."""
    before = source[span.start - 1 : span.start]
    if before in {b'"', b"'"}:
        start, end = span.start - 1, span.end + 1
    elif _NOT_PLAIN.match(value):
        start, end = span.start, span.end
    else:
        return span.start, span.end, value.encode()
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return start, end, f'"{escaped}"'.encode()
