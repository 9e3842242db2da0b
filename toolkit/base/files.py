"""Files: reading and decoding them, and the names that stand beside them."""

import codecs
import errno
import os
import re
import stat
import threading
import zlib
from collections.abc import Callable, Collection, Iterator
from pathlib import Path, PurePath

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.observing import THERE, saw
from toolkit.base.wide_charsets import wide_charset

__all__ = [
    "content_of",
    "decode",
    "file_paths",
    "hidden_name",
    "is_there",
    "read_below",
    "read_file",
    "refuse_large",
    "refuse_special",
    "require_folder",
    "resolved",
    "unreadable",
    "unwritable",
]

_NAME_BYTES = 200
"""A longer name is cut in those of its hidden neighbours: names have 255 bytes at most."""
_NAME_CHARACTERS = 40
_MOST_LINKED = 1024 * 1024
_HANDED_OVER = ("/dev/fd/", "/dev/null", "/dev/stdin", "/proc/self/fd/")
_LINE_END = re.compile(r"\r\n|\r|\n")


def refuse_large(
    data: bytes, path: str, most: int, hint: str = "split it into several documents"
) -> None:
    """Raise a ToolkitError for a file of more than `most` bytes."""
    if len(data) > most:
        message = f"the file has {len(data):,} bytes, more than {most:,}"
        raise ToolkitError.because("too-large", message, Location(path), hint)


def read_file(path: Path, shown: str = "", *, missing: bytes | None = None) -> bytes:
    """Return what a file holds.

    Args:
        path: the file.
        shown: its name in messages; empty for `path` itself.
        missing: what a file holds that is not there; None if it must be there.

    Raises:
        ToolkitError: when it cannot be read.

    """
    try:
        refuse_special(path)
        data = path.read_bytes()
    except OSError as error:
        saw(path, None)
        if missing is not None and isinstance(error, FileNotFoundError):
            return missing
        shown = shown or str(path)
        raise _file_above(path, shown) or unreadable(shown, error) from None
    except ValueError:  # a NUL in the name
        raise unreadable(shown or str(path), OSError(errno.ENOENT, "no such file")) from None
    saw(path, data)
    return data


def require_folder(path: Path, shown: str) -> None:
    """Refuse a file where a folder is meant to be; it need not be there.

    Args:
        path: the folder.
        shown: its name in messages.

    Raises:
        ToolkitError: when something else stands there.

    """
    if path.is_file():
        raise _needs_folder(shown)


def _needs_folder(shown: str) -> ToolkitError:
    return ToolkitError.because(
        "no-folder",
        "this is a file, but the toolkit needs a folder of this name",
        Location(shown),
        "rename the file, or move it elsewhere",
    )


def _file_above(path: Path, shown: str) -> ToolkitError | None:
    """Return the error of a file that stands where one of the path's folders is meant to be.

    The message can name it only where `shown` is the path, or the end of it.
    """
    if not str(path).endswith(str(PurePath(shown))):
        return None
    for folder, name in zip(path.parents, PurePath(shown).parents, strict=False):
        if _stands(folder, stat.S_ISREG):
            return _needs_folder(str(name))
    return None


def _stands(path: Path, kind: Callable[[int], bool]) -> bool:
    """Whether something of a kind stands at a path; not if the system cannot look there."""
    try:
        return kind(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def refuse_special(path: Path) -> None:
    """Raise for a pipe, a socket or a device, which may never end, or never begin.

    What a shell hands over as a file is read: `<(…)`, `/dev/stdin`.

    Raises:
        OSError: for such a file, and for one that is not there.

    """
    mode = path.stat().st_mode
    is_file = stat.S_ISREG(mode) or stat.S_ISDIR(mode)
    if not is_file and not str(path).startswith(_HANDED_OVER):
        raise OSError(errno.EINVAL, "it is a pipe, a socket or a device, not a regular file")


def unreadable(shown: str, error: OSError) -> ToolkitError:
    """Return the error of a file that cannot be read.

    Args:
        shown: its name in messages.
        error: what the system says.

    """
    if isinstance(error, IsADirectoryError):
        message, hint = "this is a folder, not a file", "name a file in it"
        return ToolkitError.because("unreadable", message, Location(shown), hint)
    return ToolkitError.because(
        "unreadable",
        f"the file cannot be read: {error.strerror or error}",
        Location(shown),
        "check its name and its permissions",
    )


def decode(data: bytes, path: str, code: str = "charset", *, line: int = 1) -> str:
    """Decode UTF-8 strictly; one byte order mark at the file's head is no part of the text.

    Args:
        data: the bytes.
        path: the file's name, for the message.
        code: that of the finding.
        line: the number of the line that they begin with; after 1 they are not the file's head.

    Raises:
        ToolkitError: with line and column, for the first byte that is not UTF-8.

    """
    if line == 1:
        if wide := wide_charset(data):
            message, place = f"the file is {wide}", Location(path, 1, 1)
            raise ToolkitError.because(code, message, place, "save it as UTF-8")
        data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        lines = _LINE_END.split(data[: error.start].decode())
        raise ToolkitError.because(
            code,
            f"byte 0x{data[error.start]:02x} is not UTF-8",
            Location(path, line + len(lines) - 1, len(lines[-1]) + 1),
            "save it as UTF-8",
        ) from None


def is_there(path: Path) -> bool:
    """Whether anything has a name: a link that leads nowhere and a folder are there too."""
    there = os.path.lexists(path)
    saw(path, THERE if there else None)
    return there


def file_paths(
    root: Path, others: Collection[str] = (), closed: dict[Path, str] | None = None
) -> Iterator[str]:
    """Yield the files below a folder that are not hidden, relative to it and with `/`.

    They are texts: to make a path of each takes longer than all else, and a newsroom of ten years
    has a hundred thousand. Links to folders are not followed.

    Args:
        root: the folder; it need not be there.
        others: folders below it that are left out, and all in them.
        closed: gets the folders that nobody here may look into, and why.

    """

    def note(error: OSError) -> None:
        if closed is not None and os.path.isdir(error.filename):  # noqa: PTH112 - never raises
            closed[Path(error.filename)] = error.strerror or type(error).__name__

    start = len(os.path.join(root, ""))  # noqa: PTH118 - with the last separator
    for folder, folders, files in os.walk(root, onerror=note):
        if closed is not None and not os.access(folder, os.X_OK):
            closed[Path(folder)] = os.strerror(errno.EACCES)
        folders[:] = [
            each
            for each in folders
            if not each.startswith(".") and os.path.join(folder, each) not in others  # noqa: PTH118
        ]
        above = os.path.join(folder, "")[start:].replace(os.sep, "/")  # noqa: PTH118
        yield from (above + name for name in files if not name.startswith("."))


def content_of(path: Path) -> bytes | None:
    """Return what a file holds; None when there is none, or it cannot be read."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


def read_below(folder: Path, most: int = _MOST_LINKED) -> Callable[[str], bytes | None]:
    """Return a reader of files below a folder: of what a document names by a link.

    Args:
        folder: where names start, and where what they lead to must lie, links followed.
        most: the bytes that a file may have.

    Returns:
        A function from a relative name to the file's bytes; None for an address, for a place
        outside the folder, and for what is no file of at most `most` bytes.

    """
    base = folder.resolve()

    def read(name: str) -> bytes | None:
        if "\0" in name or ":" in name.partition("/")[0]:
            return None
        try:
            path = (base / name).resolve()
            if (
                path.is_relative_to(base)
                and is_there(path)
                and path.is_file()
                and path.stat().st_size <= most
            ):
                data = path.read_bytes()
                saw(path, data)
                return data
        except (OSError, RuntimeError):  # a name too long, a link that leads to itself
            return None
        return None

    return read


def unwritable(path: Path, error: OSError) -> ToolkitError:
    """Return the error of a file that cannot be written, or whose folder cannot be made."""
    if _stands(path, stat.S_ISDIR):
        message, hint = "this is a folder, not a file", "name a file in it"
        return ToolkitError.because("file-unwritable", message, Location(str(path)), hint)
    return _file_above(path, str(path)) or ToolkitError.because(
        "file-unwritable",
        f"the file cannot be written: {error.strerror or error}",
        Location(str(path)),
        "check that its folder exists, that you may write there, and that the disk has space",
    )


def resolved(path: Path) -> Path:
    """Return the file that symbolic links lead to, so that a link stays a link."""
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:
        raise unwritable(path, OSError(errno.ELOOP, str(error))) from None


def hidden_name(target: Path, ending: str) -> Path:
    """Return a hidden name beside a file; for all but its lock, this thread's own."""
    name = target.name
    if len(os.fsencode(name)) > _NAME_BYTES:
        name = f"{name[:_NAME_CHARACTERS]}-{zlib.crc32(os.fsencode(name)):08x}"
    owner = "" if ending == "lock" else f"{os.getpid()}-{threading.get_native_id()}."
    return target.with_name(f".{name}.{owner}{ending}")
