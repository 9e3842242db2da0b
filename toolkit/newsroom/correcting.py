"""Correcting: an edit of an article that is out, what readers are told, and what becomes of it."""

import datetime as dt
from collections.abc import Collection, Iterable
from enum import StrEnum
from fnmatch import fnmatchcase

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location, ToolkitError
from toolkit.base.files import is_there
from toolkit.base.frozen import frozen
from toolkit.base.registry import did_you_mean
from toolkit.base.text import is_printable
from toolkit.catalog.po import load
from toolkit.document.model import Document, Unit
from toolkit.document.recorded_corrections import RecordedCorrection, RecordedPassage
from toolkit.localizing.adapting.fitting import source_mark
from toolkit.newsroom.corrections import record_correction
from toolkit.newsroom.protection.identities import read_protection
from toolkit.newsroom.protection.searching import searcher
from toolkit.newsroom.publishing.locale_editions import read_identified
from toolkit.newsroom.settings import ProjectSettings, Source
from toolkit.newsroom.source_files import chosen_sources, find_sources

__all__ = ["CorrectedSource", "Correcting", "CorrectionSeverity", "correct_source"]

_CODE = "correction"


class CorrectionSeverity(StrEnum):
    """What a correction puts right."""

    TYPO = "typo"
    """Spelling: every translation stays as right as it was."""
    STYLE = "style"
    """Wording: translators look at the passages again."""
    FACT = "fact"
    """What was not so: readers of every edition are told."""
    LEGAL = "legal"
    """What must not be read: every edition is withdrawn."""

    @property
    def is_recorded(self) -> bool:
        """Whether it is of a kind that editions know of."""
        return self in {CorrectionSeverity.FACT, CorrectionSeverity.LEGAL}


@frozen
class Correcting:
    """What an editor says of a correction."""

    severity: CorrectionSeverity
    note: str = ""
    """What was wrong, for readers: in the source's language, or in that of the translation."""
    locale: Locale | None = None
    """The translation that was wrong; None where the article was."""
    passages: Collection[str] = ()
    """The ids of the corrected units; when empty, all whose source has changed."""


@frozen
class CorrectedSource:
    """A source that was corrected."""

    source: Source
    passages: tuple[Unit, ...]
    """Those that were corrected."""
    kept: frozenset[str]
    """The ids of those whose translations stay as they are."""
    record: str = ""
    """The file that the correction is recorded in; empty where readers are told nothing."""


def correct_source(
    settings: ProjectSettings, name: str, correcting: Correcting, day: dt.date
) -> CorrectedSource:
    """Record a correction beside the source's template; its catalogs are not updated yet.

    Args:
        settings: the newsroom.
        name: the source's path below the newsroom's folder, or its document's id.
        correcting: what is corrected.
        day: the correction's.

    Raises:
        ToolkitError: when there is no such document, locale or passage, nothing has changed, or
            the note says nothing or what is protected; then nothing has changed.

    """
    source = _found(settings, name)
    document = read_identified(settings, source)
    severity, note = correcting.severity, " ".join(correcting.note.split())
    _check_locale(settings, document, correcting)
    _check_note(settings, source, severity, note)
    if correcting.passages:
        passages = _named(document, correcting.passages)
    else:
        passages = () if correcting.locale else _changed(settings, document)
    if not (passages or correcting.locale or severity is CorrectionSeverity.LEGAL):
        message = f"no passage of “{source.document_id}” has changed since the last update"
        hint = "correct the source first, or name what you have corrected with --passage ID"
        raise ToolkitError.because(_CODE, message, Location(source.path), hint)
    kept = passages if severity is CorrectionSeverity.TYPO else ()
    kept_ids = frozenset(each.id for each in kept)
    if not severity.is_recorded:
        return CorrectedSource(source, passages, kept_ids)
    withdraws = severity is CorrectionSeverity.LEGAL
    recorded = tuple(RecordedPassage(each.id, source_mark(each)) for each in passages)
    correction = RecordedCorrection(day, note, correcting.locale, withdraws, recorded)
    record_correction(settings, source.document_id, correction)
    shown = settings.shown(settings.corrections_path(source.document_id))
    return CorrectedSource(source, passages, kept_ids, shown)


def _found(settings: ProjectSettings, name: str) -> Source:
    files = find_sources(settings)
    sources = [
        each
        for each in chosen_sources(files, ())
        if fnmatchcase(each.document_id, name) or fnmatchcase(each.path, name)
    ]
    if len(sources) != 1:
        chosen_sources(files, (name,))
        message = f"“{name}” matches {len(sources)} documents"
        raise ToolkitError.because(_CODE, message, None, "name exactly one document")
    return sources[0]


def _check_locale(settings: ProjectSettings, document: Document, correcting: Correcting) -> None:
    """Refuse a translation that the document has not, and what no translation is told of."""
    locale = correcting.locale
    if locale is None:
        return
    base = settings.locales[locale].base if locale in settings.locales else None
    path = settings.catalog_path(document.id, locale)
    if locale == document.language:
        message, hint = f"“{document.id}” is written in {locale}", "leave out -l"
    elif base is not None:
        message, hint = f"{locale} is made from {base} in another alphabet", f"correct {base}"
    elif locale not in settings.locales or not is_there(path):
        message = f"“{document.id}” is not translated into {locale}"
        hint = "choose a language that it has a catalog in"
    elif not correcting.severity.is_recorded:
        message = f"a {correcting.severity} correction of a translation is told to nobody"
        hint = f"edit {settings.shown(path)}, and run toolkit build"
    else:
        return
    raise ToolkitError.because(_CODE, message, Location(document.path), hint)


def _check_note(
    settings: ProjectSettings, source: Source, severity: CorrectionSeverity, note: str
) -> None:
    """Refuse what readers cannot or may not read."""
    place = Location(source.path)
    if severity is CorrectionSeverity.FACT and not note:
        message, hint = "the correction has no text for readers", 'add -m "What was wrong."'
        raise ToolkitError.because(_CODE, message, place, hint)
    if not is_printable(note):
        message = "the message has a character that cannot be printed"
        raise ToolkitError.because(_CODE, message, place, "write it in letters and signs only")
    protection = read_protection(settings.root)
    leaks = searcher(protection).find(note) if protection and note else ()
    for leak in leaks:
        message = f"the message has the protected name of “{leak.identity}”"
        raise ToolkitError.because("leak", message, place, "write the pseudonym instead")


def _named(document: Document, ids: Iterable[str]) -> tuple[Unit, ...]:
    """Return the units of ids."""
    units = {each.id: each for each in document.units}
    for each in ids:
        if each not in units:
            message = f"“{document.id}” has no passage “{each}”: it may be gone"
            shown = f"locales/{document.id}.pot lists the ids, in lines “#. id:”"
            hint = did_you_mean(each, list(units), shown)
            raise ToolkitError.because(_CODE, message, Location(document.path), hint)
    return tuple(units[each] for each in dict.fromkeys(ids))


def _changed(settings: ProjectSettings, document: Document) -> tuple[Unit, ...]:
    """Return the units whose texts the template does not have; no notes of corrections."""
    path = settings.template_path(document.id)
    if not is_there(path):
        return ()
    known = load(path, shown=settings.shown(path)).by_key()
    return tuple(
        each
        for each in document.units
        if not each.is_wordless
        and each.role != "correction"
        and (each.context, each.message) not in known
    )
