"""GitHub report: findings as workflow commands, which annotate the files of a pull request."""

from collections.abc import Mapping, Sequence

from toolkit.base.errors import Finding, Severity, printable
from toolkit.checks.check import Check

__all__ = ["github_report"]

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
# GitHub Actions, "Workflow commands": a line each; the first three matter in the message too.
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def github_report(findings: Sequence[Finding], _checks: Mapping[str, Check]) -> str:
    """Return a workflow command for each finding."""
    return "".join(f"{_command(each)}\n" for each in findings)


def _command(finding: Finding) -> str:
    place, end = finding.location, finding.end
    properties = {
        "file": printable(place.path) if place else None,
        "line": place.line if place else None,
        "endLine": end.line if end else None,
        "col": place.column if place else None,
        "endColumn": end.column if end else None,
        "title": finding.code,
    }
    if end is not None and place is not None and end.line != place.line:
        # Columns are of one line only.
        properties["col"] = properties["endColumn"] = None
    written = ",".join(
        f"{key}={str(value).translate(_PROPERTY)}"
        for key, value in properties.items()
        if value is not None
    )
    lines = [printable(finding.message)]
    if finding.suggestion:
        lines.append(f"Try: {printable(finding.suggestion)}")
    if finding.hint:
        lines.append(f"Hint: {printable(finding.hint)}")
    message = "\n".join(lines).translate(_DATA)
    return f"::{_COMMANDS[finding.severity]} {written}::{message}"
