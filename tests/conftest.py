"""Settings of the random tests, and a watch on the patterns that the toolkit compiles.

A plain `pytest` is quick: it leaves the tests out that are marked slow, and the random tests try
fewer examples. `pytest -m ""`, which `make test` runs, leaves nothing out. On a machine of others'
the random tests try the same examples every time.
"""

import gc
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator
from itertools import chain
from pathlib import Path

import pytest
from _pytest.doctest import DoctestModule
from hypothesis import settings

# What tests start, and pytest of the tests, is compiled once and not in each process anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# No test asks anything of a disk: memory serves as well, without the wait for each file written.
_MEMORY = Path("/dev/shm")  # noqa: S108 - POSIX's own place for it; tests make folders of their own
_ROOM = 4 << 30
if "TMPDIR" not in os.environ and _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK):
    is_closed = os.statvfs(_MEMORY).f_flag & os.ST_NOEXEC  # tests write programs, and run them
    if shutil.disk_usage(_MEMORY).free > _ROOM and not is_closed:
        os.environ["TMPDIR"] = tempfile.tempdir = str(_MEMORY)

_REPEATED = bool(os.environ.get("CI"))
settings.register_profile("thorough", deadline=None, derandomize=_REPEATED)
settings.register_profile("quick", settings.get_profile("thorough"), max_examples=20)


def pytest_configure(config: pytest.Config) -> None:
    """Choose the examples before any test is imported: a test's own settings begin with them."""
    quick = "not slow" in config.getoption("markexpr")
    settings.load_profile("quick" if quick else "thorough")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Share the whole suite among the cores; a few tests that are named are done sooner alone.

    The slow tests wait for servers, browsers and clusters now and then: one worker more uses that.
    """
    if config.args_source is not pytest.Config.ArgsSource.TESTPATHS:
        return 0
    is_thorough = "not slow" not in config.getoption("markexpr")
    return min(4, os.cpu_count() or 1) + is_thorough


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let each worker begin with its share of the slow tests; quick ones then fill the cores.

    A worker is given as long a part of the list as any other, and begins at its start.
    """
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    slow = [item for item in items if item.get_closest_marker("slow")]
    quick = [item for item in items if not item.get_closest_marker("slow")]
    items[:] = chain.from_iterable(
        part
        for parts in zip(_parts(slow, workers), _parts(quick, workers), strict=True)
        for part in parts
    )


def _parts(items: list[pytest.Item], number: int) -> Iterator[list[pytest.Item]]:
    """Yield the parts of a list, as long as each other."""
    for at in range(number):
        yield items[len(items) * at // number : len(items) * (at + 1) // number]


@pytest.hookimpl(wrapper=True)
def pytest_collect_file() -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """Look for no examples in the docstrings of tests: only the toolkit's have any."""
    found = yield
    return [each for each in found if not isinstance(each, DoctestModule)]


def pytest_collection() -> None:
    """Search for no garbage while tests are collected: all that is made then stays."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Let no search for garbage look through all the tests again: they stay to the end."""
    gc.freeze()
    gc.enable()


# Its loader, which counts the lines, leaves out how the toolkit reads its own data.
if "slipcover" in sys.modules:
    from slipcover.importer import SlipcoverLoader  # type: ignore[import-untyped]

    SlipcoverLoader.get_data = lambda self, path: self.orig_loader.get_data(path)


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
