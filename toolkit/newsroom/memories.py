"""Memories: a newsroom's translation memory, made anew where it is damaged."""

from pathlib import Path

from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.base.files import content_of
from toolkit.catalog.memory.store import Memory
from toolkit.newsroom.settings import CATALOGS, MEMORY, ProjectSettings

__all__ = ["memory_path", "open_memory"]

_RUINED = frozenset({"memory-damaged", "memory-leavings"})
_SQLITE = b"SQLite format 3\0"
_ASIDE = ".damaged"


def memory_path(settings: ProjectSettings) -> Path:
    """Return where the newsroom's memory stands."""
    return settings.root / CATALOGS / MEMORY


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
    if dry_run and not path.is_file():
        return None
    try:
        return Memory.open(path, create_missing=not dry_run)
    except ToolkitError as error:
        if dry_run or not _is_ruined(path, error):
            findings.extend(error.findings)
            return None
    try:
        findings.append(_set_aside(settings, path))
        return Memory.open(path, create_missing=True)
    except ToolkitError as error:
        findings.extend(error.findings)
        return None


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
