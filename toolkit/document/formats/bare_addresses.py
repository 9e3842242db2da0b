"""Bare addresses: those in a text without any markup, as GitHub's Markdown finds them."""

import re
from collections.abc import Iterator

__all__ = ["bare_addresses", "trimmed"]

_ADDRESS = re.compile(r"(?<![A-Za-z0-9])https?://[^\s<>\x00-\x20]+", re.IGNORECASE)
_TRAILING = "?!.,:*_~'\";”’»…。，、；：！？）」』】》"
_ENTITY_END = re.compile(r"&[A-Za-z0-9]+;\Z")


def bare_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the addresses of a text begin and end."""
    for match in _ADDRESS.finditer(text) if "://" in text else ():
        shown = trimmed(match[0])
        if shown.partition("://")[2]:
            yield match.start(), match.start() + len(shown)


def trimmed(address: str) -> str:
    """Return an address without the marks of the sentence behind it (GFM, section 6.9)."""
    while address:
        entity = _ENTITY_END.search(address)
        if entity:
            address = address[: entity.start()]
        elif address[-1] in _TRAILING or _closes_nothing(address):
            address = address[:-1]
        else:
            break
    return address


def _closes_nothing(address: str) -> bool:
    opening = {")": "(", "]": "["}.get(address[-1])
    return opening is not None and address.count(address[-1]) > address.count(opening)
