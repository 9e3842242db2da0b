"""Bidi: isolate the words of the other direction, so that they disturb nothing around them."""

import copy
import re
import unicodedata
from collections.abc import Iterator

from lxml import etree

__all__ = ["foreign_runs", "isolate"]

_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_CLOSED = frozenset({"bdi", "bdo"})
# What stands inside a word or between its parts. Quotation marks and brackets are not among
# them: they belong to the sentence around. A comma before a space separates items of a list.
_WORD_SIGNS = frozenset("+#_@&%=~*")
_JOINERS = frozenset("-‐‑–—./:·")
_GLUED = frozenset("'’ʼ?!,;|")
_SPACES = frozenset(" \u00a0\u202f")
# Classes: f a letter of the other direction, n a digit or sign, j a joiner, g what joins
# only without a space, s a space, o anything else.
_CHUNK = "[fn]+(?:[jg]+[fn]+)*"
_CARRIED = "c"
_CARRYING = re.compile("[^c]c+")
# The characters of all that a site's articles are written in.
_MOST_KNOWN = 16_384
_RUN = re.compile(f"{_CHUNK}(?:(?:j?s+|sjs){_CHUNK})*")
_PART = re.compile(_CHUNK)


def isolate(root: etree._Element, direction: str) -> etree._Element:
    """Return a copy of a tree in which the words of the other direction stand in `bdi`.

    An element that says its own direction is left as it is (HTML, section 4.5.24; UAX #9).

    Args:
        root: the tree; it is not changed.
        direction: `ltr` or `rtl`, the direction of the text around.

    """
    twin = copy.deepcopy(root)
    _visit(twin, direction)
    return twin


def foreign_runs(text: str, direction: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each run of words that go against a direction.

    A run begins and ends in a word with such letters; spaces, digits and the punctuation of names
    are in it where they stand between two of them or inside one.

    >>> text = "ئۇ New York ۋە BBC-نى كۆردى"
    >>> [text[start:end] for start, end in foreign_runs(text, "rtl")]
    ['New York', 'BBC']
    """
    classes = _classes(text, direction)
    if "f" not in classes:
        return
    for run in _RUN.finditer(classes):
        parts = [part.span() for part in _PART.finditer(classes, *run.span())]
        foreign = [span for span in parts if "f" in classes[slice(*span)]]
        if foreign:
            yield foreign[0][0], foreign[-1][1]


def _visit(element: etree._Element, direction: str) -> None:
    children = list(element)
    lead, wrapped = _wrap(element.text, direction)
    element.text = lead
    position = _insert(element, 0, wrapped)
    for child in children:
        if isinstance(child.tag, str) and child.tag not in _CLOSED and "dir" not in child.attrib:
            _visit(child, direction)
        lead, wrapped = _wrap(child.tail, direction)
        child.tail = lead
        position = _insert(element, position + 1, wrapped)


def _insert(element: etree._Element, position: int, wrapped: list[etree._Element]) -> int:
    for offset, isolated in enumerate(wrapped):
        element.insert(position + offset, isolated)
    return position + len(wrapped)


def _wrap(text: str | None, direction: str) -> tuple[str | None, list[etree._Element]]:
    """Cut a text into what stands before its first foreign run, and the isolated runs."""
    if not text:
        return text, []
    runs = list(foreign_runs(text, direction))
    if not runs:
        return text, []
    wrapped = []
    ends = [start for start, _ in runs[1:]] + [len(text)]
    for (start, end), following in zip(runs, ends, strict=True):
        isolated = etree.Element("bdi")
        isolated.text = text[start:end]
        isolated.tail = text[end:following]
        wrapped.append(isolated)
    return text[: runs[0][0]], wrapped


def _classes(text: str, direction: str) -> str:
    classes = text.translate(_CLASSES[direction])
    if _CARRIED not in classes:
        return classes
    # A mark and a joiner of zero width belong to the letter before them.
    if classes.startswith(_CARRIED):
        classes = _class(text[0], direction) + classes[1:]
    return _CARRYING.sub(lambda match: match[0][0] * len(match[0]), classes)


class _Classes(dict[int, str]):
    """The classes of characters in text of one direction, found as they are met."""

    def __init__(self, direction: str) -> None:
        self._direction = direction

    def __missing__(self, code: int) -> str:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        char = chr(code)
        carried = unicodedata.bidirectional(char) in {"NSM", "BN"}
        found = self[code] = _CARRIED if carried else _class(char, self._direction)
        return found


_CLASSES = {direction: _Classes(direction) for direction in ("ltr", "rtl")}


def _class(char: str, direction: str) -> str:
    for name, members in (
        ("n", _WORD_SIGNS),
        ("j", _JOINERS),
        ("g", _GLUED),
        ("s", _SPACES),
    ):
        if char in members:
            return name
    category = unicodedata.category(char)
    if category.startswith("N"):
        return "n"
    strong = _STRONG.get(unicodedata.bidirectional(char))
    return "f" if strong not in (None, direction) and category.startswith(("L", "M")) else "o"
