"""Moved: where documents have gone, so that their old addresses lead to the new ones."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from toolkit.base.errors import ToolkitError
from toolkit.base.files import content_of, decode, read_file
from toolkit.base.replacement import write_atomically
from toolkit.base.toml import read_toml, toml_string
from toolkit.newsroom.settings import CATALOGS, ProjectSettings

__all__ = ["MOVED", "read_moved", "recorded_move", "where_moved"]

MOVED = "moved.toml"
"""The file, in the folder of catalogs: a line for each old id, `"old" = "new"`."""
_HEAD = "# Where documents have gone: their old addresses lead to the new ones.\n"


def _path(settings: ProjectSettings) -> Path:
    return settings.root / CATALOGS / MOVED


def read_moved(settings: ProjectSettings) -> Mapping[str, str]:
    """Return the id that each former id of a document has become.

    Raises:
        ToolkitError: when the file cannot be read, or is not what `recorded_move` writes.

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


@contextmanager
def recorded_move(settings: ProjectSettings, old: str, new: str) -> Iterator[None]:
    """Write down that a document has another id, before its files get it.

    Whoever dies in between has moved nothing, or has said where to: an address of a document that
    is still there leads nowhere else. The file's other lines stay.

    Args:
        settings: the newsroom.
        old: the id that the document had.
        new: the id that it gets; empty for one that is withdrawn, of which nothing is said.

    Raises:
        ToolkitError: when the file cannot be read or written; or as what is done meanwhile does,
            then the file is as it was.

    """
    if not new or old == new:
        yield
        return
    path = _path(settings)
    before = content_of(path)
    _record(settings, path, old, new)
    try:
        yield
    except ToolkitError:
        if before is None:
            path.unlink(missing_ok=True)
        else:
            write_atomically(path, before)
        raise


def _record(settings: ProjectSettings, path: Path, old: str, new: str) -> None:
    read_moved(settings)  # a file that is wrong is for people to mend
    shown = settings.shown(path)
    text = decode(read_file(path, shown, missing=_HEAD.encode()), shown)
    keys = (f"{toml_string(old)} =", f"{toml_string(new)} =")
    lines = [line for line in text.splitlines() if not line.startswith(keys)]
    lines.append(f"{toml_string(old)} = {toml_string(new)}")
    write_atomically(path, "".join(f"{line}\n" for line in lines).encode())
