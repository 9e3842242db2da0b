"""toolkit merge-po: two versions of a PO file, or a recorded table, made one, as git's driver."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace

import click

from toolkit.base.errors import Finding, Location, ToolkitError
from toolkit.base.locks import lock
from toolkit.base.text import shortened
from toolkit.catalog.merge import Conflict, Merged, merge_catalogs
from toolkit.catalog.po import Catalog, Entry, read, write
from toolkit.cli.options import force_option, verb
from toolkit.cli.output import write_output
from toolkit.cli.session import STANDARD, Session, print_findings, read_input
from toolkit.newsroom.configuration import load_settings

__all__ = ["merge_po"]

_WIDTH = 79
_LONGEST = 60
_TABLE = ".toml"


@verb
@click.argument("base", metavar="BASE")
@click.argument("ours", metavar="OURS")
@click.argument("theirs", metavar="THEIRS")
@click.option("-o", "--output", metavar="PO", help="Write here instead of to OURS.")
@click.option("--path", metavar="PO", help="The file's name, for messages (git's %P).")
@force_option
@click.pass_context
def merge_po(
    ctx: click.Context, base: str, ours: str, theirs: str, output: str | None, path: str | None
) -> None:
    """Merge two versions of a PO or POT file, unit by unit, into OURS.

    BASE is the version that both come from; it may be empty. If both translated the same unit
    differently, both translations are kept, the unit becomes fuzzy and is named, and the exit
    status is 1. A file that ends in .toml is one of the tables that verbs record: what was
    withdrawn, moved, corrected or said. After `toolkit init --git`, git calls this verb by itself.

    \b
    Example:
      toolkit merge-po base.po ours.po theirs.po -o kk.po
    """  # noqa: D301
    session = ctx.ensure_object(Session)
    output = output or ours
    shown = path or (ours if output == STANDARD else output)
    own = output == ours != STANDARD and session.path(ours).is_file()
    # What others save while OURS is being merged is neither overwritten nor left out.
    with lock(session.path(ours)) if own else nullcontext():
        data, findings = _merged(session, (base, ours, theirs), path, shown)
        # OURS is merged, not lost; git itself keeps what it was.
        writing = replace(session, force=True) if output == ours else session
        write_output(writing, output, data, inputs=(base, theirs), leaves=False, locked=own)
    print_findings(findings)
    ctx.exit(1 if findings else 0)


def _merged(
    session: Session, names: tuple[str, str, str], path: str | None, shown: str
) -> tuple[bytes, Sequence[Finding]]:
    """Return the merged file, and what people must decide."""
    if shown.endswith(_TABLE):
        # Few have them, and they hang on all that a newsroom is.
        from toolkit.newsroom.merged_tables import merge_tables  # noqa: PLC0415

        base, ours, theirs = (read_input(session, each) for each in names)
        return merge_tables(base, ours, theirs, shown)
    merged = merge_catalogs(*_read_all(session, names, path))
    data = write(merged.catalog, width=_width(session, shown))
    return data, _conflicts(merged, data, shown)


def _read_all(
    session: Session, names: tuple[str, str, str], path: str | None
) -> tuple[Catalog, Catalog, Catalog]:
    """Read the three versions; raise what is wrong in any of them."""
    catalogs: list[Catalog] = []
    findings: list[Finding] = []
    for side, name in zip(("base", "ours", "theirs"), names, strict=True):
        data = read_input(session, name)
        try:
            # Git gives an empty base for a file that both sides have added.
            is_none = side == "base" and not data.strip()
            shown = f"{path} ({side})" if path else name
            catalogs.append(Catalog() if is_none else read(data, shown))
        except ToolkitError as error:
            findings.extend(error.findings)
    if findings:
        raise ToolkitError(*findings, _unmerged("one of its versions", path or names[1]))
    base, ours, theirs = catalogs
    return base, ours, theirs


def _unmerged(what: str, shown: str) -> Finding:
    message = f"not merged: {what} is not a sound PO file; the file stays as it is in ours"
    hint = "repair it, or take one of the versions whole"
    return Finding("merge-unreadable", message, Location(shown), hint)


def _width(session: Session, shown: str) -> int:
    """Return how wide the newsroom wants its catalogs, if the file is in one."""
    try:
        return load_settings(session.path(shown).parent).wrap
    except ToolkitError:  # in no newsroom, or its toolkit.toml is being merged too
        return _WIDTH


def _conflicts(merged: Merged, data: bytes, shown: str) -> list[Finding]:
    """Return a finding for each conflict, at its place in the merged file."""
    try:
        written = {entry.key: entry for entry in read(data, shown)}
    except ToolkitError as error:  # say, one side has taken the Plural-Forms out of the header
        findings = error.findings
        raise ToolkitError(*findings, _unmerged("the result of merging", shown)) from None
    return [_conflict(each, written[each.key], shown) for each in merged.conflicts]


def _conflict(conflict: Conflict, entry: Entry, shown: str) -> Finding:
    ids = entry.notes.ids
    unit = ids[0] if ids else f"“{shortened(entry.msgid, _LONGEST)}”"
    ours, theirs = next(
        (pair for pair in zip(conflict.ours, conflict.theirs, strict=False) if pair[0] != pair[1]),
        (conflict.ours[0], conflict.theirs[0]),
    )
    return Finding(
        "merge-conflict",
        f"unit {unit} was translated twice: “{shortened(ours, _LONGEST)}” (ours, kept),"
        f" “{shortened(theirs, _LONGEST)}” (theirs, in the comment)",
        entry.msgstr_location(shown),
        "choose one in a PO editor, delete the comment and clear “Needs work”",
    )
