"""Correcting: what each severity does to a source, its catalogs and its editions."""

import datetime as dt
from pathlib import Path

import pytest

from tests.newsrooms import CONFIGURATION, contents, make, translate
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.catalog.po import load
from toolkit.newsroom.correcting import CorrectionSeverity
from toolkit.newsroom.project import Project

KK = Locale("kk")
DAY = dt.date(2026, 3, 9)
TYPO, STYLE, FACT, LEGAL = CorrectionSeverity
CORRECTED = "Түпнұсқаға түзету енгізілді. Түзету әлі аударылған жоқ."
ARTICLE = """---
headline: Village gets its bridge back
date: 2026-03-03
---
The bridge opened on Tuesday for everyone.

It was washed away in 2017.
"""
STRICT = CONFIGURATION.replace("[locales.kk]\n", "[locales.kk]\npublish = { threshold = 100 }\n")


def newsroom(folder: Path, article: str = ARTICLE) -> Project:
    project = make(folder, STRICT, article)
    translate(project, "kk")
    project.build()
    return project


def source(project: Project) -> Path:
    return project.settings.root / "articles/bridge.txt"


def edit(project: Project, before: str = "for everyone", after: str = "for all") -> None:
    data = source(project).read_bytes()
    source(project).write_bytes(data.replace(before.encode(), after.encode()))


def fuzzy(project: Project) -> list[str]:
    return [each.msgid for each in load(project.settings.catalog_path("bridge", KK)) if each.fuzzy]


def page(project: Project) -> str:
    project.build()
    return (project.settings.root / "output/kk/bridge.html").read_text("utf-8")


def test_a_typo_keeps_translations(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    edit(project, "everyone", "everybody")
    done, _ = project.correct("bridge", TYPO)
    assert [each.id for each in done.passages] == list(done.kept)
    assert fuzzy(project) == []
    assert "kk: The bridge opened" in page(project)


def test_style_has_translations_looked_at_again(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    edit(project)
    before = source(project).read_bytes()
    project.correct("bridge", STYLE)
    assert fuzzy(project) == ["The bridge opened on Tuesday for all."]
    assert source(project).read_bytes() == before


def test_a_fact_is_told_on_every_page_at_once(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    edit(project, "2017", "2018")
    project.correct("articles/bridge.txt", FACT, "The year\nwas wrong.", day=DAY)
    assert fuzzy(project) == ["It was washed away in 2018."]
    shown = page(project)
    assert CORRECTED in shown
    assert "The year was wrong." in shown
    assert 'datetime="2026-03-09"' in shown


def test_what_is_told_is_said_no_more_when_it_is_translated(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    edit(project, "2017", "2018")
    project.correct("bridge", FACT, "The year was wrong.", day=DAY)
    translate(project, "kk")
    assert CORRECTED not in page(project)
    assert "kk: The year was wrong." in page(project)


def test_a_legal_correction_withdraws_all_editions(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    project.correct("bridge", LEGAL)
    project.build()
    assert not [path for path in contents(tmp_path / "output") if "bridge" in path]


def test_a_new_correction_comes_first(tmp_path: Path) -> None:
    old = "corrections:\n- 2026-03-04 The town was wrong.\ndate"
    project = newsroom(tmp_path, ARTICLE.replace("date", old, 1))
    edit(project)
    project.correct("bridge", FACT, "The year was wrong.", day=DAY)
    said = "corrections:\n- 2026-03-09 The year was wrong.\n- 2026-03-04 The town was wrong.\n"
    assert said in source(project).read_text("utf-8")


@pytest.mark.parametrize("article", [
    ARTICLE.replace("\n", "\r\n"),
    "\ufeff" + ARTICLE,
    "Village gets its bridge back\n\nStand.\n\nDana Omarova Mar 3, 2026\n\nOpen for everyone.\n",
])  # fmt: skip
def test_a_source_keeps_its_shape(tmp_path: Path, article: str) -> None:
    project = make(tmp_path, STRICT, "")
    source(project).write_bytes(article.encode())
    project.update()
    edit(project)
    after = source(project).read_bytes()
    project.correct("bridge", FACT, "The year was wrong.", day=DAY)
    written = source(project).read_bytes()
    assert written.startswith("\ufeff".encode()) == after.startswith("\ufeff".encode())
    assert written.count(b"\r\n") in {0, written.count(b"\n")}
    assert "".join(after.decode().rsplit("---", 1)[-1:]) in written.decode()


@pytest.mark.parametrize(
    ("article", "severity", "note", "message"),
    [
        (ARTICLE, FACT, " ", "has no text for readers"),
        (ARTICLE.replace("date", "corrections: [2026-03-04 No.]\ndate", 1), FACT, "x", "one line"),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    tmp_path: Path, article: str, severity: CorrectionSeverity, note: str, message: str
) -> None:
    project = newsroom(tmp_path, article)
    edit(project)
    before = contents(tmp_path)
    with pytest.raises(ToolkitError, match=message):
        project.correct("bridge", severity, note)
    assert contents(tmp_path) == before


def test_a_correction_of_nothing_is_refused(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    before = contents(tmp_path)
    with pytest.raises(ToolkitError, match="no passage of “bridge” has changed"):
        project.correct("bridge", TYPO)
    assert contents(tmp_path) == before


def test_a_page_of_its_own_format_is_refused(tmp_path: Path) -> None:
    configuration = STRICT.replace("*.txt", "*.html")
    (tmp_path / "articles").mkdir()
    file = tmp_path / "articles/bridge.html"
    file.write_text("<!doctype html><title>Bridge</title><p>Open.</p>")
    project = make(tmp_path, configuration)
    before = contents(tmp_path)
    with pytest.raises(ToolkitError, match="front matter of plain text and Markdown"):
        project.correct("bridge", LEGAL)
    assert contents(tmp_path) == before
