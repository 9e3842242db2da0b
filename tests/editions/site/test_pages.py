import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import overload

import pytest
from lxml import html

from tests.editions.articles import EN, KK, ORIGINAL, PUBLIC, RU, SITE, TRANSLATION, UG
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.document.model import Metadata
from toolkit.editions.article import ListedArticle, Phrase, Site, Topic
from toolkit.editions.site.feeds import FEED_LENGTH
from toolkit.editions.site.lists import (
    PAGE_SIZE,
    SHARED,
    part_of,
    render_missing,
    site_pages,
    sort_listed,
)
from toolkit.editions.summary import list_article

DAY = dt.date(2021, 2, 22)
RIGHTS = Topic("human-rights", Phrase("Адам құқықтары", KK))
TAGGED = replace(list_article(TRANSLATION), topics=(RIGHTS,))
STATUTE = ListedArticle(
    "law/statute",
    Phrase("Statute", EN),
    None,
    Metadata(dt.date(2020, 1, 1)),
    path="kk/law/statute.xml",
    kind="XML",
)


def rendered(site: Site, listed: Mapping[Locale, Sequence[ListedArticle]]) -> Mapping[str, bytes]:
    return dict(site_pages(site, {locale: sort_listed(each) for locale, each in listed.items()}))


def files(*listed: ListedArticle, site: Site = SITE) -> Mapping[str, bytes]:
    return rendered(site, {KK: listed})


def in_all_languages(site: Site = SITE) -> Mapping[str, bytes]:
    return rendered(site, {locale: [TAGGED] for locale in site.locales})


def page(files: Mapping[str, bytes], path: str) -> html.HtmlElement:
    return html.document_fromstring(files[path].decode())


def texts(root: html.HtmlElement, selector: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in root.cssselect(selector)]


def hrefs(root: html.HtmlElement, selector: str) -> list[str | None]:
    return [each.get("href") for each in root.cssselect(selector)]


def test_a_site_has_its_lists_its_chooser_and_its_missing_page() -> None:
    assert sorted(files(STATUTE)) == ["404.html", "en/index.html", "index.html", "kk/index.html"]


def test_a_language_without_articles_is_named_nowhere() -> None:
    made = files(TAGGED, site=PUBLIC)
    assert not [path for path in made if path.startswith(("ru/", "ug/"))]
    assert not [path for path, data in made.items() if b"ug/index.html" in data]
    assert texts(page(made, "kk/index.html"), ".languages a") == ["English", "Қазақ тілі"]


def test_a_site_with_an_address_has_feeds_and_a_sitemap_too() -> None:
    added = set(in_all_languages(PUBLIC)) - set(in_all_languages())
    feeds = {f"{tag}/feed.atom" for tag in ("en", "kk", "ru", "ug")}
    assert added == {"robots.txt", "sitemap.xml", *feeds}


def test_robots_are_led_to_the_sitemap_of_a_host_of_its_own() -> None:
    made = files(TAGGED, site=PUBLIC)
    assert made["robots.txt"].decode().endswith("\nSitemap: https://news.example/sitemap.xml\n")
    below = replace(SITE, base_url="https://host.example/news/")
    assert "robots.txt" not in files(TAGGED, site=below)


def test_a_list_is_described_by_its_newest_headlines_in_its_language() -> None:
    english = replace(STATUTE, title=Phrase("Statute", EN))
    root = page(files(TAGGED, english), "kk/index.html")
    (said,) = root.cssselect("meta[name=description]")
    assert said.get("content") == "Қазақстан және Шыңжаң"
    (shared,) = root.cssselect("meta[property='og:description']")
    assert shared.get("content") == said.get("content")


def test_lists_have_the_newest_first_and_those_without_a_day_last() -> None:
    undated = replace(STATUTE, document_id="b", metadata=Metadata())
    found = sort_listed([undated, STATUTE, TAGGED])
    assert [each.document_id for each in found] == ["asylum", "law/statute", "b"]


def test_what_is_published_as_xml_only_is_listed_and_says_so() -> None:
    root = page(files(STATUTE), "kk/index.html")
    assert hrefs(root, "h2 a") == ["law/statute.xml"]
    assert texts(root, ".kind") == ["XML"]


def test_a_list_has_standfirst_day_and_topics() -> None:
    root = page(files(TAGGED), "kk/index.html")
    assert texts(root, ".entries .standfirst") == ["Қауіпсіз мекен емес."]
    assert texts(root, ".entries time") == ["2021 ж. 22 ақпан"]
    assert hrefs(root, ".entries .dates a") == ["topics/human-rights.html"]


def test_a_list_shows_a_picture_with_its_alternative_text() -> None:
    each = replace(TAGGED, image="media/a.jpg", image_alt=Phrase("A rider", EN))
    (image,) = page(files(each), "kk/index.html").cssselect("img")
    assert (image.get("src"), image.get("alt"), image.get("lang")) == (
        "../media/a.jpg",
        "A rider",
        "en",
    )


def test_a_topic_has_a_page_with_its_articles() -> None:
    root = page(files(TAGGED, STATUTE), "kk/topics/human-rights.html")
    assert texts(root, "h1, h2") == ["Адам құқықтары", "Қазақстан және Шыңжаң"]
    assert hrefs(root, "h2 a") == ["../asylum.html"]


def test_a_topics_page_names_only_the_languages_that_have_it() -> None:
    other = replace(list_article(ORIGINAL), topics=(Topic("human-rights", Phrase("Rights", EN)),))
    made = rendered(PUBLIC, {KK: [TAGGED], EN: [other]})
    links = page(made, "kk/topics/human-rights.html").cssselect("link[hreflang]")
    assert [each.get("hreflang") for each in links] == ["en", "kk", "x-default"]


def test_a_topic_is_named_in_the_lists_language_where_any_article_does() -> None:
    newest = replace(
        TAGGED,
        document_id="new",
        metadata=Metadata(dt.date(2022, 1, 1)),
        topics=(Topic("human-rights", Phrase("Human rights", EN)),),
    )
    root = page(files(newest, TAGGED), "kk/topics/human-rights.html")
    assert texts(root, "h1") == ["Адам құқықтары"]


def test_the_missing_page_speaks_every_language() -> None:
    root = page(in_all_languages(), "404.html")
    assert [each.get("lang") for each in root.cssselect("main li")] == ["en", "kk", "ru", "ug"]
    assert texts(root, "main li:nth-child(3) h2") == ["Страница не найдена"]
    assert root.cssselect("meta[name=robots]")[0].get("content") == "noindex"


def test_the_missing_pages_links_are_whole_where_the_sites_address_is_known() -> None:
    root = html.document_fromstring(render_missing(PUBLIC).decode())
    assert hrefs(root, "main a")[1] == "https://news.example/kk/index.html"


def test_scripts_of_one_language_are_told_apart() -> None:
    latin = Locale("kk-Latn")
    site = replace(SITE, locales=(EN, KK, latin, UG))
    root = page(in_all_languages(site), "index.html")
    assert texts(root, "main li a")[1:3] == ["Қазақ тілі (кирилл)", "Qazaq tılı (latyn)"]


def test_an_article_and_a_page_of_the_site_cannot_have_one_path() -> None:
    clash = replace(TAGGED, document_id="topics/human-rights")
    with pytest.raises(ToolkitError, match="topics/human-rights"):
        files(clash)


@pytest.mark.parametrize("parts", [None, ["kk"], ["kk", "kk/feed.atom"]])
def test_an_article_and_a_feed_cannot_have_one_path(parts: Sequence[str] | None) -> None:
    clash = replace(STATUTE, document_id="feed", path="kk/feed.atom")
    with pytest.raises(ToolkitError, match=r"“feed” .* “kk/feed\.atom”"):
        dict(site_pages(PUBLIC, {KK: [TAGGED, clash]}, parts))


def test_where_no_feed_is_made_an_article_may_be_called_so() -> None:
    clash = replace(STATUTE, document_id="feed", path="kk/feed.atom")
    assert "kk/index.html" in files(clash)


def test_a_site_is_the_same_bytes_each_time() -> None:
    listed = {KK: [TAGGED, STATUTE], RU: [TAGGED]}
    assert rendered(PUBLIC, listed) == rendered(PUBLIC, listed)


def many(count: int) -> list[ListedArticle]:
    return [replace(TAGGED, document_id=f"a-{number:03}") for number in range(count)]


def test_a_long_list_takes_several_pages_that_lead_to_one_another() -> None:
    made = files(*many(2 * PAGE_SIZE + 1), site=PUBLIC)
    paths = ["kk/index.html", "kk/index.2.html", "kk/index.3.html"]
    pages = [page(made, path) for path in paths]
    assert [len(each.cssselect(".entries > li")) for each in pages] == [PAGE_SIZE, PAGE_SIZE, 1]
    assert [hrefs(each, ".turning a") for each in pages] == [
        ["index.2.html"],
        ["index.html", "index.3.html"],
        ["index.2.html"],
    ]
    assert texts(pages[1], ".turning a") == ["Жаңа мақалалар", "Бұрынғы мақалалар"]
    assert len(page(made, "kk/topics/human-rights.2.html").cssselect(".entries > li")) == PAGE_SIZE


def test_search_engines_are_shown_the_first_page_only() -> None:
    made = files(*many(PAGE_SIZE + 1), site=PUBLIC)
    second = page(made, "kk/index.2.html")
    assert second.cssselect("meta[name=robots]")[0].get("content") == "noindex"
    assert not second.cssselect("link[rel=canonical], link[hreflang]")
    assert b"index.2.html" not in made["sitemap.xml"]
    assert not page(made, "kk/index.html").cssselect("meta[name=robots]")


def test_a_list_of_a_full_page_has_no_second() -> None:
    made = files(*many(PAGE_SIZE))
    assert "kk/index.2.html" not in made
    assert not page(made, "kk/index.html").cssselect(".turning")


class Asked(Sequence[ListedArticle]):
    """Articles that are read when they are asked for, and how often any has been."""

    def __init__(self, articles: Sequence[ListedArticle]) -> None:
        self._articles = articles
        self.read = 0

    @overload
    def __getitem__(self, at: int) -> ListedArticle: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[ListedArticle]: ...

    def __getitem__(self, at: int | slice) -> ListedArticle | Sequence[ListedArticle]:
        found = self._articles[at]
        self.read += 1 if isinstance(found, ListedArticle) else len(found)
        return found

    def __len__(self) -> int:
        return len(self._articles)


def test_only_the_parts_that_are_asked_for_are_made() -> None:
    listed = {KK: [TAGGED], EN: [TAGGED]}
    whole = dict(site_pages(PUBLIC, listed))
    parts = {part: dict(site_pages(PUBLIC, listed, [part])) for part in map(part_of, whole)}
    assert {path: page for each in parts.values() for path, page in each.items()} == whole
    assert parts["kk/feed.atom"].keys() == {"kk/feed.atom"}
    assert {part_of(path) for path in parts["kk"]} == {"kk"}
    assert "kk/index.html" in parts["kk"]
    assert "sitemap.xml" in parts[SHARED]


def test_no_more_articles_are_read_for_a_feed_than_it_names() -> None:
    asked = Asked(many(2 * PAGE_SIZE + 1))
    dict(site_pages(PUBLIC, {KK: asked}, ["kk/feed.atom"]))
    assert asked.read == FEED_LENGTH


def test_no_more_articles_are_read_for_a_page_than_it_names() -> None:
    asked = Asked(many(2 * PAGE_SIZE + 1))
    counts = {path: asked.read for path, _ in site_pages(SITE, {KK: asked})}
    names = [f"kk/topics/human-rights{number}.html" for number in ("", ".2", ".3")]
    before = counts["kk/index.3.html"]
    assert [counts[each] - before for each in names] == [
        PAGE_SIZE,
        2 * PAGE_SIZE,
        2 * PAGE_SIZE + 1,
    ]
