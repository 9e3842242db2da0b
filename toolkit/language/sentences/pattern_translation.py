"""Translate the two expressions of an SRX rule into the syntax of the regex module, bounded."""

from collections.abc import Iterator
from functools import lru_cache

import regex

from toolkit.base.frozen import frozen
from toolkit.language.sentences.pattern_ambiguity import refuse_ambiguous
from toolkit.language.sentences.pattern_expression import read_expression
from toolkit.language.sentences.pattern_tree import (
    Assertion,
    Atomic,
    Capture,
    Chars,
    Choice,
    ExpressionError,
    Look,
    Node,
    Reference,
    Repeat,
    Series,
    edge,
    walk,
    width,
)

__all__ = ["REACH", "Condition", "emit", "translate"]

REACH = 1000
"""How often a repetition without an end repeats at most; the law against quadratic time."""
_EMPTY = Series(())


@frozen
class Condition:
    """What a rule asks of a place, in the syntax of the regex module (version 1)."""

    before: str
    """What must end at the place; may be empty."""
    after: str
    """What must begin there; may be empty."""
    head: Node
    """`before` as a tree."""
    tail: Node
    """`after` as a tree."""

    @property
    def source(self) -> str:
        """The condition as zero-width assertions."""
        before = f"(?<={self.before})" if self.before else ""
        return before + (f"(?={self.after})" if self.after else "")


def translate(before: str, after: str) -> Condition:
    """Translate a rule's beforebreak and afterbreak.

    A rule asks only whether there is a text that ends, or begins, at a place. So a repetition at
    the far end is as good as its least number, and the rest reach `REACH` at most.

    Raises:
        ExpressionError: when one is malformed, cannot be read backwards from the place, or could
            take more than proportional time.

    """
    head = _nearest(_possessives(read_expression(before)), backward=True)
    tail = _nearest(read_expression(after), backward=False)
    refuse_ambiguous(head, backward=True)
    refuse_ambiguous(tail, backward=False)
    return Condition(emit(head, backward=True), emit(tail, backward=False), head, tail)


def _possessives(node: Node) -> Node:  # noqa: PLR0911 - one a kind of node
    """Say what never gives back by what must not follow: that can be read backwards too."""
    match node:
        case Series(items):
            return Series(tuple(map(_possessives, items)))
        case Choice(options):
            return Choice(tuple(map(_possessives, options)))
        case Capture(item, number):
            return Capture(_possessives(item), number)
        case Look(item, ahead, negative):
            return node if ahead else Look(_possessives(item), ahead, negative)
        case Atomic(item):
            return _without_atomic(_possessives(item))
        case Repeat(item, low, high, mode):
            item = _possessives(item)
            return _without_possessive(item, low, high) if mode == "+" else Repeat(item, low, high)
        case _:
            return node


def _without_possessive(item: Node, low: int, high: int | None) -> Node:
    if width(item) is None:
        raise ExpressionError("a possessive repetition of varying length cannot be read backwards")
    stop = Look(item, ahead=True, negative=True)
    if high is None:
        return Series((Repeat(item, low, None), stop))
    if low == high:
        return Repeat(item, low, high)
    fewer = Series((Repeat(item, low, high - 1), stop))
    return Choice((Repeat(item, high, high), fewer))


def _without_atomic(item: Node) -> Node:
    options = item.options if isinstance(item, Choice) else (item,)
    if any(width(option) is None for option in options):
        raise ExpressionError("an atomic group of varying length cannot be read backwards")
    return Choice(
        tuple(
            Series((*(Look(each, ahead=True, negative=True) for each in options[:at]), option))
            for at, option in enumerate(options)
        )
    )


def _nearest(node: Node, *, backward: bool) -> Node:  # noqa: PLR0911 - one a kind of node
    """Cut what is repeated at the end far from the place down to the least number."""
    if any(isinstance(each, Reference) for each in walk(node)):
        return node
    match node:
        case Repeat(_, 0):
            return _EMPTY
        case Repeat(item, low):
            return _nearest(item, backward=backward) if low == 1 else Repeat(item, low, low)
        case Series(items) if items:
            rest = items[1:] if backward else items[:-1]
            end = _nearest(items[0 if backward else -1], backward=backward)
            if end == _EMPTY:
                return _nearest(Series(rest), backward=backward)
            return Series((end, *rest) if backward else (*rest, end))
        case Choice(options):
            return Choice(tuple(_nearest(option, backward=backward) for option in options))
        case Capture(item):
            return _nearest(item, backward=backward)
        case _:
            return node


def emit(  # noqa: C901, PLR0911 - one a kind of node
    node: Node, *, backward: bool = False
) -> str:
    """Return a node in the syntax of the regex module; `backward` for a lookbehind.

    Raises:
        ExpressionError: when it cannot be read backwards, or not be bounded.

    """
    match node:
        case Chars():
            return node.pattern
        case Assertion(source):
            return source
        case Series(items):
            return "".join(
                emit(item, backward=backward) for item in _hastened(items, backward=backward)
            )
        case Choice(options):
            return f"(?:{'|'.join(emit(option, backward=backward) for option in options)})"
        case Repeat(item, low, high, mode):
            return f"(?:{emit(item, backward=backward)}){_bounds(low, high)}{mode}"
        case Atomic(item):
            return f"(?>{emit(item, backward=backward)})"
        case Look(item, ahead, negative):
            mark = ("" if ahead else "<") + ("!" if negative else "=")
            item = item if ahead else _possessives(item)
            return f"(?{mark}{emit(item, backward=not ahead)})"
        case Capture(item, number):
            inner = emit(item, backward=backward)
            return f"(?:{inner})" if backward else f"(?P<g{number}>{inner})"
        case Reference(number, fold):
            if backward:
                raise ExpressionError("a back-reference cannot be read backwards")
            return f"(?i:(?P=g{number}))" if fold else f"(?P=g{number})"


def _hastened(items: tuple[Node, ...], *, backward: bool) -> Iterator[Node]:
    """Make repetitions possessive where giving back could never help: what follows differs."""
    for at, item in enumerate(items):
        match item:
            case Repeat(Chars() as chars, low, high, ""):
                beyond = items[:at] if backward else items[at + 1 :]
                first, empty = edge(Series(beyond), backward=backward)
                never = not empty and all(_are_disjoint(chars, each) for each in first)
                yield Repeat(chars, low, high, "+") if never else item
            case _:
                yield item


@lru_cache(maxsize=512)
def _are_disjoint(one: Chars, other: Chars) -> bool:
    """Whether two sets surely have no character in common; one of them must be listed."""
    for chars, listed in ((one, other.members), (other, one.members)):
        if listed is not None:
            return not regex.search(chars.pattern, listed, regex.VERSION1)
    return False


def _bounds(low: int, high: int | None) -> str:
    if max(low, high or 0) > REACH:
        raise ExpressionError(f"a repetition of more than {REACH:,} cannot be bounded")
    high = REACH if high is None else high
    if (low, high) == (0, 1):
        return "?"
    return f"{{{low},{high}}}"
