"""Git: a clone's merge driver for PO files and recorded tables, set up."""

import shlex
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.files import read_file
from toolkit.base.replacement import write_atomically
from toolkit.newsroom.merged_tables import TABLES

__all__ = [
    "ATTRIBUTES",
    "DRIVER",
    "files_in_git",
    "history",
    "install_hook",
    "install_merge_driver",
    "is_tracked",
    "renamed_in_git",
    "require_clone",
]

ATTRIBUTES = ".gitattributes"
DRIVER = "toolkit-po"
_COMMITS = 100
"""How far back renamed files are looked for."""
_MERGED_BY = {
    **dict.fromkeys(("*.po", "*.pot"), DRIVER),
    "*.review": "union",
    **dict.fromkeys(TABLES, DRIVER),
}
"""How each kind of file is merged; of two reviews the lines of both hold."""


def require_clone(folder: Path) -> None:
    """Raise a ToolkitError when there is no git, or the folder is in no clone of a repository."""
    _git(folder, "rev-parse", "--show-toplevel")


def install_merge_driver(folder: Path) -> bool:
    """Have git merge PO files by unit, and recorded tables whole (gitattributes(5)).

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
    _git(
        folder,
        "config",
        "--local",
        f"merge.{DRIVER}.name",
        "PO files, unit by unit, and recorded tables",
    )
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


def files_in_git(folder: Path) -> frozenset[str] | None:
    """Return the files below a folder that are committed, or would be by `git add -A`.

    None where there is no git or no clone.
    """
    asked = ("ls-files", "-z", "--cached", "--others", "--exclude-standard")
    try:
        return frozenset(each for each in _git(folder, *asked).split("\0") if each)
    except ToolkitError:
        return None


def history(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield all that the branch's history holds: what was ever committed, and what was said of it.

    Each file comes with its name and the beginning of its object's id; messages, authors and
    addresses come with the commit's.

    Raises:
        ToolkitError: when there is no git, no clone or no commit.

    """
    listed = _git(folder, "rev-list", "--objects", "HEAD").splitlines()
    names = dict(line.split(" ", 1) for line in listed if " " in line.strip())
    said = _git(folder, "log", "--format=%H%x1f%an%n%ae%n%cn%n%ce%n%B%x00", "HEAD")
    for each in said.split("\0"):
        commit, _, text = each.strip("\n").partition("\x1f")
        if text:
            yield f"commit {commit[:12]}", text.encode()
    files = {identity: name for identity, name in names.items() if name}
    for identity, data in _objects(folder, files):
        yield f"{files[identity]} (git {identity[:12]})", data


def _objects(folder: Path, identities: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a repository by their ids, from one process for all of them.

    Of a folder's object, and of one that a partial clone does not have, nothing comes.
    """
    with subprocess.Popen(
        ["git", "-C", str(folder.absolute()), "cat-file", "--batch"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdin is not None  # noqa: S101 - it is a pipe
        assert process.stdout is not None  # noqa: S101
        for identity in identities:
            process.stdin.write(f"{identity}\n".encode())
            process.stdin.flush()
            _, kind, *size = process.stdout.readline().split() or (b"", b"")
            if size:
                data = process.stdout.read(int(size[0]) + 1)[:-1]
                if kind == b"blob":
                    yield identity, data


def install_hook(folder: Path) -> bool:
    """Have git ask `toolkit protect check` before each commit in this clone.

    Returns:
        Whether the hook is there now; somebody's own one stays as it is.

    Raises:
        ToolkitError: when there is no git or no clone, or the hook cannot be written.

    """
    hooks = _git(folder, "rev-parse", "--git-path", "hooks").strip()
    path = folder.absolute() / hooks / "pre-commit"
    before = read_file(path, missing=b"")
    if before and _HOOK_MARK not in before:
        return False
    top = Path(_git(folder, "rev-parse", "--show-toplevel").strip())
    inside = folder.absolute().resolve().relative_to(top.resolve()).as_posix()
    command = shlex.join([*_toolkit(), "-q", "-C", inside, "protect", "check"])
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, b"#!/bin/sh\n" + _HOOK_MARK + f"exec {command}\n".encode())
    path.chmod(0o755)
    return True


_HOOK_MARK = b"# Set up by toolkit init --git: nothing that is protected is committed.\n"


def _toolkit() -> list[str]:
    """Return the words that run this very toolkit, whatever the PATH is when git runs."""
    script = Path(sys.executable).with_name("toolkit")
    # -P: a folder of that name in the work tree must not be taken for the toolkit.
    return [str(script)] if script.is_file() else [sys.executable, "-P", "-m", "toolkit.cli"]


def _driver() -> str:
    """Return the driver's command line."""
    return f"{shlex.join(_toolkit()).replace('%', '%%')} merge-po -q --path %P %O %A %B"


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
