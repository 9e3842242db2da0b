import pytest

from tests.documents import unit, xml
from toolkit.base.bcp47 import Locale
from toolkit.document.model import Quality, QualityIssue
from toolkit.localizing.writers.own_format import render_own_format

CLAIMS = {
    "its:locQualityIssueType": "misspelling",
    "its:locQualityRatingScore": "80",
    "its:mtConfidence": "0.7",
}


def test_a_unit_has_its_issue() -> None:
    found = unit(
        '<p its-loc-quality-issue-type="misspelling" its-loc-quality-issue-comment="Not a word"'
        ' its-loc-quality-issue-severity="50" its-loc-quality-issue-enabled="no">x</p>'
    )
    issue = QualityIssue("misspelling", "Not a word", "50", enabled=False)
    assert found.quality == Quality((issue,))


def test_an_issue_in_a_part_of_a_text_is_the_units() -> None:
    found = unit('<p>a <b its-loc-quality-issue-type="grammar">b</b></p>')
    assert found.quality == Quality((QualityIssue("grammar"),))


def test_records_elsewhere_are_issues() -> None:
    records = (
        '<its:locQualityIssues xml:id="q"><its:locQualityIssue locQualityIssueType="grammar"/>'
        '<its:locQualityIssue locQualityIssueComment="Why?"/></its:locQualityIssues>'
    )
    found = xml(f'{records}<p its:locQualityIssuesRef="#q">x</p>').units[-1]
    issues = (QualityIssue("grammar"), QualityIssue("uncategorized", "Why?"))
    assert found.quality is not None
    assert [each.comment for each in found.quality.issues] == [each.comment for each in issues]


def test_a_unit_has_its_rating() -> None:
    found = unit('<p its-loc-quality-rating-score="80.5" its-loc-quality-rating-vote="-3">x</p>')
    assert found.quality == Quality(score=80.5, vote=-3)


def test_a_unit_has_the_confidence_of_machine_translation() -> None:
    found = unit('<p its-mt-confidence="0.9">a <b its-mt-confidence="0.5">b</b></p>')
    assert found.quality == Quality(confidences=(0.9, 0.5))


def test_what_says_nothing_has_no_quality() -> None:
    assert unit("<p>x</p>").quality is None


@pytest.mark.parametrize(
    "attribute",
    [
        'its-mt-confidence="1.5"',
        'its-mt-confidence="nan"',
        'its-loc-quality-rating-score="101"',
        'its-loc-quality-rating-vote="many"',
    ],
)
def test_a_figure_that_is_none_is_a_finding(attribute: str) -> None:
    found = unit(f"<p {attribute}>x</p>")
    assert [finding.code for finding in found.findings] == ["its-value"]
    assert found.quality is None


@pytest.mark.parametrize(("name", "value"), CLAIMS.items())
def test_editions_keep_what_is_said_of_quality(name: str, value: str) -> None:
    document = xml(f'<p {name}="{value}">x</p>')
    edition = render_own_format(document, [("y",)], Locale("kk"))
    assert f'<p {name}="{value}">y</p>'.encode() in edition
