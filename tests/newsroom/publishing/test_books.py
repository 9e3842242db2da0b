"""Books of several articles, when not all of them are made again."""

import zipfile
from pathlib import Path

import pytest

from toolkit.newsroom.project import Project

pytestmark = pytest.mark.slow

CONFIGURATION = """source = "en"
[[documents]]
files = "articles/*.*"
editions = ["FORM"]
[[books]]
"""
BOOK = "output/en/book.epub"


@pytest.fixture(params=["html", "nitf"])
def project(tmp_path: Path, request: pytest.FixtureRequest) -> Project:
    (tmp_path / "articles").mkdir()
    settings = CONFIGURATION.replace("FORM", str(request.param))
    (tmp_path / "toolkit.toml").write_text(settings, encoding="utf-8")
    for name in ("one", "two"):
        (tmp_path / f"articles/{name}.md").write_text(f"# {name.title()}\n\nText.\n")
    (tmp_path / "articles/page.html").write_text("<h1>Page</h1>")
    project = Project.load(tmp_path)
    project.build()
    return project


def newsroom(folder: Path, book: str, *articles: str) -> Project:
    """Return a newsroom, built, with a book of some of its articles."""
    settings = CONFIGURATION.replace("*.*", "**/*.md").replace("FORM", "html")
    (folder / "toolkit.toml").write_text(settings + book, encoding="utf-8")
    for each in articles:
        file = folder / f"articles/{each}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("# Title\n\nText.\n")
    project = Project.load(folder)
    project.build()
    return project


def chapters(folder: Path) -> list[str]:
    with zipfile.ZipFile(folder / BOOK) as book:
        return [each.rpartition("/")[2] for each in book.namelist() if "article-" in each]


def test_a_book_stays_when_nothing_has_changed(project: Project, tmp_path: Path) -> None:
    before = (tmp_path / BOOK).read_bytes()
    report = project.build()
    assert (report.changed, report.removed) == ((), ())
    assert (tmp_path / BOOK).read_bytes() == before


def test_a_book_is_made_again_where_it_is_missing(project: Project, tmp_path: Path) -> None:
    (tmp_path / BOOK).unlink()
    project.build()
    assert len(chapters(tmp_path)) == 2


def test_an_article_that_was_withdrawn_leaves_the_book(project: Project, tmp_path: Path) -> None:
    (tmp_path / "articles/two.md").unlink()
    project.build()
    assert chapters(tmp_path) == ["article-one.xhtml"]


def test_a_book_goes_with_its_last_article(project: Project, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"articles/{name}.md").unlink()
    project.build()
    project.build()
    assert not (tmp_path / BOOK).exists()


def test_a_build_of_one_article_leaves_the_book_as_it_is(project: Project, tmp_path: Path) -> None:
    before = (tmp_path / BOOK).read_bytes()
    project.build(documents=["one"])
    assert (tmp_path / BOOK).read_bytes() == before


def test_an_article_that_was_moved_elsewhere_leaves_the_book(tmp_path: Path) -> None:
    project = newsroom(tmp_path, 'documents = "20*/*"\n', "2026/one", "2026/two")
    project.move("articles/2026/two.md", "articles/two.md")
    project.build()
    assert chapters(tmp_path) == ["article-2026-one.xhtml"]


def test_a_book_keeps_all_articles_where_the_link_of_one_leads_nowhere(tmp_path: Path) -> None:
    project = newsroom(tmp_path, 'documents = "20*/*"\n', "2026/one", "2026/two", "well")
    one = tmp_path / "articles/2026/one.md"
    one.write_text("# One\n\nSee [the well](../well.md).\n")
    project.build()
    before = chapters(tmp_path)
    well = tmp_path / "articles/well.md"
    well.write_text(f"---\nembargo: 2999-01-01T00:00:00Z\n---\n{well.read_text()}")
    project.build()
    assert chapters(tmp_path) == before
    assert len(before) == 2


def test_an_article_of_two_books_is_made_again_for_both(tmp_path: Path) -> None:
    books = 'documents = "20*/*"\n[[books]]\nname = "other"\ndocuments = "*on*"\n'
    project = newsroom(tmp_path, books, "2026/one", "2026/two", "moon")
    before = chapters(tmp_path)
    (tmp_path / "articles/moon.md").write_text("# Moon\n\nIt is far.\n")
    project.build()
    assert chapters(tmp_path) == before
    assert len(before) == 2
