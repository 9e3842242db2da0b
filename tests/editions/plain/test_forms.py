"""Text, Telegram, SMS and script: each keeps the limits of where it goes."""

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
    EN,
    KK,
    ORIGINAL,
    PUBLIC,
    RIGHT_TO_LEFT,
    TOGETHER,
    TRANSLATION,
)
from tests.editions.rich_articles import EVERY, UYGHUR_RICH
from tests.laws import examples
from toolkit.document.wire import Rights, Wire
from toolkit.editions.article import Article, Correction
from toolkit.editions.plain.mail import render_text
from toolkit.editions.plain.messages import sentences, units_of
from toolkit.editions.plain.script import render_script
from toolkit.editions.plain.sms import count_segments, render_sms
from toolkit.editions.plain.telegram import render_telegram

ARTICLES = [ORIGINAL, TRANSLATION, RIGHT_TO_LEFT, *EVERY]
TAGS = frozenset({"a", "b", "i", "u", "s", "code", "pre", "blockquote"})
LINKED = (
    '<p>See <a href="https://a.example/">this</a> and <a href="https://b.example/">that</a>.</p>'
)


def of(body: str, standfirst: str = "", base: Article = TRANSLATION) -> Article:
    head = f'<header><h1>T</h1><p class="standfirst">{standfirst}</p></header>'
    root = etree.fromstring(f'<article>{head}<div class="body">{body}</div></article>')
    return replace(base, root=root, states={}, translated=1, total=1, site=PUBLIC)


def telegram(article: Article) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(render_telegram(article))
    return found


def sms(article: Article) -> Any:  # noqa: ANN401 - JSON
    return json.loads(render_sms(article))


def test_links_stand_below_with_their_numbers() -> None:
    text = render_text(of(LINKED)).decode()
    assert "See this [1] and that [2]." in text
    assert "[1] https://a.example/\n[2] https://b.example/\n" in text


def test_the_address_of_the_page_ends_a_text() -> None:
    assert (
        render_text(of("<p>a</p>")).decode().endswith("\n\nhttps://news.example/kk/asylum.html\n")
    )


def test_a_text_says_corrections_and_rights() -> None:
    article = of("<p>a</p>")
    wire = Wire(rights=Rights("We"))
    article = replace(
        article,
        metadata=replace(article.metadata, wire=wire),
        corrections=(Correction(dt.date(2026, 11, 28), "The town.", EN),),
    )
    text = render_text(article).decode()
    assert ": The town." in text
    assert "© We" in text


def test_foreign_words_in_a_right_to_left_text_are_isolated_where_they_would_move() -> None:
    text = render_text(UYGHUR_RICH).decode()
    assert "\u2066b\u2069" in text


@pytest.mark.parametrize("each", ARTICLES)
def test_telegram_is_given_no_tag_that_it_refuses(each: Article) -> None:
    for call in telegram(each):
        shown = call.get("text") or call["caption"]
        assert set(re.findall(r"</?(\w+)", shown)) <= TAGS
        etree.fromstring(f"<x>{shown.replace('&nbsp;', '')}</x>")


@pytest.mark.slow
@examples(20)
@given(st.lists(st.integers(1, 300), min_size=1, max_size=5))
def test_messages_are_short_enough_whole_and_numbered(lengths: list[int]) -> None:
    body = "".join(f"<p>{'Бір <b>сөйлем</b> бар. ' * length}</p>" for length in lengths)
    calls = telegram(of(body))
    texts = [call["text"] for call in calls]
    assert max(map(units_of, texts)) <= 4096
    if len(texts) > 1:
        assert [text.rpartition("\n\n")[2] for text in texts] == [
            f"{number}/{len(texts)}" for number in range(1, len(texts) + 1)
        ]
    read = " ".join(html.fromstring(f"<p>{text}</p>").text_content() for text in texts)
    assert read.count("сөйлем бар.") == sum(lengths)


def test_a_sentence_that_is_too_long_is_cut_between_words() -> None:
    calls = telegram(of(f"<p>{'сөз ' * 3000}</p>"))
    assert len(calls) > 1
    assert all(units_of(call["text"]) <= 4096 for call in calls)
    assert sum(call["text"].count("сөз") for call in calls) == 3000


def test_a_caption_is_short_and_ends_after_a_sentence() -> None:
    standfirst = "Бір сөйлем. " * 200
    picture = '<figure><img src="a.jpg" alt="x"/></figure>'
    first = telegram(of(picture, standfirst))[0]
    assert first["photo"] == "https://news.example/kk/a.jpg"
    assert units_of(first["caption"]) <= 1024
    assert "Бір сөйлем.\n\nhttps://news.example/kk/asylum.html" in first["caption"]


@given(st.text())
def test_sentences_together_are_the_text(text: str) -> None:
    assert "".join(sentences(text, KK)) == text


@pytest.mark.parametrize(
    ("text", "alphabet", "segments"),
    [
        ("", "GSM-7", 1),
        ("a" * 160, "GSM-7", 1),
        ("a" * 161, "GSM-7", 2),
        ("a" * 306, "GSM-7", 2),
        ("a" * 307, "GSM-7", 3),
        ("€" * 80, "GSM-7", 1),
        ("€" * 81, "GSM-7", 2),
        ("a" * 152 + "€" + "a" * 152, "GSM-7", 3),
        ("қ" * 70, "UCS-2", 1),
        ("қ" * 71, "UCS-2", 2),
        ("😀" * 35, "UCS-2", 1),
        ("😀" * 66 + "қ", "UCS-2", 2),
        ("😀" * 67, "UCS-2", 3),
    ],
    ids=range(13),
)
def test_segments_are_counted_as_networks_do(text: str, alphabet: str, segments: int) -> None:
    assert count_segments(text) == (alphabet, segments)


def test_an_sms_is_the_headline_and_the_address() -> None:
    data = sms(of("<p>a</p>", "Standfirst."))
    assert data["text"] == "T\nStandfirst.\nhttps://news.example/kk/asylum.html"
    assert (data["alphabet"], data["segments"], data["units"]) == ("GSM-7", 1, 50 - 1)


def test_a_standfirst_adds_no_fourth_segment() -> None:
    data = sms(of("<p>a</p>", "Бір ұзын сөйлем осында. " * 40))
    assert data["segments"] == 3
    assert data["text"].endswith("осында.\nhttps://news.example/kk/asylum.html")


def corrected(*corrections: Correction, standfirst: str = "Бір сөйлем.") -> list[str]:
    """Return the lines of an SMS of an article with corrections, after counting its segments."""
    data = sms(replace(of("<p>a</p>", standfirst), corrections=corrections))
    assert data["segments"] <= 3
    return str(data["text"]).splitlines()


DAY = dt.date(2026, 11, 28)
LINK = "https://news.example/kk/asylum.html"
SHORT = "Бұл мақалаға түзету енгізілді"


def test_an_sms_begins_with_the_correction() -> None:
    assert corrected(Correction(DAY, "Жыл қате.", KK)) == [
        "Түзету: Жыл қате.",
        "T",
        "Бір сөйлем.",
        LINK,
    ]


@pytest.mark.parametrize(
    ("of_translation", "told"), [(False, SHORT), (True, "Бұл аудармаға түзету енгізілді")]
)
def test_a_correction_that_has_no_room_is_not_cut(of_translation: bool, told: str) -> None:
    text = "Былай дедік. " * 20 + "Бұлай емес."
    lines = corrected(Correction(DAY, text, KK, of_translation=of_translation))
    assert (lines[0], lines[-1]) == (told, LINK)


def test_of_several_corrections_the_newest_is_told_and_others_as_there_is_room() -> None:
    newest, older = Correction(DAY, "Жыл қате.", KK), Correction(DAY, "Қала қате.", KK)
    between = Correction(DAY, "сөз " * 60, KK)
    lines = corrected(newest, between, older, standfirst="")
    assert lines == ["Түзету: Жыл қате.", "Түзету: Қала қате.", "T", LINK]


def test_what_is_not_translated_is_said_once_and_in_the_reader_s_language() -> None:
    note = Correction(DAY, "The year was wrong.", EN)
    lines = corrected(note, note)
    assert lines[:2] == ["Түпнұсқаға түзету енгізілді. Түзету әлі аударылған жоқ.", "T"]


@given(st.lists(st.text("сөз .", max_size=250), max_size=4), st.text("сөз .", max_size=250))
def test_an_sms_keeps_its_limit_whatever_is_corrected(notes: list[str], standfirst: str) -> None:
    corrections = [Correction(DAY, each, KK) for each in notes]
    assert corrected(*corrections, standfirst=standfirst)[-1] == LINK


def test_a_script_has_a_sentence_a_line_and_numbers_in_words() -> None:
    text = render_script(of("<p>Онда 31 адам бар. 2021 жылы 12 000 теңге.</p>")).decode()
    assert "Онда 31 (отыз бір) адам бар.\n2021 жылы 12 000 (он екі мың) теңге." in text
    assert re.match(r"⏱ \d+:\d\d\n", text)


def test_what_is_not_read_aloud_is_left_out() -> None:
    body = "<figure><img src='a.png' alt='x'/><figcaption>CAP</figcaption></figure><pre>CODE</pre>"
    text = render_script(of(f"{body}<table><tr><td>CELL</td></tr></table><p>Said.</p>")).decode()
    assert "Said." in text
    assert [word for word in ("CAP", "CODE", "CELL") if word in text] == []


def test_a_tag_of_telegrams_is_no_letter_of_the_text() -> None:
    assert "\u200f" not in telegram(RIGHT_TO_LEFT)[0]["text"]


def test_a_text_lists_who_wrote_it() -> None:
    first, second = (render_text(each).decode().split("\n\n")[1] for each in TOGETHER)
    assert first == "John Smith, Jane Doe, and \u2068گۈلنار ئاسان\u2069 · February 22, 2021"
    assert second.startswith("\u2068John Smith\u2069، \u2068Jane Doe\u2069 ۋە گۈلنار ئاسان · ")


def test_code_ends_with_its_last_line_and_has_no_marks() -> None:
    made = of("<pre><code>one\ntwo\n</code></pre><p>a</p>", base=RIGHT_TO_LEFT)
    assert "\n\n    one\n    two\n\n\u200fa" in render_text(made).decode()
    assert "\n<pre>one\ntwo</pre>" in telegram(made)[0]["text"]
