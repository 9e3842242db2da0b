"""Worker: what a worker on another machine does with a partition.

Its logs are read by others than the newsroom: neither a name nor a text of an article comes there.
"""

import datetime as dt
import threading
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit.base.errors import Finding, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.observing import observed
from toolkit.editions.article import Site
from toolkit.newsroom.mirroring import mirrored_for_worker
from toolkit.newsroom.publishing.kept_documents import Task, Work
from toolkit.newsroom.publishing.partitions import Partition, make_document
from toolkit.newsroom.publishing.site_files import site_of
from toolkit.newsroom.publishing.spool import Held
from toolkit.newsroom.settings import CONFIGURATION, ProjectSettings
from toolkit.newsroom.worker_versions import different_versions, worker_name

__all__ = ["Errand", "Made", "UnmadeError", "make_there", "unseen"]

# lxml's stylesheets are kept for all documents, and no two threads may use one at once.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True, repr=False)
class Errand:
    """A partition on its way to a worker. Its name is a number: workers' logs print it."""

    build: str
    number: int
    settings: ProjectSettings
    now: dt.datetime
    partition: Partition
    versions: Mapping[str, str]
    store: str
    snapshot: str

    def __repr__(self) -> str:
        return f"partition {self.number}"


class UnmadeError(Exception):
    """Why a document could not be made, without a word of it: workers' logs print it."""


@frozen
class Made:
    """What a worker gives back."""

    works: tuple[Work, ...]
    shared: Mapping[Path, str]
    """What the site's own parts were read from."""


@frozen
class _Place:
    """A newsroom as a worker sees it, for as long as a build lasts."""

    build: str
    settings: ProjectSettings
    site: Site
    shared: Mapping[Path, str]


_PLACES: list[_Place] = []
"""The newsroom that this process works for."""


def make_there(errand: Errand) -> Made:
    """Make a partition on a worker.

    Raises:
        ToolkitError: when the worker must not work for this newsroom.

    """
    if wrong := different_versions(errand.versions):
        raise ToolkitError(*wrong)
    with _ONE_AT_A_TIME:
        place = _place(errand)
        works = tuple(_make_one(errand, place, task) for task in errand.partition)
    here = errand.settings.root
    return Made(works, _moved(place.shared, place.settings.root, here))


def _place(errand: Errand) -> _Place:
    if _PLACES and _PLACES[0].build == errand.build:
        return _PLACES[0]
    settings = errand.settings
    if errand.store:
        root = mirrored_for_worker(errand.store, errand.snapshot)
        settings = replace(settings, root=root)
    elif not (settings.root / CONFIGURATION).is_file():
        raise ToolkitError(unseen(settings.root))
    with observed() as shared:
        site, _ = site_of(settings)
    _PLACES[:] = [_Place(errand.build, settings, site, shared)]
    return _PLACES[0]


def unseen(root: Path) -> Finding:
    """Return that this process sees no newsroom in a folder."""
    return Finding(
        "cluster-sources",
        f"the worker {worker_name()} sees no {CONFIGURATION} in {root}",
        None,
        "mount the folder at the same path on every machine, or put the newsroom into a store"
        " that all of them reach, and name it with --sources",
    )


def _make_one(errand: Errand, place: _Place, task: Task) -> Work:
    try:
        work = make_document(place.settings, place.site, errand.now, task)
    except Exception as error:  # noqa: BLE001 - its text may hold an article's, so it stays here
        at = traceback.extract_tb(error.__traceback__)[-1]
        why = f"{type(error).__name__} in {Path(at.filename).name}, line {at.lineno}"
    else:
        there, here = place.settings.root, errand.settings.root
        files: dict[str, Held] = {
            path: _moved_file(held, there, here) if isinstance(held, Path) else held
            for path, held in work.rendered.files.items()
        }
        rendered = replace(work.rendered, files=files)
        return replace(work, rendered=rendered, seen=_moved(work.seen, there, here))
    raise UnmadeError(why)


def _moved(seen: Mapping[Path, str], there: Path, here: Path) -> dict[Path, str]:
    return {_moved_file(path, there, here): digest for path, digest in seen.items()}


def _moved_file(path: Path, there: Path, here: Path) -> Path:
    return here / path.relative_to(there) if path.is_relative_to(there) else path
