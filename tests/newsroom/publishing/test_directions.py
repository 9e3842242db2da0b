"""In every file that is written from right to left, a telephone number is isolated."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.newsrooms import contents
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import load, save
from toolkit.newsroom.project import Project

NUMBER = "+1 202 555 0100"
FORMS = ("html", "parallel", "nitf", "newsml", "docbook", "tei", "ninjs", "epub", "single")
PLAIN = ("text", "telegram", "script")
CONFIGURATION = f"""source = "en"
title = "Test"
base_url = "https://news.example/"
[[documents]]
files = "articles/*.*"
editions = {[*FORMS, *PLAIN]}
[locales.ug]
notice = "سۆز {NUMBER}"
"""
ARTICLE = """---
title: Title
standfirst: Standfirst
date: 2026-03-03
corrections:
  - 2026-03-04: Correction
---
Paragraph.

[Link](tel:+12025550100)

- item

| head |
|---|
| cell |

![alternative](a.png)

## Heading
"""
PAGE = """<!doctype html><html lang=en><meta name="description" content="About"><title>Title</title>
<h1>Heading</h1><p>Paragraph <a href="tel:+12025550100">link</a>.</html>"""
XML = '<?xml version="1.0"?><doc xml:lang="en"><p>Paragraph</p></doc>'
ISOLATED = ("\u2066", '<bdi dir="ltr">', r"<bdi dir=\"ltr\">", '&lt;bdi dir="ltr"&gt;')


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Return the texts of all that is built from sources whose every text has a number."""
    folder = tmp_path_factory.mktemp("newsroom")
    (folder / "articles").mkdir()
    for name, text in (("a.md", ARTICLE), ("page.html", PAGE), ("own.xml", XML)):
        (folder / "articles" / name).write_text(text, encoding="utf-8")
    (folder / "toolkit.toml").write_text(CONFIGURATION, encoding="utf-8")
    project = Project.load(folder)
    project.update()
    for document_id in ("a", "page", "own"):
        path = project.settings.catalog_path(document_id, Locale("ug"))
        catalog = load(path)
        for entry in catalog:
            entry.msgstr = f"سۆز {NUMBER} سۆز"
            if "<a1>" in entry.msgid:
                entry.msgstr = f"سۆز <a1>{NUMBER}</a1> سۆز"
        save(catalog, path)
    project.build()
    found: dict[str, str] = {}
    for name, data in contents(folder / "output").items():
        if name.startswith("ug/") and name.endswith(".epub"):
            with zipfile.ZipFile(io.BytesIO(data)) as book:
                inside = {each: book.read(each) for each in book.namelist()}
            found.update({f"{name}/{each}": text.decode() for each, text in inside.items()})
        elif name.startswith("ug/"):
            found[name] = data.decode()
    return found


@pytest.mark.parametrize(
    "name",
    [
        "a.html",
        "a.parallel.html",
        "a.xml",
        "a.newsml.xml",
        "a.docbook.xml",
        "a.tei.xml",
        "a.ninjs.json",
        "a.mail.txt",
        "a.telegram.json",
        "a.script.txt",
        "a.single.html",
        "page.html",
        "own.xml",
        "index.html",
        "feed.atom",
    ],
)
def test_a_form_has_the_number_and_isolates_it(files: Mapping[str, str], name: str) -> None:
    assert NUMBER in files[f"ug/{name}"]
    assert bare(files[f"ug/{name}"]) == []


def test_a_book_isolates_the_number_in_each_of_its_files(files: Mapping[str, str]) -> None:
    book = {name: text for name, text in files.items() if ".epub/" in name and NUMBER in text}
    assert {Path(name).suffix for name in book} >= {".xhtml", ".opf"}
    assert [name for name, text in book.items() if bare(text)] == []


def bare(text: str) -> list[str]:
    """Return what stands before each number that is not isolated."""
    before = text.split(NUMBER)[:-1]
    return [each[-60:] for each in before if not each.endswith(ISOLATED)]
