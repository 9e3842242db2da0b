from pathlib import Path

import pytest

from tests.newsrooms import CONFIGURATION, make
from toolkit.base.errors import Finding
from toolkit.newsroom.publishing import site_of

PART = '{% extends "toolkit/article.html" %}{% block kind %}{% include "part.html" %}{% endblock %}'


def told(folder: Path, configuration: str = CONFIGURATION, **templates: str) -> tuple[Finding, ...]:
    made = make(folder, configuration)
    (folder / "templates").mkdir()
    for name, text in templates.items():
        (folder / "templates" / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return site_of(made.settings)[1]


@pytest.mark.slow
def test_a_template_may_include_a_part_of_the_newsrooms_own(tmp_path: Path) -> None:
    assert told(tmp_path, article_html=PART, part_html=' class="house"') == ()
    made = make(tmp_path)
    made.build()
    page = (tmp_path / "output" / "en" / "bridge.html").read_text(encoding="utf-8")
    assert '<body class="house">' in page


def test_a_template_of_a_misspelt_name_is_warned_of(tmp_path: Path) -> None:
    (found,) = told(tmp_path, artcle_html="<p></p>")
    assert (found.code, found.hint) == ("template-unused", "did you mean “article.html”")
    assert str(found.location) == "templates/artcle.html"


def test_other_files_beside_the_templates_are_none(tmp_path: Path) -> None:
    assert told(tmp_path, notes_txt="{% x", _article_html="{% x") == ()


def test_a_book_of_no_document_is_warned_of_with_its_line(tmp_path: Path) -> None:
    books = '\n[[books]]\ndocuments = "nothing*"\n'
    (found,) = told(tmp_path, CONFIGURATION + books)
    assert found.code == "book-empty"
    assert found.location is not None
    lines = (tmp_path / "toolkit.toml").read_text(encoding="utf-8").splitlines()
    assert lines.index('documents = "nothing*"') + 1 == found.location.line


def test_a_book_of_a_document_is_not_warned_of(tmp_path: Path) -> None:
    assert told(tmp_path, CONFIGURATION + '\n[[books]]\ndocuments = "bri*"\n') == ()
