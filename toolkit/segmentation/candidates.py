"""Where a text may break: a quick first look with the standard library's expressions.

The rules need Unicode properties and lookbehinds of any length, and so the regex module. The re
module searches some three times as fast, and finds the few places that are worth asking about.
"""

import re
from collections.abc import Iterable, Sequence

from toolkit.segmentation.translation import REACH, Condition
from toolkit.segmentation.tree import (
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
)

__all__ = ["candidate_patterns"]

_FEW = 10
_ROOM = 12
_ANY = r"[\s\S]"
_SMALL = "a-zа-яёәғқңөұүһі"
_TOKEN = re.compile(
    r"(\\p\{(?:Lu|Lt|Lo|N[dlo]?)\})|(\\p\{L[lm&C]?\}|\\w)|(\\[sd])"
    r"|((?:\\u[0-9a-f]{4}|[^\W_])(?:-(?:\\u[0-9a-f]{4}|[^\W_]))?)"
)
_SET = re.compile(rf"\[?((?:{_TOKEN.pattern})+)\]?")


def candidate_patterns(conditions: Sequence[Condition]) -> tuple[re.Pattern[str], ...]:
    """Return expressions for a character after which one of the conditions may hold.

    They find too many places, never too few: one those in white space, which is frequent, one the
    rest. What may follow is tried from the last rule, which in SRX files is the most general.
    """
    ends: dict[bool, dict[str, dict[str, None]]] = {}
    for condition in reversed(conditions):
        last = _set(condition.last) if condition.last else _ANY
        spaces = re.match(last, " ") is not None
        after = _rough(condition.tail)[0]
        ends.setdefault(spaces, {}).setdefault(last, {})[after] = None
    return tuple(re.compile(_search(each)) for each in ends.values())


def _search(ends: dict[str, dict[str, None]]) -> str:
    choices = []
    for last, afters in ends.items():
        after = f"(?={'|'.join(afters)})" if all(afters) else ""
        choices.append(f"(?<={last}){after}" if len(ends) > 1 else after)
    # One set before all: the re module finds its characters without trying anything.
    members = dict.fromkeys(part for last in ends for part in _PART.findall(last[1:-1]))
    return f"[{''.join(members)}](?:{'|'.join(choices)})"


_PART = re.compile(r"\\u[0-9a-f]{4}-\\u[0-9a-f]{4}|\w-\w|\\u[0-9a-f]{4}|\\.|.")


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
    parts: dict[str, None] = {}
    capitals = False
    for capital, letter, named, listed in _TOKEN.findall(match[1]):
        capitals = capitals or bool(capital)
        parts[r"\w" if letter else named or listed] = None
    parts.pop("", None)
    if not capitals:
        return f"[{''.join(parts)}]"
    # The re module does not know capitals: letters and numbers but the most frequent small ones.
    return f"(?:[^\\W_{_SMALL}]|[{''.join(parts)}])" if parts else f"[^\\W_{_SMALL}]"


def _rough(  # noqa: C901, PLR0911, PLR0912 - one a kind of node
    node: Node, room: int = _ROOM
) -> tuple[str, int]:
    """Return an expression that begins wherever a node does, and how much more it may look at.

    It looks at a few characters only, and never back, so that it is quick whatever the rules say.
    """
    if not room:
        return "", 0
    match node:
        case Chars():
            return _class(node), room - 1
        case Series(items):
            pattern = ""
            for item in items:
                more, room = _rough(item, room)
                pattern += more
            return pattern, room
        case Choice(options):
            parts = dict(_rough(option, room) for option in options)
            return f"(?:{'|'.join(parts)})", min(parts.values())
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
