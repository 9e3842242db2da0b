"""Page attributes: those of a start tag as it stands in a page's bytes, read and replaced."""

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import NamedTuple

__all__ = ["Attribute", "attributes_of", "with_value"]

_ATTRIBUTE = re.compile(rb"""([^\s"'>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*))""")


class Attribute(NamedTuple):
    """An attribute with a value."""

    value: str
    """Without references."""
    start: int
    """Of the value, in bytes of the tag."""
    end: int


def attributes_of(tag: bytes) -> Mapping[str, Attribute]:
    """Return the attributes of a start tag that have values, by their names in lower case."""
    found: dict[str, Attribute] = {}
    for match in _ATTRIBUTE.finditer(tag):
        group = next(at for at in (2, 3, 4) if match[at] is not None)
        value = unescape(match[group].decode("utf-8", "replace"))
        found.setdefault(match[1].decode("latin-1").lower(), Attribute(value, *match.span(group)))
    return found


def with_value(tag: bytes, name: str, value: str) -> bytes:
    """Return a start tag in which an attribute that it has has another value."""
    _, start, end = attributes_of(tag)[name]
    quote = tag[start - 1 : start]
    shown = escape(value).encode()
    if quote not in {b'"', b"'"}:
        shown = b'"' + shown + b'"'
    return tag[:start] + shown + tag[end:]
