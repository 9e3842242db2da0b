"""Board: each article in each language, how far it is, what holds it back, and what is next."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import urlencode

from toolkit.base.errors import Finding
from toolkit.base.frozen import frozen
from toolkit.newsroom.settings import ProjectSettings
from toolkit.newsroom.status import DocumentStatus, project_status

__all__ = ["WAITING", "Board", "BoardFilter", "Row", "board_of"]

WAITING: Mapping[str, Callable[[DocumentStatus], bool]] = {
    "translation": lambda cell: cell.to_translate > 0,
    "review": lambda cell: cell.for_review > 0,
    "held": lambda cell: bool(cell.reason),
    "published": lambda cell: cell.is_published,
}
"""What a cell can wait for, or be, by the name that the board's address has for it."""


@frozen
class Row:
    """An article."""

    document_id: str
    title: str
    cells: tuple[DocumentStatus, ...]
    """What `toolkit status` says of it, a language each."""


@frozen
class Board:
    """A newsroom at a glance."""

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    """What is wrong, beyond what a cell says of itself."""


@frozen
class BoardFilter:
    """What of a board is shown; it stands in the address, so that nothing loses it."""

    text: str = ""
    """What the title or the name of an article has, in any case."""
    language: str = ""
    """The BCP 47 tag of the one language that is shown; empty for all."""
    waits: str = ""
    """What some shown cell of an article waits for: a key of `WAITING`; empty for anything."""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "BoardFilter":
        """Return the filter of an address; what it does not know filters nothing."""
        waits = query.get("waits", "")
        text = " ".join(query.get("text", "").split())
        return cls(text, query.get("language", ""), waits if waits in WAITING else "")

    @property
    def query(self) -> str:
        """The address's query; empty where nothing is filtered."""
        said = {"text": self.text, "language": self.language, "waits": self.waits}
        return urlencode({name: value for name, value in said.items() if value})

    def of_board(self, board: Board) -> Board:
        """Return what of a board is shown."""
        tags = {cell.locale.tag for row in board.rows for cell in row.cells}
        rows = []
        for row in board.rows:
            wanted = self.language if self.language in tags else ""
            cells = tuple(each for each in row.cells if wanted in {"", each.locale.tag})
            named = f"{row.title}\n{row.document_id}".casefold()
            waits = WAITING.get(self.waits)
            if self.text.casefold() in named and (waits is None or any(map(waits, cells))):
                rows.append(replace(row, cells=cells))
        return replace(board, rows=tuple(rows))


def board_of(settings: ProjectSettings, now: dt.datetime) -> Board:
    """Return how far each article of a newsroom is, in each language that has catalogs.

    Args:
        settings: the newsroom.
        now: the present moment, with a time zone, which embargoes are held against.

    """
    found = project_status(settings, settings.translated, now=now)
    cells: dict[str, list[DocumentStatus]] = {}
    for each in found:
        cells.setdefault(each.document_id, []).append(each)
    rows = tuple(Row(name, each[0].title, tuple(each)) for name, each in cells.items())
    told = {problem for each in found for problem in each.problems}
    return Board(rows, tuple(each for each in found.findings if each not in told))
