"""Withdrawn: the articles that were published and are no more, so that their addresses say so.

Of one that has come back stays when it did: what is sent of it is newer than what withdrew it.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from toolkit.base.errors import Finding, Severity
from toolkit.base.replacement import write_atomically
from toolkit.base.text import is_printable
from toolkit.base.toml import TomlTable, read_toml, toml_string
from toolkit.editions.article import Phrase
from toolkit.editions.site.withdrawal import Withdrawal
from toolkit.newsroom.file_names import is_below
from toolkit.newsroom.protection.identities import Protection
from toolkit.newsroom.protection.searching import searcher
from toolkit.newsroom.recorded_tables import read_tables
from toolkit.newsroom.settings import CATALOGS, ProjectSettings

__all__ = [
    "WITHDRAWN",
    "read_withdrawn",
    "withdrawals_in",
    "withdrawals_written",
    "withdrawn_path",
    "without_names",
    "write_withdrawn",
]

WITHDRAWN = "withdrawn.toml"
"""The file, in the folder of catalogs: a table for each document, by its id."""
_HEAD = """\
# What was published and is withdrawn: its addresses say so. “toolkit build” writes this file anew.
# Readers see a reason where you add one: reason.en = "…". What came back has the moment: back.en
"""
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"
_KEYS = ("when", "files", "nitf", "feeds", "reason", "back")


def withdrawn_path(settings: ProjectSettings) -> Path:
    """Return where a newsroom's file stands."""
    return settings.root / CATALOGS / WITHDRAWN


def read_withdrawn(settings: ProjectSettings) -> Mapping[str, Withdrawal]:
    """Return what was withdrawn, by the ids of documents; nothing where there is no file.

    Raises:
        ToolkitError: when the file cannot be read, is not what `write_withdrawn` writes, or has a
            protected name.

    """
    return read_tables(settings, withdrawn_path(settings), withdrawals_in)


def withdrawals_in(data: bytes, path: str) -> Mapping[str, Withdrawal]:
    """Return what a file says that was withdrawn.

    Args:
        data: the file's bytes.
        path: its name, for messages.

    Raises:
        ToolkitError: when it is not what `write_withdrawn` writes.

    """
    table = read_toml(data, path, "withdrawn", 'write ["article"], and when = 2026-12-01')
    return {each: _withdrawal(each, table.table(each, '["article"]')) for each in table.data}


def _withdrawal(document_id: str, table: TomlTable) -> Withdrawal:
    table.only(_KEYS)
    files = table.strings("files", '["en/article.html"]')
    if not all(is_below(each) and is_printable(each) for each in files):
        raise table.error("files", "“files” must be paths below the output folder", "write en/…")
    back = table.table("back", "back.en = 2026-12-01")
    return Withdrawal(
        document_id,
        _moment(table, "when"),
        tuple(dict.fromkeys(files)),
        tuple(table.locale("feeds", each) for each in table.strings("feeds", '["en"]')),
        tuple(_reasons(table.table("reason", 'reason.en = "…"'))),
        nitf=table.flag("nitf"),
        back={back.locale(each, each): _moment(back, each) for each in back.data},
    )


def _reasons(table: TomlTable) -> Iterator[Phrase]:
    for tag in table.data:
        text = " ".join(table.string(tag).split())
        if not is_printable(text):
            message = f"the reason in “{tag}” has a character that cannot be printed"
            raise table.error(tag, message, "write it in letters and signs only")
        if text:
            yield Phrase(text, table.locale(tag, tag))


def _moment(table: TomlTable, key: str) -> dt.datetime:
    """Return the moment of a key; a day alone is its midnight."""
    value = table.data.get(key)
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        with suppress(OverflowError):  # in UTC it is before the year 1, or after 9999
            return value.astimezone(dt.UTC)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime(value.year, value.month, value.day, tzinfo=dt.UTC)
    message = f"“{key}” must be a day, or a moment with a time zone"
    raise table.error(key, message, f"write {key} = 2026-12-01")


def write_withdrawn(settings: ProjectSettings, withdrawals: Mapping[str, Withdrawal]) -> None:
    """Write down what was withdrawn; a file that says it already is left alone.

    Raises:
        ToolkitError: when it cannot be written, or what stands there is wrong.

    """
    if read_withdrawn(settings) != withdrawals:
        write_atomically(withdrawn_path(settings), withdrawals_written(withdrawals))


def withdrawals_written(withdrawals: Mapping[str, Withdrawal]) -> bytes:
    """Return what is withdrawn as the bytes of the file."""
    found = (line for key in sorted(withdrawals) for line in _lines(withdrawals[key]))
    return (_HEAD + "".join(f"{line}\n" for line in found)).encode()


def _lines(withdrawal: Withdrawal) -> Iterator[str]:
    yield ""
    yield f"[{toml_string(withdrawal.document_id)}]"
    yield f"when = {withdrawal.when:{_MOMENT}}"
    if withdrawal.files:
        yield "files = ["
        yield from (f"  {toml_string(each)}," for each in withdrawal.files)
        yield "]"
    if withdrawal.nitf:
        yield "nitf = true"
    if withdrawal.feeds:
        yield f"feeds = [{', '.join(toml_string(each.tag) for each in withdrawal.feeds)}]"
    for each in withdrawal.reasons:
        yield f"reason.{toml_string(each.locale.tag)} = {toml_string(each.text)}"
    for locale, moment in sorted(withdrawal.back.items()):
        yield f"back.{toml_string(locale.tag)} = {moment:{_MOMENT}}"


def without_names(
    withdrawals: Mapping[str, Withdrawal], protection: Protection
) -> tuple[Mapping[str, Withdrawal], tuple[Finding, ...]]:
    """Return what is withdrawn without addresses that say what is protected, and that there are.

    A page there would keep the name in public, and so would the file that asks for it.
    """
    find = searcher(protection).find if protection else None
    if find is None:
        return withdrawals, ()
    found, number = {}, 0
    for document_id, each in withdrawals.items():
        named = bool(find(document_id))
        files = () if named else tuple(path for path in each.files if not find(path))
        number += len(each.files) - len(files)
        if files or (each.back and not named):
            found[document_id] = replace(each, files=files)
    if not number:
        return found, ()
    what = "an address" if number == 1 else f"{number} addresses"
    return found, (
        Finding(
            "no-tombstone",
            f"{what} of what is withdrawn would say a protected name, so no page stands there",
            hint="readers find what your server says where there is no page (404)",
            severity=Severity.HINT,
        ),
    )
