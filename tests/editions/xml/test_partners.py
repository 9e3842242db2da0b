"""What newsroom systems read of the forms for partners; Superdesk's conditions in our words."""

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from tests.editions.articles import BARE, EN, ORIGINAL, PUBLIC, RIGHT_TO_LEFT, TOGETHER, TRANSLATION
from tests.editions.rich_articles import EVERY, UYGHUR_RICH
from toolkit.document.wire import Place, Rights, Subject, Wire
from toolkit.editions.article import Article, Correction, Picture
from toolkit.editions.xml.ninjs import render_ninjs
from toolkit.editions.xml.ninjs_1 import render_ninjs_1
from toolkit.editions.xml.stylesheet import (
    render_docbook,
    render_newsml,
    render_nitf,
    render_tei,
)

G2 = {"n": "http://iptc.org/std/nar/2006-10-01/", "h": "http://www.w3.org/1999/xhtml"}
HTML = frozenset({"blockquote", "dl", "figure", "h2", "h3", "h4", "hr", "ol", "p", "pre"}) | {
    "table",
    "ul",
}
NINJS_1 = frozenset(
    {"uri", "$standard", "type", "mimetype", "representationtype", "version", "firstcreated"}
    | {"versioncreated", "contentcreated", "embargoed", "pubstatus", "urgency", "copyrightholder"}
    | {"copyrightnotice", "usageterms", "ednote", "language", "person", "place", "subject"}
    | {"infosource", "title", "byline", "headline", "slugline", "located", "charcount", "genre"}
    | {"wordcount", "associations", "altids", "body_html", "description_text"}
    | {"description_notice"}
)
WIRE = Wire(
    "court-aksu",
    3,
    Place("Aksu", "CN"),
    "Feature",
    (Subject("medtop", "20000087", "freedom of expression"), Subject("subj", "02000000")),
    "Not before six.",
    Rights("The Newsroom", "© The Newsroom", "With credit, unchanged"),
)


def told(article: Article) -> Article:
    """Return an article that tells partners all it can."""
    metadata = replace(
        article.metadata,
        wire=WIRE,
        embargo=dt.datetime(2026, 12, 1, 6, tzinfo=dt.timezone(dt.timedelta(hours=5))),
    )
    return replace(
        article,
        site=PUBLIC,
        metadata=metadata,
        corrections=(Correction(dt.date(2026, 11, 28), "The town was wrong.", EN),),
        pictures={"a.jpg": Picture("ug/a.jpg", 640, 480, "image/jpeg", 1234)},
    )


ARTICLES = [*map(told, (ORIGINAL, TRANSLATION, RIGHT_TO_LEFT, *EVERY)), BARE]
RICH = told(UYGHUR_RICH)


def nitf(article: Article, receiver: str = "superdesk") -> etree._Element:
    return etree.fromstring(render_nitf(article, receiver))


def newsml(article: Article) -> etree._Element:
    return etree.fromstring(render_newsml(article))


def ninjs(article: Article, receiver: str = "") -> Any:  # noqa: ANN401 - JSON
    return json.loads(render_ninjs_1(article, receiver))


@pytest.mark.parametrize("each", ARTICLES)
@pytest.mark.parametrize("receiver", ["", "superdesk"])
def test_nitf_has_a_root_that_is_taken_and_a_guid_for_the_world(
    each: Article, receiver: str
) -> None:
    root = nitf(each, receiver)
    assert root.tag == "nitf"
    assert root.xpath("string(head/docdata/doc-id/@id-string)").startswith(("https://", "urn:"))


@pytest.mark.parametrize("each", ARTICLES)
def test_superdesk_finds_the_text_in_children_that_are_html(each: Article) -> None:
    content = nitf(each).find("body/body.content")
    assert content is not None
    assert len(content) > 0
    assert {str(child.tag) for child in content} <= HTML
    assert "its" not in content[0].nsmap


@pytest.mark.parametrize("each", ARTICLES)
def test_superdesk_reads_heads_up_to_their_first_element(each: Article) -> None:
    root = nitf(each)
    for path in ("hedline/hl1", "byline", "abstract/p"):
        found = root.find(f"body/body.head/{path}")
        assert found is None or (found.text and not len(found))


def test_a_byline_with_a_person_has_white_space_before_it() -> None:
    byline = nitf(TRANSLATION, "").find(".//byline")
    assert byline is not None
    assert byline.text is not None


def test_superdesk_takes_an_article_again_when_it_has_changed() -> None:
    later = dt.datetime(2026, 11, 29, 12, 30, tzinfo=dt.UTC)
    root = nitf(replace(TRANSLATION, revised=later))
    assert root.xpath("string(.//date.issue/@norm)") == "20261129T123000+0000"


def test_nitf_says_what_partners_are_told() -> None:
    root = nitf(RICH, "")
    assert {path: root.xpath(f"string({path})") for path in _NITF} == _NITF


_NITF = {
    "head/meta[@name='anpa-keyword']/@content": "court-aksu",
    "head/meta[@name='translation-kk']/@content": "https://news.example/kk/asylum.xml",
    "head/tobject/tobject.subject[1]/@tobject.subject.refnum": "20000087",
    "head/tobject/tobject.property/@tobject.property.type": "Feature",
    "head/docdata/urgency/@ed-urg": "3",
    "head/docdata/evloc/@city": "Aksu",
    "head/docdata/evloc/@iso-cc": "CN",
    "head/docdata/date.release/@norm": "20261201T060000+0500",
    "head/docdata/ed-msg[1]/@info": "2026-11-28: The town was wrong. Not before six.",
    "head/docdata/correction/@info": "2026-11-28: The town was wrong.",
    "head/docdata/doc.copyright/@holder": "The Newsroom",
    "head/docdata/doc.rights/@limitations": "With credit, unchanged",
    "body/body.head/dateline/location/city": "Aksu",
    "body/body.content/media[2]/media-reference/@source": "https://news.example/ug/a.jpg",
    "body/body.content/media[2]/media-reference/@mime-type": "image/jpeg",
    "body/body.content/media[2]/media-reference/@width": "640",
}


@pytest.mark.parametrize("each", [each for each in ARTICLES if each is not BARE])
def test_the_whole_text_of_a_news_item_is_found_by_those_who_read_html(each: Article) -> None:
    (data,) = newsml(each).iterfind(".//n:inlineData", G2)
    assert data.get("contenttype") == "text/html"
    body = next(part for part in each.root if part.get("class") == "body")
    words = " ".join(body.itertext("*")).split()
    said = etree.HTML(data.text or "").xpath("string()")
    assert [word for word in words if word not in said] == []


@pytest.mark.parametrize("each", [ORIGINAL, TRANSLATION, RIGHT_TO_LEFT])
def test_a_paragraphs_text_stands_directly_in_a_child_of_the_body(each: Article) -> None:
    (body,) = newsml(each).iterfind(".//h:body", G2)
    taken = " ".join(child.text or "" for child in body)
    assert taken.split() == " ".join(body.itertext()).split()


def test_a_news_item_says_what_partners_are_told() -> None:
    root = newsml(RICH)
    assert {path: root.xpath(f"string({path})", namespaces=G2) for path in _NEWSML} == _NEWSML


_NEWSML = {
    "n:rightsInfo/n:copyrightHolder/@literal": "The Newsroom",
    "n:rightsInfo/n:copyrightNotice": "© The Newsroom",
    "n:rightsInfo/n:usageTerms": "With credit, unchanged",
    "n:itemMeta/n:embargoed": "2026-12-01T06:00:00+05:00",
    "n:itemMeta/n:signal/@qcode": "sig:correction",
    "n:itemMeta/n:edNote[1]": "2026-11-28: The town was wrong. Not before six.",
    "n:itemMeta/n:link[@reluri='https://schema.org/workTranslation'][1]/@href": (
        "https://news.example/kk/asylum.newsml.xml"
    ),
    "n:itemMeta/n:link[@href='https://news.example/ug/a.jpg']/@contenttype": "image/jpeg",
    "n:itemMeta/n:link[@href='https://news.example/ug/a.jpg']/@size": "1234",
    "n:contentMeta/n:urgency": "3",
    "n:contentMeta/n:slugline": "court-aksu",
    "n:contentMeta/n:genre/n:name[@xml:lang='en']": "Feature",
    "n:contentMeta/n:subject[@type='cptType:5']/n:name": "Aksu",
    "n:contentMeta/n:subject[1]/@qcode": "medtop:20000087",
    "n:contentMeta/n:located/@literal": "Aksu",
}


def test_a_news_item_has_a_higher_version_after_each_change_of_its_translation() -> None:
    moments = [dt.datetime(2026, 11, 29, hour, 5, tzinfo=dt.UTC) for hour in (9, 10)]
    versions = [
        int(newsml(replace(TRANSLATION, revised=each)).get("version", "")) for each in moments
    ]
    assert versions == [202611290905, 202611291005]


@pytest.mark.parametrize("each", ARTICLES)
def test_ninjs_1_has_no_property_that_is_unknown_to_it(each: Article) -> None:
    assert set(ninjs(each)) <= NINJS_1


@pytest.mark.parametrize("each", ARTICLES)
def test_ninjs_1_has_its_associations_by_name(each: Article) -> None:
    data = ninjs(each)
    assert all(item["type"] == "picture" for item in data.get("associations", {}).values())
    assert data["body_html"]


def test_ninjs_1_says_what_partners_are_told() -> None:
    data = ninjs(RICH)
    assert {key: data[key] for key in _NINJS} == _NINJS
    assert data["subject"][0]["code"] == "20000087"
    assert data["altids"]["translationOf"] == "https://news.example/en/asylum"
    assert data["associations"]["picture3"]["renditions"]["original"] == {
        "href": "https://news.example/ug/a.jpg",
        "mimetype": "image/jpeg",
        "width": 640,
        "height": 480,
        "sizeinbytes": 1234,
    }


_NINJS = {
    "slugline": "court-aksu",
    "urgency": 3,
    "located": "Aksu",
    "copyrightholder": "The Newsroom",
    "copyrightnotice": "© The Newsroom",
    "usageterms": "With credit, unchanged",
    "embargoed": "2026-12-01T01:00:00Z",
    "versioncreated": "2026-11-28T00:00:00Z",
    "genre": [{"name": "Feature"}],
}


def test_superdesk_is_given_authors_and_keywords_too() -> None:
    data = ninjs(RICH, "superdesk")
    assert [each["name"] for each in data["authors"]] == ["A", "B"]
    assert data["keywords"] == ["Asylum", "Границы"]


def test_ninjs_3_says_what_partners_are_told() -> None:
    data = json.loads(render_ninjs(RICH))
    assert data["embargoedUntil"] == "2026-12-01T01:00:00Z"
    assert (data["copyrightHolder"], data["usageTerms"]) == (
        "The Newsroom",
        "With credit, unchanged",
    )
    assert data["subjects"][0]["uri"] == "http://cv.iptc.org/newscodes/mediatopic/20000087"


def test_links_and_pictures_in_a_text_for_partners_have_whole_addresses() -> None:
    root = etree.fromstring(
        '<article><div class="body"><p><a href="two.html">x</a></p></div></article>'
    )
    html = ninjs(replace(told(ORIGINAL), root=root))["body_html"]
    assert 'href="https://news.example/en/two.html"' in html


@pytest.mark.slow
def test_corrections_stand_in_books_and_corpora_too() -> None:
    assert b"<revremark>2026-11-28: The town was wrong.</revremark>" in render_docbook(RICH)
    assert b">2026-11-28: The town was wrong.</change>" in render_tei(RICH)


def test_several_authors_are_a_list_in_the_editions_language() -> None:
    said = "\u2068John Smith\u2069، \u2068Jane Doe\u2069 ۋە گۈلنار ئاسان"
    assert nitf(TOGETHER[1]).findtext(".//byline") == said
    assert json.loads(render_ninjs(TOGETHER[1]))["by"] == said
    assert json.loads(render_ninjs_1(TOGETHER[1]))["byline"] == said
    persons = [each.text for each in nitf(TOGETHER[1], "").iterfind(".//person")]
    assert persons == ["John Smith", "Jane Doe", "گۈلنار ئاسان"]
