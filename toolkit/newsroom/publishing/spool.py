"""Spool: files set aside until all are made, so that memory does not grow with their number."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO, TypeAlias

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.leftovers import temporary_folder
from toolkit.base.plain_data import from_plain, to_plain

__all__ = [
    "Also",
    "AlsoIn",
    "Contents",
    "Held",
    "Piece",
    "Spool",
    "Standing",
    "also_from",
    "also_line",
    "content",
    "spool",
]


_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)  # Windows would change line ends


Held: TypeAlias = "bytes | Path | Piece | Standing"
"""A file's content: in memory, in another file, set aside, or in its place already."""


@frozen
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


@frozen
class Also:
    """Where a page names what to read next."""

    start: int
    """The byte that this begins with."""
    size: int
    articles: str
    """A digest of the articles that it names."""


AlsoIn: TypeAlias = Mapping[str, Also]
"""Where each page of a document that does so names what to read next, by its path."""


@frozen
class Standing:
    """What is in the output as it was made: one for all files of a document, that are many."""

    folder: Path
    """The output's."""
    also: Held = b""
    """Where its pages name what to read next: see `also_line`. Few builds ask."""

    def read(self, path: str) -> bytes:
        """Return what the file at a path below the output holds."""
        return (self.folder / path).read_bytes()

    def also_on(self, path: str) -> Also | None:
        """Return where a page names what to read next, if it is one that does."""
        line = content(self.also)
        return also_from(line).get(path) if line else None


def also_line(also: AlsoIn) -> bytes:
    """Return where pages name what to read next as a line, from which `also_from` reads it."""
    return json.dumps(to_plain(also), separators=(",", ":")).encode()


def also_from(line: bytes) -> AlsoIn:
    """Return what a line of `also_line` says."""
    return from_plain(dict[str, Also], json.loads(line))


@frozen
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


def content(held: Held, path: str = "") -> bytes:
    """Return what a file holds, which stands at a path below the output."""
    if isinstance(held, Standing):
        return held.read(path)
    if isinstance(held, Piece):
        return held.read()
    return held if isinstance(held, bytes) else held.read_bytes()


@frozen
class Contents(Mapping[Path, bytes | Path]):
    """What files are to hold, by their paths; what was set aside is read when it is asked for."""

    folder: Path
    held: Mapping[str, Held]
    """By their paths below the folder: a path of its own for each would take most of the memory."""

    def __getitem__(self, path: Path) -> bytes | Path:
        """Return a file's content, or another file that has it."""
        below = path.as_posix().removeprefix(f"{self.folder.as_posix()}/")
        held = self.held[below]
        return held if isinstance(held, Path) else content(held, below)

    def __iter__(self) -> Iterator[Path]:
        """Yield the files."""
        return map(self.folder.joinpath, self.held)

    def __len__(self) -> int:
        """Return how many files there are."""
        return len(self.held)
