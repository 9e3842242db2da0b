"""Page report: findings as one HTML page, by document and check, source beside translation."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import jinja2

from toolkit.checks.check import Check
from toolkit.checks.reports.text import counts
from toolkit.errors import Finding, Quote, Severity, printable

__all__ = ["page_report"]


@dataclass(frozen=True, slots=True)
class _Group:
    """What a check found in a document."""

    code: str
    summary: str
    findings: Sequence[Finding]


@dataclass(frozen=True, slots=True)
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
    severities = Counter(each.severity for each in findings)
    return _template().render(
        parts=_parts(findings, checks),
        total=counts(findings).partition(" (")[0],
        codes=_by_check(findings, checks),
        severities=[(each, severities[each]) for each in Severity],
        pieces=_pieces,
        printable=printable,
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


def _pieces(quote: Quote) -> tuple[str, str, str]:
    """Return a text before, in and after the place; what cannot be seen in it is escaped."""
    start, end = quote.span or (0, 0)
    inside = quote.text[start:end]
    shown = inside if inside.strip() and inside.isprintable() else printable(inside)
    # A space that is marked is seen; an empty place is a gap.
    before, after = (_visible(text) for text in (quote.text[:start], quote.text[end:]))
    return before, shown, after


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
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    return environment.from_string(text)
