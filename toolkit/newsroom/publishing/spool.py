"""Spool: files set aside until all are made, so that memory does not grow with their number."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.leftovers import temporary_folder

__all__ = ["Also", "Contents", "Held", "Piece", "Spool", "Standing", "content", "spool"]


_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)  # Windows would change line ends


@dataclass(frozen=True, slots=True)
class Piece:
    """Where something stands that was set aside."""

    file: str
    start: int
    size: int

    def read(self) -> bytes:
        """Return it."""
        # Without a file object: some thousand small pieces are read of one file.
        descriptor = os.open(self.file, _READ)
        try:
            os.lseek(descriptor, self.start, os.SEEK_SET)
            return os.read(descriptor, self.size)
        finally:
            os.close(descriptor)


@dataclass(frozen=True, slots=True)
class Also:
    """Where a page names what to read next."""

    start: int
    """The byte that this begins with."""
    size: int
    articles: str
    """A digest of the articles that it names."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A file of the output that is as it was made, and need not be made again."""

    folder: Path
    """The output's."""
    path: str
    """Below it."""
    also: Also | None = None
    """Where it names what to read next, if it is a page that does."""

    def read(self) -> bytes:
        """Return what it holds."""
        return (self.folder / self.path).read_bytes()


Held = bytes | Path | Piece | Standing
"""A file's content: in memory, in another file, set aside, or in its place already."""


@dataclass(frozen=True, slots=True)
class Spool:
    """A folder for what waits to be published; several processes may fill it."""

    folder: Path

    @contextmanager
    def writer(self) -> Iterator[Callable[[bytes], Piece]]:
        """Return what sets bytes aside; they can be read when it is done with all of them.

        Raises:
            ToolkitError: when they cannot be written.

        """
        with self._file() as (file, name):
            yield partial(_put, file, name)

    def write(self, parts: Iterable[bytes]) -> Path:
        """Set aside what is as long as all articles together, in a file of its own.

        Raises:
            ToolkitError: when it cannot be written.

        """
        with self._file() as (file, name):
            file.writelines(parts)
        return Path(name)

    @contextmanager
    def _file(self) -> Iterator[tuple[BinaryIO, str]]:
        try:
            descriptor, name = mkstemp(dir=self.folder)
            with open(descriptor, "wb") as file:  # noqa: PTH123 - it is open already
                yield file, name
        except OSError as error:
            message = f"an edition cannot be written to a temporary file: {error.strerror or error}"
            hint = "check the space on that disk, or name another folder in TMPDIR"
            place = Location(str(self.folder))
            raise ToolkitError.because("file-unwritable", message, place, hint) from None


def _put(file: BinaryIO, name: str, data: bytes) -> Piece:
    piece = Piece(name, file.tell(), len(data))
    file.write(data)
    return piece


@contextmanager
def spool() -> Iterator[Spool]:
    """Return a spool that is gone afterwards, with all that is in it."""
    with temporary_folder("toolkit-build-") as folder:
        yield Spool(folder)


def content(held: Held) -> bytes:
    """Return what a file holds."""
    if isinstance(held, Piece | Standing):
        return held.read()
    return held if isinstance(held, bytes) else held.read_bytes()


@dataclass(frozen=True, slots=True)
class Contents(Mapping[Path, bytes | Path]):
    """What files are to hold, by their paths; what was set aside is read when it is asked for."""

    folder: Path
    held: Mapping[str, Held]
    """By their paths below the folder: a path of its own for each would take most of the memory."""

    def __getitem__(self, path: Path) -> bytes | Path:
        """Return a file's content, or another file that has it."""
        found = self.held[path.as_posix().removeprefix(f"{self.folder.as_posix()}/")]
        return found.read() if isinstance(found, Piece | Standing) else found

    def __iter__(self) -> Iterator[Path]:
        """Yield the files."""
        return map(self.folder.joinpath, self.held)

    def __len__(self) -> int:
        """Return how many files there are."""
        return len(self.held)
