"""Character class: the one-character expression of Allowed Characters (ITS 2.0, section 8.19)."""

from functools import lru_cache

from toolkit.base.frozen import frozen

__all__ = ["CharacterClass", "read_character_class"]

_MAX_LENGTH = 4096
_MAX_DIGITS = 6
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", **{char: char for char in "\\|.?*+(){}-[]^"}}
_WRITTEN = {"\n": r"\n", "\r": r"\r", "\t": r"\t", **{char: f"\\{char}" for char in "\\-[]^"}}


@frozen
class CharacterClass:
    """A set of characters: no expression is ever run, so that none can be slow or say more."""

    ranges: tuple[tuple[str, str], ...]
    """First and last characters."""
    negated: bool = False
    """Whether it is all characters but those."""

    def __contains__(self, char: str) -> bool:
        inside = any(first <= char <= last for first, last in self.ranges)
        return inside != self.negated

    def __str__(self) -> str:
        r"""Return the class on one line.

        What cannot be seen is written as `\u{A0}`, which is not ITS's.

        >>> str(CharacterClass((("a", "z"), (" ", " ")), negated=True))
        '[^a-z ]'
        """
        if not self.ranges:
            return "."
        parts = (
            _written(first) if first == last else f"{_written(first)}-{_written(last)}"
            for first, last in self.ranges
        )
        return f"[{'^' if self.negated else ''}{''.join(parts)}]"


def _written(char: str) -> str:
    if char in _WRITTEN:
        return _WRITTEN[char]
    return char if char.isprintable() else f"\\u{{{ord(char):X}}}"


@lru_cache(maxsize=256)
def read_character_class(text: str) -> CharacterClass | None:
    r"""Read a class: `.`, an escape, or characters and ranges between square brackets.

    The grammar is that of ITS 2.0 (section 8.19.2), with `\u{…}` for a code point besides.

    Args:
        text: at most 4,096 characters.

    Returns:
        the set; None for anything else: no repetition, no category, no subtraction is one.

    >>> read_character_class("[^a-f*]")
    CharacterClass(ranges=(('a', 'f'), ('*', '*')), negated=True)
    >>> read_character_class("[a-z]*")

    """
    if len(text) > _MAX_LENGTH:
        return None
    if text == ".":
        return CharacterClass((), negated=True)
    try:
        return _Reader(text).read()
    except ValueError:
        return None


class _Reader:
    """Reads a class from its first character to its last."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def read(self) -> CharacterClass:
        if self._next() == "\\":
            char = self._char()
            ranges, negated = [(char, char)], False
        else:
            self._expect("[")
            negated = self._next() == "^"
            self._at += negated
            ranges = []
            while self._next() != "]":
                ranges.append(self._range())
            self._expect("]")
        if self._at != len(self._text) or not ranges:
            raise ValueError(self._text)
        return CharacterClass(tuple(ranges), negated)

    def _range(self) -> tuple[str, str]:
        starts = self._next() != "-"
        first = self._char()
        # A hyphen that stands between no two characters is a hyphen.
        if not starts or self._next() != "-" or self._next(1) in {"", "-", "[", "]"}:
            return first, first
        self._expect("-")
        last = self._char()
        if last < first:
            raise ValueError(self._text)
        return first, last

    def _char(self) -> str:
        """Read a character or an escape."""
        char = self._next()
        if char in {"", "[", "]"}:
            raise ValueError(self._text)
        self._at += 1
        if char != "\\":
            return char
        escape = self._next()
        self._at += 1
        if escape == "u":
            return self._code_point()
        if escape not in _ESCAPED:
            raise ValueError(self._text)
        return _ESCAPED[escape]

    def _code_point(self) -> str:
        end = self._text.find("}", self._at)
        digits = self._text[self._at + 1 : end]
        if self._next() != "{" or not 0 < len(digits) <= _MAX_DIGITS or not digits.isalnum():
            raise ValueError(self._text)
        self._at = end + 1
        return chr(int(digits, 16))

    def _expect(self, char: str) -> None:
        if self._next() != char:
            raise ValueError(self._text)
        self._at += 1

    def _next(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._text[at : at + 1]
