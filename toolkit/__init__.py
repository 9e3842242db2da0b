"""Publish one article in many languages: ITS 2.0 units, gettext catalogs, editions.

Example:
    >>> from toolkit import Project
    >>> report = Project.load().build()  # doctest: +SKIP

"""

from typing import TYPE_CHECKING

from toolkit.base.version import __version__

if TYPE_CHECKING:
    from toolkit.base.errors import Finding, Location, ToolkitError
    from toolkit.newsroom.project import Project

__all__ = ["Finding", "Location", "Project", "ToolkitError", "__version__"]


def __getattr__(name: str) -> object:
    """Load the public names when they are asked for, so that `import toolkit` stays quick."""
    if name == "Project":
        from toolkit.newsroom.project import Project  # noqa: PLC0415

        return Project
    if name in __all__:
        from toolkit.base import errors  # noqa: PLC0415

        return getattr(errors, name)
    raise AttributeError(name)
