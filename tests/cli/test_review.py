"""toolkit review, as the user types it."""

import json
from pathlib import Path

import pytest

from tests.newsrooms import make, translate
from toolkit.cli import main


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("TOOLKIT_HAND", raising=False)
    monkeypatch.setenv("USER", "somebody")
    translate(make(tmp_path), "kk", but="Children")
    return tmp_path


def review(folder: Path, *arguments: str) -> int:
    return main(["-C", str(folder), "review", *arguments])


def listed(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    capsys.readouterr()
    assert review(folder, "list", "-l", "kk", *options) == 0
    return capsys.readouterr().out.splitlines()


def test_what_waits_is_listed_with_its_id(
    newsroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, *_ = listed(newsroom, capsys)
    assert first.split()[:2] == ["bridge", "kk"]
    assert first.split()[2].startswith("p-")
    assert first.endswith("translated  -  kk: Village gets its bridge back")


def test_what_is_not_finished_does_not_wait(
    newsroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    waiting, everything = listed(newsroom, capsys), listed(newsroom, capsys, "--all")
    assert len(everything) == len(waiting) + 1


def test_what_is_approved_does_not_wait(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        review(newsroom, "approve", "-l", "kk", "--all", "--hand", "e1", "--translator", "t3") == 0
    )
    assert listed(newsroom, capsys) == []


def test_the_record_is_there_for_who_asks(
    newsroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    review(newsroom, "approve", "-l", "kk", "--all", "--hand", "e1", "--translator", "t3")
    rows = json.loads("\n".join(listed(newsroom, capsys, "--all", "--json")))
    acts = [(step["act"], step["hand"]) for step in rows[0]["steps"]]
    assert (rows[0]["state"], rows[0]["origin"]) == ("approved", "human")
    assert acts == [("approved", "e1"), ("translated", "t3")]


def test_the_hand_may_be_set_once(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOOLKIT_HAND", "e1")
    assert review(newsroom, "approve", "-l", "kk", "--all", "--translator", "t3") == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["approve", "-l", "kk", "--all"],
        ["approve", "-l", "kk", "--hand", "e1"],
        ["approve", "--all", "--hand", "e1"],
        ["approve", "-l", "kk", "--all", "p-1", "--hand", "e1"],
        ["approve", "-l", "kk", "--all", "--hand", "somebody@example.org"],
        ["return", "-l", "kk", "p-1", "--hand", "e1"],
        ["return", "-l", "kk", "p-1", "--hand", "e1", "-m", " "],
        ["return", "-l", "kk", "--hand", "e1", "-m", "wrong"],
    ],
)
def test_wrong_usage_is_refused(newsroom: Path, arguments: list[str]) -> None:
    assert review(newsroom, *arguments) == 2


def test_four_eyes_are_wanted(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = review(newsroom, "approve", "-l", "kk", "--all", "--hand", "t3", "--translator", "t3")
    assert status == 1
    assert "was translated by “t3”. Hint: somebody else must" in capsys.readouterr().err


def test_what_is_returned_is_said_and_fuzzy(
    newsroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    id_ = listed(newsroom, capsys)[0].split()[2]
    assert review(newsroom, "return", "-l", "kk", id_, "--hand", "r2", "-m", "Not “village”.") == 0
    assert "1 text returned" in capsys.readouterr().err
    po = (newsroom / "locales" / "kk" / "LC_MESSAGES" / "bridge.po").read_text(encoding="utf-8")
    assert "# returned: Not “village”." in po
