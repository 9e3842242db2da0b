"""Localize: choose what each unit of a document is translated by."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Severity
from toolkit.base.text import Inline, Text, TextBuilder
from toolkit.catalog.po import Catalog, Entry
from toolkit.catalog.template import CREDITS_KEY
from toolkit.checks import Pair, check_publishing
from toolkit.document.its.limits import Limits
from toolkit.document.model import JOINED, Document, Run, Unit
from toolkit.localizing.filling import fill_tree

__all__ = ["Localized", "State", "Target", "choose_targets", "fill_tree", "is_whole"]


class State(StrEnum):
    """What a unit's translation is fit for."""

    TRANSLATED = "translated"
    FUZZY = "fuzzy"
    UNTRANSLATED = "untranslated"
    BROKEN = "broken"
    STALE = "stale"
    """Its text is not in the catalog: the catalog is older than the source."""
    EXCLUDED = "excluded"
    """It has no place in the locale's edition (ITS 2.0, section 8.10)."""


@dataclass(frozen=True, slots=True)
class Target:
    """The translation of a unit, as far as it can be published."""

    state: State
    text: Text | None = None
    """The text to publish; None when the unit is held back."""


@dataclass(frozen=True, slots=True)
class Localized:
    """What a catalog gives a document."""

    targets: tuple[Target, ...]
    """One for each unit, in order."""
    findings: tuple[Finding, ...]
    credits: str = ""
    """The translators, a line each, where the document has a place for them."""


def choose_targets(
    document: Document,
    catalog: Catalog,
    path: str,
    locale: Locale,
    inline: Inline = Inline.NAMED,
) -> Localized:
    """Choose what each unit of a document is translated by.

    A fuzzy translation is never published, and a broken one is held back with a finding: the unit
    then has no text here, and its edition shows the source.

    Args:
        document: the source.
        catalog: the locale's catalog.
        path: the catalog's name, for messages.
        locale: the language translated into.
        inline: how the catalog spells codes.

    """
    entries = catalog.by_key()
    findings: list[Finding] = []
    targets: list[Target] = []
    excluded = {each for element in document.excluded(locale) for each in element.iter()}
    for block, units in zip(document.blocks, document.parts, strict=True):
        if not excluded.isdisjoint(_elements(block)):
            targets.extend(Target(State.EXCLUDED) for _ in units)
            continue
        found = [entries.get((unit.context, unit.message_in(inline))) for unit in units]
        if any(entry is not None and entry.msgstr.strip() == JOINED for entry in found):
            chosen, problems = _choose_joined(block, found, path, locale, inline)
            targets.extend(chosen)
            findings.extend(problems)
            continue
        alone = []
        for unit, entry in zip(units, found, strict=True):
            target, problems = _choose(unit, entry, path, locale, inline)
            alone.append(target)
            findings.extend(problems)
        problems = _too_large(block, units, alone, found, path, locale)
        targets.extend([Target(State.BROKEN) for _ in units] if problems else alone)
        findings.extend(problems)
    named = entries.get(CREDITS_KEY) if document.credits is not None else None
    credited = named.msgstr if named is not None and not named.fuzzy else ""
    return Localized(tuple(targets), tuple(dict.fromkeys(findings)), credited)


def _elements(unit: Unit) -> tuple[etree._Element, ...]:
    """Return the elements that a unit's text stands in, and its translation."""
    if unit.origin is None:
        return (unit.element,)
    origin = unit.origin
    return (unit.element, origin.parent if isinstance(origin, Run) else origin.element)


def _limits(unit: Unit) -> Limits:
    storage = () if unit.storage is None else (unit.storage,)
    return Limits(storage, (unit.allowed_characters,) if unit.allowed_characters else ())


def _too_large(  # noqa: PLR0913, PLR0917 - a block, its sentences, and their translations
    block: Unit,
    units: Sequence[Unit],
    targets: Sequence[Target],
    entries: Sequence[Entry | None],
    path: str,
    locale: Locale,
) -> Sequence[Finding]:
    """Return what is wrong with a block that is translated by sentences and stored as a whole."""
    texts = [target.text for target in targets]
    if block.storage is None or len(units) == 1 or any(text is None for text in texts):
        return ()
    whole = TextBuilder()
    gap = ""
    for unit, text in zip(units, texts, strict=True):
        for piece in (gap, *(text or ())):
            whole.add(piece)
        gap = unit.gap
    place = next(entry for entry in entries if entry is not None).msgstr_location(path)
    found = check_publishing(Pair(block.text, whole.text(), place, _limits(block)), locale)
    return tuple(finding for finding in found if finding.severity is Severity.ERROR)


def _choose(
    unit: Unit, entry: Entry | None, path: str, locale: Locale, inline: Inline
) -> tuple[Target, Sequence[Finding]]:
    target = _target(unit, entry, inline)
    if entry is None or target.text is None:
        return target, ()
    pair = Pair(unit.text, target.text, entry.location(path), _limits(unit))
    findings = check_publishing(pair, locale)
    if findings:
        # Where in the file it stands is looked for only to be told.
        pair = replace(pair, location=entry.msgstr_location(path))
        findings = check_publishing(pair, locale)
    if any(finding.severity is Severity.ERROR for finding in findings):
        return Target(State.BROKEN), findings
    return target, findings


def _choose_joined(
    block: Unit, entries: Sequence[Entry | None], path: str, locale: Locale, inline: Inline
) -> tuple[list[Target], Sequence[Finding]]:
    """Choose the targets of a block in which sentences are translated together.

    Its codes may then stand in any of its sentences, so that the block is checked as a whole.
    """
    targets = [_target(block, entry, inline) for entry in entries]
    if any(target.text is None for target in targets):
        return targets, ()
    whole = tuple(part for target in targets for part in target.text or ())
    place = next(entry for entry in entries if entry is not None).msgstr_location(path)
    findings = tuple(check_publishing(Pair(block.text, whole, place, _limits(block)), locale))
    if not whole or any(finding.severity is Severity.ERROR for finding in findings):
        return [Target(State.BROKEN) for _ in targets], findings
    return targets, findings


def _target(unit: Unit, entry: Entry | None, inline: Inline) -> Target:
    """Return what an entry says for a unit, or for a sentence of a block; nothing is checked."""
    if entry is None:
        return Target(State.STALE)
    if entry.fuzzy and entry.msgstr:
        return Target(State.FUZZY)
    if not entry.msgstr.strip():
        return Target(State.UNTRANSLATED)
    if entry.msgstr.strip() == JOINED:
        return Target(State.TRANSLATED, ())
    return Target(State.TRANSLATED, unit.read_translation(entry.msgstr, inline))


def is_whole(targets: Sequence[Target]) -> bool:
    """Whether every unit has a text to publish."""
    return all(target.text is not None or target.state is State.EXCLUDED for target in targets)
