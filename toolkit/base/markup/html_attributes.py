"""Page attributes: those of a start tag as it stands in a page's bytes, read and replaced."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from html import escape, unescape
from typing import NamedTuple

from toolkit.base.markup.html_tokens import Kind, tokens

__all__ = ["Attribute", "attributes_of", "with_tags", "with_value", "without"]

_ATTRIBUTE = re.compile(rb"""([^\s"'>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*))""")


class Attribute(NamedTuple):
    """An attribute with a value."""

    value: str
    """Without references."""
    start: int
    """Of the value, in bytes of the tag."""
    end: int
    name: int
    """Where its name starts."""


def attributes_of(tag: bytes) -> Mapping[str, Attribute]:
    """Return the attributes of a start tag that have values, by their names in lower case."""
    found: dict[str, Attribute] = {}
    for match in _ATTRIBUTE.finditer(tag):
        group = next(at for at in (2, 3, 4) if match[at] is not None)
        value = unescape(match[group].decode("utf-8", "replace"))
        found.setdefault(
            match[1].decode("latin-1").lower(), Attribute(value, *match.span(group), match.start())
        )
    return found


def with_value(tag: bytes, name: str, value: str) -> bytes:
    """Return a start tag in which an attribute that it has has another value."""
    _, start, end, _ = attributes_of(tag)[name]
    quote = tag[start - 1 : start]
    shown = escape(value).encode()
    if quote not in {b'"', b"'"}:
        shown = b'"' + shown + b'"'
    return tag[:start] + shown + tag[end:]


def without(tag: bytes, name: str) -> bytes:
    """Return a start tag without an attribute."""
    found = attributes_of(tag).get(name)
    if found is None:
        return tag
    end = found.end + (tag[found.start - 1 : found.start] in {b'"', b"'"})
    return tag[: found.name].rstrip() + tag[end:]


def with_tags(
    page: bytes, names: Collection[bytes], change: Callable[[bytes, bytes], bytes]
) -> bytes:
    """Return a page some of whose start tags are others.

    Args:
        page: the page.
        names: those of the elements whose start tags are looked at.
        change: from such a name and the tag as it stands in the page to the tag in its place.

    """

    def pieces() -> Iterator[bytes]:
        done = 0
        for token in tokens(page):
            if token.kind is Kind.START and token.name in names:
                yield page[done : token.start]
                yield change(token.name, page[token.start : token.end])
                done = token.end
        yield page[done:]

    return b"".join(pieces())
