"""Checked parts: after one edit, what is said again is what would be found anew."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from tests.newsrooms import CONFIGURATION
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import load, save
from toolkit.checks import Selection, Sheet
from toolkit.checks.running import check_rows, survey_rows
from toolkit.newsroom import checked_parts
from toolkit.newsroom.project import Project

pytestmark = pytest.mark.slow

LONG_AGO = 1_700_000_000
NAMES = ("bridge", "road", "school")
SHARED = "It was washed away in the spring."


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "articles").mkdir()
    (tmp_path / "toolkit.toml").write_text(CONFIGURATION, encoding="utf-8")
    for name in NAMES:
        text = f"The {name} opened again\n\n{SHARED}\n\nThe {name} cost 12 million tenge.\n"
        (tmp_path / f"articles/{name}.txt").write_text(text, encoding="utf-8")
    made = Project.load(tmp_path)
    made.update()
    for name in NAMES:
        translate(made, name, "kk", SHARED, "Көктемде су шайып кетті.")
    made.check()
    return made


def translate(project: Project, name: str, tag: str, text: str, target: str, *said: str) -> None:
    """Translate a text of a document, long ago: what was written just now is read again anyway."""
    path = project.settings.catalog_path(name, Locale(tag))
    catalog = load(path)
    for entry in catalog:
        if entry.msgid.startswith(text):
            entry.msgstr, entry.tcomment = target, "\n".join(said)
    save(catalog, path)
    os.utime(path, (LONG_AGO, LONG_AGO))


def found(project: Project) -> list[str]:
    return [f"{each.location}: {each.code}" for each in project.check()]


def test_after_one_edit_only_its_catalog_is_checked_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []

    def noted(sheet: Sheet, *rest: Sequence[object]) -> object:
        checked.append(sheet.path)
        return check_rows(sheet, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(checked_parts, "check_rows", noted)
    translate(project, "road", "kk", SHARED, "Көктемде су шайып кеткен.")
    project.check()
    assert checked == ["locales/kk/LC_MESSAGES/road.po"]


def test_after_one_edit_only_its_locale_is_surveyed_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    surveyed: list[Locale] = []

    def noted(rows: Sequence[object], locale: Locale, *rest: Sequence[object]) -> object:
        surveyed.append(locale)
        return survey_rows(rows, locale, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(checked_parts, "survey_rows", noted)
    translate(project, "road", "kk", SHARED, "Көктемде су шайып кеткен.")
    project.check()
    assert surveyed == [Locale("kk")]


def test_an_edit_shows_and_hides_what_a_survey_finds_in_other_documents(project: Project) -> None:
    assert not any("two-translations" in each for each in found(project))
    translate(project, "bridge", "kk", SHARED, "Су алып кетті көктемде.")
    translate(project, "road", "kk", SHARED, "Су алып кетті көктемде.")
    assert [each for each in found(project) if each.startswith("locales/kk/LC_MESSAGES/school.po")]
    translate(project, "school", "kk", SHARED, "Су алып кетті көктемде.")
    assert not any("two-translations" in each for each in found(project))


def test_a_waiver_is_needed_as_long_as_a_survey_finds_something(project: Project) -> None:
    waiver = "toolkit: ignore=two-translations — as its editor wants it"
    translate(project, "school", "kk", SHARED, "Су алып кетті көктемде.", waiver)
    assert found(project) == []
    for name in ("bridge", "road"):
        translate(project, name, "kk", SHARED, "Су алып кетті көктемде.")
    assert [each.rpartition(" ")[2] for each in found(project)] == ["waivers"]


def test_one_locale_alone_forgets_nothing_of_the_others(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = project.check()
    project.check(["ug"])
    monkeypatch.delattr(checked_parts, "check_rows")
    assert project.check() == everything


def test_a_text_that_left_its_document_is_told_again_after_an_edit_of_the_catalog(
    project: Project,
) -> None:
    article = project.settings.root / "articles/road.txt"
    article.write_text(article.read_text("utf-8").replace("12 million", "13 million"), "utf-8")
    os.utime(article, (LONG_AGO, LONG_AGO))
    stale = [each for each in found(project) if each.endswith(": stale")]
    assert stale
    translate(project, "road", "kk", "The road opened", "Жол қайта ашылды")
    assert [each for each in found(project) if each.endswith(": stale")] == stale


def test_a_text_without_words_is_lacking_in_no_catalog(project: Project) -> None:
    article = project.settings.root / "articles/road.txt"
    article.write_text(f"{article.read_text('utf-8')}\n* * *\n\n.\n\n12\n", "utf-8")
    project.update()
    assert not [each for each in found(project) if each.endswith(": stale")]


def test_without_a_survey_only_what_one_catalog_says_is_found(project: Project) -> None:
    translate(project, "road", "kk", "The road cost", "Жол 13 миллион теңге тұрды.")
    translate(project, "road", "kk", SHARED, "Су алып кетті көктемде.")
    codes = {each.code for each in project.check(selection=Selection(select=("numbers",)))}
    assert codes == {"numbers"}


EDIT = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from(["kk", "ug"]),
    st.sampled_from(["The ", SHARED]),
    st.sampled_from(["", SHARED, "Көктемде су шайып кетті.", "12 миллион <b>", "Ашылды  13"]),
    st.sampled_from(["", "toolkit: ignore=two-translations, untranslated — as agreed"]),
)


@given_settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(EDIT, min_size=1, max_size=3))
def test_after_any_edits_the_findings_are_those_of_a_new_check(
    project: Project, edits: list[tuple[str, str, str, str, str]]
) -> None:
    for name, tag, text, target, said in edits:
        translate(project, name, tag, text, target, said)
    assert project.check() == project.check(everything=True)
