"""A memory that cannot be read stops no update, and is not lost."""

from pathlib import Path

import pytest

from tests.newsrooms import make, translate
from toolkit.base.errors import ToolkitError
from toolkit.cli import main
from toolkit.newsroom.damaged_memory import set_aside_memory

OURS = b"SQLite format 3\0" + bytes(84)


@pytest.mark.parametrize("junk", [b"junk", OURS, b""])
def test_update_makes_a_new_memory_and_keeps_the_old_file(
    tmp_path: Path, junk: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make(tmp_path)
    translate(project, "kk")
    memory = tmp_path / "locales/memory.sqlite"
    memory.write_bytes(junk)
    monkeypatch.chdir(tmp_path)
    assert main(["update"]) == 0
    assert "it is now memory.sqlite.damaged" in capsys.readouterr().err
    assert memory.with_name("memory.sqlite.damaged").read_bytes() == junk
    assert memory.read_bytes() != junk


def test_any_other_error_stays_one(tmp_path: Path) -> None:
    project = make(tmp_path)
    error = ToolkitError.because("po-syntax", "unterminated string")
    with pytest.raises(ToolkitError) as caught:
        set_aside_memory(project.settings, error)
    assert caught.value is error
    assert (tmp_path / "locales/memory.sqlite").is_file()
