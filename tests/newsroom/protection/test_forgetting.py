import shutil
from pathlib import Path

import pytest

from tests.newsroom.protection.identities import WITNESS, protect
from tests.newsrooms import contents, make, translate
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity, ToolkitError
from toolkit.catalog.memory.entry import MemoryEntry
from toolkit.catalog.memory.store import Memory, add_entries
from toolkit.catalog.po import Entry, load, save
from toolkit.newsroom.project import Project
from toolkit.newsroom.protection.forgetting import forget, protect_sources, purge_commands
from toolkit.newsroom.protection.identities import PROTECT, Protection
from toolkit.newsroom.protection.leaks import names_in
from toolkit.newsroom.protection.leaving import check_leaving

pytestmark = pytest.mark.slow

ARTICLE = """Aigerim Testova speaks

Testova’s mother said so.

Nobody else did.
"""
PO = "locales/kk/LC_MESSAGES/bridge.po"
DISGUISED = "Аигерим"
"""A spelling that is found and that no pseudonym has a form for."""


def published(folder: Path) -> Project:
    """Make a newsroom that has named its source everywhere."""
    project = make(folder, article=ARTICLE)
    translate(project, "kk")
    translate(project, "ug")
    path = folder / PO
    said = path.read_text().replace("kk: Aigerim Testova speaks", "Айгерім Тестоваға сөз берілді")
    path.write_text("# Айгерімді тексердім\n" + said)
    project.update()  # the memory has it now
    source = folder / "articles" / "bridge.txt"
    source.write_text(ARTICLE.replace("mother", "sister of Aigerim"))
    project.update()  # and so have previous texts
    catalog = load(path)
    for entry in catalog:
        if entry.fuzzy:
            entry.msgstr = "Тестованың әпкесі"
            entry.flags.remove("fuzzy")
    save(catalog, path)
    project.update()
    project.build()
    (folder / "articles" / "bridge.txt~").write_text("Aigerim")
    return project


def named(folder: Path, protection: Protection) -> set[str]:
    return {
        path
        for path, data in contents(folder).items()
        if path != PROTECT and names_in(data, path, protection)
    }


def test_no_byte_of_the_folder_has_the_name(tmp_path: Path) -> None:
    project = published(tmp_path)
    protection = protect(tmp_path)
    assert {PO, "locales/memory.sqlite", "output/en/bridge.html"} < named(tmp_path, protection)
    forget(project.settings, protection)
    project.build()
    assert named(tmp_path, protection) == set()
    assert b"igerim" not in b"".join(v for k, v in contents(tmp_path).items() if k != PROTECT)


def test_ids_stay_and_nothing_goes_fuzzy(tmp_path: Path) -> None:
    project = published(tmp_path)
    before = {entry.notes.ids: entry.fuzzy for entry in load(tmp_path / PO) if not entry.obsolete}
    forget(project.settings, protect(tmp_path))
    assert all(not each.changed for each in project.update())
    after = {entry.notes.ids: entry.fuzzy for entry in load(tmp_path / PO) if not entry.obsolete}
    assert after == before
    assert "Гүлнәр Оспановаға сөз берілді" in (tmp_path / PO).read_text()


def test_twice_is_once(tmp_path: Path) -> None:
    project = published(tmp_path)
    protection = protect(tmp_path)
    forget(project.settings, protection)
    project.build()
    before = contents(tmp_path)
    assert forget(project.settings, protection).written == ()
    assert contents(tmp_path) == before


def test_where_a_name_cannot_be_replaced_nothing_changes(tmp_path: Path) -> None:
    project = published(tmp_path)
    path = tmp_path / PO
    path.write_text(path.read_text().replace("Тестованың", "Тестовагүл"))
    protection = protect(tmp_path, WITNESS.replace('"Гүлнәр Оспанова"', '"Гүлнәр"'))
    (tmp_path / "articles" / "bridge.txt").write_text("<b>Ai</b>gerim\n\nx\n")
    before = contents(tmp_path)
    with pytest.raises(ToolkitError):
        forget(project.settings, protection)
    assert contents(tmp_path) == before


def test_catalogs_from_before_are_said_and_left_alone(tmp_path: Path) -> None:
    project = published(tmp_path)
    protect(tmp_path)
    before = contents(tmp_path)
    findings = [each for each in project.update().findings if each.severity is Severity.ERROR]
    assert {each.code for each in findings} == {"leak"}
    assert all("--after-the-fact" in each.hint for each in findings)
    assert contents(tmp_path) == before


def test_what_is_no_text_is_left_for_people_and_said(tmp_path: Path) -> None:
    project = published(tmp_path)
    (tmp_path / "notes.bin").write_bytes(b"\xff\0Aigerim")
    done = forget(project.settings, protect(tmp_path))
    assert [each.location.path for each in done.left if each.location] == ["notes.bin"]


def test_any_other_text_gets_the_pseudonym(tmp_path: Path) -> None:
    project = published(tmp_path)
    (tmp_path / "notes.txt").write_text("Ask Testova again.\n")
    forget(project.settings, protect(tmp_path))
    assert (tmp_path / "notes.txt").read_text() == "Ask Ospanova again.\n"


def test_of_a_comment_only_the_line_goes_in_which_a_name_is_left(tmp_path: Path) -> None:
    project = published(tmp_path)
    catalog = load(tmp_path / PO)
    catalog[1].tcomment = f"Asked twice.\n{DISGUISED} knows.\nApproved."
    save(catalog, tmp_path / PO)
    forget(project.settings, protect(tmp_path))
    assert load(tmp_path / PO)[1].tcomment == "Asked twice.\nApproved."


def test_a_translation_of_a_text_that_is_gone_stays(tmp_path: Path) -> None:
    project = published(tmp_path)
    catalog = load(tmp_path / PO)
    catalog.append(Entry(msgid="The bridge is old.", msgstr="Көпір ескі.", obsolete=True))
    save(catalog, tmp_path / PO)
    forget(project.settings, protect(tmp_path))
    kept = [each.msgstr for each in load(tmp_path / PO) if each.obsolete]
    assert "Көпір ескі." in kept


def test_the_memory_loses_only_the_entry_in_which_a_name_is_left(tmp_path: Path) -> None:
    project = published(tmp_path)
    path = tmp_path / "locales/memory.sqlite"
    pair = Locale("en"), Locale("kk")
    add_entries(path, [MemoryEntry("She knows.", f"{DISGUISED} біледі.", *pair)])
    add_entries(path, [MemoryEntry("The bridge is old.", "Көпір ескі.", *pair)])
    forget(project.settings, protect(tmp_path))
    with Memory.open(path) as memory:
        sources = {each.source for each in memory.entries()}
    assert "The bridge is old." in sources
    assert "She knows." not in sources


def test_sources_alone_can_be_written(tmp_path: Path) -> None:
    project = make(tmp_path)
    protection = protect(tmp_path)
    (tmp_path / "articles" / "bridge.txt").write_text(ARTICLE)
    assert protect_sources(project.settings, protection).written == ("articles/bridge.txt",)
    assert "Dana Ospanova speaks" in (tmp_path / "articles" / "bridge.txt").read_text()
    assert check_leaving(project.settings) == ()


def test_what_is_elsewhere_is_said_as_commands(tmp_path: Path) -> None:
    project = published(tmp_path)
    done = forget(project.settings, protect(tmp_path))
    said = "\n".join(
        line
        for lines in purge_commands(project.settings, done, in_git=True).values()
        for line in lines
    )
    assert "git filter-repo" in said
    assert "curl -X PURGE https://YOUR-SITE/en/bridge.html" in said


def test_the_sample_forgets_somebody(tmp_path: Path) -> None:
    root = Path(__file__).parents[3]
    for name in ("toolkit.toml", "seeds", "locales", "output"):
        source = root / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    protection = protect(tmp_path, SAMPLE)
    project = Project.load(tmp_path)
    assert len(named(tmp_path, protection)) > 40
    forget(project.settings, protection)
    project.build()
    assert named(tmp_path, protection) == set()
    assert all(not each.changed for each in project.update())
    locale = project.settings.catalog_path("kazakhstan-xinjiang-activism", Locale("kk"))
    assert not any(entry.fuzzy for entry in load(locale))


SAMPLE = """
[persons.founder]
gender = "male"
[persons.founder.forms.en]
name = ["Serikzhan Bilash", "Bilash"]
pseudonym = ["Daniyar Omarov", "Omarov"]
[persons.founder.forms.kk]
name = ["Серікжан Біләш", "Біләш"]
pseudonym = ["Данияр Омаров", "Омаров"]
[persons.founder.forms.ru]
name = ["Серикжан Билаш", "Билаш"]
pseudonym = ["Данияр Омаров", "Омаров"]
[persons.founder.forms.ug]
name = ["سېرىكجان بىلاش", "بىلاش"]
pseudonym = ["دانىيار ئوماروۋ", "ئوماروۋ"]
"""


def test_an_article_that_went_with_its_names_leaves_a_page_without_them(tmp_path: Path) -> None:
    project = published(tmp_path)
    (tmp_path / "articles" / "other.txt").write_text("Well\n\nIt is deep.\n")
    (tmp_path / "articles" / "bridge.txt").unlink()
    protection = protect(tmp_path)
    forget(project.settings, protection)
    project.build()
    page = (tmp_path / "output/kk/bridge.html").read_text()
    assert "Бұл мақала жарияланымнан алынды" in page
    assert named(tmp_path, protection) == set()


def test_an_address_that_says_a_name_is_left_without_a_page(tmp_path: Path) -> None:
    project = make(tmp_path)
    (tmp_path / "articles" / "bridge.txt").rename(tmp_path / "articles" / "testova.txt")
    (tmp_path / "articles" / "other.txt").write_text("Well\n\nIt is deep.\n")
    project.update()
    project.build()
    (tmp_path / "articles" / "testova.txt").unlink()
    project.build()
    assert (tmp_path / "output/en/testova.html").exists()
    for path in (tmp_path / "locales").rglob("testova.po*"):
        path.unlink()  # a file's name is for people to change
    protection = protect(tmp_path)
    done = forget(project.settings, protection)
    assert "no-tombstone" in {each.code for each in done.left}
    project.build()
    assert not (tmp_path / "output/en/testova.html").exists()
    assert b"testova" not in (tmp_path / "locales/withdrawn.toml").read_bytes()
    assert b"testova" not in (tmp_path / "output/.published").read_bytes()


def test_a_document_whose_name_said_it_is_forgotten_once_it_has_another(tmp_path: Path) -> None:
    project = make(tmp_path, article=ARTICLE)
    (tmp_path / "articles/bridge.txt").rename(tmp_path / "articles/testova.txt")
    project.update()
    translate(project, "kk", document_id="testova")
    project.build()
    project.move("testova", "witness")
    forget(project.settings, protect(tmp_path))
    assert not [each for each in check_leaving(project.settings) if each.code == "leak"]
    assert {each.summary.new for each in project.update()} == {0}


def test_an_old_id_that_says_a_name_leads_nowhere(tmp_path: Path) -> None:
    project = make(tmp_path)
    moved = tmp_path / "locales/moved.toml"
    moved.write_text(
        '# Ask Testova.\n"a" = "testova"\n"testova" = "bridge"\n"aigerim-testova" = "bridge"\n'
    )
    done = forget(project.settings, protect(tmp_path))
    assert moved.read_text() == '# Ask Ospanova.\n"a" = "bridge"\n'
    assert [each.message[:15] for each in done.left] == ["2 old addresses"]


def test_a_reason_gets_the_pseudonym(tmp_path: Path) -> None:
    project = make(tmp_path)
    written = tmp_path / "locales/withdrawn.toml"
    written.write_text(
        '[old]\nwhen = 2026-11-30\nfiles = ["en/old.html"]\nreason.en = "Testova asked for it."\n'
    )
    forget(project.settings, protect(tmp_path))
    assert 'reason."en" = "Ospanova asked for it."' in written.read_text()


def test_what_is_published_is_known_after_names_were_taken_out(tmp_path: Path) -> None:
    project = published(tmp_path)
    (tmp_path / "articles" / "other.txt").write_text("Well\n\nIt is deep.\n")
    project.update()
    project.build()
    forget(project.settings, protect(tmp_path))
    (tmp_path / "articles" / "other.txt").unlink()
    assert "other" in project.build().withdrawn
