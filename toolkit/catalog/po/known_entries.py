"""Known entries: what of a PO file stands as it stood when the file was read before.

How an entry is parsed hangs on its own text and on how the next one begins, on nothing before it.
So the entries before the first difference are known, save the last of them; and as soon as the
reader comes to the beginning of one from which on all is as it was, it has read the file.
"""

from bisect import bisect_left
from collections.abc import Sequence

from toolkit.catalog.po.entries import Catalog, Entry

__all__ = ["Known"]


class Known:
    """What a reader need not parse of a file.

    Args:
        before: a catalog as it was read from the file before; None if it was not.
        text: what the file holds now.

    """

    def __init__(self, before: Catalog | None, text: str) -> None:
        self.first: list[Entry] = []
        """The entries that the file begins with."""
        self.position = 0
        """Where the text behind them begins."""
        self.line = 1
        """The line of that place."""
        self._trailer = ""
        self._end = len(text)
        self._ends: list[int] = []
        """Places from which on the text is as it was: the beginnings of the last old entries."""
        if before is not None:
            self._compare(before, text)

    def _compare(self, before: Catalog, text: str) -> None:
        header = [] if before.header_entry is None else [before.header_entry]
        self._old = [*header, *before]
        self._trailer = before.trailer
        pieces = [_piece(entry, at) for at, entry in enumerate(self._old)]
        same = 0
        for piece in pieces:
            if not text.startswith(piece, self.position):
                break
            self.position += len(piece)
            same += 1
        self._find_ends(text, pieces, same)
        if same:
            self.position -= len(pieces[same - 1])
        self.first = self._old[: max(same - 1, 0)]
        if self.first:
            last = self.first[-1]
            self.line = _first_line(last) + last.raw.count("\n")

    def _find_ends(self, text: str, pieces: Sequence[str], same: int) -> None:
        """Note where the text goes on as it went on before, from its end to what has changed."""
        if not text.endswith(self._trailer):
            return
        end = len(text) - len(self._trailer)
        for piece in reversed(pieces[max(same, 1) :]):
            if not text.endswith(piece, self.position, end):
                break
            end -= len(piece)
            self._ends.append(end)
        self._ends.reverse()

    def next_end(self, position: int) -> int:
        """Return where, from a place on, the text is as it was; its end if that is nowhere."""
        at = bisect_left(self._ends, position)
        return self._ends[at] if at < len(self._ends) else self._end

    def rest(self, position: int, line: int) -> tuple[Sequence[Entry], str]:
        """Return the entries from a place on, their lines those of now, and what is behind them.

        Args:
            position: what `next_end` has returned.
            line: the line of that place.

        """
        left = len(self._ends) - bisect_left(self._ends, position)
        if not left:
            return (), ""
        rest = self._old[-left:]
        moved = line + _gap(rest[0]).count("\n") - _first_line(rest[0])
        for entry in rest if moved else ():
            entry.linenum = _first_line(entry) + moved
        return rest, self._trailer


def _first_line(entry: Entry) -> int:
    return entry.linenum or 1


def _gap(entry: Entry) -> str:
    return "\n" if entry.gap is None else entry.gap


def _piece(entry: Entry, at: int) -> str:
    """Return the text of an entry with the white space before it."""
    return entry.raw if entry.gap is None and not at else _gap(entry) + entry.raw
