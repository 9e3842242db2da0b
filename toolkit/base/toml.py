"""TOML tables: a file of settings read strictly, every key of it with its place."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.base.errors import Finding, Location, ToolkitError
from toolkit.base.registry import did_you_mean

__all__ = ["TomlTable", "read_toml"]

_TOML_PLACE = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)")
# Strings and comments (TOML 1.0); each alternative is told from the others by its first characters.
_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*', re.DOTALL
)
_HEADER = re.compile(r"\s*\[{1,2}([^\[\]]+)\]{1,2}\s*")
_KEY = re.compile(r"""\s*([\w-]+|"(?:[^"\\]|\\.)*"|'[^']*')\s*=""")
_MOST_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class TomlTable:
    """A table, and where it and its keys stand."""

    data: Mapping[str, object]
    location: Location
    """Of its header; of the file, where it has none."""
    places: Mapping[str, Location]
    """Where its keys stand, of those that begin a line."""
    code: str
    """That of the findings about it."""

    def place(self, key: str) -> Location:
        """Return where a key stands, or the table."""
        return self.places.get(key, self.location)

    def finding(self, key: str, message: str, hint: str) -> Finding:
        """Return an error about one of the table's keys."""
        return Finding(self.code, message, self.place(key), hint)

    def unknown(self, known: Sequence[str]) -> Iterator[Finding]:
        """Yield a finding for every key but the known ones; it names the nearest."""
        for key in self.data:
            if key not in known:
                hint = did_you_mean(key, known, f"known are {', '.join(known)}")
                yield self.finding(key, f"unknown key “{key}”", hint)

    def string(self, key: str, findings: list[Finding], example: str = "…") -> str:
        """Return a string that must be there and say something; else note a finding."""
        value = self.data.get(key)
        if isinstance(value, str) and value.strip():
            return value
        message = f"“{key}” must be a string" if key in self.data else f"no “{key}”"
        if isinstance(value, str):
            message = f"“{key}” is empty"
        findings.append(self.finding(key, message, f'write {key} = "{example}"'))
        return ""


def read_toml(
    data: bytes, path: str, code: str, arrays: Sequence[str] = ()
) -> tuple[TomlTable, dict[str, list[TomlTable]]]:
    """Read a TOML file.

    Args:
        data: the file's bytes.
        path: its name, for messages.
        code: that of its findings.
        arrays: the names of its arrays of tables.

    Returns:
        The file's own table, and its arrays of tables by name.

    Raises:
        ToolkitError: when it is no TOML, or what should be an array of tables is none.

    """
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ToolkitError.because(
            code, "it is not UTF-8", Location(path), "save it as UTF-8"
        ) from None
    if len(data) > _MOST_BYTES:
        message = f"the file has {len(data):,} bytes, more than {_MOST_BYTES:,}"
        raise ToolkitError.because(code, message, Location(path), "cut it")
    content = _parsed(text, path, code)
    sections = list(_sections(text, path))
    _, _, places = sections[0]
    headers = {name: place for name, place, _ in reversed(sections) if place.line}
    file = TomlTable(content, Location(path), {**headers, **places}, code)
    return file, {name: list(_tables(name, file, sections)) for name in arrays}


def _parsed(text: str, path: str, code: str) -> Mapping[str, object]:
    location = Location(path)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ToolkitError.because(
            code, "it is nested too deeply", location, "write it flat"
        ) from None
    except ValueError as error:  # TOMLDecodeError, or int's own for a number of 4,301 digits
        match = _TOML_PLACE.fullmatch(str(error))
        if match and match[2]:
            location = Location(path, int(match[2]), int(match[3]))
        elif match:
            location = Location(path, text.count("\n") + 1)
        message = (match[1] if match else str(error)).rstrip(".")
        hint = "write it as TOML"
        raise ToolkitError.because(code, message, location, hint) from None


_Section = tuple[str, Location, dict[str, Location]]


def _sections(text: str, path: str) -> Iterator[_Section]:
    """Yield each header's name, its place, and the places of the keys below it."""
    lines = _TOKEN.sub(_masked, text).split("\n")
    name, location, places = "", Location(path), dict[str, Location]()
    for number, line in enumerate(lines, 1):
        header = _HEADER.fullmatch(line)
        if header:
            yield name, location, places
            name, places = header[1].strip(), {}
            location = Location(path, number, line.index("[") + 1)
        elif key := _KEY.match(line):
            (said,) = tomllib.loads(f"{key[1]}=0")
            places.setdefault(said, Location(path, number, key.start(1) + 1))
    yield name, location, places


def _masked(match: re.Match[str]) -> str:
    """Return nothing but the line breaks of a comment or a string of several lines."""
    token = match[0]
    if token.startswith(('"""', "'''")):
        return '""' + "\n" * token.count("\n")
    return "" if token.startswith("#") else token


def _tables(name: str, file: TomlTable, sections: Sequence[_Section]) -> Iterator[TomlTable]:
    value = file.data.get(name, [])
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise ToolkitError(file.finding(name, f"“{name}” must be tables", f"write [[{name}]]"))
    own = [section for section in sections if section[0] == name]
    for at, each in enumerate(value):
        _, place, places = own[at] if len(own) == len(value) else (name, file.place(name), {})
        yield TomlTable(each, place, places, file.code)
