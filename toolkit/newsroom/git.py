"""Git: a clone's merge driver for PO files, set up."""

import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.files import read_file
from toolkit.base.replacement import write_atomically

__all__ = [
    "ATTRIBUTES",
    "DRIVER",
    "install_merge_driver",
    "is_tracked",
    "renamed_in_git",
    "require_clone",
]

ATTRIBUTES = ".gitattributes"
DRIVER = "toolkit-po"
_COMMITS = 100
"""How far back renamed files are looked for."""
_MERGED_BY = {"*.po": DRIVER, "*.pot": DRIVER, "*.review": "union"}
"""How each kind of file is merged; of two reviews the lines of both hold."""


def require_clone(folder: Path) -> None:
    """Raise a ToolkitError when there is no git, or the folder is in no clone of a repository."""
    _git(folder, "rev-parse", "--show-toplevel")


def install_merge_driver(folder: Path) -> bool:
    """Have git merge the PO files below a folder by unit (gitattributes(5), “merge driver”).

    `.gitattributes` in the folder names the driver, for every clone; the clone's own configuration
    says which program it is. Git runs no program that a repository names, so that each clone has
    to be set up once; till then it merges line by line.

    Args:
        folder: in the work tree of a clone.

    Returns:
        Whether `.gitattributes` changed.

    Raises:
        ToolkitError: when there is no git, no clone, or one of the two cannot be written.

    """
    require_clone(folder)
    changed = _write_attributes(folder / ATTRIBUTES)
    _git(folder, "config", "--local", f"merge.{DRIVER}.name", "PO files, unit by unit")
    _git(folder, "config", "--local", f"merge.{DRIVER}.driver", _driver())
    return changed


def is_tracked(folder: Path, path: str) -> bool:
    """Whether a file is committed, or about to be."""
    return bool(_git(folder, "ls-files", "--", path).strip())


def renamed_in_git(folder: Path) -> Mapping[str, str]:
    """Return the former name of each file below a folder that git knows as renamed.

    What is renamed in the index counts, and what the last commits renamed. Empty where there is no
    git or no clone.
    """
    found: dict[str, str] = {}
    asked = ("-M", "-z", "--relative", "--name-status", "--diff-filter=R")
    for question in (("diff", *asked, "HEAD"), ("log", f"-{_COMMITS}", *asked, "--format=")):
        try:
            said = _git(folder, *question)
        except ToolkitError:
            continue
        fields = iter(said.strip("\n\0").split("\0"))
        for status in fields:
            if status.strip().startswith("R"):
                old, new = next(fields, ""), next(fields, "")
                found.setdefault(new, old)
    return found


def _driver() -> str:
    """Return the driver's command line: this very toolkit, whatever the PATH is when git runs."""
    script = Path(sys.executable).with_name("toolkit")
    # -P: a folder of that name in the work tree must not be taken for the toolkit.
    words = [str(script)] if script.is_file() else [sys.executable, "-P", "-m", "toolkit.cli"]
    return f"{shlex.join(words).replace('%', '%%')} merge-po -q --path %P %O %A %B"


def _git(folder: Path, *arguments: str) -> str:
    """Run git and return what it prints.

    Raises:
        ToolkitError: when there is no git, or it fails.

    """
    try:
        done = subprocess.run(
            ["git", "-C", str(folder.absolute()), *arguments],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError:
        raise ToolkitError.because("git", "git is not installed", hint="install git") from None
    if done.returncode:
        said = done.stderr.strip().removeprefix("fatal: ").splitlines() or ["git failed"]
        hint = "run git init first, or name the clone with -C"
        raise ToolkitError.because("git", said[0].rstrip("."), Location(str(folder)), hint)
    return done.stdout


def _write_attributes(path: Path) -> bool:
    if path.is_symlink():
        # Git reads none that is a link, and what it leads to may be no file of the newsroom.
        raise ToolkitError.because(
            "git", "the file is a symbolic link", Location(str(path)), "put a file in its place"
        )
    before = read_file(path, missing=b"")
    there = {tuple(line.split()) for line in before.decode("utf-8", "replace").splitlines()}
    wanted = [(pattern, f"merge={driver}") for pattern, driver in _MERGED_BY.items()]
    missing = [" ".join(line) for line in wanted if line not in there]
    if not missing:
        return False
    if before and not before.endswith(b"\n"):
        before += b"\n"
    return write_atomically(path, before + "\n".join([*missing, ""]).encode())
