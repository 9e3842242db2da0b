"""make build and make test where something is missing: one message, with the package to install."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]


def said(*command: str | Path, **environment: str) -> str:
    """Return what a command says on its way to failing."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    return done.stderr


def install(python: str | Path, folder: Path, **environment: str) -> str:
    script = ROOT / ".ci" / "install"
    return said("bash", script, python, folder / "venv", "requirements/run.txt", **environment)


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """Return a Python that can do nothing."""
    program = tmp_path / "python3"
    program.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.10.9"\nexit 1\n')
    program.chmod(0o755)
    return program


def test_no_python_is_told(tmp_path: Path) -> None:
    assert install(tmp_path / "none", tmp_path) == (
        f"error: there is no {tmp_path / 'none'}\n"
        "Hint: install it: sudo apt-get install python3 python3-venv\n"
    )


def test_an_old_python_is_told(python: Path, tmp_path: Path) -> None:
    assert install(python, tmp_path) == (
        "error: Python 3.10.9 is too old: the toolkit needs Python 3.11 or newer\n"
        "Hint: install one, and name it: make build PYTHON=python3.12\n"
    )


def test_a_python_without_venv_is_told(python: Path, tmp_path: Path) -> None:
    python.write_text('#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; esac\n')
    assert install(python, tmp_path) == (
        f"error: {python} cannot make a virtual environment\n"
        "Hint: install what it needs: sudo apt-get install python3-venv\n"
    )


def test_no_network_is_told(tmp_path: Path) -> None:
    nobody = "http://127.0.0.1:9/simple"
    assert install(sys.executable, tmp_path, PIP_INDEX_URL=nobody, PIP_CONFIG_FILE=os.devnull) == (
        "error: pip cannot reach the Python package index\n"
        "Hint: connect this machine to the network, or tell pip of your mirror:"
        " pip config set global.index-url …\n"
    )


def test_without_root_the_packages_are_named(tmp_path: Path) -> None:
    for name in ("bash", "apt-get"):
        (tmp_path / name).symlink_to(f"/bin/{name}")
    (tmp_path / "id").write_text("#!/bin/bash\necho 1000\n")
    (tmp_path / "id").chmod(0o755)
    message = said("bash", ROOT / ".ci" / "system-tools", PATH=str(tmp_path))
    assert message.startswith("error: the tests need these Debian packages: git chromium ")
    assert "Hint: install them: sudo apt-get install git chromium " in message
