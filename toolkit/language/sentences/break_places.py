"""Where a text may break: a quick first look with the standard library's expressions.

The rules need Unicode properties and lookbehinds of any length, and so the regex module. The re
module searches some three times as fast, and finds the few places that are worth asking about.
"""

import re
from collections.abc import Iterable

from toolkit.language.sentences.pattern_translation import REACH
from toolkit.language.sentences.pattern_tree import (
    Assertion,
    Atomic,
    Capture,
    Chars,
    Choice,
    Look,
    Node,
    Reference,
    Repeat,
    Series,
    edge,
)

__all__ = ["last_character", "rough_pattern"]

_FEW = 10
_ROOM = 12
_ANY = r"[\s\S]"
# The re module knows no properties and an older Unicode: sets by what is surely not in them.
_NO_LETTERS = r"\s\x00-@\[-`{-\x7f"
_NO_CAPITALS = r"\s\x00-/:-@\[-\x7fа-яёәғқңөұүһі"
_NO_DIGITS = r"\s\x00-/:-\x7f"
_TOKEN = re.compile(
    r"(\\p\{(?:Lu|Lt|Lo|N[dlo]?)\})|(\\p\{L[lm&C]?\})|(\\d)"
    r"|(\\s|(?:\\u[0-9a-f]{4}|[^\W_])(?:-(?:\\u[0-9a-f]{4}|[^\W_]))?)"
)
_SET = re.compile(rf"\[?((?:{_TOKEN.pattern})+)\]?")


def last_character(node: Node) -> str:
    """Return a set that holds at least the characters that what ends at a place may end in."""
    chars, nullable = edge(node, backward=True)
    return _ANY if nullable else _set(chars)


def rough_pattern(node: Node) -> str:
    """Return an expression that begins wherever a node does.

    It looks at a few characters only, and never back, so that it is quick whatever the rules say.
    """
    return _rough(node, _ROOM)[0]


def _set(chars: Iterable[Chars]) -> str:
    """Return one set that holds at least the given characters."""
    parts: dict[str, None] = {}
    for each in chars:
        rough = _class(each)
        if rough == _ANY or rough.startswith(("[^", "(")):
            return _ANY
        parts[rough[1:-1]] = None
    return f"[{''.join(parts)}]"


def _class(chars: Chars) -> str:
    """Return a set of the re module that holds at least the given characters."""
    match = _SET.fullmatch(chars.source)
    if match is None or chars.fold:
        return _ANY
    choices: dict[str, None] = {}
    listed = ""
    for capital, letter, digit, other in _TOKEN.findall(match[1]):
        listed += other
        for found, unlike in ((capital, _NO_CAPITALS), (letter, _NO_LETTERS), (digit, _NO_DIGITS)):
            if found:
                choices[f"[^{unlike}]"] = None
    if listed:
        choices[f"[{listed}]"] = None
    return next(iter(choices)) if len(choices) == 1 else f"(?:{'|'.join(choices)})"


def _rough(  # noqa: C901, PLR0911, PLR0912 - one a kind of node
    node: Node, room: int
) -> tuple[str, int]:
    """Return an expression that begins wherever a node does, and how much more it may look at."""
    if not room:
        return "", 0
    match node:
        case Chars(_, True):
            return _ANY, 0  # one character may stand for two: ß for ss
        case Chars():
            return _class(node), room - 1
        case Series(items):
            pattern = ""
            for item in items:
                more, room = _rough(item, room)
                pattern += more
            return pattern, room
        case Choice(options):
            parts = [_rough(option, room) for option in options]
            patterns = dict.fromkeys(pattern for pattern, _ in parts)
            return f"(?:{'|'.join(patterns)})", min(left for _, left in parts)
        case Repeat(Chars(r"\s"), low):
            return rf"\s{{{low},{REACH}}}", room - 1
        case Repeat(Chars() as item, low, int() as high) if high < _FEW:
            return f"{_class(item)}{{{low},{high}}}", room - 1
        case Repeat(item, 0, 1):
            pattern, room = _rough(item, room)
            return f"(?:{pattern})?" if room else "", room
        case Repeat(item, low):
            return _rough(item, room)[0] if low else "", 0
        case Atomic(item) | Capture(item):
            return _rough(item, room)
        case Look(item, True, False):
            return f"(?={_rough(item, room)[0]})", room
        case Look() | Assertion():
            return "", room
        case Reference():
            return "", 0
