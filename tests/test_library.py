"""The toolkit as a library: what is public is listed, documented, quick to load, and works."""

import subprocess
import sys
from pathlib import Path

import pytest

import toolkit
import toolkit.plugin
from tests.library_page import PAGE, page
from tests.newsrooms import ARTICLE, CONFIGURATION, contents, make, translate
from toolkit.base.errors import ToolkitError
from toolkit.newsroom.project import Project

TWICE = "---\nheadline: A\nheadline: B\n---\n\nText.\n"


@pytest.mark.parametrize("face", [toolkit, toolkit.plugin])
def test_what_is_public_is_listed_and_there(face: object) -> None:
    names = face.__all__  # type: ignore[attr-defined]
    assert dir(face) == sorted(names), "list every public name in __all__, and no other"
    nothing = [name for name in names if getattr(face, name) is None]
    assert nothing == [], f"say where {nothing} come from, or take them out of __all__"


@pytest.mark.parametrize("face", [toolkit, toolkit.plugin])
def test_no_other_name_is_public(face: object) -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        face.nonsense  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.slow
@pytest.mark.parametrize("statement", ["import toolkit", "from toolkit.plugin import Check"])
def test_a_face_loads_no_more_than_is_asked_for(statement: str) -> None:
    code = f"import sys; {statement}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert {"jinja2", "markdown_it", "toolkit.editions.forms"}.isdisjoint(loaded)


@pytest.mark.slow
def test_the_reference_is_made_from_the_docstrings() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "a docstring of a public name has changed: run make library, and commit the page"
    )


@pytest.mark.slow
def test_the_program_of_the_reference_works(tmp_path: Path) -> None:
    project = make(tmp_path)
    translate(project, "kk", but="It was")
    program = page().partition("```python\n")[2].partition("```")[0]
    assert len(program.splitlines()) <= 20
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "kk: 4 of 5 passages are translated" in done.stdout
    assert "untranslated: It was washed away in 2017." in done.stdout
    assert "output/kk/bridge.html" in contents(tmp_path)


def test_passages_are_the_same_units_in_every_locale(tmp_path: Path) -> None:
    project = make(tmp_path)
    ids = [unit.id for unit in project.units()]
    assert ids == [each.id for each in project.passages("kk")]
    assert len(set(ids)) == len(ids) > 0


def test_documents_that_cannot_be_read_stop_no_others(tmp_path: Path) -> None:
    project = make(tmp_path)
    (tmp_path / "articles" / "a.txt").write_text(TWICE, encoding="utf-8")
    documents = project.documents()
    assert next(documents).id == "bridge"
    with pytest.raises(ToolkitError, match=r"articles/a\.txt"):
        next(documents)
    localized = project.localized("kk")
    assert next(localized).document.id == "bridge"
    with pytest.raises(ToolkitError, match=r"articles/a\.txt"):
        next(localized)


def test_a_catalog_that_cannot_be_read_stops_no_others(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(ARTICLE, encoding="utf-8")
    project = make(tmp_path)
    project.settings.catalog_path("a", project.locales(["kk"])[0]).write_bytes(b"msgid")
    localized = project.localized("kk")
    assert next(localized).document.id == "bridge"
    with pytest.raises(ToolkitError, match=r"a\.po"):
        next(localized)


def test_a_locale_has_no_passages_of_what_is_written_in_it(tmp_path: Path) -> None:
    project: Project = make(tmp_path, CONFIGURATION)
    assert list(project.localized("en")) == []
