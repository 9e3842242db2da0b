from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from lxml import etree

from tests.editions.articles import EN, KK, ORIGINAL, PUBLIC, SITE, TRANSLATION
from toolkit.base.bcp47 import Locale
from toolkit.editions.article import ListedArticle, Site
from toolkit.editions.site import sitemap
from toolkit.editions.site.sitemap import mapped_article, render_sitemap
from toolkit.editions.summary import list_article

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
ARTICLES = {EN: [list_article(ORIGINAL)], KK: [list_article(TRANSLATION)]}


def addresses(data: bytes) -> list[str]:
    found = etree.fromstring(data).iterfind(".//s:loc", NAMES)
    return [str(each.text).removeprefix("https://news.example/") for each in found]


def files_of(
    site: Site,
    listed: Mapping[Locale, Sequence[ListedArticle]],
    topics: Mapping[Locale, Sequence[str]],
) -> dict[str, bytes]:
    articles = {
        locale: [page for one in each if (page := mapped_article(site, locale, one))]
        for locale, each in listed.items()
    }
    return dict(render_sitemap(site, articles, topics))


def test_a_site_without_an_address_has_no_sitemap() -> None:
    assert files_of(SITE, ARTICLES, {}) == {}


def test_a_sitemap_has_lists_topics_and_articles() -> None:
    files = files_of(PUBLIC, ARTICLES, {KK: ("rights",)})
    assert addresses(files["sitemap.xml"]) == [
        "index.html",
        *(f"{tag}/index.html" for tag in ("en", "kk", "ru", "ug")),
        "kk/topics/rights.html",
        "en/asylum.html",
        "kk/asylum.html",
    ]


def test_each_page_names_all_its_languages_itself_among_them() -> None:
    root = etree.fromstring(files_of(PUBLIC, ARTICLES, {})["sitemap.xml"])
    sets = [
        [(each.get("hreflang"), each.get("href")) for each in url.iterfind("x:link", NAMES)]
        for url in root.iterfind("s:url", NAMES)
        if "asylum" in str(url.findtext("s:loc", "", NAMES))
    ]
    assert sets[0] == sets[1]
    assert [tag for tag, _ in sets[0]] == ["en", "kk", "ru", "ug", "x-default"]
    assert sets[0][-1][1] == "https://news.example/en/asylum.html"


@pytest.mark.parametrize(
    "change",
    [
        lambda each: replace(each, indexed=False),
        lambda each: replace(each, kind="XML", path="kk/asylum.xml"),
    ],
)
def test_what_is_not_for_search_engines_is_left_out(change: object) -> None:
    assert callable(change)
    listed: ListedArticle = change(list_article(TRANSLATION))
    files = files_of(PUBLIC, {KK: [listed]}, {})
    assert not any("asylum" in each for each in addresses(files["sitemap.xml"]))


def test_a_large_sitemap_is_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "_MOST", 5)
    files = files_of(PUBLIC, ARTICLES, {})
    assert addresses(files["sitemap.xml"]) == ["sitemap-1.xml", "sitemap-2.xml"]
    assert addresses(files["sitemap-2.xml"]) == ["en/asylum.html", "kk/asylum.html"]


def test_a_sitemap_is_what_a_writer_of_xml_makes_of_it() -> None:
    site = replace(PUBLIC, base_url='https://news.example/?a="b"&c=<d>/')
    data = files_of(site, ARTICLES, {EN: ["courts"]})["sitemap.xml"]
    root = etree.fromstring(data)
    written = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    assert data == written + b"\n"
