"""What people see of status: a board in a terminal, the quality of units, what launches hold."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.newsrooms import make, translate
from toolkit.cli import command

QUALITY = """<html xmlns:its="http://www.w3.org/2005/11/its" lang="en"><body>
<p its-loc-quality-issue-type="misspelling" its-loc-quality-issue-severity="40"
 its-loc-quality-issue-comment="cafe">a</p>
<p its-loc-quality-rating-score="80">b</p>
<p its-loc-quality-rating-vote="-3">c</p>
<p its-loc-quality-issue-type="grammar" its-loc-quality-issue-enabled="no">d</p>
</body></html>"""
PAGES = 'source = "en"\n[[documents]]\nfiles = "articles/*.html"\n[locales.kk]\n'


def shown(folder: Path, *arguments: str) -> list[str]:
    told = CliRunner().invoke(command, ["-C", str(folder), "status", *arguments])
    assert told.exit_code == 0
    return [line.rstrip() for line in told.output.splitlines()]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have what the runner takes for standard output be a terminal."""
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True)


@pytest.mark.usefixtures("terminal")
def test_people_see_a_document_above_its_locales(tmp_path: Path) -> None:
    project = make(tmp_path)
    translate(project, "kk")
    lines = shown(tmp_path, "--by", "document")
    assert "bridge" in lines
    assert any(line.startswith("  kk") for line in lines)


def test_programs_see_a_line_for_each_document_and_locale(tmp_path: Path) -> None:
    translate(make(tmp_path), "kk")
    lines = shown(tmp_path, "--by", "document")
    assert lines[0].startswith("document")
    assert any(line.startswith("bridge") and "  kk " in line for line in lines)


def quality(folder: Path, *arguments: str) -> str:
    (folder / "articles").mkdir()
    (folder / "articles" / "q.html").write_text(QUALITY, encoding="utf-8")
    make(folder, PAGES)
    return "\n".join(shown(folder, *arguments))


def test_the_quality_that_sources_declare_is_summed_up(tmp_path: Path) -> None:
    assert "rating 80 of 100 on average" in quality(tmp_path)


def test_the_quality_of_each_unit_is_told_if_asked(tmp_path: Path) -> None:
    told = quality(tmp_path, "-v")
    assert "misspelling (40 of 100): cafe" in told
    assert "vote -3" in told
    assert "grammar [off]" in told
