"""Elsewhere: documents made by workers on other machines, and what may come back from them.

A worker reads the newsroom's files where it is: in the same folder, which all machines share, or in
a copy of its own, made from a store. What it has read is held against what stands here, so that
the bytes are those of a build on this machine, or none.
"""

import os
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from dataclasses import dataclass, field, replace
from pathlib import Path

from toolkit.base.errors import Finding, Location, ToolkitError
from toolkit.base.files import content_of
from toolkit.base.frozen import frozen
from toolkit.base.observing import CHANGED, MISSING, THERE, digest_of
from toolkit.newsroom.publishing.kept_documents import Task, Work
from toolkit.newsroom.publishing.partitions import Order, Partition, partitions
from toolkit.newsroom.publishing.report import Rendered
from toolkit.newsroom.publishing.worker import Errand, Made, UnmadeError, make_there

__all__ = ["Cluster", "make_elsewhere"]

_POLL_SECONDS = 2.0


@frozen
class Cluster:
    """Workers on other machines."""

    executor: Executor
    workers: int
    """How many of them work at the same time."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """What each must have, by the package's name: see `worker_versions`."""
    store: str = ""
    """The address where they find the newsroom; empty where all of them see its folder."""
    snapshot: str = ""
    """A digest of the files that they must find there."""
    lost: Callable[[], str] = field(default=lambda: "")
    """Says why nobody can work any more; an empty text while somebody can."""


def make_elsewhere(order: Order, tasks: Sequence[Task], cluster: Cluster) -> Iterator[Work]:
    """Make documents on other machines.

    A partition that no worker can make is tried again a document at a time, so that one document
    which kills its worker holds back itself alone.

    Args:
        order: what they are made from.
        tasks: the documents.
        cluster: who makes them.

    Raises:
        ToolkitError: when a worker must not work for this newsroom, or nobody is left who could.

    """
    gathering = _Gathering(order, cluster)
    for partition in partitions(tasks, cluster.workers):
        gathering.send(partition)
    try:
        yield from gathering.works()
    finally:
        gathering.stop()


class _Gathering:
    """What is on its way to workers, and back."""

    def __init__(self, order: Order, cluster: Cluster) -> None:
        self._order, self._cluster = order, cluster
        self._sent: dict[Future[Made], Partition] = {}
        self._build = uuid.uuid4().hex  # names nothing that is published
        self._number = 0
        self._here = _Here(order.settings.root)

    def send(self, partition: Partition) -> None:
        self._number += 1
        # Another machine cannot read what waits on the disk of this one.
        partition = tuple(
            replace(each, published=dict(each.published.items())) for each in partition
        )
        errand = Errand(
            self._build,
            self._number,
            self._order.settings,
            self._order.now,
            partition,
            self._cluster.versions,
            self._cluster.store,
            self._cluster.snapshot,
        )
        self._sent[self._cluster.executor.submit(make_there, errand)] = partition

    def works(self) -> Iterator[Work]:
        while self._sent:
            done, _ = wait(self._sent, _POLL_SECONDS, FIRST_COMPLETED)
            if not done and (why := self._cluster.lost()):
                raise _lost(why)
            for future in done:
                partition = self._sent.pop(future)
                yield from self._made(future, partition)

    def _made(self, future: Future[Made], partition: Partition) -> Iterator[Work]:
        try:
            made = future.result()
        except ToolkitError:
            raise
        except (Exception, CancelledError) as error:  # noqa: BLE001 - a worker may die of anything
            if why := self._cluster.lost():
                raise _lost(why) from None
            if len(partition) > 1:
                for task in partition:
                    self.send((task,))
                return
            yield _failed(partition[0].source.document_id, error)
            return
        self._here.require(made.shared)
        for work in made.works:
            order, checked = self._order, self._here.checked(work)
            yield checked.set_aside(order.spool, order.settings.root, order.begun)

    def stop(self) -> None:
        for future in self._sent:
            future.cancel()


def _lost(why: str) -> ToolkitError:
    return ToolkitError.because(
        "cluster-lost",
        f"the cluster is lost: {why}; nothing was published",
        None,
        "start it again, and then the build: nothing of the newsroom has changed",
    )


def _failed(document_id: str, error: BaseException) -> Work:
    why = str(error) if isinstance(error, UnmadeError) else type(error).__name__
    message = f"“{document_id}” could not be made on the cluster: {why}"
    hint = f"build it here to see why: toolkit build -d {document_id}"
    finding = Finding("cluster-document", message, None, hint)
    return Work(Rendered(document_id, unread=(finding,)), {})


@dataclass(slots=True)
class _Here:
    """What stands in the newsroom's folder, looked at once a build."""

    root: Path
    _digests: dict[Path, str] = field(default_factory=dict)

    def checked(self, work: Work) -> Work:
        """Return a document that was made of what stands here; else one that is held back."""
        other = self._other(work.seen)
        if other is None:
            return work
        return Work(Rendered(work.rendered.document_id, unread=(_another(other),)), {})

    def require(self, seen: Mapping[Path, str]) -> None:
        """Raise where a worker has read another file than the one here."""
        other = self._other(seen)
        if other is not None:
            raise ToolkitError(_another(other))

    def _other(self, seen: Mapping[Path, str]) -> str | None:
        mine = (each for each in seen.items() if each[0].is_relative_to(self.root))
        other = next((path for path, digest in mine if not self._is_same(path, digest)), None)
        return None if other is None else other.relative_to(self.root).as_posix()

    def _is_same(self, path: Path, seen: str) -> bool:
        if seen == CHANGED:
            return True  # nobody remembers what was made of it
        if seen in {MISSING, THERE}:
            return os.path.lexists(path) == (seen == THERE)
        if path not in self._digests:
            data = content_of(path)
            self._digests[path] = MISSING if data is None else digest_of(data)
        return self._digests[path] == seen


def _another(shown: str) -> Finding:
    return Finding(
        "cluster-sources",
        "a worker has read another file than the one here",
        Location(shown),
        "wait until all machines see the same files, and build again",
    )
