"""Pandoc title: the lines `% title`, `% authors`, `% date` that a Markdown file begins with.

Pandoc's manual, “Extension: pandoc_title_block”.
"""

import re
from collections.abc import Iterator, Sequence

from toolkit.base.bcp47 import Locale
from toolkit.document.formats.dates import find_date
from toolkit.document.formats.frontmatter import Field, FrontMatter, lines_field
from toolkit.document.formats.lines import Line

__all__ = ["read_title_block"]

_KEYS = ("headline", "author", "date")
_LINE = re.compile(r"%(?:[ \t]|$)")
_HEADING = re.compile(r"#[ \t]|\([\w-]+\)=$|=+[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


def read_title_block(lines: Sequence[Line], language: Locale) -> FrontMatter | None:
    """Read a title block as the front matter that it is; None where a file does not have one.

    A date that is none in the source's language is left as it is. Without a date, lines before
    the only heading of level 1 are no title: MyST has comments that look so, and a title there.
    """
    rows: list[list[Line]] = []
    for line in lines:
        if _LINE.match(line.text) and len(rows) < len(_KEYS):
            rows.append([line])
        elif rows and line.text.startswith((" ", "\t")) and line.text.strip():
            rows[-1].append(line)
        else:
            break
    rest = lines[sum(map(len, rows)) :]
    if not rows or (rest and _LINE.match(rest[0].text)):
        return None
    fields = {key: _field(key, row) for key, row in zip(_KEYS, rows, strict=False)}
    if "date" in fields and find_date(fields["date"].value, language) is None:
        del fields["date"]
    if "date" not in fields and _has_title_of_its_own(rest, alone=len(rows) == 1):
        return None
    return FrontMatter({key: field for key, field in fields.items() if field.value}, rest)


def _has_title_of_its_own(rest: Sequence[Line], *, alone: bool) -> bool:
    """Whether a text begins with a heading that is its title; `alone`: behind one line."""
    following = [line.text for line in rest if line.text.strip()][:2]
    if not any(map(_HEADING.match, following)):
        return False
    return alone or len(list(_titles(rest))) == 1


def _titles(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the headings of level 1, but for what looks so in code."""
    fence = ""
    before = ""
    for line in lines:
        marks = _FENCE.match(line.text)
        if fence:
            fence = "" if marks and marks[1].startswith(fence) else fence
        elif marks:
            fence = marks[1]
        elif re.match(r"#[ \t]", line.text) or (before and re.match(r"=+[ \t]*$", line.text)):
            yield line
        before = line.text.strip()


def _field(key: str, row: Sequence[Line]) -> Field:
    """Return the text of a row; authors may stand on a line each."""
    first = row[0].text
    start = len(first) - len(first[1:].lstrip())
    return lines_field(row, start, "; " if key == "author" else " ")
