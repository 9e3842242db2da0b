import datetime as dt
from dataclasses import replace

from lxml import html

from tests.editions.articles import EN, ENGLISH, ORIGINAL, TRANSLATION, article
from toolkit.document.model import Metadata
from toolkit.editions.article import ChangedPassage, Correction
from toolkit.editions.linting.article_checks import check_article
from toolkit.editions.page import render_article
from toolkit.localizing.targets import State


def test_a_sound_article_has_no_findings() -> None:
    assert check_article(ORIGINAL) == check_article(TRANSLATION) == ()


def test_two_passages_with_one_id_are_told_and_the_first_keeps_it() -> None:
    each = replace(article(ENGLISH.replace('id="p-5"', 'id="p-4"'), EN), path="seeds/asylum.txt")
    (found,) = check_article(each)
    assert found.code == "passage-id"
    assert str(found.location).startswith("seeds/asylum.txt")
    root = html.document_fromstring(render_article(each).decode())
    assert [" ".join(p.text_content().split()) for p in root.cssselect("#p-4")] == [
        "Akan told Eurasianet."
    ]


def test_the_pages_own_ids_are_not_for_passages() -> None:
    each = article(ENGLISH.replace('id="p-5"', 'id="main"'), EN)
    assert [found.code for found in check_article(each)] == ["passage-id"]
    root = html.document_fromstring(render_article(each).decode())
    assert [found.tag for found in root.cssselect("#main")] == ["main"]


def test_a_change_before_the_publication_is_told_and_not_shown() -> None:
    days = Metadata(dt.date(2021, 2, 22), dt.date(2020, 1, 1))
    each = replace(ORIGINAL, metadata=days)
    assert [found.code for found in check_article(each)] == ["article-date"]
    assert b"2020-01-01" not in render_article(each)


def test_a_correction_before_the_publication_is_told() -> None:
    each = replace(ORIGINAL, corrections=(Correction(dt.date(2020, 1, 1), "Wrong.", EN),))
    assert [found.code for found in check_article(each)] == ["article-date"]


def test_a_changed_passage_that_is_left_out_is_no_mistake() -> None:
    changed = (ChangedPassage("p-99", "New."),)
    each = replace(TRANSLATION, changed=changed, states={"p-99": State.STALE})
    assert check_article(each) == ()


def test_a_changed_passage_that_is_not_there_is_told() -> None:
    each = replace(TRANSLATION, changed=(ChangedPassage("p-99", "New."),))
    assert [found.code for found in check_article(each)] == ["passage-id"]


def test_a_headline_of_five_thousand_letters_is_told_and_shown() -> None:
    each = article(ENGLISH.replace("Kazakhstan and Xinjiang", "word " * 1000), EN)
    assert [found.code for found in check_article(each)] == ["headline-length"]
    root = html.document_fromstring(render_article(each).decode())
    assert len(root.cssselect("h1")[0].text_content()) == 5000
    assert len(root.cssselect("title")[0].text_content()) < 250
