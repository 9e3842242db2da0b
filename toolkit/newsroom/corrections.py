"""Corrections: the file beside a document's template in which its corrections are recorded."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, ToolkitError
from toolkit.base.text import is_printable
from toolkit.base.toml import TomlTable, read_toml, toml_string
from toolkit.document.recorded_corrections import RecordedCorrection, RecordedPassage
from toolkit.newsroom.recorded_tables import add_tables, read_tables
from toolkit.newsroom.settings import ProjectSettings

__all__ = ["read_corrections", "record_correction"]

_CODE = "correction"
_HEAD = "# What was corrected in this document: “toolkit correct” adds to it.\n"
_TABLE = "[[correction]]"
_FACT, _LEGAL = "fact", "legal"
_KEYS = ("day", "severity", "locale", "note", "passages")


def read_corrections(settings: ProjectSettings, document_id: str) -> tuple[RecordedCorrection, ...]:
    """Return the recorded corrections of a document, oldest first; none where there is no file.

    Raises:
        ToolkitError: when the file cannot be read, is not what `record_correction` writes, or has
            a protected name.

    """
    return read_tables(settings, settings.corrections_path(document_id), _read)


def record_correction(
    settings: ProjectSettings, document_id: str, correction: RecordedCorrection
) -> None:
    """Add a correction to those of a document; what the file has stays as it is.

    One that a run recorded which died before it was done is not recorded twice.

    Raises:
        ToolkitError: when the file is wrong, cannot be read or written, or would have a protected
            name; then nothing has changed.

    """

    def added(known: tuple[RecordedCorrection, ...]) -> list[Iterator[str]]:
        return [] if any(_covers(each, correction) for each in known) else [_lines(correction)]

    add_tables(settings, settings.corrections_path(document_id), _HEAD, _read, added)


def _covers(known: RecordedCorrection, correction: RecordedCorrection) -> bool:
    passages = frozenset(correction.passages)
    return passages <= frozenset(known.passages) and known == replace(
        correction, passages=known.passages
    )


def _lines(correction: RecordedCorrection) -> Iterator[str]:
    yield _TABLE
    yield f"day = {correction.day.isoformat()}"
    yield f'severity = "{_LEGAL if correction.withdraws else _FACT}"'
    if correction.locale is not None:
        yield f"locale = {toml_string(correction.locale.tag)}"
    if correction.note:
        yield f"note = {toml_string(correction.note)}"
    if correction.passages:
        yield "passages = ["
        for each in correction.passages:
            yield f"  {{ id = {toml_string(each.id)}, source = {toml_string(each.mark)} }},"
        yield "]"


def _read(data: bytes, path: str) -> tuple[RecordedCorrection, ...]:
    file = read_toml(data, path, _CODE)
    findings: list[Finding] = list(file.unknown(("correction",)))
    found = [_correction(each, findings) for each in file.tables("correction", _TABLE)]
    if findings:
        raise ToolkitError(*findings)
    return tuple(found)


def _correction(table: TomlTable, findings: list[Finding]) -> RecordedCorrection:
    findings.extend(table.unknown(_KEYS))
    withdraws = table.choice("severity", (_FACT, _LEGAL), _FACT) == _LEGAL
    note = "" if withdraws and "note" not in table.data else table.said("note", findings)
    note = " ".join(note.split())
    if not is_printable(note):
        message = "“note” has a character that cannot be printed"
        findings.append(table.finding("note", message, "write it in letters and signs only"))
    return RecordedCorrection(
        _day(table, findings),
        note,
        _locale(table, findings),
        withdraws,
        tuple(_passage(each, findings) for each in table.tables("passages")),
    )


def _locale(table: TomlTable, findings: list[Finding]) -> Locale | None:
    tag = table.line("locale", "")
    try:
        return Locale.parse(tag) if tag else None
    except ToolkitError as error:
        findings.extend(replace(each, location=table.place("locale")) for each in error.findings)
        return None


def _day(table: TomlTable, findings: list[Finding]) -> dt.date:
    day = table.data.get("day")
    if isinstance(day, dt.date) and not isinstance(day, dt.datetime):
        return day
    findings.append(table.finding("day", "“day” must be a date", "write day = 2026-03-09"))
    return dt.date.min


def _passage(table: TomlTable, findings: list[Finding]) -> RecordedPassage:
    findings.extend(table.unknown(("id", "source")))
    return RecordedPassage(table.said("id", findings, "p-7f3c"), table.line("source", ""))
