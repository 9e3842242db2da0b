"""No pattern of the toolkit is one that some Pythons match wrongly."""

import re
from pathlib import Path

import pytest

import toolkit

FOLDER = Path(toolkit.__file__).parent


@pytest.mark.parametrize("pattern", ["(?:ab?)*+", "a++", "a?+", "a{2}+", "(?>ab?)", b"a*+"])
def test_a_possessive_pattern_is_refused_in_the_toolkit(pattern: str | bytes) -> None:
    code = compile(f"import re\nre.compile({pattern!r})", FOLDER / "made_up.py", "exec")
    with pytest.raises(AssertionError, match="gh-106052"):
        exec(code, {})  # noqa: S102 - the code stands above


@pytest.mark.parametrize("pattern", ["[*+]+", r"a\++", "[]*+]", "(?=a)a+", r"\[*"])
def test_a_pattern_without_is_not(pattern: str) -> None:
    code = compile(f"import re\nre.compile({pattern!r})", FOLDER / "made_up.py", "exec")
    exec(code, {})  # noqa: S102 - the code stands above


def test_others_may_use_them() -> None:
    assert re.compile("a++").fullmatch("aa") is not None
