"""Guided: the same readers under atheris, which looks for new ways through the code.

`python -m tests.fuzz.guided html -max_total_time=60`; the options are libFuzzer's. It needs atheris
(PyPI), which has no wheel for every Python and is no part of what the tests need.
"""

import importlib
import sys
from typing import Any

__all__ = ["main"]


def main() -> None:
    """Run one reader until it fails, or the time is over."""
    try:
        atheris: Any = importlib.import_module("atheris")
    except ImportError:
        sys.stderr.write("NOT RUN: atheris is missing; pip install atheris\n")
        return
    name, *options = sys.argv[1:] or ["html"]
    with atheris.instrument_imports(include=["toolkit"]):
        reader = importlib.import_module("tests.fuzz.readers").READERS[name]

    def one(data: bytes) -> None:
        fault = reader.fault(data)
        if fault:
            raise AssertionError(fault)

    atheris.Setup([sys.argv[0], *options], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
