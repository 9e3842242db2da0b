"""The command correct: what it prints, and what wrong input gets."""

from pathlib import Path

import pytest

from tests.newsrooms import CONFIGURATION, contents, make, translate
from toolkit.cli import main
from toolkit.newsroom.project import Project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Return a translated newsroom whose source has been edited."""
    monkeypatch.chdir(tmp_path)
    project = make(tmp_path, CONFIGURATION)
    translate(project, "kk")
    source = Path("articles/bridge.txt")
    source.write_text(source.read_text("utf-8").replace("2017", "2018"), "utf-8")
    return project


FACT = ("correct", "bridge", "--severity", "fact")


@pytest.mark.usefixtures("project")
def test_it_prints_the_passages_and_what_is_next(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*FACT, "-m", "The year was wrong."]) == 0
    out, err = capsys.readouterr()
    assert out.endswith(": It was washed away in 2018.\n")
    assert err.splitlines() == [
        "bridge: 1 passage corrected; every edition says so after the next toolkit build",
        "recorded in locales/bridge.corrections.toml",
    ]


@pytest.mark.usefixtures("project")
def test_one_translation_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*FACT, "-l", "kk", "-m", "Жыл қате болды."]) == 0
    assert capsys.readouterr().err.splitlines()[0] == (
        "bridge: the edition in kk says so after the next toolkit build"
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (FACT, "the correction has no text for readers"),
        ((*FACT, "-m", "x", "-l", "de"), "the newsroom has no locale de"),
        ((*FACT, "-m", "x", "-l", "xx-!"), "xx-!"),
        ((*FACT, "-m", "x", "--passage", "p-none"), "has no passage “p-none”"),
        (("correct", "brigde", "--severity", "typo"), "did you mean “bridge”"),
    ],
)
def test_wrong_input_is_one_clear_line_and_changes_nothing(
    project: Project, words: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(project.settings.root)
    assert main(words) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert len(err.splitlines()) == 1
    assert contents(project.settings.root) == before
