import shutil
import subprocess
from pathlib import Path

import pytest

from toolkit.base.replacement import replace_all
from toolkit.newsroom.ignored import IGNORED, add_ignored, missing_ignored, new_ignored

git_only = pytest.mark.skipif(shutil.which("git") is None, reason="NOT TESTED: git is missing")


@git_only
@pytest.mark.parametrize(
    ("path", "ignored"),
    [
        ("locales/memory.sqlite", True),
        ("locales/memory.sqlite-wal", True),
        ("locales/memory.sqlite.damaged", True),
        ("locales/.memory.sqlite.lock", True),
        ("locales/kk/LC_MESSAGES/.x.po.lock", True),
        ("protect.toml", True),
        ("locales/protect.toml", True),
        ("locales/kk/LC_MESSAGES/x.po", False),
        ("locales/moved.toml", False),
        ("locales/.archive/x.pot", False),
        ("toolkit.toml", False),
    ],
)
def test_git_leaves_out_what_can_be_made_anew_or_must_not_leave(
    path: str, ignored: bool, tmp_path: Path
) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    replace_all(new_ignored(tmp_path))
    asked = ["git", "-C", str(tmp_path), "check-ignore", "--quiet", path]
    assert (subprocess.run(asked, check=False).returncode == 0) == ignored


def test_a_persons_own_file_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / IGNORED).write_bytes(b"drafts/")
    assert new_ignored(tmp_path) == {}
    assert (tmp_path / IGNORED).read_bytes() == b"drafts/"
    assert "protect.toml" in missing_ignored(tmp_path)


def test_what_lacks_is_added_once_and_own_lines_stay(tmp_path: Path) -> None:
    (tmp_path / IGNORED).write_bytes(b"drafts/\nprotect.toml")
    added = add_ignored(tmp_path)
    assert "protect.toml" not in added
    assert (tmp_path / IGNORED).read_text().startswith("drafts/\nprotect.toml\n# ")
    assert add_ignored(tmp_path) == missing_ignored(tmp_path) == ()


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / IGNORED).symlink_to("elsewhere")
    assert new_ignored(tmp_path) == {}
    assert not (tmp_path / "elsewhere").exists()
