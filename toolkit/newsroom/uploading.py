"""Uploading: the output in a store; only what changed goes there, and what is withdrawn goes last.

A record beside the editions says what stands in the store. A run that is cut off leaves whole
files, and the next one brings the rest.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from toolkit.base.files import content_of, read_file
from toolkit.base.frozen import frozen
from toolkit.base.observing import digest_of
from toolkit.base.replacement import write_atomically
from toolkit.newsroom.file_names import is_below
from toolkit.newsroom.publishing.published import RECORD, read_record
from toolkit.newsroom.stores import Store, open_store

__all__ = ["UPLOADED", "Uploaded", "fetch_record", "upload"]

UPLOADED = ".uploaded"
"""The record's name in the store: a JSON object of digests by their files' paths."""


@frozen
class Uploaded:
    """What was done in a store."""

    changed: tuple[str, ...]
    """The files that were written, below the output."""
    removed: tuple[str, ...]


def fetch_record(url: str, output: Path) -> None:
    """Bring the record of what is published from a store, where another machine may have built.

    Args:
        url: the output's address.
        output: the output's folder here.

    Raises:
        ToolkitError: when the store cannot be read, or the folder not be written.

    """
    data = open_store(url).content(RECORD)
    if data is not None:
        write_atomically(output / RECORD, data)


def upload(url: str, output: Path) -> Uploaded:
    """Bring what a build has published into a store.

    Files that the record names and that do not stand here stay in the store: what could not be
    made again. Whatever is about to be written or removed is named in the store's own record first:
    of an upload that is cut off, the next one knows every file.

    Args:
        url: the output's address.
        output: the output's folder here.

    Raises:
        ToolkitError: when the store cannot be read or written, or a file is gone before its turn;
            the next run does the rest.

    """
    store = open_store(url)
    there = store.entries()
    known = _known(store)
    # The record first: if this is cut off, the next run knows what may stand here.
    standing, changed = {}, []
    for path in [RECORD, *sorted(read_record(output).files)]:
        data = content_of(output / path)
        digest = known.get(path, "") if data is None else digest_of(data)
        entry = there.get(path)
        is_there = entry is not None and digest == known.get(path)
        if data is not None and not (is_there and entry and entry.size in {-1, len(data)}):
            changed.append(path)
        standing[path] = digest
    gone = sorted(known.keys() - standing.keys())
    if changed or gone:
        # What is about to be written stands there as nobody knows, until all is done.
        _write(store, {**known, **dict.fromkeys(changed, "")})
    for path in changed:
        data = read_file(output / path, f"{output.name}/{path}")
        store.write(path, data)
        standing[path] = digest_of(data)  # another build may have written it since
    if changed and gone:
        _write(store, standing | {path: known[path] for path in gone})
    for path in gone:
        store.remove(path)
    if changed or gone:
        _write(store, standing)
    return Uploaded(tuple(path for path in changed if path != RECORD), tuple(gone))


def _known(store: Store) -> Mapping[str, str]:
    """Return the digests of what was uploaded before; what is no record's counts as none."""
    try:
        said = json.loads(store.content(UPLOADED) or b"")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(said, dict):
        return {}
    return {
        path: digest for path, digest in said.items() if isinstance(digest, str) and is_below(path)
    }


def _write(store: Store, standing: Mapping[str, str]) -> None:
    data = json.dumps(dict(sorted(standing.items())), ensure_ascii=False, indent=0)
    store.write(UPLOADED, data.encode())
