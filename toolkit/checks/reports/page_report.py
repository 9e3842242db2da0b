"""Page report: findings as one HTML page, by document and check, source beside translation."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from itertools import groupby

import jinja2

from toolkit.base.errors import Finding, Quote, printable
from toolkit.base.frozen import frozen
from toolkit.checks.check import Check
from toolkit.checks.reports.terminal import counts, shown

__all__ = ["page_report"]

_CODE = re.compile(r"(</?[^\W\d][\w.\-]*/?>)")
_MOST = 3000
"""Characters that are shown before the place, in it, and after it."""
_Run = tuple[str, bool]
"""A piece of a text, and whether it is one that reads from left to right whatever is round it."""


def _place(finding: Finding) -> tuple[object, ...]:
    return finding.location, finding.source, finding.target


@frozen
class _Group:
    """What a check found in a document."""

    code: str
    summary: str
    findings: Sequence[Finding]

    @property
    def hint(self) -> str:
        """What to do, where that is the same for all."""
        hints = {each.hint for each in self.findings}
        return hints.pop() if len(hints) == 1 else ""

    @property
    def cards(self) -> list[list[Finding]]:
        """The findings, those together that are of one place."""
        return [list(group) for _, group in groupby(self.findings, key=_place)]


@frozen
class _Part:
    """A document, or a file that belongs to none."""

    name: str
    groups: Sequence[_Group]

    @property
    def total(self) -> int:
        return sum(len(group.findings) for group in self.groups)


def page_report(findings: Sequence[Finding], checks: Mapping[str, Check]) -> str:
    """Return findings as a page that needs no script and asks for nothing.

    Args:
        findings: what was found.
        checks: those that there are, by id.

    """
    return _template().render(
        parts=_parts(findings, checks),
        total=counts(findings).partition(" (")[0],
        codes=_by_check(findings, checks),
        pieces=_pieces,
        printable=printable,
        shown=shown,
    )


def _by_check(
    findings: Sequence[Finding], checks: Mapping[str, Check]
) -> list[tuple[str, str, int]]:
    """Return id, summary and number of the checks that found something, the most first."""
    found = Counter(each.code for each in findings)
    order = sorted(found, key=lambda code: (-found[code], code))
    return [(code, _summary(code, checks), found[code]) for code in order]


def _parts(findings: Sequence[Finding], checks: Mapping[str, Check]) -> list[_Part]:
    """Return findings by document, then by check, each in the order in which they were found."""
    found: defaultdict[str, defaultdict[str, list[Finding]]]
    found = defaultdict(lambda: defaultdict(list))
    for each in findings:
        path = each.location.path if each.location else ""
        found[each.document or path][each.code].append(each)
    return [
        _Part(name, [_Group(code, _summary(code, checks), rows) for code, rows in by_code.items()])
        for name, by_code in found.items()
    ]


def _summary(code: str, checks: Mapping[str, Check]) -> str:
    return checks[code].summary if code in checks else ""


def _pieces(quote: Quote) -> tuple[list[_Run], list[_Run], list[_Run]]:
    """Return a text before, in and after the place; what cannot be seen in it is escaped."""
    start, end = quote.span or (0, 0)
    inside = _cut(quote.text[start:end])
    if not inside.isprintable() and inside.strip("\n\t "):
        marked = [(printable(inside), True)]
    else:
        marked = _runs(inside)
    return _runs(_end_of(quote.text[:start])), marked, _runs(_cut(quote.text[end:]))


def _cut(text: str) -> str:
    """Return as much of a text as a reader wants to see."""
    return text if len(text) <= _MOST else text[: _MOST - 1] + "…"


def _end_of(text: str) -> str:
    return text if len(text) <= _MOST else "…" + text[1 - _MOST :]


def _runs(text: str) -> list[_Run]:
    """Return a text in pieces, codes apart: in a right-to-left line they must not be turned."""
    pieces = _CODE.split(_visible(text))
    return [(piece, bool(at % 2)) for at, piece in enumerate(pieces) if piece]


def _visible(text: str) -> str:
    r"""Return a text whose control characters are escaped, but for line ends and tabs.

    >>> _visible("a\x00b\n")
    'a\\x00b\n'
    """
    if text.isprintable():
        return text
    return "".join(char if char >= " " or char in "\n\t" else printable(char) for char in text)


@lru_cache
def _template() -> jinja2.Template:
    text = (resources.files("toolkit.checks.reports") / "report.html").read_text(encoding="utf-8")
    environment = jinja2.Environment(
        autoescape=True,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.from_string(text)
