import shutil
from pathlib import Path

import pytest

from tests.newsrooms import make, translate
from toolkit.cli import main


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    project = make(folder)
    translate(project, "kk")
    project.build()
    assert run(folder, "bundle", "keygen") == 0
    return folder


@pytest.fixture
def house(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "house"))


def run(folder: Path, *arguments: str) -> int:
    return main(["-C", str(folder), *arguments])


@pytest.mark.slow
def test_what_bundle_writes_verifies(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(house, "bundle", "-o", "site.zip") == 0
    assert run(house, "bundle", "verify", "site.zip", "--key", "signing.pub") == 0
    assert "all 9 files are what SHA256:" in capsys.readouterr().err


def test_verify_needs_no_newsroom(house: Path, tmp_path: Path) -> None:
    assert run(house, "bundle", "-o", str(tmp_path / "site")) == 0
    shutil.copy(house / "signing.pub", tmp_path)
    assert run(tmp_path, "bundle", "verify", "site", "--key", "signing.pub") == 0


def test_verify_fails_and_names_the_file(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(house, "bundle", "-o", "site")
    (house / "site" / "kk" / "bridge.html").write_text("lies")
    assert run(house, "bundle", "verify", "site", "--key", "signing.pub") == 1
    assert "site!kk/bridge.html: error: the file is not the one" in capsys.readouterr().err


def test_keygen_never_prints_the_private_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path)
    assert run(tmp_path, "-v", "bundle", "keygen") == 0
    captured = capsys.readouterr()
    secret = (tmp_path / "signing.key").read_text().splitlines()[1]
    assert secret not in captured.out + captured.err
    assert captured.out.startswith("SHA256:")


def test_git_ignores_the_private_key(house: Path) -> None:
    assert "signing.key" in (house / ".gitignore").read_text().splitlines()


def test_protect_check_lets_the_key_that_git_ignores_be(house: Path) -> None:
    assert run(house, "protect", "check") == 0


def test_without_a_key_it_says_what_to_do(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "signing.key").unlink()
    assert run(house, "bundle") == 1
    assert "toolkit bundle keygen" in capsys.readouterr().err
