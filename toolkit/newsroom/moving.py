"""Moving: all that belongs to a document goes along when its source is renamed or withdrawn."""

from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath

from toolkit.base.errors import Finding, Location, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.registry import did_you_mean
from toolkit.catalog.memory.store import Memory
from toolkit.newsroom.document_files import Place, is_linked, put_files, renamed_files
from toolkit.newsroom.file_names import alike
from toolkit.newsroom.memories import has_memory, memory_place
from toolkit.newsroom.moved import moving_lock, recorded_moves
from toolkit.newsroom.renames import Lives, Rename, find_lives
from toolkit.newsroom.settings import ProjectSettings, Source
from toolkit.newsroom.source_files import SourceFiles, find_sources, is_matched

__all__ = ["Followed", "Moved", "follow_lives", "move_document"]


@frozen
class Moved:
    """A document whose files went along."""

    old: str
    """Its id so far."""
    new: str
    """Its id now; empty for one that was withdrawn, and is in the archive."""
    archived: bool
    """Whether its files came from the archive."""
    files: int
    """How many of them went along."""


@frozen
class Followed:
    """A newsroom's sources, and what became of what belongs to them."""

    sources: SourceFiles
    moved: tuple[Moved, ...]
    findings: tuple[Finding, ...]
    """What could not go along."""


def follow_lives(settings: ProjectSettings, *, archives: bool, dry_run: bool) -> Followed:
    """Move what belongs to renamed documents, archive what belongs to withdrawn ones.

    Args:
        settings: the newsroom.
        archives: whether anything goes to the archive.
        dry_run: only report it.

    Raises:
        ToolkitError: when another process is moving documents for more than 10 seconds.

    """
    sources = find_sources(settings)
    lives = find_lives(settings, sources)
    if dry_run or lives == Lives():
        return Followed(sources, *_followed(settings, lives, archives=archives, dry_run=dry_run))
    with moving_lock(settings):  # what seemed to be gone was perhaps on its way
        sources = find_sources(settings)
        lives = find_lives(settings, sources)
        return Followed(sources, *_followed(settings, lives, archives=archives, dry_run=False))


def _followed(
    settings: ProjectSettings, lives: Lives, *, archives: bool, dry_run: bool
) -> tuple[tuple[Moved, ...], tuple[Finding, ...]]:
    moved: list[Moved] = []
    findings: list[Finding] = []
    gone = [Rename(each, "") for each in lives.gone] if archives else []
    followed = (*lives.renames, *gone)
    told = [] if dry_run else [(each.old, each.new) for each in followed]
    try:
        with recorded_moves(settings, told) as failed:
            for each in followed:
                try:
                    moved.append(_follow(settings, each, dry_run=dry_run))
                except ToolkitError as error:
                    failed.add((each.old, each.new))
                    findings.extend(error.findings)
    except ToolkitError as error:  # no address would lead to where they are: nothing has moved
        findings.extend(error.findings)
    return tuple(moved), tuple(findings)


def _follow(settings: ProjectSettings, rename: Rename, *, dry_run: bool) -> Moved:
    live, archive = Place.live(settings), Place.archive(settings)
    origin, target = (archive if rename.archived else live), (live if rename.new else archive)
    new = rename.new or _free(archive, rename.old)

    def pairs() -> tuple[tuple[Path, Path], ...]:
        return renamed_files(origin.files(rename.old), rename.old, new, origin, target)

    there = pairs()
    moved = Moved(rename.old, rename.new, rename.archived, len(there))
    if not dry_run:
        _put_all(settings, there, pairs)
        _take_along(settings, rename.old, rename.new)
    return moved


def _put_all(
    settings: ProjectSettings,
    pairs: Sequence[tuple[Path, Path]],
    left: Callable[[], Sequence[tuple[Path, Path]]],
) -> None:
    """Give files other names, and then those that somebody has written in the meantime."""
    put_files(settings, pairs)
    more = [each for each in left() if each not in pairs]  # a name in other capitals is there still
    put_files(settings, more)


def _free(archive: Place, document_id: str) -> str:
    """Return the id that a document can have in the archive; another may have had its own."""
    number, free = 1, document_id
    while archive.has(free):
        number += 1
        free = f"{document_id}-{number}"
    return free


def _take_along(settings: ProjectSettings, old: str, new: str) -> None:
    """Tell the memory of a document's new id."""
    if new and old != new and has_memory(settings):
        try:
            with Memory.open(memory_place(settings)) as memory:
                memory.rename_origin(old, new)
        except ToolkitError:
            return  # it is made anew from the catalogs, which have the new id


def move_document(settings: ProjectSettings, old: str, new: str) -> Moved:
    """Give a document another name: its source, and all that belongs to it.

    Args:
        settings: the newsroom.
        old: its source's path below the newsroom's folder, or its id; the source may have been
            renamed already.
        new: the new path; or the new id, then the source stays where sources of its set are.

    Raises:
        ToolkitError: when there is no such document, the new name is taken, or no set matches it;
            then nothing has changed.

    """
    with moving_lock(settings):
        return _moved(settings, old, new)


def _moved(settings: ProjectSettings, old: str, new: str) -> Moved:
    files = find_sources(settings)
    source = _source(files, old)
    path = _new_path(settings, files, source, new)
    live = Place.live(settings)
    place = settings.root / path
    if source is not None and (not place.exists() or is_linked(settings.root / source.path, place)):
        document_id = _id_of(settings, source, path)
        former = source.document_id
        _refuse_alike(files, former, document_id, path)
        pairs = renamed_files(live.files(former), former, document_id, live, live)
        if not place.exists():
            _refuse_taken(live, document_id, path, pairs)
        whole = [(settings.root / source.path, place), *pairs]
    else:
        former, document_id, pairs = _renamed_already(settings, files, old, path)
        whole = list(pairs)
    with recorded_moves(settings, [(former, document_id)]):
        _put_all(
            settings,
            whole,
            lambda: renamed_files(live.files(former), former, document_id, live, live),
        )
    _take_along(settings, former, document_id)
    return Moved(former, document_id, False, len(pairs))


def _source(files: SourceFiles, name: str) -> Source | None:
    """Return the document that a path or an id names."""
    return next((each for each in files.sources if name in {each.path, each.document_id}), None)


def _new_path(
    settings: ProjectSettings, files: SourceFiles, source: Source | None, new: str
) -> str:
    """Return the path that a new name stands for: a path, an id, or a folder to move into."""
    if source is None:
        known = _source(files, new)
        return known.path if known is not None else new
    suffix = PurePosixPath(source.path).suffix
    if (settings.root / new).is_dir() or new.endswith("/"):
        return (PurePosixPath(new) / PurePosixPath(source.path).name).as_posix()
    if PurePosixPath(new).suffix or "/" in new:
        return PurePosixPath(new).as_posix()
    return (source.options.root / f"{new}{suffix}").as_posix()


def _id_of(settings: ProjectSettings, source: Source, path: str) -> str:
    """Return the id of the document whose source gets a path: its set's pattern decides."""
    for each in settings.documents:
        if is_matched(path, each.files):
            return str(PurePosixPath(path).relative_to(each.root).with_suffix(""))
    raise ToolkitError.because(
        "unmatched-source",
        f"no [[documents]] set would match “{path}”",
        Location(source.path),
        "choose a name that one of them matches",
    )


def _refuse_taken(
    live: Place, document_id: str, path: str, pairs: Sequence[tuple[Path, Path]]
) -> None:
    """Raise where a document has files already, other than those that a dead process gave it."""
    if live.has(document_id) and not any(is_linked(*pair) for pair in pairs):
        raise _taken(document_id, path)


def _refuse_alike(files: SourceFiles, former: str, document_id: str, path: str) -> None:
    """Raise where another document has a name that some systems take for the new one."""
    others = files.ids - {former, document_id}
    found = next((each for each in sorted(others) if alike(each) == alike(document_id)), None)
    if found is not None:
        message = f"“{found}” is the same name on Windows and macOS; nothing has been changed"
        raise ToolkitError.because("exists", message, Location(path), "choose another name")


def _taken(document_id: str, path: str) -> ToolkitError:
    return ToolkitError.because(
        "exists",
        f"there is a document “{document_id}” already; nothing has been changed",
        Location(path),
        "choose another name",
    )


def _renamed_already(
    settings: ProjectSettings, files: SourceFiles, old: str, path: str
) -> tuple[str, str, tuple[tuple[Path, Path], ...]]:
    """Return the ids, and the files to move, of a source that somebody has renamed."""
    live = Place.live(settings)
    target = _source(files, path)
    former = _former_id(settings, live, old)
    if target is None or not former or former in files.ids:
        if target is not None and former in files.ids:
            raise _taken(target.document_id, target.path)
        known = [each.path for each in files.sources]
        hint = did_you_mean(old, known, "name a source, or the name that it had")
        message = f"there is no document “{old}” that could become “{path}”"
        raise ToolkitError.because("missing-source", message, Location(old), hint)
    pairs = renamed_files(live.files(former), former, target.document_id, live, live)
    _refuse_taken(live, target.document_id, target.path, pairs)
    return former, target.document_id, pairs


def _former_id(settings: ProjectSettings, live: Place, old: str) -> str:
    """Return the id that has catalogs and was a path's, or is the name itself."""
    ids = (
        str(PurePosixPath(old).relative_to(each.root).with_suffix(""))
        for each in settings.documents
        if is_matched(old, each.files)
    )
    return next((each for each in (old, *ids) if live.has(each)), "")
