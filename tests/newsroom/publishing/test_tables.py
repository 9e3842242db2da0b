"""Tables, lists and figures of articles keep their shape, whatever is translated of them."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree, html

from tests.newsrooms import contents
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import load, save
from toolkit.newsroom.project import Project

CONFIGURATION = """source = "en"
title = "Test"
[[documents]]
files = "articles/*.*"
editions = ["html", "nitf", "newsml", "docbook", "tei", "ninjs", "epub", "single"]
[locales.ug]
"""
TABLE = """---
title: Deaths by year
date: 2026-11-21
tags: [Asylum]
---
| Year | Cases | Kind |
|---|---:|:-:|
| 2019 | 1,234 | Murder |

![Alt](a.png "Photo: Jane Doe")

- first
    - nested
- second

In ![Icon](b.png "Tip") line.
"""
HEAD_ONLY = """---
title: Head only
date: 2026-11-21
---
| A | B |
|---|---|
"""
PAGE = "<!doctype html><html lang=en><title>T</title><table><tr><th>Year<td>2019</table>"
NAMES = {"n": "http://iptc.org/std/NITF/2006-10-18/"}
TRANSLATED = {"Deaths by year", "Year", "Alt", "Icon", "first", "T", "Head only"}
NITF = etree.RelaxNG(etree.parse(Path(__file__).parents[2] / "data/nitf/nitf-3.6.rng"))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("newsroom")
    (folder / "articles").mkdir()
    for name, text in (("a.md", TABLE), ("head.md", HEAD_ONLY), ("page.html", PAGE)):
        (folder / "articles" / name).write_text(text, encoding="utf-8")
    (folder / "toolkit.toml").write_text(CONFIGURATION, encoding="utf-8")
    made = Project.load(folder)
    made.update()
    for document_id in ("a", "head", "page"):
        path = made.settings.catalog_path(document_id, Locale("ug"))
        catalog = load(path)
        for entry in catalog:
            entry.msgstr = "سۆز" if entry.msgid in TRANSLATED else ""
        save(catalog, path)
    made.build()
    return made


@pytest.fixture(scope="module")
def files(project: Project) -> Mapping[str, bytes]:
    return contents(project.settings.root / "output")


def page(files: Mapping[str, bytes], name: str = "ug/a.html") -> html.HtmlElement:
    return html.document_fromstring(files[name].decode())


def shown(element: etree._Element) -> str:
    element.tail = None
    for each in element.iter("*"):
        each.attrib.pop("id", None)
    return etree.tostring(element, encoding="unicode", method="html")


@pytest.mark.slow
def test_a_number_is_no_work(project: Project) -> None:
    catalog = load(project.settings.catalog_path("a", Locale("ug")))
    assert [each.msgid for each in catalog if not any(map(str.isalpha, each.msgid))] == []


@pytest.mark.slow
def test_a_number_in_a_cell_is_marked_by_nothing(files: Mapping[str, bytes]) -> None:
    first = page(files).cssselect("td")[0]
    assert shown(first) == "<td>2019</td>"


def test_readers_are_told_of_what_is_work(project: Project, files: Mapping[str, bytes]) -> None:
    (notice,) = page(files).cssselect(".unfinished")
    catalog = load(project.settings.catalog_path("a", Locale("ug")))
    numbers = [int(each) for each in re.findall(r"\d+", notice.text_content())]
    assert numbers == [len(catalog), sum(bool(each.msgstr) for each in catalog)]


def test_a_cell_keeps_its_place_in_its_row(files: Mapping[str, bytes]) -> None:
    heads = page(files).cssselect("th")
    span = '<span lang="en" dir="ltr" class="untranslated">{}</span>'
    assert shown(heads[1]) == f'<th style="text-align: end">{span.format("Cases")}</th>'
    assert shown(heads[2]) == f'<th style="text-align: center">{span.format("Kind")}</th>'


def test_an_item_keeps_its_place_in_its_list(files: Mapping[str, bytes]) -> None:
    items = page(files).cssselect(".body li")
    assert [each.get("dir") for each in items] == [None] * 3
    texts = page(files).cssselect(".body li > span[lang]")
    assert [each.get("dir") for each in texts] == ["ltr"] * 2


def test_a_tag_is_marked_inside(files: Mapping[str, bytes]) -> None:
    (item,) = page(files).cssselect(".topics li")
    assert (item.get("class"), item.get("dir")) == ("tag", None)
    assert item.cssselect("a span")[0].get("lang") == "en"


def test_a_picture_s_title_is_its_caption(files: Mapping[str, bytes]) -> None:
    (caption,) = page(files).cssselect("figcaption")
    image = page(files).cssselect("figure img")[0]
    assert (image.get("title"), image.get("lang"), image.get("alt")) == (None, None, "سۆز")
    assert (caption.get("dir"), caption[0].get("lang"), caption[0].text) == (
        None,
        "en",
        "Photo: Jane Doe",
    )


def test_a_picture_in_a_line_says_the_language_of_each_text(files: Mapping[str, bytes]) -> None:
    image = next(each for each in page(files).cssselect("img") if each.get("src") == "b.png")
    holder = image.getparent()
    assert holder is not None
    assert (holder.get("title"), holder.get("lang"), holder.get("dir")) == ("Tip", "en", "ltr")
    assert (image.get("alt"), image.get("lang"), image.get("dir")) == ("سۆز", "ug", "rtl")


@pytest.mark.parametrize(
    ("name", "aligned"),
    [
        ("ug/a.xml", b'align="left"'),
        ("en/a.xml", b'align="right"'),
        ("ug/a.docbook.xml", b'align="left"'),
        ("ug/a.tei.xml", b'style="text-align: end"'),
        ("ug/a.newsml.xml", b'style="text-align: end"'),
        ("ug/a.ninjs.json", b'style=\\"text-align: end\\"'),
        ("ug/a.single.html", b'style="text-align: end"'),
        ("en/a.html", b'style="text-align: end"'),
    ],
)
def test_columns_are_aligned_in_every_form(
    files: Mapping[str, bytes], name: str, aligned: bytes
) -> None:
    # A news item has its text twice.
    assert files[name].count(aligned) == (4 if name.endswith(".newsml.xml") else 2)


@pytest.mark.parametrize("name", ["ug/a.xml", "ug/a.docbook.xml", "ug/a.tei.xml"])
def test_machines_get_the_caption(files: Mapping[str, bytes], name: str) -> None:
    assert b"Photo: Jane Doe" in files[name]


@pytest.mark.parametrize("name", ["en/head.xml", "ug/a.xml", "en/a.xml"])
def test_a_table_is_valid_nitf(files: Mapping[str, bytes], name: str) -> None:
    root = etree.fromstring(files[name])
    NITF.assertValid(root)
    assert all(len(each) for each in root.iterfind(".//n:tbody", NAMES))


def test_a_cell_of_a_page_keeps_its_place(files: Mapping[str, bytes]) -> None:
    row = page(files, "ug/page.html").cssselect("tr")[0]
    assert shown(row) == "<tr><th>سۆز</th><td>2019</td></tr>"
