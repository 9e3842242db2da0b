"""Overlays: what a locale omits, adds and moves in a document on purpose, and why."""

from collections.abc import Collection, Sequence
from dataclasses import field, replace
from enum import StrEnum

from toolkit.base.errors import Finding, Location, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.toml import TomlTable, read_toml
from toolkit.localizing.adapting.added import AddedKind, added_elements

__all__ = ["Addition", "Move", "Omission", "Overlay", "Side", "omitted_ids", "read_overlay"]

_CODE = "overlay"
_TABLES = ("omit", "insert", "move")


@frozen
class Omission:
    """A unit that the locale's edition has not."""

    id: str
    reason: str
    source: str = ""
    """The mark of the text that it was decided upon, from `source_mark`."""
    location: Location = field(default=Location(""), compare=False)
    """Where its id stands in the overlay."""
    source_location: Location = field(default=Location(""), compare=False)
    """Where its mark stands, or its id."""


class Side(StrEnum):
    """On which side of its anchor something comes to stand."""

    BEFORE = "before"
    AFTER = "after"


@frozen
class Addition:
    """Passages that only the locale's edition has."""

    anchor: str
    """The id of the unit that it stands beside."""
    side: Side
    text: str
    """Markdown: paragraphs with inline markup."""
    kind: AddedKind
    reason: str
    location: Location = field(default=Location(""), compare=False)
    """Where the anchor stands in the overlay."""


@frozen
class Move:
    """A unit that stands elsewhere in the locale's edition."""

    id: str
    anchor: str
    side: Side
    reason: str
    location: Location = field(default=Location(""), compare=False)
    """Where its id stands in the overlay."""
    anchor_location: Location = field(default=Location(""), compare=False)


@frozen
class Overlay:
    """What one locale does with one document."""

    omissions: tuple[Omission, ...] = ()
    additions: tuple[Addition, ...] = ()
    moves: tuple[Move, ...] = ()

    def in_summary(self, shown: Collection[str]) -> "Overlay":
        """Return what of it a summary has: nothing is added beside what is not shown.

        Args:
            shown: the ids of the units that the summary holds.

        """
        kept = tuple(each for each in self.additions if each.anchor in shown)
        return replace(self, additions=kept)


def omitted_ids(overlay: Overlay) -> frozenset[str]:
    """Return the ids of the units that are neither counted nor missing."""
    return frozenset(each.id for each in overlay.omissions)


def read_overlay(data: bytes, path: str) -> Overlay:
    """Read an overlay, strictly.

    Args:
        data: the file's bytes (TOML 1.0).
        path: its name, for messages.

    Raises:
        ToolkitError: with all that is wrong, each with its line.

    """
    file = read_toml(data, path, _CODE)
    findings = list(file.unknown(_TABLES))
    overlay = Overlay(
        tuple(_omission(each, findings) for each in file.tables("omit")),
        tuple(_addition(each, findings) for each in file.tables("insert")),
        tuple(_move(each, findings) for each in file.tables("move")),
    )
    _refuse_repeated([*overlay.omissions, *overlay.moves], findings)
    if findings:
        raise ToolkitError(*findings)
    return overlay


def _omission(table: TomlTable, findings: list[Finding]) -> Omission:
    findings.extend(table.unknown(("id", "reason", "source")))
    return Omission(
        table.said("id", findings, "p-7f3c"),
        table.said("reason", findings),
        table.said("source", findings) if "source" in table.data else "",
        table.place("id"),
        table.place("source" if "source" in table.data else "id"),
    )


def _addition(table: TomlTable, findings: list[Finding]) -> Addition:
    findings.extend(table.unknown(("after", "before", "text", "kind", "reason")))
    side, anchor = _anchor(table, findings)
    text = table.said("text", findings)
    kind = AddedKind.PARAGRAPH
    try:
        kind = AddedKind(str(table.data.get("kind", kind)))
        if text:
            added_elements(text, kind)
    except ValueError as error:
        known = [each.value for each in AddedKind]
        if str(table.data.get("kind", kind)) in known:
            hint = "write paragraphs, with *emphasis* and [links](https://…)"
            findings.append(table.finding("text", str(error), hint))
        else:
            message = f"“kind” cannot be “{table.data.get('kind')}”"
            findings.append(table.finding("kind", message, f"choose {' or '.join(known)}"))
    reason = table.said("reason", findings)
    return Addition(anchor, side, text, kind, reason, table.place(side))


def _move(table: TomlTable, findings: list[Finding]) -> Move:
    findings.extend(table.unknown(("id", "after", "before", "reason")))
    side, anchor = _anchor(table, findings)
    own = table.said("id", findings, "p-7f3c")
    if own and own == anchor:
        message = f"“{own}” cannot be moved next to itself"
        findings.append(table.finding(side, message, "name another unit"))
    reason = table.said("reason", findings)
    return Move(own, anchor, side, reason, table.place("id"), table.place(side))


def _anchor(table: TomlTable, findings: list[Finding]) -> tuple[Side, str]:
    """Return beside which unit something comes to stand, and on which side."""
    said = [side for side in Side if side in table.data]
    if len(said) > 1:
        message = "“after” and “before” cannot be used together"
        findings.append(table.finding("before", message, "keep one of them"))
    side = said[0] if said else Side.AFTER
    return side, table.said(side, findings, "p-7f3c")


def _refuse_repeated(named: Sequence[Omission | Move], findings: list[Finding]) -> None:
    seen: dict[str, Omission | Move] = {}
    for each in named:
        other = seen.setdefault(each.id, each)
        if each.id and other is not each:
            line = f" in line {other.location.line}" if other.location.line else ""
            message = f"“{each.id}” is already omitted or moved{line}"
            findings.append(Finding(_CODE, message, each.location, "keep one of them"))
