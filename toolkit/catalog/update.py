"""Update: carry a catalog's translations over to a newer template."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

from toolkit.base.bcp47 import Locale
from toolkit.base.text import is_wordless, read_message, word_count
from toolkit.catalog.added_codes import (
    as_shortcodes,
    form_without_comments,
    with_comment_codes,
    with_shortcode_codes,
)
from toolkit.catalog.change import Change, ChangeKind, describe_change, mechanical_form
from toolkit.catalog.leverage import Carried, CarriedHow, carry_over
from toolkit.catalog.matching import match_messages
from toolkit.catalog.message_sentences import message_splitter
from toolkit.catalog.notes import Says, is_addition
from toolkit.catalog.po import Catalog, Entry, new_catalog
from toolkit.catalog.po.entries import GENERATOR
from toolkit.catalog.po.plain_entries import is_plain, is_same_but_msgstr
from toolkit.catalog.po.plural import parse_plural_forms
from toolkit.catalog.po.plural_rules import plural_header
from toolkit.catalog.typos import Vocabulary

__all__ = ["Remembered", "UpdateSummary", "is_translated", "update_catalog"]

_CORRECTION = "correction"
_NO_LANGUAGE = re.compile(r"^Language:[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a translation memory knows of a text."""

    source: str
    """The text that was translated."""
    translation: str
    exact: bool
    """Whether that text is the very one, translated and finished."""


Memory = Callable[[str], Remembered | None]


class _Origin(StrEnum):
    KEPT = "kept"
    RETURNED = "returned"
    MECHANICAL = "mechanical"
    SPLIT = "split"
    JOINED = "joined"
    FUZZY = "fuzzy"
    MEMORY = "memory"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class _Step:
    """What a template's entry becomes, and from what."""

    wanted: Entry
    origin: _Origin
    sources: tuple[Entry, ...] = ()
    """The old entries it comes from, the one with most of it first."""
    msgstr: str | None = None
    """A translation put together; None for the first source's own."""
    finished: bool = True
    """Whether the translation may be published."""
    previous: str = ""
    """The text that a memory's translation was made from."""


def is_translated(entry: Entry) -> bool:
    """Whether an entry has all of its translation, fuzzy or not."""
    if entry.is_plural:
        return bool(entry.msgstr_plural) and all(entry.msgstr_plural.values())
    return bool(entry.msgstr)


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
    changes = _Changes(template, old, language)
    edits = _Edits(changes, frozenset(keep))
    plan = _Plan(wanted, old, (language, locale), memory, edits, ask_again=ask_again)
    updated = _headed(template, catalog, locale)
    forms = _forms(updated, locale)
    is_new = any(not step.sources for step in plan.steps)
    matters = is_new and enough is not None and _is_enough(old, enough)
    waiting = _waiting(old) if matters else None
    updated.extend(
        step.sources[0] if _stays(step) else _told(_entry(step, forms, changes), step, waiting)
        for step in plan.steps
    )
    left = plan.left()
    updated.extend(left)
    return updated, _summary(plan.steps, old, len(left))


def _is_enough(catalog: Catalog, enough: int) -> bool:
    """Whether as many of a catalog's words were finished, before their source changed."""
    words = done = 0
    for entry in catalog:
        is_new = _was_added(entry) and not _is_finished(entry)
        if entry.obsolete or not entry.notes.ids or _is_correction(entry) or is_new:
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
    return frozenset(id_ for each in entries if not _was_added(each) for id_ in each.notes.ids)


def _told(entry: Entry, step: _Step, waiting: frozenset[str] | None) -> Entry:
    """Return an entry that says, as long as that matters, that its text was added later.

    Args:
        entry: the entry.
        step: what it was made from.
        waiting: see `_waiting`; None where not enough was translated for that to matter.

    """
    before = any(map(_was_added, step.sources))
    is_first = waiting is not None and not step.sources and waiting.isdisjoint(entry.notes.ids)
    is_new = before or is_first
    if is_new and entry.notes.ids and not _is_finished(entry) and not _is_correction(entry):
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


class _Changes:
    """What kind of edit lies between texts, by the words of their document; told once for each."""

    def __init__(self, template: Catalog, old: Catalog, language: Locale) -> None:
        self._language = language
        self._vocabulary = Vocabulary(
            lambda: (entry.msgid for catalog in (template, old) for entry in catalog), language
        )
        self._known: dict[tuple[str, str], Change] = {}

    def between(self, before: str, after: str) -> Change:
        """Tell what kind of edit lies between two versions of a text."""
        found = self._known.get((before, after))
        if found is None:
            found = describe_change(before, after, self._language, self._vocabulary)
            self._known[before, after] = found
        return found


@dataclass(frozen=True, slots=True)
class _Edits:
    """Which edits leave a translation as right as it was."""

    changes: _Changes
    keep: frozenset[str]
    """The ids of units whose edit the editor declares to be the correction of a typo."""

    def are_harmless(self, source: Entry, wanted: Entry) -> bool:
        """Whether a text changed in shape only, as 1000 to 1,000, or as its editor declares."""
        if wanted.is_plural:
            return False
        if self.keep and self.keep.intersection(wanted.notes.ids):
            return True
        if source.is_plural or source.msgctxt != wanted.msgctxt:
            return False
        return self.changes.between(source.msgid, wanted.msgid).kind is ChangeKind.TYPOGRAPHY


def _is_correction(entry: Entry) -> bool:
    """Whether a text is the note of a correction: it often quotes what was wrong, and is not it."""
    return _may_say(entry, _CORRECTION) and entry.notes.role == _CORRECTION


def _was_added(entry: Entry) -> bool:
    """Whether an entry says that its text came into a translated document later."""
    return _may_say(entry, Says.ADDITION) and is_addition(entry.comment)


def _may_say(entry: Entry, word: str) -> bool:
    """Whether a word is in an entry's comment, or, where nobody has looked at it, anywhere."""
    return word in (entry.raw if is_plain(entry) else entry.comment)


class _Plan:
    """What each entry of a template becomes."""

    def __init__(  # noqa: PLR0913 - what it is made from
        self,
        template: Sequence[Entry],
        old: Catalog,
        languages: tuple[Locale, Locale],
        memory: Memory | None,
        edits: _Edits,
        *,
        ask_again: bool,
    ) -> None:
        self._edits = edits
        self._ask_again = ask_again
        self._template = template
        self._old = old
        self._languages = languages
        self._memory = memory
        self._current = old.by_key()
        self._wanted = {entry.key for entry in self._template}
        self._obsolete = {
            entry.key: entry for entry in old if entry.obsolete and is_translated(entry)
        }
        self._used: set[int] = set()
        known = self._same_texts()
        known |= self._mechanical_changes(known)
        known |= self._got_codes(known)
        known |= self._carried(known)
        known |= self._remembered(known)
        self.steps = [
            known.get(at) or _Step(entry, _Origin.NEW) for at, entry in enumerate(self._template)
        ]
        for step in self.steps:
            self._used.update(id(source) for source in step.sources[:1] if step.msgstr is None)

    def _same_texts(self) -> dict[int, _Step]:
        found = {}
        for at, entry in enumerate(self._template):
            if entry.key in self._current:
                found[at] = _Step(entry, _Origin.KEPT, (self._current[entry.key],))
            elif entry.key in self._obsolete:
                found[at] = _Step(entry, _Origin.RETURNED, (self._obsolete[entry.key],))
        return found

    def _departed(self) -> list[Entry]:
        """Return the translated entries whose text is gone: the latest first to be asked."""
        current = [entry for key, entry in self._current.items() if key not in self._wanted]
        obsolete = [entry for key, entry in self._obsolete.items() if key not in self._wanted]
        return [
            entry
            for entry in [*current, *obsolete]
            if is_translated(entry) and id(entry) not in self._used
        ]

    def _mechanical_changes(self, known: dict[int, _Step]) -> dict[int, _Step]:
        forms: dict[tuple[str | None, str], Entry] = {}
        for entry in self._departed():
            forms.setdefault((entry.msgctxt, mechanical_form(entry.msgid)), entry)
        found = {}
        for at, entry in enumerate(self._template):
            source = None
            if at not in known and not entry.is_plural:
                source = forms.pop((entry.msgctxt, mechanical_form(entry.msgid)), None)
            if source is not None and not source.is_plural:
                found[at] = _Step(entry, _Origin.MECHANICAL, (source,))
                self._used.add(id(source))
        return found

    def _got_codes(self, known: dict[int, _Step]) -> dict[int, _Step]:
        """Find the texts whose only change is that what stood in them already has codes now."""
        coded = {
            at: entry
            for at, entry in enumerate(self._template)
            if at not in known and not entry.is_plural and "<" in entry.msgid
        }
        left = self._departed() if coded else []
        forms = {(each.msgctxt, mechanical_form(each.msgid)): each for each in left}
        found = {}
        for at, entry in coded.items():
            shown = as_shortcodes(entry.msgid, entry.comment)
            form = form_without_comments(shown)
            if form == mechanical_form(entry.msgid):
                continue
            source = forms.pop((entry.msgctxt, form), None)
            if source is not None and not source.is_plural:
                found[at] = _coded_step(entry, shown, source)
                self._used.add(id(source))
        return found

    def _carried(self, known: dict[int, _Step]) -> dict[int, _Step]:
        departed = self._departed()
        likely = self._likely(known, departed)
        left = [entry for entry in departed if not entry.is_plural]
        places = {id(entry): place for place, entry in enumerate(left)}
        new = {
            at: entry.msgid
            for at, entry in enumerate(self._template)
            if at not in known and not entry.is_plural and not _is_correction(entry)
        }
        source, target = self._languages
        carried, not_used_up = carry_over(
            new,
            left,
            {at: places[id(entry)] for at, entry in likely.items() if id(entry) in places},
            message_splitter(source),
            message_splitter(target),
        )
        found = {at: self._carried_step(self._template[at], each) for at, each in carried.items()}
        rest = {id(entry) for entry in not_used_up}
        self._used.update(id(entry) for entry in left if id(entry) not in rest)
        for at, entry in likely.items():
            if at not in found and id(entry) not in self._used:
                found[at] = self._edited_step(self._template[at], entry)
                self._used.add(id(entry))
        return found

    def _likely(self, known: dict[int, _Step], departed: list[Entry]) -> dict[int, Entry]:
        """Return the departed entry that each unknown text is most like, as a whole."""
        if not departed or len(known) == len(self._template):
            return {}
        # Kept entries are among the candidates as anchors: they tell where a text stood.
        gone = {id(entry) for entry in departed}
        kept = [
            entry
            for entry in self._old
            if not entry.obsolete and (entry.key in self._wanted or id(entry) in gone)
        ]
        candidates = [*kept, *(entry for entry in departed if entry.obsolete)]
        found: dict[int, Entry] = {}
        corrections = {id(each) for each in (*self._template, *candidates) if _is_correction(each)}
        for told in (False, True) if corrections else (False,):
            mine = [
                at for at, each in enumerate(self._template) if (id(each) in corrections) is told
            ]
            old = [each for each in candidates if (id(each) in corrections) is told]
            matches = match_messages(
                [self._template[at].msgid for at in mine], [each.msgid for each in old]
            )
            found |= {mine[at]: old[match.old] for at, match in matches.items()}
        return {
            at: entry for at, entry in found.items() if at not in known and is_translated(entry)
        }

    def _carried_step(self, wanted: Entry, carried: Carried) -> _Step:
        if carried.how is CarriedHow.EDITED:
            whole = len(carried.sources) == 1 and carried.msgstr == carried.sources[0].msgstr
            if whole:
                return self._edited_step(wanted, carried.sources[0])
            return _Step(wanted, _Origin.FUZZY, carried.sources, carried.msgstr, finished=False)
        origin = _Origin.SPLIT if carried.how is CarriedHow.SPLIT else _Origin.JOINED
        same_context = all(source.msgctxt == wanted.msgctxt for source in carried.sources)
        finished = carried.sure and same_context
        return _Step(wanted, origin, carried.sources, carried.msgstr, finished=finished)

    def _edited_step(self, wanted: Entry, source: Entry) -> _Step:
        if self._edits.are_harmless(source, wanted):
            return _Step(wanted, _Origin.MECHANICAL, (source,))
        return _Step(wanted, _Origin.FUZZY, (source,), finished=False)

    def _remembered(self, known: dict[int, _Step]) -> dict[int, _Step]:
        found: dict[int, _Step] = {}
        if self._memory is None:
            return found
        for at, entry in enumerate(self._template):
            if self._is_asked(known.get(at)) and not entry.is_plural:
                each = self._memory(entry.msgid)
                if each is not None:
                    found[at] = _Step(
                        entry,
                        _Origin.MEMORY,
                        known[at].sources if at in known else (),
                        each.translation,
                        finished=each.exact,
                        previous=each.source,
                    )
        return found

    def _is_asked(self, step: _Step | None) -> bool:
        """Whether the memory is asked for a text that becomes what a step says."""
        if step is None:
            return True
        return self._ask_again and not step.sources[0].msgstr and step.origin is _Origin.KEPT

    def left(self) -> list[Entry]:
        """Return what is kept as obsolete: translated, and standing nowhere else whole."""
        return [
            _as_obsolete(entry)
            for entry in self._old
            if id(entry) not in self._used and is_translated(entry)
        ]


def _coded_step(wanted: Entry, shown: str, source: Entry) -> _Step:
    """Return a text with its old translation, in which its new codes stand too."""
    msgstr, sure = with_comment_codes(shown, source.msgstr)
    coded = with_shortcode_codes(msgstr, wanted.comment)
    if coded is None or not sure or source.fuzzy:
        return _Step(wanted, _Origin.FUZZY, (source,), coded or msgstr, finished=False)
    return _Step(wanted, _Origin.MECHANICAL, (source,), coded)


def _headed(template: Catalog, catalog: Catalog | None, locale: Locale) -> Catalog:
    """Return a catalog without entries: the old one's header, or a new one."""
    language = locale.tag.replace("-", "_")
    if catalog is not None and catalog.metadata:
        headed = Catalog()
        headed.keep_header(catalog)
        header = headed.header_entry
        if header is not None and headed.metadata.get("Language") == "":
            headed.metadata["Language"] = language
            header.msgstr = _NO_LANGUAGE.sub(f"Language: {language}", header.msgstr, count=1)
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


def _stays(step: _Step) -> bool:
    """Whether an entry is what it was, as the template says all that it says: neither is read."""
    return (
        step.origin is _Origin.KEPT
        and "fuzzy" not in step.sources[0].raw
        and is_same_but_msgstr(step.sources[0], step.wanted)
    )


def _entry(step: _Step, forms: int, changes: _Changes) -> Entry:
    wanted = step.wanted
    if step.origin is _Origin.NEW:
        return _blank(wanted, forms)
    if step.origin is _Origin.MEMORY:
        return _from_memory(step, forms, changes)
    source = step.sources[0]
    says = Says.DRAFT if _is_draft(source) else Says.CHANGE
    same = step.origin in {_Origin.KEPT, _Origin.RETURNED}
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


def _translated(step: _Step) -> Entry:
    """Return a text whose translation holds as it is: a mechanical change, a split, a join."""
    source = step.sources[0]
    entry = _refreshed(step.wanted, source).copy()
    entry.msgid = step.wanted.msgid
    entry.msgctxt = step.wanted.msgctxt
    if step.msgstr is not None:
        entry.msgstr = step.msgstr
    entry.tcomment = _comments(step.sources)
    return entry


def _fuzzy(step: _Step, forms: int) -> Entry:
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


def _from_memory(step: _Step, forms: int, changes: _Changes) -> Entry:
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


def _with_change(entry: Entry, changes: _Changes, says: Says) -> Entry:
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


def _summary(steps: Sequence[_Step], old: Catalog, obsolete: int) -> UpdateSummary:
    numbers = Counter(step.origin for step in steps)
    order = {id(entry): at for at, entry in enumerate(old)}
    found = [order[id(step.sources[0])] for step in steps if step.origin is _Origin.KEPT]
    in_order = _longest_rising(found)
    return UpdateSummary(
        kept=in_order,
        moved=len(found) - in_order,
        returned=numbers[_Origin.RETURNED],
        mechanical=numbers[_Origin.MECHANICAL],
        split=numbers[_Origin.SPLIT],
        joined=numbers[_Origin.JOINED],
        fuzzy=numbers[_Origin.FUZZY],
        from_memory=numbers[_Origin.MEMORY],
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
