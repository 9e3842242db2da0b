"""Ignored: what git must leave out of a newsroom's repository (gitignore(5))."""

from pathlib import Path

from toolkit.base.files import read_file
from toolkit.base.replacement import write_atomically
from toolkit.newsroom.settings import CATALOGS, MEMORY

__all__ = ["IGNORED", "add_ignored", "missing_ignored", "new_ignored"]

IGNORED = ".gitignore"
_LINES = {
    f"/{CATALOGS}/{MEMORY}*": "Made anew from the catalogs by toolkit update; git cannot merge it.",
    f"/{CATALOGS}/.{MEMORY}*": "",
    ".*.lock": "",
    "/.toolkit-cache*": "",
    "protect.toml": "The names that must not leave this machine.",
}
"""The patterns, each with what stands above it."""


def missing_ignored(folder: Path) -> tuple[str, ...]:
    """Return the patterns that a newsroom's `.gitignore` lacks.

    Raises:
        ToolkitError: when the file cannot be read.

    """
    data = read_file(folder / IGNORED, missing=b"")
    there = {line.strip().lstrip("/") for line in data.decode("utf-8", "replace").splitlines()}
    return tuple(each for each in _LINES if each.lstrip("/") not in there)


def new_ignored(folder: Path) -> dict[Path, bytes]:
    """Return the `.gitignore` of a new newsroom; none where there is one, which stays as it is."""
    path = folder / IGNORED
    if path.exists() or path.is_symlink():
        return {}
    return {path: _text(tuple(_LINES)).encode()}


def add_ignored(folder: Path) -> tuple[str, ...]:
    """Add to a newsroom's `.gitignore` what it lacks; its own lines stay.

    Returns:
        The patterns that were added.

    Raises:
        ToolkitError: when it cannot be read or written.

    """
    missing = missing_ignored(folder)
    if missing:
        before = read_file(folder / IGNORED, missing=b"")
        if before and not before.endswith(b"\n"):
            before += b"\n"
        write_atomically(folder / IGNORED, before + _text(missing).encode())
    return missing


def _text(patterns: tuple[str, ...]) -> str:
    lines = [line for each in patterns for line in (f"# {_LINES[each]}", each) if line != "# "]
    return "".join(f"{line}\n" for line in lines)
