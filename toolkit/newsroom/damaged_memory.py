"""Damaged memory: a newsroom's memory that cannot be read makes room for a new one."""

from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.base.files import unwritable
from toolkit.newsroom.settings import CATALOGS, MEMORY, ProjectSettings

__all__ = ["set_aside_memory"]

_UNREADABLE = frozenset({"memory-damaged", "memory-other"})
_ASIDE = ".damaged"


def set_aside_memory(settings: ProjectSettings, error: ToolkitError) -> Finding:
    """Rename a newsroom's memory that cannot be read, so that the next update makes a new one.

    Nothing is lost: the finished translations stand in the catalogs, and what the memory held stays
    in the renamed file, with SQLite's own files beside it.

    Args:
        settings: the newsroom.
        error: what was said when it was read.

    Returns:
        What to say of it.

    Raises:
        ToolkitError: the same error when it is about anything else, or another one when the file
            cannot be renamed.

    """
    path = settings.root / CATALOGS / MEMORY
    if not {each.code for each in error.findings} <= _UNREADABLE or not path.is_file():
        raise error
    for ending in ("-wal", "-shm", ""):
        file = path.with_name(path.name + ending)
        try:
            if file.exists():
                file.replace(path.with_name(f"{MEMORY}{_ASIDE}{ending}"))
        except OSError as problem:
            raise unwritable(file, problem) from None
    shown = settings.shown(path)
    return Finding(
        "memory-renewed",
        f"the memory could not be read; it is now {MEMORY}{_ASIDE}, and a new one is made",
        Location(shown),
        "if older translations are missing, import them again: toolkit memory import",
        severity=Severity.WARNING,
    )
