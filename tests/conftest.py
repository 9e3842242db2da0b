"""Settings of the random tests, and a watch on the patterns that the toolkit compiles.

On a machine of others' the random tests try the same examples every time.
"""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("explore", deadline=None)
settings.register_profile("repeat", deadline=None, derandomize=True)
settings.load_profile("repeat" if os.environ.get("CI") else "explore")

_TOOLKIT = str(Path(__file__).parent.parent / "toolkit") + os.sep
_NO_QUANTIFIERS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_POSSESSIVE = re.compile(r"[*+?}]\+|\(\?>")


def _watched(compile_: Callable[..., object]) -> Callable[..., object]:
    def checked(pattern: str | bytes | re.Pattern[str], flags: int = 0) -> object:
        if sys._getframe(1).f_code.co_filename.startswith(_TOOLKIT):  # noqa: SLF001
            text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
            if isinstance(text, str) and _POSSESSIVE.search(_NO_QUANTIFIERS.sub(" ", text)):
                raise AssertionError(
                    f"{text!r} is possessive or atomic: CPython 3.11.0 to 3.11.4 match it wrongly"
                    " (gh-106052); let each part end in one place only, or use the module regex"
                )
        return compile_(pattern, flags)

    return checked


# Before any module of the toolkit is imported: most patterns are compiled then.
pytest.MonkeyPatch().setattr(re, "compile", _watched(re.compile))
