import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.newsrooms import ARTICLE, CONFIGURATION, contents, make, translate
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity, ToolkitError
from toolkit.catalog.memory.store import Memory
from toolkit.catalog.po import Catalog, load
from toolkit.localizing.targets import State
from toolkit.newsroom.project import Project

KK = Locale("kk")
WITH_RULES = CONFIGURATION.replace('.txt"', '.txt"\nrules = "house.xml"')


def catalog(project: Project, document_id: str = "bridge") -> Catalog:
    return load(project.settings.catalog_path(document_id, KK))


def write(project: Project, text: str, name: str = "bridge") -> None:
    path = project.settings.root / "articles" / f"{name}.txt"
    path.write_text(text, encoding="utf-8")


def test_an_extract_says_what_changed(tmp_path: Path) -> None:
    project = make(tmp_path)
    assert [each.changed for each in project.extract()] == [False]
    write(project, ARTICLE + "\nMore.\n")
    assert [(each.entries, each.changed) for each in project.extract()] == [(6, True)]


@pytest.mark.slow
def test_an_update_fills_the_memory_with_what_is_finished(tmp_path: Path) -> None:
    project = make(tmp_path)
    translate(project, "kk", but="It was")
    project.update()
    with Memory.open(tmp_path / "locales" / "memory.sqlite") as memory:
        sources = {entry.source for entry in memory.entries()}
    assert "The bridge opened on Tuesday." in sources
    assert "It was washed away in 2017." not in sources


def test_another_article_is_translated_from_memory(tmp_path: Path) -> None:
    project = make(tmp_path)
    translate(project, "kk")
    write(project, "Other news today\n\nIt was washed away in 2017.\n", "other")
    (report,) = (each for each in project.update(["kk"]) if each.path.stem == "other")
    assert report.summary.from_memory == 1
    entry = catalog(project, "other").by_key()[None, "It was washed away in 2017."]
    assert (entry.msgstr, entry.fuzzy) == ("kk: It was washed away in 2017.", False)


def test_a_similar_text_from_memory_is_fuzzy_with_its_number(tmp_path: Path) -> None:
    project = make(tmp_path)
    translate(project, "kk")
    write(project, "Other news today\n\nIt was washed away in 2019.\n", "other")
    project.update(["kk"])
    entry = catalog(project, "other").by_key()[None, "It was washed away in 2019."]
    assert (entry.msgstr, entry.fuzzy) == ("kk: It was washed away in 2019.", True)
    assert entry.previous_msgid == "It was washed away in 2017."


def test_a_typo_that_is_declared_keeps_its_translation(tmp_path: Path) -> None:
    project = make(tmp_path, article=ARTICLE.replace("washed", "wahsed"))
    translate(project, "kk")
    (own_id,) = catalog(project)[-1].notes.ids
    write(project, ARTICLE)
    project.update(keep=[own_id])
    entry = catalog(project).by_key()[None, "It was washed away in 2017."]
    assert (entry.msgstr, entry.fuzzy) == ("kk: It was wahsed away in 2017.", False)


def test_a_dry_run_makes_no_memory(tmp_path: Path) -> None:
    project = make(tmp_path)
    (tmp_path / "locales" / "memory.sqlite").unlink()
    project.update(dry_run=True)
    assert not (tmp_path / "locales" / "memory.sqlite").exists()


def test_a_memory_of_another_program_is_kept_and_all_else_is_updated(tmp_path: Path) -> None:
    project = make(tmp_path)
    path = tmp_path / "locales" / "memory.sqlite"
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE x (y)")
    before = path.read_bytes()
    write(project, ARTICLE.replace("Tuesday", "Monday"))
    report = project.update()
    assert [each.code for each in report.findings] == ["memory-other"]
    assert path.read_bytes() == before
    assert (None, "The bridge opened on Monday.") in catalog(project).by_key()


def test_a_damaged_memory_is_set_aside_and_made_anew(tmp_path: Path) -> None:
    project = make(tmp_path)
    translate(project, "kk")
    path = tmp_path / "locales" / "memory.sqlite"
    path.write_bytes(b"<<<<<<< ours")
    (finding,) = project.update().findings
    assert (finding.code, finding.severity) == ("memory-damaged", Severity.WARNING)
    assert (tmp_path / "locales" / "memory.sqlite.damaged").read_bytes() == b"<<<<<<< ours"
    with Memory.open(path) as memory:
        assert any(each.target.startswith("kk: ") for each in memory.entries())


def test_every_source_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    project = make(tmp_path)
    for name in ("bridge", "other"):
        (tmp_path / "articles" / f"{name}.txt").write_bytes(b"\xff\xfe")
    assert len(project.extract().findings) == 2


def test_a_source_that_cannot_be_read_leaves_the_others_updated(tmp_path: Path) -> None:
    project = make(tmp_path)
    (tmp_path / "articles" / "other.txt").write_bytes(b"\xff\xfe")
    write(project, ARTICLE.replace("Tuesday", "Monday"))
    assert len(project.update().findings) == 1
    assert (None, "The bridge opened on Monday.") in catalog(project).by_key()


def test_a_catalog_that_cannot_be_read_stays_as_it_is(tmp_path: Path) -> None:
    project = make(tmp_path)
    path = project.settings.catalog_path("bridge", KK)
    path.write_bytes(b'msgid "x\n')
    write(project, ARTICLE.replace("Tuesday", "Monday"))
    report = project.update()
    assert [each.locale.tag for each in report] == ["ug"]
    assert [each.code for each in report.findings] == ["po-syntax"]
    assert path.read_bytes() == b'msgid "x\n'
    held = {each.locale.tag: each.units[State.BROKEN] for each in project.status()}
    assert held["kk"] > held["ug"] == 0


def test_a_termbase_that_cannot_be_read_changes_no_template(tmp_path: Path) -> None:
    project = make(tmp_path)
    (tmp_path / "locales" / "terms.toml").write_text("[[term\n")
    before = contents(tmp_path)
    write(project, ARTICLE.replace("Tuesday", "Monday"))
    assert len(project.update().findings) == 1
    assert {**contents(tmp_path), "articles/bridge.txt": b""} == {
        **before,
        "articles/bridge.txt": b"",
    }


def test_a_term_that_is_wrong_leaves_the_others(tmp_path: Path) -> None:
    project = make(tmp_path)
    (tmp_path / "locales" / "terms.toml").write_text(
        '[[term]]\nen = "bridge"\nkk = "көпір"\n\n[[term]]\nkk = "мектеп"\n'
    )
    (finding,) = project.update().findings
    assert finding.location is not None
    assert finding.location.line == 5
    assert any("көпір" in entry.comment for entry in catalog(project))


def test_rules_of_the_newsrooms_own_decide(tmp_path: Path) -> None:
    (tmp_path / "house.xml").write_text(
        '<its:rules xmlns:its="http://www.w3.org/2005/11/its" version="2.0">'
        '<its:translateRule selector="//p[@class=\'note\']" translate="no"/></its:rules>'
    )
    project = make(tmp_path, WITH_RULES, ARTICLE + "\nDana Omarova is a reporter.\n")
    assert "Dana Omarova is a reporter." not in [entry.msgid for entry in catalog(project)]


def test_a_rule_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(ToolkitError, match=r"house\.xml"):
        make(tmp_path, WITH_RULES)


def test_a_catalog_in_another_locales_folder_is_warned_of(tmp_path: Path) -> None:
    project = make(tmp_path)
    path = project.settings.catalog_path("bridge", KK)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"Language: kk\\n"', '"Language: ru\\n"'), encoding="utf-8")
    (found,) = (each for each in project.check() if each.code == "catalog-language")
    assert found.location is not None
    line = text.split("\n").index('"Language: kk\\n"') + 1
    assert (found.location.path, found.location.line) == ("locales/kk/LC_MESSAGES/bridge.po", line)


@pytest.mark.slow
@pytest.mark.parametrize("nothing", ["", " \n\n", "\ufeff"])
def test_a_source_that_lost_its_text_takes_no_edition_along(tmp_path: Path, nothing: str) -> None:
    project = make(tmp_path)
    translate(project, "kk")
    project.build()
    before = contents(tmp_path / "output")
    (tmp_path / "articles/bridge.txt").write_text(nothing, encoding="utf-8")
    assert [each.code for each in project.update().findings] == ["empty-source"]
    assert [each.code for each in project.build().findings] == ["empty-source"]
    assert contents(tmp_path / "output") == before
