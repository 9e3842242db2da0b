"""The programs and data that the toolkit is held against, and their versions: they get better."""

import re
import shutil
import subprocess
from functools import cache

import pytest
from babel.core import get_cldr_version

__all__ = ["cldr_version", "gettext", "gettext_version"]


def gettext(program: str) -> str:
    """Return the path of one of GNU gettext's programs; without it, the test is skipped, loudly."""
    path = shutil.which(program)
    if path is None:
        pytest.skip(f"NOT TESTED: {program} is missing; apt-get install gettext")
    return path


@cache
def gettext_version() -> tuple[int, ...]:
    """Return GNU gettext's version: `(0, 23, 1)`."""
    command = [gettext("msgfmt"), "--version"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    number = re.search(r"\d+(?:\.\d+)+", said)
    assert number is not None, said
    return tuple(int(part) for part in number[0].split("."))


def cldr_version() -> int:
    """Return the version of CLDR that Babel carries: 47."""
    return int(get_cldr_version().split(".")[0])
