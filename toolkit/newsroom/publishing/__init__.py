"""Build: every edition of a newsroom, made first, then published all at once."""

from toolkit.newsroom.publishing.publish import Progress, build_project
from toolkit.newsroom.publishing.report import BuildReport, EditionReport
from toolkit.newsroom.publishing.site_files import site_of
from toolkit.newsroom.publishing.sources import read_source, segmentation_rules

__all__ = [
    "BuildReport",
    "EditionReport",
    "Progress",
    "build_project",
    "read_source",
    "segmentation_rules",
    "site_of",
]
