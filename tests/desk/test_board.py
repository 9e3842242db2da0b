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


def test_an_id_with_a_patterns_signs_has_its_own_texts(tmp_path: Path) -> None:
    configuration = f'{CONFIGURATION}publish = {{ require = "approved" }}\n'
    project = make_markdown(tmp_path, configuration, ARTICLE)
    translate(project, "kk")
    (tmp_path / "articles" / "bridge.md").rename(tmp_path / "articles" / "b[ri]dge.md")
    project.update()
    ((cell,),) = [row.cells for row in board_of(project.settings, END).rows]
    assert cell.for_review == 2
