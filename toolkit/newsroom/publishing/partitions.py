"""Partitions: documents made a part at a time, in this process or by the workers of an executor.

A worker gets settings and documents' ids, and gives back what became of each document. Only the
process that gathers this writes the output, its record and the cache.
"""

import datetime as dt
import multiprocessing
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeAlias

from toolkit.base.errors import ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.observing import observed
from toolkit.editions.article import Site
from toolkit.newsroom.publishing.document_editions import render_document
from toolkit.newsroom.publishing.kept_documents import Task, Work
from toolkit.newsroom.publishing.locale_editions import read_identified
from toolkit.newsroom.publishing.report import Rendered
from toolkit.newsroom.publishing.spool import Spool
from toolkit.newsroom.settings import ProjectSettings

__all__ = ["Order", "Partition", "make_document", "make_here", "partitions"]

_FEW_DOCUMENTS = 8
_TURNS = 4
"""How many partitions a worker gets: none waits long for another at the end."""
_MOST = 32
"""Documents of a partition: what is lost with a worker is made again soon."""

Partition: TypeAlias = tuple[Task, ...]


@frozen
class Order:
    """What all documents of a build are made from and for, beside their own files."""

    settings: ProjectSettings
    site: Site
    now: dt.datetime
    """The present moment, with a time zone, which embargoes are held against."""
    spool: Spool
    """Where their files wait."""
    begun: int
    """When no file was read yet, in nanoseconds since 1970."""


def partitions(tasks: Sequence[Task], workers: int) -> list[Partition]:
    """Return documents in parts, each for one worker at a time.

    Args:
        tasks: the documents to be made.
        workers: how many work at the same time.

    """
    size = max(1, min(_MOST, len(tasks) // (workers * _TURNS)))
    return [tuple(tasks[start : start + size]) for start in range(0, len(tasks), size)]


def make_here(order: Order, tasks: Sequence[Task], jobs: int) -> Iterator[Work]:
    """Make documents on this machine: in this process, or in several.

    Args:
        order: what they are made from.
        tasks: the documents.
        jobs: processes.

    """
    if jobs <= 1 or len(tasks) < _FEW_DOCUMENTS:
        yield from (_make_aside(order, task) for task in tasks)
        return
    parts = partitions(tasks, jobs)
    with ProcessPoolExecutor(jobs, initializer=_end_with_parent) as pool:
        for made in pool.map(_make_partition, [order] * len(parts), parts):
            yield from made


def _end_with_parent() -> None:
    """Have a worker end when its parent is killed: it would wait for work for ever."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _make_partition(order: Order, partition: Partition) -> list[Work]:
    return [_make_aside(order, task) for task in partition]


def _make_aside(order: Order, task: Task) -> Work:
    work = make_document(order.settings, order.site, order.now, task)
    return work.set_aside(order.spool, order.settings.root, order.begun)


def make_document(settings: ProjectSettings, site: Site, now: dt.datetime, task: Task) -> Work:
    """Make all editions of one document; what is wrong with it goes into its own outcome.

    Args:
        settings: the newsroom.
        site: the site that the editions make.
        now: the present moment, with a time zone, which embargoes are held against.
        task: the document.

    """
    source = task.source
    with observed() as seen:
        try:
            document = read_identified(settings, source)
            rendered = render_document(
                settings,
                site,
                document,
                source,
                now,
                published=dict(task.published.items()),  # read once for all locales
                waiting=task.waiting,
                returned=task.returned,
                pages=task.pages,
            )
        except ToolkitError as error:
            return Work(Rendered(source.document_id, unread=error.findings), seen)
    return Work(rendered, seen)
