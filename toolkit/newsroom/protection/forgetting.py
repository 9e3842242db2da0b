"""Forgetting: a name taken out of every file of a newsroom, published or not, all or nothing."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, ToolkitError
from toolkit.base.files import decode, read_file
from toolkit.base.frozen import frozen
from toolkit.base.leftovers import sweep
from toolkit.base.replacement import replace_all
from toolkit.catalog.memory.entry import MemoryEntry
from toolkit.catalog.memory.memory_server import MemoryServer
from toolkit.catalog.memory.store import Memory, rewrite_on_server
from toolkit.catalog.po import Catalog, read, write
from toolkit.catalog.po.entries import Entry
from toolkit.editions.site.withdrawal import Withdrawal
from toolkit.newsroom.memories import memory_path
from toolkit.newsroom.moved import moved_path, moves_without_names, moving_lock
from toolkit.newsroom.protection.identities import Protection
from toolkit.newsroom.protection.leaks import names_in
from toolkit.newsroom.protection.leaving import house_files
from toolkit.newsroom.protection.protected_sources import protected_source
from toolkit.newsroom.protection.replacing import replacer
from toolkit.newsroom.protection.searching import searcher
from toolkit.newsroom.publishing.published import RECORD, Record, read_record, record_lines
from toolkit.newsroom.publishing.withdrawing import withdrawn_since
from toolkit.newsroom.settings import CATALOGS, ProjectSettings
from toolkit.newsroom.source_files import find_sources
from toolkit.newsroom.withdrawn import (
    withdrawals_in,
    withdrawals_written,
    withdrawn_path,
    without_names,
)

__all__ = ["Forgotten", "forget", "protect_sources", "purge_commands"]

_CATALOG = (".po", ".pot")
_CACHE = ".toolkit-cache"
_DAMAGED = ".damaged"
_COPIES = ("~", ".bak", ".tmp", ".orig", ".rej", ".old")
_SIDES = ("-wal", "-shm", "-journal")


@frozen
class Forgotten:
    """What became of the files that had a name."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    """Files of the output that had it, below the output folder: copies of them are elsewhere."""
    left: tuple[Finding, ...] = ()
    """Where it still stands, and somebody has to see to it."""


@dataclass(slots=True)
class _Work:
    """What is to be done; nothing is done before all of it is known."""

    settings: ProjectSettings
    protection: Protection
    written: dict[Path, bytes] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    left: list[Finding] = field(default_factory=list)
    doubts: list[Finding] = field(default_factory=list)
    has_record: bool = False
    """Whether the record of what is published has a name."""


def protect_sources(settings: ProjectSettings, protection: Protection) -> Forgotten:
    """Write pseudonyms into the sources themselves.

    Raises:
        ToolkitError: when a name cannot be replaced with certainty: then no file has changed.

    """
    work = _Work(settings, protection)
    with moving_lock(settings):  # a document that moves would keep its name, or get it back
        for source in find_sources(settings).sources:
            _source(work, source.path)
        return _done(work)


def forget(settings: ProjectSettings, protection: Protection) -> Forgotten:
    """Take names out of a newsroom that has been published already.

    Sources, templates, catalogs with previous and obsolete texts and comments, the memory and
    every other text get pseudonyms. Caches, left-over files and published files that had the name
    are removed: `build` makes those anew, and a page where an article was that has no source any
    more. Ids stay, and no translation goes fuzzy.

    Raises:
        ToolkitError: when a name cannot be replaced with certainty in a source or in a translation:
            then no file has changed; or when another process moves documents.

    """
    work = _Work(settings, protection)
    with moving_lock(settings):
        sources = {each.path for each in find_sources(settings).sources}
        for path in house_files(settings):
            if path in sources:
                _source(work, path)
            elif names_in(read_file(settings.root / path, path), path, protection):
                _file(work, path)
        if work.has_record:
            _record(work)
        return _done(work, settings.memory)


def _done(work: _Work, server: MemoryServer | None = None) -> Forgotten:
    if work.doubts:
        raise ToolkitError(*work.doubts)
    root = work.settings.root
    for folder in {(root / path).parent for path in house_files(work.settings)}:
        sweep(folder)  # what a process that died has left holds the name too
    on_server = _forgotten_on_server(work, server) if server is not None else ()
    replace_all(work.written)
    for path in work.removed:
        (root / path).unlink(missing_ok=True)
    written = tuple(each.relative_to(root).as_posix() for each in work.written)
    return Forgotten(
        (*on_server, *written), tuple(work.removed), tuple(work.published), tuple(work.left)
    )


def _source(work: _Work, path: str) -> None:
    data = read_file(work.settings.root / path, path)
    try:
        made = protected_source(data, path, work.settings.source, work.protection)
    except ToolkitError as error:
        work.doubts.extend(error.findings)
        return
    work.left.extend(made.warnings)
    left = names_in(made.data, path, work.protection)
    if left and path.endswith(".docx"):
        hint = "accept all changes, delete comments and properties, and save it again"
        work.left.extend(replace(each, hint=hint) for each in left)
    elif left:
        hint = "write the form as it stands here into protect.toml, or replace it by hand"
        work.doubts.extend(replace(each, hint=hint) for each in left)
    if made.data != data:
        work.written[work.settings.root / path] = made.data


def _file(work: _Work, path: str) -> None:
    """Decide what becomes of a file that has a name."""
    output = work.settings.output.rstrip("/")
    name = path.rpartition("/")[2]
    if path == f"{output}/{RECORD}":
        work.has_record = True
    elif path == work.settings.shown(withdrawn_path(work.settings)):
        _withdrawn(work, path)
    elif path == work.settings.shown(moved_path(work.settings)):
        _moved(work, path)
    elif path == work.settings.shown(memory_path(work.settings)):
        _memory(work, path)
    elif path.startswith(f"{output}/"):
        work.removed.append(path)
        work.published.append(path.removeprefix(f"{output}/"))
    elif _is_removed(name):
        work.removed.append(path)
    elif path.endswith(_CATALOG):
        _catalog(work, path)
    else:
        _text(work, path)


def _moved(work: _Work, path: str) -> None:
    """Take names out of where documents have gone: a pseudonym would be no document's old id."""
    text = decode(read_file(work.settings.root / path, path), path)
    nameless, told = moves_without_names(text, path, work.protection)
    work.left.extend(told)
    _keep(work, path, _forced(work, nameless, work.settings.source).encode())


def _withdrawn(work: _Work, path: str) -> None:
    """Take names out of what is withdrawn; an address that is one has no page any more."""
    withdrawals = withdrawals_in(read_file(work.settings.root / path, path), path)
    nameless, told = without_names(withdrawals, work.protection)
    work.left.extend(told)
    forced = {key: _forced_reasons(work, each) for key, each in nameless.items()}
    _keep(work, path, withdrawals_written(forced))


def _forced_reasons(work: _Work, withdrawal: Withdrawal) -> Withdrawal:
    reasons = (
        replace(each, text=_forced(work, each.text, each.locale)) for each in withdrawal.reasons
    )
    return replace(withdrawal, reasons=tuple(reasons))


def _record(work: _Work) -> None:
    """Keep of the record what says which files are published, and what is withdrawn.

    What lists say of articles goes: the next build makes it anew.
    """
    settings, path = work.settings, f"{work.settings.output.rstrip('/')}/{RECORD}"
    before, find = read_record(settings.root / settings.output), searcher(work.protection).find
    gone, told = without_names(withdrawn_since(settings, before), work.protection)
    removed = set(work.published)
    files = {key: of for key, of in before.files.items() if key not in removed and not find(key)}
    data = b"".join(record_lines(Record(files, {}, before.launches, gone)))
    work.left.extend(told)
    work.published.append(RECORD)
    if names_in(data, path, work.protection):
        work.removed.append(path)
    else:
        work.written[settings.root / path] = data


def _is_removed(name: str) -> bool:
    """Whether a file is nothing but a copy, or can be made anew."""
    return (
        name.startswith((_CACHE, ".#", "~", "#"))
        or _DAMAGED in name
        or name.endswith((*_SIDES, *_COPIES))
    )


def _catalog(work: _Work, path: str) -> None:
    data = read_file(work.settings.root / path, path)
    try:
        catalog = read(data, path)
    except ToolkitError as error:
        work.doubts.extend(error.findings)
        return
    locale = _locale_of(work.settings, path)
    made = Catalog()
    made.keep_header(catalog)
    made.header = _dropped(work, _forced(work, made.header, locale))
    made.metadata = {
        key: _forced(work, value, work.settings.source) for key, value in made.metadata.items()
    }
    entries = [_entry(work, entry, locale, path) for entry in catalog]
    live = {entry.key for entry in entries if not entry.obsolete}
    made.extend(each for each in entries if not each.obsolete or each.key not in live)
    _keep(work, path, write(made, width=work.settings.wrap))


def _entry(work: _Work, entry: Entry, locale: Locale, path: str) -> Entry:
    """Return an entry with pseudonyms; what nobody publishes need not be certain."""
    source = work.settings.source
    made = entry.copy()

    def certain(text: str, language: Locale) -> str:
        if entry.obsolete:
            return _forced(work, text, language)
        replaced = replacer(work.protection, language).replace(text)
        place = Location(path, entry.linenum)
        work.doubts += (
            Finding("protected-name", each.message, place, each.hint) for each in replaced.doubts
        )
        return replaced.text

    made.msgid = certain(entry.msgid, source)
    made.msgid_plural = certain(entry.msgid_plural, source)
    made.msgstr = certain(entry.msgstr, locale)
    made.msgstr_plural = {key: certain(each, locale) for key, each in entry.msgstr_plural.items()}
    made.comment = _dropped(work, _forced(work, entry.comment, source))
    made.tcomment = _dropped(work, _forced(work, entry.tcomment, locale))
    find = searcher(work.protection).find
    # Where a text stands, “update” says anew: the file may have another name by now.
    made.occurrences = [each for each in entry.occurrences if not find(each[0])]
    made.previous_msgid = _previous(work, entry.previous_msgid)
    made.previous_msgid_plural = _previous(work, entry.previous_msgid_plural)
    return made if made.changed else entry


def _forced(work: _Work, text: str, language: Locale) -> str:
    return replacer(work.protection, language).replace(text, forced=True).text


def _previous(work: _Work, text: str | None) -> str | None:
    if text is None:
        return None
    return _dropped(work, _forced(work, text, work.settings.source)) or None


def _dropped(work: _Work, text: str) -> str:
    """Return a text without the lines in which a name is left."""
    find = searcher(work.protection).find
    if not find(text):
        return text
    return "\n".join(line for line in text.split("\n") if not find(line))


def _locale_of(settings: ProjectSettings, path: str) -> Locale:
    """Return the language of a file among the catalogs: its folder's, or the source's."""
    parts = path.split("/")
    if parts[0] == CATALOGS and len(parts) > 2:  # noqa: PLR2004 - locales/kk/…
        try:
            return Locale.named(next(part for part in parts[1:] if not part.startswith(".")))
        except ToolkitError:
            pass
    return settings.source


def _text(work: _Work, path: str) -> None:
    """Replace names in any other text; a file that is no text is for people."""
    data = read_file(work.settings.root / path, path)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        hint = "delete it, or save it again without the name"
        found = names_in(data, path, work.protection)
        work.left.extend(replace(each, hint=hint) for each in found)
        return
    made = _forced(work, text, _locale_of(work.settings, path))
    _keep(work, path, made.encode())


def _keep(work: _Work, path: str, data: bytes) -> None:
    """Keep the bytes that a file is to have; what is left in them is doubtful."""
    left = names_in(data, path, work.protection)
    hint = "replace it by hand with the pseudonym, or write the form into protect.toml"
    work.doubts.extend(replace(each, hint=hint) for each in left)
    work.written[work.settings.root / path] = data


def _memory(work: _Work, path: str) -> None:
    """Write the memory anew with pseudonyms: a file that SQLite has filled anew forgets."""
    with TemporaryDirectory(prefix="toolkit-") as folder:
        target = Path(folder) / "memory.sqlite"
        with Memory.open(work.settings.root / path) as old:
            entries = [_remembered(work, each) for each in old.entries()]
        with Memory.open(target, create_missing=True) as new:
            new.add(each for each in entries if each is not None)
        _keep(work, path, target.read_bytes())
    work.removed.extend(_beside(work.settings.root, path))


def _remembered(work: _Work, entry: MemoryEntry) -> MemoryEntry | None:
    """Return an entry of the memory with pseudonyms; None where a name is left in it."""
    made = replace(
        entry,
        source=_forced(work, entry.source, entry.source_locale),
        target=_forced(work, entry.target, entry.target_locale),
        origin=_forced(work, entry.origin, work.settings.source),
    )
    left = searcher(work.protection).find(f"{made.source}\n{made.target}\n{made.origin}")
    return None if left else made


def _forgotten_on_server(work: _Work, server: MemoryServer) -> tuple[str, ...]:
    """Take names out of the memory on a server, before any file changes; return where they were."""
    try:
        changed, left = rewrite_on_server(server, lambda each: _remembered(work, each))
    except ToolkitError as error:
        if error.findings[0].code == "no-memory":
            return ()
        raise
    work.left.extend(left)
    return (str(server),) if changed else ()


def _beside(root: Path, path: str) -> Iterator[str]:
    for side in _SIDES:
        if os.path.lexists(root / f"{path}{side}"):
            yield f"{path}{side}"


def purge_commands(
    settings: ProjectSettings, forgotten: Forgotten, *, in_git: bool
) -> Mapping[str, tuple[str, ...]]:
    """Return what must be done elsewhere, as commands to copy, by where.

    Args:
        settings: the newsroom.
        forgotten: what was done here.
        in_git: whether the newsroom is a clone of a repository.

    """
    found: dict[str, tuple[str, ...]] = {}
    if in_git:
        found["git: every clone has the history"] = (
            "toolkit protect list --replacements > ../names.txt",
            "git filter-repo --force --replace-text ../names.txt --replace-message ../names.txt",
            "git reflog expire --expire=now --all && git gc --prune=now",
            "git push --force --all && git push --force --tags",
            "rm ../names.txt && toolkit protect check --history",
        )
    server = str(settings.memory)
    if server in forgotten.written:
        found["PostgreSQL: log, replicas and backups keep what was there; have them made anew"] = (
            f"psql {server} -c CHECKPOINT -c 'SELECT pg_switch_wal()'",
            "pg_basebackup -D NEW-BACKUP  # then delete older backups and their archived log",
        )
    base = settings.base_url or "https://YOUR-SITE/"
    addresses = [base + each for each in forgotten.published if not each.startswith(".")]
    if addresses:
        found["mirrors and caches: upload the new files with deletion, then purge"] = (
            f"rsync -a --delete {settings.output.rstrip('/')}/ MIRROR:/path/",
            *(f"curl -X PURGE {each}" for each in addresses),
        )
        found["archives: ask that the copies be removed"] = tuple(
            f"https://web.archive.org/web/*/{each}" for each in addresses if each.endswith(".html")
        )
    return found
