"""The Plural-Forms header: gettext's plural expressions, read by a grammar of our own."""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import field
from functools import lru_cache
from typing import TypeAlias

from toolkit.base.frozen import frozen

__all__ = ["PluralForms", "PluralFormsError", "parse_plural_forms"]

_MAX_LENGTH = 1000
_MAX_DEPTH = 50
_MAX_FORMS = 100
_MAX_NUMBER = 1000
"""How far msgfmt tries an expression; nothing new happens beyond."""
_WORD = 2**64
_TOKEN = re.compile(r"[ \t]*(?:([0-9]+)|(\|\||&&|[=!<>]=|[n?:<>+\-*/%!()])|(;|\n|\Z))")
_LEVELS = (("||",), ("&&",), ("==", "!="), ("<", ">", "<=", ">="), ("+", "-"), ("*", "/", "%"))
"""The binary operators of C, loosest first; all of them group to the left."""

_Node: TypeAlias = "int | str | tuple[str, _Node] | tuple[str, _Node, _Node] | _Choice"
_Choice: TypeAlias = "tuple[str, _Node, _Node, _Node]"


class PluralFormsError(ValueError):
    """What is wrong with a Plural-Forms header; the text is for the user."""


@frozen
class PluralForms:
    """How many forms a language has, and which one a number takes."""

    nplurals: int
    """The number of forms."""
    expression: str
    """The C expression, as the header has it."""
    _tree: _Node = field(repr=False)

    def index(self, n: int) -> int:
        """Return the form, from 0, that goes with the number `n`.

        Raises:
            PluralFormsError: when the expression has no value for `n`, or one that is no form.

        """
        try:
            value = _evaluate(self._tree, n)
        except ZeroDivisionError:
            raise PluralFormsError(f"the plural expression divides by zero for n={n}") from None
        if value >= self.nplurals:
            raise PluralFormsError(
                f"the plural expression gives form {value} for n={n}, but nplurals={self.nplurals}"
            )
        return value


@lru_cache(maxsize=256)
def parse_plural_forms(value: str) -> PluralForms:
    """Read the value of a Plural-Forms header (GNU gettext manual, section "Plural forms").

    The expression is C's: `?:`, `||`, `&&`, comparisons, `+ - * / %`, `!`, brackets, numbers and
    `n`. It is never run as code; it may have 1,000 characters, be nested 50 deep, and must give
    a form for every number up to 1,000, as `msgfmt -c` demands.

    Raises:
        PluralFormsError: when it is anything else.

    >>> forms = parse_plural_forms("nplurals=2; plural=(n != 1);")
    >>> forms.index(1), forms.index(5)
    (0, 1)

    """
    if len(value) > _MAX_LENGTH:
        message = f"the plural forms have {len(value)} characters, more than {_MAX_LENGTH}"
        raise PluralFormsError(message)
    number = re.search(r"nplurals=[ \t]*([0-9]+)", value)
    if number is None:
        raise PluralFormsError("the plural forms lack a number: nplurals=2")
    nplurals = int(number[1])
    if not 1 <= nplurals <= _MAX_FORMS:
        raise PluralFormsError(f"nplurals={nplurals} is not between 1 and {_MAX_FORMS}")
    start = value.find("plural=")
    if start < 0:
        raise PluralFormsError("the plural forms lack an expression: plural=(n != 1)")
    parser = _Parser(value, start + len("plural="))
    tree = parser.parse()
    forms = PluralForms(nplurals, value[start + len("plural=") : parser.end].strip(), tree)
    for n in range(_MAX_NUMBER + 1):
        forms.index(n)
    return forms


class _Parser:
    """Reads one expression by recursive descent, a method a level of precedence."""

    def __init__(self, text: str, position: int) -> None:
        self.end = position
        self._text = text
        self._position = position
        self._depth = 0
        self._symbol = ""
        self._advance()

    def parse(self) -> _Node:
        node = self._choice()
        if self._symbol:
            raise self._unexpected()
        return node

    def _advance(self) -> None:
        match = _TOKEN.match(self._text, self._position)
        if match is None:
            self._symbol = self._text[self._position :].strip()[:1]
            raise self._unexpected()
        self.end = self._position
        self._position = match.end()
        self._symbol = match[1] or match[2] or ""

    def _unexpected(self) -> PluralFormsError:
        found = f"“{self._symbol}”" if self._symbol else "its end"
        return PluralFormsError(f"the plural expression has {found} where that is not allowed")

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise PluralFormsError(
                f"the plural expression is nested more than {_MAX_DEPTH} levels deep"
            )

    def _choice(self) -> _Node:
        depth = self._depth
        self._deeper()
        node = self._binary(0)
        if self._symbol == "?":
            self._advance()
            yes = self._choice()
            if self._symbol != ":":
                raise self._unexpected()
            self._advance()
            node = ("?", node, yes, self._choice())
        self._depth = depth
        return node

    def _binary(self, level: int) -> _Node:
        if level == len(_LEVELS):
            return self._unary()
        depth = self._depth
        left = self._binary(level + 1)
        while self._symbol in _LEVELS[level]:
            # A chain of operators nests to the left: it counts, as it will be walked.
            symbol = self._symbol
            self._deeper()
            self._advance()
            left = (symbol, left, self._binary(level + 1))
        self._depth = depth
        return left

    def _unary(self) -> _Node:
        symbol = self._symbol
        if symbol == "!":
            self._deeper()
            self._advance()
            node: _Node = ("!", self._unary())
            self._depth -= 1
            return node
        if symbol == "(":
            self._advance()
            node = self._choice()
            if self._symbol != ")":
                raise self._unexpected()
        elif symbol == "n":
            node = symbol
        elif symbol.isdecimal():
            node = int(symbol) % _WORD
        else:
            raise self._unexpected()
        self._advance()
        return node


_OPERATIONS: Mapping[str, Callable[[int, int], int]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.floordiv,
    "%": operator.mod,
}


def _evaluate(node: _Node, n: int) -> int:
    """Return the value of an expression in C's unsigned long arithmetic."""
    if not isinstance(node, tuple):
        return n if node == "n" else int(node)
    if len(node) == 4:  # noqa: PLR2004 - condition ? yes : no
        _, condition, yes, no = node
        return _evaluate(yes if _evaluate(condition, n) else no, n)
    if len(node) == 2:  # noqa: PLR2004 - !inner
        return int(not _evaluate(node[1], n))
    symbol, left, right = node
    first = _evaluate(left, n)
    if symbol == "||":
        return int(bool(first) or bool(_evaluate(right, n)))
    if symbol == "&&":
        return int(bool(first) and bool(_evaluate(right, n)))
    return int(_OPERATIONS[symbol](first, _evaluate(right, n))) % _WORD
