"""JSON report: findings as a list of objects, for programs."""

import json
from collections.abc import Mapping, Sequence

from toolkit.base.errors import Finding, Location, Quote
from toolkit.checks.check import Check

__all__ = ["json_report"]


def json_report(findings: Sequence[Finding], _checks: Mapping[str, Check]) -> str:
    """Return findings as a JSON list; docs/reference/checks.md explains the keys."""
    rows = [_as_data(each) for each in findings]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _as_data(finding: Finding) -> dict[str, object]:
    place = finding.location or Location("")
    end = finding.end
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "suggestion": finding.suggestion,
        "file": place.path or None,
        "line": place.line,
        "column": place.column,
        "end_line": end.line if end else None,
        "end_column": end.column if end else None,
        "document": finding.document,
        "unit": finding.unit,
        "source": _quote(finding.source),
        "target": _quote(finding.target),
        "fixable": finding.fix is not None,
    }


def _quote(quote: Quote | None) -> dict[str, object] | None:
    if quote is None:
        return None
    start, end = quote.span or (None, None)
    return {"language": quote.language, "text": quote.text, "start": start, "end": end}
