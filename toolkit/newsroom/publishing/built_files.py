"""Linting: the editions that stand in the output folder, looked through as a site."""

import datetime as dt

from toolkit.base.errors import Finding, Location, ToolkitError
from toolkit.base.files import read_file
from toolkit.editions.linting.linter import lint_editions
from toolkit.newsroom.publishing.site_files import site_of
from toolkit.newsroom.settings import ProjectSettings

__all__ = ["lint_output"]

_READ = frozenset({".atom", ".html", ".xml"})
"""What the linter reads; of pictures and all else it only must know that they are there."""


def lint_output(settings: ProjectSettings, today: dt.date | None = None) -> tuple[Finding, ...]:
    """Return what is wrong with the editions below `output/`; see `lint_editions`.

    Args:
        settings: the newsroom's.
        today: the day after which no article may be dated; None looks at no such thing.

    Raises:
        ToolkitError: when there are no editions, or a template or an edition cannot be read.

    """
    site, told = site_of(settings)
    files = _files(settings)
    if not files:
        raise ToolkitError.because(
            "no-editions",
            "there are no editions to check",
            Location(settings.output),
            "run toolkit build first",
        )
    return (*told, *lint_editions(files, site, folder=settings.output, today=today))


def _files(settings: ProjectSettings) -> dict[str, bytes]:
    """Return the files below the output folder; of those not read, only that they are there."""
    output = settings.root / settings.output
    found: dict[str, bytes] = {}
    for path in sorted(output.rglob("*")):
        if path.is_file():
            data = read_file(path, settings.shown(path)) if path.suffix in _READ else b""
            found[path.relative_to(output).as_posix()] = data
    return found
