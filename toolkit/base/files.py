"""Files written whole or not at all: locks, atomic writes, several files as one."""

import errno
import fcntl
import os
import platform
import stat
import threading
import time
import zlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from toolkit.base.errors import Location, ToolkitError

__all__ = ["lock", "replace_all", "write_atomically"]

_LOCK_SECONDS = 10.0
_POLL_SECONDS = 0.05
_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
"""What a file system says that has no locks: there, nobody waits."""
_NAME_BYTES = 200
"""A longer name is cut in those of its hidden neighbours: names have 255 bytes at most."""
_NAME_CHARACTERS = 40


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
    if _content(path) == data:
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
    targets = {path: _resolved(path) for path in files}
    _refuse_impossible(targets)
    changed = {path: target for path, target in targets.items() if _differs(target, files[path])}
    work = _Replacement()
    try:
        for path, target in changed.items():
            work.stage(path, target, files[path])
        work.commit()
    except OSError as error:
        work.undo()
        raise _unwritable(work.path, error) from None
    except BaseException:
        work.undo()
        raise
    work.finish()
    return list(changed)


@contextmanager
def lock(path: Path, seconds: float = _LOCK_SECONDS) -> Iterator[None]:
    """Hold the lock of a file, against other processes and other threads of this one.

    It is a hidden file beside `path` that says who holds it, and is gone afterwards; the system
    frees it when its holder dies (`flock`). It is not re-entrant.

    Args:
        path: the file; missing parent folders are made.
        seconds: how long to wait for another holder.

    Raises:
        ToolkitError: when the wait is over; the message names the holder.

    """
    target = _resolved(path)
    place = _hidden(target, "lock")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor = _locked(place, seconds)
    except OSError as error:
        raise _unwritable(path, error) from None
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
        # Removed while still held: who waits for it sees that the name is gone, and starts anew.
        with suppress(OSError):
            place.unlink()
        os.close(descriptor)


def _locked(place: Path, seconds: float) -> int | None:
    """Return the descriptor of the lock file, locked and still of that name; None when too late."""
    end = time.monotonic() + seconds
    while True:
        descriptor = os.open(place, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
        try:
            if _take(descriptor) and _is_at(descriptor, place):
                os.ftruncate(descriptor, 0)
                os.write(descriptor, f"process {os.getpid()} on {platform.node()}".encode())
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
        if time.monotonic() > end:
            return None
        time.sleep(_POLL_SECONDS)


def _take(descriptor: int) -> bool:
    """Lock an open file; return False when another holds it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
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
        return place.read_text("utf-8", errors="replace")[:200] or "an unknown process"
    except OSError:
        return "an unknown process"


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
        new = _hidden(target, f"{number}.new")
        stage = _Stage(path, target, new, None)
        self._stages.append(stage)
        _write_new(new, data if isinstance(data, bytes) else data.read_bytes(), mode)
        if mode is not None:
            stage.old = _hidden(target, f"{number}.old")
            _keep(target, stage.old, mode)

    def _make_folders(self, folder: Path) -> None:
        missing = [each for each in (folder, *folder.parents) if not each.exists()]
        for each in reversed(missing):
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
            _flush_folder(folder)

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
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
    descriptor = os.open(path, flags, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        if mode is not None:
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


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
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
                f"the file is to be written twice, the other time as {by_target[target]}",
                Location(str(path)),
                "give the two different names",
            )
        try:
            obstacle = _obstacle(target, by_target)
        except OSError as error:
            obstacle = str(error.strerror)
        if obstacle:
            raise _unwritable(path, OSError(errno.EIO, obstacle))


def _obstacle(target: Path, others: Collection[Path]) -> str:
    """Return why a file cannot be where it is wanted; "" where nothing is seen."""
    if target.exists() and not target.is_file():
        return "it is a folder or a device"
    for parent in target.parents:
        if parent in others or (parent.exists() and not parent.is_dir()):
            return f"{parent} is a file"
        if parent.exists():
            return "" if os.access(parent, os.W_OK | os.X_OK) else os.strerror(errno.EACCES)
    return ""


def _unwritable(path: Path, error: OSError) -> ToolkitError:
    return ToolkitError.because(
        "file-unwritable",
        f"the file cannot be written: {error.strerror or error}",
        Location(str(path)),
        "see to its folder, its permissions and the space on the disk",
    )


def _content(path: Path) -> bytes | None:
    """Return what a file holds; None when there is none, or it cannot be read."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


def _differs(target: Path, data: bytes | Path) -> bool:
    """Whether a file does not hold what it is to hold."""
    if isinstance(data, bytes):
        return _content(target) != data
    try:
        return target.stat().st_size != data.stat().st_size or _content(target) != _content(data)
    except OSError:
        return True


def _mode(path: Path) -> int | None:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return None


def _resolved(path: Path) -> Path:
    """Return the file that symbolic links lead to, so that a link stays a link."""
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:
        raise _unwritable(path, OSError(errno.ELOOP, str(error))) from None


def _hidden(target: Path, ending: str) -> Path:
    """Return a hidden name beside a file; for all but its lock, this thread's own."""
    name = target.name
    if len(os.fsencode(name)) > _NAME_BYTES:
        name = f"{name[:_NAME_CHARACTERS]}-{zlib.crc32(os.fsencode(name)):08x}"
    owner = "" if ending == "lock" else f"{os.getpid()}-{threading.get_native_id()}."
    return target.with_name(f".{name}.{owner}{ending}")
