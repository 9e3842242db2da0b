"""Stores: folders that are reached by an address (file://, s3://, memory:// …), through fsspec.

Who may read and write there is the store's own matter: its variables, its files, its roles. No
message shows more of an address than scheme, host and path.
"""

import re
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from pathlib import PurePosixPath
from typing import BinaryIO, Protocol
from urllib.parse import urlsplit, urlunsplit

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.frozen import frozen

__all__ = ["Entry", "Store", "open_store"]

_MARKS = ("ETag", "etag", "md5Hash", "content_md5", "mtime", "LastModified", "last_modified", "ino")
_RACY_SECONDS = 2.0
_BATCH = 64
_HAVE_FOLDERS = frozenset({"file", "local", "memory", "ftp", "sftp", "smb", "webdav"})
"""Schemes of stores whose folders must be made. In the others, that would make a bucket of whatever
name somebody mistyped."""


_CAPITAL = re.compile("(?<=[a-z])(?=[A-Z])")
_KINDS: Mapping[type[Exception], str] = {
    FileNotFoundError: "there is no such folder or bucket",
    PermissionError: "this machine has no permission to do that",
    FileExistsError: "there is a file where a folder must be",
    NotADirectoryError: "there is a file where a folder must be",
    IsADirectoryError: "there is a folder where a file must be",
    TimeoutError: "it does not answer",
    ConnectionError: "it does not answer",
}
"""What errors without words mean."""


@frozen
class Entry:
    """A file of a store."""

    size: int
    """In bytes; -1 where the store does not say."""
    mark: str
    """What changes when its content does; empty where nothing is sure to."""


class _FileSystem(Protocol):
    """What a store needs of fsspec's `AbstractFileSystem`."""

    @property
    def protocol(self) -> str | tuple[str, ...]: ...
    @property
    def transaction(self) -> AbstractContextManager[object]: ...
    def invalidate_cache(self) -> None: ...
    def find(self, path: str, *, detail: bool) -> Mapping[str, Mapping[str, object]]: ...
    def cat(self, path: list[str], *, on_error: str) -> Mapping[str, bytes]: ...
    def makedirs(self, path: str, *, exist_ok: bool) -> None: ...
    def open(self, path: str, mode: str) -> AbstractContextManager[BinaryIO]: ...
    def rm_file(self, path: str) -> None: ...


@frozen
class Store:
    """A folder that is reached by an address."""

    filesystem: _FileSystem
    path: str
    shown: str
    """Its address in messages."""

    def entries(self) -> Mapping[str, Entry]:
        """Return the files, by their paths below the folder; none where there is no folder.

        Raises:
            ToolkitError: when they cannot be listed.

        """
        with self._reading():
            self.filesystem.invalidate_cache()
            try:
                found = self.filesystem.find(self.path, detail=True)
            except FileNotFoundError:
                return {}
        below = self.path.rstrip("/") + "/"
        entries = {
            name.removeprefix(below): _entry(info)
            for name, info in found.items()
            if name.startswith(below) and not info.get("islink") and info.get("type") == "file"
        }
        return {path: entry for path, entry in entries.items() if _is_below(path)}

    def read(self, paths: Collection[str]) -> Iterator[tuple[str, bytes]]:
        """Yield files with what they hold.

        Raises:
            ToolkitError: when one cannot be read.

        """
        wanted = list(paths)
        for start in range(0, len(wanted), _BATCH):
            by_name = {self._name(each): each for each in wanted[start : start + _BATCH]}
            with self._reading():
                found = self.filesystem.cat(list(by_name), on_error="raise")
            for name, path in by_name.items():
                yield path, found[name]

    def content(self, path: str) -> bytes | None:
        """Return what a file holds; None where there is none.

        Raises:
            ToolkitError: when it cannot be read.

        """
        name = self._name(path)
        with self._reading():
            self.filesystem.invalidate_cache()
            try:
                return self.filesystem.cat([name], on_error="raise")[name]
            except FileNotFoundError:
                return None

    def write(self, path: str, data: bytes) -> None:
        """Write a file: whole or not at all, where the store can do that.

        Raises:
            ToolkitError: when it cannot be written.

        """
        name = self._name(path)
        with self._writing(path):
            if _HAVE_FOLDERS.intersection(_schemes(self.filesystem)):
                self.filesystem.makedirs(name.rpartition("/")[0], exist_ok=True)
            with self.filesystem.transaction, self.filesystem.open(name, "wb") as file:
                file.write(data)

    def remove(self, path: str) -> None:
        """Remove a file; one that is not there is removed already.

        Raises:
            ToolkitError: when it cannot be removed.

        """
        with self._writing(path):
            try:
                self.filesystem.rm_file(self._name(path))
            except FileNotFoundError:
                return

    def _name(self, path: str) -> str:
        return f"{self.path.rstrip('/')}/{path}"

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except ToolkitError:
            raise
        except Exception as error:  # noqa: BLE001 - each store has errors of its own
            raise _failed("read", self.shown, error) from None

    @contextmanager
    def _writing(self, path: str) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # noqa: BLE001 - each store has errors of its own
            raise _failed("written", f"{self.shown}/{path}", error) from None


def _schemes(filesystem: _FileSystem) -> tuple[str, ...]:
    found = filesystem.protocol
    return (found,) if isinstance(found, str) else found


def _failed(done: str, shown: str, error: Exception) -> ToolkitError:
    return ToolkitError.because(
        "store",
        f"the store cannot be {done}: {_why(error)}",
        Location(shown),
        "check the address, and that this machine may use it in the store's own way",
    )


def _why(error: Exception) -> str:
    """Return what is wrong in words of ours, or the system's.

    Those of a store may quote a key or a signed address; the kind of its error does not.
    """
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    for kind, words in _KINDS.items():
        if isinstance(error, kind):
            return words
    return _CAPITAL.sub(" ", type(error).__name__).lower()


def _entry(info: Mapping[str, object]) -> Entry:
    size = info.get("size")
    modified = info.get("mtime")
    # Who writes a file twice within this time may leave its marks as they were.
    lately = isinstance(modified, int | float) and modified + _RACY_SECONDS > time.time()
    marks = [f"{key}={info[key]}" for key in _MARKS if info.get(key)]
    mark = "" if lately or not marks else f"{size} {' '.join(marks)}"
    return Entry(size if isinstance(size, int) else -1, mark)


def _is_below(path: str) -> bool:
    """Whether a name that a store gives can be one of a file below a folder of this machine."""
    parts = PurePosixPath(path).parts
    odd = "\\" in path or "\0" in path or path != "/".join(parts)
    return bool(parts) and not path.startswith("/") and ".." not in parts and not odd


def open_store(url: str) -> Store:
    """Return the store of an address.

    Args:
        url: as fsspec has them: `s3://bucket/folder`, `file:///srv/news`.

    Raises:
        ToolkitError: when nothing here can open it, or it has a password in it.

    """
    shown = _shown(url)
    try:
        core = import_module("fsspec.core")  # an extra
    except ImportError:
        raise missing_cluster_extra() from None
    try:
        filesystem, path = core.url_to_fs(url)
    except ValueError as error:
        scheme = shown.partition(":")[0]
        if "rotocol not known" not in str(error):
            raise _failed("opened", shown, error) from None
        raise ToolkitError.because(
            "store",
            f"the toolkit knows nothing that opens {scheme}://",
            Location(shown),
            "write the address with a scheme that fsspec knows, such as s3:// or file://",
        ) from None
    except ImportError as error:
        raise ToolkitError.because(
            "missing-extra",
            f"no package that opens {shown.partition(':')[0]}:// is installed",
            Location(shown),
            f"install it in the toolkit's environment, on each machine: {printed(error)}",
        ) from None
    except Exception as error:  # noqa: BLE001 - each store has errors of its own
        raise _failed("opened", shown, error) from None
    return Store(filesystem, path, shown)


def printed(error: ImportError) -> str:
    """Return what fsspec says about a package that is missing."""
    return str(error).splitlines()[0].removesuffix(".")


def missing_cluster_extra() -> ToolkitError:
    """Return that the extra `cluster` is not installed."""
    return ToolkitError.because(
        "missing-extra",
        "clusters and stores need the extra “cluster”",
        None,
        "run pip install distributed fsspec in the toolkit's environment",
    )


def _shown(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if not parts.scheme or len(parts.scheme) == 1 or "://" not in url:
        raise ToolkitError.because(
            "store",
            "this is not the address of a store",
            None,
            "write one such as s3://bucket/folder or file:///srv/news",
        )
    if parts.password is not None or parts.query:
        raise ToolkitError.because(
            "store",
            "the address has a password or a key in it",
            None,
            "take it out, and give it in the store's own way: its variables, or its own file",
        )
    return urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/"), "", ""))
