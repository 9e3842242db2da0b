"""Read a regular expression of an SRX file, as Java and ICU write them, into a tree."""

import unicodedata
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

import regex

from toolkit.base.frozen import frozen
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
    quoted,
)

__all__ = ["read_expression"]

_MAX_LENGTH = 50_000
_MAX_DEPTH = 50
# Java: java.util.regex.Pattern, "Line terminators" and "Linebreak matcher".
_TERMINATORS = r"\n\r\x85\u2028\u2029"
_VERTICAL = r"\n\x0b\f\r\x85\u2028\u2029"
_AT_END = rf"(?=(?:\r\n|[{_TERMINATORS}])?\Z)"
_AT_LINE_START = r"(?<=\A|\n|\r(?!\n)|[\x85\u2028\u2029])"
_AT_LINE_END = rf"(?=[{_TERMINATORS}]|\Z)"
_CLASSES = {
    "d": r"\d",
    "D": r"\D",
    "s": r"\s",
    "S": r"\S",
    "w": r"\w",
    "W": r"\W",
    "h": r"[\t\p{Zs}]",
    "H": r"[^\t\p{Zs}]",
    "v": f"[{_VERTICAL}]",
    "V": f"[^{_VERTICAL}]",
}
_ASSERTIONS = {"b": r"\b", "B": r"\B", "A": r"\A", "z": r"\Z", "Z": _AT_END}
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "a": "\a", "e": "\x1b"}
_FLAGS = {"i": "fold", "s": "dot_all", "m": "multi_line", "x": "verbose"}


def read_expression(source: str) -> Node:
    """Read an expression (Java's `Pattern`, ICU's regular expressions; Unicode throughout).

    Raises:
        ExpressionError: when it is malformed, or says what cannot be said of a break.

    """
    if len(source) > _MAX_LENGTH:
        raise ExpressionError(f"it has more than {_MAX_LENGTH:,} characters")
    return _Reader(source).read()


@lru_cache(maxsize=512)
def _property(name: str, *, negative: bool) -> str:
    """Return a Unicode property as the regex module names it (Java: `IsL` for `L`)."""
    if name.startswith("^"):
        name, negative = name[1:], not negative
    for candidate in (name, name.removeprefix("Is")):
        source = f"\\{'P' if negative else 'p'}{{{candidate}}}"
        try:
            regex.compile(source)
        except regex.error:
            continue
        return source
    raise ExpressionError(f"“{name}” is not a Unicode property")


@frozen
class _Flags:
    fold: bool = False
    dot_all: bool = False
    multi_line: bool = False
    verbose: bool = False


@dataclass(slots=True)
class _Reader:
    """Reads an expression from left to right."""

    source: str
    at: int = 0
    depth: int = 0
    groups: int = 0
    flags: _Flags = _Flags()  # noqa: RUF009 - frozen
    names: dict[str, int] = field(default_factory=dict)

    def read(self) -> Node:
        node = self._choice()
        if self.at < len(self.source):
            raise ExpressionError("there is a “)” without its “(”")
        return node

    def _peek(self, text: str) -> bool:
        return self.source.startswith(text, self.at)

    def _take(self, text: str) -> bool:
        found = self._peek(text)
        if found:
            self.at += len(text)
        return found

    def _next(self) -> str:
        if self.at >= len(self.source):
            raise ExpressionError("it ends too early")
        self.at += 1
        return self.source[self.at - 1]

    def _until(self, end: str) -> str:
        found = self.source.find(end, self.at)
        if found < 0:
            raise ExpressionError(f"a “{end}” is missing")
        text = self.source[self.at : found]
        self.at = found + len(end)
        return text

    def _choice(self) -> Node:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise ExpressionError(f"groups are nested more than {_MAX_DEPTH} levels deep")
        flags = self.flags  # what a group says of flags ends with it
        options = [self._sequence()]
        while self._take("|"):
            options.append(self._sequence())
        self.flags = flags
        self.depth -= 1
        return options[0] if len(options) == 1 else Choice(tuple(options))

    def _sequence(self) -> Node:
        items: list[Node] = []
        while self.at < len(self.source) and not self._peek("|") and not self._peek(")"):
            if self.flags.verbose and self._skipped():
                continue
            read = self._items()
            if read:
                read[-1] = self._repeated(read[-1])
            items += read
        return items[0] if len(items) == 1 else Series(tuple(items))

    def _skipped(self) -> bool:
        """Pass over white space and comments, where the flag x is set."""
        before = self.at
        while self.at < len(self.source) and self.source[self.at].isspace():
            self.at += 1
        if self._take("#"):
            end = self.source.find("\n", self.at)
            self.at = len(self.source) if end < 0 else end
        return self.at > before

    def _items(self) -> list[Node]:  # noqa: PLR0911 - one a kind of node
        """Read what a quantifier may follow; a quotation gives several characters, or none."""
        if self._take("\\Q"):
            return [self._char(char) for char in self._quotation()]
        char = self._next()
        match char:
            case "(":
                group = self._group()
                return [] if group is None else [group]
            case "[":
                return [Chars(self._set(), self.flags.fold)]
            case ".":
                return [Chars(r"[\s\S]" if self.flags.dot_all else f"[^{_TERMINATORS}]")]
            case "^":
                return [Assertion(_AT_LINE_START if self.flags.multi_line else r"\A")]
            case "$":
                return [Assertion(_AT_LINE_END if self.flags.multi_line else _AT_END)]
            case "\\":
                return [self._escape()]
            case "*" | "+" | "?" | "{":
                raise ExpressionError(f"“{char}” repeats nothing")
        return [self._char(char)]

    def _char(self, char: str) -> Chars:
        cases = {case for case in (char, char.lower(), char.upper()) if len(case) == 1}
        if not self.flags.fold or len(cases) == 1:
            return Chars(quoted(char))
        # Said as a set: the regex module's own way, a string of folded case, has its surprises.
        return Chars(f"[{''.join(map(quoted, sorted(cases)))}]")

    def _quotation(self) -> str:
        end = self.source.find("\\E", self.at)
        text = self.source[self.at :] if end < 0 else self.source[self.at : end]
        self.at = len(self.source) if end < 0 else end + 2
        return text

    def _repeated(self, node: Node) -> Node:
        while self.flags.verbose and self._skipped():
            pass
        bounds = self._bounds()
        if bounds is None:
            return node
        mode: Literal["", "?", "+"] = "?" if self._take("?") else "+" if self._take("+") else ""
        return Repeat(node, *bounds, mode)

    def _bounds(self) -> tuple[int, int | None] | None:
        if self._take("*"):
            return 0, None
        if self._take("+"):
            return 1, None
        if self._take("?"):
            return 0, 1
        if not self._take("{"):
            return None
        low, comma, high = self._until("}").partition(",")
        if not _is_number(low) or (high and not _is_number(high)):
            raise ExpressionError("a number of repetitions is malformed")
        bounds = int(low), int(high) if high else None if comma else int(low)
        if bounds[1] is not None and bounds[1] < bounds[0]:
            raise ExpressionError(f"{{{low},{high}}} ends before it begins")
        return bounds

    def _group(self) -> Node | None:
        if not self._take("?"):
            return self._capture("")
        for mark, ahead, negative in (
            ("=", True, False),
            ("!", True, True),
            ("<=", False, False),
            ("<!", False, True),
        ):
            if self._take(mark):
                return Look(self._closed(), ahead, negative)
        if self._take(">"):
            return Atomic(self._closed())
        if self._take("<"):
            return self._capture(self._until(">"))
        if self._take("#"):
            self._until(")")
            return None
        return self._flagged()

    def _closed(self) -> Node:
        node = self._choice()
        if not self._take(")"):
            raise ExpressionError("a “)” is missing")
        return node

    def _capture(self, name: str) -> Node:
        self.groups += 1
        number = self.groups
        if name:
            self.names[name] = number
        return Capture(self._closed(), number)

    def _flagged(self) -> Node | None:
        """Read `(?i)`, which holds to the end of the group around it, or `(?i:…)`."""
        outer, on = self.flags, True
        flags = outer
        while (char := self._next()) not in ":)":
            if char == "-":
                on = False
            elif char in _FLAGS:
                flags = replace(flags, **{_FLAGS[char]: on})
            elif char not in "uUdw":  # Unicode is always on, and Unix lines are a nicety
                raise ExpressionError(f"“(?{char}” is not a kind of group")
        self.flags = flags
        if char == ")":
            return None
        node = self._closed()
        self.flags = outer
        return node

    def _escape(self) -> Node:  # noqa: PLR0911 - one a kind of escape
        char = self._next()
        if char in _CLASSES:
            return Chars(_CLASSES[char])
        if char in _ASSERTIONS:
            return Assertion(_ASSERTIONS[char])
        if char in "pP":
            return Chars(self._property(char), self.flags.fold)
        if char == "R":
            newline = Series((Chars(r"\r"), Chars(r"\n")))
            return Choice((newline, Chars(_CLASSES["v"])))
        if char == "k" and self._take("<"):
            return Reference(self._named(self._until(">")), self.flags.fold)
        if char in "123456789":
            while self.at < len(self.source) and self._peek_digit():
                if int(char + self.source[self.at]) > self.groups:
                    break
                char += self._next()
            if int(char) > self.groups:
                raise ExpressionError(f"there is no group {char}")
            return Reference(int(char), self.flags.fold)
        return self._char(self._escaped(char))

    def _peek_digit(self) -> bool:
        return self.source[self.at] in "0123456789"

    def _named(self, name: str) -> int:
        if name not in self.names:
            raise ExpressionError(f"there is no group “{name}”")
        return self.names[name]

    def _property(self, letter: str) -> str:
        name = self._until("}") if self._take("{") else self._next()
        if not name or not set(name) <= _PROPERTY:
            raise ExpressionError(f"“{name}” is not a Unicode property")
        return _property(name, negative=letter == "P")

    def _escaped(self, char: str) -> str:  # noqa: PLR0911 - one a kind of escape
        """Return the character that a backslash and `char` stand for."""
        if char in _CONTROLS:
            return _CONTROLS[char]
        if char == "x":
            return _code_point(self._until("}") if self._take("{") else self._some(2))
        if char in "uU":
            return _code_point(self._some(4 if char == "u" else 8))
        if char == "0":
            digits = ""
            while len(digits) < 3 and self.at < len(self.source) and self._peek_digit():  # noqa: PLR2004 - Java's \0mnn
                digits += self._next()
            return _code_point(digits, 8)
        if char == "c":
            return chr(ord(self._next()) & 31)
        if char == "N" and self._take("{"):
            try:
                return unicodedata.lookup(self._until("}"))
            except KeyError:
                raise ExpressionError("a character's name is unknown") from None
        if char.isalnum():
            raise ExpressionError(f"“\\{char}” cannot be translated")
        return char

    def _some(self, count: int) -> str:
        self.at += count
        return self.source[self.at - count : self.at]

    def _set(self) -> str:
        """Read a set up to its bracket: ranges, unions, intersections, differences."""
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise ExpressionError(f"sets are nested more than {_MAX_DEPTH} levels deep")
        negation = "^" if self._take("^") else ""
        operands: list[str] = []
        operators: list[str] = []
        items = ""
        while not self._take("]"):
            operator = next((each for each in ("&&", "--[") if self._peek(each)), "")
            if operator and (items or operands):
                self.at += 2
                operands.append(items)
                operators.append(operator[:2])
                items = ""
            else:
                items += self._set_item()
        operands.append(items)
        self.depth -= 1
        if not all(operands):
            raise ExpressionError("a set is empty")
        if not operators:
            return f"[{negation}{items}]"
        joined = f"[{operands[0]}]"
        for operator, operand in zip(operators, operands[1:], strict=True):
            joined = f"[{joined}{operator}[{operand}]]"
        return f"[^{joined}]" if negation else joined

    def _set_item(self) -> str:  # noqa: PLR0911 - one a kind of item
        if self._take("[:"):
            return _property(self._until(":]"), negative=False)
        if self._take("["):
            return self._set()
        if self._take("\\Q"):
            return "".join(map(quoted, self._quotation()))
        low = self._next()
        if low == "\\":
            low = self._next()
            if low in _CLASSES:
                return _CLASSES[low]
            if low in "pP":
                return self._property(low)
            low = self._escaped(low)
        if not self._peek("-") or self.source[self.at + 1 : self.at + 2] in ("]", "[", ""):
            return quoted(low)
        self.at += 1
        high = self._next()
        if high == "\\":
            high = self._escaped(self._next())
        if high < low:
            raise ExpressionError(f"the range {low}-{high} ends before it begins")
        return f"{quoted(low)}-{quoted(high)}"


_PROPERTY = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_ =^&-")
_MAX_DIGITS = 6


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _MAX_DIGITS


def _code_point(digits: str, base: int = 16) -> str:
    try:
        return chr(int(digits, base))
    except (ValueError, OverflowError):
        raise ExpressionError(f"“{digits}” is not the number of a character") from None
