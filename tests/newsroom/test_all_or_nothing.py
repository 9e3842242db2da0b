"""Whenever a verb fails or its process dies, each file is the old one or the new, and no more."""

import datetime as dt
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.base.disks import die, in_child, needs_fork, on_nth_call
from tests.newsrooms import ARTICLE, contents, make, translate
from toolkit.base.errors import ToolkitError
from toolkit.base.leftovers import sweep
from toolkit.newsroom.project import Project

NOW = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)
"""Editions say since when they have changed: builds are compared that ran in different minutes."""
VERBS: dict[str, Callable[[Project], object]] = {
    "update": lambda project: project.update(),
    "build": lambda project: project.build(now=NOW),
}
UNSURE = ("memory.sqlite", ".toolkit-cache.sqlite")
"""SQLite writes it, by its own promise; its journals stand beside it."""
each_verb = pytest.mark.parametrize("verb", sorted(VERBS))


def files(folder: Path) -> dict[str, bytes]:
    found = contents(folder)
    return {path: data for path, data in found.items() if not Path(path).name.startswith(UNSURE)}


def prepared(folder: Path) -> Path:
    """Make a newsroom that was built, and whose article has then changed in every passage."""
    room = folder / "room"
    project = make(room)
    translate(project, "kk")
    project.build(now=NOW)
    changed = ARTICLE.replace("bridge", "ferry").replace("Children", "Pupils")
    (room / "articles/bridge.txt").write_text(changed, encoding="utf-8")
    translate(project, "ug")
    return room


def done(room: Path, folder: Path, verb: str) -> dict[str, bytes]:
    """Return what a newsroom holds when a verb has done its work."""
    shutil.copytree(room, folder)
    VERBS[verb](Project.load(folder))
    return files(folder)


def fail() -> None:
    raise OSError(28, "No space left on device")


@each_verb
def test_whichever_call_fails_no_file_is_torn_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    room = prepared(tmp_path)
    old, new = files(room), done(room, tmp_path / "done", verb)
    for number in range(1, 60, 7):
        copy = tmp_path / str(number)
        shutil.copytree(room, copy)
        project = Project.load(copy)
        with monkeypatch.context() as patched, suppress(ToolkitError, OSError):
            on_nth_call(patched, number, fail)
            VERBS[verb](project)
        torn = [p for p, data in files(copy).items() if data not in (old.get(p), new.get(p))]
        assert torn == [], f"call {number}"


@needs_fork
@each_verb
@pytest.mark.parametrize("step", [9, pytest.param(1, marks=pytest.mark.slow)])
def test_whenever_the_process_dies_the_next_run_is_right_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str, step: int
) -> None:
    room = prepared(tmp_path)
    new = done(room, tmp_path / "done", verb)
    number, died = 1, True
    while died:
        copy = tmp_path / str(number)
        shutil.copytree(room, copy)
        project = Project.load(copy)

        def work() -> None:
            on_nth_call(monkeypatch, number, die)  # noqa: B023 - called at once
            VERBS[verb](project)  # noqa: B023

        died = in_child(work) != 0
        for _ in range(20):  # another test may be at work in a folder above: nothing is swept then
            sweep.cache_clear()
            VERBS[verb](Project.load(copy))
            if files(copy) == new:
                break
        assert files(copy) == new, f"call {number}"
        number += step
    assert number > 20
