"""Checks of other packages, installed as any package is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.checks import sheets
from tests.packages import installed
from toolkit.checks import checks

SOURCE = """
from toolkit.plugin import Check, Severity

def run(pair, locale):
    raise ValueError(pair.target_words)

OWN = Check("own", Severity.WARNING, "Never runs to its end.", run, "none")
"""


@pytest.fixture
def package(tmp_path: Path) -> Iterator[None]:
    """Install a package whose check crashes."""
    points = {"toolkit.checks:own": "crashing_checks:OWN"}
    with installed(tmp_path, {"crashing_checks.py": SOURCE}, points, checks):
        yield


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
