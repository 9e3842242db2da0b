"""The board: what is published, and what holds the rest back."""

import datetime as dt
import re
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from tests.desk.newsrooms import every_state
from tests.newsrooms import make_markdown, translate
from toolkit.base.bcp47 import Locale
from toolkit.desk.board import Board, BoardFilter, board_of
from toolkit.desk.desk_pages import board_page
from toolkit.newsroom.status import project_status

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


@pytest.mark.slow
def test_an_id_with_a_patterns_signs_has_its_own_texts(tmp_path: Path) -> None:
    configuration = f'{CONFIGURATION}publish = {{ require = "approved" }}\n'
    project = make_markdown(tmp_path, configuration, ARTICLE)
    translate(project, "kk")
    (tmp_path / "articles" / "bridge.md").rename(tmp_path / "articles" / "b[ri]dge.md")
    project.update()
    ((cell,),) = [row.cells for row in board_of(project.settings, END).rows]
    assert cell.for_review == 2


def _text(page: str) -> str:
    """Return a page whose words are not set apart."""
    return re.sub("</?span>", "", page)


TWO = CONFIGURATION + "[locales.ug]\n"
FLOOD = "# The flood\n\nThe river rose.\n"


@pytest.fixture
def board(tmp_path: Path) -> Board:
    """Return a board of two articles: one is translated into Kazakh, nothing into Uyghur."""
    project = make_markdown(tmp_path, TWO, ARTICLE)
    (tmp_path / "articles/flood.md").write_text(FLOOD, "utf-8")
    project.update()
    translate(project, "kk")
    return board_of(project.settings, END)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, {"bridge": 2, "flood": 2}),
        ({"language": "kk"}, {"bridge": 1, "flood": 1}),
        ({"text": " FLOOD "}, {"flood": 2}),
        ({"text": "bridge  opened"}, {"bridge": 2}),
        ({"waits": "review"}, {"bridge": 2}),
        ({"waits": "translation", "language": "kk"}, {"flood": 1}),
        ({"waits": "held", "language": "ug"}, {"bridge": 1, "flood": 1}),
        ({"waits": "published"}, {}),
        ({"text": "<b>"}, {}),
        ({"waits": "anything", "language": "de"}, {"bridge": 2, "flood": 2}),
    ],
)
def test_a_board_is_filtered(board: Board, query: dict[str, str], shown: dict[str, int]) -> None:
    rows = BoardFilter.of(query).of_board(board).rows
    assert {row.document_id: len(row.cells) for row in rows} == shown


def test_a_filter_is_its_address() -> None:
    wanted = BoardFilter("a & b", "kk", "held")
    assert BoardFilter.of(dict(parse_qsl(wanted.query))) == wanted


def test_what_was_typed_is_text_on_the_page(tmp_path: Path) -> None:
    project = make_markdown(tmp_path, TWO, ARTICLE)
    board = board_of(project.settings, END)
    page = board_page(project.settings, board, Locale("en"), BoardFilter('"><script>'))
    assert b"<script>" not in page


def test_the_desk_says_what_the_command_says(tmp_path: Path) -> None:
    project = make_markdown(tmp_path, TWO, ARTICLE)
    translate(project, "kk", but="It was")
    board = board_of(project.settings, END)
    page = board_page(project.settings, board, Locale("en")).decode()
    for each in project_status(project.settings, project.settings.translated, now=END):
        assert f"<b>{each.done}</b> / {sum(each.words.values())}" in page
        assert each.next in _text(page)
        assert each.reason in page


def test_a_cell_that_cannot_be_read_says_what_is_wrong_and_what_to_run(tmp_path: Path) -> None:
    project = make_markdown(tmp_path, CONFIGURATION, ARTICLE)
    project.settings.catalog_path("bridge", Locale("kk")).write_text("junk\n")
    board = board_of(project.settings, END)
    page = board_page(project.settings, board, Locale("en")).decode()
    assert "toolkit check locales/kk/LC_MESSAGES/bridge.po" in _text(page)
    assert "bridge.po:1" in page
    assert board.findings == ()


@pytest.mark.slow
def test_a_cell_counts_what_is_not_done(tmp_path: Path) -> None:
    project = every_state(tmp_path)
    project.update()
    page = board_page(project.settings, board_of(project.settings, END), Locale("en")).decode()
    (_, kazakh, _) = page.split("<td ")
    assert re.findall(r"<p>([^<:]+): <b>(\d+)</b>", kazakh) == [
        ("Words done", "12"),
        ("Draft", "2"),
        ("Not translated", "1"),
        ("Held back by a check", "1"),
        ("Waits for review", "4"),
    ]
