"""Known entries: what of a PO file stands as it stood when the file was read before.

How an entry is parsed hangs on its own text and on how the next one begins, on nothing before it.
So the entries before the first difference are known, save the last of them; and as soon as the
reader comes to the beginning of one from which on all is as it was, it has read the file.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from toolkit.catalog.po.entries import Catalog, Entry

__all__ = ["Known"]


@dataclass(slots=True)
class Known:
    """What a reader need not parse."""

    first: list[Entry] = field(default_factory=list)
    """The entries that the file begins with."""
    position: int = 0
    """Where the text behind them begins."""
    line: int = 1
    """The line of that place."""
    ends: dict[int, int] = field(default_factory=dict)
    """Places from which on the text is as it was, and which of the old entries begins there."""
    trailer: str = ""
    """What stands behind the last entry then."""
    _old: Sequence[Entry] = ()

    @classmethod
    def of(cls, before: Catalog | None, text: str) -> "Known":
        """Return what is known of a file.

        Args:
            before: a catalog as it was read from the file before; None if it was not.
            text: what the file holds now.

        """
        if before is None:
            return cls()
        header = [] if before.header_entry is None else [before.header_entry]
        known = cls(trailer=before.trailer, _old=[*header, *before])
        pieces = [_piece(entry, at) for at, entry in enumerate(known._old)]
        same = 0
        for piece in pieces:
            if not text.startswith(piece, known.position):
                break
            known.position += len(piece)
            same += 1
        known._find_ends(text, pieces, same)
        if same:
            known.position -= len(pieces[same - 1])
        known.first = list(known._old[: max(same - 1, 0)])
        if known.first:
            last = known.first[-1]
            known.line = _first_line(last) + last.raw.count("\n")
        return known

    def _find_ends(self, text: str, pieces: Sequence[str], same: int) -> None:
        """Note where the text goes on as it went on before, from its end to what has changed."""
        if not text.endswith(self.trailer):
            return
        end = len(text) - len(self.trailer)
        for at in range(len(pieces) - 1, max(same, 1) - 1, -1):
            if not text.endswith(pieces[at], self.position, end):
                break
            end -= len(pieces[at])
            self.ends[end] = at

    def rest(self, position: int, line: int) -> Sequence[Entry]:
        """Return the entries from a place on; their numbers of lines are those of now.

        Args:
            position: one of `ends`.
            line: the line of that place.

        """
        rest = self._old[self.ends[position] :]
        moved = line + _gap(rest[0]).count("\n") - _first_line(rest[0])
        for entry in rest if moved else ():
            entry.linenum = _first_line(entry) + moved
        return rest


def _first_line(entry: Entry) -> int:
    return entry.linenum or 1


def _gap(entry: Entry) -> str:
    return "\n" if entry.gap is None else entry.gap


def _piece(entry: Entry, at: int) -> str:
    """Return the text of an entry with the white space before it."""
    return entry.raw if entry.gap is None and not at else _gap(entry) + entry.raw
