"""Metadata lines: `Title: …`, `Date: …` that a Markdown file begins with, without a fence.

MultiMarkdown, Pelican and MkDocs have them. Their values are no YAML: all of a line is text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from toolkit.base.frozen import frozen
from toolkit.document.formats.front_texts import FrontText, is_text
from toolkit.document.formats.frontmatter import (
    KNOWN,
    LIST_KEYS,
    SYNONYMS,
    Field,
    FrontMatter,
    lines_field,
    list_field,
)
from toolkit.document.formats.lines import Line

__all__ = ["read_metadata_lines"]

_KEY = re.compile(r"(?P<name>[A-Za-z][\w-]*):[ \t]*")
_BESIDE_TITLE = frozenset(
    {"author", "authors", "category", "date", "modified", "slug", "status", "tags"}
)


@frozen
class _Row:
    """A key, and the lines of its value: all but the first are indented."""

    name: str
    start: int
    """Where the value begins in the first line."""
    lines: tuple[Line, ...]

    @property
    def key(self) -> str:
        """The key by its first name."""
        return SYNONYMS.get(self.name.lower(), self.name.lower())


def read_metadata_lines(lines: Sequence[Line], path: str) -> FrontMatter | None:
    """Read the metadata that a file begins with, to the first blank line; None where it has none.

    It begins with a title, and has another key that only metadata has.

    Raises:
        ToolkitError: for a list that cannot be read.

    """
    end = next((at for at, line in enumerate(lines) if not line.text.strip()), len(lines))
    rows = list(_rows(lines[:end]))
    names = [row.name.lower() for row in rows]
    if sum(len(row.lines) for row in rows) < end or names[:1] != ["title"]:
        return None
    if _BESIDE_TITLE.isdisjoint(names):
        return None
    fields: dict[str, Field] = {}
    texts: list[FrontText] = []
    for row in rows:
        field = _field(row, path)
        if row.name.lower() not in KNOWN:
            if is_text(field.value):
                texts.append(FrontText(row.name, field.value, field.span, block=True))
        elif row.key not in fields or row.name.lower() == row.key:
            fields[row.key] = field  # `keywords` are for search engines where there are `tags`
    return FrontMatter(fields, lines[end:], tuple(texts))


def _rows(lines: Sequence[Line]) -> Iterator[_Row]:
    row: _Row | None = None
    for line in lines:
        key = _KEY.match(line.text)
        if key is not None:
            if row is not None:
                yield row
            row = _Row(key["name"], key.end(), (line,))
        elif row is not None and line.text.startswith((" ", "\t")):
            row = replace(row, lines=(*row.lines, line))
        else:
            break
    if row is not None:
        yield row


def _field(row: _Row, path: str) -> Field:
    field = lines_field(row.lines, row.start)
    if row.key not in LIST_KEYS:
        return field
    items = [list_field(row.lines[0], row.start, path).items]
    items += [
        list_field(line, len(line.text) - len(line.text.lstrip()), path).items
        for line in row.lines[1:]
    ]
    return replace(field, items=tuple(each for some in items for each in some))
