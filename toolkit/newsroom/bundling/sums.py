"""Sums: the list of a bundle's files with their SHA-256, as sha256sum of GNU coreutils reads it."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from toolkit.base.errors import Finding, Location
from toolkit.newsroom.file_names import alike, oddity

__all__ = ["SIGNATURE", "SUMS", "misplaced", "read_sums", "write_sums"]

SUMS = "SHA256SUMS"
"""The list's file in a bundle."""
SIGNATURE = "SHA256SUMS.sig"
"""The file with the list's signature, 64 bytes."""
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_SHOWN = 120


def write_sums(sums: Mapping[str, str]) -> bytes:
    """Return the list.

    Args:
        sums: the SHA-256 of each file in hexadecimal digits, by its path, with which `misplaced`
            finds nothing wrong.

    """
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(sums.items())).encode()


def read_sums(data: bytes) -> tuple[Mapping[str, str], tuple[Finding, ...]]:
    """Return a list's sums by their paths, and what is wrong with its lines."""
    sums: dict[str, str] = {}
    findings: list[Finding] = []
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n")[:-1], 1):
        match = _LINE.fullmatch(line)
        path = match[2] if match else ""
        why = misplaced(path, sums) if match else "this is no line of sha256sum"
        if match and not why:
            sums[path] = match[1]
        else:
            place = Location(SUMS, number)
            findings.append(Finding("bundle-path" if match else "bundle-damaged", why, place))
    if not data.endswith(b"\n"):
        findings.append(Finding("bundle-damaged", "the list has no end", Location(SUMS)))
    return sums, tuple(findings)


def misplaced(path: str, others: Mapping[str, object]) -> str:
    """Return why a path cannot be a bundle's file on every system; "" where it can.

    Args:
        path: the path, with `/`.
        others: the paths that the bundle has already, as they are or as `alike` has them.

    """
    return next(_faults(path, others), "")


def _faults(path: str, others: Mapping[str, object]) -> Iterator[str]:
    shown = f"“{_CONTROL.sub('�', path[:_SHOWN])}”"
    names = path.split("/")
    if path.startswith("/") or ".." in names:
        yield f"{shown} leads out of the bundle"
    elif "" in names or "." in names or PurePosixPath(path).as_posix() != path:
        yield f"{shown} is no plain path"
    elif _CONTROL.search(path):
        yield f"{shown} has a control character"
    elif why := next(filter(None, map(oddity, names)), ""):
        yield f"Windows cannot hold {shown}, or takes it for something else: {why}"
    elif path in others or alike(path) in others:
        yield f"{shown} stands there twice, or with other capitals"
