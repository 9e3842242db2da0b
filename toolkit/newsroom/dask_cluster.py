"""Dask cluster: a scheduler and its workers, looked at before they get work.

https://distributed.dask.org/ ; TLS and all other settings are Dask's own.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from time import monotonic
from typing import Protocol
from urllib.parse import urlsplit

from toolkit.base.errors import Finding, Location, ToolkitError
from toolkit.newsroom.publishing.elsewhere import Cluster
from toolkit.newsroom.publishing.worker import unseen
from toolkit.newsroom.settings import CONFIGURATION
from toolkit.newsroom.stores import missing_cluster_extra, open_store
from toolkit.newsroom.worker_versions import different_versions, versions

__all__ = ["connected"]

_CONNECT_SECONDS = 10
_NO_WORKERS_SECONDS = 60.0
_RETRIES = 2
_LOGS = ("distributed", "distributed.client", "distributed.core", "tornado")
"""Where Dask tells of lost connections, with tracebacks; the build says it in a sentence."""
_SCHEMES = frozenset({"tcp", "tls"})
_START = "start them with “dask scheduler” and “dask worker”"


class _Client(Protocol):
    """What a build needs of Dask's `Client`."""

    status: str

    def wait_for_workers(self, n_workers: int, *, timeout: float) -> None: ...
    def run(
        self, function: Callable[..., object], *arguments: object, on_error: str
    ) -> Mapping[str, object]: ...
    def nthreads(self) -> Mapping[str, int]: ...
    def get_executor(self, *, retries: int, pure: bool) -> Executor: ...
    def scheduler_info(self, n_workers: int) -> Mapping[str, Mapping[str, object]]: ...
    def close(self, timeout: float) -> None: ...


@contextmanager
def connected(address: str, root: Path, store: str = "", snapshot: str = "") -> Iterator[Cluster]:
    """Connect to a scheduler, and return its workers when all of them fit.

    Args:
        address: the scheduler's, such as `tcp://scheduler:8786` or `tls://…`.
        root: the newsroom's folder.
        store: the address of a store in which the workers find it; empty for the same folder.
        snapshot: a digest of the files there.

    Raises:
        ToolkitError: when it does not answer, has no workers, or one of them must not work: it has
            another toolkit or Python, or does not see the newsroom.

    """
    with _client(address) as client:
        _wait_for_workers(client, address)
        _require_fitting(client, root, store)
        threads = sum(client.nthreads().values())
        executor = client.get_executor(retries=_RETRIES, pure=False)
        try:
            yield Cluster(executor, threads, versions(), store, snapshot, _Watch(client).lost)
        finally:
            executor.shutdown(wait=False)


@contextmanager
def _client(address: str) -> Iterator[_Client]:
    try:
        distributed = import_module("distributed")  # an extra
    except ImportError:
        raise missing_cluster_extra() from None
    _require_address(address)
    for name in _LOGS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client: _Client = distributed.Client(
            address, timeout=_CONNECT_SECONDS, set_as_default=False
        )
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        why = "" if isinstance(error, OSError) else f": {type(error).__name__}"
        raise ToolkitError.because(
            "cluster",
            f"no scheduler answers there within {_CONNECT_SECONDS} seconds{why}",
            Location(address),
            f"check the address; {_START}",
        ) from None
    try:
        yield client
    finally:
        client.close(timeout=_CONNECT_SECONDS)


def _require_address(address: str) -> None:
    try:
        parts = urlsplit(address)
        if parts.scheme in _SCHEMES and parts.hostname and parts.port:
            return
    except ValueError:  # a port that is none
        pass
    raise ToolkitError.because(
        "cluster",
        "this is not the address of a scheduler",
        Location(address),
        "write one such as tcp://scheduler:8786 or tls://scheduler:8786",
    )


def _wait_for_workers(client: _Client, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=_CONNECT_SECONDS)
    except TimeoutError:
        raise ToolkitError.because(
            "cluster", "the scheduler has no workers", Location(address), _START
        ) from None


def _require_fitting(client: _Client, root: Path, store: str) -> None:
    answers = client.run(_look, versions(), str(root), store, on_error="return")
    findings: list[Finding] = []
    for address, answer in answers.items():
        findings.extend(_told(address, answer))
    if findings:
        raise ToolkitError(*findings)


def _told(address: str, answer: object) -> tuple[Finding, ...]:
    if isinstance(answer, tuple):
        return answer
    message = f"the worker {address} cannot work for this newsroom: {type(answer).__name__}"
    if isinstance(answer, ImportError):
        message = f"the worker {address} has no toolkit: {answer}"
    hint = "install the toolkit with the extra “cluster” there, and start the worker again"
    return (Finding("cluster-version", message, None, hint),)


def _look(expected: Mapping[str, str], root: str, store: str) -> tuple[Finding, ...]:
    """Return what keeps a worker from working for a newsroom; this runs there."""
    if wrong := different_versions(expected):
        return wrong
    if not store:
        return () if (Path(root) / CONFIGURATION).is_file() else (unseen(Path(root)),)
    try:
        is_there = open_store(store).content(CONFIGURATION) is not None
    except ToolkitError as error:
        return error.findings
    return () if is_there else (unseen_store(store),)


def unseen_store(url: str) -> Finding:
    """Return that this process finds no newsroom in a store."""
    return Finding(
        "cluster-sources",
        f"a worker finds no {CONFIGURATION} there",
        Location(open_store(url).shown),
        "name a store that every machine reaches: not memory://, nor a disk of one machine's own",
    )


@dataclass(slots=True)
class _Watch:
    """Says when nobody is left."""

    client: _Client
    clock: Callable[[], float] = monotonic
    _alone_since: float | None = field(default=None)

    def lost(self) -> str:
        """Return why nobody can work any more; an empty text while somebody can."""
        if self.client.status != "running":
            return "the scheduler does not answer any more"
        if self.client.scheduler_info(n_workers=-1)["workers"]:
            self._alone_since = None
            return ""
        self._alone_since = self.clock() if self._alone_since is None else self._alone_since
        if self.clock() - self._alone_since < _NO_WORKERS_SECONDS:
            return ""
        return "it has no workers any more"
