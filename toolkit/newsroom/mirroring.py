"""Mirroring: a newsroom's files from a store in a folder of this machine; only what changed comes.

What somebody has written into such a folder by hand is never overwritten.
"""

import atexit
import json
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

from toolkit.base.errors import Finding, Location, ToolkitError
from toolkit.base.files import content_of, unwritable
from toolkit.base.frozen import frozen
from toolkit.base.leftovers import temporary_folder
from toolkit.base.observing import digest_of
from toolkit.base.replacement import replace_all
from toolkit.newsroom.bundling.signing import SIGNING_KEY
from toolkit.newsroom.configuration import load_settings
from toolkit.newsroom.publishing.build_cache import CACHES, Stamp, stamp_of
from toolkit.newsroom.settings import CATALOGS, CONFIGURATION, MEMORY
from toolkit.newsroom.stores import Store, open_store

__all__ = ["MIRROR", "mirrored", "mirrored_for_worker"]

MIRROR = ".toolkit-mirror.json"
"""The record of a folder that mirrors a store: what came from there."""
_OWN = (MIRROR, CACHES, SIGNING_KEY, f"{CATALOGS}/{MEMORY}", f"{CATALOGS}/.{MEMORY}")
"""What the paths begin with that no build reads: the toolkit's own, of one machine only."""


@frozen
class _Copy:
    """A file that came from a store."""

    mark: str
    """What it had in the store."""
    digest: str
    stamp: Stamp | None
    """What it had here."""


def mirrored(url: str, folder: Path) -> str:
    """Bring a newsroom from a store into a folder, and return a digest of its files.

    Args:
        url: the newsroom's address.
        folder: an empty one, or one that has mirrored this address before.

    Raises:
        ToolkitError: when the store cannot be read, the folder holds something else, or a file
            that would be replaced was changed here.

    """
    store = open_store(url)
    before = _read_record(store, folder)
    entries = store.entries()
    if CONFIGURATION not in entries:
        raise ToolkitError.because(
            "no-project",
            f"no {CONFIGURATION} there",
            Location(store.shown),
            "name the folder of a newsroom",
        )
    # First, that this is a copy: what a run brings that is cut off, the next finds as it came.
    _write_record(store, folder, before)
    # It says which folder is the output: what is published is no source.
    head = _fetched(store, folder, {CONFIGURATION: entries[CONFIGURATION].mark}, before)
    output = load_settings(folder).output
    rest = {
        path: entry.mark
        for path, entry in entries.items()
        if path != CONFIGURATION and _is_mirrored(path, output)
    }
    files = head | _fetched(store, folder, rest, before)
    _remove(folder, {path: before[path] for path in before.keys() - files.keys()})
    _write_record(store, folder, files)
    return _snapshot(files)


def _is_mirrored(path: str, output: str) -> bool:
    parts = path.split("/")
    is_lock = parts[-1].startswith(".") and parts[-1].endswith(".lock")
    return not is_lock and ".git" not in parts and not path.startswith((*_OWN, f"{output}/"))


def _fetched(
    store: Store, folder: Path, marks: Mapping[str, str], before: Mapping[str, _Copy]
) -> dict[str, _Copy]:
    files: dict[str, _Copy] = {}
    wanted = []
    for path, mark in marks.items():
        known = before.get(path)
        if (
            known is not None
            and mark
            and mark == known.mark
            and _is_as_it_came(folder, path, known)
        ):
            files[path] = known
        else:
            wanted.append(path)
    for path, data in store.read(wanted):
        digest = digest_of(data)
        _put(folder, path, data, before.get(path))
        files[path] = _Copy(marks[path], digest, stamp_of(folder / path))
    return files


def _is_as_it_came(folder: Path, path: str, known: _Copy) -> bool:
    found = stamp_of(folder / path)
    return found is not None and (found == known.stamp or _digest(folder / path) == known.digest)


def _digest(path: Path) -> str | None:
    data = content_of(path)
    return None if data is None else digest_of(data)


def _put(folder: Path, path: str, data: bytes, known: _Copy | None) -> None:
    file = folder / path
    here = content_of(file)
    if here == data:
        return
    if here is not None and (known is None or digest_of(here) != known.digest):
        raise ToolkitError(_changed_here(path))
    if not file.resolve().is_relative_to(folder.resolve()):
        raise ToolkitError(_changed_here(path))
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise unwritable(file, error) from None
    replace_all({file: data})


def _changed_here(path: str) -> Finding:
    return Finding(
        "store-mirror",
        "this file was changed here, and would be replaced by the store's",
        Location(path),
        "put your change into the store, or move the file out of this folder",
    )


def _remove(folder: Path, gone: Mapping[str, _Copy]) -> None:
    for path, known in sorted(gone.items()):
        file = folder / path
        found = _digest(file)
        if found is None:
            continue
        if found != known.digest:
            raise ToolkitError(_changed_here(path))
        file.unlink()
        for above in file.relative_to(folder).parents[:-1]:
            with suppress(OSError):  # not empty
                (folder / above).rmdir()


def _read_record(store: Store, folder: Path) -> dict[str, _Copy]:
    data = content_of(folder / MIRROR)
    if data is None:
        if folder.is_dir() and any(folder.iterdir()):
            raise _other_folder(folder, "this folder holds something else than a copy of the store")
        return {}
    try:
        said = json.loads(data)
        if said["store"] != store.shown:
            raise _other_folder(folder, f"this folder is a copy of {said['store']}")
        return {path: _copy(*each) for path, each in said["files"].items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _copy(mark: str, digest: str, stamp: list[int] | None) -> _Copy:
    return _Copy(mark, digest, (stamp[0], stamp[1], stamp[2], stamp[3]) if stamp else None)


def _other_folder(folder: Path, message: str) -> ToolkitError:
    hint = "start in an empty folder, or name one: toolkit -C FOLDER build --sources …"
    return ToolkitError.because("store-mirror", message, Location(str(folder)), hint)


def _write_record(store: Store, folder: Path, files: Mapping[str, _Copy]) -> None:
    said = {path: [each.mark, each.digest, each.stamp] for path, each in sorted(files.items())}
    record = {"store": store.shown, "files": said}
    replace_all({folder / MIRROR: json.dumps(record, ensure_ascii=False, indent=0).encode()})


def _snapshot(files: Mapping[str, _Copy]) -> str:
    lines = sorted(f"{path}\0{each.digest}\n" for path, each in files.items())
    return digest_of("".join(lines).encode("utf-8", "surrogateescape"))


_KEPT = ExitStack()
atexit.register(_KEPT.close)
_FOLDERS: dict[str, Path] = {}
"""This process's copies, by the store's address; they go when it ends."""


def mirrored_for_worker(url: str, snapshot: str) -> Path:
    """Return a folder of this process's own with a newsroom of a store.

    Args:
        url: the newsroom's address.
        snapshot: the digest of the files that must be there.

    Raises:
        ToolkitError: when the store cannot be read, or holds other files by now.

    """
    if url not in _FOLDERS:
        _FOLDERS[url] = _KEPT.enter_context(temporary_folder("toolkit-mirror-"))
    if mirrored(url, _FOLDERS[url]) != snapshot:
        raise ToolkitError.because(
            "cluster-sources",
            "the store has changed since the build began, or a worker sees another one",
            Location(open_store(url).shown),
            "build again",
        )
    return _FOLDERS[url]
