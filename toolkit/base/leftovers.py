"""Leftovers: hidden files of processes that were killed, removed by the next one.

They hold what was taken out of an article as well as what was put in. Whoever writes holds the
folder that all its files are in; so a file is left over if nobody holds its folder, or one above.
"""

import os
import re
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path

from toolkit.base.locks import free_dead_lock

try:
    import fcntl
except ImportError:  # Windows: nothing can be held there, and nothing is removed
    fcntl = None  # type: ignore[assignment]

__all__ = ["at_work", "sweep", "temporary_folder"]

_TRIES = 100
_POLL_SECONDS = 0.01
_LEFT = re.compile(r"\..+\.[0-9]+-[0-9]+\.[0-9]+\.(?:new|old)", re.DOTALL)
_LOCK = re.compile(r"\..+\.lock", re.DOTALL)


@contextmanager
def at_work(folders: Iterable[Path]) -> Iterator[None]:
    """Hold folders while files are made aside in them, so that no other process removes these.

    Args:
        folders: what they have in common is held; where the system can hold none, nothing is.

    """
    places = {str(folder) for folder in folders}
    with ExitStack() as stack:
        if places:
            with suppress(OSError, ValueError):
                _hold(stack, _existing(Path(os.path.commonpath(places))), alone=False)
        yield


def _existing(folder: Path) -> Path:
    return next(each for each in (folder, *folder.parents) if each.is_dir())


def _hold(stack: ExitStack, folder: Path, *, alone: bool) -> None:
    """Hold a folder until a stack is left.

    Raises:
        OSError: when others hold it, or it cannot be held.

    """
    descriptor = os.open(folder, os.O_RDONLY)
    stack.callback(os.close, descriptor)
    if fcntl is None:
        raise OSError
    if alone:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return
    for _ in range(_TRIES):  # another sweeps there for a moment; nobody can keep us for ever
        with suppress(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
            return
        time.sleep(_POLL_SECONDS)


@cache
def sweep(folder: Path) -> None:
    """Remove what processes that were killed left in a folder; a process does so once.

    Args:
        folder: the files' own; it need not be there.

    """
    with suppress(OSError):
        names = [each for each in folder.iterdir() if each.name.startswith(".") and each.is_file()]
        for each in names:
            if _LOCK.fullmatch(each.name):
                free_dead_lock(each)
        left = [each for each in names if _LEFT.fullmatch(each.name)]
        if left:
            with ExitStack() as stack:
                for each in (folder, *folder.parents):
                    _hold(stack, each, alone=True)
                for each in left:
                    each.unlink()


@contextmanager
def temporary_folder(prefix: str) -> Iterator[Path]:
    """Return a folder for temporary files that is gone afterwards, with all that is in it.

    Those that processes which were killed left behind are removed first.

    Args:
        prefix: how its name starts; no other program's folders start so.

    """
    from tempfile import TemporaryDirectory, gettempdir  # noqa: PLC0415 - few need it

    above = Path(gettempdir())
    with suppress(OSError):
        _sweep_folders(above, prefix)
    with ExitStack() as stack:
        with at_work([above]):  # nobody takes it for left over before it is held
            folder = Path(stack.enter_context(TemporaryDirectory(prefix=prefix, dir=above)))
            stack.enter_context(at_work([folder]))
        yield folder


def _sweep_folders(above: Path, prefix: str) -> None:
    from shutil import rmtree  # noqa: PLC0415

    for folder in above.glob(f"{prefix}*"):
        with suppress(OSError), ExitStack() as stack:
            for each in (above, folder):
                _hold(stack, each, alone=True)
            found = folder.lstat()
            if stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid():
                rmtree(folder)
