"""What the command tells of ITS 2.0: its, and quality in status."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.newsroom.test_status import CONFIGURATION, PAGE
from toolkit.cli import command

XHTML = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p dir="rtl">a <b>b</b></p></body></html>'
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    Path("pages").mkdir()
    Path("pages/page.xml").write_text(PAGE, encoding="utf-8")
    Path("toolkit.toml").write_text(CONFIGURATION, encoding="utf-8")
    return lambda *arguments: CliRunner().invoke(command, arguments, catch_exceptions=False)


def test_status_says_how_good_a_document_is(run: Run) -> None:
    assert run("status").output.splitlines()[-1] == (
        "page: units with quality issues: 1; rating 85.5 of 100 on average, 80 at the lowest;"
        " machine translation confident from 0.7 to 0.98"
    )


def test_status_tells_where_when_asked_for_more(run: Run) -> None:
    lines = run("status", "-v").output.splitlines()
    assert "  pages/page.xml:2:1: misspelling" in lines
    assert "  pages/page.xml:3:1: rating 80 of 100" in lines
    assert "  pages/page.xml:5:1: grammar [off]" in lines


def test_status_has_the_quality_in_its_json(run: Run) -> None:
    row = json.loads(run("status", "-l", "kk", "--json").output)[0]
    quality = row["quality"]
    assert quality["units_with_issues"] == 1
    assert (quality["rating_mean"], quality["rating_lowest"]) == (85.5, 80.0)
    assert (quality["mt_confidence_lowest"], quality["mt_confidence_highest"]) == (0.7, 0.98)
    assert quality["units"][0]["issues"][0]["type"] == "misspelling"


def test_status_is_quiet_of_documents_that_say_nothing(run: Run) -> None:
    Path("pages/page.xml").write_text("<doc><p>a</p></doc>", encoding="utf-8")
    assert [line.split()[0] for line in run("status").output.splitlines()] == ["locale", "kk", "ug"]
    assert json.loads(run("status", "-l", "kk", "--json").output)[0]["quality"] is None


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("translat", "Did you mean “translate”?"),
        ("nope", "toolkit its --help lists them all."),
    ],
)
def test_of_an_unknown_category_one_that_is_near_is_named(run: Run, name: str, advice: str) -> None:
    result = run("its", name, "pages/page.xml")
    assert result.exit_code == 2
    assert f"Error: No data category is called “{name}”. {advice}" in result.output
    assert "localization-note" not in result.output


def test_help_names_every_category(run: Run) -> None:
    assert "localization-note, " in " ".join(run("its", "--help").output.split())


def test_xhtml_in_a_file_of_xml_has_htmls_own_markup(run: Run) -> None:
    Path("a.xml").write_text(XHTML, encoding="utf-8")
    said = run("its", "directionality", "a.xml").output
    assert '/html/body[1]/p[1]\tdir="rtl"' in said
    assert (
        '/html/body[1]/p[1]/b[1]\twithinText="yes"'
        in run("its", "elements-within-text", "a.xml").output
    )
