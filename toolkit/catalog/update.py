"""Update: carry a catalog's translations over to a newer template."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

from toolkit.bcp47 import Locale
from toolkit.catalog.matching import match_messages
from toolkit.catalog.plural import parse_plural_forms
from toolkit.catalog.po import Catalog, Entry, new_catalog

__all__ = ["UpdateSummary", "is_translated", "update_catalog"]


@dataclass(frozen=True, slots=True)
class UpdateSummary:
    """What became of a catalog's entries, in numbers of entries."""

    kept: int = 0
    """Found again with the same text, in the same order."""
    moved: int = 0
    """Found again with the same text, elsewhere."""
    returned: int = 0
    """Obsolete before; their text came back."""
    fuzzy: int = 0
    """Edited: the old translation stands there, flagged, with the text it was made from."""
    new: int = 0
    """Without a translation to start from."""
    obsolete: int = 0
    """Not in the document; kept at the end of the file."""

    def __str__(self) -> str:
        """Return the numbers that are not 0.

        >>> str(UpdateSummary(kept=30, fuzzy=1))
        '30 kept, 1 fuzzy'
        """
        numbers = ((getattr(self, each.name), each.name) for each in fields(self))
        return ", ".join(f"{number} {name}" for number, name in numbers if number) or "no entries"


class _Origin(StrEnum):
    KEPT = "kept"
    RETURNED = "returned"
    FUZZY = "fuzzy"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class _Step:
    """What a template's entry becomes, and from which old one."""

    wanted: Entry
    origin: _Origin
    source: Entry | None = None


def is_translated(entry: Entry) -> bool:
    """Whether an entry has all of its translation, fuzzy or not."""
    if entry.is_plural:
        return bool(entry.msgstr_plural) and all(entry.msgstr_plural.values())
    return bool(entry.msgstr)


def update_catalog(
    template: Catalog, catalog: Catalog | None, locale: Locale
) -> tuple[Catalog, UpdateSummary]:
    """Return the catalog of a locale for a template, with every translation it had.

    In this order: the same text, wherever it stands; an obsolete entry whose text came back; the
    most similar entry that left the template (fuzzy, with the previous msgid). What has no text in
    the template any more becomes obsolete. Entries whose content does not change keep their bytes.

    Args:
        template: the POT.
        catalog: the PO as it is; None for a new one. It is not changed.
        locale: the language translated into.

    """
    old = catalog if catalog is not None else Catalog()
    steps = _plan(template, old)
    updated = _headed(template, catalog, locale)
    forms = _forms(updated, locale)
    updated.extend(_entry(step, forms) for step in steps)
    left = _left(steps, old)
    updated.extend(left)
    return updated, _summary(steps, old, len(left))


def _plan(template: Catalog, old: Catalog) -> list[_Step]:
    current = old.by_key()
    obsolete = {entry.key: entry for entry in old if entry.obsolete and is_translated(entry)}
    wanted = {entry.key for entry in template}
    # Kept entries are among the candidates as anchors: they tell where an edited text stood.
    candidates = [
        entry for entry in current.values() if entry.key in wanted or is_translated(entry)
    ] + [entry for key, entry in obsolete.items() if key not in wanted]
    matches = match_messages(
        [entry.msgid for entry in template], [entry.msgid for entry in candidates]
    )
    steps = []
    for at, entry in enumerate(template):
        if entry.key in current:
            steps.append(_Step(entry, _Origin.KEPT, current[entry.key]))
        elif entry.key in obsolete:
            steps.append(_Step(entry, _Origin.RETURNED, obsolete[entry.key]))
        elif at in matches and is_translated(candidates[matches[at].old]):
            steps.append(_Step(entry, _Origin.FUZZY, candidates[matches[at].old]))
        else:
            steps.append(_Step(entry, _Origin.NEW))
    return steps


def _left(steps: Sequence[_Step], old: Catalog) -> list[Entry]:
    """Return what is kept as obsolete: translated, and standing nowhere in the new catalog."""
    used = {id(step.source) for step in steps}
    return [_as_obsolete(entry) for entry in old if id(entry) not in used and is_translated(entry)]


def _headed(template: Catalog, catalog: Catalog | None, locale: Locale) -> Catalog:
    """Return a catalog without entries: the old one's header, or a new one."""
    if catalog is not None and catalog.metadata:
        headed = Catalog()
        headed.keep_header(catalog)
        return headed
    fields_of_template = dict(template.metadata)
    extensions = [name for name in fields_of_template if name.startswith("X-")]
    last = {name: fields_of_template.pop(name) for name in extensions}
    return new_catalog(
        {
            **fields_of_template,
            "Language": locale.tag.replace("-", "_"),
            "Language-Team": locale.name_in(Locale("en")),
            "Plural-Forms": locale.plural_forms,
            **last,
        },
        str(template.header or ""),
    )


def _forms(catalog: Catalog, locale: Locale) -> int:
    forms = catalog.plural_forms or parse_plural_forms(locale.plural_forms)
    return forms.nplurals


def _entry(step: _Step, forms: int) -> Entry:
    wanted, source = step.wanted, step.source
    if source is None:
        return _blank(wanted, forms)
    if step.origin is _Origin.FUZZY or source.is_plural != wanted.is_plural:
        return _fuzzy(wanted, source, forms)
    return _refreshed(wanted, source)


def _refreshed(wanted: Entry, source: Entry) -> Entry:
    """Return an entry as it is, with what the template says of it."""
    entry = source.copy()
    entry.obsolete = False
    entry.comment = wanted.comment
    entry.occurrences = list(wanted.occurrences)
    if entry.msgid_plural != wanted.msgid_plural:
        entry.previous_msgid_plural = entry.previous_msgid_plural or entry.msgid_plural
        entry.msgid_plural = wanted.msgid_plural
        entry.flags = ["fuzzy", *(flag for flag in entry.flags if flag != "fuzzy")]
    missing = [flag for flag in wanted.flags if flag not in {*entry.flags, "fuzzy"}]
    if missing:
        entry.flags = [*entry.flags, *missing]
    return entry


def _blank(wanted: Entry, forms: int) -> Entry:
    entry = wanted.copy()
    entry.flags = [flag for flag in wanted.flags if flag != "fuzzy"]
    entry.msgstr = ""
    entry.msgstr_plural = dict.fromkeys(range(forms), "") if wanted.is_plural else {}
    return entry


def _fuzzy(wanted: Entry, source: Entry, forms: int) -> Entry:
    """Return a new text with an old translation to start from."""
    entry = _blank(wanted, forms)
    entry.tcomment = source.tcomment
    entry.flags = ["fuzzy", *entry.flags]
    if wanted.is_plural:
        first = source.msgstr_plural or {0: source.msgstr}
        entry.msgstr_plural = {form: first.get(form, first[0]) for form in range(forms)}
    else:
        entry.msgstr = source.msgstr or source.msgstr_plural[0]
    # A translation that was flagged already was made from an older text still.
    made_from = source.fuzzy and source.previous_msgid
    entry.previous_msgid = made_from or source.msgid
    entry.previous_msgctxt = source.previous_msgctxt if made_from else source.msgctxt
    plural = source.previous_msgid_plural if made_from else source.msgid_plural
    entry.previous_msgid_plural = plural or None
    return entry


def _as_obsolete(entry: Entry) -> Entry:
    left = entry.copy()
    if not left.obsolete:
        left.obsolete = True
        left.comment = ""
        left.occurrences = []
    return left


def _summary(steps: Sequence[_Step], old: Catalog, obsolete: int) -> UpdateSummary:
    numbers = Counter(step.origin for step in steps)
    order = {id(entry): at for at, entry in enumerate(old)}
    found = [order[id(step.source)] for step in steps if step.origin is _Origin.KEPT]
    in_order = _longest_rising(found)
    return UpdateSummary(
        kept=in_order,
        moved=len(found) - in_order,
        returned=numbers[_Origin.RETURNED],
        fuzzy=numbers[_Origin.FUZZY],
        new=numbers[_Origin.NEW],
        obsolete=obsolete,
    )


def _longest_rising(numbers: Sequence[int]) -> int:
    """Return the length of the longest rising subsequence: what stayed in order."""
    tails: list[int] = []
    for number in numbers:
        at = bisect_left(tails, number)
        tails[at : at + 1] = [number]
    return len(tails)
