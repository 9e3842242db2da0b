"""Replacement: files written whole or not at all, and several of them as one."""

import errno
import os
import stat
from collections.abc import Collection, Mapping
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.files import content_of, hidden_name, resolved, unwritable
from toolkit.base.leftovers import at_work, sweep
from toolkit.base.locks import lock

__all__ = ["flush_folder", "replace_all", "write_atomically"]

# No link is followed and no line end changed, where the system would.
_AS_IT_IS: int = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def write_atomically(path: Path, data: bytes, *, locked: bool = False) -> bool:
    """Write a file so that others see the old content or the new, never a part.

    The data goes to a hidden file beside `path`, is flushed to the disk, and takes the name of
    `path` in one step; the file's mode and a symbolic link that leads to it stay. A lock keeps a
    second writer waiting.

    Args:
        path: the file; missing parent folders are made.
        data: all of its content.
        locked: whether the caller holds the file's lock.

    Returns:
        False when the file has that content already and was not touched.

    Raises:
        ToolkitError: when it cannot be written, or another process holds its lock for 10 seconds.

    """
    sweep(resolved(path).parent)
    if content_of(path) == data:
        return False
    with nullcontext() if locked else lock(path):
        return bool(replace_all({path: data}))


def replace_all(files: Mapping[Path, bytes | Path]) -> list[Path]:
    """Write several files so that either all of them change or none does.

    Every file that differs is first written aside and flushed to the disk; when all are there,
    they take their names one after the other. Where anything fails, those that had their turn get
    their old content back. (A machine that dies between two renames leaves whole files, some of
    them old.)

    Args:
        files: all of each file's content, or another file that has it; missing parent folders
            are made.

    Returns:
        The files that changed, in the order of `files`.

    Raises:
        ToolkitError: when one cannot be written; every file that existed is as it was.

    """
    targets = {path: resolved(path) for path in files}
    _refuse_impossible(targets)
    for folder in dict.fromkeys(target.parent for target in targets.values()):
        sweep(folder)
    changed = {path: target for path, target in targets.items() if _differs(target, files[path])}
    with at_work(target.parent for target in changed.values()):
        _replace(changed, files)
    return list(changed)


def _replace(changed: Mapping[Path, Path], files: Mapping[Path, bytes | Path]) -> None:
    work = _Replacement()
    try:
        for path, target in changed.items():
            work.stage(path, target, files[path])
        work.commit()
    except OSError as error:
        work.undo()
        raise unwritable(work.path, error) from None
    except BaseException:
        work.undo()
        raise
    work.finish()


@dataclass(slots=True)
class _Stage:
    """One file on its way."""

    path: Path
    """The file as the caller named it."""
    target: Path
    """The file itself, where a symbolic link led to it."""
    new: Path
    """The new content, aside."""
    old: Path | None
    """A second name of the old content; None for a file that is new."""
    turn: bool = False
    """Whether it had its turn to take the name; it has, if nothing is left aside then."""


class _Replacement:
    """What was made for a set of files, so that it can be finished or taken back."""

    path = Path()
    """The file at work, for messages."""

    def __init__(self) -> None:
        self._stages: list[_Stage] = []
        self._folders: list[Path] = []

    def stage(self, path: Path, target: Path, data: bytes | Path) -> None:
        self.path = path
        self._make_folders(target.parent)
        number = len(self._stages)
        mode = _mode(target)
        new = hidden_name(target, f"{number}.new")
        stage = _Stage(path, target, new, None)
        self._stages.append(stage)
        _write_new(new, data if isinstance(data, bytes) else data.read_bytes(), mode)
        if mode is not None:
            stage.old = hidden_name(target, f"{number}.old")
            _keep(target, stage.old, mode)

    def _make_folders(self, folder: Path) -> None:
        missing = takewhile(lambda each: not each.exists(), (folder, *folder.parents))
        for each in reversed(list(missing)):
            each.mkdir(exist_ok=True)
            self._folders.append(each)

    def commit(self) -> None:
        for stage in self._stages:
            self.path = stage.path
            stage.turn = True
            stage.new.replace(stage.target)
        renamed_in = [stage.target.parent for stage in self._stages]
        made_in = [folder.parent for folder in self._folders]
        for folder in dict.fromkeys([*renamed_in, *made_in]):
            flush_folder(folder)

    def undo(self) -> None:
        """Put back what was there; go on whatever fails, for there is nothing better to do."""
        for stage in self._stages:
            try:
                if stage.turn and not stage.new.exists():
                    if stage.old is None:
                        stage.target.unlink()
                    else:
                        stage.old.replace(stage.target)
            except OSError:
                stage.old = None  # what could not be put back is better left beside than lost
        self.finish()
        for folder in reversed(self._folders):
            with suppress(OSError):
                folder.rmdir()

    def finish(self) -> None:
        for stage in self._stages:
            for path in (stage.new, stage.old):
                if path is not None:
                    with suppress(OSError):
                        path.unlink()


def _write_new(path: Path, data: bytes, mode: int | None) -> None:
    """Write a file that does not exist yet, and wait until it is on the disk."""
    path.unlink(missing_ok=True)  # the leavings of a process that died and had our number
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _AS_IT_IS, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        if mode is not None and hasattr(os, "fchmod"):
            os.fchmod(descriptor, mode)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _keep(target: Path, old: Path, mode: int) -> None:
    """Give the old content a second name; copy it where the file system has no hard links."""
    old.unlink(missing_ok=True)
    try:
        os.link(target, old)
    except OSError:
        _write_new(old, target.read_bytes(), mode)


def flush_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system can be asked to."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _refuse_impossible(targets: Mapping[Path, Path]) -> None:
    """Raise for what can be seen beforehand."""
    by_target = {target: path for path, target in targets.items()}
    for path, target in targets.items():
        if by_target[target] != path:
            raise ToolkitError.because(
                "file-twice",
                f"this file and {by_target[target]} would be written to the same place",
                Location(str(path)),
                "give them different names",
            )
        try:
            obstacle = _obstacle(target, by_target)
        except OSError as error:
            obstacle = str(error.strerror)
        if obstacle:
            raise unwritable(path, OSError(errno.EIO, obstacle))


def _obstacle(target: Path, others: Collection[Path]) -> str:
    """Return why a file cannot be where it is wanted; "" where nothing is seen."""
    if target.exists() and not target.is_file():
        return "it is not a file"
    for parent in target.parents:
        if parent in others or (parent.exists() and not parent.is_dir()):
            return f"{parent} is a file"
        if parent.exists():
            return "" if os.access(parent, os.W_OK | os.X_OK) else os.strerror(errno.EACCES)
    return ""


def _differs(target: Path, data: bytes | Path) -> bool:
    """Whether a file does not hold what it is to hold."""
    if isinstance(data, bytes):
        return content_of(target) != data
    try:
        same_size = target.stat().st_size == data.stat().st_size
        return not same_size or content_of(target) != content_of(data)
    except OSError:
        return True


def _mode(path: Path) -> int | None:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return None
