"""toolkit export and import, as they are called."""

import json
from pathlib import Path

import pytest

from tests.newsrooms import make, translate
from toolkit.cli import main

WORD = "bridge.kk.docx"


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    project = make(tmp_path)
    translate(project, "kk", but="It was")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("form", ["xliff", "xliff1", "docx", "xlsx", "csv", "po"])
def test_a_file_has_the_name_of_its_document_and_comes_back_unchanged(
    newsroom: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "-l", "kk", "--to", form]) == 0
    assert "1 wait for a translation" in capsys.readouterr().err
    (file,) = (each for each in newsroom.glob("bridge.kk.*") if each.suffix != ".txt")
    assert main(["import", file.name]) == 0
    assert "unchanged" in capsys.readouterr().err


def test_a_report_can_be_read_by_a_program(
    newsroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["export", "-l", "kk", "--to", "csv"])
    sent = (newsroom / "bridge.kk.csv").read_text(encoding="utf-8")
    changed = sent.replace("It was washed away in 2017.,", "It was washed away in 2017.,Шайылды.")
    (newsroom / "bridge.kk.csv").write_text(changed, encoding="utf-8")
    capsys.readouterr()
    assert main(["import", "bridge.kk.csv", "--json"]) == 0
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert file["counts"] == {"taken": 1, "unchanged": 4}
    assert [row["outcome"] for row in file["rows"]] == ["taken"]


def test_a_file_that_cannot_be_read_stops_no_other(
    newsroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["export", "-l", "kk", "--to", "docx"])
    (newsroom / "torn.docx").write_bytes(b"PK torn")
    assert main(["import", "torn.docx", "nosuch.xlsx", WORD]) == 1
    said = capsys.readouterr().err
    assert "torn.docx: error: the file is damaged" in said
    assert "nosuch.xlsx: error:" in said
    assert f"{WORD} (kk): 5 unchanged" in said


def test_a_guide_lies_beside_a_file_that_has_none_inside(newsroom: Path) -> None:
    main(["export", "-l", "kk", "--to", "po"])
    main(["export", "-l", "kk", "--to", "docx", "-o", "other.docx"])
    assert [each.name for each in newsroom.glob("*.how-to.txt")] == ["bridge.kk.how-to.txt"]


def test_a_guide_of_the_newsrooms_own_stays(newsroom: Path) -> None:
    own = newsroom / "bridge.kk.how-to.txt"
    own.write_text("Call us.\n", encoding="utf-8")
    assert main(["export", "-l", "kk", "--to", "po"]) == 0
    assert own.read_text(encoding="utf-8") == "Call us.\n"


def test_standard_output_has_no_guide_beside_it(newsroom: Path) -> None:
    main(["export", "-l", "kk", "--to", "po", "-o", "-"])
    assert not list(newsroom.glob("*.how-to.txt"))


def test_one_language_at_a_time(newsroom: Path) -> None:  # noqa: ARG001 - the folder it works in
    assert main(["export", "--to", "docx"]) == 2
    assert main(["export", "-l", "kk", "-l", "ug", "--to", "docx"]) == 2


def test_nothing_to_send_is_said(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    translate(make(newsroom), "kk")
    assert main(["export", "-l", "kk", "--to", "docx", "--waiting"]) == 0
    assert "nothing to send" in capsys.readouterr().err
    assert not (newsroom / WORD).exists()


def test_a_translation_made_without_any_table_is_aligned(
    newsroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (newsroom / "articles" / "bridge.txt").read_text(encoding="utf-8")
    other = text.replace("The bridge opened on Tuesday.", "Мост открылся во вторник.")
    other = other.replace("It was washed away in 2017.", "Его смыло в 2017 году.")
    (newsroom / "back.txt").write_text(other, encoding="utf-8")
    assert main(["import", "--align", "ug", "articles/bridge.txt", "back.txt"]) == 0
    catalog = (newsroom / "locales/ug/LC_MESSAGES/bridge.po").read_text(encoding="utf-8")
    assert "Его смыло в 2017 году." in catalog
    assert "ug): " in capsys.readouterr().err


def test_an_alignment_replaces_no_finished_translation(newsroom: Path) -> None:
    (newsroom / "back.txt").write_text("Ауыл\n\nБалалар\n", encoding="utf-8")
    before = (newsroom / "locales/kk/LC_MESSAGES/bridge.po").read_text(encoding="utf-8")
    main(["import", "--align", "kk", "bridge", "back.txt"])
    after = (newsroom / "locales/kk/LC_MESSAGES/bridge.po").read_text(encoding="utf-8")
    for line in before.splitlines():
        if line.startswith('msgstr "kk: '):
            assert line in after


def test_an_alignment_wants_an_article_and_its_translation(newsroom: Path) -> None:  # noqa: ARG001
    assert main(["import", "--align", "kk", "bridge"]) == 2
