"""Packages of a newsroom: sent, taken back into catalogs, and remembered."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.newsrooms import ARTICLE, contents, make, translate
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location, ToolkitError
from toolkit.catalog.memory.entry import Level, MemoryEntry
from toolkit.catalog.memory.store import Memory, add_entries
from toolkit.catalog.po import load
from toolkit.exchange.package import Package
from toolkit.exchange.reply import Reply, Returned
from toolkit.exchange.returning import Kind
from toolkit.newsroom.open_articles import OpenArticles
from toolkit.newsroom.packages import package_of, take_back_reply, take_back_row
from toolkit.newsroom.project import Project

EN, KK = Locale("en"), Locale("kk")


def reply(package: Package, **targets: str) -> Reply:
    """Return a package as it comes back with some texts translated."""
    rows = [
        Returned(
            targets.get(row.source.split()[0], row.target),
            Location("back.docx", row.number),
            row.reference,
            row.source,
            draft=False,
        )
        for row in package.rows
    ]
    return Reply("back.docx", tuple(rows), package.locale)


def sent(project: Project, *documents: str, waiting: bool = False) -> Package:
    return package_of(project.settings, KK, documents, waiting=waiting)[0]


def test_what_came_back_is_in_the_catalog(tmp_path: Path) -> None:
    project = make(tmp_path)
    back = take_back_reply(project.settings, reply(sent(project), Children="Балалар мектепте."))
    assert (back.counts[Kind.TAKEN], back.written) == (
        1,
        ("locales/kk/LC_MESSAGES/bridge.po",),
    )
    catalog = load(project.settings.catalog_path("bridge", KK))
    assert "Балалар мектепте." in {entry.msgstr for entry in catalog}


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    project = make(tmp_path)
    before = contents(tmp_path)
    package = sent(project)
    back = take_back_reply(project.settings, reply(package, Children="Б"), dry_run=True)
    assert back.written
    assert contents(tmp_path) == before


def test_documents_are_chosen_by_their_ids(tmp_path: Path) -> None:
    project = make(tmp_path)
    (tmp_path / "articles" / "river.txt").write_text("River\n\nIt is long.\n", encoding="utf-8")
    project.update()
    assert [each.id for each in sent(project).documents] == ["bridge", "river"]
    assert [each.id for each in sent(project, "r*").documents] == ["river"]


def test_a_document_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(ToolkitError, match="bridg"):
        sent(make(tmp_path), "bridg")


def test_only_what_waits_is_sent_if_asked(tmp_path: Path) -> None:
    project = make(tmp_path)
    translate(project, "kk", but="It was")
    assert [row.source for row in sent(project, waiting=True).rows] == [
        "It was washed away in 2017."
    ]


def test_a_broken_catalog_is_named_and_the_others_are_sent(tmp_path: Path) -> None:
    project = make(tmp_path)
    (tmp_path / "articles" / "river.txt").write_text("River\n\nIt is long.\n", encoding="utf-8")
    project.update()
    project.settings.catalog_path("bridge", KK).write_text("<<<<", encoding="utf-8")
    package, findings = package_of(project.settings, KK)
    assert [each.id for each in package.documents] == ["river"]
    assert findings


@pytest.mark.slow
def test_a_translation_of_a_text_that_left_is_in_the_memory(tmp_path: Path) -> None:
    project = make(tmp_path)
    package = sent(project)
    article = tmp_path / "articles" / "bridge.txt"
    article.write_text(ARTICLE.replace("It was washed away in 2017.\n", ""), encoding="utf-8")
    project.update()
    back = take_back_reply(project.settings, reply(package, It="Оны 2017 жылы су шайып кеткен."))
    assert back.counts[Kind.GONE] == 1
    with Memory.open(tmp_path / "locales" / "memory.sqlite") as memory:
        assert "Оны 2017 жылы су шайып кеткен." in {entry.target for entry in memory.entries()}


def with_memory(folder: Path) -> Project:
    """Make a newsroom that has translated a text like one of its article's."""
    project = make(folder)
    like = "It was washed away in 2019."
    entry = MemoryEntry(like, "Оны 2019 жылы су шайып кеткен.", EN, KK, "flood", level=Level.UNIT)
    add_entries(folder / "locales" / "memory.sqlite", [entry])
    return project


def test_what_was_translated_before_goes_along_with_what_waits(tmp_path: Path) -> None:
    project = with_memory(tmp_path)
    translate(project, "kk", but="It was washed away in 2017.")
    package, findings = package_of(project.settings, KK, nearest=True)
    near = {row.source: [each.target for each in row.nearest] for row in package.rows}
    # The memory has put the text's own year in.
    assert near.pop("It was washed away in 2017.") == ["Оны 2017 жылы су шайып кеткен."]
    assert (set(map(tuple, near.values())), findings) == ({()}, ())


def test_a_memory_that_cannot_be_read_is_named_and_the_package_is_sent(tmp_path: Path) -> None:
    project = with_memory(tmp_path)
    (tmp_path / "locales" / "memory.sqlite").write_bytes(b"no memory")
    package, findings = package_of(project.settings, KK, nearest=True)
    assert package.rows == sent(project).rows
    assert [each.location and each.location.path for each in findings] == ["locales/memory.sqlite"]


def test_a_derived_locale_has_nothing_to_send(tmp_path: Path) -> None:
    project = make(tmp_path)
    text = (tmp_path / "toolkit.toml").read_text(encoding="utf-8")
    more = text + '\n[locales.kk-Latn]\nfrom = "kk"\n'
    (tmp_path / "toolkit.toml").write_text(more, encoding="utf-8")
    with pytest.raises(ToolkitError, match="made from kk"):
        package_of(Project.load(project.settings.root).settings, Locale("kk-Latn"))


@pytest.mark.parametrize(
    ("said", "given", "message"),
    [
        (None, None, "does not say its language"),
        (Locale("ug"), KK, "into ug, not kk"),
        (Locale("fr"), None, "fr, which this newsroom does not have"),
    ],
)
def test_a_language_that_cannot_be_meant_is_refused(
    tmp_path: Path, said: Locale | None, given: Locale | None, message: str
) -> None:
    project = make(tmp_path)
    before = contents(tmp_path)
    back = replace(reply(sent(project), Children="Б"), locale=said)
    with pytest.raises(ToolkitError, match=message):
        take_back_reply(project.settings, back, given)
    assert contents(tmp_path) == before


def delete_at_the_desk(project: Project, source: str) -> None:
    """Delete the Kazakh translation of a text, as somebody does who has it open."""
    article = OpenArticles().look(project.settings, "bridge", KK)
    (row,) = [each for each in sent(project).documents[0].rows if each.source == source]
    take_back_row(
        project.settings,
        article,
        Returned("", Location("bridge"), row.reference, source, draft=False, deletes=True),
        "aa",
    )


OPENED = "The bridge opened on Tuesday."


@pytest.mark.parametrize("has_memory", [True, False])
def test_what_is_deleted_at_the_desk_is_remembered(tmp_path: Path, has_memory: bool) -> None:
    project = make(tmp_path)
    translate(project, "kk")
    memory = tmp_path / "locales/memory.sqlite"
    if not has_memory:
        memory.unlink(missing_ok=True)
    delete_at_the_desk(project, OPENED)
    with Memory.open(memory) as opened:
        assert (OPENED, f"kk: {OPENED}") in {(e.source, e.target) for e in opened.entries()}


def test_nothing_is_deleted_that_the_memory_cannot_keep(tmp_path: Path) -> None:
    project = make(tmp_path)
    translate(project, "kk")
    (tmp_path / "locales/memory.sqlite").unlink(missing_ok=True)
    (tmp_path / "locales/memory.sqlite").mkdir()
    with pytest.raises(ToolkitError):
        delete_at_the_desk(project, OPENED)
    catalog = load(project.settings.catalog_path("bridge", KK))
    assert f"kk: {OPENED}" in {entry.msgstr for entry in catalog}


@pytest.mark.slow
def test_a_memory_that_a_deletion_made_is_filled_from_the_archive(tmp_path: Path) -> None:
    project = make(tmp_path)
    (tmp_path / "articles/well.txt").write_text("Well\n\nThe well is deep.\n")
    project.update()
    translate(project, "kk")
    translate(project, "kk", document_id="well")
    (tmp_path / "articles/well.txt").unlink()
    project.update()
    (tmp_path / "locales/memory.sqlite").unlink()
    delete_at_the_desk(project, OPENED)
    project.update()
    with Memory.open(tmp_path / "locales/memory.sqlite") as opened:
        assert {each.origin for each in opened.entries()} == {"bridge", "well"}
