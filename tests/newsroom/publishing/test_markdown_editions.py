"""Markdown articles in every form: HTML and dialects in pages, XML and Markdown itself."""

from pathlib import Path

import pytest

from tests.newsrooms import contents
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import load, save
from toolkit.newsroom.project import Project

FORMS = ("html", "nitf", "newsml", "docbook", "tei", "ninjs", "epub", "single", "markdown")
ARTICLE = """---
title: Court news
date: 2026-01-02
description: About the court.
---
# Court news

<div class="note" onclick="x()">The hotline is 112.</div>

<details>
<summary>More</summary>

Hidden *words*, {{ site.name }}.

</details>

{{< figure src="a.png" caption="A flood" >}}

- [x] Done

[^1]: First of the note.

    Second of the note.
"""
SHOWN = ["The hotline is 112.", "More", " Done", "First of the note.", "Second of the note."]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("newsroom")
    (folder / "articles").mkdir()
    (folder / "articles/a.md").write_text(ARTICLE, "utf-8")
    (folder / "articles/b.txt").write_text("Title\n\nText.\n", "utf-8")
    (folder / "toolkit.toml").write_text(
        'source = "en"\ntitle = "T"\n[[documents]]\nfiles = "articles/*.*"\n'
        f"editions = {list(FORMS)}\n[locales.kk]\n".replace("'", '"'),
        "utf-8",
    )
    made = Project.load(folder)
    made.update()
    path = made.settings.catalog_path("a", Locale("kk"))
    catalog = load(path)
    for entry in catalog:
        entry.msgstr = entry.msgid.replace("note", "ескертпе")
    save(catalog, path)
    made.build()
    return dict(contents(Path(folder / "output")))


@pytest.mark.parametrize(
    "name",
    ["a.html", "a.xml", "a.newsml.xml", "a.docbook.xml", "a.tei.xml", "a.ninjs.json",
     "a.single.html", "a.md"],
)  # fmt: skip
def test_html_and_dialects_are_in_every_form(output: dict[str, bytes], name: str) -> None:
    for text in SHOWN:
        assert text in output[f"en/{name}"].decode()
        assert text.replace("note", "ескертпе") in output[f"kk/{name}"].decode()


def test_a_page_has_its_headline_once_and_nothing_that_runs(output: dict[str, bytes]) -> None:
    page = output["en/a.html"].decode()
    assert page.count("Court news</h1>") == 1
    assert "Court news</h2>" not in page
    assert "onclick" not in page
    assert "{{" not in page
    assert "☑ Done" in page


def test_the_markdown_edition_is_the_source_with_other_texts(output: dict[str, bytes]) -> None:
    assert output["en/a.md"].decode() == ARTICLE
    translated = output["kk/a.md"].decode()
    assert translated == ARTICLE.replace("of the note", "of the ескертпе")


def test_a_form_of_another_format_is_not_made(output: dict[str, bytes]) -> None:
    assert "en/b.html" in output
    assert "en/b.md" not in output
