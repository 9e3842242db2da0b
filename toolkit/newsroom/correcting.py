"""Correcting: an edit of a source that is out, and what it does to the source's translations."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.files import is_there
from toolkit.base.replacement import write_atomically
from toolkit.catalog.po import load
from toolkit.document.model import Document, Unit
from toolkit.localizing.policy import WITHDRAWN
from toolkit.newsroom.publishing.locale_editions import read_identified
from toolkit.newsroom.settings import ProjectSettings, Source
from toolkit.newsroom.source_files import chosen_sources, find_sources
from toolkit.newsroom.sources import file_bytes, read_source

__all__ = ["CorrectedSource", "CorrectionSeverity", "correct_source"]

_CODE = "correction"
_WITH_FRONT_MATTER = frozenset({"markdown", "text"})
_FRONT_MATTER = re.compile(
    r"(\ufeff?---[ \t]*\r?\n)(.*?)(^---[ \t]*\r?$)", re.DOTALL | re.MULTILINE
)
_LIST = re.compile(r"^corrections[ \t]*:[ \t]*\r?\n", re.MULTILINE)
_INLINE_LIST = re.compile(r"^corrections[ \t]*[:=]", re.MULTILINE)
_Edit = Callable[[str, str], str]
"""From a front matter and the end of a line to the new one."""
_EMBARGO = re.compile(r"^embargo(?:ed|_until)?[ \t]*[:=].*\r?\n", re.MULTILINE | re.IGNORECASE)


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


@dataclass(frozen=True, slots=True)
class CorrectedSource:
    """A source that was corrected."""

    source: Source
    passages: tuple[Unit, ...]
    """Those whose text has changed since the last update."""
    kept: frozenset[str]
    """The ids of those whose translations stay as they are."""


def correct_source(
    settings: ProjectSettings, name: str, severity: CorrectionSeverity, note: str, day: dt.date
) -> CorrectedSource:
    """Write what a correction says into its source; its catalogs are not updated yet.

    Args:
        settings: the newsroom.
        name: the source's path below the newsroom's folder, or its document's id.
        severity: what the correction puts right.
        note: what was wrong, for readers; only a correction of a fact has one.
        day: the correction's.

    Raises:
        ToolkitError: when there is no such document, nothing of it has changed, or its source has
            no place for what is to be said; then nothing has changed.

    """
    source = _found(settings, name)
    passages = _changed_passages(settings, source)
    if severity is CorrectionSeverity.LEGAL:
        _write(settings, source, _withdrawn, lambda read: read.metadata.embargo == WITHDRAWN)
        return CorrectedSource(source, passages, frozenset())
    if not passages:
        message = f"no passage of “{source.document_id}” has changed since the last update"
        hint = "correct the source first, then run toolkit correct"
        raise ToolkitError.because(_CODE, message, Location(source.path), hint)
    if severity is CorrectionSeverity.FACT:
        said = " ".join(note.split())
        if not said:
            message, hint = "the correction has no text for readers", 'add -m "What was wrong."'
            raise ToolkitError.because(_CODE, message, Location(source.path), hint)
        _write(
            settings,
            source,
            lambda front, line: _corrected(front, line, day, said),
            lambda read: any(each.role == "correction" for each in read.units),
        )
    kept = passages if severity is CorrectionSeverity.TYPO else ()
    return CorrectedSource(source, passages, frozenset(each.id for each in kept))


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


def _changed_passages(settings: ProjectSettings, source: Source) -> tuple[Unit, ...]:
    """Return the units whose texts the template does not have."""
    path = settings.template_path(source.document_id)
    if not is_there(path):
        return ()
    known = load(path, shown=settings.shown(path)).by_key()
    units = read_identified(settings, source).units
    return tuple(
        each for each in units if not each.is_wordless and (each.context, each.message) not in known
    )


def _corrected(front: str, newline: str, day: dt.date, note: str) -> str:
    """Return a front matter with one more correction, the first of its list."""
    item = f"- {day.isoformat()} {note}{newline}"
    there = _LIST.search(front)
    if there is not None:
        following = re.match(r"[ \t]*(?=-)", front[there.end() :])
        indent = following[0] if following else "  "
        return f"{front[: there.end()]}{indent}{item}{front[there.end() :]}"
    if _INLINE_LIST.search(front):
        hint = "write them as a list, one to a line, then try again"
        raise ToolkitError.because(_CODE, "its corrections are written on one line", None, hint)
    return f"{front}corrections:{newline}  {item}"


def _withdrawn(front: str, newline: str) -> str:
    """Return a front matter with an embargo that never ends."""
    return f"{_EMBARGO.sub('', front)}embargo: {WITHDRAWN.isoformat()}{newline}"


def _write(
    settings: ProjectSettings, source: Source, edit: _Edit, says: Callable[[Document], bool]
) -> None:
    """Edit the front matter of a source; one that would not say it then stays as it is."""
    before = file_bytes(settings, source.path)
    path = settings.root / source.path
    after = _edited(before, read_source(settings, source).format, source, edit)
    write_atomically(path, after)
    try:
        read = read_source(settings, source)
    except ToolkitError:
        write_atomically(path, before)
        raise
    if not says(read):
        write_atomically(path, before)
        raise _no_place(source)


def _no_place(source: Source) -> ToolkitError:
    message = "the toolkit can write the front matter of plain text and Markdown in UTF-8 only"
    hint = "write the correction into the text yourself; to withdraw the article, delete its source"
    return ToolkitError.because(_CODE, message, Location(source.path), hint)


def _edited(
    data: bytes, format_name: str, source: Source, edit: Callable[[str, str], str]
) -> bytes:
    """Return a source's bytes with its front matter edited; one that has none gets one."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if format_name not in _WITH_FRONT_MATTER or not text or text.startswith(("+++", "\ufeff+++")):
        raise _no_place(source)
    newline = "\r\n" if "\r\n" in text else "\n"
    there = _FRONT_MATTER.match(text)
    if there is None:
        mark = text[: text.startswith("\ufeff")]
        front = edit("", newline)
        return f"{mark}---{newline}{front}---{newline}{newline}{text[len(mark) :]}".encode()
    return f"{there[1]}{edit(there[2], newline)}{text[there.start(3) :]}".encode()
