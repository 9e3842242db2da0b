"""Kept answers: whatever was edited, a verb says what it would say if nothing were remembered."""

import os
import random
import shutil
import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from tests.newsrooms import contents
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, ToolkitError
from toolkit.base.observing import observed
from toolkit.catalog.po import load, save
from toolkit.newsroom import checking, status
from toolkit.newsroom.kept_answers import ANSWERS
from toolkit.newsroom.memories import memory_path
from toolkit.newsroom.project import Project
from toolkit.newsroom.publishing import build_cache

pytestmark = pytest.mark.slow

SETTINGS = """source = "en"
title = "Test"

[[documents]]
files = "articles/*.md"

[locales.kk]

[locales.ug]

[locales.kk-Latn]
from = "kk"
"""
TERMS = """[[terms]]
id = "bridge"
en = "bridge"
kk = "{}"
"""
LONG_AGO = 1_700_000_000
TEXTS = ["It opened on Tuesday.", "It opened in 2017.", "“Nobody” came, <b>he</b> said.", "All 12."]


def write(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    os.utime(file, (LONG_AGO, LONG_AGO))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    write(tmp_path, "toolkit.toml", SETTINGS)
    for number in range(2):
        write(tmp_path, f"articles/a{number}.md", f"# Bridge {number}\n\n{TEXTS[number]}\n")
    made = Project.load(tmp_path)
    made.update()
    return made


def translate(root: Path, rng: random.Random) -> None:
    path = rng.choice(sorted((root / "locales").rglob("*.po")))
    catalog = load(path)
    if len(catalog):
        entry = rng.choice(list(catalog))
        entry.msgstr = rng.choice(["", "2017 жылы", "көпір <b>", entry.msgid, f"{entry.msgid} (!)"])
        entry.flags = rng.choice([[], ["fuzzy"]])
        waived = rng.choice(["numbers", "two-translations", "untranslated", "no-such-check"])
        entry.tcomment = rng.choice(["", f"toolkit: ignore={waived} — as agreed"])
    save(catalog, path)


def drop(root: Path, rng: random.Random) -> None:
    rng.choice(sorted((root / "locales").rglob("*.po"))).unlink()


def drop_article(root: Path, rng: random.Random) -> None:
    rng.choice(sorted((root / "articles").glob("*.md"))).unlink()


def break_catalog(root: Path, rng: random.Random) -> None:
    write(root, f"locales/kk/LC_MESSAGES/a{rng.randrange(2)}.po", 'msgid "\n')


EDITS: list[Callable[[Path, random.Random], None]] = [
    translate,
    translate,
    translate,
    drop,
    drop_article,
    break_catalog,
    lambda root, rng: write(
        root, f"articles/a{rng.randrange(4)}.md", f"# Bridge\n\n{rng.choice(TEXTS)}\n"
    ),
    lambda root, rng: write(
        root, "locales/terms.toml", TERMS.format(rng.choice(["көпір", "өткел"]))
    ),
    lambda root, rng: write(
        root,
        "toolkit.toml",
        SETTINGS
        + rng.choice(
            ["", '\n[checks]\nnumbers = "off"\n', '\n[checks]\ntwo-translations = "hint"\n']
        ),
    ),
    lambda root, _: write(
        root, "locales/kk/LC_MESSAGES/a0.overlay.toml", 'omit = ["no-such-passage"]\n'
    ),
    lambda root, _: write(root, "locales/kk/links.toml", '"https://a.example/" = "nowhere"\n'),
    lambda root, _: write(root, "locales/kk-Latn/exceptions.toml", '"көпір" = "kopir"\n'),
    lambda root, _: write(root, "locales/kk/LC_MESSAGES/toolkit.po", 'msgid "x"\nmsgstr ""\n'),
    lambda root, _: write(root, ANSWERS.format("check"), "torn"),
    lambda root, _: write(root, ANSWERS.format("check-parts"), "torn"),
    lambda *_: None,
]


@pytest.mark.parametrize("seed", range(6))
def test_after_any_edits_an_answer_is_a_new_ones(project: Project, seed: int) -> None:
    root, rng = project.settings.root, random.Random(seed)
    for _ in range(8):
        try:
            rng.choice(EDITS)(root, rng)
        except (IndexError, ToolkitError):
            continue  # nothing is left to drop, or it is broken already
        now = Project.load(root)
        assert now.check() == now.check(everything=True)
        assert now.status() == now.status(everything=True)
        other = root.with_name(f"{root.name}-other")
        shutil.copytree(root, other)
        kept, new = now.update(), Project.load(other).update(everything=True)
        assert [each.summary for each in kept] == [each.summary for each in new]
        assert files(root) == files(other)
        shutil.rmtree(other)


def files(root: Path) -> dict[str, bytes]:
    return {
        path: data
        for path, data in contents(root).items()
        if "memory.sqlite" not in path and not path.startswith(".toolkit-cache")
    }


_OPENED: list[str] = []


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and _OPENED:
        _OPENED.append(str(arguments[0]))


sys.addaudithook(_note)


@pytest.mark.parametrize("verb", ["check", "status", "update"])
def test_every_file_that_a_verb_opens_is_seen(project: Project, verb: str) -> None:
    root = project.settings.root
    for path, text in {
        "locales/terms.toml": TERMS.format("көпір"),
        "locales/kk/LC_MESSAGES/a0.overlay.toml": "",
        "locales/kk/links.toml": "",
        "locales/kk-Latn/exceptions.toml": "",
        "protect.toml": "",
    }.items():
        write(root, path, text)
    write(root, "articles/a0.md", "# Bridge\n\n![A bridge](bridge.png)\n")
    write(root, "articles/bridge.png", "")
    project.update()
    with observed() as seen:
        _OPENED.append("begin")
        getattr(project, verb)(everything=True)
        opened = {Path(each) for each in _OPENED}
        _OPENED.clear()
    below = {each for each in opened if each.is_relative_to(root) and each.suffix != ".lock"}
    assert len(below) > 4
    unseen = {each for each in below - set(seen) if "memory.sqlite" not in each.name}
    assert unseen == set()


def test_nothing_is_checked_twice(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    found = project.check()
    monkeypatch.delattr(checking, "_check")
    assert project.check() == found


def test_the_status_is_looked_up_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    found = project.status()
    monkeypatch.delattr(status, "_look")
    assert project.status() == found


def test_an_update_that_has_left_nothing_to_do_is_not_done_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [project.update() for _ in range(3)][-1]
    monkeypatch.setattr("toolkit.newsroom.updating.update_catalogs", None)
    assert project.update() == found
    assert not any(each.changed for each in found)


def test_an_update_is_done_again_after_the_memory_is_gone(project: Project) -> None:
    for _ in range(3):
        project.update()
    path = memory_path(project.settings)
    before = path.stat().st_ino
    path.unlink()
    project.update()
    assert path.stat().st_ino != before or path.is_file()
    assert path.is_file()


def test_the_status_does_not_hang_on_the_memory(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = project.status()
    path = memory_path(project.settings)
    path.write_bytes(path.read_bytes() + b"x")
    monkeypatch.delattr(status, "_look")
    assert project.status() == found


@pytest.mark.parametrize("changed", ["version", "name"])
def test_another_plug_in_asks_again(
    project: Project, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    def plug(version: str, name: str) -> None:
        class Point(EntryPoint):
            dist = type("Distribution", (), {"version": version})()

        point = Point(name, f"{name}:CHECK", "toolkit.checks")
        monkeypatch.setattr(build_cache, "points", lambda _: [point])

    plug("1", "one")
    first = project.check()
    wrong = (Finding("numbers", "from the new plug-in"),)
    monkeypatch.setattr(checking, "_check", lambda *_: wrong)
    assert project.check() == first
    plug(*(("2", "one") if changed == "version" else ("1", "two")))
    assert project.check() == wrong


def test_what_a_crashed_check_says_is_not_kept(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashed = (Finding("check-crashed", "out of memory"),)
    monkeypatch.setattr(checking, "_check", lambda *_: crashed)
    assert project.check() == crashed
    monkeypatch.setattr(checking, "_check", lambda *_: ())
    assert project.check() == ()


def test_a_file_that_changed_while_it_was_checked_is_checked_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = checking._check  # noqa: SLF001
    path = project.settings.catalog_path("a0", Locale("kk"))

    def slow(*arguments: object) -> tuple[Finding, ...]:
        found = check(*arguments)  # type: ignore[arg-type]
        path.write_text(
            path.read_text(encoding="utf-8").replace('msgstr ""\n\n', 'msgstr "1 <b>"\n\n')
        )
        return found

    monkeypatch.setattr(checking, "_check", slow)
    first = project.check()
    monkeypatch.setattr(checking, "_check", check)
    assert project.check() == project.check(everything=True) != first


def test_other_questions_have_other_answers(project: Project) -> None:
    translate_all = project.check(["kk"])
    assert project.check(["ug"]) == project.check(["ug"], everything=True)
    assert project.check(["kk"]) == translate_all
