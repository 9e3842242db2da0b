"""Fitting: what of a locale's overlay can be done with a document, and what it leaves out."""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from toolkit.base.bcp47 import Locale, LocaleFilter
from toolkit.base.errors import Finding, Replacement, Severity
from toolkit.base.registry import did_you_mean
from toolkit.document.formats import formats
from toolkit.document.model import Document, Part, Run, Unit
from toolkit.localizing.adapting.overlay import Addition, Move, Omission, Overlay, omitted_ids
from toolkit.localizing.vocabulary import CELLS

__all__ = ["fit_overlay", "leave_out", "source_mark"]

_CODE = "overlay"
_DIGITS = 12
# Ids are made of a hash: only one that differs by a character is likely to be meant.
_ALIKE = 0.8
_KEPT_ROLES = frozenset({"headline", "title"})


def source_mark(unit: Unit) -> str:
    """Return the mark of a unit's text, by which an overlay knows whether it has changed."""
    return hashlib.sha256(unit.message.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def fit_overlay(overlay: Overlay, document: Document) -> tuple[Overlay, tuple[Finding, ...]]:
    """Return what of an overlay can be done with a document, and findings for the rest.

    What names a unit that is no more, because the source has changed, is left undone with a
    warning. An omission of a text that has changed since stays, with the hint to look again.

    Args:
        overlay: a locale's, for the document.
        document: the source, with ids.

    """
    parts = {unit.id: part for part in document.parts for unit in part.units}
    findings: list[Finding] = []
    told = _Told(document, parts, findings)
    omissions = tuple(_omissions(overlay, parts, told))
    units = {unit.id: unit for unit in document.units}
    for omission in omissions:
        findings.extend(_still(omission, units[omission.id]))
    if not formats()[document.format].article:
        told.cannot(overlay.additions)
        told.cannot(overlay.moves)
        return Overlay(omissions), _by_line(findings)
    additions = tuple(each for each in overlay.additions if told.knows(each.anchor, each))
    moves = tuple(
        each
        for each in overlay.moves
        if told.knows(each.id, each) and told.knows(each.anchor, each, anchor=True)
    )
    return Overlay(omissions, additions, moves), _by_line(findings)


def _by_line(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda each: (each.location and each.location.line) or 0))


class _Told:
    """Tells what of an overlay cannot be done with a document."""

    def __init__(self, document: Document, known: Collection[str], findings: list[Finding]) -> None:
        self._document = document
        self._known = known
        self._findings = findings

    def warn(self, each: Omission | Addition | Move, message: str, hint: str) -> None:
        self._findings.append(
            Finding(
                _CODE,
                message,
                each.location,
                hint,
                severity=Severity.WARNING,
                document=self._document.id,
            )
        )

    def cannot(self, changes: Sequence[Addition | Move]) -> None:
        """Tell that a document in its own format is spliced, and so keeps its order."""
        for each in changes:
            message = "only text, Markdown and Word articles can have passages added or moved"
            self.warn(each, message, "change the source instead")

    def knows(self, name: str, each: Omission | Addition | Move, *, anchor: bool = False) -> bool:
        """Whether there is a unit of a name; a finding says where not."""
        if name in self._known:
            return True
        hint = did_you_mean(name, self._known, "look up the passage's id in the template", _ALIKE)
        located = each
        if anchor and isinstance(each, Move):
            located = replace(each, location=each.anchor_location)
        self.warn(located, f"the document no longer has a unit “{name}”", hint)
        return False


def _omissions(overlay: Overlay, parts: Mapping[str, Part], told: _Told) -> Iterator[Omission]:
    """Yield the omissions of units that can be left out of every edition."""
    omitted = omitted_ids(overlay)
    for each in overlay.omissions:
        if not told.knows(each.id, each):
            continue
        part = parts[each.id]
        sentences = [unit.id for unit in part.units]
        if problem := _problem(part.block):
            told.warn(each, f"“{each.id}” cannot be omitted: {problem}", "delete this omission")
        elif not omitted.issuperset(sentences):
            message = f"“{each.id}” is a sentence, but only whole paragraphs can be omitted"
            told.warn(each, message, f"omit {', '.join(sentences)}")
        else:
            yield each


def _problem(block: Unit) -> str:
    """Return why a block cannot be left out; empty where it can."""
    if not isinstance(block.home, Run):
        return "it is the text of an attribute"
    if not block.home.whole:
        return "it is only part of a passage"
    if block.role == "correction":
        return "a correction must reach every reader"
    if block.role in _KEPT_ROLES or block.element.getparent() is None:
        return "every edition needs a headline"
    if str(block.element.tag).rpartition("}")[2] in CELLS:
        return "the columns of the table would no longer match"
    return ""


def _still(omission: Omission, unit: Unit) -> Iterator[Finding]:
    """Yield the hint about an omitted text that has changed, or whose mark is not noted."""
    mark = source_mark(unit)
    line = f'source = "{mark}"'
    if not omission.source:
        place = omission.location
        known = place.column is not None
        yield Finding(
            "overlay-mark",
            f"the omission of “{omission.id}” does not say which text it omits",
            place,
            f"add {line}, and the toolkit will tell you when the original changes",
            severity=Severity.HINT,
            unit=omission.id,
            fix=Replacement(place, place, f"{line}\n") if known else None,
        )
    elif omission.source != mark:
        yield Finding(
            "overlay-changed",
            f"the original of “{omission.id}” has changed since you omitted it",
            omission.source_location,
            f"if it can still be omitted, write {line}",
            severity=Severity.HINT,
            unit=omission.id,
            suggestion=line,
        )


def leave_out(document: Document, omitted: frozenset[str], locale: Locale) -> Document:
    """Return a document that leaves units out of a locale's editions, as ITS locale filters do.

    They are then neither counted nor missed, and no edition has them, not even one in the
    document's own format.

    Args:
        document: the source, with ids; it is not changed.
        omitted: the ids of the units to leave out; a block goes when all of its units do.
        locale: the locale.

    """
    excluded = {
        part.block.element: LocaleFilter((locale.tag,), "exclude")
        for part in document.parts
        if omitted.issuperset(unit.id for unit in part.units) and not _problem(part.block)
    }
    return replace(document, filters={**document.filters, **excluded}) if excluded else document
