"""Front matter: `key: value` or `key = value` lines between `---` lines at a text's head."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.registry import did_you_mean
from toolkit.base.toml import read_toml
from toolkit.document.formats.front_texts import FrontText
from toolkit.document.formats.lines import Line
from toolkit.document.model import Span
from toolkit.document.wire import LISTS, WIRE_KEYS

__all__ = [
    "KNOWN",
    "LIST_KEYS",
    "SYNONYMS",
    "Field",
    "FrontMatter",
    "lines_field",
    "list_field",
    "read_front_matter",
]

_FENCE = "---"
_CODE = "front-matter"
_WRITE = 'write key = "value"'
_KEYS = (
    "author", "canonical", "corrections", "date", "detect", "embargo", "headline", "image",
    "image_alt", "image_caption", "language", "note", "standfirst", "tags", "updated", *WIRE_KEYS,
)  # fmt: skip
SYNONYMS = {
    "byline": "author",
    "canonical_url": "canonical",
    "embargo_until": "embargo",
    "ednote": "editors_note",
    "embargoed": "embargo",
    "image-alt": "image_alt",
    "image-caption": "image_caption",
    "keywords": "tags",
    "lang": "language",
    "title": "headline",
}
"""Other names of keys."""
KNOWN = frozenset((*_KEYS, *SYNONYMS))
"""Every key that is read, in lower case."""
LIST_KEYS = frozenset({"corrections", "tags", *LISTS})
"""The keys whose value is a list."""
_MAY_LIST = LIST_KEYS | {"author"}
"""The keys whose value is a list where it is written as one; the text of an author has commas."""
_ITEM = re.compile(r"\s*-\s+")
_NAME = re.compile(r"\s*([\w-]+)\s*([:=])\s*")
# YAML 1.2 (section 7.3) and TOML 1.0 (strings); a comment may follow.
_QUOTED = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*(?:#.*)?""")
# XML 1.0, section 2.2: what no edition can hold; TOML's escapes can write it (`\f`).
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONG_QUOTES = ('"""', "'''")
_ESCAPED = re.compile(r"""\\(["\\])""")
_FLOW = re.compile(r"\[(.*)\]\s*(?:#.*)?")
_FLOW_ITEM = re.compile(r"""[^\s,"'][^,]*|"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""")
_FALSE = frozenset({"", "false", "no", "none", "~", "null"})


@frozen
class Field:
    """One key's value, and where it stands."""

    value: str
    span: Span
    """The value's bytes, without its quotation marks."""
    items: tuple["Field", ...] = ()
    """What a list holds."""
    block: bool = False
    """Whether it is a block scalar, in which no quotation marks are needed."""

    @property
    def truth(self) -> bool:
        """Whether the value says something: an empty one, `false` or `no` says “there is none”.

        The value of a list is empty where its items stand on lines of their own.
        """
        return self.value.lower() not in _FALSE or (not self.value and bool(self.items))


@frozen
class FrontMatter:
    """The fields of a text's front matter, and the lines after it."""

    fields: Mapping[str, Field]
    rest: Sequence[Line]
    """The body's lines; without a front matter these are all."""
    texts: tuple[FrontText, ...] = ()
    """The texts of other keys."""

    def body(self, data: bytes) -> int:
        """Return where the body begins in the file's bytes."""
        return self.rest[0].offset if self.rest else len(data)


def read_front_matter(lines: Sequence[Line], path: str) -> FrontMatter:
    """Split a text into front matter and the rest; without a closing fence it is all text.

    Raises:
        ToolkitError: for a line that is no field, an unknown key or a key given twice.

    """
    if not lines or lines[0].text.rstrip() != _FENCE:
        return FrontMatter({}, lines)
    close = next((n for n, line in enumerate(lines[1:], 1) if line.text.rstrip() == _FENCE), None)
    if close is None:
        return FrontMatter({}, lines)
    fields: dict[str, Field] = {}
    key = ""
    for line in lines[1:close]:
        if not line.text.strip() or line.text.lstrip().startswith("#"):
            continue
        item = _ITEM.match(line.text)
        if item is not None and key in _MAY_LIST and not fields[key].value:
            items = (*fields[key].items, _list_item(line, item.end(), len(line.text.rstrip())))
            fields[key] = replace(fields[key], items=items)
            continue
        key, field = _field(line, path)
        if key in fields:
            raise _error(f"the key “{key}” occurs twice", line, path, "keep one of them")
        fields[key] = field
    return FrontMatter(fields, lines[close + 1 :])


def _error(message: str, line: Line, path: str, hint: str) -> ToolkitError:
    return ToolkitError.because(_CODE, message, Location(path, line.number, 1), hint)


def _field(line: Line, path: str) -> tuple[str, Field]:
    match = _NAME.match(line.text)
    if match is None:
        raise _error(
            "this line of the front matter is not a field",
            line,
            path,
            "write key: value, or close the front matter with ---",
        )
    key = _key(match[1], line, path)
    start = match.end()
    value = line.text[start:].rstrip()
    end = start + len(value)
    if key in LIST_KEYS:
        return key, list_field(line, start, path)
    if key in _MAY_LIST and _FLOW.fullmatch(value):
        return key, replace(list_field(line, start, path), value="")
    quoted = _QUOTED.fullmatch(value)
    if quoted is not None:
        start, end = start + 1, start + len(quoted[1]) - 1
    if match[2] == "=":
        if value.startswith(_LONG_QUOTES):
            raise _error("the value is not one line of text", line, path, _WRITE)
        if quoted is None:
            end = start + len(value.partition("#")[0].rstrip())
        value = _toml_value(line, path, key)
    elif quoted is not None:
        value = _unquoted(quoted[1])
    at, until = line.byte_offset(start), line.byte_offset(end)
    return key, Field(value, Span(at, at, until, until, line.number, start + 1))


def lines_field(lines: Sequence[Line], start: int, between: str = " ") -> Field:
    """Return a field that is all that some lines say, in a syntax without quotation marks.

    Args:
        lines: the value's lines.
        start: where the value begins in the first one.
        between: what the lines are joined with.

    """
    first, last = lines[0], lines[-1]
    texts = [first.text[start:].strip(), *(line.text.strip() for line in lines[1:])]
    at, until = first.byte_offset(start), last.byte_offset(len(last.text.rstrip()))
    span = Span(at, at, until, until, first.number, start + 1)
    return Field(between.join(filter(None, texts)), span, block=True)


def list_field(line: Line, start: int, path: str) -> Field:
    """Read `[a, "b"]` of YAML (section 7.4) and TOML, or `a, b`, to the end of a line.

    Raises:
        ToolkitError: for a list that is not closed.

    """
    end = len(line.text.rstrip())
    value = line.text[start:end]
    inside = _FLOW.fullmatch(value)
    if value.startswith("[") and inside is None:
        raise _error("the list is not closed", line, path, "write it on one line, between [ and ]")
    at = start + (inside.start(1) if inside else 0)
    matches = _FLOW_ITEM.finditer(line.text, at, start + inside.end(1) if inside else end)
    items = tuple(_list_item(line, *match.span()) for match in matches)
    first, last = line.byte_offset(start), line.byte_offset(end)
    span = Span(first, first, last, last, line.number, start + 1)
    return Field(value, span, items)


def _list_item(line: Line, start: int, end: int) -> Field:
    text = line.text[start:end].rstrip()
    quoted = _QUOTED.fullmatch(text)
    if quoted is None:  # YAML 1.2, section 6.6
        text = text.partition(" #")[0].rstrip()
    end = start + len(text)
    value = text
    if quoted is not None:
        value = _unquoted(quoted[1])
        start, end = start + 1, start + len(quoted[1]) - 1
    at, until = line.byte_offset(start), line.byte_offset(end)
    return Field(value, Span(at, at, until, until, line.number, start + 1))


def _key(name: str, line: Line, path: str) -> str:
    key = SYNONYMS.get(name.lower(), name.lower())
    if key not in _KEYS:
        hint = did_you_mean(key, (*_KEYS, *SYNONYMS), f"the known keys are {', '.join(_KEYS)}")
        raise _error(f"unknown key “{name}” in the front matter", line, path, hint)
    return key


def _unquoted(value: str) -> str:
    """Return what stands between YAML's quotation marks."""
    inner = value[1:-1]
    return _ESCAPED.sub(r"\1", inner) if value[0] == '"' else inner.replace("''", "'")


def _toml_value(line: Line, path: str, key: str) -> str:
    table = read_toml(line.text.encode(), path, _CODE, _WRITE, line=line.number)
    (value,) = table.data.values()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dt.datetime) and key != "embargo":
        return value.date().isoformat()
    if isinstance(value, str) and (unfit := _UNFIT.search(value)):
        message = f"the value contains the character U+{ord(unfit[0]):04X}"
        raise _error(
            message, line, path, "write each backslash as \\\\, or put the value between '…'"
        )
    if isinstance(value, str | dt.date) or (key == "urgency" and isinstance(value, int)):
        return str(value)
    raise _error("the value is neither a text nor a date", line, path, _WRITE)
