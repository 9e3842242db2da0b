"""Published: the record of what builds have put into the output folder."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath

from toolkit.base.errors import Finding, Location, ToolkitError

__all__ = ["RECORD", "read_record", "refuse_links", "withdraw", "write_record"]

RECORD = ".published"
"""The record's file in the output folder: a path a line, sorted."""


def read_record(output: Path, others: Collection[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return what earlier builds published.

    Args:
        output: the output folder.
        others: the folders of locales that are not built now.

    Returns:
        the paths that this build answers for, and those below `others`.

    """
    try:
        lines = (output / RECORD).read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return frozenset(), frozenset()
    known = frozenset(line for line in lines if _is_below(line))
    kept = frozenset(path for path in known if path.partition("/")[0] in others)
    return known - kept, kept


def _is_below(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and "\0" not in path


def write_record(paths: Iterable[str]) -> bytes:
    """Return the record of what is published."""
    return "".join(f"{path}\n" for path in sorted(set(paths))).encode()


def refuse_links(root: Path, output: Path, paths: Iterable[str]) -> None:
    """Raise where a file of the output, or a folder above it, is a symbolic link.

    Whoever can put a link into a newsroom could otherwise have any file overwritten.

    Args:
        root: the newsroom's folder; links above it are the user's own.
        output: the output folder.
        paths: what is to be written, below the output folder.

    Raises:
        ToolkitError: with every such link.

    """
    seen = {root, *root.parents}
    links: list[Path] = []
    for path in paths:
        place = output / path
        for each in (place, *place.parents):
            if each in seen:
                break
            seen.add(each)
            if each.is_symlink():
                links.append(each)
    if links:
        raise ToolkitError(*(_link(each, root) for each in sorted(links)))


def _link(path: Path, root: Path) -> Finding:
    return Finding(
        "output-link",
        "editions are not written through a symbolic link",
        Location(path.relative_to(root).as_posix()),
        "delete the link; to publish elsewhere, copy output/ there when it is built",
    )


def withdraw(output: Path, paths: Iterable[str]) -> tuple[Path, ...]:
    """Remove files that are published no more, and the folders that this leaves empty.

    Args:
        output: the output folder.
        paths: those of the record that the new one does not have.

    Returns:
        The files that were removed.

    """
    removed = []
    for path in sorted(paths):
        file = output / path
        if file.is_file() and file.resolve().is_relative_to(output.resolve()):
            file.unlink()
            removed.append(file)
            for folder in file.parents:
                if folder == output:
                    break
                with suppress(OSError):  # not empty
                    folder.rmdir()
    return tuple(removed)
