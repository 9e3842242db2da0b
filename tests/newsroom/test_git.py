import subprocess
import sys
from pathlib import Path

import pytest

from toolkit.base.errors import ToolkitError
from toolkit.newsroom.git import install_merge_driver, require_clone


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "no-such-file"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    folder = tmp_path / "clone"
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    return folder


def driver(clone: Path) -> str:
    command = ["git", "-C", str(clone), "config", "merge.toolkit-po.driver"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_the_driver_is_this_very_toolkit(clone: Path) -> None:
    assert install_merge_driver(clone)
    program = Path(sys.executable).with_name("toolkit")
    assert driver(clone) == f"{program} merge-po -q --path %P %O %A %B"


def test_a_program_with_an_odd_name_is_quoted(
    clone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "100% o'clock"
    folder.mkdir()
    (folder / "toolkit").touch()
    monkeypatch.setattr(sys, "executable", str(folder / "python"))
    install_merge_driver(clone)
    assert driver(clone).startswith(f"'{tmp_path}/100%% o'\"'\"'clock/toolkit' merge-po")


def test_without_an_installed_command_the_module_is_run(
    clone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    install_merge_driver(clone)
    assert driver(clone).startswith(f"{tmp_path}/python -P -m toolkit.cli merge-po")


def test_lines_that_are_there_are_not_written_again(clone: Path) -> None:
    (clone / ".gitattributes").write_text("*.pot   merge=toolkit-po\n*.po merge=union\n")
    assert install_merge_driver(clone)
    assert not install_merge_driver(clone)
    lines = (clone / ".gitattributes").read_text().splitlines()
    assert lines[2:4] == ["*.po merge=toolkit-po", "*.review merge=union"]


def test_a_missing_git_is_told(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ToolkitError, match="git is not installed"):
        require_clone(clone)


def test_what_git_refuses_is_told(clone: Path) -> None:
    (clone / ".git" / "config.lock").touch()
    with pytest.raises(ToolkitError, match="config"):
        install_merge_driver(clone)


def test_attributes_that_cannot_be_read_are_told(clone: Path) -> None:
    (clone / ".gitattributes").mkdir()
    with pytest.raises(ToolkitError, match="this is a folder"):
        install_merge_driver(clone)
