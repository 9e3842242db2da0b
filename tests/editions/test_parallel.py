from dataclasses import replace

from lxml import etree, html

from tests.editions.articles import (
    EN,
    ENGLISH,
    KAZAKH,
    KK,
    ORIGINAL,
    PUBLIC,
    RIGHT_TO_LEFT,
    TRANSLATION,
    article,
)
from toolkit.editions.article import Article, Picture
from toolkit.editions.page import render_article
from toolkit.editions.parallel import pair_passages, render_parallel
from toolkit.localizing.targets import State

FORMS = ("html", "parallel")
IMAGE = '<p><img src="a.png" alt=""/></p><hr/>'


def beside(each: Article, original: Article = ORIGINAL) -> Article:
    return replace(each, original=original.root, forms=FORMS)


def page(each: Article) -> html.HtmlElement:
    return html.document_fromstring(render_parallel(each).decode())


def test_passages_are_paired_by_their_ids() -> None:
    pairs = [(each.id, each.state) for each in pair_passages(beside(TRANSLATION))]
    assert pairs == [
        ("p-1", "translated"),
        ("p-2", "translated"),
        ("p-3", "translated"),
        ("p-4", "translated"),
        ("", "same"),
        ("p-5", "untranslated"),
        ("p-6", "translated"),
    ]


def test_an_untranslated_passage_is_marked_and_not_said_twice() -> None:
    root = page(beside(TRANSLATION))
    (pair,) = root.cssselect(".pair.untranslated")
    assert [" ".join(each.text_content().split()) for each in pair.cssselect("div > div")] == [
        "Әлі аударылған жоқ",
        "They listened.",
    ]


def test_what_only_the_translation_has_stands_where_it_does_there() -> None:
    xml = KAZAKH.replace("<hr/>", '<p id="p-9">Қосымша.</p><hr/>')
    pairs = list(pair_passages(beside(article(xml, KK))))
    assert [each.id for each in pairs if each.state == "added"] == ["p-9"]
    assert [each.id for each in pairs].index("p-9") == 4


def test_what_the_translation_leaves_out_is_marked() -> None:
    xml = KAZAKH.replace('<p class="note" id="p-6">Ол Алматыда тұрады.</p>', "")
    pairs = list(pair_passages(beside(article(xml, KK))))
    assert (pairs[-1].id, pairs[-1].state) == ("p-6", "untranslated")


def test_an_item_that_holds_a_list_is_paired_though_a_part_of_it_has_an_id() -> None:
    items = '<ul><li>{}<ul><li id="p-8">{}</li></ul></li></ul>'
    kept = '<span id="p-7" lang="en" dir="ltr">One</span>'
    original = article(ENGLISH.replace("<hr/>", items.format("One", "Two")), EN)
    each = article(KAZAKH.replace("<hr/>", items.format(kept, "Екі")), KK)
    states = {**each.states, "p-7": State.UNTRANSLATED}
    pairs = list(pair_passages(beside(replace(each, states=states), original)))
    assert [(each.id, each.state) for each in pairs if each.id in {"p-7", "p-8"}] == [
        ("p-8", "translated")
    ]


def test_each_column_says_its_language() -> None:
    root = page(beside(RIGHT_TO_LEFT))
    assert (root.get("lang"), root.get("dir")) == ("ug", "rtl")
    assert {(each.get("lang"), each.get("dir")) for each in root.cssselect(".source")} == {
        ("en", "ltr")
    }


def test_the_page_has_the_articles_anchors_and_no_id_twice() -> None:
    ids = [str(each.get("id")) for each in page(beside(TRANSLATION)).cssselect("[id]")]
    assert len(ids) == len(set(ids))
    assert {f"p-{number}" for number in range(1, 7)} <= set(ids)


def test_only_the_translations_headline_is_a_heading() -> None:
    headings = page(beside(TRANSLATION)).cssselect("h1, h2, h3")
    assert [each.text_content() for each in headings] == ["Қазақстан және Шыңжаң"]


def test_items_keep_their_numbers() -> None:
    body = '<ol start="3"><li id="i-1">One</li><li id="i-2">Two</li></ol>'
    original = article(ENGLISH.replace("<hr/>", body), EN)
    translation = article(KAZAKH.replace("<hr/>", body), KK)
    items = page(beside(translation, original)).cssselect(".target li")
    assert [each.get("value") for each in items] == ["3", "4"]


def test_search_engines_are_sent_to_the_article() -> None:
    root = page(beside(replace(TRANSLATION, site=PUBLIC)))
    assert [each.get("content") for each in root.cssselect("meta[name=robots]")] == ["noindex"]
    (canonical,) = root.cssselect("link[rel=canonical]")
    assert canonical.get("href") == "https://news.example/kk/asylum.html"


def test_either_language_can_come_first_without_a_script() -> None:
    root = page(beside(TRANSLATION))
    assert root.cssselect("script") == []
    assert len(root.cssselect("fieldset input[type=radio]")) == 2


def test_the_article_leads_to_it_where_it_is_made() -> None:
    root = html.document_fromstring(render_article(beside(TRANSLATION)).decode())
    assert "asylum.parallel.html" in [each.get("href") for each in root.cssselect(".credits a")]
    assert b"asylum.parallel" not in render_article(TRANSLATION)


def test_a_translation_whose_original_is_not_at_hand_stands_alone() -> None:
    root = page(replace(TRANSLATION, forms=FORMS))
    assert len(root.cssselect(".pair.alone .target")) == 7
    assert root.cssselect(".source") == []


def test_the_trees_are_left_alone() -> None:
    each = beside(TRANSLATION)
    before = etree.tostring(each.root), etree.tostring(ORIGINAL.root)
    assert render_parallel(each) == render_parallel(each)
    assert (etree.tostring(each.root), etree.tostring(ORIGINAL.root)) == before


def test_each_column_has_its_own_picture() -> None:
    picture = '<p><img src="map{}.png" alt=""/></p><hr/>'
    original = etree.fromstring(ENGLISH.replace("<hr/>", picture.format("")))
    each = replace(
        article(KAZAKH.replace("<hr/>", picture.format(".kk")), KK),
        original=original,
        pictures={"map.kk.png": Picture("kk/map.kk.png")},
        original_pictures={"map.png": Picture("en/map.png")},
    )
    found = {image.get("src") for image in page(each).iter("img")}
    assert found == {"map.kk.png", "../en/map.png"}


def test_what_is_added_at_the_beginning_stands_once() -> None:
    added = KAZAKH.replace("<header>", '<header><p id="x-1">Қысқаша.</p>').replace("<hr/>", IMAGE)
    original = replace(ORIGINAL, root=etree.fromstring(ENGLISH.replace("<hr/>", IMAGE)))
    root = page(beside(article(added, KK), original))
    assert [each.get("id") for each in root.cssselect(".pair.added")] == ["x-1"]
