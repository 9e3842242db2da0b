import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from tests.editions.articles import BARE, ORIGINAL, PUBLIC, RIGHT_TO_LEFT, TOGETHER, TRANSLATION
from tests.editions.rich_articles import ENGLISH_RICH, EVERY, UYGHUR_RICH
from toolkit.base.errors import ToolkitError
from toolkit.editions.article import Article
from toolkit.editions.xml.stylesheet import render_newsml

MODEL = etree.RelaxNG(etree.parse(Path(__file__).parents[2] / "data/newsml/newsitem-2.33.rng"))
NAMES = {"n": "http://iptc.org/std/nar/2006-10-01/", "h": "http://www.w3.org/1999/xhtml"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def rendered(each: Article) -> etree._Element:
    root = etree.fromstring(render_newsml(each))
    MODEL.assertValid(root)
    return root


def texts(root: etree._Element, path: str) -> list[str]:
    return [" ".join(str(each.xpath("string()")).split()) for each in root.iterfind(path, NAMES)]


def values(root: etree._Element, path: str, name: str) -> list[str | None]:
    return [each.get(name) for each in root.iterfind(path, NAMES)]


@pytest.mark.parametrize("each", [ORIGINAL, TRANSLATION, RIGHT_TO_LEFT, *EVERY])
def test_an_edition_is_a_valid_news_item(each: Article) -> None:
    rendered(each)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"<versionCreated>2021-02-22T00:00:00Z</versionCreated>", b""),
        (b"2021-02-22T00:00:00Z</versionCreated>", b"2021-02-22</versionCreated>"),
        (b"stat:usable", b"usable"),
        (b' version="20210222"', b' version="0"'),
        (b' dir="ltr">', b' dir="down">'),
        (b"<language tag", b"<tongue tag"),
    ],
)
def test_the_model_refuses_what_is_no_news_item(right: bytes, wrong: bytes) -> None:
    data = render_newsml(ORIGINAL)
    assert right in data
    assert not MODEL.validate(etree.fromstring(data.replace(right, wrong, 1)))


def test_language_and_direction_stand_on_the_root() -> None:
    root = rendered(RIGHT_TO_LEFT)
    assert (root.get(XML_LANG), root.get("dir")) == ("ug", "rtl")


def test_an_item_is_known_by_its_address() -> None:
    assert (
        rendered(replace(TRANSLATION, site=PUBLIC)).get("guid") == "https://news.example/kk/asylum"
    )


def test_an_item_of_an_unknown_site_is_known_by_a_lasting_name() -> None:
    guid = str(rendered(TRANSLATION).get("guid"))
    assert guid.startswith("urn:uuid:")
    assert guid != rendered(ORIGINAL).get("guid")


def test_a_translation_links_to_its_original() -> None:
    root = rendered(TRANSLATION)
    (link,) = root.iterfind(".//n:link[@reluri='https://schema.org/translationOfWork']", NAMES)
    assert link.get("residref") == rendered(ORIGINAL).get("guid")
    assert link.get("href") == "../en/asylum.newsml.xml"


def test_the_original_is_a_translation_of_nothing() -> None:
    of_work = ".//n:link[@reluri='https://schema.org/translationOfWork']"
    assert texts(rendered(ORIGINAL), of_work) == []


def test_dates_are_days_at_midnight() -> None:
    root = rendered(ENGLISH_RICH)
    assert texts(root, ".//n:versionCreated") == ["2021-02-22T00:00:00Z"]
    assert texts(root, ".//n:contentCreated") == ["2021-02-22"]


def test_a_change_of_meaning_is_a_new_version() -> None:
    metadata = replace(ORIGINAL.metadata, updated=dt.date(2021, 3, 22))
    root = rendered(replace(ORIGINAL, metadata=metadata))
    assert root.get("version") == "20210322"
    assert texts(root, ".//n:versionCreated") == ["2021-03-22T00:00:00Z"]
    assert texts(root, ".//n:firstCreated") == ["2021-02-22T00:00:00Z"]


def test_an_item_without_a_date_is_refused_with_the_place() -> None:
    with pytest.raises(ToolkitError, match=r"^seeds/bare\.txt: error: .*has no date"):
        render_newsml(replace(BARE, path="seeds/bare.txt"))


def test_headline_byline_dateline_tags_and_standfirst_are_metadata() -> None:
    root = rendered(TRANSLATION)
    assert texts(root, ".//n:headline") == ["Қазақстан және Шыңжаң"]
    assert texts(root, ".//n:by") == texts(root, ".//n:creator/n:name") == ["Крис Риклтон"]
    assert texts(root, ".//n:dateline") == ["2021 ж. 22 ақпан"]
    assert texts(root, ".//n:description") == ["Қауіпсіз мекен емес."]
    assert texts(rendered(ENGLISH_RICH), ".//n:keyword") == ["Asylum", "Границы"]


def test_notices_are_for_editors() -> None:
    notes = texts(rendered(UYGHUR_RICH), ".//n:edNote")
    assert notes[0] == 'Not "checked" & <so>.'
    assert len(notes) == 2


def test_the_text_is_xhtml_with_its_ids_languages_and_directions() -> None:
    root = rendered(RIGHT_TO_LEFT)
    (passage,) = root.iterfind(".//h:p[@id='p-5']", NAMES)
    assert (passage.get("lang"), passage.get(XML_LANG), passage.get("dir")) == ("en", "en", "ltr")
    assert texts(root, ".//n:headline") == ["قازاقىستان ۋە شىنجاڭ"]


def test_a_passage_has_no_element_only_to_isolate_words() -> None:
    assert texts(rendered(RIGHT_TO_LEFT), ".//h:bdi") == []


def test_a_rich_article_loses_no_text_and_keeps_its_white_space() -> None:
    root = rendered(ENGLISH_RICH)
    visible = " ".join(root.itertext())
    words = [word for text in ENGLISH_RICH.root.itertext("*") for word in text.split()]
    assert [word for word in words if word not in visible] == []
    assert [each.text for each in root.iterfind(".//h:pre", NAMES)] == ["  kept\n  so"]
    assert "Gluedwords" in "".join(root.itertext())


def test_nothing_in_it_runs() -> None:
    data = render_newsml(ENGLISH_RICH)
    assert b"javascript" not in data
    assert b"<video" not in data


def test_who_wrote_it_is_one_line_of_whole_names() -> None:
    root = rendered(TOGETHER[1])
    assert texts(root, ".//n:creator/n:name") == ["John Smith", "Jane Doe", "گۈلنار ئاسان"]
    assert texts(root, ".//n:by") == [
        "\u2068John Smith\u2069، \u2068Jane Doe\u2069 ۋە گۈلنار ئاسان"
    ]
