"""What documents say of their quality, in the status of a newsroom."""

from pathlib import Path

import pytest

from toolkit.newsroom.project import Project
from toolkit.newsroom.status import DocumentQuality

CONFIGURATION = """source = "en"
title = "Test"

[[documents]]
files = "pages/*.xml"

[locales.kk]
[locales.ug]
"""
PAGE = """<doc xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0">
<p its:locQualityIssueType="misspelling" its:mtConfidence="0.7">a</p>
<p its:locQualityRatingScore="80">b</p>
<p its:locQualityRatingScore="91" its:mtConfidence="0.98">c</p>
<p its:locQualityIssueType="grammar" its:locQualityIssueEnabled="no">d</p>
<p>e</p>
</doc>
"""


def qualities(folder: Path, page: str = PAGE) -> list[DocumentQuality | None]:
    (folder / "pages").mkdir()
    (folder / "pages" / "page.xml").write_text(page, encoding="utf-8")
    (folder / "toolkit.toml").write_text(CONFIGURATION, encoding="utf-8")
    return [each.quality for each in Project.load(folder).status()]


def test_every_locale_is_told_the_quality_of_the_source(tmp_path: Path) -> None:
    first, second = qualities(tmp_path)
    assert first is second


def test_units_with_issues_that_count_are_counted(tmp_path: Path) -> None:
    quality = qualities(tmp_path)[0]
    assert quality is not None
    assert quality.issues == 1


def test_ratings_and_confidences_are_gathered(tmp_path: Path) -> None:
    quality = qualities(tmp_path)[0]
    assert quality is not None
    assert (quality.scores, quality.confidences) == ((80.0, 91.0), (0.7, 0.98))


@pytest.mark.parametrize("page", ["<doc><p>a</p></doc>"])
def test_a_document_that_says_nothing_has_none(tmp_path: Path, page: str) -> None:
    assert qualities(tmp_path, page) == [None, None]
