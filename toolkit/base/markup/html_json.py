"""Page JSON: the prose in a page's linked data (JSON-LD), as elements that rules can select."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

__all__ = ["JSON_STRING", "escape_json", "json_strings", "split_linked_data"]

JSON_STRING = "json-string"
"""The element that stands for a string; its class is the string's key."""
_TYPE = "application/ld+json"
# schema.org's properties that are prose. A quotation mark inside a string is escaped, so that a key
# is never found in one.
_PROSE = re.compile(
    r'"(?P<key>headline|alternativeHeadline|description|caption|articleBody)"[ \t\r\n]*:[ \t\r\n]*'
    r'"(?P<value>(?:[^"\\\x00-\x1f]|\\.)*)"'
)

_BLANK = str.maketrans("\n\r\t", "   ")


class JsonString(NamedTuple):
    """A string in a script."""

    key: str
    value: str
    start: int
    """Of what stands between its quotation marks, in characters of the script."""
    end: int


def json_strings(script: str) -> Iterator[JsonString]:
    """Yield the strings of a script that are prose (RFC 8259, section 7)."""
    from json import loads  # noqa: PLC0415 - few pages hold any

    for match in _PROSE.finditer(script):
        value = loads(f'"{match["value"]}"')
        if isinstance(value, str) and value.translate(_BLANK).isprintable():
            yield JsonString(match["key"], value, *match.span("value"))


def escape_json(text: str) -> str:
    """Return a text as it stands between a string's quotation marks, in a script of a page."""
    from json import dumps  # noqa: PLC0415

    return dumps(text, ensure_ascii=False)[1:-1].replace("<", "\\u003c")


def split_linked_data(tree: etree._ElementTree) -> None:
    """Make elements of the prose in a page's linked data; what is no JSON stays a text."""
    for script in tree.getroot().iter("script"):
        text = script.text or ""
        if script.get("type", "").strip().lower() != _TYPE or not _is_json(text):
            continue
        position = 0
        for each in json_strings(text):
            _append(script, text[position : each.start])
            element = etree.SubElement(script, JSON_STRING, {"class": each.key})
            element.text = each.value
            position = each.end
        _append(script, text[position:])


def _append(script: etree._Element, text: str) -> None:
    if len(script):
        script[-1].tail = text
    else:
        script.text = text


def _is_json(text: str) -> bool:
    from json import loads  # noqa: PLC0415

    try:
        loads(text)
    except (ValueError, RecursionError):
        return False
    return True
