"""Spool: files set aside until all are made, so that memory does not grow with their number."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from toolkit.errors import Location, ToolkitError

__all__ = ["Spool", "content", "spool"]

_numbers = count()


@dataclass(frozen=True, slots=True)
class Spool:
    """A folder of files that wait to be published; several processes may fill it."""

    folder: Path

    def put(self, data: bytes) -> Path:
        """Set a file's content aside, and return the file that has it.

        Raises:
            ToolkitError: when it cannot be written.

        """
        file = self.folder / f"{os.getpid()}-{next(_numbers)}"
        try:
            file.write_bytes(data)
        except OSError as error:
            message = f"an edition cannot be set aside: {error.strerror or error}"
            hint = "see to the space on that disk, or name another folder in TMPDIR"
            raise ToolkitError.because(
                "file-unwritable", message, Location(str(file)), hint
            ) from None
        return file


@contextmanager
def spool() -> Iterator[Spool]:
    """Return a spool that is gone afterwards, with all that is in it."""
    with TemporaryDirectory(prefix="toolkit-") as folder:
        yield Spool(Path(folder))


def content(data: bytes | Path) -> bytes:
    """Return what a file holds that is in memory, or set aside."""
    return data if isinstance(data, bytes) else data.read_bytes()
