"""CSV terms: a termbase for a spreadsheet, a term a row (RFC 4180)."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, ToolkitError
from toolkit.base.files import decode
from toolkit.base.formulas import guarded, unguarded
from toolkit.base.registry import did_you_mean
from toolkit.catalog.terms.termbase import (
    GENDERED,
    KINDS,
    LONE,
    Alone,
    Gender,
    Term,
    Termbase,
    TermForms,
    form_problems,
    numbered,
)

__all__ = ["read_csv", "write_csv"]

_SAID = (*KINDS, "note", "declined")
_OWN = ("name", "alone", "gender", "note")
_TRUE = frozenset({"1", "true", "x", "yes"})
_FALSE = frozenset({"0", "false", "no"})
_SPLIT = re.compile(r"(?<!\\)\|")
_DELIMITERS = ",;\t"
_LONGEST_FIELD = 1 << 20
_REFERENCE = "see docs/reference/terms.md"


def write_csv(termbase: Termbase) -> bytes:
    """Return a termbase as CSV in UTF-8 with a byte order mark, as spreadsheets want it.

    The first row names the columns: `en`, `kk`, `kk admitted`, `kk forbidden`, `kk note`,
    `kk declined` …, `name`, `alone`, `gender`, `note`. Several forms in a cell stand apart by `|`.
    """
    locales = (termbase.source, *(each for each in termbase.locales()))
    columns = [
        (locale, kind)
        for locale in locales
        for kind in _SAID
        if kind == "preferred"
        or any(_cell(_forms(term, locale, termbase), kind) for term in termbase.terms)
    ]
    own = [each for each in _OWN if each != "gender" or any(t.gender for t in termbase.terms)]
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([*(_column(*each) for each in columns), *own])
    for term in termbase.terms:
        cells = [_cell(_forms(term, each, termbase), kind) for each, kind in columns]
        writer.writerow([*cells, *(_own_cell(term, each) for each in own)])
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def _forms(term: Term, locale: Locale, termbase: Termbase) -> TermForms:
    return term.source if locale == termbase.source else term.forms.get(locale, TermForms())


def _column(locale: Locale, kind: str) -> str:
    return locale.tag if kind == "preferred" else f"{locale} {kind}"


def _cell(forms: TermForms, kind: str) -> str:
    if kind == "declined":
        return "" if forms.declined else "false"
    if kind == "note":
        return guarded(forms.note)
    said: Sequence[str] = getattr(forms, kind)
    return guarded(" | ".join(form.replace("\\", "\\\\").replace("|", "\\|") for form in said))


def _own_cell(term: Term, kind: str) -> str:
    if kind == "name":
        return "true" if term.name else ""
    return guarded(str(getattr(term, kind)))


def read_csv(data: bytes, path: str, source: Locale) -> Termbase:
    """Read a termbase that a spreadsheet has saved: apart by commas, semicolons or tabs.

    Args:
        data: the file's bytes, in UTF-8.
        path: its name, for messages.
        source: the language of the newsroom's articles; a column must be called so.

    Raises:
        ToolkitError: with all that is wrong, each with its line.

    """
    rows = list(_rows(data, path))
    if not rows:
        raise _error("the file is empty", Location(path, 1, 1), _REFERENCE)
    columns = _columns(rows[0][1], path, source)
    findings: list[Finding] = []
    terms = [
        _term(dict(zip(columns, cells, strict=False)), Location(path, line), source, findings)
        for line, cells in rows[1:]
        if any(cell.strip() for cell in cells)
    ]
    if findings:
        raise ToolkitError(*findings)
    return Termbase(tuple(numbered(terms)), source)


def _error(message: str, location: Location, hint: str) -> ToolkitError:
    return ToolkitError.because("csv", message, location, hint)


def _rows(data: bytes, path: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with the lines that they begin on."""
    text = decode(data, path, "csv")
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise _error(str(error), Location(path, line), "correct the row") from None


Column = tuple[Locale | None, str]


def _columns(names: Sequence[str], path: str, source: Locale) -> list[Column]:
    """Return what each column holds: forms of a locale, or something of the term itself."""
    known = [source.tag, *(f"{source} {kind}" for kind in _SAID[1:]), *_OWN]
    columns: list[Column] = []
    for name in names:
        words = name.strip().split()
        column: Column | None = None
        if len(words) == 1 and words[0].lower() in _OWN:
            column = None, words[0].lower()
        elif words and (len(words) == 1 or (len(words) == 2 and words[1].lower() in _SAID)):  # noqa: PLR2004
            column = _locale_column(words)
        if column is None:
            hint = did_you_mean(name.strip(), known, f"write {', '.join(known)}")
            raise _error(f"“{name}” is not a column of a list of terms", Location(path, 1), hint)
        if column in columns:
            raise _error(f"two columns are called “{name}”", Location(path, 1), "keep one")
        columns.append(column)
    if (source, "preferred") not in columns:
        raise _error(
            f"no column “{source}”",
            Location(path, 1),
            f"call the column of the terms themselves {source}",
        )
    return columns


def _locale_column(words: Sequence[str]) -> Column | None:
    try:
        locale = Locale.named(words[0])
    except ToolkitError:
        return None
    return locale, words[1].lower() if len(words) > 1 else "preferred"


def _term(
    cells: Mapping[Column, str], location: Location, source: Locale, findings: list[Finding]
) -> Term:
    forms: dict[Locale, TermForms] = {}
    for (locale, kind), cell in cells.items():
        if locale is not None and (own := _said(kind, cell)) != TermForms():
            forms[locale] = forms.get(locale, TermForms()) + own
    problems = [message for own in forms.values() for _, message in form_problems(own)]
    said = forms.pop(source, TermForms())
    if not said.preferred:
        problems.append(f"this term has no form in {source}")
    values = {kind: unguarded(cells.get((None, kind), "")).strip() for kind in _OWN}
    alone, gender = Alone.NONE, Gender.NONE
    if values["alone"] in set(Alone):
        alone = Alone(values["alone"])
    else:
        problems.append(f"“alone” cannot be “{values['alone']}”")
    if values["gender"] in set(Gender):
        gender = Gender(values["gender"])
    else:
        problems.append(f"“gender” cannot be “{values['gender']}”")
    name = values["name"].lower() in _TRUE
    first = said.preferred[0] if said.preferred else ""
    term = Term(first, said, dict(sorted(forms.items())), values["note"], name, alone, gender)
    if gender and not name:
        problems.append(GENDERED)
    if alone and not term.has_lone_word:
        problems.append(LONE)
    findings += [Finding("csv", message, location, "correct the row") for message in problems]
    return term


def _said(kind: str, cell: str) -> TermForms:
    """Return what a cell says of a term in a locale."""
    if kind == "note":
        return TermForms(note=unguarded(cell).strip())
    if kind == "declined":
        return TermForms(declined=cell.strip().lower() not in _FALSE)
    return TermForms.of_kind(kind, _split(cell))


def _split(cell: str) -> Iterator[str]:
    for part in _SPLIT.split(unguarded(cell)):
        form = " ".join(part.replace("\\|", "|").replace("\\\\", "\\").split())
        if form:
            yield form
