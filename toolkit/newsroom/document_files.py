"""Document files: what a newsroom has of a document beside its source, and where it goes along."""

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.files import content_of, file_paths, is_there
from toolkit.base.frozen import frozen
from toolkit.base.locks import lock
from toolkit.newsroom.file_names import alike
from toolkit.newsroom.settings import CATALOGS, ProjectSettings

__all__ = ["ARCHIVE", "Place", "is_linked", "known_documents", "put_files", "renamed_files"]

ARCHIVE = ".archive"
"""The folder, in that of catalogs, of what belongs to documents that were withdrawn."""
_CATALOG = ".po"
_REVIEW = ".review"
_BESIDE = (_CATALOG, _REVIEW, ".overlay.toml")
"""How files end that stand in a locale's folder for a document."""
_TEMPLATE = ".pot"
_OF_DOCUMENT = (_TEMPLATE, ".corrections.toml", ".quotes.toml")
"""How files end that stand among the locales' folders for a document."""
_MESSAGES = "LC_MESSAGES"
_OWN = b"\n#. id: "
"""What a catalog of an article has, and that of a program has not."""


@frozen
class Place:
    """A tree of templates and catalogs: the newsroom's, or its archive."""

    root: Path

    @classmethod
    def live(cls, settings: ProjectSettings) -> "Place":
        """Return where the templates and catalogs of a newsroom's documents stand."""
        return cls(settings.root / CATALOGS)

    @classmethod
    def archive(cls, settings: ProjectSettings) -> "Place":
        """Return where those of withdrawn documents stand."""
        return cls(settings.root / CATALOGS / ARCHIVE)

    def template(self, document_id: str) -> Path:
        """Return where a document's template stands."""
        return self.root / f"{document_id}{_TEMPLATE}"

    def folders(self) -> Iterator[Path]:
        """Yield the folders of locales' catalogs."""
        for folder in _inside(self.root):
            messages = folder / _MESSAGES
            if not folder.name.startswith(".") and os.path.isdir(messages):  # noqa: PTH112 - never raises
                yield messages

    def files(self, document_id: str) -> Iterator[Path]:
        """Yield the files of a document that are there, relative to the place."""
        for ending in _OF_DOCUMENT:
            path = self.root / f"{document_id}{ending}"
            if is_there(path):
                yield path.relative_to(self.root)
        for folder in self.folders():
            for ending in _BESIDE:
                path = folder / f"{document_id}{ending}"
                if is_there(path):
                    yield path.relative_to(self.root)

    def has(self, document_id: str) -> bool:
        """Whether there is any file of a document."""
        return next(self.files(document_id), None) is not None


def _inside(folder: Path) -> list[Path]:
    """Return what stands in a folder; nothing where there is none, or it is closed to us."""
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def known_documents(place: Place) -> frozenset[str]:
    """Return the ids of the documents that have a template or a catalog in a place."""
    folders = list(place.folders())
    found = set(_ids(place.root, _TEMPLATE, frozenset(map(str, folders))))
    for folder in folders:
        for document_id in _ids(folder, _CATALOG):
            if document_id in found:
                continue
            if _OWN in (content_of(folder / f"{document_id}{_CATALOG}") or b""):
                found.add(document_id)
    return frozenset(found)


def _ids(root: Path, ending: str, others: Collection[str] = ()) -> Iterator[str]:
    """Yield the ids of the documents that have a file with an ending below a folder.

    What is hidden is no document's.

    Args:
        root: the folder; it need not be there.
        ending: how the files end.
        others: folders below it in which other files stand.

    """
    for path in file_paths(root, others):
        if path.endswith(ending):
            yield path.removesuffix(ending)


def renamed_files(
    files: Iterable[Path], old: str, new: str, origin: Place, target: Place
) -> tuple[tuple[Path, Path], ...]:
    """Return where each file of a document stands, and where it is to stand.

    Args:
        files: relative to the place where they stand, as `Place.files` has them.
        old: the document's id there.
        new: its id in the other place.
        origin: where they stand.
        target: where they are to stand.

    """
    pairs = []
    for path in files:
        parts = path.as_posix()
        head, ending = next(
            (parts.removesuffix(old + each), each)
            for each in (*_BESIDE, *_OF_DOCUMENT)
            if parts.endswith(old + each)
        )
        pairs.append((origin.root / path, target.root / f"{head}{new}{ending}"))
    return tuple(pairs)


def is_linked(old: Path, new: Path) -> bool:
    """Whether two names are one file that was given a second name, and not one name in two cases.

    Args:
        old: a file.
        new: the other name.

    """
    try:
        there = old.stat(follow_symlinks=False)
        same = os.path.samestat(there, new.stat(follow_symlinks=False))
    except OSError:
        return False
    return same and there.st_nlink > 1 and alike(str(old)) != alike(str(new))


def put_files(settings: ProjectSettings, pairs: Sequence[tuple[Path, Path]]) -> None:
    """Give files other names, all of them or none; no file is ever replaced.

    All of them get their new names before the first one loses its old one, and the first of the
    pairs, the source, gets its own last: whatever dies in between, no file is without a name, and
    doing the same again does the rest. Whoever writes one of them waits, and finds it gone.

    Raises:
        ToolkitError: when one of the new names is taken, a file cannot be moved, or another process
            holds its lock.

    """
    with ExitStack() as locks:
        # Who writes a review holds its lock, and takes that of the catalog then.
        for old, _ in sorted(pairs, key=lambda pair: (pair[0].suffix != _REVIEW, pair)):
            locks.enter_context(lock(old))
        _put_files(settings, pairs)
    for old, _ in pairs:
        _remove_empty(old.parent, settings.root)


def _put_files(settings: ProjectSettings, pairs: Sequence[tuple[Path, Path]]) -> None:
    for old, new in pairs:
        if is_there(new) and not is_linked(old, new):
            message = "there is a file already, and it is never overwritten"
            place = Location(settings.shown(new))
            raise ToolkitError.because("exists", message, place, "move or merge it first")
    done: list[tuple[Path, Path]] = []
    at = Path()
    try:
        for old, new in reversed(pairs):
            at = old
            new.parent.mkdir(parents=True, exist_ok=True)
            done.append((old, new))
            _give_name(old, new)
        for old, _ in pairs:
            at = old
            old.unlink(missing_ok=True)
    except OSError as error:
        for old, new in reversed(done):
            _take_name(old, new)
        message = f"the file cannot be moved: {error.strerror or error}"
        place = Location(settings.shown(at))
        raise ToolkitError.because(
            "file-unwritable", message, place, "see to its folder and its permissions"
        ) from None


def _give_name(old: Path, new: Path) -> None:
    """Give a file a second name; where the file system has no such thing, another one.

    Raises:
        OSError: when it cannot have it; a name that is taken meanwhile is one.

    """
    if is_linked(old, new):
        return
    try:
        new.hardlink_to(old)
    except FileExistsError:
        raise
    except OSError:
        if is_there(new):
            raise
        old.rename(new)


def _take_name(old: Path, new: Path) -> None:
    """Undo `_give_name`, as far as it was done; go on whatever fails."""
    with suppress(OSError):
        if not is_there(old):
            new.rename(old)
        elif is_linked(old, new):
            new.unlink()


def _remove_empty(folder: Path, root: Path) -> None:
    """Remove a folder that has lost its last file, and those above it; locales' own stay."""
    while folder not in {root, root / CATALOGS} and folder.name != _MESSAGES:
        with suppress(OSError):  # not empty
            folder.rmdir()
        if folder.is_dir():
            return
        folder = folder.parent
