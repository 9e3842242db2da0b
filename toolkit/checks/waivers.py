"""Waivers: a translator's comment that says which checks an entry need not pass, and why.

# toolkit: ignore=numbers,quotes — the article counts from Monday
"""

import re
from collections.abc import Collection, Iterator, Sequence

from toolkit.base.errors import Severity
from toolkit.base.frozen import frozen
from toolkit.base.registry import nearest
from toolkit.checks.check import Check, Problem

__all__ = ["CHECKS", "Waiver", "read_waivers", "waiver_problems"]

_ADDRESSED = re.compile(r"\s*toolkit\s*:\s*(.*)", re.IGNORECASE)
_WAIVER = re.compile(
    r"ignore\s*=\s*([a-z0-9-]+(?:\s*,\s*[a-z0-9-]+)*)\s*(?:(?:[—–:]|--?(?=\s))\s*(.*))?"
)


@frozen
class Waiver:
    """A line of a translator's comment that is addressed to the checks."""

    line: int
    """Which line of the comment it is, from 0."""
    ids: tuple[str, ...]
    """The checks that it waives; none where it cannot be understood."""
    reason: str = ""


def read_waivers(comments: Sequence[str]) -> tuple[Waiver, ...]:
    """Return the waivers of a translator's comment, those that cannot be understood included.

    >>> read_waivers(["checked twice", "toolkit: ignore=numbers, quotes — as agreed"])
    (Waiver(line=1, ids=('numbers', 'quotes'), reason='as agreed'),)
    """
    found = []
    for line, comment in enumerate(comments):
        addressed = _ADDRESSED.fullmatch(comment)
        if addressed:
            match = _WAIVER.fullmatch(addressed[1].strip())
            ids = tuple(each.strip() for each in match[1].split(",")) if match else ()
            found.append(Waiver(line, ids, (match[2] or "") if match else ""))
    return tuple(found)


def waiver_problems(
    waiver: Waiver, known: Collection[Check], ran: Collection[str], used: Collection[str]
) -> Iterator[tuple[str, Problem]]:
    """Yield what is wrong with a waiver, each with the check that needs no waiver, if it is that.

    Args:
        waiver: the waiver.
        known: every check there is.
        ran: the ids of the checks that looked at the entry.
        used: the ids of those whose findings were waived.

    """
    if not waiver.ids:
        suggestion = "toolkit: ignore=ID,ID — why"
        yield "", Problem("the waiver cannot be understood", suggestion=suggestion)
    by_id = {check.id: check for check in known}
    for each in waiver.ids:
        if each not in by_id:
            message = f"no check is called “{each}”, which the waiver names"
            yield "", Problem(message, suggestion=nearest(each, by_id))
        elif by_id[each].holds_back:
            yield "", Problem(f"“{each}” cannot be waived: what it finds cannot be published")
        elif each in ran and each not in used:
            message = f"the waiver of “{each}” is not needed: it finds nothing here"
            yield each, Problem(message, severity=Severity.HINT)


CHECKS = (
    Check(
        "waivers",
        Severity.WARNING,
        "Waivers name checks that exist and that would find something.",
        None,
        "write # toolkit: ignore=ID — reason, or delete the comment",
    ),
)
