"""Worker versions: what two machines must have alike, so that they make the same bytes."""

import hashlib
import os
import socket
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from toolkit.base.errors import Finding
from toolkit.base.version import __version__
from toolkit.newsroom.publishing.build_cache import packages

__all__ = ["different_versions", "versions", "worker_name"]

_PACKAGES = (
    "babel",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "polib",
    "rapidfuzz",
    "regex",
    "selectolax",
    "unicode-segmentation-rs",
    "python-docx",
    "fonttools",
)
"""What editions are made with; the last two are extras."""
_NONE = "none"
_HINT = "give all machines the same Python, toolkit, extras and plug-ins; start the worker again"


def worker_name() -> str:
    """Return what messages call this process."""
    return f"{socket.gethostname()}, process {os.getpid()}"


@cache
def versions() -> Mapping[str, str]:
    """Return the versions of all that editions are made with, by their names."""
    found = {"Python": ".".join(map(str, sys.version_info[:2]))}
    found["the toolkit"] = f"{__version__} ({_own_digest()})"
    for name in _PACKAGES:
        found[name] = _version(name)
    return {**found, **packages()}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return _NONE


def _own_digest() -> str:
    """Return a digest of the toolkit's own files: two copies of one version can differ."""
    digest = hashlib.blake2b(digest_size=4)
    for path, data in _own_files():
        digest.update(f"{path}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def _own_files() -> Iterator[tuple[str, bytes]]:
    package = Path(__file__).parents[1]
    for folder, names, files in os.walk(package):
        names[:] = sorted(name for name in names if name != "__pycache__")
        for name in sorted(files):
            path = Path(folder, name)
            # Line ends differ between systems that have the same files.
            data = path.read_bytes().replace(b"\r\n", b"\n")
            yield path.relative_to(package).as_posix(), data


def different_versions(expected: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return what this process has in another version than the one that started the build.

    Args:
        expected: the versions there, by name.

    """
    own = versions()
    wrong = [
        f"{name} {own.get(name, _NONE)} instead of {wanted}"
        for name, wanted in expected.items()
        if own.get(name, _NONE) != wanted
    ]
    if not wrong:
        return ()
    message = f"the worker {worker_name()} has {', '.join(wrong)}"
    return (Finding("cluster-version", message, None, _HINT),)
