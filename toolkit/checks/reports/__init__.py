"""Reports: findings as text, JSON, SARIF, annotations of a pull request, or a page."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from toolkit.base.errors import Finding
from toolkit.base.faces import Later
from toolkit.checks.check import Check
from toolkit.checks.reports.terminal import counts, text_report

__all__ = ["FORMATS", "counts", "text_report"]

_Checks: TypeAlias = Mapping[str, Check]


def _text(findings: Sequence[Finding], _checks: _Checks) -> str:
    return text_report(findings)


_ROOM = "toolkit.checks.reports"
# Most readers want the text: each of the others is loaded when it is asked for.
FORMATS: Mapping[str, Callable[[Sequence[Finding], _Checks], str]] = {
    "text": _text,
    "json": Later(f"{_ROOM}.json_report", "json_report"),
    "sarif": Later(f"{_ROOM}.sarif", "sarif_report"),
    "github": Later(f"{_ROOM}.github", "github_report"),
    "html": Later(f"{_ROOM}.page_report", "page_report"),
}
"""What makes a report of findings and the checks that there are, by the format's name."""
