"""A newsroom with a passage in each state, as the preview is to show it."""

from pathlib import Path

from tests.newsrooms import make, translate
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import load, save
from toolkit.newsroom.project import Project

__all__ = ["edit", "every_state", "page_newsroom"]

ARTICLE = """Village gets its bridge back

Children walk to school again.

Dana Omarova Mar 3, 2026

The bridge opened on Tuesday.

It was washed away in 2017.

The road is <em> next.

The mayor cut a ribbon.
"""
PAGE = """<!doctype html>
<html lang="en"><head><title>The bridge</title></head><body>
<h1>The bridge is open</h1><p title="A note">It was <a href="x.html">washed away</a>.</p>
<ul><li>Children walk to school.<ul><li>Again</li></ul></li></ul></body></html>
"""
PAGES = 'source = "en"\n\n[[documents]]\nfiles = "pages/*.html"\n\n[locales.kk]\n\n[locales.ug]\n'


def edit(project: Project, tag: str, message: str, document_id: str = "bridge", **new: str) -> None:
    """Set fields of the entry whose message begins so; `flag` adds a flag."""
    path = project.settings.catalog_path(document_id, Locale(tag))
    catalog = load(path)
    entry = next(each for each in catalog if each.msgid.startswith(message))
    for name, value in new.items():
        if name == "flag":
            entry.flags.append(value)
        else:
            setattr(entry, name, value)
    save(catalog, path)


def every_state(folder: Path) -> Project:
    """Make a newsroom whose Uyghur and Kazakh catalogs have a unit in each state."""
    project = make(folder, article=ARTICLE)
    for tag in ("kk", "ug"):
        translate(project, tag, but="It was")
        edit(
            project,
            tag,
            "The bridge",
            flag="fuzzy",
            previous_msgid="The bridge opened on Monday.",
            tcomment="<img src=x onerror=alert(1)>",
        )
        edit(project, tag, "The road", msgstr="<b>Broken</b>")
    article = folder / "articles" / "bridge.txt"
    article.write_text(ARTICLE.replace("a ribbon", "a red ribbon"), encoding="utf-8")
    return project


def page_newsroom(folder: Path) -> Project:
    """Make a newsroom of one page in HTML, half of it translated into Kazakh."""
    (folder / "pages").mkdir()
    (folder / "pages" / "bridge.html").write_text(PAGE, encoding="utf-8")
    (folder / "toolkit.toml").write_text(PAGES, encoding="utf-8")
    project = Project.load(folder)
    project.update()
    translate(project, "kk", but="Children")
    return project
