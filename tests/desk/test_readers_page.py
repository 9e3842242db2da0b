"""The page as readers will see it, made for the desk: all that is finished, and nothing written."""

from pathlib import Path

from tests.desk.newsrooms import edit, page_newsroom
from tests.newsrooms import CONFIGURATION, contents, make, make_markdown, translate
from toolkit.base.bcp47 import Locale
from toolkit.desk.readers_page import Place, readers_page
from toolkit.newsroom.project import Project
from toolkit.newsroom.settings import Source
from toolkit.newsroom.source_files import find_sources

KK = Locale("kk")
STRICT = CONFIGURATION.replace(
    "[locales.kk]",
    '[locales.kk]\npublish = { require = "approved", threshold = 90, untranslated = "withhold" }',
)


def source_of(project: Project) -> Source:
    (source,) = find_sources(project.settings).sources
    return source


def places_of(project: Project) -> tuple[Place, ...]:
    return readers_page(project.settings, source_of(project), KK).places


def page_of(project: Project) -> str:
    made = readers_page(project.settings, source_of(project), KK)
    data = made.files[made.address]
    assert isinstance(data, bytes)
    return data.decode()


def test_what_is_finished_is_shown_whatever_the_policy_holds_back(tmp_path: Path) -> None:
    project = make(tmp_path, STRICT)
    translate(project, "kk", but="It was")
    page = page_of(project)
    assert "kk: The bridge opened on Tuesday." in page
    assert "It was washed away in 2017." in page


def test_an_article_of_which_nothing_is_translated_has_a_page(tmp_path: Path) -> None:
    assert "The bridge opened" in page_of(make(tmp_path))


def test_an_embargo_holds_nothing_back_from_who_works_on_it(tmp_path: Path) -> None:
    article = "---\nembargo: 2099-01-01T00:00:00Z\n---\n\n# Village\n\nThe bridge opened.\n"
    project = make_markdown(tmp_path, CONFIGURATION.replace(".txt", ".md"), article)
    assert "The bridge opened." in page_of(project)


def test_nothing_is_written(tmp_path: Path) -> None:
    project = make(tmp_path)
    before = contents(tmp_path)
    page_of(project)
    assert contents(tmp_path) == before


def test_places_say_what_is_shown_of_each_passage(tmp_path: Path) -> None:
    project = make(tmp_path)
    translate(project, "kk", but="It was")
    edit(project, "kk", "The bridge", flag="fuzzy")
    page = page_of(project)
    places = places_of(project)
    assert [each.shown for each in places] == [True, True, True, False, False]
    assert all(f'id="{each.block}"' in page for each in places)


def test_a_page_of_the_newsrooms_own_has_its_passages_marked(tmp_path: Path) -> None:
    project = page_newsroom(tmp_path)
    page = page_of(project)
    places = places_of(project)
    assert all(f"{each.block}" in page for each in places)
    assert 'title="kk: A note"' in page
    assert len(places) == 5  # the attribute stands nowhere


def test_a_document_whose_editions_are_no_pages_has_no_address(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "bridge.xml").write_text("<doc><p>The bridge.</p></doc>", "utf-8")
    project = make(tmp_path, CONFIGURATION.replace(".txt", ".xml"))
    assert not readers_page(project.settings, source_of(project), KK).address
