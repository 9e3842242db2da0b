"""Kept answers: what a verb said of a newsroom, said again while nothing that it read has changed.

The same rules as for builds: every file by its size and times, else by its content; the toolkit's
own files, the packages that add to it, the configuration. The names of all files count too, for
verbs look for what there is. One file for each verb below the newsroom, safe to delete at any time.
"""

import json
import os
import time
from collections.abc import Callable, Iterator
from importlib.metadata import entry_points
from pathlib import Path
from typing import TypeVar

from toolkit.base.files import content_of
from toolkit.base.observing import digest_of, observed, saw
from toolkit.base.plain_data import from_plain, to_plain
from toolkit.newsroom.publishing.build_cache import BuildCache, Made, cache_key, sights_of
from toolkit.newsroom.settings import CATALOGS, MEMORY, ProjectSettings

__all__ = ["ANSWERS", "PACKAGES", "kept_answer"]

ANSWERS = ".toolkit-cache-{}.sqlite"
"""The file in the newsroom's folder that has a verb's answer: no verb reads the others'."""
PACKAGES = ("toolkit.formats", "toolkit.checks", "toolkit.editions")
"""The groups of entry points through which packages add to the toolkit."""
_NOT_READ = frozenset({".git", ".hg", "node_modules", "__pycache__", ".venv"})
_UNIMPORTANT = (".lock", "-wal", "-shm", "-journal")

T = TypeVar("T")


def kept_answer(
    settings: ProjectSettings,
    question: tuple[object, ...],
    kind: type[T],
    answer: Callable[[], T],
    *,
    is_kept: Callable[[T], bool] = lambda _: True,
) -> T:
    """Return a verb's answer: the kept one if it is still right, else a new one, which is kept.

    An answer whose making has changed what it was made from is not kept: a second one would differ.

    Args:
        settings: the newsroom.
        question: the verb, and all that it was asked; what it is asked next takes its place.
        kind: the type of the answer; a dataclass of plain data.
        answer: makes it.
        is_kept: whether an answer may be given again.

    """
    key = cache_key(settings.root, _shared(settings).encode())
    name, asked = str(question[0]), _asked(settings, question)
    cache = BuildCache.open(settings.root, key, settings.root / ANSWERS.format(name))
    kept = _kept(cache, name, asked, kind)
    if kept is not None:
        return kept
    begun = time.time_ns()
    with observed() as seen:
        _see_memory(settings)
        found = answer()
        _see_memory(settings)
    made = Made(name, sights_of(settings.root, seen, begun), (), _text(found), asked)
    if is_kept(found) and not cache.why(made, _asked(settings, question)):
        cache.put(made)
        cache.save()
    return found


def _kept(cache: BuildCache, name: str, asked: str, kind: type[T]) -> T | None:
    made = cache.current(name, asked)
    if made is None:
        return None
    try:
        found = from_plain(kind, json.loads(made.facts))
    except (ValueError, RecursionError):
        return None
    cache.refresh(made)
    cache.save()
    return found


def _shared(settings: ProjectSettings) -> str:
    """Return what every answer hangs on, but for the newsroom's files."""
    packages = [
        f"{point.value}:{point.dist.version if point.dist is not None else ''}"
        for group in PACKAGES
        for point in entry_points(group=group)
    ]
    return "\0".join([repr(settings), str(settings.memory), *packages])


def _asked(settings: ProjectSettings, question: tuple[object, ...]) -> str:
    """Return a digest of a question, and of the names of the files that it is asked of."""
    parts = [repr(question), *_names(settings)]
    return digest_of("\0".join(parts).encode("utf-8", "surrogateescape"))


def _names(settings: ProjectSettings) -> Iterator[str]:
    """Yield the names of files and folders of a newsroom, but for what is published."""
    output = os.path.normpath(settings.root / settings.output)
    for folder, folders, files in os.walk(settings.root):
        folders[:] = sorted(
            each
            for each in folders
            if each not in _NOT_READ and os.path.normpath(Path(folder, each)) != output
        )
        yield folder
        yield from folders
        for name in sorted(files):
            if not name.startswith(".toolkit-cache") and not name.endswith(_UNIMPORTANT):
                yield name


def _see_memory(settings: ProjectSettings) -> None:
    """Tell the observer of the memory's file, and of what was added to it last."""
    path = settings.root / CATALOGS / MEMORY
    for file in (path, path.with_name(f"{path.name}-wal")):
        saw(file, content_of(file) or None)


def _text(found: object) -> str:
    return json.dumps(to_plain(found), ensure_ascii=False, separators=(",", ":"))
