import datetime as dt
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from tests.editions.articles import (
    BARE,
    EN,
    ENGLISH,
    KAZAKH,
    KK,
    ORIGINAL,
    PUBLIC,
    RIGHT_TO_LEFT,
    SITE,
    TRANSLATION,
    UG,
    UYGHUR,
    article,
)
from toolkit.base.bcp47 import Locale
from toolkit.document.model import Metadata
from toolkit.document.wire import Rights, Wire
from toolkit.editions.article import Article, Listing, Site
from toolkit.editions.page import render_article
from toolkit.editions.site.lists import render_index, render_languages
from toolkit.editions.summary import list_article
from toolkit.editions.templating import site_icon
from toolkit.localizing.targets import State

ALL = [ORIGINAL, TRANSLATION, RIGHT_TO_LEFT, BARE]


def parsed(data: bytes) -> html.HtmlElement:
    return html.document_fromstring(data.decode())


def page(each: Article) -> html.HtmlElement:
    return parsed(render_article(each))


def index(*articles: Article, locale: Locale = KK, site: Site = SITE) -> html.HtmlElement:
    listed = [list_article(each) for each in articles]
    return parsed(render_index(Listing(site, locale, listed)))


def texts(root: html.HtmlElement, selector: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in root.cssselect(selector)]


def values(root: html.HtmlElement, selector: str, name: str) -> list[str | None]:
    return [each.get(name) for each in root.cssselect(selector)]


def linked_data(each: Article) -> dict[str, Any]:
    (script,) = page(each).cssselect("script")
    data: dict[str, Any] = json.loads(str(script.text))
    return data


@pytest.mark.parametrize("each", ALL)
def test_a_page_is_one_document_of_one_main_text(each: Article) -> None:
    data = render_article(each)
    assert data.startswith(b"<!doctype html>\n<html lang=")
    assert data.endswith(b"</html>\n")
    assert len(parsed(data).cssselect("main > article")) == len(parsed(data).cssselect("h1")) == 1


def test_a_page_says_its_language_and_direction() -> None:
    root = page(RIGHT_TO_LEFT)
    assert (root.get("lang"), root.get("dir")) == ("ug", "rtl")


def test_the_choice_of_language_is_described_by_its_languages() -> None:
    (said,) = values(parsed(render_languages(SITE)), "meta[name=description]", "content")
    assert said == "Choose a language: English, Қазақ тілі, Русский, ئۇيغۇرچە"


def test_the_charset_comes_first() -> None:
    head = page(TRANSLATION).find("head")
    assert head is not None
    assert head[0].get("charset") == "utf-8"


def test_the_title_is_the_headline_and_the_sites() -> None:
    assert texts(page(TRANSLATION), "title") == ["Қазақстан және Шыңжаң — Newsroom"]


def test_the_description_is_the_standfirst() -> None:
    assert values(page(TRANSLATION), "meta[name=description]", "content") == [
        "Қауіпсіз мекен емес."
    ]


def test_a_head_in_the_source_language_says_so() -> None:
    xml = KAZAKH.replace('<h1 id="p-1">', '<h1 class="untranslated" lang="en" dir="ltr">')
    assert values(page(article(xml, KK)), "title", "lang") == ["en"]


def test_an_unknown_site_has_no_canonical_addresses_and_no_alternates() -> None:
    root = page(TRANSLATION)
    assert not root.cssselect("link[rel=canonical], link[hreflang]")
    assert values(root, ".languages a", "hreflang") == ["en", "kk", "ru", "ug"]


def test_canonical_and_alternates_are_absolute_on_a_known_site() -> None:
    root = page(replace(TRANSLATION, site=PUBLIC))
    assert values(root, "link[rel=canonical]", "href") == ["https://news.example/kk/asylum.html"]
    assert all(
        str(href).startswith("https://news.example/")
        for href in values(root, "link[hreflang]", "href")
    )


def test_every_edition_names_the_same_alternates() -> None:
    site = replace(SITE, base_url="https://news.example/")
    sets = [
        values(page(replace(each, site=site)), "link[hreflang]", "href")
        for each in (ORIGINAL, TRANSLATION, RIGHT_TO_LEFT)
    ]
    assert sets[0] == sets[1] == sets[2]


def test_an_edition_that_is_not_published_is_named_nowhere() -> None:
    data = render_article(replace(TRANSLATION, editions=(EN, KK)))
    assert b"/ru/" not in data
    assert b"/ug/" not in data


def test_open_graph_has_territories_for_the_languages_that_have_one() -> None:
    root = page(RIGHT_TO_LEFT)
    assert values(root, 'meta[property="og:locale"]', "content") == []
    assert values(root, 'meta[property="og:locale:alternate"]', "content") == [
        "en_US",
        "kk_KZ",
        "ru_RU",
    ]


def test_the_switcher_names_each_language_in_itself() -> None:
    links = page(TRANSLATION).cssselect("nav.languages a")
    assert [(each.text, each.get("lang"), each.get("dir"), each.get("href")) for each in links] == [
        ("English", "en", "ltr", "../en/asylum.html"),
        ("Қазақ тілі", "kk", "ltr", "asylum.html"),
        ("Русский", "ru", "ltr", "../ru/asylum.html"),
        ("ئۇيغۇرچە", "ug", "rtl", "../ug/asylum.html"),
    ]
    assert [each.get("aria-current") for each in links] == [None, "page", None, None]


def test_the_skip_link_leads_to_the_text() -> None:
    root = page(TRANSLATION)
    (link,) = root.cssselect("body > a:first-child")
    assert root.get_element_by_id(str(link.get("href"))[1:]).tag == "main"


def test_the_date_is_written_in_the_pages_language() -> None:
    root = page(TRANSLATION)
    assert values(root, "time", "datetime") == ["2021-02-22"]
    assert texts(root, "time") == ["2021 ж. 22 ақпан"]


def test_a_date_that_the_byline_lacks_is_added() -> None:
    each = replace(BARE, metadata=Metadata(date=dt.date(2021, 2, 22)))
    assert texts(page(each), "header time") == ["February 22, 2021"]


def test_a_change_of_meaning_is_dated() -> None:
    each = replace(TRANSLATION, metadata=Metadata(dt.date(2021, 2, 22), dt.date(2021, 3, 1)))
    assert texts(page(each), ".dates") == ["Жаңартылды: 2021 ж. 1 наурыз"]


def test_a_translation_leads_to_its_original() -> None:
    root = page(TRANSLATION)
    assert texts(root, ".origin > span") == ["Ағылшын тілінен аударылған"]
    (link,) = root.cssselect(".origin a")
    assert (link.text, link.get("lang"), link.get("dir"), link.get("href")) == (
        "Kazakhstan and Xinjiang",
        "en",
        "ltr",
        "../en/asylum.html",
    )


def test_the_original_leads_nowhere() -> None:
    assert texts(page(ORIGINAL), ".origin, .unfinished") == []


def test_a_translation_from_another_language_names_it() -> None:
    each = replace(TRANSLATION, source=Locale("tr"))
    assert texts(page(each), ".origin > span") == ["Аударма. Түпнұсқа тілі: түрік тілі"]


def test_untranslated_passages_are_marked_and_counted() -> None:
    root = page(TRANSLATION)
    (notice,) = texts(root, ".unfinished")
    assert notice.startswith("Кейбір үзінділер әлі аударылған жоқ. Олардың тілі: ағылшын тілі.")
    assert notice.endswith("Аударылған үзінділер: 5, барлығы: 6.")
    (passage,) = root.cssselect(".body .untranslated")
    assert (passage.get("lang"), passage.get("dir")) == ("en", "ltr")


def test_passages_left_out_are_counted() -> None:
    xml = re.sub(r"<p[^>]*untranslated.*?</p>", "", KAZAKH)
    states = {"p-5": State.UNTRANSLATED}
    each = replace(article(xml, KK), translated=5, states=states)
    (notice,) = texts(page(each), ".unfinished")
    assert notice.startswith("Кейбір үзінділер әлі аударылған жоқ, сондықтан берілмеді.")


def test_a_whole_translation_has_no_notice_of_it() -> None:
    xml = KAZAKH.replace(' lang="en" dir="ltr" class="untranslated"', "")
    assert texts(page(article(xml, KK)), ".unfinished") == []


def test_the_authors_note_and_the_sites_notice_close_the_article() -> None:
    root = page(replace(TRANSLATION, notice="Тексерілмеген."))
    assert texts(root, "article > footer > p") == ["Ол Алматыда тұрады.", "Тексерілмеген."]


def test_names_of_the_other_direction_are_isolated() -> None:
    assert texts(page(RIGHT_TO_LEFT), "article bdi") == ["Eurasianet"]


def test_words_of_the_other_direction_in_the_pages_own_are_isolated() -> None:
    assert texts(page(RIGHT_TO_LEFT), ".colophon bdi") == ["XML", "NITF"]


def test_every_unit_keeps_its_identifier() -> None:
    found = [str(each.get("id")) for each in page(TRANSLATION).cssselect("article [id]")]
    assert found == [f"p-{number}" for number in range(1, 7)]


def test_the_foot_leads_to_the_list_and_to_the_xml_edition() -> None:
    assert values(page(TRANSLATION), "body > footer a", "href") == ["index.html", "asylum.xml"]


def test_an_xml_edition_that_does_not_exist_is_not_offered() -> None:
    each = replace(TRANSLATION, forms=("html",))
    assert values(page(each), "body > footer a", "href") == ["index.html"]


def test_links_climb_out_of_folders_and_are_quoted() -> None:
    root = page(replace(TRANSLATION, document_id="2021/100% who?"))
    assert values(root, ".origin a", "href") == ["../../en/2021/100%25%20who%3F.html"]
    assert values(root, ".site a", "href") == ["../index.html"]


@pytest.mark.parametrize("each", ALL)
def test_nothing_is_asked_for_or_run(each: Article) -> None:
    root = page(each)
    assert root.cssselect("[src], link[rel=stylesheet], iframe, object, form, [style]") == []
    assert values(root, "script", "type") == ["application/ld+json"]
    assert values(root, "link[rel=icon]", "href") == [site_icon("Newsroom")]
    (policy,) = values(root, "meta[http-equiv]", "content")
    assert str(policy).startswith("default-src 'none';")
    assert values(root, "meta[name=referrer]", "content") == ["no-referrer"]


@pytest.mark.parametrize("each", ALL)
def test_a_page_is_the_same_bytes_each_time_and_leaves_the_tree_alone(each: Article) -> None:
    before = etree.tostring(each.root)
    assert render_article(each) == render_article(each)
    assert etree.tostring(each.root) == before


def test_an_article_without_a_headline_has_a_title_all_the_same() -> None:
    root = page(BARE)
    assert texts(root, "title, h1") == ["asylum — Newsroom", "asylum"]
    assert root.cssselect("meta[name=description], .standfirst, .byline, time") == []


def test_a_headline_of_any_length_is_shown_whole() -> None:
    headline = "Ұзақ " * 400 + "тақырып"
    xml = KAZAKH.replace("Қазақстан және Шыңжаң", headline)
    assert texts(page(article(xml, KK)), "h1") == [headline]


def test_words_of_another_language_are_marked() -> None:
    sorani = Locale("ckb")
    root = page(replace(TRANSLATION, locale=sorani, editions=(EN, sorani)))
    sentences = (".languages > span > span", ".skip span", ".origin > span > span", "li > a > span")
    for selector in (*sentences, ".unfinished span"):
        assert set(values(root, selector, "lang")) == {"en"}, selector
        assert set(values(root, selector, "dir")) == {"ltr"}, selector
    assert values(root, ".colophon, .unfinished", "dir") == [None, None]


def test_linked_data_of_a_translation() -> None:
    data = linked_data(replace(TRANSLATION, site=PUBLIC))
    url = "https://news.example/kk/asylum.html"
    assert data["@type"] == "NewsArticle"
    assert (data["url"], data["mainEntityOfPage"], data["inLanguage"]) == (url, url, "kk")
    assert (data["headline"], data["datePublished"]) == ("Қазақстан және Шыңжаң", "2021-02-22")
    assert data["author"] == [{"@type": "Person", "name": "Крис Риклтон"}]
    assert data["publisher"]["name"] == "Newsroom"
    assert data["translationOfWork"]["url"] == "https://news.example/en/asylum.html"
    assert data["translationOfWork"]["headline"] == "Kazakhstan and Xinjiang"
    assert "workTranslation" not in data
    assert "dateModified" not in data


def test_linked_data_of_the_original_names_its_translations() -> None:
    data = linked_data(replace(ORIGINAL, site=PUBLIC))
    assert [each["inLanguage"] for each in data["workTranslation"]] == ["kk", "ru", "ug"]
    assert "translationOfWork" not in data


def test_linked_data_has_no_addresses_on_an_unknown_site() -> None:
    assert "url" not in linked_data(TRANSLATION)


def test_linked_data_says_when_the_meaning_changed() -> None:
    each = replace(ORIGINAL, metadata=Metadata(dt.date(2021, 2, 22), dt.date(2021, 3, 1)))
    assert linked_data(each)["dateModified"] == "2021-03-01"


HOSTILE = st.text(
    st.one_of(st.sampled_from("<>&\"'/!-\u2028\u2029"), st.characters(codec="utf-8")), max_size=60
).map(lambda text: "".join(char for char in text if char.isprintable() or char in "\u2028\u2029"))


@pytest.mark.slow
@given(HOSTILE)
def test_whatever_translators_write_is_text(text: str) -> None:
    hostile = f"a</script></style><!--<img src=x onerror=1>{text}b"
    root = etree.fromstring(KAZAKH)
    for element in root.iter("h1", "p", "span"):
        if len(element) == 0:
            element.text = hostile
    site = replace(SITE, title=hostile)
    each = replace(TRANSLATION, root=root, site=site, notice=hostile, original_title=hostile)
    found = page(each)
    clean = " ".join(hostile.split())
    assert found.cssselect("img") == []
    assert texts(found, "h1, .standfirst, .author, .note, .notice, .origin a") == [clean] * 6
    assert linked_data(each)["headline"] == clean


def test_the_vocabulary_of_articles_is_all_that_passes() -> None:
    body = (
        '<p onclick="x()">1</p><script>alert(2)</script><style>3</style><!--4-->'
        '<a href="java&#10;script:alert(5)">5</a><a href="https://a.example/">6</a>'
        '<x:y xmlns:x="u">7</x:y>'
    )
    xml = ENGLISH.replace("They listened.", body)
    root = page(article(xml, EN))
    assert len(root.cssselect("script")) == len(root.cssselect("style")) == 1
    assert root.cssselect("[onclick]") == []
    assert values(root, ".body a:not(.anchor):not([aria-label])", "href") == [
        None,
        "https://a.example/",
    ]
    assert "alert(2)" in texts(root, ".body")[0]
    assert "7" in texts(root, ".body")[0]


def test_an_index_lists_its_articles() -> None:
    root = index(TRANSLATION)
    assert texts(root, "h1") == ["Барлық мақала"]
    (link,) = root.cssselect("h2 a")
    assert (link.text, link.get("href"), link.get("lang")) == (
        "Қазақстан және Шыңжаң",
        "asylum.html",
        None,
    )
    assert texts(root, "li .standfirst, li time") == ["Қауіпсіз мекен емес.", "2021 ж. 22 ақпан"]


def test_an_index_marks_a_headline_in_the_source_language() -> None:
    xml = UYGHUR.replace('<h1 id="p-1">', '<h1 class="untranslated" lang="en" dir="ltr">')
    root = index(article(xml, UG), locale=UG)
    assert values(root, "h2 a", "lang") == ["en"]
    assert values(root, "li .standfirst", "lang") == [None]


def test_an_index_of_nothing_says_so() -> None:
    assert texts(index(), "main p") == ["Әзірге мақала жоқ."]


def test_indexes_name_one_another_and_the_choice_of_language() -> None:
    root = index(site=PUBLIC)
    assert values(root, "link[hreflang]", "href") == [
        "https://news.example/en/index.html",
        "https://news.example/kk/index.html",
        "https://news.example/ru/index.html",
        "https://news.example/ug/index.html",
        "https://news.example/index.html",
    ]
    assert values(root, "nav a", "href") == [
        "../en/index.html",
        "index.html",
        "../ru/index.html",
        "../ug/index.html",
    ]
    assert values(root, "body > footer a", "href") == ["../index.html", "feed.atom"]


def test_the_choice_of_language_speaks_each_language() -> None:
    root = parsed(render_languages(SITE))
    assert root.get("lang") == "en"
    assert values(root, "main li", "lang") == ["en", "kk", "ru", "ug"]
    assert values(root, "main li", "dir") == ["ltr", "ltr", "ltr", "rtl"]
    assert values(root, "main a", "href") == [
        f"{tag}/index.html" for tag in ("en", "kk", "ru", "ug")
    ]
    assert texts(root, ".invitation")[3] == "بارلىق ماقالىلەر"


def test_the_choice_of_language_has_the_alternates_of_the_indexes() -> None:
    root = parsed(render_languages(PUBLIC))
    assert values(root, "link[hreflang]", "href") == values(
        index(site=PUBLIC), "link[hreflang]", "href"
    )


def test_the_style_knows_no_left_and_no_right() -> None:
    (style,) = page(TRANSLATION).cssselect("style")
    rules = re.sub(r"/\*.*?\*/", "", str(style.text), flags=re.DOTALL)
    assert not re.search(r"(?<![\w-])(left|right|\w+-left|\w+-right|letter-spacing)\s*:", rules)


def test_a_page_has_no_rules_for_a_direction_that_it_has_not() -> None:
    site = replace(SITE, locales=(EN, KK))
    root = page(replace(BARE, site=site, editions=(EN,)))
    (style,) = root.cssselect("style")
    rules = str(style.text).replace(":not([dir=rtl])", "")
    assert root.cssselect("[dir=rtl]") == []
    assert ("[dir=rtl]" in rules, "[dir=ltr]" in rules) == (False, True)


def test_many_languages_stand_behind_one_control_that_needs_no_script() -> None:
    tags = ("en", "kk", "ru", "ug", "kk-Arab", "kk-Latn")
    root = page(replace(TRANSLATION, editions=tuple(map(Locale, tags))))
    (folded,) = root.cssselect("nav.languages details")
    assert "Қазақ тілі (кирилл)" in folded.findtext("summary/span[2]", "")
    families = [values(each, "a", "hreflang") for each in folded.cssselect("li")]
    assert families == [["en"], ["kk", "kk-Arab", "kk-Latn"], ["ru"], ["ug"]]


def test_few_languages_need_no_control() -> None:
    assert page(TRANSLATION).cssselect("nav.languages details") == []


def test_the_foot_says_whose_the_rights_are_in_the_newsrooms_language() -> None:
    wire = Wire(rights=Rights("We & co", usage="With credit"))
    metadata = replace(TRANSLATION.metadata, wire=wire)
    root = page(replace(TRANSLATION, site=PUBLIC, metadata=metadata))
    assert texts(root, ".rights > span") == ["© We & co", "With credit"]
    assert values(root, ".rights > span", "lang") == ["en", "en"]
    (data,) = root.cssselect("script")
    assert json.loads(data.text or "")["copyrightHolder"]["name"] == "We & co"


def test_a_page_without_rights_says_nothing_of_them() -> None:
    root = page(TRANSLATION)
    assert root.cssselect(".rights") == []
