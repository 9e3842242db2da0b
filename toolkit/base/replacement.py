"""Replacement: files written whole or not at all, and several of them as one."""

import errno
import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import nullcontext, suppress
from itertools import islice, takewhile, zip_longest
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
    work = _Replacement(targets)
    try:
        work.stage(files)
        work.commit()
    except OSError as error:
        work.undo()
        raise unwritable(Path(work.path), error) from None
    except BaseException:
        work.undo()
        raise
    work.finish()


class _Replacement:
    """What was made for a set of files, so that it can be finished or taken back."""

    path = ""
    """The file at work, for messages."""

    def __init__(self, targets: Mapping[str, str]) -> None:
        self._targets = targets
        self._staged = 0
        """How many have their new content aside, in their order."""
        self._turns = 0
        """How many had their turn to take their name; one has, if nothing is left aside then."""
        self._kept = bytearray(len(targets))
        """Of each, whether the old content has a second name; a file that is new has none."""
        self._folders: list[Path] = []

    def stage(self, files: Mapping[Path, bytes | Path]) -> None:
        for number, (path, target) in enumerate(self._targets.items()):
            self.path, file = path, Path(target)
            self._make_folders(file.parent)
            mode = _mode(file)
            self._staged = number + 1
            _write_new(_new(file, number), files[Path(path)], mode)
            if mode is not None:
                self._kept[number] = True
                _keep(file, _old(file, number), mode)

    def _make_folders(self, folder: Path) -> None:
        missing = takewhile(lambda each: not each.exists(), (folder, *folder.parents))
        for each in reversed(list(missing)):
            each.mkdir(exist_ok=True)
            self._folders.append(each)

    def commit(self) -> None:
        for number, (path, target) in enumerate(self._targets.items()):
            self.path, file = path, Path(target)
            self._turns = number + 1
            _new(file, number).replace(file)
        made_in = (str(folder.parent) for folder in self._folders)
        for folder in dict.fromkeys([*_folders(self._targets.values()), *made_in]):
            flush_folder(Path(folder))

    def undo(self) -> None:
        """Put back what was there; go on whatever fails, for there is nothing better to do."""
        for number, file in self._begun():
            try:
                if number < self._turns and not _new(file, number).exists():
                    if self._kept[number]:
                        _old(file, number).replace(file)
                    else:
                        file.unlink()
            except OSError:
                # What could not be put back is better left beside than lost.
                self._kept[number] = False
        self.finish()
        for folder in reversed(self._folders):
            with suppress(OSError):
                folder.rmdir()

    def finish(self) -> None:
        for number, file in self._begun():
            old = [_old(file, number)] if self._kept[number] else []
            for path in (_new(file, number), *old):
                with suppress(OSError):
                    path.unlink()

    def _begun(self) -> Iterator[tuple[int, Path]]:
        return enumerate(map(Path, islice(self._targets.values(), self._staged)))


def _new(file: Path, number: int) -> Path:
    """Return where the new content of a file stands aside."""
    return hidden_name(file, f"{number}.new")


def _old(file: Path, number: int) -> Path:
    """Return the second name of a file's old content."""
    return hidden_name(file, f"{number}.old")


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
