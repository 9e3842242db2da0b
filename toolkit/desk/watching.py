"""Watching: a newsroom built again whenever what its editions are made of changes."""

import hashlib
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from pathlib import Path, PurePosixPath

from toolkit.base.errors import Finding, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.document.formats import article_suffixes
from toolkit.newsroom.project import Project
from toolkit.newsroom.publishing import BuildReport
from toolkit.newsroom.settings import CATALOGS, CONFIGURATION, MEDIA, MEMORY, ProjectSettings

__all__ = ["LiveBuild", "Say", "Show", "State", "Status", "watched_state"]

SECONDS_BETWEEN_LOOKS = 0.5
Say = Callable[[str], None]
Show = Callable[[Iterable[Finding]], None]
State = frozenset[tuple[str, int, int]]
# Made by editors and by gettext beside what is edited; no edition is made of them.
_LEFT_OUT = ("~", ".bak", ".lock", ".mo", ".swp", ".tmp")
# What articles and rules may refer to wherever it stands: pictures, films, ITS rules.
_REFERRED_TO = MEDIA | {".its", ".xml"}


@frozen
class Status:
    """How a newsroom's editions are."""

    project: Project
    """As it was last built without an error, or as it was given."""
    version: str = ""
    """A name of what the last good build was made of; empty before the first."""
    problems: tuple[Finding, ...] = ()
    """Why what is there now cannot be built, or some of it."""
    withheld: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Why an edition is not published, by its locale's tag and its document."""


class LiveBuild:
    """A newsroom that is built again when it changes, and those who wait for that."""

    def __init__(self, project: Project, *, say: Say, show: Show) -> None:
        self._say = say
        self._show = show
        self._changed = threading.Condition()
        self._state: State | None = None
        self._status = Status(project)
        # As they are now, even if they cannot be built: they say what is watched.
        self._settings = project.settings

    @property
    def status(self) -> Status:
        """How the editions are now."""
        with self._changed:
            return self._status

    def refresh(self) -> None:
        """Build, if anything has changed since the last time.

        What cannot be built leaves the last good editions standing.
        """
        # Looked at before the build: what changes from then on is not missed.
        state = watched_state(self._settings)
        if state == self._state:
            return
        self._state = state
        self._tell(self._built(self._settings.root, _version(state)))

    def watch(self) -> None:
        """Go on building until interrupted."""
        pause = threading.Event()
        while not pause.wait(SECONDS_BETWEEN_LOOKS):
            self.refresh()

    def wait(self, known: Status, seconds: float) -> Status:
        """Return the status as soon as it is another than a known one, or as it is after a time."""
        with self._changed:
            self._changed.wait_for(lambda: self._status is not known, seconds)
            return self._status

    def _tell(self, status: Status) -> None:
        with self._changed:
            self._status = status
            self._changed.notify_all()

    def _built(self, root: Path, version: str) -> Status:
        try:
            project = Project.load(root)
            self._settings = project.settings
            report = project.build()
        except ToolkitError as error:
            self._show(error.findings)
            return replace(self.status, problems=error.findings)
        self._show(report.findings)
        self._say(f"{len(report.changed)} files changed")
        return Status(project, version, report.unread, _withheld(report))


def _withheld(report: BuildReport) -> Mapping[tuple[str, str], str]:
    return {
        (each.locale.tag, each.document_id): each.reason
        for each in report.editions
        if not each.published
    }


def watched_state(settings: ProjectSettings) -> State:
    """Return the names, times and sizes of what editions are made of.

    That is the articles, the catalogs and all that stands with them but the memory, the templates,
    the files that toolkit.toml names, and what articles and rules may refer to.
    """
    return frozenset(_stamps(settings.root, _Inputs.of(settings)))


@frozen
class _Inputs:
    """Which files of a newsroom editions are made of."""

    named: frozenset[Path]
    """toolkit.toml and the files that it names."""
    folders: tuple[Path, ...]
    """All in them counts."""
    articles: tuple[Path, ...]
    """The folders in which articles stand."""
    suffixes: frozenset[str]
    """Those of articles."""
    left_out: frozenset[Path]

    @classmethod
    def of(cls, settings: ProjectSettings) -> "_Inputs":
        root, sets = settings.root, settings.documents
        named = [CONFIGURATION, settings.srx, *(each.rules for each in sets)]
        named += [each.file for each in settings.fonts]
        named += settings.share_image.files if settings.share_image else ()
        named += [each.stylesheet for each in settings.own_editions]
        suffixes = {PurePosixPath(each.files).suffix.lower() for each in sets}
        return cls(
            frozenset(root / each for each in named if each),
            (root / CATALOGS, settings.templates),
            tuple(root / each.root for each in sets),
            frozenset(suffixes | article_suffixes()),
            frozenset({root / settings.output, root / CATALOGS / MEMORY}),
        )

    def has(self, path: Path) -> bool:
        """Whether a file is one of them."""
        suffix = path.suffix.lower()
        return (
            path in self.named
            or suffix in _REFERRED_TO
            or any(path.is_relative_to(folder) for folder in self.folders)
            or (suffix in self.suffixes and any(map(path.is_relative_to, self.articles)))
        )


def _stamps(folder: Path, inputs: _Inputs) -> Iterator[tuple[str, int, int]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith((".", MEMORY)) or entry.name.endswith(_LEFT_OUT):
            continue
        path = Path(entry.path)
        if path in inputs.left_out:
            continue
        try:
            # A link to a folder may lead round in a circle; what it leads to is looked at itself.
            if entry.is_dir(follow_symlinks=False):
                yield from _stamps(path, inputs)
            elif inputs.has(path) and entry.is_file():
                found = entry.stat()
                yield entry.path, found.st_mtime_ns, found.st_size
        except OSError:
            continue  # renamed into place between two looks


def _version(state: State) -> str:
    return hashlib.blake2b(repr(sorted(state)).encode(), digest_size=8).hexdigest()
