"""TOML: files of settings and facts, read strictly, every key and value of them with its place."""

import datetime as dt
import re
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, ToolkitError
from toolkit.base.files import decode
from toolkit.base.frozen import frozen
from toolkit.base.registry import did_you_mean

__all__ = ["TomlTable", "read_toml", "toml_lines", "toml_string"]

_PLACE = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)")
_MOST_BYTES = 16 * 1024 * 1024
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# Of TOML 1.0, in a file that tomllib has read: each alternative is told by its first characters.
_SPACE = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_STRING = r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\''
_VALUE = re.compile(rf"{_STRING}|[^\[\]{{}},#\n]+", re.DOTALL)
_KEY = re.compile(r"""[ \t]*([\w-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')[ \t]*(\.?)""")
_KeyPath: TypeAlias = "tuple[str | int, ...]"


@frozen
class TomlTable:
    """A table, and where it and its keys stand."""

    data: Mapping[str, object]
    code: str
    """That of the findings about it."""
    keys: _KeyPath
    """The keys and the numbers that lead to it; none for the file's own table."""
    places: "_Places"

    @property
    def location(self) -> Location:
        """Where it begins: its header or its key; the file, for the file's own table."""
        return self.places.of(self.keys)

    def place(self, key: str | int) -> Location:
        """Return where a key stands; where the table does, if the key is not there."""
        return self.places.of((*self.keys, key))

    def place_in(self, key: str, number: int) -> Location:
        """Return where a value of a key's list stands; where the key does, if it is no list."""
        return self.places.of((*self.keys, key, number))

    def finding(self, key: str | int, message: str, hint: str) -> Finding:
        """Return an error about one of the table's keys."""
        return Finding(self.code, message, self.place(key), hint)

    def error(self, key: str | int, message: str, hint: str) -> ToolkitError:
        """Return the finding about one of the table's keys, to be raised."""
        return ToolkitError(self.finding(key, message, hint))

    def unknown(self, known: Sequence[str], above: Collection[str] = ()) -> Iterator[Finding]:
        """Yield a finding for every key but the known ones; it names the nearest.

        Args:
            known: the keys that the table may have.
            above: those of the file's own table, which must stand above every other.

        """
        for key in self.data:
            if key not in known:
                hint = did_you_mean(key, known, f"the known keys are {', '.join(known)}")
                if self.keys and key in above:
                    hint = f"write {key} above the first table"
                yield self.finding(key, f"unknown key “{key}”", hint)

    def only(self, known: Sequence[str], above: Collection[str] = ()) -> None:
        """Refuse every key but the known ones; the arguments are those of `unknown`."""
        findings = tuple(self.unknown(known, above))
        if findings:
            raise ToolkitError(*findings)

    def said(self, key: str, findings: list[Finding], example: str = "…") -> str:
        """Return a string that must be there and say something; else note a finding."""
        value = self.data.get(key)
        if isinstance(value, str) and value.strip():
            return value
        message = f"“{key}” must be a string" if key in self.data else f"the key “{key}” is missing"
        if isinstance(value, str):
            message = f"“{key}” is empty"
        findings.append(self.finding(key, message, f'write {key} = "{example}"'))
        return ""

    def string(self, key: str, default: str = "", example: str = "") -> str:
        """Return a string, or the default of a key that is not there."""
        value = self.data.get(key, default)
        if not isinstance(value, str):
            hint = f'write {key} = "{example or default or "…"}"'
            raise self.error(key, f"“{key}” must be a string", hint)
        return value

    def line(self, key: str, default: str) -> str:
        """Return a string without line breaks and other control characters."""
        value = self.string(key, default)
        if _CONTROL.search(value):
            raise self.error(key, f"“{key}” must be one line of text", f'write {key} = "{default}"')
        return value

    def choice(self, key: str, choices: Sequence[str], default: str) -> str:
        """Return one of the choices."""
        value = self.string(key, default)
        if value not in choices:
            raise self.error(key, f"“{key}” cannot be “{value}”", f"choose {' or '.join(choices)}")
        return value

    def choices(
        self, key: str, choices: Sequence[str], default: Sequence[str], what: str
    ) -> tuple[str, ...]:
        """Return several of the choices, each once; messages call them by `what` they are."""
        hint = f"choose from {', '.join(choices)}"
        value = self._strings(key, default, what, hint)
        for each in value:
            if each not in choices:
                message = f"“{key}” cannot have “{each}”"
                raise self.error(key, message, did_you_mean(each, choices, hint))
        return tuple(dict.fromkeys(value))

    def strings(self, key: str, example: str, what: str = "strings") -> list[str]:
        """Return a list of strings, none where it is not there; messages call them `what`."""
        return self._strings(key, (), what, f"write {key} = {example}")

    def _strings(self, key: str, default: Sequence[str], what: str, hint: str) -> list[str]:
        value = self.data.get(key, list(default))
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.error(key, f"“{key}” must be a list of {what}", hint)
        return value

    def locale(self, key: str, tag: str) -> Locale:
        """Return the locale of a tag (BCP 47), which is a key or its value."""
        try:
            return Locale.parse(tag)
        except ToolkitError as error:
            (finding,) = error.findings
            raise self.error(key, finding.message, finding.hint) from None

    def number(self, key: str, default: int, most: int) -> int:
        """Return a whole number from 0 to `most`."""
        value = self.data.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
            message = f"“{key}” must be a number from 0 to {most}"
            raise self.error(key, message, f"write {key} = {default}")
        return value

    def flag(self, key: str) -> bool:
        """Return true or false, which stands for a key that is not there."""
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            raise self.error(key, f"“{key}” must be true or false", f"write {key} = true")
        return value

    def moment(self, key: str) -> dt.datetime | None:
        """Return a date with a time of day and a time zone; None for a key that is not there."""
        value = self.data.get(key)
        if value is None:
            return None
        hint = f"write {key} = 2026-12-01T06:00:00+05:00"
        if not isinstance(value, dt.datetime):
            raise self.error(key, f"“{key}” must be a date with a time of day", hint)
        if value.tzinfo is None:
            raise self.error(key, f"“{key}” has no time zone", hint)
        return value

    def table(self, key: str, example: str = "") -> "TomlTable":
        """Return the table of a key, an empty one where it is not there."""
        value = self.data.get(key, {})
        if not isinstance(value, dict):
            hint = f"write {example or f'[{key}]'}"
            raise self.error(key, f"“{key}” must be a table", hint)
        return TomlTable(value, self.code, (*self.keys, key), self.places)

    def tables(self, key: str, example: str = "") -> tuple["TomlTable", ...]:
        """Return the tables of an array of tables; none where it is not there."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            hint = f"write {example or f'[[{key}]]'}"
            raise self.error(key, f"“{key}” must be an array of tables", hint)
        return tuple(
            TomlTable(each, self.code, (*self.keys, key, at), self.places)
            for at, each in enumerate(value)
        )


def read_toml(
    data: bytes,
    path: str,
    code: str,
    hint: str = "correct it so that it is valid TOML",
    *,
    line: int = 1,
) -> TomlTable:
    """Read a TOML file (TOML 1.0).

    Args:
        data: the file's bytes, or the line of another file that holds a key and its value.
        path: the file's name, for messages.
        code: that of its findings.
        hint: what to do with what is no TOML.
        line: the number of the file's line that the bytes begin with.

    Returns:
        The file's own table.

    Raises:
        ToolkitError: when it is no TOML, with the place.

    """
    if len(data) > _MOST_BYTES:
        message = f"the file has {len(data):,} bytes, more than {_MOST_BYTES:,}"
        raise ToolkitError.because(
            code, message, Location(path), "check that this is the right file"
        )
    text = decode(data, path, code, line=line).replace("\r\n", "\n")
    places = _Places(text, path, line)
    location = Location(path, line if line > 1 else None)
    try:
        return TomlTable(tomllib.loads(text), code, (), places)
    except RecursionError:
        message = "its values are nested too deeply"
        raise ToolkitError.because(code, message, location, hint) from None
    except ValueError as error:  # TOMLDecodeError, or int's own for a number of 4,301 digits
        match = _PLACE.fullmatch(str(error))
        if match:
            at = int(match[2]) if match[2] else text.count("\n") + 1
            location = Location(path, at + line - 1, int(match[3]) if match[3] else None)
        message = (match[1] if match else str(error)).rstrip(".")
        raise ToolkitError.because(code, message, location, hint) from None


def toml_lines(text: str) -> list[str]:
    r"""Return the lines of a file, without their ends, which are LF or CRLF and nothing else.

    >>> toml_lines('# one\u2028line\r\nkey = "value"\n')
    ['# one\u2028line', 'key = "value"']
    """
    lines = text.replace("\r\n", "\n").split("\n")
    return lines if lines[-1] else lines[:-1]


def toml_string(value: str) -> str:
    r"""Return a TOML basic string; what cannot be printed is escaped in it.

    >>> print(toml_string('say "no"'))
    "say \"no\""
    """
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    plain = "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in escaped)
    return f'"{plain}"'


class _Places:
    """Where the keys and values of a file stand: tomllib does not say.

    It is looked for when it is first asked for; most files have nothing wrong in them.
    """

    def __init__(self, text: str, path: str, line: int) -> None:
        self._text = text
        self._path = path
        self._line = line

    def of(self, keys: _KeyPath) -> Location:
        """Return where something stands, or the nearest thing that holds it."""
        for end in range(len(keys), 0, -1):
            position = self.positions.get(keys[:end])
            if position is not None:
                number = bisect_right(self._starts, position)
                column = position - self._starts[number - 1] + 1
                return Location(self._path, self._line + number - 1, column)
        return Location(self._path)

    @cached_property
    def _starts(self) -> Sequence[int]:
        """The positions at which lines begin."""
        return [0, *(match.end() for match in re.finditer("\n", self._text))]

    @cached_property
    def positions(self) -> Mapping[_KeyPath, int]:
        """The characters at which they begin, by the keys and numbers that lead to them."""
        scan = _Scan(self._text)
        scan.file()
        return scan.found


class _Scan:
    """A walk through a text that tomllib has read, which notes where each key and value begins."""

    def __init__(self, text: str) -> None:
        self.found: dict[_KeyPath, int] = {}
        self._text = text
        self._at = 0
        self._tables: Counter[_KeyPath] = Counter()
        """How many tables each array of tables has so far."""

    def file(self) -> None:
        table: _KeyPath = ()
        while self._skip(_SPACE) < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _skip(self, pattern: re.Pattern[str]) -> int:
        """Pass what a pattern matches here, and return where that ends."""
        if match := pattern.match(self._text, self._at):
            self._at = match.end()
        return self._at

    def _header(self) -> _KeyPath:
        start = self._at
        many = self._text.startswith("[[", start)
        self._at += 2 if many else 1
        table = self._key((), in_header=True)
        self._at = self._text.index("]", self._at) + (2 if many else 1)
        if many:
            self._tables[table] += 1
            table = (*table, self._tables[table] - 1)
            self.found[table] = start
        return table

    def _key(self, table: _KeyPath, *, in_header: bool = False) -> _KeyPath:
        """Pass a key of one part or several, and return what it leads to."""
        more = True
        while more and (match := _KEY.match(self._text, self._at)):
            if in_header and self._tables[table]:
                table = (*table, self._tables[table] - 1)
            table = (*table, _unquoted(match[1]))
            self.found.setdefault(table, match.start(1))
            self._at = match.end()
            more = bool(match[2])
        return table

    def _pair(self, table: _KeyPath) -> None:
        table = self._key(table)
        self._at = self._text.index("=", self._at) + 1
        self._value(table)

    def _value(self, keys: _KeyPath) -> None:
        opening = self._text[self._skip(_SPACE)]
        if opening not in "[{":
            self._skip(_VALUE)
            return
        self._at += 1
        number = 0
        while self._text[self._skip(_SPACE)] not in "]}":
            if opening == "{":
                self._pair(keys)
            else:
                self.found[*keys, number] = self._at
                self._value((*keys, number))
                number += 1
            if self._text[self._skip(_SPACE)] == ",":
                self._at += 1
        self._at += 1


def _unquoted(key: str) -> str:
    if key[0] not in "\"'":
        return key
    (name,) = tomllib.loads(f"{key}=0")
    return str(name)
