"""Protection: what a newsroom must never let out, kept out of all that it writes."""

from pathlib import Path

__all__ = ["PROTECT", "protecting_folder"]

PROTECT = "protect.toml"
"""The file with the names; it stays on this machine."""


def protecting_folder(folder: Path) -> Path | None:
    """Return the newsroom that a folder lies in if it protects anybody: few do.

    Only then is there anything to search for, and what searches takes long to load.
    """
    folder = folder.absolute()
    above = (folder, *folder.parents)
    return next((each for each in above if (each / PROTECT).is_file()), None)
