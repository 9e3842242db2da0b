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
