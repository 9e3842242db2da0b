"""The board: what is published, and what holds the rest back."""

import datetime as dt
from pathlib import Path

import pytest

from tests.newsrooms import make_markdown, translate
from toolkit.base.bcp47 import Locale
from toolkit.desk.board import board_of

END = dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC)
ARTICLE = "---\nembargo: 2026-03-03T12:00:00Z\n---\n# The bridge opened\n\nIt was washed away.\n"
CONFIGURATION = """source = "en"

[[documents]]
files = "articles/*.md"

[locales.kk]
"""


@pytest.mark.parametrize(
    ("minutes", "reason"), [(-1, "it is embargoed until 2026-03-03 12:00+00:00"), (0, "")]
)
def test_what_an_embargo_holds_back_is_not_published(
    minutes: int, reason: str, tmp_path: Path
) -> None:
    project = make_markdown(tmp_path, CONFIGURATION, ARTICLE)
    translate(project, "kk")
    board = board_of(project.settings, END + dt.timedelta(minutes=minutes))
    ((cell,),) = [row.cells for row in board.rows]
    assert cell.locale == Locale("kk")
    assert cell.reason == reason


@pytest.mark.parametrize("name", ["part[1]", "b*"])
def test_a_name_that_would_be_a_pattern_names_its_own_article_only(
    name: str, tmp_path: Path
) -> None:
    project = make_markdown(tmp_path, CONFIGURATION, "# The bridge opened\n")
    (tmp_path / "articles" / f"{name}.md").write_text("# The school opened\n", encoding="utf-8")
    project.update()
    for document_id in ("bridge", name):
        translate(project, "kk", document_id=document_id)
    waiting = {
        row.document_id: row.cells[0].for_review for row in board_of(project.settings, END).rows
    }
    assert waiting == {"bridge": 1, name: 1}
