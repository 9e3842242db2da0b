"""Pandoc title: the lines `% title`, `% authors`, `% date` that a Markdown file begins with.

Pandoc's manual, “Extension: pandoc_title_block”.
"""

import re
from collections.abc import Sequence

from toolkit.base.bcp47 import Locale
from toolkit.document.formats.dates import find_date
from toolkit.document.formats.frontmatter import Field, FrontMatter, lines_field
from toolkit.document.formats.lines import Line

__all__ = ["read_title_block"]

_KEYS = ("headline", "author", "date")
_LINE = re.compile(r"%(?:[ \t]|$)")
_HEADING = re.compile(r"#[ \t]|\([\w-]+\)=$|=+[ \t]*$")


def read_title_block(lines: Sequence[Line], language: Locale) -> FrontMatter | None:
    """Read a title block as the front matter that it is; None where a file does not have one.

    A date that is none in the source's language is left as it is. One line alone before a heading
    is no title: MyST has comments that look so.
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
    following = [line.text for line in rest if line.text.strip()][:2]
    if len(rows) == 1 and any(map(_HEADING.match, following)):
        return None
    fields = {key: _field(key, row) for key, row in zip(_KEYS, rows, strict=False)}
    if "date" in fields and find_date(fields["date"].value, language) is None:
        del fields["date"]
    return FrontMatter({key: field for key, field in fields.items() if field.value}, rest)


def _field(key: str, row: Sequence[Line]) -> Field:
    """Return the text of a row; authors may stand on a line each."""
    first = row[0].text
    start = len(first) - len(first[1:].lstrip())
    return lines_field(row, start, "; " if key == "author" else " ")
