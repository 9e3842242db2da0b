from pathlib import Path

import pytest

from tests.desk.newsrooms import ARTICLE, edit, every_state
from tests.newsrooms import CONFIGURATION, make, translate
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.desk.passage_details import UnitEntry, page_entries
from toolkit.newsroom.project import Project
from toolkit.newsroom.source_files import find_sources

CATALOG = "locales/ug/LC_MESSAGES/bridge.po"


def entries(project: Project, tag: str) -> dict[str, UnitEntry]:
    """Return a locale's units by the beginning of their text."""
    source = find_sources(project.settings).sources[0]
    found = page_entries(project.settings, source, Locale(tag))
    return {each.source[:10]: each for each in found.units}


@pytest.mark.parametrize(
    ("unit", "state"),
    [
        ("Village ge", "translated"),
        ("The bridge", "fuzzy"),
        ("It was was", "untranslated"),
        ("The road i", "broken"),
        ("The mayor ", "stale"),
    ],
)
def test_a_unit_has_its_state(tmp_path: Path, unit: str, state: str) -> None:
    assert entries(every_state(tmp_path), "ug")[unit].state == state


def test_an_original_has_no_catalog(tmp_path: Path) -> None:
    found = entries(every_state(tmp_path), "en")
    assert {each.state for each in found.values()} == {"original"}
    assert {each.catalog_place for each in found.values()} == {""}


def test_a_fuzzy_unit_shows_what_changed(tmp_path: Path) -> None:
    unit = entries(every_state(tmp_path), "ug")["The bridge"]
    assert unit.previous == "The bridge opened on Monday."
    assert ("removed", " Monday") in unit.difference
    assert ("added", " Tuesday") in unit.difference


def test_a_stale_unit_shows_the_text_that_was_translated(tmp_path: Path) -> None:
    unit = entries(every_state(tmp_path), "ug")["The mayor "]
    assert unit.translation == "ug: The mayor cut a ribbon."
    assert unit.difference[1] == ("added", " red")


def test_a_broken_unit_says_why(tmp_path: Path) -> None:
    assert "<b>" in " ".join(entries(every_state(tmp_path), "ug")["The road i"].problems)


@pytest.mark.parametrize("unit", ["Village ge", "The bridge", "It was was", "The mayor "])
def test_places_are_where_the_texts_stand(tmp_path: Path, unit: str) -> None:
    found = entries(every_state(tmp_path), "ug")[unit]
    path, _, line = found.catalog_place.rpartition(":")
    assert path == CATALOG
    assert (tmp_path / path).read_text().splitlines()[int(line) - 1].startswith("msgstr")
    path, _, line = found.source_place.rpartition(":")
    assert (tmp_path / path).read_text().splitlines()[int(line) - 1].startswith(unit)


def test_notes_leave_out_the_role_and_the_id(tmp_path: Path) -> None:
    project = every_state(tmp_path)
    edit(project, "ug", "The bridge", comment="paragraph\nnote: Say when.\nid: p-1234")
    assert entries(project, "ug")["The bridge"].notes == ("Say when.",)


def test_an_edited_text_tells_the_translator_what_was_changed(tmp_path: Path) -> None:
    article = "Headline here\n\nPolice held 12 people at the station.\n"
    translate(make(tmp_path, article=article), "ug")
    project = make(tmp_path, article=article.replace("12", "17"))
    assert entries(project, "ug")["Police hel"].notes == ("changed: number 12 → 17",)


def test_a_translation_found_by_alignment_tells_how_sure_it_is(tmp_path: Path) -> None:
    project = every_state(tmp_path)
    edit(project, "ug", "The bridge", comment="aligned: 41 %\nparagraph\nid: p-1234")
    assert entries(project, "ug")["The bridge"].notes == ("aligned: 41 %",)


def test_what_another_program_noted_is_shown_whole(tmp_path: Path) -> None:
    project = every_state(tmp_path)
    edit(project, "ug", "The bridge", comment="Said on Monday.\nfrom the archive")
    shown = entries(project, "ug")["The bridge"].notes
    assert shown == ("Said on Monday.", "from the archive")


def test_a_derived_edition_shows_the_catalog_of_its_base(tmp_path: Path) -> None:
    derived = CONFIGURATION + '\n[locales.kk-Latn]\nfrom = "kk"\n'
    project = make(tmp_path, configuration=derived, article=ARTICLE)
    translate(project, "kk")
    unit = entries(project, "kk-Latn")["Village ge"]
    assert (unit.language, unit.state) == ("kk", "translated")
    assert unit.catalog_place.startswith("locales/kk/")


def test_a_catalog_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    project = every_state(tmp_path)
    (tmp_path / CATALOG).write_text('msgid "x\n')
    with pytest.raises(ToolkitError, match=r"bridge\.po:1:7"):
        entries(project, "ug")


def test_a_passage_that_the_overlay_omits_is_excluded_as_in_the_build(tmp_path: Path) -> None:
    project = make(tmp_path)
    translate(project, "kk", but="It was")
    (omitted,) = (each.id for name, each in entries(project, "kk").items() if "It was" in name)
    overlay = project.settings.overlay_path("bridge", Locale("kk"))
    overlay.write_text(f'[[omit]]\nid = "{omitted}"\nreason = "known"\n', encoding="utf-8")
    found = {each.id: each.state for each in entries(project, "kk").values()}
    assert found[omitted] == "excluded"
