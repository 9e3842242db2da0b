"""Moved: where documents have gone, so that their old addresses lead to the new ones."""

from collections.abc import Mapping
from pathlib import Path

from toolkit.base.files import decode, read_file
from toolkit.base.replacement import write_atomically
from toolkit.base.toml import read_toml
from toolkit.newsroom.settings import CATALOGS, ProjectSettings

__all__ = ["MOVED", "read_moved", "record_move", "where_moved"]

MOVED = "moved.toml"
"""The file, in the folder of catalogs: a line for each old id, `"old" = "new"`."""
_HEAD = "# Where documents have gone: their old addresses lead to the new ones.\n"


def _path(settings: ProjectSettings) -> Path:
    return settings.root / CATALOGS / MOVED


def read_moved(settings: ProjectSettings) -> Mapping[str, str]:
    """Return the id that each former id of a document has become.

    Raises:
        ToolkitError: when the file cannot be read, or is not what `record_move` writes.

    """
    path = _path(settings)
    shown = settings.shown(path)
    table = read_toml(read_file(path, shown, missing=b""), shown, "moved", 'write "old" = "new"')
    return {each: table.string(each, "", "new") for each in table.data}


def where_moved(moved: Mapping[str, str], document_id: str) -> str:
    """Return the id that a document has now, whatever it was called on the way.

    >>> where_moved({"a": "b", "b": "c"}, "a"), where_moved({"a": "b", "b": "a"}, "a")
    ('c', 'a')
    """
    seen = {document_id}
    while (after := moved.get(document_id)) is not None and after not in seen:
        document_id = after
        seen.add(after)
    return document_id if document_id not in moved else next(iter(sorted(seen)))


def record_move(settings: ProjectSettings, old: str, new: str) -> None:
    """Write down that a document has another id; the file's other lines stay.

    Raises:
        ToolkitError: when the file cannot be read or written.

    """
    path = _path(settings)
    read_moved(settings)  # a file that is wrong is for people to mend
    shown = settings.shown(path)
    text = decode(read_file(path, shown, missing=_HEAD.encode()), shown)
    keys = (f"{_quoted(old)} =", f"{_quoted(new)} =")
    lines = [line for line in text.splitlines() if not line.startswith(keys)]
    lines.append(f"{_quoted(old)} = {_quoted(new)}")
    write_atomically(path, "".join(f"{line}\n" for line in lines).encode())


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
