"""Reviewing in a newsroom: signed, returned, required, and alive through all that moves files."""

from pathlib import Path

import pytest

from tests.newsrooms import CONFIGURATION, change, contents, make, translate
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location, ToolkitError
from toolkit.catalog.po import Entry, load, save
from toolkit.catalog.review import Act, Stage
from toolkit.exchange.reply import Reply, Returned
from toolkit.newsroom.packages import package_of, take_back_reply
from toolkit.newsroom.project import Project
from toolkit.newsroom.reviewing import (
    Chosen,
    Signature,
    return_texts,
    reviewed_texts,
    sign_texts,
)

KK = Locale("kk")
ALL = Chosen(KK)
REQUIRED = CONFIGURATION.replace(
    "[locales.kk]", '[locales.kk]\npublish = { require = "approved", untranslated = "withhold" }'
)
BY_E1 = Signature("e1", translator="t3")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = make(tmp_path, REQUIRED)
    translate(project, "kk")
    return project


def stages(project: Project) -> dict[str, Stage]:
    found = reviewed_texts(project.settings, [KK])
    return {each.entry.msgid.split()[0]: each.stage for each in found}


def id_of(project: Project, begins: str) -> str:
    found = reviewed_texts(project.settings, [KK])
    return next(each.id for each in found if each.entry.msgid.startswith(begins))


def entry_of(project: Project, begins: str) -> Entry:
    catalog = load(project.settings.catalog_path("bridge", KK))
    return next(each for each in catalog if each.msgid.startswith(begins))


def is_published(project: Project) -> bool:
    report = project.build(["kk"])
    (edition,) = [each for each in report.editions if each.locale == KK]
    return edition.published


def test_what_nobody_has_approved_is_held_back(project: Project) -> None:
    report = project.build(["kk"])
    (edition,) = [each for each in report.editions if each.locale == KK]
    assert (edition.published, edition.reason) == (False, "nothing is approved yet")


def test_what_is_approved_is_published(project: Project) -> None:
    sign_texts(project.settings, ALL, BY_E1)
    assert is_published(project)


def test_reviewed_is_not_approved(project: Project) -> None:
    sign_texts(project.settings, ALL, Signature("r2", Act.REVIEWED, "t3"))
    assert set(stages(project).values()) == {Stage.REVIEWED}
    assert not is_published(project)


def test_a_change_after_approval_holds_back_again(project: Project) -> None:
    sign_texts(project.settings, ALL, BY_E1)
    change(project, "kk", "The bridge", "Көпір бүгін ашылды.")
    assert stages(project)["The"] is Stage.TRANSLATED
    assert not is_published(project)


def test_no_hand_reaches_the_output(project: Project, tmp_path: Path) -> None:
    sign_texts(project.settings, ALL, Signature("hand-of-editor", translator="hand-of-translator"))
    project.build()
    output = {name: data for name, data in contents(tmp_path).items() if name.startswith("output")}
    assert output
    assert not [name for name, data in output.items() if b"hand-of-" in data]


def test_the_translator_is_refused_and_nothing_is_written(project: Project, tmp_path: Path) -> None:
    before = contents(tmp_path)
    done = sign_texts(project.settings, ALL, Signature("t3", translator="t3"))
    assert {each.code for each in done.findings} == {"review-four-eyes"}
    assert not done.items
    assert contents(tmp_path) == before


def test_one_that_cannot_be_signed_stops_no_other(project: Project) -> None:
    change(project, "kk", "Children", "")
    done = sign_texts(
        project.settings,
        Chosen(KK, ids=[id_of(project, "Children"), id_of(project, "The"), "p-none"]),
        BY_E1,
    )
    assert [each.code for each in done.findings] == ["review-unfinished", "review-unknown"]
    assert stages(project)["The"] is Stage.APPROVED


def test_a_returned_text_is_fuzzy_and_has_the_words(project: Project) -> None:
    chosen = Chosen(KK, ids=[id_of(project, "The")])
    return_texts(project.settings, chosen, "r2", "It was Monday.")
    entry = entry_of(project, "The")
    assert (entry.fuzzy, entry.tcomment) == (True, "returned: It was Monday.")


def test_words_are_gone_when_the_text_is_approved(project: Project) -> None:
    chosen = Chosen(KK, ids=[id_of(project, "The")])
    return_texts(project.settings, chosen, "r2", "It was Monday.")
    path = project.settings.catalog_path("bridge", KK)
    catalog = load(path)
    for entry in catalog:
        entry.flags = []
    save(catalog, path)
    sign_texts(project.settings, chosen, BY_E1)
    assert entry_of(project, "The").tcomment == ""
    assert stages(project)["The"] is Stage.APPROVED


def test_who_sent_a_translation_back_is_its_translator(project: Project) -> None:
    package, _ = package_of(project.settings, KK)
    row = next(each for each in package.rows if each.source.startswith("The"))
    back = Returned("Көпір ашылды.", Location("back"), row.reference, row.source, draft=False)
    take_back_reply(project.settings, Reply("back", (back,), KK), hand="t5")
    chosen = Chosen(KK, ids=[id_of(project, "The")])
    refused = sign_texts(project.settings, chosen, Signature("t5"))
    assert [each.code for each in refused.findings] == ["review-four-eyes"]
    assert sign_texts(project.settings, chosen, Signature("e1")).items


def test_what_came_back_as_it_was_has_no_new_translator(project: Project) -> None:
    package, _ = package_of(project.settings, KK)
    rows = [
        Returned(each.target, Location("back"), each.reference, each.source, draft=False)
        for each in package.rows
    ]
    take_back_reply(project.settings, Reply("back", tuple(rows), KK), hand="t5")
    assert not project.settings.review_path("bridge", KK).exists()


def test_approvals_survive_an_update_and_a_move_of_the_document(project: Project) -> None:
    sign_texts(project.settings, ALL, BY_E1)
    project.move("bridge", "river")
    project.update()
    assert set(stages(project).values()) == {Stage.APPROVED}
    assert not project.settings.review_path("bridge", KK).exists()


def test_approvals_go_to_the_archive_and_come_back(project: Project, tmp_path: Path) -> None:
    sign_texts(project.settings, ALL, BY_E1)
    article = tmp_path / "articles" / "bridge.txt"
    text = article.read_bytes()
    article.unlink()
    project.update()
    assert not project.settings.review_path("bridge", KK).exists()
    article.write_bytes(text)
    project.update()
    assert set(stages(project).values()) == {Stage.APPROVED}


def test_a_review_that_cannot_be_read_holds_its_edition_back(project: Project) -> None:
    sign_texts(project.settings, ALL, BY_E1)
    path = project.settings.review_path("bridge", KK)
    path.write_text("<<<<<<< HEAD\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert {each.code for each in reviewed_texts(project.settings, [KK]).findings} == {
        "review-syntax"
    }
    report = project.build()
    assert "review-syntax" in {each.code for each in report.findings}


def test_a_locale_without_catalogs_has_nothing_to_review(project: Project) -> None:
    with pytest.raises(ToolkitError) as caught:
        sign_texts(project.settings, Chosen(Locale("en")), BY_E1)
    assert caught.value.findings[0].code == "review-derived"


@pytest.mark.slow
def test_a_later_build_sees_what_was_signed_and_returned_meanwhile(project: Project) -> None:
    assert not is_published(project)
    sign_texts(project.settings, ALL, BY_E1)
    assert is_published(project)
    review = project.settings.review_path("bridge", KK)
    lines = review.read_text(encoding="utf-8").replace(" approved:e1", "")
    review.write_text(lines, encoding="utf-8")
    assert not is_published(project)
    review.unlink()
    assert not is_published(project)
