import datetime as dt
from dataclasses import replace

from lxml import html

from tests.editions.articles import KK, SITE, TRANSLATION
from toolkit.document.model import Metadata
from toolkit.editions.article import ListedArticle, Phrase, Topic
from toolkit.editions.page import render_article
from toolkit.editions.site.related import READ_ALSO, add_read_also, related_articles
from toolkit.editions.summary import list_article

OWN = replace(list_article(TRANSLATION), topics=(Topic("asylum", Phrase("Баспана", KK)),))


def other(document_id: str, *slugs: str) -> ListedArticle:
    topics = tuple(Topic(slug, Phrase(slug, KK)) for slug in slugs)
    day = Metadata(dt.date(2021, 1, 1))
    return ListedArticle(document_id, Phrase(document_id, KK), None, day, topics=topics)


def test_those_that_share_a_topic_come_first_and_then_the_newest() -> None:
    others = [other("new"), OWN, other("shared", "asylum"), other("old"), other("older")]
    found = related_articles(OWN, others)
    assert [each.document_id for each in found] == ["shared", "new", "old"]


def test_a_page_gets_them_when_they_are_known() -> None:
    page = add_read_also(render_article(TRANSLATION), OWN, [OWN, other("2020/new")], SITE, KK)
    links = html.document_fromstring(page.decode()).cssselect("main > nav.also a")
    assert [each.get("href") for each in links] == ["2020/new.html"]
    assert READ_ALSO.encode() not in page


def test_a_lone_article_has_nothing_to_read_next() -> None:
    page = add_read_also(render_article(TRANSLATION), OWN, [OWN], SITE, KK)
    assert b"also" not in page.partition(b"</style>")[2]


def test_a_page_without_a_place_stays_as_it_is() -> None:
    assert add_read_also(b"<p>own</p>", OWN, [other("new")], SITE, KK) == b"<p>own</p>"
