from dataclasses import replace

import pytest
from lxml import etree

from tests.editions.articles import EN, KK, article
from toolkit.editions.xml.tei_sentences import SENTENCE, mark_sentences

ORIGINAL = "../en/a.tei.xml"


def marked(content: str, original: str = "") -> list[etree._Element]:
    each = article(f"<article><p id='p'>{content}</p></article>", KK if original else EN)
    if original:
        source = etree.fromstring(f"<article><p id='p'>{original}</p></article>")
        each = replace(each, original=source)
    mark_sentences(each.root, each, ORIGINAL if original else "")
    assert "".join(each.root.itertext()) == "".join(
        etree.fromstring(f"<p>{content}</p>").itertext()
    )
    return list(each.root.iter(SENTENCE))


def texts(sentences: list[etree._Element]) -> list[str]:
    return [str(each.xpath("string()")) for each in sentences]


def test_white_space_stands_between_sentences() -> None:
    first, second = marked("One. Two.")
    assert (first.text, first.tail, second.text, second.tail) == ("One.", " ", "Two.", None)


@pytest.mark.parametrize(
    ("content", "sentences"),
    [
        ("One.", ["One."]),
        ("<em>One.</em> Two.", ["One.", "Two."]),
        ("One. <em>Two.</em> Three.", ["One.", "Two.", "Three."]),
        ("One, <em>two. Three</em>, four. Five.", ["One, two. Three, four.", "Five."]),
        ("One.<br/>Two.", ["One.", "Two."]),
        ("One <img src='a'/>. Two.", ["One .", "Two."]),
        ("One <em>t<b>w</b>o</em>. Two.", ["One two.", "Two."]),
    ],
)
def test_a_break_inside_an_element_is_none(content: str, sentences: list[str]) -> None:
    assert texts(marked(content)) == sentences


def test_sentences_have_the_passages_id_and_a_number() -> None:
    assert [each.get("id") for each in marked("One. Two.")] == ["p.1", "p.2"]


def test_the_original_points_nowhere() -> None:
    assert [each.get("corresp") for each in marked("One. Two.")] == [None, None]


@pytest.mark.slow
def test_a_translation_points_at_its_sources_sentences() -> None:
    assert [each.get("corresp") for each in marked("Бір. Екі.", "One. Two.")] == [
        f"{ORIGINAL}#p.1",
        f"{ORIGINAL}#p.2",
    ]


def test_one_sentence_may_stand_for_two() -> None:
    (only,) = marked(
        "Ол үйге келді, содан кейін тамақ ішті.", "He came home. Then he ate his meal."
    )
    assert only.get("corresp") == f"{ORIGINAL}#p.1 {ORIGINAL}#p.2"


def test_a_passage_that_the_original_has_not_points_nowhere() -> None:
    each = article("<article><p id='new'>Бір.</p></article>", KK)
    each = replace(each, original=etree.fromstring("<article><p id='old'>One.</p></article>"))
    mark_sentences(each.root, each, ORIGINAL)
    assert [found.get("corresp") for found in each.root.iter(SENTENCE)] == [None]


def test_only_passages_are_cut() -> None:
    each = article("<article><pre>One. Two.</pre><ul><li>A. B.<p>C.</p></li></ul></article>", EN)
    mark_sentences(each.root, each, "")
    assert texts(list(each.root.iter(SENTENCE))) == ["C."]
