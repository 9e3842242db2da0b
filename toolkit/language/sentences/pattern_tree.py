"""The tree of a regular expression, and what can be told from it."""

from collections.abc import Iterator
from typing import Literal

import regex

from toolkit.base.frozen import frozen

__all__ = [
    "Assertion",
    "Atomic",
    "Capture",
    "Chars",
    "Choice",
    "ExpressionError",
    "Look",
    "Node",
    "Reference",
    "Repeat",
    "Series",
    "edge",
    "quoted",
    "walk",
    "width",
]

_SPACES = "\t\n\v\f\r\x20\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_MEMBER = regex.compile(r"([^\W_])|\\(?:u|U)([0-9a-f]{4,8})")
_LISTED = regex.compile(r"\[(?:[^\W_]|\\u[0-9a-f]{4}|\\U[0-9a-f]{8})+\]|[^\W_]|\\u[0-9a-f]{4}")


class ExpressionError(ValueError):
    """An expression that cannot be read, translated or bounded."""


@frozen
class Chars:
    """One character out of a set."""

    source: str
    """The set in the syntax of the regex module."""
    fold: bool = False
    """Whether capitals and small letters are the same."""

    @property
    def pattern(self) -> str:
        """The set in the syntax of the regex module, with its flag."""
        return f"(?i:{self.source})" if self.fold else self.source

    @property
    def members(self) -> str | None:
        """The characters of a set that lists them, or of white space; None of another."""
        if self.source == r"\s":
            return _SPACES
        if self.fold or not _LISTED.fullmatch(self.source):
            return None
        return "".join(
            chr(int(digits, 16)) if digits else char
            for char, digits in _MEMBER.findall(self.source)
        )


@frozen
class Assertion:
    """A place, such as a word's end, in the syntax of the regex module."""

    source: str


@frozen
class Look:
    """What must stand, or not stand, before or after a place."""

    item: "Node"
    ahead: bool
    negative: bool


@frozen
class Series:
    """Items one after another."""

    items: "tuple[Node, ...]"


@frozen
class Choice:
    """One of several, the first that leads to a match."""

    options: "tuple[Node, ...]"


@frozen
class Repeat:
    """An item several times."""

    item: "Node"
    low: int
    high: int | None
    mode: Literal["", "?", "+"] = ""
    """Greedy, lazy or possessive."""


@frozen
class Atomic:
    """An item that is not tried another way once it has matched."""

    item: "Node"


@frozen
class Capture:
    """A group that a reference may repeat."""

    item: "Node"
    number: int


@frozen
class Reference:
    """The text of a group once more."""

    number: int
    fold: bool = False


Node = Chars | Assertion | Look | Series | Choice | Repeat | Atomic | Capture | Reference


def quoted(char: str) -> str:
    """Return a character as it stands for itself, inside a set and outside."""
    if char.isalnum():
        return char
    return f"\\u{ord(char):04x}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08x}"  # noqa: PLR2004


def width(node: Node) -> int | None:  # noqa: PLR0911 - one a kind of node
    """Return how many characters a node always takes; None when that varies."""
    match node:
        case Chars():
            return 1
        case Assertion() | Look():
            return 0
        case Series(items):
            widths = [width(item) for item in items]
            return None if None in widths else sum(width for width in widths if width)
        case Choice(options):
            of_options = {width(option) for option in options}
            return of_options.pop() if len(of_options) == 1 else None
        case Repeat(item, low, high):
            once = width(item)
            return once * low if low == high and once is not None else None
        case Atomic(item) | Capture(item):
            return width(item)
        case Reference():
            return None


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and all below it."""
    yield node
    match node:
        case Series(children) | Choice(children):
            for child in children:
                yield from walk(child)
        case Repeat(item) | Atomic(item) | Capture(item) | Look(item):
            yield from walk(item)


def edge(  # noqa: PLR0911 - one a kind of node
    node: Node, *, backward: bool
) -> tuple[tuple[Chars, ...], bool]:
    """Return the sets of which a node's character nearest to the place is, and if it may be none.

    A reference counts as nothing: what stands beyond it is then missing, so callers treat a node
    that may be nothing as unknown.
    """
    match node:
        case Chars():
            return (node,), False
        case Choice(options):
            edges = [edge(option, backward=backward) for option in options]
            return sum((chars for chars, _ in edges), ()), any(empty for _, empty in edges)
        case Repeat(item, low):
            chars, empty = edge(item, backward=backward)
            return chars, empty or low == 0
        case Atomic(item) | Capture(item):
            return edge(item, backward=backward)
        case Series(items):
            found: tuple[Chars, ...] = ()
            for item in reversed(items) if backward else items:
                chars, empty = edge(item, backward=backward)
                found += chars
                if not empty:
                    return found, False
            return found, True
        case _:
            return (), True
