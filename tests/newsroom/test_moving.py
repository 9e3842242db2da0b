import errno
from itertools import count
from pathlib import Path

import pytest

from tests.newsrooms import ARTICLE, contents, make, translate
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.catalog.memory.store import Memory
from toolkit.catalog.po import Entry, load, save
from toolkit.newsroom import document_files, moved
from toolkit.newsroom.moved import read_moved, recorded_moves, where_moved
from toolkit.newsroom.project import Project

KK = Locale("kk")
OVERLAY = '[[omit]]\nid = "x"\n'


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a newsroom of one article, with a remark, a waiver, a draft and an overlay in kk."""
    made = make(tmp_path)
    translate(made, "kk")
    path = made.settings.catalog_path("bridge", KK)
    catalog = load(path)
    catalog[0].tcomment = "a remark of the translator\nno-check: names, a nickname"
    catalog[1].flags = ["fuzzy"]
    catalog.metadata["Last-Translator"] = "Dana"
    save(catalog, path)
    made.settings.overlay_path("bridge", KK).write_text(OVERLAY)
    made.update()
    return made


def entries(project: Project, document_id: str) -> list[tuple[str, str, str, bool, str]]:
    catalog = load(project.settings.catalog_path(document_id, KK))
    return [_known(each) for each in catalog]


def _known(entry: Entry) -> tuple[str, str, str, bool, str]:
    return entry.msgid, entry.msgstr, entry.tcomment, entry.fuzzy, " ".join(entry.notes.ids)


def rename(project: Project, old: str, new: str) -> None:
    target = project.settings.root / "articles" / new
    (project.settings.root / "articles" / old).rename(target)


@pytest.mark.slow
def test_everything_goes_along_with_a_renamed_source(project: Project) -> None:
    before = entries(project, "bridge")
    rename(project, "bridge.txt", "crossing.txt")
    report = project.update()
    assert [(each.old, each.new) for each in report.moved] == [("bridge", "crossing")]
    assert entries(project, "crossing") == before
    assert load(project.settings.catalog_path("crossing", KK)).metadata["Last-Translator"] == "Dana"
    assert project.settings.overlay_path("crossing", KK).read_text() == OVERLAY
    assert not any("bridge" in path for path in contents(project.settings.root / "locales"))


@pytest.mark.slow
def test_the_memory_knows_a_renamed_document_by_its_new_name(project: Project) -> None:
    rename(project, "bridge.txt", "crossing.txt")
    project.update()
    with Memory.open(project.settings.root / "locales" / "memory.sqlite") as memory:
        assert {each.origin for each in memory.entries()} == {"crossing"}


@pytest.mark.slow
def test_a_source_that_was_renamed_and_edited_is_known_by_most_of_its_words(
    project: Project,
) -> None:
    rename(project, "bridge.txt", "crossing.txt")
    text = ARTICLE.replace("It was washed away in 2017.", "Nobody knows what comes next.")
    (project.settings.root / "articles" / "crossing.txt").write_text(text)
    assert [each.new for each in project.update().moved] == ["crossing"]


@pytest.mark.slow
def test_a_new_article_that_shares_a_line_is_no_renamed_one(project: Project) -> None:
    (project.settings.root / "articles" / "bridge.txt").unlink()
    other = "A road is closed\n\nIt was washed away in 2017.\n\n" + "Another story. " * 9 + "\n"
    (project.settings.root / "articles" / "road.txt").write_text(other)
    assert [(each.old, each.new) for each in project.update().moved] == [("bridge", "")]


@pytest.mark.slow
def test_a_copy_takes_nothing_from_its_original(project: Project) -> None:
    (project.settings.root / "articles" / "copy.txt").write_text(ARTICLE)
    assert project.update().moved == ()
    assert entries(project, "bridge")[0][2].startswith("a remark")


@pytest.mark.slow
def test_a_whole_folder_that_was_renamed_goes_along_one_to_one(tmp_path: Path) -> None:
    project = make(tmp_path)
    for name in ("one", "two", "three"):
        text = f"About {name}\n\nThe {name} story of today.\n"
        (tmp_path / "articles" / f"{name}.txt").write_text(text)
    project.update()
    for name in ("one", "two", "three"):
        rename(project, f"{name}.txt", f"2026-{name}.txt")
    moved = {each.old: each.new for each in project.update().moved}
    assert moved == {name: f"2026-{name}" for name in ("one", "two", "three")}


@pytest.mark.slow
def test_a_deleted_source_goes_to_the_archive_and_comes_back_whole(project: Project) -> None:
    before = contents(project.settings.root / "locales")
    source = project.settings.root / "articles" / "bridge.txt"
    source.unlink()
    (moved,) = project.update().moved
    assert moved.new == ""
    assert project.update().moved == ()
    source.write_text(ARTICLE)
    assert [each.archived for each in project.update().moved] == [True]
    after = contents(project.settings.root / "locales")
    assert {key: value for key, value in after.items() if "memory" not in key} == {
        key: value for key, value in before.items() if "memory" not in key
    }


@pytest.mark.slow
def test_an_archived_source_comes_back_under_another_name(project: Project) -> None:
    before = entries(project, "bridge")
    (project.settings.root / "articles" / "bridge.txt").unlink()
    project.update()
    (project.settings.root / "articles" / "crossing.txt").write_text(ARTICLE)
    (moved,) = project.update().moved
    assert (moved.old, moved.new, moved.archived) == ("bridge", "crossing", True)
    assert entries(project, "crossing") == before


@pytest.mark.slow
def test_a_source_that_cannot_be_read_is_not_archived(project: Project) -> None:
    (project.settings.root / "articles" / "bridge.txt").write_bytes(b"\xff\xfe")
    assert project.update().moved == ()
    assert project.settings.catalog_path("bridge", KK).is_file()


@pytest.mark.slow
def test_nothing_is_archived_where_the_folder_of_articles_is_gone(project: Project) -> None:
    (project.settings.root / "articles" / "bridge.txt").unlink()
    (project.settings.root / "articles").rmdir()
    assert project.update().moved == ()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["toolkit.po", "django.po"])
def test_a_catalog_of_something_else_is_not_archived(project: Project, name: str) -> None:
    path = project.settings.catalog_path("bridge", KK).with_name(name)
    path.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n')
    assert project.update().moved == ()
    assert path.is_file()


def test_a_dry_run_moves_nothing(project: Project) -> None:
    rename(project, "bridge.txt", "crossing.txt")
    before = contents(project.settings.root)
    report = project.update(dry_run=True)
    assert [each.new for each in report.moved] == ["crossing"]
    assert all(each.summary.new == 0 for each in report if each.locale == KK)
    assert contents(project.settings.root) == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("articles/bridge.txt", "articles/crossing.txt"),
        ("bridge", "crossing"),
        ("bridge", "articles/crossing.txt"),
    ],
)
def test_a_document_is_moved_by_path_or_id(project: Project, old: str, new: str) -> None:
    before = entries(project, "bridge")
    project.move(old, new)
    assert (project.settings.root / "articles" / "crossing.txt").read_text() == ARTICLE
    assert entries(project, "crossing") == before
    assert project.update().moved == ()
    assert read_moved(project.settings) == {"bridge": "crossing"}


def test_a_remark_that_has_a_line_separator_stays_one_line(project: Project) -> None:
    path = project.settings.root / "locales" / "moved.toml"
    path.write_text("# Named anew\u2028by the editors.\n", encoding="utf-8")
    project.move("bridge", "crossing")
    assert read_moved(project.settings) == {"bridge": "crossing"}
    assert path.read_text(encoding="utf-8").startswith("# Named anew\u2028by the editors.\n")


@pytest.mark.slow
def test_a_source_that_is_renamed_already_takes_its_catalogs_along(project: Project) -> None:
    rename(project, "bridge.txt", "crossing.txt")
    (project.settings.root / "articles" / "crossing.txt").write_text("All\n\nIs new here.\n")
    project.move("articles/bridge.txt", "articles/crossing.txt")
    assert project.settings.catalog_path("crossing", KK).is_file()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("bridge", "other", "a document “other” already"),
        ("articles/bridge.txt", "articles/other.txt", "a document “other” already"),
        ("bridge", "articles/bridge.doc", "no \\[\\[documents\\]\\] set would match"),
        ("bridge", "../bridge.txt", "no \\[\\[documents\\]\\] set would match"),
        ("bridge", "Other", "“other” is the same name on Windows and macOS"),
        ("brigde", "crossing", "there is no document “brigde”"),
    ],
)
def test_a_move_that_cannot_be_made_changes_nothing(
    project: Project, old: str, new: str, message: str
) -> None:
    (project.settings.root / "articles" / "other.txt").write_text("Other\n\nText.\n")
    before = contents(project.settings.root)
    with pytest.raises(ToolkitError, match=message):
        project.move(old, new)
    assert contents(project.settings.root) == before


def test_a_catalog_in_the_way_changes_nothing(project: Project) -> None:
    path = project.settings.catalog_path("crossing", KK)
    path.write_text("somebody's work")
    before = contents(project.settings.root)
    with pytest.raises(ToolkitError, match="already"):
        project.move("bridge", "crossing")
    assert contents(project.settings.root) == before


def has_no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a file system without hard links, as memory sticks are; only root could mount one."""

    def refused(_self: Path, _target: Path) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refused)


@pytest.mark.slow
def test_all_goes_along_where_a_file_has_one_name_only(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = entries(project, "bridge")
    has_no_links(monkeypatch)
    project.move("bridge", "crossing")
    assert entries(project, "crossing") == before
    assert not any("bridge" in path for path in contents(project.settings.root / "locales/kk"))


@pytest.mark.slow
@pytest.mark.parametrize("links", [True, False])
def test_a_move_that_breaks_off_is_undone(
    links: bool, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(project.settings.root)
    if not links:
        has_no_links(monkeypatch)
    tried, is_linked = count(), document_files.is_linked

    def breaks(old: Path, new: Path) -> bool:
        if next(tried) == 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        return is_linked(old, new)

    with monkeypatch.context() as broken:
        broken.setattr(document_files, "is_linked", breaks)
        with pytest.raises(ToolkitError, match="No space left on device"):
            project.move("bridge", "crossing")
    assert contents(project.settings.root) == before


@pytest.mark.slow
def test_the_texts_of_a_withdrawn_document_are_still_known(project: Project) -> None:
    translate(project, "kk")
    (project.settings.root / "articles" / "bridge.txt").unlink()
    (project.settings.root / "articles" / "news.txt").write_text(
        "The week\n\nThe bridge opened on Tuesday.\n\n" + "More news. " * 20 + "\n"
    )
    project.update()
    said = {msgid: msgstr for msgid, msgstr, *_ in entries(project, "news")}
    assert said["The bridge opened on Tuesday."] == "kk: The bridge opened on Tuesday."


@pytest.mark.slow
def test_a_memory_that_is_made_anew_knows_the_archive(project: Project) -> None:
    (project.settings.root / "articles" / "bridge.txt").unlink()
    project.update()
    path = project.settings.root / "locales" / "memory.sqlite"
    path.unlink()
    project.update()
    with Memory.open(path) as memory:
        assert {each.origin for each in memory.entries()} == {"bridge"}


# --- where documents have gone


def test_a_chain_of_moves_leads_to_its_end() -> None:
    assert where_moved({"a": "b", "b": "c"}, "a") == "c"


def test_what_moves_back_leads_nowhere(project: Project) -> None:
    for old, new in (("a", "b"), ("b", "a")):
        with recorded_moves(project.settings, [(old, new)]):
            pass
    assert read_moved(project.settings) == {"b": "a"}


@pytest.mark.slow
def test_lines_of_people_stay(project: Project) -> None:
    path = project.settings.root / "locales" / "moved.toml"
    path.write_text('# joined by hand\n"second" = "series"\n')
    with recorded_moves(project.settings, [('a "b"', "c\\d")]):
        pass
    assert path.read_text().startswith('# joined by hand\n"second" = "series"\n')
    assert read_moved(project.settings) == {"second": "series", 'a "b"': "c\\d"}


@pytest.mark.slow
def test_what_cannot_be_moved_leads_nowhere(project: Project) -> None:
    with pytest.raises(ToolkitError), recorded_moves(project.settings, [("a", "b")]):
        raise ToolkitError.because("file-unwritable", "the file cannot be moved")
    assert read_moved(project.settings) == {}


def test_moves_are_written_down_together_but_for_those_that_fail(project: Project) -> None:
    with recorded_moves(project.settings, [("a", "b"), ("b", "c =d"), ("c =d", "e"), ("x", "y")]):
        pass
    with recorded_moves(project.settings, [("e", "f"), ("y", "z")]) as failed:
        failed.add(("y", "z"))
    said = {"a": "b", "b": "c =d", "c =d": "e", "x": "y"}
    assert read_moved(project.settings) == {**said, "e": "f"}


@pytest.mark.slow
def test_a_renamed_folder_reads_and_writes_what_has_moved_once(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project.settings.root / "articles"
    for number in range(3):
        (folder / f"many{number}.txt").write_text(f"Headline {number}\n\nText number {number}.\n")
    project.update()
    for number in range(3):
        rename(project, f"many{number}.txt", f"other{number}.txt")
    read: list[object] = []
    monkeypatch.setattr(moved, "read_moved", read.append)
    assert len(project.update().moved) == 3
    assert len(read) == 1
