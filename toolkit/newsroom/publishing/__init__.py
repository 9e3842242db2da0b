"""Build: every edition of a newsroom, made first, then published all at once."""

from typing import TYPE_CHECKING

from toolkit.base.faces import loader

if TYPE_CHECKING:
    from toolkit.newsroom.publishing.elsewhere import Cluster
    from toolkit.newsroom.publishing.publish import Progress, build_project
    from toolkit.newsroom.publishing.report import BuildReport, EditionReport
    from toolkit.newsroom.publishing.site_files import site_of

__all__ = [
    "BuildReport",
    "Cluster",
    "EditionReport",
    "Progress",
    "build_project",
    "site_of",
]

_ROOM = "toolkit.newsroom.publishing"
_HOMES = {
    "Cluster": f"{_ROOM}.elsewhere",
    **dict.fromkeys(("Progress", "build_project"), f"{_ROOM}.publish"),
    **dict.fromkeys(("BuildReport", "EditionReport"), f"{_ROOM}.report"),
    "site_of": f"{_ROOM}.site_files",
}
# Loaded when they are asked for: who counts units loads nothing that writes editions.
__getattr__ = loader(__name__, _HOMES)
