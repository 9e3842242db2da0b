from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from tests.editions.articles import BARE, ORIGINAL, PUBLIC, RIGHT_TO_LEFT, TRANSLATION
from tests.editions.rich_articles import ENGLISH_RICH, EVERY, UYGHUR_RICH
from toolkit.editions.article import Article
from toolkit.editions.xml.stylesheet import render_docbook

SCHEMA = Path("/usr/share/xml/docbook/schema/rng/5.0/docbook.rng")
NAMES = {"d": "http://docbook.org/ns/docbook", "x": "http://www.w3.org/1999/xlink"}
XML = "{http://www.w3.org/XML/1998/namespace}"


@cache
def schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMA))


def rendered(each: Article) -> etree._Element:
    return etree.fromstring(render_docbook(each))


def texts(root: etree._Element, path: str) -> list[str]:
    return [" ".join(str(each.xpath("string()")).split()) for each in root.iterfind(path, NAMES)]


def values(root: etree._Element, path: str, name: str) -> list[str | None]:
    return [each.get(name) for each in root.iterfind(path, NAMES)]


@pytest.mark.skipif(not SCHEMA.exists(), reason="DocBook's schema is not there: docbook5-xml")
@pytest.mark.parametrize("each", [ORIGINAL, TRANSLATION, RIGHT_TO_LEFT, BARE, *EVERY])
def test_an_edition_is_valid_docbook(each: Article) -> None:
    schema().assertValid(rendered(each))


@pytest.mark.skipif(not SCHEMA.exists(), reason="DocBook's schema is not there: docbook5-xml")
@pytest.mark.parametrize(
    "content",
    [
        "<p>Par</p>",
        "<h2>Only a heading</h2>",
        "<ul><li/></ul>",
        "<blockquote/>",
        "<figure/>",
        "<hr/>",
    ],
)
def test_an_article_of_almost_nothing_is_valid_docbook(content: str) -> None:
    root = etree.fromstring(f"<article><div class='body'>{content}</div></article>")
    schema().assertValid(rendered(replace(BARE, root=root)))


def test_language_and_direction_stand_on_the_root() -> None:
    root = rendered(RIGHT_TO_LEFT)
    assert (root.get(f"{XML}lang"), root.get("dir")) == ("ug", "rtl")


def test_info_says_what_is_known_of_the_article() -> None:
    root = rendered(TRANSLATION)
    assert texts(root, "d:info/d:title") == ["Қазақстан және Шыңжаң"]
    assert texts(root, "d:info/d:author/d:personname") == ["Крис Риклтон"]
    assert texts(root, "d:info/d:publisher/d:publishername") == ["Newsroom"]
    assert texts(root, "d:info/d:pubdate") == ["2021-02-22"]
    assert texts(root, "d:info/d:abstract/d:para") == ["Қауіпсіз мекен емес."]
    assert texts(rendered(ENGLISH_RICH), "d:info/d:keywordset/d:keyword") == ["Asylum", "Границы"]


def test_a_change_of_meaning_is_a_revision() -> None:
    metadata = replace(ORIGINAL.metadata, updated=ORIGINAL.metadata.date)
    assert texts(rendered(replace(ORIGINAL, metadata=metadata)), ".//d:revision/d:date") == [
        "2021-02-22"
    ]


def test_a_translation_names_its_original() -> None:
    root = rendered(replace(TRANSLATION, site=PUBLIC))
    (relation,) = root.iterfind(".//d:bibliorelation", NAMES)
    assert relation.get("othertype") == "translationOf"
    assert relation.get(f"{{{NAMES['x']}}}href") == "https://news.example/en/asylum.docbook.xml"
    assert relation.get(f"{XML}lang") == "en"


def test_every_passage_keeps_its_identifier() -> None:
    found = [each.get(f"{XML}id") for each in rendered(TRANSLATION).iter() if each.get(f"{XML}id")]
    assert sorted(map(str, found)) == [f"p-{number}" for number in range(1, 7)]


def test_an_untranslated_passage_is_marked() -> None:
    (passage,) = rendered(RIGHT_TO_LEFT).iterfind(".//d:para[@role='untranslated']", NAMES)
    assert (passage.get(f"{XML}lang"), passage.get("dir")) == ("en", "ltr")


def test_headings_open_sections_that_nest() -> None:
    root = rendered(ENGLISH_RICH)
    assert texts(root, "d:section/d:title") == ["Section", "Empty"]
    assert texts(root, "d:section/d:section/d:title") == ["Deep", "Twice"]


def test_lists_tables_figures_and_quotes_become_docbooks() -> None:
    root = rendered(ENGLISH_RICH)
    assert texts(root, ".//d:itemizedlist[1]/d:listitem")[:2] == ["One i", "Two"]
    assert values(root, ".//d:orderedlist", "startingnumber") == ["3"]
    assert texts(root, ".//d:varlistentry[1]/d:term") == ["Term", "Other"]
    assert texts(root, ".//d:varlistentry[1]/d:listitem") == ["What it is"]
    assert texts(root, ".//d:table/d:caption") == ["T"]
    assert values(root, ".//d:imagedata", "fileref") == ["../lead.jpg", "f.png", "a.jpg"]
    assert texts(root, ".//d:blockquote") == ["Quoted", "Bare quote"]


def test_a_rich_article_loses_no_text() -> None:
    visible = " ".join(rendered(ENGLISH_RICH).itertext())
    words = [word for text in ENGLISH_RICH.root.itertext("*") for word in text.split()]
    assert [word for word in words if word not in visible] == [
        "and",
        "Feb",
    ]  # these are data there


def test_words_that_touch_still_do() -> None:
    assert "Gluedwords" in "".join(rendered(ENGLISH_RICH).itertext())


def test_the_newsrooms_words_stay_text() -> None:
    notices = texts(rendered(UYGHUR_RICH), ".//d:releaseinfo[@role='notice']")
    assert notices == ['Not "checked" & <so>.']
