"""Addresses: which of them editions may lead readers to."""

import re

from toolkit.base.templates import TEMPLATE

__all__ = ["is_published"]

_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):", re.IGNORECASE)
# What a browser drops from an address before it looks for a scheme (WHATWG URL, section 4.4).
_DROPPED = re.compile(r"[\x00-\x20]+")


def is_published(address: str) -> bool:
    r"""Whether an address stands in editions: it has no scheme, or one that runs nothing.

    >>> is_published("b.html#c"), is_published("java\nscript:alert(1)")
    (True, False)
    """
    if TEMPLATE.search(address):  # a site generator makes another of it
        return False
    scheme = _SCHEME.match(_DROPPED.sub("", address))
    return scheme is None or scheme[1].lower() in _SCHEMES
