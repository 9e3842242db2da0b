"""Checks of other packages, installed as any package is."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.checks import sheets
from toolkit.checks import checks

SOURCE = """
from toolkit.checks import Check
from toolkit.base.errors import Severity

def run(pair, locale):
    raise ValueError(pair.target_words)

OWN = Check("own", Severity.WARNING, "Never runs to its end.", run, "none")
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Install a package whose check crashes; take it away afterwards."""
    (tmp_path / "crashing_checks.py").write_text(SOURCE)
    information = tmp_path / "crashing_checks-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: crashing-checks\nVersion: 1.0\n"
    )
    (information / "entry_points.txt").write_text("[toolkit.checks]\nown = crashing_checks:OWN\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    checks.cache_clear()
    yield
    monkeypatch.undo()
    sys.modules.pop("crashing_checks", None)
    checks.cache_clear()


@pytest.mark.usefixtures("package")
def test_a_check_of_a_package_that_crashes_is_named_and_the_rest_goes_on() -> None:
    found = sheets.found(sheets.entry("a b", "ә  б"), sheets.entry("c d", "в  г"))
    codes = [each.code for each in found]
    assert codes.count("check-crashed") == 1
    assert codes.count("double-spaces") == 2
    assert "the check “own” crashed: ValueError: ә  б" in [each.message for each in found]


@pytest.mark.usefixtures("package")
def test_a_check_of_a_package_can_be_selected() -> None:
    found = sheets.found(sheets.entry("a", "ә"), select="own")
    assert [each.code for each in found] == ["check-crashed"]
