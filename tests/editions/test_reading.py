"""What a page tells its readers of its translation, its changes and its neighbours."""

import datetime as dt
from dataclasses import replace

import pytest
from lxml import html

from tests.editions.articles import (
    EN,
    ENGLISH,
    KAZAKH,
    KK,
    ORIGINAL,
    PUBLIC,
    RIGHT_TO_LEFT,
    TOGETHER,
    TRANSLATION,
    article,
)
from toolkit.document.model import Metadata
from toolkit.editions.article import (
    Article,
    ChangedPassage,
    Correction,
    ListedArticle,
    Phrase,
    Picture,
)
from toolkit.editions.book.single import render_single
from toolkit.editions.page import render_article


def page(each: Article) -> html.HtmlElement:
    return html.document_fromstring(render_article(each).decode())


def single(each: Article) -> html.HtmlElement:
    return html.document_fromstring(render_single((each,)).decode())


def texts(root: html.HtmlElement, selector: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in root.cssselect(selector)]


def test_translators_are_named_each_isolated() -> None:
    root = page(replace(RIGHT_TO_LEFT, translators=("Aygul", "نۇرىيە")))
    assert texts(root, ".credits bdi") == ["Aygul", "نۇرىيە"]
    assert texts(root, ".credits > span") == ["تەرجىمە قىلغۇچى: Aygul ۋە نۇرىيە"]


def test_the_original_names_no_translators() -> None:
    assert texts(page(replace(ORIGINAL, translators=("Dana",))), ".credits") == []


def test_the_version_translated_is_dated() -> None:
    root = page(replace(TRANSLATION, based_on=dt.date(2021, 3, 5)))
    assert texts(root, ".credits span") == ["Негізге алынған нұсқа: 2021 ж. 5 наурыз"]


def test_what_the_original_says_now_leads_to_the_passage() -> None:
    root = page(replace(TRANSLATION, changed=(ChangedPassage("p-4", "Akan said no."),)))
    (link,) = root.cssselect("details.changes a")
    assert (link.get("href"), link.get("lang"), link.text) == ("#p-4", "en", "Akan said no.")


def test_corrections_are_dated_and_in_their_language() -> None:
    notes = (
        Correction(dt.date(2021, 3, 9), "Аты түзетілді.", KK),
        Correction(dt.date(2021, 3, 8), "A name was wrong.", EN),
    )
    root = page(replace(TRANSLATION, corrections=notes))
    assert texts(root, ".corrections time") == ["2021 ж. 9 наурыз", "2021 ж. 8 наурыз"]
    assert [each.get("lang") for each in root.cssselect(".corrections span")] == [None, "en"]
    assert [each.get("href") for each in root.cssselect(".dates a")] == ["#corrections"]


def test_what_to_read_next_is_listed() -> None:
    other = ListedArticle("2020/other", Phrase("Басқа", KK), None, Metadata())
    root = page(replace(TRANSLATION, read_also=(other,)))
    assert [each.get("href") for each in root.cssselect(".also h3 a")] == ["2020/other.html"]


def test_every_passage_of_the_body_has_a_link_to_itself() -> None:
    root = page(TRANSLATION)
    links = root.cssselect(".anchor")
    assert [each.get("href") for each in links] == ["#p-4", "#p-5"]


def test_only_links_to_headings_are_stops_and_each_says_its_heading() -> None:
    xml = KAZAKH.replace("<hr/>", '<h2 id="s-1">Шекара <em>маңы</em></h2><p id="p-9">Жол.</p>')
    links = page(article(xml, KK)).cssselect(".anchor")
    assert {each.get("href"): each.get("tabindex") for each in links} == {
        "#p-4": "-1",
        "#s-1": None,
        "#p-9": "-1",
        "#p-5": "-1",
    }
    stops = [each for each in links if each.get("aria-hidden") is None]
    assert [each.get("aria-label") for each in stops] == ["Осы үзіндіге сілтеме: Шекара маңы"]


def test_a_link_to_an_untranslated_heading_says_the_language_of_its_name() -> None:
    xml = KAZAKH.replace("<hr/>", '<h2 id="s-1" lang="en" class="untranslated">Border</h2>')
    (link,) = page(article(xml, KK)).cssselect("h2 > .anchor")
    assert (link.get("lang"), link.get("dir")) == ("kk", "ltr")


def test_readers_can_take_an_article_away() -> None:
    root = page(replace(TRANSLATION, forms=("html", "epub", "single")))
    links = root.cssselect(".colophon a")[1:]
    assert [(each.get("href"), each.text_content()) for each in links] == [
        ("asylum.epub", "Электронды кітап (EPUB)"),
        ("asylum.single.html", "Мақала бір файлда"),
        ("../mul/asylum.single.html", "Барлық тіл бір файлда"),
    ]


def test_an_article_in_one_language_has_no_file_of_all() -> None:
    root = page(replace(ORIGINAL, editions=(EN,), forms=("html", "single")))
    assert [each.get("href") for each in root.cssselect(".colophon a")] == [
        "index.html",
        "asylum.single.html",
    ]


def test_paper_says_where_the_page_is() -> None:
    root = page(replace(TRANSLATION, site=PUBLIC))
    assert [each.text for each in root.cssselect(".address")] == [
        "https://news.example/kk/asylum.html"
    ]
    assert not page(TRANSLATION).cssselect(".address")


def test_a_table_scrolls_and_stays_a_table() -> None:
    table = (
        "<table><caption>Deaths</caption><tr><td>1</td></tr></table><table><tr><td/></tr></table>"
    )
    root = page(article(ENGLISH.replace("<hr/>", table), EN))
    regions = root.cssselect("[role=region]")
    assert [each.get("aria-label") for each in regions] == ["Deaths", "Table 2"]
    assert {each.get("tabindex") for each in regions} == {"0"}
    assert [each[0].tag for each in regions] == ["table", "table"]


def test_tables_of_one_name_are_told_apart() -> None:
    table = "<table><caption>Deaths</caption><tr><td>1</td></tr></table>"
    regions = page(article(ENGLISH.replace("<hr/>", table * 2), EN)).cssselect("[role=region]")
    assert [each.get("aria-label") for each in regions] == ["Deaths", "Deaths (2)"]


def test_headings_skip_no_level() -> None:
    body = "<h1>A</h1><h5>B</h5><h2>C</h2><h4>D</h4>"
    root = page(article(ENGLISH.replace("<hr/>", body), EN))
    assert [each.tag for each in root.cssselect(".body :is(h1, h2, h3, h4, h5)")] == [
        "h2",
        "h3",
        "h2",
        "h3",
    ]


def test_a_picture_stands_where_the_site_has_it() -> None:
    xml = ENGLISH.replace("<hr/>", '<figure><img src="a.jpg" alt="A"/></figure>')
    each = replace(article(xml, EN), pictures={"a.jpg": Picture("media/1.jpg", 800, 600)})
    (image,) = page(each).cssselect("img")
    found = [image.get(name) for name in ("src", "width", "height", "loading")]
    assert found == ["../media/1.jpg", "800", "600", "lazy"]


def test_a_page_that_is_not_for_search_engines_says_so() -> None:
    root = page(replace(TRANSLATION, indexed=False))
    assert [each.get("content") for each in root.cssselect("meta[name=robots]")] == ["noindex"]


def test_a_first_page_is_light() -> None:
    assert len(render_article(TRANSLATION)) < 30_000


@pytest.mark.parametrize(
    ("each", "byline", "isolated"),
    [
        (TOGETHER[0], "John Smith, Jane Doe, and گۈلنار ئاسان February 22, 2021", ["گۈلنار ئاسان"]),
        (
            TOGETHER[1],
            "John Smith، Jane Doe ۋە گۈلنار ئاسان 22-فېۋرال، 2021",
            ["John Smith", "Jane Doe"],
        ),
    ],
)
def test_who_wrote_it_is_a_list_of_names_each_isolated(
    each: Article, byline: str, isolated: list[str]
) -> None:
    for root in (page(each), single(each)):
        assert texts(root, ".byline") == [byline]
        assert texts(root, ".byline .author > bdi") == isolated
        assert texts(root, ".byline > bdi") == []
