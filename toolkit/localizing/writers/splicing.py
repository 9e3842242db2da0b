"""Splicing: replace stretches of a source's bytes and keep all others."""

import re
from collections.abc import Iterable

from toolkit.document.model import Span

__all__ = ["Edit", "field_edit", "splice"]

Edit = tuple[int, int, bytes]
"""A start, an end, and the bytes to stand there."""

# What YAML 1.2 would not read as a plain scalar of one line (section 7.3.3).
_NOT_PLAIN = re.compile(r"[\s\-?:,\[\]{}#&*!|>'\"%@`]|.*(?::\s|:$|\s#|[,\[\]{}])", re.DOTALL)
# What YAML would read as something else than a text (section 10.3.2), or as what it once did.
_TYPED = re.compile(r"true|false|yes|no|on|off|null|~|[\d.,:+\-_TZeE ]+", re.IGNORECASE)
_TOML_KEY = re.compile(rb"\s*(?:[\w.\-]+|\"[^\"]*\"|'[^']*')\s*=")


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


def field_edit(source: bytes, span: Span, value: str, *, block: bool = False) -> Edit:
    """Write a value of the front matter, between the quotation marks that it had or needs.

    Args:
        source: the document.
        span: that of the value, without quotation marks.
        value: the text to stand there, on one line.
        block: whether it stands on lines of its own, in a block scalar or a TOML's long string.

    """
    if block:
        return span.start, span.end, _in_block(source, span, value).encode()
    mark = source[span.start - 1 : span.start]
    if mark == b'"':
        return span.start, span.end, _escaped(value).encode()
    if mark == b"'":
        return _between_single(source, span, value)
    if _NOT_PLAIN.match(value) or _TYPED.fullmatch(value):
        return span.start, span.end, f'"{_escaped(value)}"'.encode()
    return span.start, span.end, value.encode()


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')


def _between_single(source: bytes, span: Span, value: str) -> Edit:
    """Write between single marks: YAML doubles one inside, TOML has no way to write it."""
    line = source[max(0, span.start - 400) : span.start].splitlines()[-1]
    if not _TOML_KEY.match(line):
        return span.start, span.end, value.replace("'", "''").encode()
    if "'" not in value:
        return span.start, span.end, value.encode()
    marks = 3 if source[span.start - 3 : span.start] == b"'''" else 1
    return span.start - marks, span.end + marks, f'"{_escaped(value)}"'.encode()


def _in_block(source: bytes, span: Span, value: str) -> str:
    long = source.rfind(b'"""', 0, span.start) > source.rfind(b"'''", 0, span.start)
    return _escaped(value) if long and source.lstrip(b"\xef\xbb\xbf").startswith(b"+++") else value
