"""Formulas: letters with indices and exponents, which stay in their order beside other scripts."""

import unicodedata
from collections.abc import Iterable
from itertools import takewhile

from lxml import etree

__all__ = ["join_formulas"]

_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_INDICES = ("sub", "sup")


def join_formulas(root: etree._Element, direction: str) -> None:
    """Put each word of the other direction that has an index in it into one `bdi`.

    Without it each of the word's parts would be isolated alone, and H₂O read O₂H from right to
    left (UAX #9).

    Args:
        root: an article's tree; it is changed.
        direction: `ltr` or `rtl`, the direction of the text around.

    """
    for element in list(root.iter(*_INDICES)):
        above = element.getparent()
        if above is None or above.tag == "bdi" or len(element):
            continue
        before = _text_before(element)
        length = _length(reversed(before), direction)
        if any(_direction(char) for char in before[len(before) - length :]):
            _join(element, above, len(before) - length, direction)


def _length(text: Iterable[str], direction: str) -> int:
    """Return how many characters from its start on belong to a word of the other direction."""
    return sum(1 for _ in takewhile(lambda each: _belongs(each, direction), text))


def _belongs(char: str, direction: str) -> bool:
    return char.isalnum() and _direction(char) != direction


def _direction(char: str) -> str:
    return _STRONG.get(unicodedata.bidirectional(char), "")


def _text_before(element: etree._Element) -> str:
    previous, above = element.getprevious(), element.getparent()
    if previous is not None:
        return previous.tail or ""
    return "" if above is None else above.text or ""


def _join(element: etree._Element, above: etree._Element, start: int, direction: str) -> None:
    before, previous = _text_before(element), element.getprevious()
    formula = etree.Element("bdi")
    formula.text = before[start:]
    if previous is None:
        above.text = before[:start]
    else:
        previous.tail = before[:start]
    above.insert(above.index(element), formula)
    _take_into(formula, element, direction)


def _take_into(formula: etree._Element, element: etree._Element, direction: str) -> None:
    """Move an index and the letters after it into a formula, and the indices after those."""
    tail, following = element.tail or "", element.getnext()
    end = _length(tail, direction)
    element.tail = tail[:end]
    formula.append(element)
    if end == len(tail) and following is not None and following.tag in _INDICES:
        _take_into(formula, following, direction)
    else:
        formula.tail = tail[end:]
