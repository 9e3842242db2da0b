"""Reports: findings as text, JSON, SARIF, annotations of a pull request, or a page."""

from collections.abc import Callable, Mapping, Sequence

from toolkit.base.errors import Finding
from toolkit.checks.check import Check
from toolkit.checks.reports.github import github_report
from toolkit.checks.reports.json_report import json_report
from toolkit.checks.reports.page_report import page_report
from toolkit.checks.reports.sarif import sarif_report
from toolkit.checks.reports.terminal import counts, text_report

__all__ = ["FORMATS", "counts", "text_report"]

FORMATS: Mapping[str, Callable[[Sequence[Finding], Mapping[str, Check]], str]] = {
    "text": lambda findings, _checks: text_report(findings),
    "json": lambda findings, _checks: json_report(findings),
    "sarif": sarif_report,
    "github": lambda findings, _checks: github_report(findings),
    "html": page_report,
}
"""What makes a report of findings and the checks that there are, by the format's name."""
