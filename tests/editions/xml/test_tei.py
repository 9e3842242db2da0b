from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from tests.editions.articles import BARE, ORIGINAL, PUBLIC, RIGHT_TO_LEFT, TRANSLATION
from tests.editions.rich_articles import ENGLISH_RICH, EVERY, THREE_FOR_TWO, TWO_SENTENCES
from toolkit.editions.article import Article
from toolkit.editions.xml.stylesheet import render_tei

MODEL = etree.RelaxNG(etree.parse(Path(__file__).parents[2] / "data/tei/tei-p5.rng"))
NAMES = {"t": "http://www.tei-c.org/ns/1.0"}
XML = "{http://www.w3.org/XML/1998/namespace}"


def rendered(each: Article) -> etree._Element:
    root = etree.fromstring(render_tei(each))
    MODEL.assertValid(root)
    return root


def texts(root: etree._Element, path: str) -> list[str]:
    return [" ".join(str(each.xpath("string()")).split()) for each in root.iterfind(path, NAMES)]


def values(root: etree._Element, path: str, name: str) -> list[str | None]:
    return [each.get(name) for each in root.iterfind(path, NAMES)]


@pytest.mark.parametrize("each", [ORIGINAL, TRANSLATION, RIGHT_TO_LEFT, BARE, *EVERY])
def test_an_edition_is_valid_tei(each: Article) -> None:
    rendered(each)


@pytest.mark.parametrize(
    "content",
    ["<p>Par</p>", "<h2>Only a heading</h2>", "<blockquote/>", "<figure/>", "<hr/>", "<table/>"],
)
def test_an_article_of_almost_nothing_is_valid_tei(content: str) -> None:
    root = etree.fromstring(f"<article><div class='body'>{content}</div></article>")
    rendered(replace(BARE, root=root))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"<sourceDesc>", b"<sourceDesc/><sourceDesc>"),
        (b"<argument>", b"<p/><argument>"),
        (b'xml:lang="en"', b'xml:lang="e n"'),
        (b'rendition="#ltr"', b'dir="ltr"'),
        (b"<milestone", b"<hr"),
    ],
)
def test_the_model_refuses_what_is_no_tei(right: bytes, wrong: bytes) -> None:
    data = render_tei(ORIGINAL)
    assert right in data
    assert not MODEL.validate(etree.fromstring(data.replace(right, wrong, 1)))


def test_language_and_direction_stand_on_the_text() -> None:
    (text,) = rendered(RIGHT_TO_LEFT).iterfind("t:text", NAMES)
    assert (text.get(f"{XML}lang"), text.get("rendition")) == ("ug", "#rtl")


def test_the_header_says_what_is_known_of_the_article() -> None:
    root = rendered(TRANSLATION)
    assert texts(root, ".//t:titleStmt/t:title") == ["Қазақстан және Шыңжаң"]
    assert texts(root, ".//t:titleStmt/t:author") == ["Крис Риклтон"]
    assert texts(root, ".//t:publicationStmt/t:publisher") == ["Newsroom"]
    assert values(root, ".//t:publicationStmt/t:date", "when") == ["2021-02-22"]
    assert values(root, ".//t:language", "ident") == ["kk", "en"]
    assert texts(rendered(ENGLISH_RICH), ".//t:keywords/t:term") == ["Asylum", "Границы"]


def test_a_change_of_meaning_is_in_the_revision_description() -> None:
    metadata = replace(ORIGINAL.metadata, updated=ORIGINAL.metadata.date)
    assert values(rendered(replace(ORIGINAL, metadata=metadata)), ".//t:change", "when") == [
        "2021-02-22"
    ]


def test_a_translation_is_derived_from_its_original() -> None:
    root = rendered(replace(TRANSLATION, site=PUBLIC))
    assert values(root, ".//t:bibl[@type='translationOf']//t:ref", "target") == [
        "https://news.example/en/asylum.tei.xml"
    ]


def test_the_article_begins_with_headline_byline_date_and_standfirst() -> None:
    (body,) = rendered(TRANSLATION).iterfind("t:text/t:body", NAMES)
    names = [etree.QName(each).localname for each in body]
    assert names[:5] == ["head", "byline", "dateline", "argument", "p"]


def test_passages_keep_their_identifiers_and_name_those_of_the_original() -> None:
    root = rendered(TRANSLATION)
    pairs = [(each.get(f"{XML}id"), each.get("corresp")) for each in root.iterfind(".//t:p", NAMES)]
    assert ("p-4", "../en/asylum.tei.xml#p-4") in pairs


def test_an_untranslated_passage_is_marked() -> None:
    (passage,) = rendered(RIGHT_TO_LEFT).iterfind(".//t:p[@rend='untranslated']", NAMES)
    assert (passage.get(f"{XML}lang"), passage.get("rendition")) == ("en", "#ltr")


def test_each_sentence_is_an_s_with_a_number() -> None:
    root = rendered(TWO_SENTENCES)
    assert texts(root, ".//t:p[2]/t:s") == ["They listened.", "Akan spoke."]
    assert values(root, ".//t:p[2]/t:s", f"{XML}id") == ["p-5.1", "p-5.2"]


def test_a_translated_sentence_names_its_originals() -> None:
    root = rendered(THREE_FOR_TWO)
    assert values(root, ".//t:p[2]/t:s", "corresp") == [
        "../en/asylum.tei.xml#p-5.1",
        "../en/asylum.tei.xml#p-5.2",
    ]


def test_every_address_of_a_sentence_is_one_of_the_originals_edition() -> None:
    original = {each.get(f"{XML}id") for each in rendered(TWO_SENTENCES).iter("{*}s")}
    pointed = {
        link.partition("#")[2]
        for each in rendered(THREE_FOR_TWO).iter("{*}s")
        for link in each.get("corresp", "").split()
    }
    assert pointed
    assert pointed <= original


def test_no_sentence_stands_in_another() -> None:
    assert not rendered(ENGLISH_RICH).xpath("//t:s//t:s", namespaces=NAMES)


def test_every_identifier_stands_once() -> None:
    found = [
        str(each.get(f"{XML}id"))
        for each in rendered(ENGLISH_RICH).iter()
        if f"{XML}id" in each.attrib
    ]
    assert len(found) == len(set(found))


def test_headings_open_divisions_that_nest() -> None:
    root = rendered(ENGLISH_RICH)
    assert texts(root, "t:text/t:body/t:div/t:head") == ["Section", "Empty"]
    assert texts(root, "t:text/t:body/t:div/t:div/t:head") == ["Deep", "Twice"]


def test_lists_tables_and_figures_become_teis() -> None:
    root = rendered(ENGLISH_RICH)
    assert values(root, ".//t:list", "rend")[:2] == ["bulleted", "numbered"]
    assert texts(root, ".//t:list[@type='gloss']/t:label") == ["Term", "Other", "Last"]
    assert texts(root, ".//t:row[@role='label']/t:cell") == ["H"]
    assert values(root, ".//t:cell[@cols]", "cols") == ["2"]
    assert values(root, ".//t:figure/t:graphic", "url") == ["../lead.jpg", "a.jpg"]
    assert texts(root, ".//t:figDesc") == ["The lead", "A view"]


def test_a_rich_article_loses_no_text() -> None:
    visible = " ".join(rendered(ENGLISH_RICH).itertext())
    words = [word for text in ENGLISH_RICH.root.itertext("*") for word in text.split()]
    assert [word for word in words if word not in visible] == ["and"]  # between two names


def test_words_that_touch_still_do() -> None:
    assert "Gluedwords" in "".join(rendered(ENGLISH_RICH).itertext())
