"""Decay: what stays published when the source of finished translations changes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.newsrooms import CONFIGURATION, contents, make, translate
from toolkit.base.bcp47 import Locale
from toolkit.catalog.notes import Says
from toolkit.catalog.po import load, save
from toolkit.cli import command
from toolkit.newsroom.project import Project
from toolkit.newsroom.publishing import EditionReport

pytestmark = pytest.mark.slow

KK = Locale("kk")
CHANGED = "Осы аударма жасалғаннан кейін түпнұсқа өзгерді."
AS_THEY_WERE = "Кейбір үзінділер түпнұсқа өзгергенге дейінгі қалпында берілді."
ARTICLE = """Village gets its bridge back

Children walk to school again.

Dana Omarova Mar 3, 2026

The new bridge opened on Tuesday for everyone.

It was washed away in 2017.
"""
NUMBER = ("away in 2017", "away in 2018")
NEGATION = ("It was washed", "It was not washed")
NAME = ("It was washed away in 2017", "Omarov washed it away in 2017")
WORDING = ("The new bridge opened", "The new bridge finally opened")


def newsroom(folder: Path, publish: str = "threshold = 100") -> Project:
    """Make a newsroom whose article is translated and published."""
    table = f"[locales.kk]\npublish = {{ {publish} }}\n"
    project = make(folder, CONFIGURATION.replace("[locales.kk]\n", table), ARTICLE)
    translate(project, "kk")
    assert edition(project).published
    return project


def edit(project: Project, before: str, after: str) -> None:
    source = project.settings.root / "articles/bridge.txt"
    text = source.read_text("utf-8")
    assert before in text
    source.write_text(text.replace(before, after), "utf-8")
    project.update()


def edition(project: Project, locale: Locale = KK) -> EditionReport:
    report = project.build()
    return next(each for each in report.editions if each.locale == locale)


def page(project: Project, tag: str = "kk") -> str:
    return (project.settings.root / "output" / tag / "bridge.html").read_text("utf-8")


def test_an_edition_stays_and_names_what_has_changed(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    edit(project, *NUMBER)
    assert edition(project).stays
    assert CHANGED in page(project)
    assert '<a href="#' in page(project).partition(CHANGED)[2].partition("</details>")[0]


def test_an_edition_that_keeps_its_policy_does_not_stay_by_favour(tmp_path: Path) -> None:
    project = newsroom(tmp_path, "threshold = 10")
    edit(project, *NUMBER)
    assert (edition(project).published, edition(project).stays) == (True, False)


@pytest.mark.parametrize("publish", ['untranslated = "withhold"', "priority = 2"])
def test_what_any_rule_would_take_away_stays(tmp_path: Path, publish: str) -> None:
    project = newsroom(tmp_path, publish)
    edit(project, *NUMBER)
    assert edition(project).stays


ADDED = "\nThe mayor came, and nobody had asked him to.\n"


def add(project: Project, text: str = ADDED, *, update: bool = True) -> None:
    """Add a paragraph to the source."""
    source = project.settings.root / "articles/bridge.txt"
    source.write_text(source.read_text("utf-8") + text, "utf-8")
    if update:
        project.update()


@pytest.mark.parametrize("update", [True, False])
@pytest.mark.parametrize(
    "publish",
    ["threshold = 100", "threshold = 90", 'untranslated = "withhold"', "priority = 3",
     'threshold = 100, decay = "source"', 'threshold = 100, decay = "previous"'],
)  # fmt: skip
def test_a_new_paragraph_takes_no_page_away(tmp_path: Path, publish: str, update: bool) -> None:
    project = newsroom(tmp_path, publish)
    add(project, update=update)
    assert edition(project).stays
    notice = page(project).partition(CHANGED)[2].partition("</details>")[0]
    assert "The mayor came" in notice
    assert "kk: The new bridge opened" in page(project)


@pytest.mark.parametrize("update", [True, False])
def test_an_article_written_anew_stays_at_its_address(tmp_path: Path, update: bool) -> None:
    project = newsroom(tmp_path)
    source = tmp_path / "articles/bridge.txt"
    source.write_text("Other words\n\nNothing of this was ever there.\n", "utf-8")
    if update:
        project.update()
    assert edition(project).stays
    assert CHANGED in page(project)


def test_withhold_withdraws_for_a_new_paragraph_too(tmp_path: Path) -> None:
    project = newsroom(tmp_path, 'threshold = 100, decay = "withhold"')
    add(project)
    assert not edition(project).published


@pytest.mark.parametrize("update", [True, False])
def test_a_new_paragraph_does_not_publish_what_was_not_enough(tmp_path: Path, update: bool) -> None:
    table = "[locales.kk]\npublish = { threshold = 100 }\n"
    project = make(tmp_path, CONFIGURATION.replace("[locales.kk]\n", table), ARTICLE)
    translate(project, "kk", but="Children")
    edit(project, "Children walk to school again.", "Nobody has ever seen this line.")
    add(project, update=update)
    assert not edition(project).published


def test_a_part_that_is_enough_stays_when_something_is_added(tmp_path: Path) -> None:
    table = "[locales.kk]\npublish = { threshold = 70 }\n"
    project = make(tmp_path, CONFIGURATION.replace("[locales.kk]\n", table), ARTICLE)
    translate(project, "kk", but="Children")
    assert edition(project).published
    add(project, ADDED * 4)
    assert edition(project).stays


def notes_of_additions(project: Project) -> list[str]:
    catalog = load(project.settings.catalog_path("bridge", KK))
    return [each.msgid for each in catalog if each.notes.of(Says.ADDITION)]


def test_a_catalog_says_what_was_added_until_it_is_translated(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    add(project)
    assert notes_of_additions(project) == [ADDED.strip()]
    project.update()
    assert notes_of_additions(project) == [ADDED.strip()]
    translate(project, "kk")
    project.update()
    assert notes_of_additions(project) == []
    assert not edition(project).stays


def test_what_waited_all_along_is_no_addition_when_it_is_edited(tmp_path: Path) -> None:
    project = make(tmp_path, CONFIGURATION, ARTICLE)
    translate(project, "kk", but="Children")
    edit(project, "Children walk to school again.", "MURSAL — Children walk to school.")
    project.update()
    assert notes_of_additions(project) == []


def test_a_new_catalog_says_nothing_of_additions(tmp_path: Path) -> None:
    project = make(tmp_path, CONFIGURATION, ARTICLE)
    add(project)
    assert notes_of_additions(project) == []


def test_an_edition_that_was_never_published_does_not_appear(tmp_path: Path) -> None:
    table = "[locales.kk]\npublish = { threshold = 100 }\n"
    project = make(tmp_path, CONFIGURATION.replace("[locales.kk]\n", table), ARTICLE)
    translate(project, "kk", but="Children")
    edit(project, *NUMBER)
    assert not edition(project).published


def test_a_translation_that_its_translator_takes_back_is_not_kept(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    path = project.settings.catalog_path("bridge", KK)
    catalog = load(path)
    next(each for each in catalog if each.msgid.startswith("It was")).flags.append("fuzzy")
    save(catalog, path)
    assert not edition(project).published


def test_a_draft_from_another_article_says_nothing_of_a_change(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    later = ARTICLE.replace("2017", "2018").replace("Village", "Town")
    (tmp_path / "articles/later.txt").write_text(later, "utf-8")
    project.update()
    catalog = load(project.settings.catalog_path("later", KK))
    drafts = [each for each in catalog if each.fuzzy]
    assert drafts
    assert all(each.notes.of(Says.DRAFT) and not each.notes.of(Says.CHANGE) for each in drafts)
    report = project.build()
    assert not any(
        each.published
        for each in report.editions
        if each.locale == KK and each.document_id == "later"
    )
    project.update()
    assert load(project.settings.catalog_path("later", KK)) == catalog


def test_withhold_withdraws(tmp_path: Path) -> None:
    project = newsroom(tmp_path, 'threshold = 100, decay = "withhold"')
    edit(project, *NUMBER)
    assert not edition(project).published
    assert not (tmp_path / "output/kk/bridge.html").exists()


def test_the_last_finished_translation_is_shown_and_marked(tmp_path: Path) -> None:
    project = newsroom(tmp_path, 'threshold = 100, decay = "previous"')
    edit(project, *WORDING)
    assert edition(project).stays
    shown = page(project)
    assert 'class="outdated">kk: The new bridge opened' in shown
    assert CHANGED in shown
    assert AS_THEY_WERE in shown


@pytest.mark.parametrize("change", [NUMBER, NEGATION, NAME])
def test_an_older_fact_is_never_shown(tmp_path: Path, change: tuple[str, str]) -> None:
    project = newsroom(tmp_path, 'threshold = 100, decay = "previous"')
    edit(project, *change)
    assert edition(project).stays
    shown = page(project)
    assert "kk: It was washed away in 2017" not in shown
    assert AS_THEY_WERE not in shown
    assert CHANGED in shown


@pytest.mark.parametrize(("decay", "there"), [("keep", False), ("source", True)])
def test_where_passages_are_left_out_source_shows_what_has_changed(
    tmp_path: Path, decay: str, there: bool
) -> None:
    project = newsroom(tmp_path, f'threshold = 100, untranslated = "omit", decay = "{decay}"')
    edit(project, *NUMBER)
    assert edition(project).stays
    body = page(project).partition('<div class="body">')[2]
    assert ("washed away in 2018" in body) is there


def test_a_fresh_clone_builds_the_same(tmp_path: Path) -> None:
    project = newsroom(tmp_path / "one", 'threshold = 100, decay = "previous"')
    edit(project, *WORDING)
    project.build()
    other = tmp_path / "two"
    for path, data in contents(tmp_path / "one").items():
        if path.split("/")[0] in {"articles", "locales", "toolkit.toml"}:
            (other / path).parent.mkdir(parents=True, exist_ok=True)
            (other / path).write_bytes(data)
    Project.load(other).build()
    assert contents(other / "output") == contents(tmp_path / "one/output")


def test_a_derived_locale_holds_back_what_its_base_does(tmp_path: Path) -> None:
    table = '[locales.kk]\npublish = { threshold = 100 }\n[locales.kk-Arab]\nfrom = "kk"\n'
    project = make(tmp_path, CONFIGURATION.replace("[locales.kk]\n", table), ARTICLE)
    translate(project, "kk", but="It was")
    assert not edition(project, Locale("kk-Arab")).published


def test_a_derived_locale_shows_older_texts_in_its_own_alphabet(tmp_path: Path) -> None:
    table = (
        '[locales.kk]\npublish = { threshold = 100, decay = "previous" }\n'
        '[locales.kk-Latn]\nfrom = "kk"\n'
    )
    project = make(tmp_path, CONFIGURATION.replace("[locales.kk]\n", table), ARTICLE)
    path = project.settings.catalog_path("bridge", KK)
    translate(project, "kk")
    catalog = load(path)
    next(each for each in catalog if each.msgid.startswith("The new")).msgstr = "Көпір ашылды."
    save(catalog, path)
    edit(project, *WORDING)
    project.build()
    assert 'class="outdated">Köpır aşyldy.' in page(project, "kk-Latn")


def test_what_is_shown_as_it_was_still_waits_for_a_translator(tmp_path: Path) -> None:
    project = newsroom(tmp_path, 'threshold = 100, decay = "previous"')
    edit(project, *WORDING)
    told = CliRunner().invoke(command, ["-C", str(tmp_path), "status", "-l", "kk", "--json"])
    assert [each["fuzzy"] for each in json.loads(told.stdout)] == [1]


def test_what_is_published_under_a_former_name_stays_too(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    source = tmp_path / "articles/bridge.txt"
    source.write_text(ARTICLE.replace(*NUMBER), "utf-8")
    source.rename(tmp_path / "articles/ferry.txt")
    project.update()
    assert edition(project).published
    assert CHANGED in (tmp_path / "output/kk/ferry.html").read_text("utf-8")


def test_a_catalog_that_breaks_while_its_document_moves_leaves_the_old_page(
    tmp_path: Path,
) -> None:
    project = newsroom(tmp_path)
    before = page(project)
    path = project.settings.catalog_path("bridge", KK)
    path.write_text(path.read_text("utf-8") + "<<<<<<< ours\n", "utf-8")
    (tmp_path / "articles/bridge.txt").rename(tmp_path / "articles/ferry.txt")
    project.update()
    project.build()
    assert page(project) == before
    assert 'href="bridge.html"' in (tmp_path / "output/kk/index.html").read_text("utf-8")
    broken = project.settings.catalog_path("ferry", KK)
    broken.write_text(broken.read_text("utf-8").replace("<<<<<<< ours\n", ""), "utf-8")
    project.build()
    assert 'url=ferry.html"' in page(project)
