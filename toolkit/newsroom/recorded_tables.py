"""Recorded tables: the TOML files beside a document's template that verbs and people add to."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from toolkit.base.files import read_file
from toolkit.base.locks import lock
from toolkit.base.replacement import write_atomically
from toolkit.newsroom.protection.leaks import refuse_names
from toolkit.newsroom.settings import ProjectSettings

__all__ = ["add_tables", "read_tables"]

T = TypeVar("T")


def read_tables(settings: ProjectSettings, path: Path, read: Callable[[bytes, str], T]) -> T:
    """Return what the tables of a file say; nothing where there is no file.

    Args:
        settings: the newsroom.
        path: the file.
        read: reads its bytes, under its name in messages; there are none where there is no file.

    Raises:
        ToolkitError: when it cannot be read, is wrong, or has a protected name.

    """
    shown = settings.shown(path)
    data = read_file(path, shown, missing=b"")
    if data:
        refuse_names(settings, path, data)
    return read(data, shown)


def add_tables(
    settings: ProjectSettings,
    path: Path,
    head: str,
    read: Callable[[bytes, str], T],
    added: Callable[[T], Sequence[Iterable[str]]],
) -> None:
    """Add tables to a file; what it has stays as it is, byte by byte.

    Args:
        settings: the newsroom.
        path: the file.
        head: what a new one begins with.
        read: reads its bytes, under its name in messages.
        added: returns the lines of each new table, given what the tables say that are there.

    Raises:
        ToolkitError: when the file is wrong, cannot be read or written, or would have a protected
            name; then nothing has changed.

    """
    shown = settings.shown(path)
    with lock(path):
        data = read_file(path, shown, missing=head.encode())
        tables = added(read(data, shown))
        if not tables:
            return
        newline = b"\r\n" if b"\r\n" in data else b"\n"
        lines = (line.encode() + newline for table in tables for line in ("", *table))
        end = newline if data and not data.endswith(b"\n") else b""
        after = data + end + b"".join(lines)
        refuse_names(settings, path, after)
        read(after, shown)
        write_atomically(path, after, locked=True)
