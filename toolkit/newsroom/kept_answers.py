"""Kept answers: what a verb said of a newsroom, said again while nothing that it read has changed.

The same rules as for builds: every file by its size and times, else by its content; the toolkit's
own files, the packages that add to it, the configuration. The names of all files count too, for
verbs look for what there is. One file for each verb below the newsroom, safe to delete at any time.
"""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from toolkit.base.observing import digest_of, observed, saw_again
from toolkit.newsroom.publishing.build_cache import (
    CACHES,
    BuildCache,
    Made,
    cache_key,
    facts_text,
    sights_of,
)
from toolkit.newsroom.settings import ProjectSettings

__all__ = ["ANSWERS", "KeptParts", "kept_answer"]

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

    Args:
        settings: the newsroom.
        question: the verb, and all that it was asked; what it is asked next takes its place.
        kind: the type of the answer; plain data, such as a dataclass or a tuple.
        answer: makes it.
        is_kept: whether an answer may be given again.
        beside: tells the observer, before and after, of what the verb reads in its own way.

    """
    name = str(question[0])
    parts = KeptParts(settings, name)
    asked = question, *_names(settings)

    def made() -> T:
        beside()
        found = answer()
        beside()
        return found

    def lasts(found: T) -> bool:
        return is_kept(found) and asked == (question, *_names(settings))

    found, _ = parts.part(name, asked, kind, made, lasts)
    parts.save(lambda _: False)
    return found


class KeptParts:
    """An answer's parts, each with all that it was made from: most are right after one edit."""

    def __init__(self, settings: ProjectSettings, name: str, *, anew: bool = False) -> None:
        """Open what is kept.

        Args:
            settings: the newsroom.
            name: the verb's; its parts have a file of their own.
            anew: whether nothing of it counts, and nothing is kept.

        """
        root = settings.root
        self._keeps = not anew
        key = "" if anew else cache_key(root, _shared(settings).encode())
        file = root / ANSWERS.format(name)
        self._cache = BuildCache(root, key, file) if anew else BuildCache.open(root, key, file)
        self._begun = time.time_ns()

    def part(
        self,
        name: str,
        other: object,
        kind: type[T],
        make: Callable[[], T],
        is_kept: Callable[[T], bool] = lambda _: True,
    ) -> tuple[T, str]:
        """Return a part: the kept one if it is still right, else a new one, which is kept.

        One whose making has changed what it was made from is not kept: a second one would differ.

        Args:
            name: the part's.
            other: all that it is made from beside files: its text says it.
            kind: the part's type, plain data.
            make: makes it.
            is_kept: whether a part may be given again.

        Returns:
            the part, and a digest of what it was made from.

        """
        asked = digest_of(repr(other).encode("utf-8", "surrogateescape"))
        made = self._cache.current(name, asked)
        found = None if made is None else made.facts_as(kind)
        if made is not None and found is not None:
            self._cache.refresh(made)
            saw_again({self._cache.root / each.path: each.digest for each in made.inputs})
            return found, _made_of(made)
        with observed() as seen:
            found = make()
        sights = sights_of(self._cache.root, seen, self._begun) if self._keeps else ()
        made = Made(name, sights, (), facts_text(found) if self._keeps else "", asked)
        if self._keeps and is_kept(found) and not self._cache.why(made, asked):
            self._cache.put(made)
        return found, _made_of(made)

    def save(self, is_gone: Callable[[str], bool]) -> None:
        """Write what is kept.

        Args:
            is_gone: says of a part's name whether nobody will ask for it again.

        """
        if self._keeps:
            self._cache.forget(each for each in self._cache.known if is_gone(each))
            self._cache.save()


def _made_of(made: Made) -> str:
    seen = (f"{each.path}:{each.digest}" for each in made.inputs)
    return digest_of("\0".join([made.other, *seen]).encode("utf-8", "surrogateescape"))


def _shared(settings: ProjectSettings) -> str:
    """Return what every answer hangs on, but for the newsroom's files."""
    return f"{settings!r}\0{settings.memory}"


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
