"""Drafts: the editions that a newsroom's policy does not publish yet, for its own eyes."""

import threading
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from toolkit.base.errors import ToolkitError
from toolkit.base.leftovers import temporary_folder
from toolkit.desk.watching import Status
from toolkit.localizing.policy import Untranslated
from toolkit.newsroom.publishing import build_project
from toolkit.newsroom.settings import ProjectSettings
from toolkit.newsroom.source_files import find_sources

__all__ = ["Drafts", "relaxed"]


class Drafts:
    """A second output folder, filled when a page that is not published is asked for."""

    def __init__(self) -> None:
        self._made = ExitStack()
        self.folder = self._made.enter_context(temporary_folder("toolkit-preview-")).resolve()
        """Where they stand."""
        self._version = ""
        self._lock = threading.Lock()

    def make(self, status: Status) -> bool:
        """Build them, unless they are as new as the published editions.

        Returns:
            False when they cannot be built apart from the newsroom's output.

        """
        with self._lock:
            if self._version == status.version:
                return bool(status.version)
            try:
                settings = relaxed(status.project.settings, self.folder)
                if _files(settings) != _files(status.project.settings):
                    # A wide pattern takes the published pages for sources.
                    return False
                build_project(settings, tuple(settings.locales))
            except ToolkitError:
                return False
            self._version = status.version
            return True

    def close(self) -> None:
        """Delete them."""
        self._made.close()


def relaxed(settings: ProjectSettings, folder: Path) -> ProjectSettings:
    """Return settings by which all that has a translation is published, into another folder."""
    locales = {
        locale: replace(
            each, threshold=0, untranslated=Untranslated.SOURCE, priority=None, summary=False
        )
        for locale, each in settings.locales.items()
    }
    documents = tuple(replace(each, embargo=None) for each in settings.documents)
    return replace(settings, output=str(folder), locales=locales, documents=documents, launches=())


def _files(settings: ProjectSettings) -> list[str]:
    return [each.path for each in find_sources(settings).sources]
