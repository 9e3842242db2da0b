"""Domains: the subjects that a document names, as a rule maps them (ITS 2.0, section 8.8)."""

import re
from collections.abc import Iterable, Iterator, Mapping

__all__ = ["domains", "read_mapping"]

_WORD = r"""("[^"]*"|'[^']*'|[^\s,'"]+)"""
_PAIR = re.compile(rf"\s*{_WORD}\s+{_WORD}\s*(?:,|$)")
_QUOTES = "'\""


def read_mapping(text: str) -> Mapping[str, str] | None:
    """Read a `domainMapping`: pairs, of a name in the content and what it stands for.

    Args:
        text: the attribute; a name with spaces in it is quoted.

    Returns:
        what each name stands for, the names in lower case; None when it is no such list.

    >>> read_mapping("automotive auto, 'Criminal Law' law")
    {'automotive': 'auto', 'criminal law': 'law'}
    >>> read_mapping("sports law law")

    """
    found: dict[str, str] = {}
    at = 0
    while at < len(text.rstrip()):
        match = _PAIR.match(text, at)
        if match is None:
            return None
        found[_key(match[1].strip(_QUOTES))] = match[2].strip(_QUOTES)
        at = match.end()
    return found


def domains(strings: Iterable[str], mapping: Mapping[str, str]) -> tuple[str, ...]:
    """Return the domains that a document names, each once, as the algorithm of 8.8.2 does.

    Args:
        strings: what the rule points to: lists, separated by commas.
        mapping: what the names stand for, from `read_mapping`; others stay as they are.

    >>> domains(["'Law', sports", "law,,  Health"], {"law": "legal"})
    ('legal', 'sports', 'Health')

    """
    found = (mapping.get(_key(name), name) for text in strings for name in _names(text))
    return tuple(dict.fromkeys(found))


def _names(text: str) -> Iterator[str]:
    for part in text.split(","):
        name = part.strip()
        if name[:1] in _QUOTES:
            name = name[1:]
        if name[-1:] in _QUOTES:
            name = name[:-1]
        if name:
            yield name


def _key(name: str) -> str:
    return " ".join(name.lower().split())
