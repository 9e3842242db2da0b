"""Targets: what each unit of a document is translated by."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from enum import StrEnum

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Severity
from toolkit.base.frozen import frozen
from toolkit.base.text import Inline, Text, with_isolates
from toolkit.catalog.notes import Says, is_addition
from toolkit.catalog.po import Catalog, Entry
from toolkit.catalog.po.entries import Key
from toolkit.checks import Pair, check_publishing
from toolkit.document.its.limits import Limits
from toolkit.document.model import JOINED, Document, Part, Run, Unit

__all__ = ["Passage", "State", "choose_targets", "elements_of", "limits_of", "without_excluded"]


class State(StrEnum):
    """What a unit's translation is fit for."""

    TRANSLATED = "translated"
    FUZZY = "fuzzy"
    UNREVIEWED = "unreviewed"
    """It is finished, and nobody has reviewed or approved it, which its locale requires, or which a
    machine's draft needs in any locale."""
    UNTRANSLATED = "untranslated"
    BROKEN = "broken"
    PREVIOUS = "previous"
    """Its source has changed since it was translated: its last finished translation is shown."""
    STALE = "stale"
    """Its text is not in the catalog: the catalog is older than the source."""
    WORDLESS = "wordless"
    """It has no letter and so needs no translation: the source's text stands in every edition, or
    what the catalog has for it. It counts nowhere."""
    EXCLUDED = "excluded"
    """It has no place in the locale's edition: a filter of ITS 2.0 (section 8.10) or the locale's
    overlay leaves it out."""


@frozen
class Passage:
    """A unit of a document, and what a locale makes of it."""

    unit: Unit
    block: Unit
    """The block that the unit stands in: the unit itself, unless sentences are the units."""
    state: State
    target: Text | None = None
    """The text to publish; None when the unit is held back."""
    locale: Locale | None = None
    """Whose catalog says so: that of a derived locale, or of the one it is derived from."""
    entry: Entry | None = field(default=None, compare=False, repr=False)
    """What that catalog has for it, published or not."""
    findings: tuple[Finding, ...] = field(default=(), compare=False)
    """What is wrong with its translation."""
    changed: bool = False
    """Whether its source has changed since its translation was finished."""
    by_machine: bool = False
    """Whether a machine has made its translation, and nobody has reviewed it."""
    added: bool = False
    """Whether it came into its document after enough of that was translated, and waits."""

    @property
    def id(self) -> str:
        """The unit's id."""
        return self.unit.id


def choose_targets(  # noqa: PLR0913 - what, by what, how
    document: Document,
    catalog: Catalog,
    path: str,
    locale: Locale,
    inline: Inline = Inline.NAMED,
    *,
    accepted: Callable[[Entry], bool] = lambda _: True,
    drafted: Callable[[Entry], bool] = lambda _: False,
) -> tuple[Passage, ...]:
    """Choose what each unit of a document is translated by.

    A fuzzy translation is never published, and a broken one is held back with a finding: the unit
    then has no text here, and its edition shows the source.

    Args:
        document: the source.
        catalog: the locale's catalog.
        path: the catalog's name, for messages.
        locale: the language translated into.
        inline: how the catalog spells codes.
        accepted: whether a finished translation has been reviewed as the locale requires.
        drafted: whether a machine has made a translation, and nobody has reviewed it.

    Returns:
        A passage for each unit, in order; those that the locale's editions have no place for too.

    """
    chooser = _Chooser(catalog.by_key(), path, locale, inline, accepted, drafted)
    return tuple(passage for part in document.parts for passage in chooser.passages(part))


def without_excluded(
    document: Document, passages: Sequence[Passage], locale: Locale
) -> Iterator[Passage]:
    """Yield passages, those that have no place in a locale's editions said to be excluded.

    Args:
        document: the source, with what filters its content by locale.
        passages: one for each of its units.
        locale: the editions'.

    """
    excluded = {each for element in document.excluded(locale) for each in element.iter()}
    if not excluded:
        yield from passages
        return
    for each in passages:
        if excluded.isdisjoint(elements_of(each.block)):
            yield each
        else:
            yield replace(each, state=State.EXCLUDED, target=None, findings=())


def elements_of(unit: Unit) -> tuple[etree._Element, ...]:
    """Return the elements that a unit's text stands in, and its translation."""
    if unit.origin is None:
        return (unit.element,)
    origin = unit.origin
    return (unit.element, origin.parent if isinstance(origin, Run) else origin.element)


def limits_of(unit: Unit) -> Limits:
    """Return how large a unit's translation may be, and what it may be made of."""
    storage = () if unit.storage is None else (unit.storage,)
    return Limits(storage, (unit.allowed_characters,) if unit.allowed_characters else ())


@frozen
class _Chooser:
    """Looks units up in a catalog."""

    entries: Mapping[Key, Entry]
    path: str
    locale: Locale
    inline: Inline
    accepted: Callable[[Entry], bool]
    drafted: Callable[[Entry], bool]

    def passages(self, part: Part) -> list[Passage]:
        found = [self._found(unit, part.block) for unit in part.units]
        if any(each.entry is not None and each.entry.msgstr.strip() == JOINED for each in found):
            return self._joined(part, found)
        alone = [self._checked(each) for each in found]
        problems = self._too_large(part, alone)
        return _broken(alone, problems) if problems else alone

    def _found(self, unit: Unit, block: Unit) -> Passage:
        """Return what the catalog says for a unit; nothing is checked."""
        entry = self.entries.get((unit.context, unit.message_in(self.inline)))
        has_comments = True
        if entry is None and (bare := unit.message_without_comments):
            entry = self.entries.get((unit.context, bare))
            has_comments = False
        said = "" if entry is None else entry.msgstr
        state = State.TRANSLATED
        target: Text | None = None
        if entry is None:
            state = State.STALE
        elif said and entry.fuzzy:
            state = State.FUZZY
        elif not said.strip():
            state = State.UNTRANSLATED
        elif not self.accepted(entry):
            state = State.UNREVIEWED
        elif said.strip() == JOINED:
            target = ()
        elif has_comments:
            target = with_isolates(unit.read_translation(said, self.inline))
        else:
            target = with_isolates(unit.read_without_comments(said))
        if unit.is_wordless:
            state, target = State.WORDLESS, unit.text if target is None else target
        added = target is None and entry is not None and is_addition(entry.comment)
        found = Passage(unit, block, state, target, self.locale, entry, added=added)
        if entry is None or state not in {State.FUZZY, State.UNREVIEWED}:
            return found
        # What a machine has made, and nobody has reviewed, was never finished.
        by_machine = self.drafted(entry)
        changed = state is State.FUZZY and not by_machine and self._is_changed(entry)
        return replace(found, changed=changed, by_machine=by_machine)

    def _is_changed(self, entry: Entry) -> bool:
        """Whether a person's fuzzy translation was finished until its source changed.

        A draft was made for another text: one that still stands in the document is another, too.
        """
        before = entry.previous_msgid
        if not before or entry.notes.of(Says.DRAFT):
            return False
        other = self.entries.get((entry.previous_msgctxt, before))
        return other is None or other.obsolete

    def _checked(self, passage: Passage) -> Passage:
        entry, unit = passage.entry, passage.unit
        if entry is None or passage.target is None:
            return passage
        pair = Pair(unit.text, passage.target, entry.location(self.path), limits_of(unit))
        findings = check_publishing(pair, self.locale)
        if not findings:
            return passage
        # Where in the file it stands is looked for only to be told.
        pair = replace(pair, location=entry.msgstr_location(self.path))
        findings = check_publishing(pair, self.locale)
        if _hold_back(findings):
            return _broken([passage], findings)[0]
        return replace(passage, findings=tuple(findings))

    def _joined(self, part: Part, found: Sequence[Passage]) -> list[Passage]:
        """Choose the targets of a block in which sentences are translated together.

        Its codes may then stand in any of its sentences, so that the block is checked as a whole.
        """
        read = [self._found_in_block(each) for each in found]
        if any(each.target is None for each in read):
            return read
        whole = tuple(piece for each in read for piece in each.target or ())
        findings = self._check_block(part.block, whole, read)
        if not whole or _hold_back(findings):
            return _broken(read, findings)
        return [replace(read[0], findings=findings), *read[1:]]

    def _found_in_block(self, passage: Passage) -> Passage:
        """Return a sentence with its translation read with the codes of its whole block."""
        entry = passage.entry
        if entry is None or not passage.target:
            return passage
        target = passage.block.read_translation(entry.msgstr, self.inline)
        return replace(passage, target=with_isolates(target))

    def _too_large(self, part: Part, passages: Sequence[Passage]) -> tuple[Finding, ...]:
        """Return what is wrong with a block that is translated by sentences and stored whole."""
        if part.block.storage is None or len(part.units) == 1:
            return ()
        whole = part.joined([each.target for each in passages])
        if whole is None:
            return ()
        findings = self._check_block(part.block, whole, passages)
        return tuple(each for each in findings if each.severity is Severity.ERROR)

    def _check_block(
        self, block: Unit, whole: Text, passages: Sequence[Passage]
    ) -> tuple[Finding, ...]:
        entry = next(each.entry for each in passages if each.entry is not None)
        place = entry.msgstr_location(self.path)
        return tuple(
            check_publishing(Pair(block.text, whole, place, limits_of(block)), self.locale)
        )


def _hold_back(findings: Sequence[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def _broken(passages: Sequence[Passage], findings: Sequence[Finding]) -> list[Passage]:
    """Return the passages of a block held back for what is wrong, which the first one says."""
    first, *others = (replace(each, state=State.BROKEN, target=None) for each in passages)
    return [replace(first, findings=(*first.findings, *findings)), *others]
