"""What the toolkit stands on: each package pinned to hashes, permissively licensed, and listed."""

import json
import re
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.bill_of_materials import BILL, bill, licence, pinned

ROOT = Path(__file__).parents[1]
PERMISSIVE = frozenset({"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CNRI-Python", "MIT"})
BUILDING = {"pathspec": "MPL-2.0"}
"""What pip makes the package with, and no one gets with it: there a weak copyleft may be."""


@pytest.mark.parametrize("name", sorted(pinned()))
def test_each_package_has_a_permissive_licence(name: str) -> None:
    said = licence(name)
    assert said == BUILDING.get(name) or set(re.split(r" (?:AND|OR) ", said)) <= PERMISSIVE, said


@pytest.mark.parametrize("file", ["run.txt", "test.txt", "bench.txt"])
def test_each_package_is_held_to_hashes_and_to_one_version(file: str) -> None:
    text = (ROOT / "requirements" / file).read_text("utf-8")
    pins = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)
    blocks = re.split(r"^(?=[a-z0-9])", pins, flags=re.MULTILINE)
    assert [each for each in blocks if each.strip() and "--hash=sha256:" not in each] == []
    held = (ROOT / "constraints.txt").read_text("utf-8")
    known = set(re.findall(r"^([a-z0-9-]+==[^\s;]+)", held, re.MULTILINE))
    assert {f"{name}=={number}" for name, number in pinned(file).items()} <= known


def test_the_bill_of_materials_is_that_of_the_pins() -> None:
    listed = json.loads(BILL.read_text("utf-8"))["components"]
    assert {each["name"]: each["version"] for each in listed} == pinned()


def test_the_bill_of_materials_is_made_anew_from_them() -> None:
    if any(version(name) != number for name, number in pinned().items()):
        pytest.skip("NOT TESTED: other versions than the pinned ones are installed")
    assert BILL.read_text("utf-8") == bill(), "run make bill"
