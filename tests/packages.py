"""Packages of other people's, installed for a test as an installer would."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

__all__ = ["installed"]


@contextmanager
def installed(
    folder: Path, files: Mapping[str, str], points: Mapping[str, str], *caches: Callable[[], object]
) -> Iterator[None]:
    """Install a package; take it away afterwards.

    Args:
        folder: an empty one.
        files: its files by their paths.
        points: its entry points by `group:name`, such as `toolkit.checks:own`.
        caches: the functions that keep what is registered.

    """
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    information = folder / "newsroom_plugins-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: newsroom-plugins\nVersion: 1.0\n"
    )
    (information / "entry_points.txt").write_text(
        "".join(
            f"[{key.partition(':')[0]}]\n{key.partition(':')[2]} = {value}\n"
            for key, value in points.items()
        )
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        _forget(caches)
        yield
    for name in {Path(each).parts[0].removesuffix(".py") for each in files}:
        sys.modules.pop(name, None)
    _forget(caches)


def _forget(caches: tuple[Callable[[], object], ...]) -> None:
    for each in caches:
        each.cache_clear()  # type: ignore[attr-defined]  # lru_cache's
