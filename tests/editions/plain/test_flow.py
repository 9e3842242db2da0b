from dataclasses import replace

import pytest
from lxml import etree

from tests.editions.articles import EN, ORIGINAL, RIGHT_TO_LEFT, UG
from tests.editions.rich_articles import ENGLISH_RICH
from toolkit.editions.article import Article
from toolkit.editions.plain.flow import Run, flow, plain_text


def of(body: str) -> Article:
    root = etree.fromstring(f'<article><div class="body">{body}</div></article>')
    return replace(ORIGINAL, root=root, states={})


def said(body: str) -> list[tuple[str, str]]:
    return [(each.kind, each.before + each.text) for each in flow(of(body))]


def test_each_block_is_known_by_its_kind() -> None:
    assert said(
        "<h2>H</h2><p>P</p><ul><li>a</li><li>b<ol start='3'><li>c</li></ol></li></ul>"
        "<blockquote><p>Q</p></blockquote><pre>x\n y</pre><hr/>"
        "<table><tr><th>T</th><td>1</td></tr></table><dl><dt>D</dt><dd>E</dd></dl>"
    ) == [
        ("heading", "H"),
        ("paragraph", "P"),
        ("item", "• a"),
        ("item", "• b"),
        ("item", "  3. c"),
        ("quote", "Q"),
        ("code", "x\n y"),
        ("row", "T | 1"),
        ("item", "D"),
        ("item", "  E"),
    ]


def test_white_space_is_collapsed_across_runs() -> None:
    (block,) = flow(of("<p> a <b> b</b>\n c <i>d</i>e </p>"))
    assert block.runs == (Run("a "), Run("b", ("b",)), Run(" c "), Run("d", ("i",)), Run("e"))


def test_only_links_that_lead_out_are_links() -> None:
    (block,) = flow(of('<p><a href="https://a.example/">x</a> <a href="#p">y</a></p>'))
    assert [run.address for run in block.runs] == ["https://a.example/", "", ""]


def test_no_word_of_a_rich_article_is_lost() -> None:
    words = " ".join(each.text for each in flow(ENGLISH_RICH)).split()
    body = ENGLISH_RICH.root.find("div")
    assert body is not None
    whole = [word for text in body.itertext("*") for word in text.split()]
    joined = " ".join(words)
    assert [word for word in whole if word not in joined] == []


@pytest.mark.parametrize("text", ["Eurasianet سۆز", "\u2066Eurasianet\u2069", "12"])
def test_a_line_that_would_go_the_wrong_way_has_a_mark(text: str) -> None:
    assert plain_text(text, UG) == f"\u200f{text}"
    assert plain_text(text, EN) == text


@pytest.mark.parametrize("text", ["سۆز Eurasianet", "\u2066Eurasianet\u2069 سۆز"])
def test_a_line_that_goes_the_right_way_has_none(text: str) -> None:
    assert plain_text(text, UG) == text


def test_a_passage_in_another_language_is_known_to_be() -> None:
    assert [each.locale.tag for each in flow(RIGHT_TO_LEFT)] == ["ug", "en", "ug"]
