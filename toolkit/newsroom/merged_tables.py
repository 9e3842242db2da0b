"""Merged tables: two versions of what verbs have recorded beside templates, made one.

Both sides add to the end of such a file, so that a merge by lines would have to ask, or would mix
the keys of two tables. Here a table stays whole.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from toolkit.base.errors import Finding, Location
from toolkit.base.files import decode
from toolkit.base.frozen import frozen
from toolkit.base.toml import read_toml, toml_lines
from toolkit.catalog.merge_order import merge_rows
from toolkit.editions.article import Phrase
from toolkit.editions.site.withdrawal import Withdrawal
from toolkit.newsroom.moved import MOVED
from toolkit.newsroom.withdrawn import WITHDRAWN, withdrawals_in, withdrawals_written

__all__ = ["TABLES", "merge_tables"]

TABLES = (WITHDRAWN, MOVED, "*.corrections.toml", "*.quotes.toml")
"""The names of the files, as patterns of `.gitattributes`."""
_CODE = "merge-conflict"
_HEADER = re.compile(r"\[(\[?)[^\[\]]")
_KEY = re.compile(r'("(?:[^"\\]|\\.)*"|[\w.-]+)\s*=')


@frozen
class _Version:
    """One side's file."""

    head: str
    """What stands above the first table."""
    tables: Mapping[str, str]
    """Each table's lines, by what it is known by: its name, or all that it says."""


def merge_tables(
    base: bytes, ours: bytes, theirs: bytes, path: str
) -> tuple[bytes, tuple[Finding, ...]]:
    """Merge two versions of a file of recorded tables, table by table.

    Args:
        base: the version that both come from; empty for none.
        ours: the one of this side.
        theirs: the other's.
        path: the file's name: it says what the tables are.

    Returns:
        the file, and where both sides said different things of one document: then ours stands.

    Raises:
        ToolkitError: when a version, or what they make together, is no TOML.

    """
    versions = [_version(each, path) for each in (base, ours, theirs)]
    before, here, there = versions
    findings: list[Finding] = []
    rows = merge_rows(list(before.tables), list(here.tables), list(there.tables))
    texts = [_merged(row, versions, path, findings) for row in rows]
    merged = (here.head or there.head) + "".join(texts)
    data = merged.encode()
    read_toml(data, path, "merge-unreadable")
    if path.endswith(WITHDRAWN):
        data = withdrawals_written(withdrawals_in(data, path))
    return data, tuple(findings)


def _version(data: bytes, path: str) -> _Version:
    read_toml(data, path, "merge-unreadable")
    head: list[str] = []
    tables: dict[str, str] = {}
    known, lines, gap = "", head, list[str]()
    for line in (f"{each}\n" for each in toml_lines(decode(data, path))):
        found = _known_by(line, in_table=known.startswith("["))
        if found:
            _add(tables, known, lines, head)
            known, lines, gap = found, [*gap, line], []
        elif line.strip() and (not line.startswith("#") or (lines is head and not gap)):
            lines += [*gap, line]
            gap = []
        else:
            gap.append(line)  # a comment belongs to what follows it
    lines += gap
    _add(tables, known, lines, head)
    return _Version("".join(head), tables)


def _add(tables: dict[str, str], known: str, lines: list[str], head: list[str]) -> None:
    if lines is head:
        return
    text = "".join(lines)
    tables[text.strip() if known.startswith("[[") else known] = text


def _known_by(line: str, *, in_table: bool) -> str:
    """Return what the table is known by that begins with a line; empty where none does."""
    if _HEADER.match(line):
        return line.strip()
    found = None if in_table else _KEY.match(line)
    return found[1] if found else ""


def _merged(row: str, versions: list[_Version], path: str, findings: list[Finding]) -> str:
    """Return what a table says after the merge."""
    before, ours, theirs = (each.tables.get(row) for each in versions)
    if ours is None or theirs is None or theirs in {ours, before}:
        return ours or theirs or ""
    if ours == before:
        return theirs
    if path.endswith(WITHDRAWN):
        return _withdrawn(ours, theirs, path, findings)
    findings.append(_conflict(row, ours, theirs, path))
    return ours


def _conflict(row: str, ours: str, theirs: str, path: str) -> Finding:
    said = f"“{ours.strip()}” (ours, kept), “{theirs.strip()}” (theirs)"
    message = f"two clones say different things about {row}: {said}"
    return Finding(_CODE, message, Location(path), "keep the line that is right")


def _withdrawn(ours: str, theirs: str, path: str, findings: list[Finding]) -> str:
    """Return what both sides say of an article that both have withdrawn."""
    (key, mine), (_, other) = (
        next(iter(withdrawals_in(each.encode(), path).items())) for each in (ours, theirs)
    )
    findings.extend(_other_reasons(mine, other, path))
    reasons = {each.locale: each for each in (*other.reasons, *mine.reasons)}
    both = replace(
        mine,
        when=max(mine.when, other.when),
        files=tuple(sorted({*mine.files, *other.files})),
        feeds=tuple(dict.fromkeys((*mine.feeds, *other.feeds))),
        reasons=tuple(reasons[each] for each in sorted(reasons)),
        nitf=mine.nitf or other.nitf,
        back={
            each: max(side[each] for side in (mine.back, other.back) if each in side)
            for each in mine.back.keys() | other.back.keys()
        },
    )
    lines = withdrawals_written({key: both}).decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("#"))


def _other_reasons(mine: Withdrawal, other: Withdrawal, path: str) -> Iterator[Finding]:
    known: Mapping[object, Phrase] = {each.locale: each for each in mine.reasons}
    for each in other.reasons:
        own = known.get(each.locale, each)
        if own.text != each.text:
            row = f"why “{mine.document_id}” is withdrawn, in {each.locale}"
            yield _conflict(row, own.text, each.text, path)
