"""Update plan: what each entry of a template becomes, and what it is made from."""

from collections.abc import Callable, Sequence
from enum import StrEnum

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
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
from toolkit.catalog.po import Catalog, Entry
from toolkit.catalog.po.plain_entries import is_plain
from toolkit.catalog.typos import Vocabulary

__all__ = [
    "Changes",
    "Edits",
    "Memory",
    "Origin",
    "Plan",
    "Remembered",
    "Step",
    "is_correction",
    "is_translated",
    "was_added",
]

_CORRECTION = "correction"


@frozen
class Remembered:
    """What a translation memory knows of a text."""

    source: str
    """The text that was translated."""
    translation: str
    exact: bool
    """Whether that text is the very one, translated and finished."""


Memory = Callable[[str], Remembered | None]


class Origin(StrEnum):
    """How a template's entry comes to its translation: see `UpdateSummary`."""

    KEPT = "kept"
    RETURNED = "returned"
    MECHANICAL = "mechanical"
    SPLIT = "split"
    JOINED = "joined"
    FUZZY = "fuzzy"
    MEMORY = "memory"
    NEW = "new"


@frozen
class Step:
    """What a template's entry becomes, and from what."""

    wanted: Entry
    origin: Origin
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


class Changes:
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


@frozen
class Edits:
    """Which edits leave a translation as right as it was."""

    changes: Changes
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


def is_correction(entry: Entry) -> bool:
    """Whether a text is the note of a correction: it often quotes what was wrong, and is not it."""
    return _may_say(entry, _CORRECTION) and entry.notes.role == _CORRECTION


def was_added(entry: Entry) -> bool:
    """Whether an entry says that its text came into a translated document later."""
    return _may_say(entry, Says.ADDITION) and is_addition(entry.comment)


def _may_say(entry: Entry, word: str) -> bool:
    """Whether a word is in an entry's comment, or, where nobody has looked at it, anywhere."""
    return word in (entry.raw if is_plain(entry) else entry.comment)


class Plan:
    """What each entry of a template becomes."""

    def __init__(  # noqa: PLR0913 - what it is made from
        self,
        template: Sequence[Entry],
        old: Catalog,
        languages: tuple[Locale, Locale],
        memory: Memory | None,
        edits: Edits,
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
            known.get(at) or Step(entry, Origin.NEW) for at, entry in enumerate(self._template)
        ]
        for step in self.steps:
            self._used.update(id(source) for source in step.sources[:1] if step.msgstr is None)

    def _same_texts(self) -> dict[int, Step]:
        found = {}
        for at, entry in enumerate(self._template):
            if entry.key in self._current:
                found[at] = Step(entry, Origin.KEPT, (self._current[entry.key],))
            elif entry.key in self._obsolete:
                found[at] = Step(entry, Origin.RETURNED, (self._obsolete[entry.key],))
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

    def _mechanical_changes(self, known: dict[int, Step]) -> dict[int, Step]:
        forms: dict[tuple[str | None, str], Entry] = {}
        for entry in self._departed():
            forms.setdefault((entry.msgctxt, mechanical_form(entry.msgid)), entry)
        found = {}
        for at, entry in enumerate(self._template):
            source = None
            if at not in known and not entry.is_plural:
                source = forms.pop((entry.msgctxt, mechanical_form(entry.msgid)), None)
            if source is not None and not source.is_plural:
                found[at] = Step(entry, Origin.MECHANICAL, (source,))
                self._used.add(id(source))
        return found

    def _got_codes(self, known: dict[int, Step]) -> dict[int, Step]:
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

    def _carried(self, known: dict[int, Step]) -> dict[int, Step]:
        departed = self._departed()
        likely = self._likely(known, departed)
        left = [entry for entry in departed if not entry.is_plural]
        places = {id(entry): place for place, entry in enumerate(left)}
        new = {
            at: entry.msgid
            for at, entry in enumerate(self._template)
            if at not in known and not entry.is_plural and not is_correction(entry)
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

    def _likely(self, known: dict[int, Step], departed: list[Entry]) -> dict[int, Entry]:
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
        corrections = {id(each) for each in (*self._template, *candidates) if is_correction(each)}
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

    def _carried_step(self, wanted: Entry, carried: Carried) -> Step:
        if carried.how is CarriedHow.EDITED:
            whole = len(carried.sources) == 1 and carried.msgstr == carried.sources[0].msgstr
            if whole:
                return self._edited_step(wanted, carried.sources[0])
            return Step(wanted, Origin.FUZZY, carried.sources, carried.msgstr, finished=False)
        origin = Origin.SPLIT if carried.how is CarriedHow.SPLIT else Origin.JOINED
        same_context = all(source.msgctxt == wanted.msgctxt for source in carried.sources)
        finished = carried.sure and same_context
        return Step(wanted, origin, carried.sources, carried.msgstr, finished=finished)

    def _edited_step(self, wanted: Entry, source: Entry) -> Step:
        if self._edits.are_harmless(source, wanted):
            return Step(wanted, Origin.MECHANICAL, (source,))
        return Step(wanted, Origin.FUZZY, (source,), finished=False)

    def _remembered(self, known: dict[int, Step]) -> dict[int, Step]:
        found: dict[int, Step] = {}
        if self._memory is None:
            return found
        for at, entry in enumerate(self._template):
            if self._is_asked(known.get(at)) and not entry.is_plural:
                each = self._memory(entry.msgid)
                if each is not None:
                    found[at] = Step(
                        entry,
                        Origin.MEMORY,
                        known[at].sources if at in known else (),
                        each.translation,
                        finished=each.exact,
                        previous=each.source,
                    )
        return found

    def _is_asked(self, step: Step | None) -> bool:
        """Whether the memory is asked for a text that becomes what a step says."""
        if step is None:
            return True
        return self._ask_again and not step.sources[0].msgstr and step.origin is Origin.KEPT

    def left(self) -> list[Entry]:
        """Return the old entries that become obsolete: translated, and whole nowhere else."""
        return [
            entry for entry in self._old if id(entry) not in self._used and is_translated(entry)
        ]


def _coded_step(wanted: Entry, shown: str, source: Entry) -> Step:
    """Return a text with its old translation, in which its new codes stand too."""
    msgstr, sure = with_comment_codes(shown, source.msgstr)
    coded = with_shortcode_codes(msgstr, wanted.comment)
    if coded is None or not sure or source.fuzzy:
        return Step(wanted, Origin.FUZZY, (source,), coded or msgstr, finished=False)
    return Step(wanted, Origin.MECHANICAL, (source,), coded)
