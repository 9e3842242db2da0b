"""Quality: what ITS 2.0 says of how good a text is (sections 8.16, 8.17 and 8.18)."""

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from toolkit.base.errors import Finding, Place, Severity
from toolkit.document.its.annotations import Annotations
from toolkit.document.its.categories import (
    LOCALIZATION_QUALITY_ISSUE,
    LOCALIZATION_QUALITY_RATING,
    MT_CONFIDENCE,
)
from toolkit.document.its.category import Values
from toolkit.document.model import Quality, QualityIssue

__all__ = ["quality_of"]

_MAX_SCORE = 100.0
_MAX_CONFIDENCE = 1.0
_MAX_LENGTH = 20


def quality_of(
    annotations: Annotations,
    elements: Sequence[etree._Element],
    attribute: str | None,
    place: Place,
) -> tuple[Quality | None, tuple[Finding, ...]]:
    """Return how good a text is said to be.

    Args:
        annotations: what ITS says.
        elements: the text's element, and those in the text.
        attribute: the lxml name of the attribute that is the text instead.
        place: gives its place, for findings.

    Returns:
        what is said, None for nothing; and findings for what is no number of its range.

    """
    if not annotations.speaks_of(
        LOCALIZATION_QUALITY_ISSUE, LOCALIZATION_QUALITY_RATING, MT_CONFIDENCE
    ):
        return None, ()
    findings: list[Finding] = []
    rated = annotations.values(LOCALIZATION_QUALITY_RATING, elements[0], attribute)
    vote = rated.get("locQualityRatingVote", "")
    confidences = [
        annotations.values(MT_CONFIDENCE, each, attribute).get("mtConfidence", "")
        for each in elements
    ]
    found = Quality(
        tuple(dict.fromkeys(_issues(annotations, elements, attribute))),
        _number(rated.get("locQualityRatingScore", ""), _MAX_SCORE, place, findings),
        _whole(vote, place, findings),
        tuple(
            number
            for each in dict.fromkeys(confidences)
            if (number := _number(each, _MAX_CONFIDENCE, place, findings)) is not None
        ),
    )
    return (None if found == Quality() else found), tuple(findings)


def _issues(
    annotations: Annotations, elements: Iterable[etree._Element], attribute: str | None
) -> Iterator[QualityIssue]:
    for element in elements:
        said = annotations.values(LOCALIZATION_QUALITY_ISSUE, element, attribute)
        records = annotations.records(LOCALIZATION_QUALITY_ISSUE, element, attribute)
        for each in records or (said,):
            if "locQualityIssueType" in each or "locQualityIssueComment" in each:
                yield _issue(each)


def _issue(said: Values) -> QualityIssue:
    return QualityIssue(
        said.get("locQualityIssueType", ""),
        said.get("locQualityIssueComment", ""),
        said.get("locQualityIssueSeverity", ""),
        said.get("locQualityIssueProfileRef", ""),
        said.get("locQualityIssueEnabled", "yes") == "yes",
    )


def _number(text: str, highest: float, place: Place, findings: list[Finding]) -> float | None:
    """Read a number from 0 to `highest`; None for nothing, and for what is none."""
    if not text:
        return None
    digits = text.replace(".", "", 1)
    fits = len(text) <= _MAX_LENGTH and digits.isascii() and digits.isdigit()
    if not fits or float(text) > highest:
        findings.append(_finding(f"“{text}” is not a number from 0 to {highest:g}", place))
        return None
    return float(text)


def _whole(text: str, place: Place, findings: list[Finding]) -> int | None:
    if not text:
        return None
    digits = text.removeprefix("-").removeprefix("+")
    if len(text) <= _MAX_LENGTH and digits.isascii() and digits.isdigit():
        return int(text)
    findings.append(_finding(f"“{text}” is not a whole number", place))
    return None


def _finding(message: str, place: Place) -> Finding:
    return Finding(
        "its-value", message, place(), "correct it in the source", severity=Severity.WARNING
    )
