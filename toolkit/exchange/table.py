"""Table: what Word tables and spreadsheets have in their columns, and rows read from them again."""

import re
from collections.abc import Iterable, Iterator, Sequence

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.text import Code, message_codes, parse_text
from toolkit.exchange.package import Package, Reference, Row, State
from toolkit.exchange.reply import Reply, Returned, reply_locale

__all__ = [
    "DRAFT",
    "NOTE",
    "Cells",
    "about",
    "headings",
    "isolated",
    "read_rows",
    "remarks_of",
    "shown",
]

NUMBER, SOURCE, TRANSLATION, REMARKS, ABOUT = (
    "No.",
    "Source",
    "Translation",
    "Remarks",
    "About the text",
)
DRAFT = "[draft]"
"""Stands first among the remarks on a translation that nobody has approved."""
_WAITING = f"{DRAFT} delete this word when the translation is right"
NOTE = "ⓘ "
"""Begins a line that says something about a text, where it stands in one cell with it."""
_LABEL = re.compile(
    r"(no\.|source|translation|remarks|about the text)(?:\W+([a-z]{2,8}(?:-\w+)*))?"
)
_FIRST_ROWS = 30
_ISOLATED = re.compile(r"\u2066(<[^<>\u2066\u2069]+>)\u2069")


@frozen
class Cells:
    """A row of a table in a file that came back."""

    texts: tuple[str, ...]
    """The text of each cell; its paragraphs are separated by line feeds."""
    place: Location


@frozen
class _Columns:
    """Where things stand in a table: the number of each column, -1 where there is none."""

    source: int
    translation: int
    remarks: int
    locale: str = ""


def headings(package: Package) -> dict[str, str]:
    """Return what stands at the head of each column, with the languages of the texts."""
    return {
        NUMBER: NUMBER,
        SOURCE: f"{SOURCE}: {package.source.tag}",
        TRANSLATION: f"{TRANSLATION}: {package.locale.tag}",
        REMARKS: REMARKS,
        ABOUT: ABOUT,
    }


def shown(message: str, source: str, locale: Locale) -> str:
    """Return a message as a cell shows it: in right-to-left texts each code keeps its own order.

    Without the isolates (UAX #9), `<a1>` would be shown as `<1a>`, or as two marks far apart.
    """
    if locale.direction != "rtl" or "<" not in message:
        return message
    pieces = parse_text(message, message_codes(source))
    return "".join(isolated(each) if isinstance(each, Code) else each for each in pieces)


def isolated(code: Code) -> str:
    """Return a code in an isolate from left to right, which is taken off again when it is read."""
    return f"\u2066{code}\u2069"


def remarks_of(row: Row) -> str:
    """Return what stands in the column where translators write: a draft's mark, and comments."""
    lines = [_WAITING] if row.state is State.DRAFT else []
    return "\n".join([*lines, *filter(None, [row.comment])])


def about(row: Row) -> str:
    """Return what a translator must know of a text, a line each."""
    before = [f"before: {row.previous}"] if row.previous else []
    form = [f"plural form {row.form + 1}"] if row.form is not None else []
    return "\n".join([*row.remarks, *before, *form])


def read_rows(rows: Iterable[Cells], path: str, findings: Sequence[Finding] = ()) -> Reply:
    """Read the rows of tables.

    Columns are known by their headings, and else by where the references stand; rows may have been
    moved, deleted and added.

    Args:
        rows: those of all tables of the file.
        path: the file's name, for messages.
        findings: what was noticed while they were read.

    Raises:
        ToolkitError: when no table in it is one that was sent.

    """
    rows = list(rows)
    columns = _columns(rows)
    if columns is None:
        raise ToolkitError.because(
            "exchange-file",
            "the file has no table with the columns “Source” and “Translation”",
            Location(path),
            "put the translations into the file that was sent; "
            "for another one use “toolkit import --align”",
        )
    told = list(findings)
    found = [row for each in rows if (row := _row(each, columns, told)) is not None]
    return Reply(path, tuple(found), reply_locale(columns.locale, path), tuple(told))


def _columns(rows: Sequence[Cells]) -> _Columns | None:
    for row in rows[:_FIRST_ROWS]:
        labels = [_LABEL.match(text.strip().lower()) for text in row.texts]
        at = {match[1]: place for place, match in enumerate(labels) if match}
        if {"source", "translation"} <= at.keys():
            said = labels[at["translation"]]
            locale = said[2] if said is not None and said[2] else ""
            return _Columns(at["source"], at["translation"], at.get("remarks", -1), locale)
    for row in rows:
        for place, text in enumerate(row.texts):
            if Reference.parse(text) and len(row.texts) > place + 2:
                return _Columns(place + 1, place + 2, place + 3)
    return None


def _row(cells: Cells, columns: _Columns, told: list[Finding]) -> Returned | None:
    """Return a row of texts; None for headings, blank rows and rows of two references."""
    references = list(_references(cells.texts))
    source, target, remarks = (
        _ISOLATED.sub(r"\1", cells.texts[at]) if 0 <= at < len(cells.texts) else ""
        for at in (columns.source, columns.translation, columns.remarks)
    )
    if len(references) > 1:
        message = "several rows were merged, so nobody can tell which text this translates"
        hint = "put each translation into a row of its own"
        told.append(Finding("exchange-row", message, cells.place, hint, severity=Severity.WARNING))
        return None
    is_heading = _LABEL.match(source.strip().lower()) and not references
    if is_heading or not (references or source.strip() or target.strip()):
        return None
    return Returned(
        target,
        cells.place,
        references[0] if references else None,
        _without_notes(source) or None,
        draft=DRAFT in remarks if columns.remarks >= 0 else None,
        comment="\n".join(line for line in remarks.split("\n") if DRAFT not in line),
    )


def _without_notes(source: str) -> str:
    lines = source.split("\n")
    return "\n".join(line for line in lines if not line.startswith(NOTE.strip())).strip()


def _references(texts: Iterable[str]) -> Iterator[Reference]:
    for text in texts:
        for word in text.split():
            reference = Reference.parse(word)
            if reference is not None:
                yield reference
