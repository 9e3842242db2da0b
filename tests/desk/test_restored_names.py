from pathlib import Path

import pytest

from tests.newsroom.protection.identities import WITNESS, protect
from toolkit.base.bcp47 import Locale
from toolkit.desk.injection import Page, mark_units
from toolkit.newsroom.project import Project
from toolkit.newsroom.publishing.locale_editions import read_identified
from toolkit.newsroom.source_files import find_sources

PAGE = '<!doctype html><html lang="en"><title>A</title><p>Aigerim said.</p><p>So it is.</p></html>'
CONFIGURATION = """source = "en"
title = "Test"
[[documents]]
files = "articles/*.html"
[locales.kk]
"""


@pytest.mark.slow
def test_a_page_in_the_preview_has_the_names_of_its_edition(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.html").write_text(PAGE)
    (tmp_path / "toolkit.toml").write_text(CONFIGURATION)
    protect(tmp_path, WITNESS.replace("[persons.witness]", '[persons.witness]\nrestore = ["kk"]'))
    project = Project.load(tmp_path)
    project.update()
    (source,) = find_sources(project.settings).sources
    document = read_identified(project.settings, source)
    page = Page(PAGE.encode(), "articles/a.html", Locale("kk"))
    shown = mark_units(project.settings, source, document, page)
    assert b">Aigerim said.</p>" in shown
    assert document.units[1].id.encode() in shown
