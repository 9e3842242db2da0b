"""Localize: fill a document's tree with a catalog's translations."""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lxml import etree

from toolkit.bcp47 import Locale
from toolkit.catalog.po import Catalog, Entry
from toolkit.checks import Pair, check_pair
from toolkit.document import JOINED, AttributeHome, Document, Run, Unit
from toolkit.errors import Finding, Severity
from toolkit.text import Code, CodeKind, Inline, Text

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
        if block.element in excluded:
            targets.extend(Target(State.EXCLUDED) for _ in units)
            continue
        found = [entries.get((unit.context, unit.message_in(inline))) for unit in units]
        if any(entry is not None and entry.msgstr.strip() == JOINED for entry in found):
            chosen, problems = _choose_joined(block, found, path, locale, inline)
            targets.extend(chosen)
            findings.extend(problems)
            continue
        for unit, entry in zip(units, found, strict=True):
            target, problems = _choose(unit, entry, path, locale, inline)
            targets.append(target)
            findings.extend(problems)
    return Localized(tuple(targets), tuple(dict.fromkeys(findings)))


def _choose(
    unit: Unit, entry: Entry | None, path: str, locale: Locale, inline: Inline
) -> tuple[Target, Sequence[Finding]]:
    target = _target(unit, entry, inline)
    if entry is None or target.text is None:
        return target, ()
    findings = tuple(check_pair(Pair(unit.text, target.text, entry.msgstr_location(path)), locale))
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
    findings = tuple(check_pair(Pair(block.text, whole, place), locale))
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


def fill_tree(
    document: Document,
    texts: Sequence[Text | None],
    locale: Locale,
    *,
    ids: Sequence[str] = (),
    omit: bool = False,
) -> etree._ElementTree:
    """Return a copy of a document's tree with its units replaced.

    Args:
        document: the source; its tree is not changed.
        texts: for each unit the text to put there; None keeps the source's.
        locale: the language of the texts.
        ids: for each unit the `id` of its element, where the edition has ids.
        omit: leave an element out whose unit has no text, instead of showing the source; a
            headline is never left out.

    A passage that stays in the source language carries its own `lang` and `dir`, and the class
    `untranslated`, on the smallest element that holds it.
    """
    tree = copy.deepcopy(document.tree)
    twins = dict(zip(document.tree.getroot().iter(), tree.getroot().iter(), strict=True))
    filler = _Filler(document, locale, twins, omit=omit)
    blocks = list(
        zip(document.blocks, _first(document, ids), document.assembled(texts), strict=True)
    )
    for block, own_id, text in reversed(blocks):
        if own_id and isinstance(block.home, Run) and block.home.whole:
            twins[block.home.parent].set("id", own_id)
        filler.fill(block, text)
    for element in document.excluded(locale):
        _remove(twins[element])
    return tree


def _first(document: Document, ids: Sequence[str]) -> list[str]:
    """Return for each block the id of its first unit; empty strings without ids."""
    waiting = iter(ids)
    return ["".join([next(waiting, "") for _ in part][:1]) for part in document.parts]


class _Filler:
    """Puts texts into the copy of a tree, last unit first, so that places stay valid."""

    def __init__(
        self,
        document: Document,
        locale: Locale,
        twins: Mapping[etree._Element, etree._Element],
        *,
        omit: bool,
    ) -> None:
        self._source = document.language
        self._locale = locale
        self._twins = twins
        self._omit = omit

    def fill(self, unit: Unit, text: Text | None) -> None:
        if isinstance(unit.home, AttributeHome):
            if text is not None:
                self._twins[unit.home.element].set(unit.home.name, "".join(map(str, text)))
        elif text is not None:
            self._replace(unit, unit.home, text)
        elif self._omit and unit.role != "headline":
            self._leave_out(unit.home)
        elif self._source != self._locale:
            self._mark(unit.home)

    def _replace(self, unit: Unit, home: Run, text: Text) -> None:
        parent = self._twins[home.parent]
        children = list(parent)[home.first : home.end]
        head = (parent.text if home.first == 0 else parent[home.first - 1].tail) or ""
        tail = (children[-1].tail if children else head) or ""
        shells = {tag: [self._twins[each] for each in unit.codes[tag]] for tag in unit.codes}
        for child in children:
            parent.remove(child)
        holder = _assemble(text, shells)
        lead = head[: len(head) - len(head.lstrip(" \t\r\n"))]
        trail = tail[len(tail.rstrip(" \t\r\n")) :]
        built = list(holder)
        if unit.preserved:
            lead = trail = ""
        first = lead + (holder.text or "") + (trail if not built else "")
        if home.first == 0:
            parent.text = first
        else:
            parent[home.first - 1].tail = first
        if built:
            built[-1].tail = (built[-1].tail or "") + trail
        for at, child in enumerate(built):
            parent.insert(home.first + at, child)

    def _leave_out(self, home: Run) -> None:
        if home.whole:
            _remove(self._twins[home.parent])

    def _mark(self, home: Run) -> None:
        parent = self._twins[home.parent]
        if home.whole:
            marked = parent
        else:
            marked = etree.Element("span")
            children = list(parent)[home.first : home.end]
            if home.first == 0:
                marked.text, parent.text = parent.text, None
            else:
                before = parent[home.first - 1]
                marked.text, before.tail = before.tail, None
            for child in children:
                marked.append(child)
            parent.insert(home.first, marked)
        marked.set("lang", self._source.tag)
        marked.set("dir", self._source.direction)
        marked.set("class", " ".join([*marked.get("class", "").split(), "untranslated"]))


def _remove(element: etree._Element) -> None:
    """Take an element out of its tree; what follows it stays."""
    above = element.getparent()
    if above is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        above.text = (above.text or "") + (element.tail or "")
    above.remove(element)


def _assemble(text: Text, shells: Mapping[str, Sequence[etree._Element]]) -> etree._Element:
    """Build a text's nodes under a holder; an empty code brings its whole element along."""
    holder = etree.Element("holder")
    stack = [holder]
    used: dict[str, int] = {}
    for part in text:
        here = stack[-1]
        if isinstance(part, str):
            if len(here):
                here[-1].tail = (here[-1].tail or "") + part
            else:
                here.text = (here.text or "") + part
        elif part.kind is CodeKind.CLOSE:
            stack.pop()
        else:
            at = used.get(part.tag, 0)
            used[part.tag] = at + 1
            node = _node(part, shells[part.tag][at])
            here.append(node)
            if part.kind is CodeKind.OPEN:
                stack.append(node)
    return holder


def _node(code: Code, shell: etree._Element) -> etree._Element:
    if code.kind is CodeKind.OPEN:
        return etree.Element(shell.tag, dict(shell.attrib), shell.nsmap)
    shell.tail = None
    return shell
