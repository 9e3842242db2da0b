"""Refuse regular expressions that could take endless time on some text."""

from functools import cache, lru_cache

import regex

from toolkit.language.sentences.pattern_tree import (
    Atomic,
    Capture,
    Chars,
    Choice,
    ExpressionError,
    Look,
    Node,
    Repeat,
    Series,
    edge,
    walk,
    width,
)

__all__ = ["refuse_ambiguous"]

_MANY = 20


def refuse_ambiguous(node: Node, *, backward: bool) -> None:
    """Refuse repetitions in repetitions that could match one text in very many ways.

    A loop is safe when at each character only one way goes on: the Glushkov automaton of its body
    is deterministic (Brüggemann-Klein and Wood, One-Unambiguous Regular Languages, 1998).
    """
    for each in walk(node):
        if isinstance(each, Look) and not each.ahead:
            refuse_ambiguous(each.item, backward=True)
        elif (
            isinstance(each, Repeat)
            and each.mode != "+"
            and (each.high is None or each.high > _MANY)
            and _has_ways(each.item)
            and not _is_deterministic(each, backward=backward)
        ):
            raise ExpressionError("a repetition inside a repetition could take endless time")


def _has_ways(node: Node) -> bool:
    return width(node) is None or any(isinstance(each, Choice) for each in walk(node))


def _is_deterministic(loop: Repeat, *, backward: bool) -> bool:
    first, empty = edge(loop.item, backward=backward)
    if empty:
        return False
    follows: list[list[Chars]] = [list(first)]
    _collect(loop.item, list(first), follows, backward=backward)
    return all(
        _members(one).isdisjoint(_members(other))
        for ways in follows
        for at, one in enumerate(ways)
        for other in ways[at + 1 :]
    )


def _collect(node: Node, after: list[Chars], follows: list[list[Chars]], *, backward: bool) -> None:
    """Append to `follows`, for each place in a node where ways part, the sets that go on there."""
    match node:
        case Series(items):
            for item in items if backward else reversed(items):
                _collect(item, after, follows, backward=backward)
                chars, empty = edge(item, backward=backward)
                after = [*chars, *after] if empty else list(chars)
        case Choice(options):
            chars, empty = edge(node, backward=backward)
            follows.append([*chars, *after] if empty else list(chars))
            for option in options:
                _collect(option, after, follows, backward=backward)
        case Repeat(item, low, high):
            chars, _ = edge(item, backward=backward)
            if low != high:
                follows.append([*chars, *after])
            again = [*chars, *after] if high is None or high > 1 else after
            _collect(item, again, follows, backward=backward)
        case Atomic(item) | Capture(item):
            _collect(item, after, follows, backward=backward)


@lru_cache(maxsize=256)
def _members(chars: Chars) -> frozenset[str]:
    return frozenset(regex.findall(chars.pattern, _alphabet(), regex.VERSION1))


@cache
def _alphabet() -> str:
    """Return the characters that sets are tried on."""
    places = (*range(0xD800), *range(0xE000, 0x10000), 0x1F600, 0x10330, 0x20000)
    return "".join(map(chr, places))
