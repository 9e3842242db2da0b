"""The passage that a link leads to, in the page's other languages."""

from dataclasses import replace

from lxml import html

from tests.editions.articles import EN, KAZAKH, KK, ORIGINAL, RU, TRANSLATION, UG, article
from toolkit.base.bcp47 import Locale
from toolkit.editions.article import Article
from toolkit.editions.page import render_article


def offers(each: Article, passage: str = "p-4") -> list[html.HtmlElement]:
    root = html.document_fromstring(render_article(each).decode())
    return root.cssselect(f"#{passage} > [hidden] > a")


def test_a_passage_is_offered_in_each_other_language() -> None:
    assert [(each.get("href"), each.get("aria-label")) for each in offers(ORIGINAL)] == [
        ("../kk/asylum.html#p-4", "Қазақ тілі"),
        ("../ru/asylum.html#p-4", "Русский"),
        ("../ug/asylum.html#p-4", "ئۇيغۇرچە"),
    ]


def test_another_language_is_offered_once_and_the_own_in_its_alphabets() -> None:
    editions = (EN, KK, UG, Locale("kk-Latn"), Locale("kk-Arab"), Locale("ug-Latn"))
    tags = [each.get("lang") for each in offers(replace(TRANSLATION, editions=editions))]
    assert tags == ["en", "ug", "kk-Latn", "kk-Arab"]


def test_an_alphabet_is_named() -> None:
    (latin,) = offers(replace(TRANSLATION, editions=(KK, Locale("kk-Latn"))))
    assert latin.get("aria-label") == "Qazaq tılı (latyn)"


def test_a_name_in_the_other_direction_says_so() -> None:
    assert [each.get("dir") for each in offers(ORIGINAL)] == [None, None, "rtl"]


def test_in_a_passage_in_the_source_language_the_direction_is_that_of_the_passage() -> None:
    xml = KAZAKH.replace('id="p-4"', 'id="p-4" class="untranslated" lang="en" dir="ltr"')
    editions = (EN, RU, UG)
    own = replace(article(xml, UG), editions=editions)
    assert [each.get("dir") for each in offers(own)] == [None, None]


def test_a_passage_keeps_its_words() -> None:
    root = html.document_fromstring(render_article(ORIGINAL).decode())
    (passage,) = root.cssselect("#p-4")
    assert passage.text_content() == "".join(ORIGINAL.root.xpath("//*[@id='p-4']")[0].itertext())


def test_an_article_in_one_language_offers_none() -> None:
    assert offers(replace(ORIGINAL, editions=(EN,))) == []
