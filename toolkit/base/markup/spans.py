"""Spans: where an element stands in the bytes of its document."""

from typing import NamedTuple

__all__ = ["Span"]


class Span(NamedTuple):
    """Where an element stands in the bytes of its document."""

    start: int
    """Byte offset of its start tag's `<`."""
    content_start: int
    """Byte offset after its start tag."""
    content_end: int
    """Byte offset of its end tag's `<`; equal to `content_start` for `<br/>`."""
    end: int
    """Byte offset after its end tag."""
    line: int
    """Line of its start tag, from 1."""
    column: int
    """Column of its start tag, from 1."""
