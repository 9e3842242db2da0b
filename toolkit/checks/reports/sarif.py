"""SARIF report: findings as code scanners exchange them (OASIS SARIF 2.1.0)."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import PurePath
from urllib.parse import quote

from toolkit.base.errors import Finding, Location, Replacement, Severity
from toolkit.base.version import __version__
from toolkit.checks.check import Check

__all__ = ["sarif_report"]

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}

Data = dict[str, object]


def sarif_report(
    findings: Sequence[Finding], checks: Mapping[str, Check], docs: str | None = None
) -> str:
    """Return findings as a SARIF log of one run.

    Args:
        findings: what was found.
        checks: those that there are, by id: the rules.
        docs: the address that docs/ is published at, for links to what a rule means; by default
            that of the package's own `[project.urls]`, without which rules have no link.

    """
    docs = _published_docs() if docs is None else docs
    rules = [_rule(check) | _help(docs, "checks", check.id) for check in checks.values()]
    others = dict.fromkeys(each.code for each in findings if each.code not in checks)
    rules.extend({"id": code, **_help(docs, "findings", code)} for code in others)
    index = {str(rule["id"]): number for number, rule in enumerate(rules)}
    driver = {"name": "localization-toolkit", "version": __version__, "rules": rules}
    run: Data = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, index) for each in findings],
    }
    log: Data = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _published_docs() -> str:
    """Return the address of `Documentation` in the package's urls, or nothing."""
    try:
        urls = metadata("localization-toolkit").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    named = (each.partition(", ") for each in urls)
    return next((address for label, _, address in named if label == "Documentation"), "")


def _help(docs: str, page: str, code: str) -> Data:
    """Return a rule's link to its section of a page of docs/reference (section 3.49.12)."""
    return {"helpUri": f"{docs.rstrip('/')}/reference/{page}.md#{code}"} if docs else {}


def _rule(check: Check) -> Data:
    return {
        "id": check.id,
        "shortDescription": {"text": check.summary},
        "help": {"text": check.hint},
        "defaultConfiguration": {
            "level": _LEVELS[check.severity],
            "enabled": check.by_default,
        },
    }


def _result(finding: Finding, index: Mapping[str, int]) -> Data:
    message = finding.message
    if finding.suggestion:
        message += f". Try: {finding.suggestion}"
    if finding.hint:
        message += f". Hint: {finding.hint}"
    result: Data = {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": _literal(message)},
        "partialFingerprints": {"finding/v1": _fingerprint(finding)},
    }
    if finding.location is not None:
        place: Data = {"physicalLocation": _physical(finding.location, finding.end)}
        if finding.unit:
            place["logicalLocations"] = [{"name": finding.unit, "kind": "element"}]
        result["locations"] = [place]
    if finding.fix is not None:
        result["fixes"] = [_fix(finding.fix)]
    return result


def _literal(message: str) -> str:
    """Return a text whose braces are no placeholders (SARIF 2.1.0, section 3.11.5)."""
    return message.replace("{", "{{").replace("}", "}}")


def _fingerprint(finding: Finding) -> str:
    """Return what stays when lines move: a finding is the same while its unit and message are."""
    path = finding.location.path if finding.location else ""
    parts = (finding.code, path, finding.unit, finding.message)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def _physical(start: Location, end: Location | None) -> Data:
    physical: Data = {"artifactLocation": {"uri": _uri(start.path)}}
    if start.line is not None:
        physical["region"] = _region(start, end)
    return physical


def _region(start: Location, end: Location | None) -> Data:
    """Return a region (SARIF 2.1.0, section 3.30): its end column is the one after the last."""
    region = {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line if end else None,
        "endColumn": end.column if end else None,
    }
    return {key: value for key, value in region.items() if value is not None}


def _fix(fix: Replacement) -> Data:
    replacement: Data = {
        "deletedRegion": _region(fix.start, fix.end),
        "insertedContent": {"text": fix.text},
    }
    change = {"artifactLocation": {"uri": _uri(fix.start.path)}, "replacements": [replacement]}
    return {"description": {"text": "mend it"}, "artifactChanges": [change]}


def _uri(path: str) -> str:
    """Return a file's address: relative where its name is (RFC 3986)."""
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())
