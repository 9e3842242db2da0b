"""Output: files that the user names are written, but never over somebody's work without a word."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from toolkit.base.errors import Finding, Location, ToolkitError
from toolkit.base.files import content_of
from toolkit.base.replacement import write_atomically
from toolkit.cli.session import STANDARD, Session, counted

__all__ = ["refuse_loss", "refuse_protected", "write_output"]

_CATALOGS = frozenset({".po", ".pot"})
_THE_HOUSES = (
    *("toolkit.toml", "terms.toml", "protect.toml", "moved.toml", "withdrawn.toml"),
    *("corrections.toml", "quotes.toml", ".review", ".key", ".sqlite"),
)
"""How the newsroom's own files end: nobody can make them anew."""
_FORCE = "name another file, or add --force to overwrite it"


def write_output(
    session: Session,
    name: str,
    data: bytes,
    *,
    inputs: Iterable[str | None] = (),
    whole: bool = False,
    leaves: bool = True,
    locked: bool = False,
) -> None:
    """Write a file that the user named, whole or not at all, or standard output for `-`.

    Args:
        session: how the command was started.
        name: the file, as the user named it.
        data: all of its content.
        inputs: the files that the content was made of; none of them is overwritten.
        whole: whether any other content is somebody's work: a translator's, who has filled it in.
        leaves: whether it may be sent to others, so that no protected name may be in it.
        locked: whether the caller holds the file's lock.

    Raises:
        ToolkitError: when it cannot be written, somebody's work would be lost, or it names somebody
            whom the newsroom protects.

    """
    if leaves:
        refuse_protected(session, name, data)
    if name == STANDARD:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    path = session.path(name)
    refuse_loss(session, name, data, inputs=inputs)
    if whole and not session.force and content_of(path) not in {None, data}:
        raise ToolkitError(_would_lose(name, "somebody may have filled in the one that is there"))
    changed = write_atomically(path, data, locked=locked)
    session.say(f"{name}: {'written' if changed else 'unchanged'}")


def refuse_protected(session: Session, name: str, data: bytes) -> None:
    """Refuse to write what has a name that the newsroom protects.

    Args:
        session: how the command was started.
        name: the file, as the user named it.
        data: what it would hold.

    Raises:
        ToolkitError: with every name, by its id.

    """
    from toolkit.newsroom.protection import protecting_folder  # noqa: PLC0415

    newsroom = protecting_folder(session.folder)
    if newsroom is None:
        return
    from toolkit.newsroom.protection.identities import read_protection  # noqa: PLC0415
    from toolkit.newsroom.protection.leaks import names_in  # noqa: PLC0415

    protection = read_protection(newsroom)
    if protection and (found := names_in(data, PurePath(name).name, protection)):
        raise ToolkitError(*found)


def refuse_loss(
    session: Session, name: str, data: bytes | None, *, inputs: Iterable[str | None] = ()
) -> None:
    """Refuse to write a file over somebody's work, unless the user insists.

    Args:
        session: how the command was started.
        name: the file, as the user named it.
        data: its new content; None for what holds nothing of a catalog's.
        inputs: the files that the content is made of.

    Raises:
        ToolkitError: when its folder is not there, or work would be lost.

    """
    path = session.path(name)
    # gettext's own place for a catalog is made, as toolkit update makes it.
    if not path.parent.is_dir() and path.parent.name != "LC_MESSAGES":
        message = f"there is no folder “{PurePath(name).parent.as_posix()}”"
        hint = "make the folder first, or correct its name"
        raise ToolkitError.because("file-unwritable", message, Location(name), hint)
    if session.force:
        return
    before = content_of(path)
    if before is None or before == data:
        return
    lost = next(_lost(session, name, before, data, inputs), None)
    if lost is not None:
        raise ToolkitError(lost)


def _lost(
    session: Session, name: str, before: bytes, data: bytes | None, inputs: Iterable[str | None]
) -> Iterator[Finding]:
    """Yield what would be lost."""
    path = session.path(name)
    if path.name.endswith(_THE_HOUSES):
        yield _would_lose(name, "it is the newsroom's own file")
    # To find a newsroom's articles takes half a start, and none of them is a catalog.
    is_catalog = path.suffix.lower() in _CATALOGS
    if not is_catalog and _is_article(session, path):
        yield _would_lose(name, "it is an article of the newsroom")
    if any(each and _is_same(session.path(each), path) for each in inputs):
        yield _would_lose(name, "it is what the output is made of")
    if is_catalog:
        yield from _lost_entries(name, before, data)
    elif before.strip() and _is_catalog(data or b"") and not _is_catalog(before):
        yield _would_lose(name, "it is not a catalog")


def _is_catalog(data: bytes) -> bool:
    return any(line.startswith(b"msgid ") for line in data.splitlines())


def _is_article(session: Session, path: Path) -> bool:
    # Only who writes over a file needs what finds them.
    from toolkit.newsroom.configuration import load_settings  # noqa: PLC0415
    from toolkit.newsroom.source_files import find_sources  # noqa: PLC0415

    try:
        settings = load_settings(session.folder)
    except ToolkitError:
        return False  # there is no newsroom here, or nobody can say what is its article
    return any(_is_same(settings.root / each.path, path) for each in find_sources(settings).sources)


def _is_same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def _lost_entries(name: str, before: bytes, data: bytes | None) -> Iterator[Finding]:
    # Only who writes over a catalog needs what reads one.
    from toolkit.catalog.lost_work import lost_work  # noqa: PLC0415
    from toolkit.catalog.po import read  # noqa: PLC0415

    try:
        old = read(before, name)
    except ToolkitError:
        yield _would_lose(name, "it cannot be read, and may hold translations")
        return
    try:
        new = read(data or b"", name)
    except ToolkitError:
        new = read(b"", name)
    count = sum(1 for _ in lost_work(old, new))
    if count:
        entries = counted(count, "entry")
        yield _would_lose(name, f"the translations or comments of {entries} would be lost")


def _would_lose(name: str, why: str) -> Finding:
    message = f"the file is not overwritten: {why}"
    return Finding("work-lost", message, Location(name), _FORCE)
