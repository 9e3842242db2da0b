import threading
from pathlib import Path

import pytest

from tests.newsrooms import make
from toolkit.desk.watching import LiveBuild, Status, watched_state


def live(folder: Path) -> LiveBuild:
    make(folder)
    made = LiveBuild(make(folder), say=lambda _: None, show=lambda _: None)
    made.refresh()
    return made


@pytest.mark.parametrize(
    "name", ["articles/new.txt", "templates/base.html", "locales/kk/LC_MESSAGES/x.po", "own.xsl"]
)
def test_a_new_file_is_seen(tmp_path: Path, name: str) -> None:
    before = watched_state(tmp_path, "output")
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("x")
    assert watched_state(tmp_path, "output") != before


@pytest.mark.parametrize(
    "name", ["output/kk/x.html", ".git/index", "articles/.a.txt.swp", "a.txt~", "locales/x.mo",
             "locales/memory.sqlite", "locales/memory.sqlite-wal"]
)  # fmt: skip
def test_what_no_edition_is_made_of_is_not_seen(tmp_path: Path, name: str) -> None:
    before = watched_state(tmp_path, "output")
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("x")
    assert watched_state(tmp_path, "output") == before


def test_a_link_that_leads_round_ends(tmp_path: Path) -> None:
    (tmp_path / "round").symlink_to(tmp_path)
    assert watched_state(tmp_path, "output") == frozenset()


def test_a_build_leaves_the_state_as_it_was(tmp_path: Path) -> None:
    building = live(tmp_path)
    first = building.status
    building.refresh()
    assert building.status is first


def test_a_change_gives_a_new_version(tmp_path: Path) -> None:
    building = live(tmp_path)
    first = building.status
    (tmp_path / "articles" / "bridge.txt").write_text("Another title\n\nText.\n")
    building.refresh()
    assert building.status.version != first.version


def test_what_cannot_be_read_is_told_and_all_else_is_built(tmp_path: Path) -> None:
    building = live(tmp_path)
    first = building.status
    (tmp_path / "locales" / "kk" / "LC_MESSAGES" / "bridge.po").write_text('msgid "x\n')
    building.refresh()
    assert building.status.version != first.version
    assert [each.code for each in building.status.problems] == ["po-syntax"]


def test_settings_that_cannot_be_read_keep_the_version_and_are_told(tmp_path: Path) -> None:
    building = live(tmp_path)
    first = building.status
    (tmp_path / "toolkit.toml").write_text("sauce")
    building.refresh()
    assert building.status.version == first.version
    assert [each.code for each in building.status.problems] == ["configuration"]


def test_who_waits_is_told_of_a_change(tmp_path: Path) -> None:
    building = live(tmp_path)
    first = building.status
    told: list[Status] = []
    waiting = threading.Thread(target=lambda: told.append(building.wait(first, 30)))
    waiting.start()
    (tmp_path / "articles" / "bridge.txt").write_text("Another title\n\nText.\n")
    building.refresh()
    waiting.join(30)
    assert told == [building.status]


def test_a_withheld_edition_has_its_reason(tmp_path: Path) -> None:
    withheld = live(tmp_path).status.withheld
    assert withheld["kk", "bridge"] == "nothing is translated yet"
