"""toolkit quotes, as the user types it."""

from pathlib import Path

import pytest

from tests.newsrooms import make
from toolkit.cli import main

ARTICLE = """A village waits

Dana Omarova Mar 3, 2026

“We were never told why,” said Aigul Bek.
"""


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    make(tmp_path, article=ARTICLE)
    return tmp_path


def quotes(folder: Path, *arguments: str) -> int:
    return main(["-C", str(folder), "quotes", *arguments])


def test_what_is_proposed_is_printed_with_its_file(
    newsroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert quotes(newsroom, "propose", "bridge") == 0
    said = capsys.readouterr()
    assert said.out.startswith("locales/bridge.quotes.toml: p-")
    assert said.out.endswith(": We were never told why (Aigul Bek)\n")
    assert said.err == "1 quote added; fill in what you know, and run update\n"


def test_nothing_new_is_said(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quotes(newsroom, "propose")
    capsys.readouterr()
    assert quotes(newsroom, "propose") == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "no new quotes\n")


def test_a_dry_run_only_tells(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert quotes(newsroom, "propose", "--dry-run") == 0
    assert capsys.readouterr().err == "1 quote would be added\n"
    assert not (newsroom / "locales/bridge.quotes.toml").exists()


def test_what_waits_is_listed(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quotes(newsroom, "propose")
    capsys.readouterr()
    assert quotes(newsroom, "list", "--waiting") == 0
    assert capsys.readouterr().out.split()[2:4] == ["-", "-"]


def test_a_newsroom_without_quotes_says_what_to_do(
    newsroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert quotes(newsroom, "list") == 0
    assert capsys.readouterr().err == "no quotes; run toolkit quotes propose\n"


@pytest.mark.parametrize("verb", ["propose", "list"])
def test_a_wrong_file_is_named_with_its_line(
    newsroom: Path, verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = newsroom / "locales/bridge.quotes.toml"
    path.write_text('[[quote]]\nid = "p-1"\nwords = 3\n', encoding="utf-8")
    assert quotes(newsroom, verb) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "locales/bridge.quotes.toml:3:1: error: “words” must be a string." in said.err


def test_a_document_that_there_is_not_is_named(
    newsroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert quotes(newsroom, "propose", "brigde") == 1
    assert "no document is called “brigde”" in capsys.readouterr().err
