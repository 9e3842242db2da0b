"""Machine drafts: texts without a translation, drafted from the memory or by a machine.

Nothing that a person has written is touched. What cannot be a draft is refused, text by text.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace

from toolkit.base import clock
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.base.files import is_there
from toolkit.base.frozen import frozen
from toolkit.base.text import read_message, shortened, to_message
from toolkit.catalog.memory.store import Memory
from toolkit.catalog.po import Catalog, Entry, again, load
from toolkit.catalog.po.entries import Key
from toolkit.catalog.remember import recall
from toolkit.catalog.review import MACHINE, MEMORY, Review
from toolkit.catalog.terms import Termbase
from toolkit.checks import Sheet, checks
from toolkit.checks.found import Found
from toolkit.checks.pair import Pair
from toolkit.checks.pairs import Row, rows_of
from toolkit.checks.running import row_problems
from toolkit.document.model import JOINED
from toolkit.localizing.policy import embargo_reason, is_embargoed
from toolkit.newsroom.checked_sheets import termbase_of
from toolkit.newsroom.drafting.asking import MachineError, answers, machine_key
from toolkit.newsroom.drafting.machines import Machine
from toolkit.newsroom.drafting.masking import Masked, Unmaskable, mask, unmask
from toolkit.newsroom.memories import usable_memory
from toolkit.newsroom.protection.identities import read_protection
from toolkit.newsroom.protection.leaks import refuse_names
from toolkit.newsroom.protection.searching import searcher
from toolkit.newsroom.reports import Reports
from toolkit.newsroom.reviews import change_review
from toolkit.newsroom.settings import CONFIGURATION, ProjectSettings, Source
from toolkit.newsroom.source_files import chosen_sources, find_sources
from toolkit.newsroom.sources import read_source

__all__ = ["Drafted", "draft_catalogs"]

_REFUSING = frozenset({"negations", "numbers", "wrong-language", "wrong-script"})
"""The checks that a draft must pass, beside those that find errors."""
_OTHER = "?"
"""Stands for a translation that is no copy of its source."""
Progress = Callable[[int, int], None]


@frozen
class Drafted:
    """What became of the texts of a document that had no translation in a locale."""

    document_id: str
    locale: Locale
    from_memory: int = 0
    """Drafted as they were translated before."""
    from_machine: int = 0
    """Drafted by the machine; in a dry run, what it would be asked for."""
    characters: int = 0
    """Sent to the machine, or to be sent."""
    refused: int = 0
    """Left without a draft; the findings say why."""


def draft_catalogs(  # noqa: PLR0913 - whom to ask, for what, and who is told
    settings: ProjectSettings,
    locales: Sequence[Locale],
    documents: Collection[str] = (),
    *,
    passages: Collection[str] = (),
    dry_run: bool = False,
    progress: Progress = lambda _done, _all: None,
) -> Reports[Drafted]:
    """Draft what has no translation: from the memory where it has the very text, else by a machine.

    Every draft is fuzzy, and its review file says where it comes from. A document under an embargo
    is sent to no other machine.

    Args:
        settings: the newsroom, with a machine.
        locales: those wanted.
        documents: patterns of ids or paths; all documents when empty.
        passages: the first ids of the texts that are wanted; all texts when empty.
        dry_run: ask nobody and write nothing.
        progress: called with the number of documents done and to do.

    Returns:
        what became of each document in each locale, and why texts have no draft.

    Raises:
        ToolkitError: when the newsroom has no machine, or none for a locale, its key is missing, a
            locale has no catalogs of its own, or there is no such document.

    """
    machine = _machine(settings)
    for locale in locales:
        _refuse_derived(settings, locale)
        _refuse_unknown(machine, locale)
    key = "" if dry_run else machine_key(machine)
    files = find_sources(settings)
    findings = list(files.findings)
    termbase = termbase_of(settings, findings)
    work = _Work(settings, machine, key, frozenset(passages), dry_run, termbase, findings)
    done: list[Drafted] = []
    sources = chosen_sources(files, documents)
    with usable_memory(settings, findings, dry_run=True) or nullcontext() as memory:
        for number, source in enumerate(sources):
            progress(number, len(sources))
            done.extend(work.document(source, locales, memory))
    return Reports(tuple(done), tuple(dict.fromkeys(findings)))


def _machine(settings: ProjectSettings) -> Machine:
    if settings.machine is None:
        hint = "add [draft]: docs/how-to/draft-by-machine.md has examples"
        raise ToolkitError.because(
            "no-machine", "no machine is named to draft with", Location(CONFIGURATION), hint
        )
    return settings.machine


def _refuse_derived(settings: ProjectSettings, locale: Locale) -> None:
    if locale in settings.translated:
        return
    message = f"nothing is translated into {locale.tag}: it has no catalogs of its own"
    named = ", ".join(each.tag for each in settings.translated)
    raise ToolkitError.because("draft-derived", message, None, f"choose among {named}")


def _refuse_unknown(machine: Machine, locale: Locale) -> None:
    if machine.drafts(locale):
        return
    message = f"“{machine.name}” does not draft {locale.tag}"
    hint = f"add {locale.tag} to “locales” in [draft], if the machine knows the language"
    raise ToolkitError.because("draft-locale", message, machine.location, hint)


@frozen
class _Draft:
    """A translation for an entry, and where it comes from."""

    key: Key
    text: str
    origin: str
    confidence: float | None = None


@dataclass(slots=True)
class _Gathered:
    """What came of one catalog's texts."""

    drafts: list[_Draft] = field(default_factory=list)
    asked: list[tuple[Entry, Masked]] = field(default_factory=list)
    refused: int = 0


@frozen
class _Work:
    """What drafting works with; what is wrong on the way is gathered."""

    settings: ProjectSettings
    machine: Machine
    key: str
    passages: frozenset[str]
    """The first ids of the texts that are wanted; all when empty."""
    dry_run: bool
    termbase: Termbase | None
    findings: list[Finding]

    def document(
        self, source: Source, locales: Sequence[Locale], memory: Memory | None
    ) -> Iterator[Drafted]:
        """Draft one document; what is wrong in one locale holds back no other."""
        try:
            language = self._language(source)
        except ToolkitError as error:
            self.findings.extend(error.findings)
            return
        for locale in locales:
            try:
                yield from self._drafted(source.document_id, language, locale, memory)
            except ToolkitError as error:
                self.findings.extend(error.findings)

    def _drafted(
        self, document_id: str, language: Locale, locale: Locale, memory: Memory | None
    ) -> Iterator[Drafted]:
        """Draft one document in one locale."""
        path = self.settings.catalog_path(document_id, locale)
        if language == locale or not is_there(path):
            return
        # For any machine: a catalog with a protected name is from before the protection.
        refuse_names(self.settings, path)
        catalog = load(path, shown=self.settings.shown(path))
        gathered = self._gathered(catalog, (language, locale), memory)
        asked = len(gathered.asked)
        characters = sum(len(masked.html) for _, masked in gathered.asked)
        remembered = len(gathered.drafts)
        if not self.dry_run:
            self._ask(catalog, gathered, (language, locale))
            written = again(lambda: self._write(document_id, locale, gathered.drafts))
            remembered = sum(each.origin == MEMORY for each in written)
            asked = len(written) - remembered
        yield Drafted(document_id, locale, remembered, asked, characters, gathered.refused)

    def _language(self, source: Source) -> Locale:
        """Return the language of a source that may be given to the machine."""
        document = read_source(self.settings, source)
        now = clock.now()
        if self.machine.remote and is_embargoed(document.metadata, now):
            end = document.metadata.embargo
            why = embargo_reason(end) if end is not None else "it is embargoed"
            message = f"nothing of it is sent to {self.machine.shown}: {why}"
            hint = "draft it on this machine, or after the embargo"
            raise ToolkitError.because("draft-embargo", message, Location(source.path), hint)
        return document.language

    def _gathered(
        self, catalog: Catalog, languages: tuple[Locale, Locale], memory: Memory | None
    ) -> _Gathered:
        """Return what the memory knows, and what the machine is to be asked for."""
        known = recall(memory, *languages) if memory is not None else None
        found = _Gathered()
        for entry in filter(self._is_wanted, catalog):
            remembered = known(entry.msgid) if known is not None else None
            if remembered is not None and remembered.exact:
                text = remembered.translation
                if text.strip() != JOINED:
                    found.drafts.append(_Draft(entry.key, text, MEMORY))
                    continue
            masked = mask(read_message(entry.msgid), *languages, self.termbase)
            found.asked.append((entry, masked))
        return found

    def _is_wanted(self, entry: Entry) -> bool:
        return _waits(entry) and (not self.passages or entry.notes.ids[0] in self.passages)

    def _ask(self, catalog: Catalog, gathered: _Gathered, languages: tuple[Locale, Locale]) -> None:
        texts = [masked.html for _, masked in gathered.asked]
        replies = answers(self.machine, texts, languages, self.key) if texts else iter(())
        sheet = Sheet(Catalog(), catalog.fpath, languages[1], termbase=self.termbase)
        sheet.catalog.keep_header(catalog)
        find = searcher(read_protection(self.settings.root)).find
        for (entry, masked), reply in zip(gathered.asked, replies, strict=False):
            if isinstance(reply, MachineError):
                self._refuse(gathered, catalog, entry, str(reply), "draft-machine")
                continue
            try:
                text = to_message(unmask(reply.html.strip(), masked))
                _require_sound(sheet, entry, text, named=bool(find(text)))
            except Unmaskable as error:
                self._refuse(gathered, catalog, entry, str(error), "draft-refused")
            else:
                origin = f"{MACHINE}{self.machine.name}"
                gathered.drafts.append(_Draft(entry.key, text, origin, reply.confidence))

    def _refuse(
        self, gathered: _Gathered, catalog: Catalog, entry: Entry, why: str, code: str
    ) -> None:
        gathered.refused += 1
        place = entry.msgstr_location(self.settings.shown(self.settings.root / catalog.fpath))
        message = f"“{shortened(entry.msgid)}” has no draft: {why}"
        failed = code == "draft-machine"
        hint = f"see whether {self.machine.shown} runs" if failed else "translate it yourself"
        severity = Severity.ERROR if failed else Severity.WARNING
        unit = entry.notes.ids[0]
        self.findings.append(Finding(code, message, place, hint, severity=severity, unit=unit))

    def _write(
        self, document_id: str, locale: Locale, drafts: Sequence[_Draft]
    ) -> Sequence[_Draft]:
        """Write drafts for what has no translation even now, and where they come from."""
        path = self.settings.catalog_path(document_id, locale)
        if not drafts:
            return ()
        # A machine takes its time, and somebody may have written meanwhile.
        catalog = load(path, shown=self.settings.shown(path))
        waiting = {entry.key: entry for entry in catalog if _waits(entry)}
        written = [each for each in drafts if each.key in waiting]
        for each in written:
            entry = waiting[each.key]
            entry.msgstr = each.text
            entry.flags = ["fuzzy", *(flag for flag in entry.flags if flag != "fuzzy")]

        def noted(review: Review) -> Review:
            for each in written:
                review = review.drafted(waiting[each.key], each.origin, each.confidence)
            return review.kept(catalog)

        if written:
            change_review(self.settings, document_id, locale, noted, catalog)
        return written


def _waits(entry: Entry) -> bool:
    """Whether a text has no translation at all, and its review could say where one comes from."""
    return not (entry.obsolete or entry.is_plural or entry.msgstr or not entry.notes.ids)


def _require_sound(sheet: Sheet, entry: Entry, text: str, *, named: bool) -> None:
    """Raise where checks find in a draft what must not even be a draft.

    Raises:
        Unmaskable: with what the first of them says.

    """
    if not text.strip():
        raise Unmaskable("the machine returned nothing")
    if named:
        raise Unmaskable("it has a protected name")
    draft = entry.copy()
    draft.msgstr = text
    draft.flags = [flag for flag in draft.flags if flag != "fuzzy"]
    (row,) = _rows(sheet, draft)
    for found in _refusing(row_problems(row, tuple(checks().values()))):
        raise Unmaskable(found)
    other = draft.copy()
    other.msgstr = _OTHER
    if _is_copy([each.pair for each in _rows(sheet, other, draft)], sheet.locale):
        raise Unmaskable("the machine returned the text as it was")


def _rows(sheet: Sheet, *entries: Entry) -> list[Row]:
    alone = Catalog(entries)
    alone.keep_header(sheet.catalog)
    return list(rows_of(replace(sheet, catalog=alone)))


def _is_copy(pairs: Sequence[Pair], locale: Locale) -> bool:
    """Whether the last of pairs is its source once more; the others tell its words from names."""
    survey = checks()["untranslated"].survey
    return survey is not None and any(True for _ in survey(pairs, locale))


def _refusing(found: Iterable[Found]) -> Iterator[str]:
    for each in found:
        refusing = each.check.holds_back or each.severity is Severity.ERROR
        lost = each.check.id in _REFUSING and each.severity is not Severity.HINT
        if (refusing or lost) and not each.crashed:
            yield f"{each.problem.message} ({each.check.id})"
