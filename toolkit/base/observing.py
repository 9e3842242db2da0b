"""Observing: which files a piece of work looks at, and what they held when it did.

Whoever remembers a result must know all that it was made from, files that were not there too. The
doors of `base.files` tell what passes through them to the observer of the work in hand.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

__all__ = ["CHANGED", "MISSING", "THERE", "digest_of", "observed", "saw", "saw_again"]

MISSING = ""
"""What is noted of a file that was not there."""
THERE = "?"
"""What is noted of a file that nobody read, only that it was there."""
CHANGED = "!"
"""What is noted of a file that held one thing first, and then another."""
_SEEN: ContextVar[dict[Path, str] | None] = ContextVar("seen", default=None)


@contextmanager
def observed() -> Iterator[dict[Path, str]]:
    """Return what the work inside looks at: for each file its digest, or that it was missing."""
    seen: dict[Path, str] = {}
    token = _SEEN.set(seen)
    try:
        yield seen
    finally:
        _SEEN.reset(token)
        outer = _SEEN.get()
        if outer is not None:
            outer.update(seen)


def saw(path: Path, data: bytes | str | None) -> None:
    """Tell the observer what a file held.

    Args:
        path: the file.
        data: its bytes; None where it was not there; THERE where it was not read.

    """
    seen = _SEEN.get()
    if seen is None:
        return
    if not isinstance(data, bytes):
        seen.setdefault(path, MISSING if data is None else data)
        return
    digest = digest_of(data)
    if seen.setdefault(path, digest) != digest:
        # It was written while the work went on: nobody can say what that was made from.
        seen[path] = digest if seen[path] == THERE else CHANGED


def saw_again(seen: Mapping[Path, str]) -> None:
    """Tell the observer what files held when earlier work looked at them, and hold still."""
    outer = _SEEN.get()
    if outer is None:
        return
    for path, digest in seen.items():
        if outer.setdefault(path, digest) != digest:
            outer[path] = digest if outer[path] == THERE else CHANGED


def digest_of(data: bytes) -> str:
    """Return a short digest of a file's bytes."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()
