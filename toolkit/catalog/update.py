"""Update: carry a catalog's translations over to a newer template."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import fields

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.base.text import is_wordless, read_message, word_count
from toolkit.catalog.notes import Says
from toolkit.catalog.po import Catalog, Entry, new_catalog
from toolkit.catalog.po.entries import GENERATOR
from toolkit.catalog.po.plain_entries import is_same_but_msgstr
from toolkit.catalog.po.plural import parse_plural_forms
from toolkit.catalog.po.plural_rules import plural_header
from toolkit.catalog.update_plan import (
    Changes,
    Edits,
    Memory,
    Origin,
    Plan,
    Step,
    is_correction,
    is_translated,
    was_added,
)

__all__ = ["UpdateSummary", "update_catalog"]


@frozen
class UpdateSummary:
    """What became of a catalog's entries, in numbers of entries."""

    kept: int = 0
    """Found again with the same text, in the same order."""
    moved: int = 0
    """Found again with the same text, elsewhere."""
    returned: int = 0
    """Obsolete before; their text came back."""
    mechanical: int = 0
    """Changed in white space, quotation marks or dashes only, or in a typo the editor declared."""
    split: int = 0
    """A part of a text that was split, with its own part of the translation."""
    joined: int = 0
    """Put together from several texts, with their translations."""
    fuzzy: int = 0
    """Edited: the old translation stands there, flagged, with the text it was made from."""
    from_memory: int = 0
    """Translated before, elsewhere."""
    new: int = 0
    """Without a translation to start from."""
    obsolete: int = 0
    """Not in the document; kept at the end of the file."""

    def __add__(self, other: "UpdateSummary") -> "UpdateSummary":
        """Return the sums of both."""
        return UpdateSummary(
            *(getattr(self, each.name) + getattr(other, each.name) for each in fields(self))
        )

    def __str__(self) -> str:
        """Return the numbers that are not 0.

        >>> str(UpdateSummary(kept=30, from_memory=1))
        '30 kept, 1 from memory'
        """
        numbers = ((getattr(self, each.name), each.name) for each in fields(self))
        parts = [f"{number} {name.replace('_', ' ')}" for number, name in numbers if number]
        return ", ".join(parts) or "no entries"


def update_catalog(  # noqa: PLR0913 - what an update is asked for
    template: Catalog,
    catalog: Catalog | None,
    locale: Locale,
    *,
    keep: Collection[str] = (),
    memory: Memory | None = None,
    ask_again: bool = False,
    enough: int | None = None,
) -> tuple[Catalog, UpdateSummary]:
    """Return the catalog of a locale for a template, with every translation it had.

    In the order of docs/reference/po.md, “Update”: the same text; an obsolete text that came back;
    a mechanical change; sentences of texts that were split or joined; an edited text; memory.
    What has no text in the template any more becomes obsolete. Entries whose content does not
    change keep their bytes. What has no words gets no entry, unless it was translated.

    Args:
        template: the POT.
        catalog: the PO as it is; None for a new one. It is not changed.
        locale: the language translated into.
        keep: ids of units whose edit the editor declares to be the correction of a typo.
        memory: what was translated elsewhere; it is asked for texts that are new.
        ask_again: ask it for all that has no translation: it could not be asked the last time.
        enough: the share of words, in per cent, from which the catalog's editions are published:
            texts that are added to a catalog with as many are said to be, till they are finished;
            None where nothing is said.

    """
    old = catalog if catalog is not None else Catalog()
    language = template.source_language
    wanted = list(_wanted(template, old))
    changes = Changes(template, old, language)
    edits = Edits(changes, frozenset(keep))
    plan = Plan(wanted, old, (language, locale), memory, edits, ask_again=ask_again)
    updated = _headed(template, catalog, locale)
    forms = _forms(updated, locale)
    is_new = any(not step.sources for step in plan.steps)
    matters = is_new and enough is not None and _is_enough(old, enough)
    waiting = _waiting(old) if matters else None
    updated.extend(
        step.sources[0] if _stays(step) else _told(_entry(step, forms, changes), step, waiting)
        for step in plan.steps
    )
    left = [_as_obsolete(each) for each in plan.left()]
    updated.extend(left)
    return updated, _summary(plan.steps, old, len(left))


def _is_enough(catalog: Catalog, enough: int) -> bool:
    """Whether as many of a catalog's words were finished, before their source changed."""
    words = done = 0
    for entry in catalog:
        is_new = was_added(entry) and not _is_finished(entry)
        if entry.obsolete or not entry.notes.ids or is_correction(entry) or is_new:
            continue
        number = word_count(read_message(entry.msgid))
        words += number
        done += number if _was_finished(entry) else 0
    return done > 0 and 100 * done >= enough * words


def _is_finished(entry: Entry) -> bool:
    """Whether an entry has all of its translation, and that is of its own text."""
    return is_translated(entry) and not entry.fuzzy


def _was_finished(entry: Entry) -> bool:
    """Whether an entry is finished, or was until its source changed."""
    return is_translated(entry) and not _is_draft(entry)


def _waiting(catalog: Catalog) -> frozenset[str]:
    """Return the ids of what was part of a catalog all along, and never translated."""
    entries = (each for each in catalog if not each.obsolete and not is_translated(each))
    return frozenset(id_ for each in entries if not was_added(each) for id_ in each.notes.ids)


def _told(entry: Entry, step: Step, waiting: frozenset[str] | None) -> Entry:
    """Return an entry that says, as long as that matters, that its text was added later.

    Args:
        entry: the entry.
        step: what it was made from.
        waiting: see `_waiting`; None where not enough was translated for that to matter.

    """
    before = any(map(was_added, step.sources))
    is_first = waiting is not None and not step.sources and waiting.isdisjoint(entry.notes.ids)
    is_new = before or is_first
    if is_new and entry.notes.ids and not _is_finished(entry) and not is_correction(entry):
        entry = entry.copy()
        entry.comment = str(entry.notes.with_addition())
    return entry


def _wanted(template: Catalog, old: Catalog) -> Iterator[Entry]:
    """Yield a template's entries, but not those of a document's without words: nobody's work.

    The one that a catalog has a translation of stays. Programs' templates are taken as they are.
    """
    if template.metadata.get("X-Generator") != GENERATOR:
        yield from template
        return
    known = {entry.key: entry for entry in old}
    for entry in template:
        if is_wordless(read_message(entry.msgid)):
            there = known.get(entry.key)
            if there is None or not is_translated(there):
                continue
        yield entry


def _headed(template: Catalog, catalog: Catalog | None, locale: Locale) -> Catalog:
    """Return a catalog without entries: the old one's header, or a new one."""
    language = locale.tag.replace("-", "_")
    if catalog is not None and catalog.metadata:
        headed = Catalog()
        headed.keep_header(catalog)
        if "Language" in headed.metadata and not catalog.translated_into:
            headed.metadata["Language"] = language
            headed.metadata.setdefault("Plural-Forms", plural_header(locale))
        return headed
    fields_of_template = dict(template.metadata)
    extensions = [name for name in fields_of_template if name.startswith("X-")]
    last = {name: fields_of_template.pop(name) for name in extensions}
    return new_catalog(
        {
            **fields_of_template,
            "Language": language,
            "Language-Team": locale.name_in(Locale("en")),
            "Plural-Forms": plural_header(locale),
            **last,
        },
        str(template.header or ""),
    )


def _forms(catalog: Catalog, locale: Locale) -> int:
    forms = catalog.plural_forms or parse_plural_forms(plural_header(locale))
    return forms.nplurals


def _stays(step: Step) -> bool:
    """Whether an entry is what it was, as the template says all that it says: neither is read."""
    return (
        step.origin is Origin.KEPT
        and "fuzzy" not in step.sources[0].raw
        and is_same_but_msgstr(step.sources[0], step.wanted)
    )


def _entry(step: Step, forms: int, changes: Changes) -> Entry:
    wanted = step.wanted
    if step.origin is Origin.NEW:
        return _blank(wanted, forms)
    if step.origin is Origin.MEMORY:
        return _from_memory(step, forms, changes)
    source = step.sources[0]
    says = Says.DRAFT if _is_draft(source) else Says.CHANGE
    same = step.origin in {Origin.KEPT, Origin.RETURNED}
    if same and source.is_plural == wanted.is_plural:
        return _with_change(_refreshed(wanted, source), changes, says)
    if step.finished and not same:
        return _with_change(_translated(step), changes, says)
    return _with_change(_fuzzy(step, forms), changes, says)


def _is_draft(entry: Entry) -> bool:
    """Whether a translation has never been finished, for this text or an older version of it."""
    drafted = bool(entry.notes.of(Says.DRAFT)) or not entry.previous_msgid
    return entry.fuzzy and drafted


def _refreshed(wanted: Entry, source: Entry) -> Entry:
    """Return an entry as it is, with what the template says of it."""
    missing = [flag for flag in wanted.flags if flag not in {*source.flags, "fuzzy"}]
    if (
        source.comment == wanted.comment
        and source.occurrences == wanted.occurrences
        and source.msgid_plural == wanted.msgid_plural
        and not (missing or source.obsolete or source.fuzzy)
    ):
        return source  # nothing of it will be changed, so that it need not be copied
    entry = source.copy()
    entry.obsolete = False
    entry.comment = wanted.comment
    entry.occurrences = list(wanted.occurrences)
    if entry.msgid_plural != wanted.msgid_plural:
        entry.previous_msgid_plural = entry.previous_msgid_plural or entry.msgid_plural
        entry.msgid_plural = wanted.msgid_plural
        entry.flags = ["fuzzy", *(flag for flag in entry.flags if flag != "fuzzy")]
    if missing:
        entry.flags = [*entry.flags, *missing]
    return entry


def _blank(wanted: Entry, forms: int) -> Entry:
    entry = wanted.copy()
    entry.flags = [flag for flag in wanted.flags if flag != "fuzzy"]
    entry.msgstr = ""
    entry.msgstr_plural = dict.fromkeys(range(forms), "") if wanted.is_plural else {}
    return entry


def _translated(step: Step) -> Entry:
    """Return a text whose translation holds as it is: a mechanical change, a split, a join."""
    source = step.sources[0]
    entry = _refreshed(step.wanted, source).copy()
    entry.msgid = step.wanted.msgid
    entry.msgctxt = step.wanted.msgctxt
    if step.msgstr is not None:
        entry.msgstr = step.msgstr
    entry.tcomment = _comments(step.sources)
    return entry


def _fuzzy(step: Step, forms: int) -> Entry:
    """Return a new text with an old translation to start from."""
    wanted, source = step.wanted, step.sources[0]
    entry = _blank(wanted, forms)
    entry.tcomment = _comments(step.sources)
    entry.flags = ["fuzzy", *entry.flags]
    if wanted.is_plural:
        first = source.msgstr_plural or {0: source.msgstr}
        entry.msgstr_plural = {form: first.get(form, first[0]) for form in range(forms)}
    elif step.msgstr is not None:
        entry.msgstr = step.msgstr
    else:
        entry.msgstr = source.msgstr or source.msgstr_plural[0]
    # A translation that was flagged already was made from an older text still.
    made_from = source.fuzzy and source.previous_msgid
    entry.previous_msgid = made_from or source.msgid
    entry.previous_msgctxt = source.previous_msgctxt if made_from else source.msgctxt
    plural = source.previous_msgid_plural if made_from else source.msgid_plural
    entry.previous_msgid_plural = plural or None
    return entry


def _from_memory(step: Step, forms: int, changes: Changes) -> Entry:
    entry = _blank(step.wanted, forms)
    if step.sources:
        entry.tcomment = step.sources[0].tcomment
    entry.msgstr = step.msgstr or ""
    if step.finished:
        return entry
    entry.flags = ["fuzzy", *entry.flags]
    entry.previous_msgid = step.previous
    return _with_change(entry, changes, Says.DRAFT)


def _comments(sources: Sequence[Entry]) -> str:
    lines = [line for source in sources for line in source.tcomment.split("\n") if source.tcomment]
    return "\n".join(dict.fromkeys(lines)) if len(sources) > 1 else sources[0].tcomment


def _with_change(entry: Entry, changes: Changes, says: Says) -> Entry:
    """Tell a translator what kind of edit made a translation fuzzy."""
    if entry.fuzzy and entry.previous_msgid and not entry.is_plural:
        change = changes.between(entry.previous_msgid, entry.msgid)
        entry.comment = str(entry.notes.with_change(change, says))
    return entry


def _as_obsolete(entry: Entry) -> Entry:
    left = entry.copy()
    if not left.obsolete:
        left.obsolete = True
        left.comment = ""
        left.occurrences = []
    return left


def _summary(steps: Sequence[Step], old: Catalog, obsolete: int) -> UpdateSummary:
    numbers = Counter(step.origin for step in steps)
    order = {id(entry): at for at, entry in enumerate(old)}
    found = [order[id(step.sources[0])] for step in steps if step.origin is Origin.KEPT]
    in_order = _longest_rising(found)
    return UpdateSummary(
        kept=in_order,
        moved=len(found) - in_order,
        returned=numbers[Origin.RETURNED],
        mechanical=numbers[Origin.MECHANICAL],
        split=numbers[Origin.SPLIT],
        joined=numbers[Origin.JOINED],
        fuzzy=numbers[Origin.FUZZY],
        from_memory=numbers[Origin.MEMORY],
        new=numbers[Origin.NEW],
        obsolete=obsolete,
    )


def _longest_rising(numbers: Sequence[int]) -> int:
    """Return the length of the longest rising subsequence: what stayed in order."""
    tails: list[int] = []
    for number in numbers:
        at = bisect_left(tails, number)
        tails[at : at + 1] = [number]
    return len(tails)
