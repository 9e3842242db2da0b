"""Where teams look: the hooks of pre-commit and the GitHub action, run as those run them."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.newsrooms import make, translate

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent

pytestmark = pytest.mark.slow


def run(words: list[str], folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PATH": f"{BIN}:/usr/bin:/bin", **more}
    return subprocess.run(
        words, cwd=folder, capture_output=True, text=True, check=False, env=environment
    )


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    translate(make(tmp_path), "kk")
    return tmp_path


def hooks() -> list[dict[str, str]]:
    """Return the hooks: a plain list of plain keys, which needs no YAML parser."""
    text = (ROOT / ".pre-commit-hooks.yaml").read_text()
    return [
        dict(re.findall(r"^[- ] (\w+): (.*)$", each, re.MULTILINE))
        for each in re.split(r"^(?=- )", text, flags=re.MULTILINE)[1:]
    ]


CATALOG = "locales/kk/LC_MESSAGES/bridge.po"


def words_of(hook: dict[str, str]) -> list[str]:
    """Return the command that pre-commit would run for a catalog."""
    assert hook.get("always_run") == "true" or re.search(hook["files"], CATALOG)
    return [
        *shlex.split(hook["entry"]),
        *([] if hook.get("pass_filenames") == "false" else [CATALOG]),
    ]


@pytest.mark.parametrize(
    "hook",
    [each for each in hooks() if each["id"].startswith("toolkit-check")],
    ids=lambda each: each["id"],
)
def test_a_hook_passes_and_fails_as_the_catalogs_do(hook: dict[str, str], newsroom: Path) -> None:
    assert run(words_of(hook), newsroom).returncode == 0
    (newsroom / CATALOG).write_text('msgid "x\n')
    assert run(words_of(hook), newsroom).returncode == 1


def test_the_hook_against_leaks_fails_when_a_catalog_names_a_person(newsroom: Path) -> None:
    (hook,) = (each for each in hooks() if each["id"] == "toolkit-protect-check")
    (newsroom / "protect.toml").write_text(
        '[persons.witness.forms.en]\nname = "Aigerim Testova"\npseudonym = "Dana Ospanova"\n'
    )
    assert run(words_of(hook), newsroom).returncode == 0
    with (newsroom / CATALOG).open("a") as catalog:
        catalog.write('\n# Aigerim Testova\nmsgid "x"\nmsgstr ""\n')
    assert run(words_of(hook), newsroom).returncode == 1


def step(name: str) -> str:
    """Return the script of a step of the action."""
    text = (ROOT / "action.yml").read_text()
    found = re.search(rf"- name: {name}\n.*?run: (?:\|\n)?(.*?)(?=\n    - |\Z)", text, re.DOTALL)
    assert found is not None
    return "\n".join(line.strip() for line in found[1].splitlines())


@pytest.mark.parametrize("folder", [".", "news room"])
def test_the_action_annotates_what_is_wrong(folder: str, tmp_path: Path) -> None:
    translate(make(tmp_path / folder), "kk")
    given = {"TOOLKIT_ARGUMENTS": "check --format github", "TOOLKIT_FOLDER": folder}
    words = ["bash", "-e", "-c", step("Run it")]
    assert run(words, tmp_path, **given).returncode == 0
    (tmp_path / folder / "locales/kk/LC_MESSAGES/bridge.po").write_text('msgid "x\n')
    done = run(words, tmp_path, **given)
    assert done.returncode == 1
    assert "::error " in done.stdout


def test_what_the_action_is_given_is_never_a_command(newsroom: Path) -> None:
    given = {"TOOLKIT_ARGUMENTS": "check; touch x $(touch y)", "TOOLKIT_FOLDER": "."}
    assert run(["bash", "-e", "-c", step("Run it")], newsroom, **given).returncode != 0
    assert not (newsroom / "x").exists()
    assert not (newsroom / "y").exists()
