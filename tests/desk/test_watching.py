import threading
from pathlib import Path

import pytest

from tests.newsrooms import make
from toolkit.desk.watching import LiveBuild, Status, watched_state
from toolkit.newsroom.project import Project


def live(folder: Path) -> LiveBuild:
    make(folder)
    made = LiveBuild(make(folder), say=lambda _: None, show=lambda _: None)
    made.refresh()
    return made


CONFIGURED = """source = "en"
srx = "house.srx"

[[documents]]
files = "articles/*.txt"
rules = "house-rules"

[editions.house]
stylesheet = "xsl/house.xsl"

[[fonts]]
file = "fonts/noto.ttf"
family = "Noto"
scripts = ["Arab"]
"""


def is_seen(folder: Path, name: str) -> bool:
    """Tell whether a new file in a newsroom is seen."""
    (folder / "toolkit.toml").write_text(CONFIGURED)
    settings = Project.load(folder).settings
    before = watched_state(settings)
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("x")
    return watched_state(settings) != before


@pytest.mark.parametrize(
    "name",
    ["articles/new.txt", "articles/new.md", "articles/2026/new.txt", "templates/base.html",
     "templates/print.css", "locales/kk/LC_MESSAGES/x.po", "locales/terms.toml", "house.srx",
     "house-rules", "xsl/house.xsl", "fonts/noto.ttf", "pictures/flood.JPG", "its/linked.xml"],
)  # fmt: skip
def test_a_new_file_is_seen(tmp_path: Path, name: str) -> None:
    assert is_seen(tmp_path, name)


@pytest.mark.parametrize(
    "name",
    ["output/kk/x.html", ".git/index", "articles/.a.txt.swp", "articles/a.txt~", "locales/x.mo",
     "locales/memory.sqlite", "locales/memory.sqlite-wal", "preview.log", "preview.txt", "out",
     "articles/preview.log", "other.xsl", "node_modules/x/readme.md"],
)  # fmt: skip
def test_what_no_edition_is_made_of_is_not_seen(tmp_path: Path, name: str) -> None:
    assert not is_seen(tmp_path, name)


def test_articles_beside_toolkit_toml_are_seen_by_their_suffix(tmp_path: Path) -> None:
    (tmp_path / "toolkit.toml").write_text('[[documents]]\nfiles = "*.md"\n')
    settings = Project.load(tmp_path).settings
    before = watched_state(settings)
    (tmp_path / "preview.log").write_text("x")
    assert watched_state(settings) == before
    (tmp_path / "new.md").write_text("x")
    assert watched_state(settings) != before


def test_a_link_that_leads_round_ends(tmp_path: Path) -> None:
    (tmp_path / "toolkit.toml").write_text(CONFIGURED)
    (tmp_path / "round").symlink_to(tmp_path)
    (stamp,) = watched_state(Project.load(tmp_path).settings)
    assert stamp[0] == str(tmp_path / "toolkit.toml")


@pytest.mark.slow
def test_what_a_new_toolkit_toml_asks_for_is_waited_for(tmp_path: Path) -> None:
    building = live(tmp_path)
    configuration = tmp_path / "toolkit.toml"
    configuration.write_text(configuration.read_text() + '\n[[documents]]\nfiles = "news/*.txt"\n')
    building.refresh()
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "later.txt").write_text("Title\n\nText.\n")
    building.refresh()
    assert building.status.problems == ()
    assert (tmp_path / "output" / "en" / "later.html").is_file()


@pytest.mark.slow
def test_a_build_leaves_the_state_as_it_was(tmp_path: Path) -> None:
    building = live(tmp_path)
    first = building.status
    building.refresh()
    assert building.status is first


@pytest.mark.slow
def test_a_change_gives_a_new_version(tmp_path: Path) -> None:
    building = live(tmp_path)
    first = building.status
    (tmp_path / "articles" / "bridge.txt").write_text("Another title\n\nText.\n")
    building.refresh()
    assert building.status.version != first.version


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_a_withheld_edition_has_its_reason(tmp_path: Path) -> None:
    withheld = live(tmp_path).status.withheld
    assert withheld["kk", "bridge"] == "nothing is translated yet"
