"""Memories: a newsroom's translation memory, on a server, or in a file made anew when damaged."""

from collections.abc import Collection
from pathlib import Path

from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.base.files import content_of
from toolkit.base.observing import saw
from toolkit.base.replacement import write_atomically
from toolkit.catalog.memory.memory_server import MemoryServer
from toolkit.catalog.memory.store import Memory
from toolkit.newsroom.protection.identities import read_protection
from toolkit.newsroom.protection.leaks import names_in
from toolkit.newsroom.settings import CATALOGS, MEMORY, ProjectSettings

__all__ = [
    "has_memory",
    "memory_content",
    "memory_path",
    "memory_place",
    "open_memory",
    "refuse_names_in_memory",
    "remember_unasked",
    "see_memory",
    "unasked_catalogs",
    "usable_memory",
]

_RUINED = frozenset({"memory-damaged", "memory-leavings"})
_SQLITE = b"SQLite format 3\0"
_ASIDE = ".damaged"
_UNASKED = f".{MEMORY}.unasked"


def memory_path(settings: ProjectSettings) -> Path:
    """Return where the newsroom's memory stands that is a file."""
    return settings.root / CATALOGS / MEMORY


def memory_place(settings: ProjectSettings) -> Path | MemoryServer:
    """Return the newsroom's memory: its file, or the server that has it."""
    return settings.memory or memory_path(settings)


def see_memory(settings: ProjectSettings) -> None:
    """Tell the observer of the memory's file, and of what was added to it last."""
    path = memory_path(settings)
    for file in (path, path.with_name(f"{path.name}-wal")):
        saw(file, content_of(file) or None)


def has_memory(settings: ProjectSettings) -> bool:
    """Whether there is a memory, as far as can be said without asking a server."""
    return settings.memory is not None or memory_path(settings).is_file()


def memory_content(place: Path | MemoryServer) -> bytes:
    """Return all that a memory says: a file's bytes, or a line for each text that a server has.

    Raises:
        ToolkitError: when a server cannot be asked.

    """
    if isinstance(place, Path):
        return content_of(place) or b""
    try:
        with Memory.open(place) as memory:
            texts = ((each.source, each.target, each.origin) for each in memory.entries())
            return "\n".join(dict.fromkeys(text for each in texts for text in each)).encode()
    except ToolkitError as error:
        if error.findings[0].code == "no-memory":
            return b""
        raise


def refuse_names_in_memory(settings: ProjectSettings, data: bytes | None = None) -> None:
    """Raise for a memory from before the protection: it has a protected name.

    Args:
        settings: the newsroom.
        data: what was taken from it; None for all that it has.

    Raises:
        ToolkitError: with every place, or because a server cannot be asked.

    """
    protection = read_protection(settings.root)
    if protection:
        place = memory_place(settings)
        shown = settings.shown(place) if isinstance(place, Path) else str(place)
        content = memory_content(place) if data is None else data
        if found := names_in(content, shown, protection):
            raise ToolkitError(*found)


def unasked_catalogs(settings: ProjectSettings) -> frozenset[str]:
    """Return the catalogs with texts that came while the memory could not be asked for them."""
    data = content_of(settings.root / CATALOGS / _UNASKED) or b""
    return frozenset(data.decode("utf-8", "replace").splitlines())


def remember_unasked(settings: ProjectSettings, catalogs: Collection[str]) -> None:
    """Keep the names of catalogs for the next update, which asks the memory for their texts.

    Raises:
        ToolkitError: when the file cannot be written.

    """
    path = settings.root / CATALOGS / _UNASKED
    if catalogs:
        write_atomically(path, "".join(f"{each}\n" for each in sorted(catalogs)).encode())
    else:
        path.unlink(missing_ok=True)


def open_memory(
    settings: ProjectSettings, findings: list[Finding], *, dry_run: bool = False
) -> Memory | None:
    """Open the newsroom's memory, which is made where there is none.

    Everything in it that catalogs have can be made anew from them. So a damaged one is set aside,
    with what else may have been in it, and an empty one takes its place.

    Args:
        settings: the newsroom.
        findings: what is wrong is added here.
        dry_run: make and move nothing.

    Returns:
        The memory; None where there is none that can be used.

    """
    path = memory_path(settings)
    if dry_run and not has_memory(settings):
        return None
    try:
        return Memory.open(memory_place(settings), create_missing=not dry_run)
    except ToolkitError as error:
        if dry_run and error.findings[0].code == "no-memory":
            return None
        if settings.memory is not None or dry_run or not _is_ruined(path, error):
            findings.extend(error.findings)
            return None
    try:
        findings.append(_set_aside(settings, path))
        return Memory.open(path, create_missing=True)
    except ToolkitError as error:
        findings.extend(error.findings)
        return None


def usable_memory(
    settings: ProjectSettings, findings: list[Finding], *, dry_run: bool = False
) -> Memory | None:
    """Open the newsroom's memory, unless it has a protected name.

    The arguments and what comes back are those of `open_memory`.
    """
    try:
        refuse_names_in_memory(settings)
    except ToolkitError as error:
        findings.extend(error.findings)
        return None
    return open_memory(settings, findings, dry_run=dry_run)


def _is_ruined(path: Path, error: ToolkitError) -> bool:
    """Whether a file no longer is a memory: after a merge of git's, say, or a half copy.

    The database of another program is left alone.
    """
    if all(each.code in _RUINED for each in error.findings):
        return True
    head = content_of(path)
    other = all(each.code == "memory-other" for each in error.findings)
    return other and head is not None and not head.startswith(_SQLITE)


def _set_aside(settings: ProjectSettings, path: Path) -> Finding:
    """Give a damaged memory, and what SQLite left beside it, another name."""
    aside = path.with_name(path.name + _ASIDE)
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}{_ASIDE}-{number}")
    try:
        for ending in ("", "-wal", "-shm"):
            part = path.with_name(path.name + ending)
            if part.exists():
                part.rename(aside.with_name(aside.name + ending))
    except OSError as error:
        message = f"the damaged memory cannot be set aside: {error.strerror or error}"
        place = Location(settings.shown(path))
        raise ToolkitError.because("file-unwritable", message, place, "remove it") from None
    return Finding(
        "memory-damaged",
        "the memory was damaged, and has been made anew from the catalogs",
        Location(settings.shown(path)),
        f"what you had imported into it is in {settings.shown(aside)}; import it again",
        severity=Severity.WARNING,
    )
