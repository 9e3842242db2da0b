"""Locks: who writes a file keeps others waiting, as each system does it."""

import errno
import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.files import hidden_name, resolved, unwritable

if sys.platform != "win32":
    import fcntl

__all__ = ["free_dead_lock", "lock"]

_LOCK_SECONDS = 10.0
_POLL_SECONDS = 0.05
_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
"""What a file system says that has no locks: there, nobody waits."""
_HELD = (errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK)
"""What it says where another holds the file."""
_NO_LINK: int = getattr(os, "O_NOFOLLOW", 0)
_LOCKED = " "
"""The first byte of a lock file, which is what Windows locks: others can read what follows."""
_MOST_OF_A_HOLDER = 200
_UNKNOWN = "an unknown process"


@contextmanager
def lock(path: Path, seconds: float = _LOCK_SECONDS) -> Iterator[None]:
    """Hold the lock of a file, against other processes and other threads of this one.

    It is a hidden file beside `path` that says who holds it, and is gone afterwards; the system
    frees it when its holder dies. It is not re-entrant.

    Args:
        path: the file; missing parent folders are made.
        seconds: how long to wait for another holder.

    Raises:
        ToolkitError: when the wait is over; the message names the holder.

    """
    target = resolved(path)
    place = hidden_name(target, "lock")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor = _locked(place, seconds)
    except OSError as error:
        raise unwritable(path, error) from None
    if descriptor is None:
        raise ToolkitError.because(
            "file-locked",
            f"another process is writing the file: {_holder(place)}",
            Location(str(path)),
            "wait until it is done, then try again",
        )
    try:
        yield
    finally:
        _free(descriptor, place)


def free_dead_lock(place: Path) -> None:
    """Remove a lock file whose holder died; one that is held, or is another program's, stays.

    An empty one is that of a process that died, or whose disk was full, before it could say who
    it is.

    Args:
        place: the lock file itself.

    Raises:
        OSError: when it cannot be opened or removed.

    """
    with place.open("rb", buffering=0) as file:
        held = file.read(_MOST_OF_A_HOLDER)
        if held and not held.startswith(f"{_LOCKED}process ".encode()):
            return
    descriptor = os.open(place, os.O_RDWR | _NO_LINK)
    if _take(descriptor) and _is_at(descriptor, place):
        _free(descriptor, place)
    else:
        os.close(descriptor)


def _locked(place: Path, seconds: float) -> int | None:
    """Return the descriptor of the lock file, locked and still of that name; None when too late."""
    end = time.monotonic() + seconds
    while True:
        descriptor = os.open(place, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o666)
        try:
            if _take(descriptor) and _is_at(descriptor, place):
                return _signed(descriptor, place)
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
        if time.monotonic() > end:
            return None
        time.sleep(_POLL_SECONDS)


def _signed(descriptor: int, place: Path) -> int:
    """Write into a lock file who holds it; one that cannot be written is not left behind."""
    try:
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{_LOCKED}process {os.getpid()} on {platform.node()}".encode())
    except BaseException:
        with suppress(OSError):
            place.unlink()
        raise
    return descriptor


def _take(descriptor: int) -> bool:
    """Lock an open file; return False when another holds it."""
    try:
        if sys.platform == "win32":
            from filelock import lock_descriptor  # noqa: PLC0415

            return lock_descriptor(descriptor, blocking=False)
        # What filelock does here, too; but to load it takes longer than to read a page.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD:
            return False
        if error.errno not in _NO_LOCKS:
            raise
    return True


def _is_at(descriptor: int, place: Path) -> bool:
    """Tell whether an open file still has its name: its last holder may have removed it."""
    try:
        there = place.stat(follow_symlinks=False)
    except FileNotFoundError:
        return False
    return os.path.samestat(there, os.fstat(descriptor))


def _holder(place: Path) -> str:
    try:
        with place.open("rb", buffering=0) as file:
            file.seek(len(_LOCKED))
            return file.read(_MOST_OF_A_HOLDER).decode(errors="replace") or _UNKNOWN
    except OSError:
        return _UNKNOWN


def _free(descriptor: int, place: Path) -> None:
    """Remove a lock file and let go of it.

    It is removed while still held: who waits for it sees that the name is gone, and starts anew.
    Windows removes no open file: there it goes afterwards, unless another has opened it meanwhile.
    """
    if sys.platform != "win32":
        with suppress(OSError):
            place.unlink()
    os.close(descriptor)
    if sys.platform == "win32":
        with suppress(OSError):
            place.unlink()
