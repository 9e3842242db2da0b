"""toolkit draft, as it is called."""

import sys
from pathlib import Path

import pytest

from tests.newsrooms import CONFIGURATION, contents, make
from toolkit.cli import main

CODE = "import sys; [print('Көпір 2017 сейсенбі') for _ in sys.stdin]"


def newsroom(folder: Path, code: str = CODE) -> None:
    command = f"command = ['''{sys.executable}''', '-c', '''{code}''']"
    make(folder, f'{CONFIGURATION}\n[draft]\nname = "stub"\n{command}\n')


def test_it_says_how_much_came_from_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    newsroom(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["draft", "-l", "kk", "bridge"]) == 0
    said = capsys.readouterr()
    assert "by stub" in said.out
    assert "without a draft" in said.out  # a number that the source has not
    assert "(numbers)" in said.err


def test_a_dry_run_says_that_nobody_was_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    newsroom(tmp_path)
    monkeypatch.chdir(tmp_path)
    before = contents(tmp_path)
    assert main(["draft", "-l", "kk", "-n"]) == 0
    assert "nobody was asked" in capsys.readouterr().out
    assert contents(tmp_path) == before


@pytest.mark.slow
def test_a_machine_that_fails_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    newsroom(tmp_path, "import sys; sys.exit(3)")
    monkeypatch.chdir(tmp_path)
    assert main(["draft", "-l", "kk"]) == 1
    assert "the program ended with status 3" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "ended"),
    [
        ([], (2, "Give the language")),
        (["-l", "de"], (1, "no locale de")),
        (["-l", "kk", "brigde"], (1, "no document is called")),
    ],
)
def test_wrong_usage_is_told(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    ended: tuple[int, str],
) -> None:
    newsroom(tmp_path)
    status, said = ended
    assert main(["draft", "-C", str(tmp_path), *arguments]) == status
    assert said in capsys.readouterr().err
