"""File names: those that not every system can hold, and those that stay below a folder."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from toolkit.base.errors import Finding, Location, Severity
from toolkit.newsroom.settings import Source

__all__ = ["alike", "is_below", "odd_names", "oddity"]

# "Naming Files, Paths, and Namespaces" in Microsoft's documentation of Windows.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[1-9¹²³])", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*\\]')


def alike(path: str) -> str:
    """Return a path in the form that it shares with those that some systems take for the same.

    These differ in capitals (Windows, macOS), or in how they write accents (macOS).

    >>> alike("kk/Caf\u00e9.html") == alike("kk/cafe\u0301.html")
    True
    """
    found = unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
    return path if found == path else found  # one text, not two: there are many


def is_below(path: str) -> bool:
    """Whether a path, with `/`, stays below the folder that it begins in.

    >>> is_below("kk/bridge.html"), is_below("kk/../../bridge.html"), is_below("/etc")
    (True, False, False)
    """
    parts = path.split("/")
    there = any(each not in {"", "."} for each in parts)
    return there and not path.startswith("/") and ".." not in parts and "\0" not in path


def odd_names(sources: Iterable[Source]) -> Iterator[Finding]:
    """Yield a warning for each source that Windows cannot hold under its name."""
    for source in sources:
        why = next(filter(None, map(oddity, PurePosixPath(source.path).parts)), "")
        if why:
            yield Finding(
                "file-name",
                f"Windows cannot hold this file, nor its editions: {why}",
                Location(source.path),
                "rename the file if anyone works with it on Windows",
                severity=Severity.WARNING,
            )


def oddity(name: str) -> str:
    """Return why Windows cannot hold a file or a folder of a name; "" where it can."""
    forbidden = _FORBIDDEN.search(name)
    if forbidden:
        return f"a name there must not contain “{forbidden[0]}”"
    if name[-1] in ". ":
        return "a name there must not end in a space or a full stop"
    stem = name.partition(".")[0].rstrip()
    return f"“{stem}” is a device there" if _DEVICE.fullmatch(stem) else ""
