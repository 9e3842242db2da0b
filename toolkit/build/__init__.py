"""Build: every edition of a newsroom, made first, then published all at once."""

from toolkit.build.publish import Progress, build_project
from toolkit.build.report import BuildReport, EditionReport
from toolkit.build.site_files import site_of
from toolkit.build.sources import read_source, segmentation_rules

__all__ = [
    "BuildReport",
    "EditionReport",
    "Progress",
    "build_project",
    "read_source",
    "segmentation_rules",
    "site_of",
]
