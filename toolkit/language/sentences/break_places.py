"""Where a text may break: a quick first look with the standard library's expressions.

The rules need Unicode properties and lookbehinds of any length, and so the regex module. The re
module searches some three times as fast, and finds the few places that are worth asking about.
"""

import re
from collections.abc import Iterable, Sequence

from toolkit.language.sentences.pattern_translation import REACH, Condition
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

__all__ = ["candidate_patterns"]

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
_PART = re.compile(r"\\u[0-9a-f]{4}-\\u[0-9a-f]{4}|\w-\w|\\u[0-9a-f]{4}|\\.|.")
_SET = re.compile(rf"\[?((?:{_TOKEN.pattern})+)\]?")


def candidate_patterns(conditions: Sequence[Condition]) -> tuple[re.Pattern[str], ...]:
    """Return expressions for a character after which one of the conditions may hold.

    They find too many places, never too few: one those in white space, which is frequent, one the
    rest. What may follow is tried from the last rule, which in SRX files is the most general.
    """
    kinds: dict[bool, dict[str, dict[str, None]]] = {}
    for condition in reversed(conditions):
        chars, nullable = edge(condition.head, backward=True)
        last = _ANY if nullable else _set(chars)
        afters = kinds.setdefault(re.match(last, " ") is not None, {}).setdefault(last, {})
        afters[_rough(condition.tail)[0]] = None
    return tuple(re.compile(_search(ends)) for ends in kinds.values())


def _search(ends: dict[str, dict[str, None]]) -> str:
    choices = []
    for last, afters in ends.items():
        after = f"(?={'|'.join(afters)})" if all(afters) else ""
        choices.append(f"(?<={last}){after}" if len(ends) > 1 else after)
    # One set before all: the re module finds its characters without trying anything.
    members = dict.fromkeys(part for last in ends for part in _PART.findall(last[1:-1]))
    return f"[{''.join(members)}](?:{'|'.join(choices)})"


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
    node: Node, room: int = _ROOM
) -> tuple[str, int]:
    """Return an expression that begins wherever a node does, and how much more it may look at.

    It looks at a few characters only, and never back, so that it is quick whatever the rules say.
    """
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
