"""Linked files: what a document asks for by a link, read only from below its own folder."""

from collections.abc import Callable
from pathlib import Path

__all__ = ["read_below"]

_MAX_BYTES = 1024 * 1024


def read_below(folder: Path, most: int = _MAX_BYTES) -> Callable[[str], bytes | None]:
    """Return a reader of files below a folder; what is elsewhere it does not read.

    Args:
        folder: where names start, and where what they lead to must lie, links followed.
        most: the bytes that a file may have.

    Returns:
        A function from a relative name to the file's bytes; None for an address, for a place
        outside the folder, and for what is no file of at most `most` bytes.

    """
    base = folder.resolve()

    def read(name: str) -> bytes | None:
        if "\0" in name or ":" in name.partition("/")[0]:
            return None
        path = (base / name).resolve()
        try:
            if path.is_relative_to(base) and path.is_file() and path.stat().st_size <= most:
                return path.read_bytes()
        except OSError:
            return None
        return None

    return read
