"""Fixing: what checks can mend unseen, one change at a time, each checked again."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from toolkit.base.errors import Location
from toolkit.base.frozen import frozen
from toolkit.base.text import Text
from toolkit.checks.check import Check
from toolkit.checks.found import Found
from toolkit.checks.pairs import Row, Sheet, rows_of
from toolkit.checks.running import row_problems

__all__ = ["Fixed", "fix_sheet"]


@frozen
class Fixed:
    """A change that was made to a catalog."""

    check: str
    """The id of the check that found what was wrong."""
    message: str
    """What was wrong."""
    location: Location
    """Where the translation stood before."""

    def __str__(self) -> str:
        """Return the change's one line."""
        return f"{self.location}: fixed: {self.message} [{self.check}]"


def fix_sheet(sheet: Sheet, checks: Sequence[Check]) -> tuple[Fixed, ...]:
    """Mend the translations of a catalog in place, where that is safe; other entries keep bytes.

    A change is made only where it leaves fewer problems than before and brings no new one. What
    an entry's waivers name is left as it is, and so are fuzzy translations. Fixing twice is fixing
    once.

    Args:
        sheet: the catalog; its entries change.
        checks: those whose fixes are wanted; surveys have none.

    """
    return tuple(fixed for row in rows_of(sheet) if row.finished for fixed in _mend(row, checks))


def _mend(row: Row, checks: Sequence[Check]) -> Iterator[Fixed]:
    found = row_problems(row, checks) if row.faithful else []
    while step := next(_steps(row, found, checks), None):
        each, row, found = step
        message = "".join(map(row.spell, row.pair.target))
        if row.pair.form is None:
            row.entry.msgstr = message
        else:
            row.entry.msgstr_plural[row.pair.form] = message
        yield Fixed(each.check.id, each.problem.message, row.pair.location)


def _steps(
    row: Row, found: Sequence[Found], checks: Sequence[Check]
) -> Iterator[tuple[Found, Row, list[Found]]]:
    """Yield the changes that can be made: what was wrong, the row after, its problems then."""
    before = Counter(each.check.id for each in found)
    for each in found:
        if each.problem.fix is None or not _readable(row, each.problem.fix):
            continue
        mended = replace(row, pair=replace(row.pair, target=each.problem.fix))
        left = row_problems(mended, checks)
        after = Counter(other.check.id for other in left)
        if after.total() < before.total() and not after - before:
            yield each, mended, left


def _readable(row: Row, text: Text) -> bool:
    """Whether a text, once written, is read as itself, and is a text at all."""
    message = "".join(map(row.spell, text))
    return bool(message.strip()) and row.read(message) == text
