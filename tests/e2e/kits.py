"""Kits for tests in browsers: a newsroom, the kit that it sends, and the file that comes back."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.conftest import Browser
from tests.newsrooms import make_markdown, translate
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import Entry, load
from toolkit.exchange.forms import read_reply
from toolkit.exchange.kit import KitOptions, write_kit
from toolkit.newsroom.packages import package_of, take_back_reply
from toolkit.newsroom.project import Project

UG = Locale("ug")
OPENS = "كالتەك 17"
_CONFIGURATION = """source = "en"
title = "Test"

[[documents]]
files = "articles/*.md"

[locales.ug]
"""


def newsroom(folder: Path) -> Project:
    """Make a newsroom in which one passage in Uyghur waits for its translator."""
    project = make_markdown(folder, _CONFIGURATION)
    translate(project, "ug", but="Read")
    return project


def kit(project: Project, folder: Path, options: KitOptions = KitOptions()) -> Path:  # noqa: B008
    package, _ = package_of(project.settings, UG)
    page = folder / "kit.html"
    page.write_bytes(write_kit(package, options))
    return page


def keys(browser: Browser, *typed: str) -> None:
    browser.driver.switch_to.active_element.send_keys(*typed)


def saved(browser: Browser, folder: Path, press: Callable[[], object]) -> Path:
    """Return the file that the page saves."""
    behaviour = {"behavior": "allow", "downloadPath": str(folder)}
    browser.driver.execute_cdp_cmd("Browser.setDownloadBehavior", behaviour)
    before = set(folder.iterdir())
    press()
    for _ in range(100):
        new = [each for each in set(folder.iterdir()) - before if each.suffix != ".crdownload"]
        if new:
            return new[0]
        time.sleep(0.05)
    pytest.fail("nothing was saved")


def taken_back(project: Project, file: Path) -> Entry:
    """Take a file back; return what the catalog then has of the passage that waited."""
    take_back_reply(project.settings, read_reply(file.read_bytes(), file.name))
    catalog = load(project.settings.catalog_path("bridge", UG))
    (entry,) = [each for each in catalog if each.msgid.startswith("Read")]
    return entry
