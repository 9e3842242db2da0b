"""PO files: read strictly, written canonically, kept safely (GNU gettext manual, "PO files").

catalog = load(Path("kk.po"))
for entry in catalog: ...
save(catalog, Path("kk.po"))
"""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.faces import loader
from toolkit.base.files import content_of, read_file, resolved
from toolkit.base.leftovers import sweep
from toolkit.base.locks import lock
from toolkit.base.replacement import replace_all
from toolkit.catalog.po.entries import Catalog, Entry
from toolkit.catalog.po.writer import write

if TYPE_CHECKING:
    from toolkit.catalog.po.reader import read

__all__ = ["Catalog", "Entry", "again", "load", "new_catalog", "read", "save", "write"]

# A template that is made anew reads none, and the patterns of the reader take long to compile.
__getattr__ = loader(__name__, {"read": "toolkit.catalog.po.reader"})
_CHANGED = "file-changed"
_ATTEMPTS = 5
T = TypeVar("T")


def load(path: Path, *, shown: str | None = None, before: Catalog | None = None) -> Catalog:
    """Read a PO file from disk.

    Args:
        path: the file.
        shown: its name in messages; None for `path` itself.
        before: what it was when it was loaded before, and nobody has changed: only what stands
            otherwise in the file is parsed, and of a file with the same bytes it comes back.

    Raises:
        ToolkitError: when it cannot be read, or is no PO file that `read` takes.

    """
    from toolkit.catalog.po.reader import read  # noqa: PLC0415

    name = str(path) if shown is None else shown
    data = read_file(path, name)
    digest = _digest(data)
    if before is not None and before.digest == digest:
        return before
    catalog = read(data, name, before)
    catalog.fpath = str(path)
    catalog.digest = digest
    return catalog


def save(
    catalog: Catalog,
    path: Path,
    *,
    width: int = 79,
    beside: Mapping[Path, bytes] | None = None,
    movable: bool = False,
) -> bool:
    """Write a catalog to disk, whole or not at all.

    A catalog goes back to the file that it was loaded from only if that file is still what was
    loaded: what a translator saved in the meantime is not overwritten.

    Args:
        catalog: what to write.
        path: the file; missing parent folders are made.
        width: the columns of a line; 0 for one line each.
        beside: other files that are written with it, all or none, each before it; the caller holds
            their locks.
        movable: whether its document may get another name in the meantime: a file that was loaded
            and is gone is not written again then.

    Returns:
        False when the file has these bytes already and was not touched.

    Raises:
        ToolkitError: when it cannot be written, has changed since it was loaded, or another
            process holds its lock.

    """
    data = write(catalog, width=width)
    sweep(resolved(path).parent)
    differs = content_of(path) != data
    if differs or beside:
        with lock(path):
            if catalog.digest is not None and catalog.fpath == str(path):
                _refuse_changed(path, catalog.digest, movable=movable)
            replace_all({**(beside or {}), path: data})
    catalog.fpath = str(path)
    catalog.digest = _digest(data)
    return differs


def again(act: Callable[[], T]) -> T:
    """Do something with a catalog; once more where another program writes it at that moment.

    Args:
        act: loads the catalog, changes and saves it.

    Returns:
        what it returns.

    Raises:
        ToolkitError: when it cannot be saved, or others write it every time.

    """
    for _ in range(_ATTEMPTS):
        try:
            return act()
        except ToolkitError as error:
            if {each.code for each in error.findings} != {_CHANGED}:
                raise
    return act()


def new_catalog(metadata: Mapping[str, str], comment: str = "") -> Catalog:
    """Return a catalog without entries.

    Args:
        metadata: the header's fields, in order.
        comment: what stands above the header, without `#`.

    """
    catalog = Catalog()
    catalog.metadata = dict(metadata)
    catalog.header = comment
    return catalog


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def _refuse_changed(path: Path, digest: bytes, *, movable: bool) -> None:
    now = content_of(path)
    if movable if now is None else _digest(now) != digest:
        raise ToolkitError.because(
            _CHANGED,
            "the file has changed since it was read; nothing was written",
            Location(str(path)),
            "run the command again",
        )
