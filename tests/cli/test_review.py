"""toolkit review, as the user types it."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.newsrooms import make, translate
from toolkit.base.bcp47 import Locale
from toolkit.cli import main
from toolkit.newsroom.project import Project


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


def exported(folder: Path, capfdbinary: pytest.CaptureFixture[bytes], *options: str) -> bytes:
    capfdbinary.readouterr()
    assert review(folder, "export", "-l", "kk", *options) == 0
    return capfdbinary.readouterr().out


def test_the_exported_record_has_who_did_what(
    newsroom: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    review(newsroom, "approve", "-l", "kk", "--all", "--hand", "e1", "--translator", "t3")
    rows = list(csv.DictReader(io.StringIO(exported(newsroom, capfdbinary).decode())))
    acts = [(row["stage"], row["origin"], row["translated"], row["approved"]) for row in rows]
    assert acts.count(("approved", "human", "t3", "e1")) == len(rows) - 1
    assert acts.count(("untranslated", "", "", "")) == 1


def test_the_exported_record_is_sorted_and_the_same_each_time(
    newsroom: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    first = exported(newsroom, capfdbinary)
    ids = [row["id"] for row in csv.DictReader(io.StringIO(first.decode()))]
    assert ids == sorted(ids)
    assert exported(newsroom, capfdbinary) == first


def test_json_lines_say_the_same_as_csv(
    newsroom: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    review(newsroom, "approve", "-l", "kk", "--all", "--hand", "e1", "--translator", "t3")
    lines = exported(newsroom, capfdbinary, "--format", "jsonl").decode().splitlines()
    rows = csv.DictReader(io.StringIO(exported(newsroom, capfdbinary).decode()))
    said = [
        {name: " ".join(each) if isinstance(each, list) else each for name, each in row.items()}
        for row in map(json.loads, lines)
    ]
    assert said == list(rows)


def test_the_exported_record_has_no_texts(
    newsroom: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert b"bridge back" not in exported(newsroom, capfdbinary)


def test_the_name_of_the_file_says_the_format(newsroom: Path) -> None:
    path = newsroom / "record.jsonl"
    assert review(newsroom, "export", "-o", str(path)) == 0
    assert json.loads(path.read_bytes().splitlines()[0])["document"] == "bridge"


def test_a_record_that_cannot_be_read_is_named_and_stops_no_other(
    newsroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = Project.load(newsroom)
    project.settings.review_path("bridge", Locale("kk")).write_text("nonsense\n", "utf-8")
    assert review(newsroom, "export", "--format", "jsonl") == 1
    printed = capsys.readouterr()
    assert "bridge.review:1: error" in printed.err
    assert {json.loads(line)["locale"] for line in printed.out.splitlines()} == {"ug"}
