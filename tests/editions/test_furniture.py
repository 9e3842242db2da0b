import datetime as dt
import string
from importlib.resources import files

import pytest
from lxml import html

from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import read
from toolkit.editions.furniture import beside, said, said_together
from toolkit.localizing.interface_words import Phrase, Value, Wording, words

TEMPLATE = files("toolkit").joinpath("locale", "toolkit.pot")
DAY = dt.date(2026, 11, 3)
ARABIC, SORANI, CHINESE = Locale("ar"), Locale("ckb"), Locale("zh-Hans")


def shown(tag: str, message: str, **values: Value) -> str:
    return said(words(Locale(tag)), message, **values).__html__()


def test_a_sentence_of_the_pages_language_stands_bare() -> None:
    assert shown("de", "All articles") == "Alle Artikel"
    assert shown("de-AT", "All articles") == "Alle Artikel"


def test_a_sentence_in_another_language_says_so() -> None:
    assert shown("ckb", "All articles") == '<span lang="en" dir="ltr">All articles</span>'


def test_a_day_is_in_the_language_of_its_sentence() -> None:
    message = "Based on the version of {date}"
    day = '<time datetime="2026-11-03">{}</time>'
    assert shown("de", message, date=DAY) == "Nach der Fassung vom " + day.format(
        "3. November 2026"
    )
    assert day.format("November 3, 2026") in shown("ckb", message, date=DAY)
    assert day.format("۳ نوامبر ۲۰۲۶") in shown("fa", message, date=DAY)


def test_a_language_is_named_in_the_language_of_its_sentence() -> None:
    message = "Translated from {language}"
    assert shown("zh-Hant", message, language=Locale("de")) == "譯自德文"
    assert "Translated from German" in shown("ckb", message, language=Locale("de"))


def test_names_are_isolated_and_no_markup() -> None:
    names = ["Jane <Doe>", "أمل"]
    assert shown("ar", "Translated by {names}", names=names) == (
        "ترجمة: <bdi>Jane &lt;Doe&gt;</bdi> و<bdi>أمل</bdi>"
    )
    assert "</bdi>和<bdi>" in shown("zh-Hans", "Translated by {names}", names=names)


def test_a_name_cannot_turn_its_sentence_round() -> None:
    text = words(ARABIC).speak("Translated by {names}", names=["a\u202eb"]).text
    assert "\u202e" not in text


def test_latin_words_in_a_sentence_from_right_to_left_are_isolated() -> None:
    assert shown("ar", "Feed (Atom)") == "خلاصة الأخبار (<bdi>Atom</bdi>)"


def test_sentences_that_follow_one_another_keep_their_own_language() -> None:
    own = Wording(SORANI, {"All articles": ("هەموو وتارەکان",)})
    spoken = words(SORANI, [own])
    both = said_together([said(spoken, "All articles"), said(spoken, "Languages")])
    assert both.__html__() == 'هەموو وتارەکان <span lang="en" dir="ltr">Languages</span>'
    assert both.text == "هەموو وتارەکان Languages"


def test_sentences_of_one_other_language_stay_in_their_order() -> None:
    spoken = words(SORANI)
    both = said_together([said(spoken, "No articles yet."), said(spoken, "Page not found")])
    inner = "No articles yet. Page not found"
    assert both.__html__() == f'<span lang="en" dir="ltr">{inner}</span>'


def test_chinese_sentences_have_no_space_between_them() -> None:
    spoken = words(CHINESE)
    both = said_together([said(spoken, "No articles yet."), said(spoken, "Page not found")])
    assert both.__html__() == "暂无文章。找不到页面"


def test_a_name_of_the_other_direction_is_isolated_in_plain_text() -> None:
    name = Phrase("Steppe News", Locale("en"))
    assert beside(name, Locale("de")) == "Steppe News"
    assert beside(name, ARABIC) == "\u2068Steppe News\u2069"


def test_xhtml_says_the_language_twice() -> None:
    sentence = said(words(SORANI), "Contents").as_xhtml()
    assert sentence.__html__() == '<span lang="en" xml:lang="en" dir="ltr">Contents</span>'


@pytest.mark.parametrize("tag", ["ar", "fa", "ug", "kk-Arab", "ckb", "he"])
def test_no_sentence_mixes_two_directions(tag: str) -> None:
    spoken = words(Locale(tag))
    values: dict[str, Value] = {"date": DAY, "language": Locale("de"), "names": ["Jane Doe"]}
    values |= {"count": 3, "total": 12, "number": 1, "text": ["Seven houses."]}
    for message in (entry.msgid for entry in read(TEMPLATE.read_bytes(), "toolkit.pot")):
        fields = [name for _, name, _, _ in string.Formatter().parse(message) if name]
        sentence = said(spoken, message, **{name: values[name] for name in fields})
        tree = html.fragment_fromstring(sentence.__html__(), create_parent="p")
        for isolated in tree.xpath(".//bdi | .//*[@dir]"):
            isolated.drop_tree()
        left = tree.text_content()
        assert not any("a" <= char.lower() <= "z" for char in left), message
