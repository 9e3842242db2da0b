from dataclasses import replace

from lxml import html

from tests.editions.articles import EN, ENGLISH, KAZAKH, KK, article
from toolkit.editions.article import Article
from toolkit.editions.page import render_article
from toolkit.editions.summary import summarize
from toolkit.localizing.targets import State

IMAGE = '<figure><img src="a.jpg" alt="{}"/></figure>'
WHOLE = KAZAKH.replace(' lang="en" dir="ltr" class="untranslated"', "")


def illustrated(alt: str, extra: str = "") -> Article:
    original = article(ENGLISH.replace("<hr/>", IMAGE.format("A rider") + extra), EN)
    each = article(WHOLE.replace("<hr/>", IMAGE.format(alt) + extra), KK)
    states = {"p-7": State.UNTRANSLATED} if alt == "A rider" else {}
    return replace(each, original=original.root, states=states)


def image(each: Article) -> html.HtmlElement:
    (found,) = html.document_fromstring(render_article(each).decode()).cssselect("img")
    return found


def test_an_alternative_text_in_the_source_language_says_so() -> None:
    assert (image(illustrated("A rider")).get("lang")) == "en"


def test_a_translated_alternative_text_needs_no_mark() -> None:
    assert image(illustrated("Салт атты")).get("lang") is None


def test_an_untranslated_attribute_is_shown_and_not_left_out() -> None:
    summary = summarize(illustrated("A rider"))
    assert (summary.shown, summary.omitted) == (1, 0)


def test_an_attribute_translated_by_itself_is_not_counted_as_untranslated() -> None:
    summary = summarize(replace(illustrated("A rider"), states={}))
    assert (summary.shown, summary.omitted) == (0, 0)


def test_the_text_of_an_element_keeps_its_own_language() -> None:
    extra = '<p><abbr title="Radio Free Europe">АЕ</abbr></p>'
    root = html.document_fromstring(render_article(illustrated("x", extra)).decode())
    (abbreviation,) = root.cssselect("abbr")
    assert (abbreviation.get("lang"), abbreviation[0].get("lang")) == ("en", "kk")
    assert abbreviation.text_content() == "АЕ"
