"""Kept answers: what a verb said of a newsroom, said again while nothing that it read has changed.

The same rules as for builds: every file by its size and times, else by its content; the toolkit's
own files, the packages that add to it, the configuration. The names of all files count too, for
verbs look for what there is. One file for each verb below the newsroom, safe to delete at any time.
"""

import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from toolkit.base.observing import digest_of, observed
from toolkit.base.plain_data import from_plain, to_plain
from toolkit.newsroom.publishing.build_cache import CACHES, BuildCache, Made, cache_key, sights_of
from toolkit.newsroom.settings import ProjectSettings

__all__ = ["ANSWERS", "kept_answer"]

ANSWERS = f"{CACHES}-{{}}.sqlite"
"""The file in the newsroom's folder that has a verb's answer: no verb reads the others'."""
_NOT_READ = frozenset({".git", ".hg", "node_modules", "__pycache__", ".venv"})
_UNIMPORTANT = (".lock", "-wal", "-shm", "-journal")

T = TypeVar("T")


def kept_answer(  # noqa: PLR0913 - what is asked, and what it hangs on
    settings: ProjectSettings,
    question: tuple[object, ...],
    kind: type[T],
    answer: Callable[[], T],
    *,
    is_kept: Callable[[T], bool] = lambda _: True,
    beside: Callable[[], None] = lambda: None,
) -> T:
    """Return a verb's answer: the kept one if it is still right, else a new one, which is kept.

    An answer whose making has changed what it was made from is not kept: a second one would differ.

    Args:
        settings: the newsroom.
        question: the verb, and all that it was asked; what it is asked next takes its place.
        kind: the type of the answer; plain data, such as a dataclass or a tuple.
        answer: makes it.
        is_kept: whether an answer may be given again.
        beside: tells the observer, before and after, of what the verb reads in its own way.

    """
    key = cache_key(settings.root, _shared(settings).encode())
    name, asked = str(question[0]), _asked(settings, question)
    cache = BuildCache.open(settings.root, key, settings.root / ANSWERS.format(name))
    kept = _kept(cache, name, asked, kind)
    if kept is not None:
        return kept
    begun = time.time_ns()
    with observed() as seen:
        beside()
        found = answer()
        beside()
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
    return f"{settings!r}\0{settings.memory}"


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
            if not name.startswith(CACHES) and not name.endswith(_UNIMPORTANT):
                yield name


def _text(found: object) -> str:
    return json.dumps(to_plain(found), ensure_ascii=False, separators=(",", ":"))
