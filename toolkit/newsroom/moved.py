"""Moved: where documents have gone, so that their old addresses lead to the new ones."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.base.files import content_of, decode, read_file
from toolkit.base.locks import lock
from toolkit.base.replacement import write_atomically
from toolkit.base.toml import read_toml, toml_lines, toml_string
from toolkit.newsroom.protection.identities import Protection
from toolkit.newsroom.protection.searching import searcher
from toolkit.newsroom.settings import CATALOGS, ProjectSettings

__all__ = [
    "MOVED",
    "former_ids",
    "moved_path",
    "moves_without_names",
    "moving_lock",
    "read_moved",
    "recorded_moves",
    "where_moved",
]

MOVED = "moved.toml"
"""The file, in the folder of catalogs: a line for each old id, `"old" = "new"`."""
_KEY = re.compile(r'("(?:[^"\\]|\\.)*") =')
_HEAD = "# Where documents have gone: their old addresses lead to the new ones.\n"


def moved_path(settings: ProjectSettings) -> Path:
    """Return the path of the file that says where documents have gone."""
    return settings.root / CATALOGS / MOVED


def read_moved(settings: ProjectSettings) -> Mapping[str, str]:
    """Return the id that each former id of a document has become.

    Raises:
        ToolkitError: when the file cannot be read, or is not what `recorded_moves` writes.

    """
    path = moved_path(settings)
    shown = settings.shown(path)
    return _moves_in(read_file(path, shown, missing=b""), shown)


def _moves_in(data: bytes, path: str) -> Mapping[str, str]:
    table = read_toml(data, path, "moved", 'write "old" = "new"')
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


def former_ids(moved: Mapping[str, str]) -> Mapping[str, list[str]]:
    """Return the ids that documents have had, by those that they have now.

    >>> former_ids({"a": "b", "b": "c"})
    {'c': ['a', 'b']}
    """
    found: dict[str, list[str]] = {}
    for old in moved:
        found.setdefault(where_moved(moved, old), []).append(old)
    return found


def moving_lock(settings: ProjectSettings) -> AbstractContextManager[None]:
    """Hold the lock that whoever moves documents holds: no one else sees one half moved.

    Raises:
        ToolkitError: when another process holds it for 10 seconds.

    """
    return lock(moved_path(settings))


@contextmanager
def recorded_moves(
    settings: ProjectSettings, moves: Collection[tuple[str, str]]
) -> Iterator[set[tuple[str, str]]]:
    """Write down that documents have other ids, before their files get them; under `moving_lock`.

    Whoever dies in between has moved nothing, or has said where to: an address of a document that
    is still there leads nowhere else. The file's other lines stay. It is read and written once.

    Args:
        settings: the newsroom.
        moves: the id that each document had, and the one that it gets; that is empty for one that
            is withdrawn, of which nothing is said.

    Yields:
        a set for the moves that fail, of which the file says nothing then.

    Raises:
        ToolkitError: when the file cannot be read or written; or as what is done meanwhile does,
            then the file is as it was.

    """
    told = [(old, new) for old, new in moves if new and old != new]
    failed: set[tuple[str, str]] = set()
    if not told:
        yield failed
        return
    path = moved_path(settings)
    before = content_of(path)
    _record(settings, path, told)
    try:
        yield failed
    except ToolkitError:
        failed.update(told)
        raise
    finally:
        if failed.intersection(told):
            _take_back(path, before, [each for each in told if each not in failed])


def moves_without_names(
    text: str, path: str, protection: Protection
) -> tuple[str, tuple[Finding, ...]]:
    """Return the file without old ids that say what is protected, and that there were some.

    What had moved to such an id leads where its document is now; comments stay.

    Args:
        text: what the file says.
        path: its name, for messages.
        protection: what is protected.

    Raises:
        ToolkitError: when it is not what `recorded_moves` writes.

    """
    find = searcher(protection).find
    moved = _moves_in(text.encode(), path)
    kept, dropped = [], 0
    for line in toml_lines(text):
        ((old, new),) = _moves_in(line.encode(), path).items() or (("", ""),)
        if find(old):
            dropped += 1
        elif find(new):
            kept.append(f"{toml_string(old)} = {toml_string(where_moved(moved, old))}")
        else:
            kept.append(line)
    nameless = "".join(f"{line}\n" for line in kept)
    if not dropped:
        return nameless, ()
    what = "an old address" if dropped == 1 else f"{dropped} old addresses"
    message = f"{what} of moved documents would say a protected name, so they lead no further"
    hint = "readers find what your server says where there is no page (404)"
    return nameless, (
        Finding("no-tombstone", message, Location(path), hint, severity=Severity.HINT),
    )


def _record(settings: ProjectSettings, path: Path, moves: Sequence[tuple[str, str]]) -> None:
    read_moved(settings)  # a file that is wrong is for people to mend
    shown = settings.shown(path)
    text = decode(read_file(path, shown, missing=_HEAD.encode()), shown)
    write_atomically(path, _with_moves(text, moves), locked=True)


def _take_back(path: Path, before: bytes | None, made: Sequence[tuple[str, str]]) -> None:
    """Let the file say what it said, and of what was to be moved only what has been."""
    if before is None and not made:
        path.unlink(missing_ok=True)
    else:
        text = _HEAD if before is None else before.decode()
        write_atomically(path, _with_moves(text, made) if made else text.encode(), locked=True)


def _with_moves(text: str, moves: Sequence[tuple[str, str]]) -> bytes:
    """Return the file with moves, one after the other; no line of it speaks of an id twice."""
    lines: dict[str | int, str] = {}
    for at, line in enumerate(toml_lines(text)):
        known = _KEY.match(line)
        lines[known[1] if known else at] = line
    for old, new in moves:
        key = toml_string(old)
        for each in (key, toml_string(new)):
            lines.pop(each, None)
        lines[key] = f"{key} = {toml_string(new)}"
    return "".join(f"{line}\n" for line in lines.values()).encode()
