"""Number fitting: a translation made to fit a text whose numbers, or names of codes, are others."""

import re
import unicodedata
from collections.abc import Iterator

from rapidfuzz.distance import Indel

from toolkit.base.frozen import frozen
from toolkit.catalog.memory.similarity import CODE, NUMBER

__all__ = ["Fitted", "fit"]

_SLOT = re.compile(rf"(?P<code>{CODE.pattern})|(?P<number>{NUMBER.pattern})")
_TOKEN = re.compile(rf"{_SLOT.pattern}|\w+|[^\w\s]")


@frozen
class Fitted:
    """A translation with the numbers and codes of another text."""

    target: str
    changes: tuple[tuple[str, str], ...] = ()
    """What was put into the text's place, old and new, as the sources write it."""


@frozen
class _Token:
    text: str
    shape: str
    """What it is compared by: the text itself, or what kind of slot it is."""
    value: str = ""
    """A number's digits, a code itself: what it is found again by; empty for words."""


def fit(source: str, target: str, wanted: str) -> Fitted:
    """Return the translation of `source` with the numbers and codes that `wanted` has instead.

    A value is replaced only where nothing is in doubt: its neighbours are the same in both texts,
    it becomes the same new one wherever it stands, and the translation has it as often as the
    source. Digits and separators are written as the translation writes them.

    >>> fit("Police held 1,200 people.", "1 200 адам ұсталды.", "Police held 3,500 people.").target
    '3 500 адам ұсталды.'
    """
    old, new = _tokens(source), _tokens(wanted)
    if [each.text for each in old if each.value] == [each.text for each in new if each.value]:
        return Fitted(target)
    replaced: dict[str, str] = {}
    changes = []
    for before, after in _certain_changes(old, new):
        there = [each.text for each in _slots(target) if each.value == before.value]
        wished = sum(each.value == before.value for each in old)
        written = {_written(after, before, text) for text in there}
        if len(there) != wished or len(written) != 1:
            continue
        text = written.pop()
        if text is not None:
            replaced[before.value] = text
            changes.append((before.text, after.text))
    return Fitted(_replace(target, replaced), tuple(changes))


def _tokens(text: str) -> list[_Token]:
    return [_token(match) for match in _TOKEN.finditer(text)]


def _slots(text: str) -> Iterator[_Token]:
    return (_token(match) for match in _SLOT.finditer(text))


def _token(match: re.Match[str]) -> _Token:
    text = match[0]
    if match["number"]:
        return _Token(text, "0", _digits(text))
    if match["code"]:
        return _Token(text, f"<{'/' * text.startswith('</')}{'/' * text.endswith('/>')}>", text)
    return _Token(text, text)


def _digits(number: str) -> str:
    """Return a number's digits as ASCII: what is the same in every locale's notation."""
    return "".join(str(unicodedata.decimal(char)) for char in number if char.isdecimal())


def _certain_changes(old: list[_Token], new: list[_Token]) -> list[tuple[_Token, _Token]]:
    """Return the values that became others, each the same one wherever it stood."""
    place = _alignment(old, new)
    became: dict[str, set[str]] = {}
    pairs: dict[str, tuple[_Token, _Token]] = {}
    for at, token in enumerate(old):
        if not token.value:
            continue
        there = place.get(at)
        certain = there is not None and all(_stays(place, at, there, len(old), len(new)))
        after = new[there] if certain and there is not None else None
        became.setdefault(token.value, set()).add(after.text if after else "")
        if after:
            pairs[token.value] = (token, after)
    return [
        pair
        for value, pair in pairs.items()
        if len(became[value]) == 1 and pair[0].text != pair[1].text
    ]


def _alignment(old: list[_Token], new: list[_Token]) -> dict[int, int]:
    """Return which token of the new text each of the old one is."""
    place = {}
    for code in Indel.opcodes([each.shape for each in old], [each.shape for each in new]):
        if code.tag == "equal":
            start = code.src_start
            for at in range(start, code.src_end):
                place[at] = code.dest_start + at - start
    return place


def _stays(
    place: dict[int, int], at: int, there: int, old_count: int, new_count: int
) -> Iterator[bool]:
    """Yield whether the neighbour on either side, or the text's end, is the same in both texts."""
    yield place.get(at - 1, -1) == there - 1 if at else there == 0
    last = at + 1 == old_count
    yield there + 1 == new_count if last else place.get(at + 1) == there + 1


def _written(after: _Token, before: _Token, there: str) -> str | None:
    """Return a new value as a translation writes it; None where the old one does not show how.

    Args:
        after: the new value.
        before: the old value in the source.
        there: the old value in the translation.

    """
    if after.value == after.text and not after.text.isdecimal():
        return after.text  # a code
    separators = dict(zip(_separators(before.text), _separators(there), strict=False))
    zero = next(ord(char) - unicodedata.decimal(char) for char in there if char.isdecimal())
    written = []
    for char in after.text:
        if char.isdecimal():
            written.append(chr(zero + unicodedata.decimal(char)))
        elif char in separators:
            written.append(separators[char])
        else:
            return None
    return "".join(written)


def _separators(number: str) -> list[str]:
    return [char for char in number if not char.isdecimal()]


def _replace(target: str, replaced: dict[str, str]) -> str:
    def replacement(match: re.Match[str]) -> str:
        return replaced.get(_token(match).value, match[0])

    return _SLOT.sub(replacement, target) if replaced else target
