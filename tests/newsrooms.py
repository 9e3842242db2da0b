"""Small newsrooms for tests, made in a folder of their own."""

import os
from pathlib import Path

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity, ToolkitError
from toolkit.catalog.po import load, save
from toolkit.newsroom.project import Project

ARTICLE = """Village gets its bridge back

Children walk to school again.

Dana Omarova Mar 3, 2026

The bridge opened on Tuesday.

It was washed away in 2017.
"""
MARKDOWN = """# Village gets its bridge back

Read [the *report*](https://example.org/) of 17 March.

It was washed away in 2017.
"""
CONFIGURATION = """source = "en"
title = "Test"

[[documents]]
files = "articles/*.txt"

[locales.kk]

[locales.ug]
"""


def make(folder: Path, configuration: str = CONFIGURATION, article: str = ARTICLE) -> Project:
    """Make a newsroom of one article, with empty catalogs."""
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    if '.txt"' in configuration:
        (folder / "articles" / "bridge.txt").write_text(article, encoding="utf-8")
    (folder / "toolkit.toml").write_text(configuration, encoding="utf-8")
    project = Project.load(folder)
    wrong = [each for each in project.update().findings if each.severity is Severity.ERROR]
    if wrong:
        raise ToolkitError(*wrong)
    return project


def make_markdown(folder: Path, configuration: str, article: str = MARKDOWN) -> Project:
    """Make a newsroom of one article in Markdown, with empty catalogs."""
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "bridge.md").write_text(article, encoding="utf-8")
    return make(folder, configuration)


def translate(project: Project, tag: str, *, but: str = "\0", document_id: str = "bridge") -> None:
    """Translate a catalog into “tag: message”, but for messages that begin so."""
    path = project.settings.catalog_path(document_id, Locale(tag))
    catalog = load(path)
    for entry in catalog:
        entry.msgstr = "" if entry.msgid.startswith(but) else f"{tag}: {entry.msgid}"
    save(catalog, path)


def change(project: Project, tag: str, begins: str, target: str) -> None:
    """Translate the messages that begin so, as another program does."""
    path = project.settings.catalog_path("bridge", Locale(tag))
    catalog = load(path)
    for entry in catalog:
        if entry.msgid.startswith(begins):
            entry.msgstr = target
    save(catalog, path)


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, by its path."""
    return {
        os.path.relpath(path, folder): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
