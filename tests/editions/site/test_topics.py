from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from tests.editions.articles import EN, ENGLISH, KAZAKH, KK, article
from toolkit.document.model import Metadata
from toolkit.editions.article import Article, Phrase, Topic
from toolkit.editions.page import render_article
from toolkit.editions.site.topics import article_topics, topic_slug

TAGS = '<ul class="tags"><li class="tag" id="t-1">{}</li><li class="tag" id="t-2">{}</li></ul>'
SOURCE = Metadata(tags=("Human rights", "Asylum"))


def tagged(xml: str, first: str, second: str) -> Article:
    locale = EN if xml is ENGLISH else KK
    each = article(xml.replace("</header>", TAGS.format(first, second) + "</header>"), locale)
    return replace(each, metadata=SOURCE)


ORIGINAL = tagged(ENGLISH, "Human rights", "Asylum")
TRANSLATION = replace(tagged(KAZAKH, "Адам құқықтары", "Баспана"), original=ORIGINAL.root)


@pytest.mark.parametrize(
    ("tag", "slug"),
    [
        ("Human rights", "human-rights"),
        ("  HUMAN   rights ", "human-rights"),
        ("R&D", "r-d"),
        ("Құқық", "құқық"),
        ("ئۇيغۇر", "ئۇيغۇر"),
        ("a/b\\..", "a-b"),
    ],
)
def test_a_slug_is_the_tags_letters(tag: str, slug: str) -> None:
    assert topic_slug(tag) == slug


def test_tags_without_letters_have_slugs_of_their_own() -> None:
    slugs = {topic_slug(tag) for tag in ("!!!", "???", "index", "")}
    assert len(slugs) == 4
    assert all(slug.startswith(("topic-", "index-")) for slug in slugs)


@given(st.text(max_size=400))
def test_a_slug_is_a_name_of_a_file(tag: str) -> None:
    slug = topic_slug(tag)
    assert 0 < len(slug.encode()) <= 120
    assert not set(slug) & set("/\\.\0 \n")
    assert topic_slug(tag) == slug


def test_topics_are_the_sources_named_in_the_edition() -> None:
    assert article_topics(TRANSLATION) == (
        Topic("human-rights", Phrase("Адам құқықтары", KK)),
        Topic("asylum", Phrase("Баспана", KK)),
    )


def test_a_tag_that_is_left_out_is_named_in_the_source_language() -> None:
    root = etree.fromstring(etree.tostring(TRANSLATION.root))
    first = root.find(".//li")
    assert first is not None
    parent = first.getparent()
    assert parent is not None
    parent.remove(first)
    found = article_topics(replace(TRANSLATION, root=root))
    assert [each.name for each in found] == [Phrase("Human rights", EN), Phrase("Баспана", KK)]


def test_a_page_links_its_tags_to_their_topics() -> None:
    root = html.document_fromstring(render_article(TRANSLATION).decode())
    links = root.cssselect(".topics a")
    assert [(each.text, each.get("href")) for each in links] == [
        ("Адам құқықтары", "topics/human-rights.html"),
        ("Баспана", "topics/asylum.html"),
    ]
    assert root.cssselect("header .tags") == []
