"""Reports: findings as text, JSON, SARIF, annotations of a pull request, or a page."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from toolkit.base.errors import Finding
from toolkit.checks.check import Check
from toolkit.checks.reports.terminal import counts, text_report

__all__ = ["FORMATS", "counts", "text_report"]

_Checks: TypeAlias = Mapping[str, Check]

# Most readers want the text: each of the others is loaded when it is asked for.


def _text(findings: Sequence[Finding], _checks: _Checks) -> str:
    return text_report(findings)


def _json(findings: Sequence[Finding], _checks: _Checks) -> str:
    from toolkit.checks.reports.json_report import json_report  # noqa: PLC0415 - as above

    return json_report(findings)


def _sarif(findings: Sequence[Finding], checks: _Checks) -> str:
    from toolkit.checks.reports.sarif import sarif_report  # noqa: PLC0415 - as above

    return sarif_report(findings, checks)


def _github(findings: Sequence[Finding], _checks: _Checks) -> str:
    from toolkit.checks.reports.github import github_report  # noqa: PLC0415 - as above

    return github_report(findings)


def _page(findings: Sequence[Finding], checks: _Checks) -> str:
    from toolkit.checks.reports.page_report import page_report  # noqa: PLC0415 - as above

    return page_report(findings, checks)


FORMATS: Mapping[str, Callable[[Sequence[Finding], _Checks], str]] = {
    "text": _text,
    "json": _json,
    "sarif": _sarif,
    "github": _github,
    "html": _page,
}
"""What makes a report of findings and the checks that there are, by the format's name."""
