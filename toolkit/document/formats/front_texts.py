"""Front matter's texts: the values of all keys, each with its place, in YAML's and TOML's words.

It reads what site generators' documents have: maps and lists by indentation, plain, quoted and
block scalars (YAML 1.2, chapters 7 and 8), tables and strings (TOML 1.0). What it does not know it
passes over: the bytes stay.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence

from toolkit.base.frozen import frozen
from toolkit.document.formats.lines import Line
from toolkit.document.model import Span

__all__ = ["FrontText", "front_texts", "is_text"]

_YAML = re.compile(
    r"""(?P<space>\s*(?:-\s+)*)(?P<key>[\w.@/\-]+|"[^"]*"|'[^']*')\s*:(?:\s+(?P<value>\S.*?))?\s*$"""
)
_ITEM = re.compile(r"""(?P<space>\s*(?:-\s+)+)(?P<value>[^\s{\[|>&*!].*?)\s*$""")
_BLOCK = re.compile(r"[|>](?:[+\-]?\d?|\d[+\-])(?:\s+#.*)?$")
_COMMENT = re.compile(r"\s+#.*$")
_TABLE = re.compile(r"\s*\[{1,2}\s*(?P<name>[^\[\]]+?)\s*\]{1,2}\s*(?:#.*)?$")
_TOML = re.compile(r"""\s*(?P<key>[\w.\-]+|"[^"]*"|'[^']*')\s*=\s*(?P<value>\S.*?)\s*$""")
_TOML_STRING = re.compile(r"""("(?:[^"\\]|\\.)*"|'[^']*')\s*(?:#.*)?$""")
_LONG_QUOTES = ('"""', "'''")
_CLOSED = {'"': re.compile(r'(?:[^"\\]|\\.)*"'), "'": re.compile(r"(?:[^']|'')*'")}
_ESCAPED = re.compile(r"\\(?:\n[ \t]*|(.))", re.DOTALL)
_NO_TEXT = re.compile(r"(?:true|false|yes|no|on|off|null|~|[\d\s:.,TZ+\-/]*)$", re.IGNORECASE)


@frozen
class FrontText:
    """A text of a front matter."""

    name: str
    """Its key, after those of the maps around it: `cover.alt`."""
    text: str
    """White space collapsed."""
    span: Span
    """Of its bytes, without quotation marks."""
    block: bool = False
    """Whether it is a paragraph of a block scalar, in which no quotation marks are needed."""


def front_texts(lines: Sequence[Line], fence: str) -> Iterator[FrontText]:
    """Yield the texts of a front matter.

    Args:
        lines: the lines between the fences.
        fence: `---` for YAML, `+++` for TOML.

    """
    found = _toml(lines) if fence == "+++" else _Yaml(lines).texts()
    for each in found:
        if is_text(each.text):
            yield each


_FLOW_PAIR = re.compile(
    r"""(?<=[{,])\s*(?P<key>"[\w-]+"|'[\w-]+'|[\w-]+)\s*:\s+"""
    r"""(?P<value>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'{}\[\],&*!|>@`%#][^{}\[\],#]*)\s*(?=[,}])"""
)


def is_text(value: str) -> bool:
    """Whether a value says something to readers, and is no number, date or switch."""
    return _NO_TEXT.match(value) is None


def _span(first: Line, start: int, last: Line, end: int) -> Span:
    at, until = first.byte_offset(start), last.byte_offset(end)
    return Span(at, at, until, until, first.number, start + 1)


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip(" "))


class _Yaml:
    """Reads the lines of a YAML document, with the keys of the maps that it is in."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._keys: list[tuple[int, str]] = []
        self._next = 0

    def texts(self) -> Iterator[FrontText]:
        """Yield the texts of all lines."""
        while self._next < len(self._lines):
            line = self._lines[self._next]
            self._next += 1
            if not line.text.strip() or line.text.lstrip().startswith("#"):
                continue
            match = _YAML.match(line.text)
            if match is not None:
                yield from self._pair(line, match)
            elif item := _ITEM.match(line.text):
                yield from self._item(line, item)

    def _name(self, *more: str) -> str:
        return ".".join([*(key for _, key in self._keys), *more])

    def _pair(self, line: Line, match: re.Match[str]) -> Iterator[FrontText]:
        indent = len(match["space"])
        while self._keys and self._keys[-1][0] >= indent:
            self._keys.pop()
        key, value = match["key"].strip("\"'"), match["value"] or ""
        if not value or value.startswith("#"):
            self._keys.append((indent, key))
        elif _BLOCK.match(value):
            yield from self._block(self._name(key), indent, literal=value[0] == "|")
        else:
            yield from self._scalar(line, self._name(key), match.start("value"), value, indent)

    def _item(self, line: Line, match: re.Match[str]) -> Iterator[FrontText]:
        indent = len(match["space"])
        while self._keys and self._keys[-1][0] >= indent:
            self._keys.pop()
        if self._keys:
            start, value = match.start("value"), match["value"]
            yield from self._scalar(line, self._name(), start, value, indent - 1)

    def _scalar(
        self, line: Line, name: str, start: int, value: str, indent: int
    ) -> Iterator[FrontText]:
        if value[0] in "\"'":
            yield from self._quoted(line, name, start)
        elif value[0] == "{":
            yield from _flow(line, name, start)
        elif value[0] not in "[]{}&*!|>@`%,":
            yield from self._plain(line, name, start, indent)

    def _quoted(self, line: Line, name: str, start: int) -> Iterator[FrontText]:
        mark = line.text[start]
        lines, at = [line.text[start + 1 :]], self._next
        while _CLOSED[mark].match("\n".join(lines)) is None:
            if at == len(self._lines):
                return
            lines.append(self._lines[at].text)
            at += 1
        last = self._lines[at - 1] if len(lines) > 1 else line
        closed = _CLOSED[mark].match("\n".join(lines))
        assert closed is not None  # noqa: S101 - the loop has ended
        self._next = at
        inside = closed[0][:-1]
        end = len(inside.rpartition("\n")[2]) if len(lines) > 1 else start + 1 + len(inside)
        yield FrontText(name, _unquoted(inside, mark), _span(line, start + 1, last, end))

    def _plain(self, line: Line, name: str, start: int, indent: int) -> Iterator[FrontText]:
        last, texts = line, [_COMMENT.sub("", line.text[start:]).strip()]
        end = start + len(texts[0])
        while self._next < len(self._lines):
            each = self._lines[self._next]
            text = each.text.strip()
            if not text or _indent(each) <= indent or text[0] == "#" or _YAML.match(each.text):
                break
            last, end = each, len(each.text.rstrip())
            texts.append(text)
            self._next += 1
        yield FrontText(name, " ".join(texts), _span(line, start, last, end))

    def _block(self, name: str, indent: int, *, literal: bool) -> Iterator[FrontText]:
        """Yield the paragraphs of a block scalar; the lines of one that keeps its lines."""
        held: list[Line] = []
        while self._next < len(self._lines):
            line = self._lines[self._next]
            if line.text.strip() and _indent(line) <= indent:
                break
            self._next += 1
            if held and (literal or not line.text.strip()):
                yield _paragraph(name, held)
                held = []
            if line.text.strip():
                held.append(line)
        if held:
            yield _paragraph(name, held)


def _unquoted(inside: str, mark: str) -> str:
    """Return the text between quotes, on one line (YAML 1.2, sections 7.3.1 and 7.3.2)."""
    if mark == '"':
        said = _ESCAPED.sub(lambda each: each[1] or "", inside)
    else:
        said = inside.replace("''", "'")
    return " ".join(said.split())


def _flow(line: Line, name: str, start: int) -> Iterator[FrontText]:
    """Yield the texts of a map between braces on one line (YAML 1.2, section 7.4.2)."""
    for match in _FLOW_PAIR.finditer(line.text, start + 1):
        own = ".".join(filter(None, (name, match["key"].strip("\"'"))))
        value, at = match["value"], match.start("value")
        if value[0] in "\"'":
            span = _span(line, at + 1, line, at + len(value) - 1)
            yield FrontText(own, _unquoted(value[1:-1], value[0]), span)
        else:
            end = at + len(value.rstrip())
            yield FrontText(own, value.rstrip(), _span(line, at, line, end))


def _paragraph(name: str, held: Sequence[Line]) -> FrontText:
    first, last = held[0], held[-1]
    text = " ".join(line.text.strip() for line in held)
    return FrontText(
        name, text, _span(first, _indent(first), last, len(last.text.rstrip())), block=True
    )


def _toml(lines: Sequence[Line]) -> Iterator[FrontText]:
    table = ""
    for at, line in enumerate(lines):
        if header := _TABLE.match(line.text):
            table = ".".join(part.strip(" \"'") for part in header["name"].split("."))
            continue
        match = _TOML.match(line.text)
        if match is None:
            continue
        name = ".".join(filter(None, (table, match["key"].strip("\"'"))))
        start, value = match.start("value"), match["value"]
        if value.startswith(_LONG_QUOTES):
            yield from _long(lines, at, name, start)
        elif found := _TOML_STRING.match(value):
            text = _toml_string(found[1])
            if text is not None:
                end = start + len(found[1]) - 1
                yield FrontText(name, " ".join(text.split()), _span(line, start + 1, line, end))


def _toml_string(literal: str) -> str | None:
    try:
        value = tomllib.loads(f"x = {literal}")["x"]
    except tomllib.TOMLDecodeError:
        return None
    return value if isinstance(value, str) else None


def _long(lines: Sequence[Line], at: int, name: str, start: int) -> Iterator[FrontText]:
    """Yield a string between three quotation marks, on one line or on several."""
    quotes = lines[at].text[start : start + 3]
    first, begin = at, start + 3
    if not lines[at].text[begin:].strip():
        first, begin = at + 1, 0
    for last in range(at, len(lines)):
        end = lines[last].text.find(quotes, start + 3 if last == at else 0)
        if end < 0:
            continue
        if last < first:
            return
        if not lines[last].text[:end].strip() and last > first:
            last, end = last - 1, len(lines[last - 1].text.rstrip())  # noqa: PLW2901
        inside = [line.text for line in lines[first : last + 1]]
        inside[-1] = inside[-1][:end]
        inside[0] = inside[0][begin:]
        if all(each.strip() for each in inside):
            text = _toml_string(quotes + "\n".join(inside) + quotes)
            if text is not None:
                span = _span(lines[first], begin, lines[last], end)
                yield FrontText(name, " ".join(text.split()), span, block=begin == 0)
        return
