"""Replacement: files written whole or not at all, and several of them as one."""

import errno
import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.files import content_of, hidden_name, resolved, unwritable
from toolkit.base.leftovers import at_work, sweep
from toolkit.base.locks import lock

__all__ = ["flush_folder", "replace_all", "write_atomically"]

_AT_A_TIME = 1 << 20
"""Bytes that are copied at a time."""
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


def replace_all(files: Mapping[Path, bytes | Path]) -> list[str]:
    """Write several files so that either all of them change or none does.

    Every file that differs is first written aside and flushed to the disk; when all are there,
    they take their names one after the other. Where anything fails, those that had their turn get
    their old content back. (A machine that dies between two renames leaves whole files, some of
    them old.)

    Args:
        files: all of each file's content, or another file that has it; missing parent folders
            are made.

    Returns:
        The paths of the files that changed, in the order of `files`.

    Raises:
        ToolkitError: when one cannot be written; every file that existed is as it was.

    """
    changed = _changed(files)
    with at_work(map(Path, _folders(changed.values()))):
        _replace(changed, files)
    return list(changed)


def _changed(files: Mapping[Path, bytes | Path]) -> Mapping[str, str]:
    """Return the files that differ, by their paths as the caller named them.

    Both are texts here and in what follows: a path takes many times the memory, and a build of
    some thousand articles has ten for each.
    """
    targets = _targets(files)
    _refuse_impossible(targets)
    for folder in _folders(targets.values()):
        sweep(Path(folder))
    return {
        path: target
        for path, target in targets.items()
        if _differs(Path(target), files[Path(path)])
    }


def _folders(targets: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys(map(os.path.dirname, targets))


def _targets(files: Iterable[Path]) -> dict[str, str]:
    """Return the file that each path leads to, links followed."""
    folders: dict[Path, Path] = {}
    found: dict[str, str] = {}
    for path in files:
        folder = path.parent
        if folder not in folders:
            folders[folder] = resolved(folder)
        link = os.path.islink(path)  # noqa: PTH114 - never raises
        target = resolved(path) if link else folders[folder] / path.name
        shown = str(path)
        found[shown] = shown if target == path else str(target)
    return found


def _replace(targets: Mapping[str, str], files: Mapping[Path, bytes | Path]) -> None:
    work = _Replacement()
    try:
        for path, target in targets.items():
            work.stage(path, target, files[Path(path)])
        work.commit()
    except OSError as error:
        work.undo()
        raise unwritable(Path(work.path), error) from None
    except BaseException:
        work.undo()
        raise
    work.finish()


@dataclass(slots=True)
class _Stage:
    """One file on its way."""

    path: str
    """The file as the caller named it."""
    target: str
    """The file itself, where a symbolic link led to it."""
    number: int
    is_kept: bool = False
    """Whether the old content has a second name; a file that is new has none."""
    turn: bool = False
    """Whether it had its turn to take the name; it has, if nothing is left aside then."""

    @property
    def new(self) -> Path:
        """The new content, aside."""
        return hidden_name(Path(self.target), f"{self.number}.new")

    @property
    def old(self) -> Path:
        """The second name of the old content."""
        return hidden_name(Path(self.target), f"{self.number}.old")


class _Replacement:
    """What was made for a set of files, so that it can be finished or taken back."""

    path = ""
    """The file at work, for messages."""

    def __init__(self) -> None:
        self._stages: list[_Stage] = []
        self._folders: list[Path] = []

    def stage(self, path: str, target: str, data: bytes | Path) -> None:
        self.path = path
        file = Path(target)
        self._make_folders(file.parent)
        mode = _mode(file)
        stage = _Stage(path, target, len(self._stages))
        self._stages.append(stage)
        _write_new(stage.new, data, mode)
        if mode is not None:
            stage.is_kept = True
            _keep(file, stage.old, mode)

    def _make_folders(self, folder: Path) -> None:
        missing = [each for each in (folder, *folder.parents) if not each.exists()]
        for each in reversed(missing):
            each.mkdir(exist_ok=True)
            self._folders.append(each)

    def commit(self) -> None:
        for stage in self._stages:
            self.path = stage.path
            stage.turn = True
            stage.new.replace(Path(stage.target))
        renamed_in = _folders(stage.target for stage in self._stages)
        made_in = (str(folder.parent) for folder in self._folders)
        for folder in dict.fromkeys([*renamed_in, *made_in]):
            flush_folder(Path(folder))

    def undo(self) -> None:
        """Put back what was there; go on whatever fails, for there is nothing better to do."""
        for stage in self._stages:
            try:
                if stage.turn and not stage.new.exists():
                    if stage.is_kept:
                        stage.old.replace(Path(stage.target))
                    else:
                        Path(stage.target).unlink()
            except OSError:
                stage.is_kept = False  # what could not be put back is better left beside than lost
        self.finish()
        for folder in reversed(self._folders):
            with suppress(OSError):
                folder.rmdir()

    def finish(self) -> None:
        for stage in self._stages:
            for path in (stage.new, stage.old) if stage.is_kept else (stage.new,):
                with suppress(OSError):
                    path.unlink()


def _write_new(path: Path, data: bytes | Path, mode: int | None) -> None:
    """Write a file that does not exist yet, and wait until it is on the disk."""
    path.unlink(missing_ok=True)  # the leavings of a process that died and had our number
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _AS_IT_IS, 0o666)
    try:
        for part in [data] if isinstance(data, bytes) else _parts(data):
            rest = memoryview(part)
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
        _write_new(old, target, mode)


def flush_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system can be asked to."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _refuse_impossible(targets: Mapping[str, str]) -> None:
    """Raise for what can be seen beforehand."""
    by_target = {target: path for path, target in targets.items()}
    for path, target in targets.items():
        if by_target[target] != path:
            raise ToolkitError.because(
                "file-twice",
                f"this file and {by_target[target]} would be written to the same place",
                Location(path),
                "give them different names",
            )
        try:
            obstacle = _obstacle(Path(target), by_target)
        except OSError as error:
            obstacle = str(error.strerror)
        if obstacle:
            raise unwritable(Path(path), OSError(errno.EIO, obstacle))


def _obstacle(target: Path, others: Collection[str]) -> str:
    """Return why a file cannot be where it is wanted; "" where nothing is seen."""
    if target.exists() and not target.is_file():
        return "it is not a file"
    for parent in target.parents:
        if str(parent) in others or (parent.exists() and not parent.is_dir()):
            return f"{parent} is a file"
        if parent.exists():
            return "" if os.access(parent, os.W_OK | os.X_OK) else os.strerror(errno.EACCES)
    return ""


def _differs(target: Path, data: bytes | Path) -> bool:
    """Whether a file does not hold what it is to hold."""
    if isinstance(data, bytes):
        return content_of(target) != data
    try:
        if not (target.is_file() and target.stat().st_size == data.stat().st_size):
            return True
        return any(one != other for one, other in zip_longest(_parts(target), _parts(data)))
    except OSError:
        return True


def _parts(path: Path) -> Iterator[bytes]:
    """Yield a file's bytes, a part at a time: it may be a film."""
    with path.open("rb") as file:
        while part := file.read(_AT_A_TIME):
            yield part


def _mode(path: Path) -> int | None:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return None
