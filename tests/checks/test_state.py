from pathlib import Path

import pytest

from tests.checks.sheets import entry, found
from tests.newsrooms import ARTICLE, CONFIGURATION, make, translate
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Severity
from toolkit.catalog.po import load, save
from toolkit.checks import Selection
from toolkit.newsroom.project import Project

KK = Locale("kk")


def edited(folder: Path, before: str, after: str, msgstr: str | None = None) -> Project:
    """Return a newsroom whose article was edited, and whose flags were then taken off."""
    project = make(folder, article=ARTICLE.replace("It was washed away in 2017.", before))
    translate(project, "kk")
    project.update()
    text = ARTICLE.replace("It was washed away in 2017.", after)
    (folder / "articles" / "bridge.txt").write_text(text, encoding="utf-8")
    project.update()
    path = project.settings.catalog_path("bridge", KK)
    catalog = load(path)
    for each in catalog:
        if each.fuzzy:
            each.flags.remove("fuzzy")
            each.previous_msgid = None
            each.msgstr = msgstr or each.msgstr
    save(catalog, path)
    return project


def check(project: Project, check_id: str) -> list[Finding]:
    return list(project.check(["kk"], Selection([check_id])))


def test_fuzzy_and_missing_translations_are_told_when_asked_for() -> None:
    entries = (entry("one", "бір", "#, fuzzy"), entry("two", ""), entry("three", "үш"))
    assert [each.code for each in found(*entries, select="fuzzy,missing")] == [
        "fuzzy",
        "missing",
    ]


def test_fuzzy_and_missing_translations_are_not_told_by_default() -> None:
    assert found(entry("one", "бір", "#, fuzzy"), entry("two", "")) == ()


def test_a_fuzzy_translation_is_told_with_what_changed() -> None:
    comments = '#, fuzzy\n#| msgid "Police held 12."'
    (finding,) = found(entry("Police held 17.", "…", comments), select="fuzzy")
    assert "number 12 → 17" in finding.message


def test_a_missing_plural_form_is_missing() -> None:
    plural = '#. x\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "ә"\nmsgstr[1] ""\n'
    assert [each.code for each in found(plural, select="missing")] == ["missing"]


def test_an_entry_that_still_notes_its_previous_text_is_a_hint() -> None:
    comments = '#| msgid "The bridge opened."'
    (finding,) = found(entry("The bridge closed.", "Көпір ашылды.", comments), select="unfuzzied")
    assert finding.severity is Severity.HINT


def test_a_previous_text_of_other_typography_is_none() -> None:
    comments = '#| msgid "It\'s “open”."'
    assert found(entry("It’s «open».", "Ашық.", comments), select="unfuzzied") == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "after", "severity"),
    [
        ("It was washed away in 2017.", "It was washed away in 2019.", Severity.ERROR),
        ("It was washed away by rain.", "It was not washed away by rain.", Severity.ERROR),
        ("It was washed away at night.", "It was swept away at night.", Severity.HINT),
    ],
)
def test_a_flag_that_was_only_taken_off_is_found(
    tmp_path: Path, before: str, after: str, severity: Severity
) -> None:
    (finding,) = check(edited(tmp_path, before, after), "unfuzzied")
    assert (finding.severity, finding.target) == (severity, finding.target)
    assert "still the old one" in finding.message


@pytest.mark.slow
def test_a_translation_that_was_edited_with_its_text_is_right(tmp_path: Path) -> None:
    project = edited(tmp_path, "It fell in 2017.", "It fell in 2019.", "kk: It fell in 2019.")
    assert check(project, "unfuzzied") == []


@pytest.mark.slow
def test_without_a_memory_a_flag_taken_off_is_not_found(tmp_path: Path) -> None:
    project = edited(tmp_path, "It fell in 2017.", "It fell in 2019.")
    (tmp_path / "locales" / "memory.sqlite").unlink()
    assert check(project, "unfuzzied") == []


def test_a_translation_whose_text_left_is_stale(tmp_path: Path) -> None:
    project = make(tmp_path)
    translate(project, "kk")
    text = ARTICLE.replace("on Tuesday", "on Monday")
    (tmp_path / "articles" / "bridge.txt").write_text(text, encoding="utf-8")
    lacking, left = check(project, "stale")
    assert "lacks 1 text" in lacking.message
    assert left.source is not None
    assert "Tuesday" in left.source.text


def test_a_catalog_that_was_updated_is_not_stale(tmp_path: Path) -> None:
    project = make(tmp_path)
    translate(project, "kk")
    assert check(project, "stale") == []


def test_a_catalog_that_lacks_texts_of_its_document_is_stale(tmp_path: Path) -> None:
    project = make(tmp_path)
    path = project.settings.catalog_path("bridge", KK)
    catalog = load(path)
    del catalog[1:3]
    save(catalog, path)
    (finding,) = check(project, "stale")
    assert str(finding) == (
        "locales/kk/LC_MESSAGES/bridge.po: warning: the catalog lacks 2 texts that the document"
        " has now. Hint: run toolkit update."
    )


def test_so_is_a_catalog_that_nobody_has_made_yet(tmp_path: Path) -> None:
    project = make(tmp_path)
    project.settings.catalog_path("bridge", KK).unlink()
    (finding,) = check(project, "stale")
    assert "bridge.po: warning: the catalog lacks 5 texts" in str(finding)


def test_a_derived_locale_and_the_source_language_need_no_catalogs(tmp_path: Path) -> None:
    derived = '[locales.en]\n\n[locales.kk-Latn]\nfrom = "kk"\n'
    project = make(tmp_path, CONFIGURATION + derived)
    assert project.check(selection=Selection(["stale"])) == ()


@pytest.mark.slow
def test_what_a_catalog_lacks_is_as_bad_as_the_newsroom_says(tmp_path: Path) -> None:
    project = make(tmp_path, CONFIGURATION + '[checks]\nstale = "error"\n')
    project.settings.catalog_path("bridge", KK).unlink()
    (finding,) = project.check(["kk"])
    assert (finding.code, finding.severity) == ("stale", Severity.ERROR)
    assert project.check(["kk"], Selection(ignore=["stale"])) == ()


def test_a_source_that_cannot_be_read_is_told_and_the_rest_is_checked(tmp_path: Path) -> None:
    project = make(tmp_path)
    translate(project, "kk")
    (tmp_path / "articles" / "bridge.txt").write_bytes(b"\xff\xfe")
    codes = {each.code for each in project.check(["kk"], Selection(["stale", "missing"]))}
    assert codes
    assert "stale" not in codes
