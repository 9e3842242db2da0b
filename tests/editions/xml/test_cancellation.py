"""What partners are told of an article that was withdrawn."""

import datetime as dt
import json
from dataclasses import replace

import pytest
from lxml import etree

from tests.editions.articles import EN, KAZAKH, KK, ORIGINAL, PUBLIC, SITE, TRANSLATION, UG, article
from tests.editions.xml.test_newsml import MODEL, NAMES, XML_LANG
from tests.editions.xml.test_ninjs import SCHEMA, problems
from tests.editions.xml.test_stylesheet import MODEL as NITF_MODEL
from toolkit.editions.article import Article, Phrase, Site
from toolkit.editions.site.withdrawal import Withdrawal
from toolkit.editions.xml.cancellation import cancellation
from toolkit.editions.xml.identity import identify
from toolkit.editions.xml.ninjs import render_ninjs
from toolkit.editions.xml.ninjs_1 import render_ninjs_1
from toolkit.editions.xml.stylesheet import render_newsml, render_nitf

WHEN = dt.datetime(2026, 11, 30, 10, 41, tzinfo=dt.UTC)
NEWSML, NINJS, NITF = "kk/asylum.newsml.xml", "kk/asylum.ninjs.json", "kk/asylum.xml"
GONE = Withdrawal("asylum", WHEN, (NEWSML, NINJS, "ug/asylum.newsml.xml", "kk/asylum.html"))
WIRED = replace(GONE, files=(NITF, "ug/asylum.xml"), nitf=True, reasons=(Phrase("Why?", EN),))
PUBLISHED = article(KAZAKH, KK, PUBLIC)


def made(path: str, ninjs: str = "", site: Site = PUBLIC) -> bytes:
    data = cancellation(site, GONE, path, ninjs)
    assert data is not None
    return data


@pytest.mark.parametrize("site", [PUBLIC, SITE])
@pytest.mark.parametrize("path", [NEWSML, "ug/asylum.newsml.xml"])
def test_a_news_item_is_valid_and_has_no_content(path: str, site: Site) -> None:
    root = etree.fromstring(made(path, site=site))
    MODEL.assertValid(root)
    assert root.find("n:contentSet", NAMES) is None
    assert [each.get("qcode") for each in root.iterfind(".//n:pubStatus", NAMES)] == [
        "stat:canceled"
    ]


def test_a_news_item_keeps_its_language_and_direction() -> None:
    root = etree.fromstring(made("ug/asylum.newsml.xml"))
    assert (root.get(XML_LANG), root.get("dir")) == (UG.tag, "rtl")


def test_ninjs_3_is_valid() -> None:
    data = json.loads(made(NINJS, "3.0"))
    assert problems(data, SCHEMA) == []
    assert data["pubStatus"] == "canceled"


def test_every_form_has_the_identifier_that_its_edition_had() -> None:
    newsml = etree.fromstring(render_newsml(PUBLISHED)).get("guid")
    assert etree.fromstring(made(NEWSML)).get("guid") == newsml
    assert json.loads(made(NINJS))["uri"] == json.loads(render_ninjs_1(PUBLISHED))["uri"]
    assert json.loads(made(NINJS, "3.0"))["uri"] == json.loads(render_ninjs(PUBLISHED))["uri"]


@pytest.mark.parametrize("ninjs", ["", "1.4", "superdesk", "3.0"])
def test_the_version_of_ninjs_is_that_of_the_newsroom(ninjs: str) -> None:
    data = json.loads(made(NINJS, ninjs))
    standard = data.get("standard") or data.get("$standard")
    assert standard["version"] == ("3.0" if ninjs == "3.0" else "1.4")


@pytest.mark.parametrize("each", [ORIGINAL, TRANSLATION])
def test_the_version_is_above_every_one_before(each: Article) -> None:
    assert int(json.loads(made(NINJS))["version"]) > int(identify(each, ".xml").version)


def values(data: bytes | None, path: str) -> list[str]:
    found = etree.fromstring(data or b"").xpath(path)
    assert isinstance(found, list)
    return [str(each) for each in found]


@pytest.mark.parametrize("path", WIRED.files)
def test_nitf_is_valid_cancelled_and_says_so_in_place_of_its_text(path: str) -> None:
    data = cancellation(PUBLIC, WIRED, path, "")
    NITF_MODEL.assertValid(etree.fromstring(data or b""))
    assert values(data, "//docdata/@management-status") == ["canceled"]
    assert values(data, "//hl1/text()") == values(data, "//head/title/text()")
    assert values(data, "//body.content/p/text() | //body.content/p/@xml:lang") == ["en", "Why?"]


@pytest.mark.parametrize("receiver", ["", "superdesk"])
def test_nitf_is_known_again_and_newer_by_the_day_that_systems_compare(receiver: str) -> None:
    cancelled = cancellation(PUBLIC, WIRED, NITF, "")
    before = render_nitf(PUBLISHED, receiver=receiver)
    assert values(cancelled, "//doc-id/@*") == values(before, "//doc-id/@*")
    assert values(cancelled, "//date.issue/@norm") > values(before, "//date.issue/@norm")


@pytest.mark.parametrize("path", ["kk/asylum.html", "kk/asylum.xml", "kk/other.ninjs.json"])
def test_other_files_have_none(path: str) -> None:
    assert cancellation(PUBLIC, GONE, path, "") is None
