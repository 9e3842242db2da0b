"""Places: where a build's sources come from, who makes the editions, and where these go."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.base.frozen import frozen
from toolkit.newsroom.project import Project

if TYPE_CHECKING:
    from toolkit.newsroom.publishing.elsewhere import Cluster

__all__ = ["Build", "Places", "opened"]


@frozen
class Places:
    """What is not on this machine; empty texts for what is."""

    cluster: str = ""
    """The address of a Dask scheduler."""
    sources: str = ""
    """The address of the newsroom's folder in a store."""
    publish: str = ""
    """The address of the output's folder in a store; with `sources`, by default the one there."""


@frozen
class Build:
    """A newsroom that is ready to be built."""

    project: Project
    cluster: "Cluster | None"
    target: str
    """The address where its output is published too; empty for nowhere."""

    @property
    def output(self) -> Path:
        """The output's folder on this machine."""
        return self.project.settings.root / self.project.settings.output


@contextmanager
def opened(folder: Path, places: Places) -> Iterator[Build]:
    """Bring a newsroom here, and connect to who builds it.

    Args:
        folder: the newsroom's, or the one in which its store is mirrored.
        places: what is not on this machine.

    Raises:
        ToolkitError: when a store or the cluster cannot be used; then nothing is published.

    """
    snapshot = ""
    if places.sources:
        from toolkit.newsroom.mirroring import mirrored  # noqa: PLC0415 - few have a store

        snapshot = mirrored(places.sources, folder)
    project = Project.load(folder)
    target = places.publish
    if places.sources and not target:
        target = f"{places.sources.rstrip('/')}/{project.settings.output}"
    if target:
        from toolkit.newsroom.uploading import fetch_record  # noqa: PLC0415 - as above

        fetch_record(target, project.settings.root / project.settings.output)
    if not places.cluster:
        yield Build(project, None, target)
        return
    from toolkit.newsroom.dask_cluster import connected  # noqa: PLC0415 - Dask takes a while

    root = project.settings.root
    with connected(places.cluster, root, places.sources, snapshot) as cluster:
        yield Build(project, cluster, target)
