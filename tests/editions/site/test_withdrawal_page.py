"""The page that says that an article is withdrawn."""

import datetime as dt
from dataclasses import replace

import pytest
from lxml import html

from tests.editions.articles import EN, KK, PUBLIC, RU, SITE, UG
from toolkit.base.bcp47 import Locale
from toolkit.editions.article import Phrase, Site
from toolkit.editions.site.withdrawal import Withdrawal
from toolkit.editions.site.withdrawal_page import render_withdrawal

WHEN = dt.datetime(2026, 11, 30, 10, 41, tzinfo=dt.UTC)
GONE = Withdrawal("2021/asylum", WHEN, ("en/2021/asylum.html", "ug/2021/asylum.html"))


def page(withdrawal: Withdrawal = GONE, path: str = "", site: Site = SITE) -> html.HtmlElement:
    path = path or withdrawal.files[0]
    return html.document_fromstring(render_withdrawal(site, withdrawal, path))


def test_it_is_in_the_language_and_direction_of_its_address() -> None:
    root = page(path="ug/2021/asylum.html")
    assert (root.get("lang"), root.get("dir")) == ("ug", "rtl")


def test_no_search_engine_keeps_it() -> None:
    root = page(site=PUBLIC)
    assert root.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert root.xpath("//link[@rel='canonical'] | //link[@hreflang]") == []
    assert root.xpath("//meta[starts-with(@property, 'og:')]") == []


def test_it_says_the_day() -> None:
    assert page().xpath("//time/@datetime") == ["2026-11-30"]


def test_it_leads_home_and_to_its_other_languages_alone() -> None:
    assert sorted(set(page().xpath("//a/@href"))) == [
        "#main",
        "../../index.html",
        "../../ug/2021/asylum.html",
        "../index.html",
        "asylum.html",
    ]


def test_a_page_beside_the_original_leads_to_its_like_or_to_the_page() -> None:
    gone = replace(GONE, files=(*GONE.files, "ug/2021/asylum.parallel.html"))
    hrefs = page(gone, "ug/2021/asylum.parallel.html").xpath("//nav//a/@href")
    assert hrefs == ["../../en/2021/asylum.html", "asylum.parallel.html"]


@pytest.mark.parametrize(
    ("reasons", "shown"),
    [
        ({EN: "An order.", UG: "بۇيرۇق."}, ("بۇيرۇق.", None, None)),
        ({EN: "An order."}, ("An order.", "en", "ltr")),
        ({KK: "Бұйрық."}, None),
        ({}, None),
    ],
)
def test_a_reason_is_in_the_page_s_language_or_the_site_s(
    reasons: dict[Locale, str], shown: tuple[str, str | None, str | None] | None
) -> None:
    gone = replace(GONE, reasons=tuple(Phrase(text, key) for key, text in reasons.items()))
    found = page(gone, "ug/2021/asylum.html").xpath("//main/p[not(@class)]")
    assert [(each.text, each.get("lang"), each.get("dir")) for each in found] == (
        [shown] if shown else []
    )


def test_a_reason_is_text() -> None:
    gone = replace(GONE, reasons=(Phrase("<script>alert(1)</script>", EN),))
    root = page(gone)
    assert root.xpath("//script") == []
    assert "<script>" in root.findtext(".//main/p[2]", "")


def test_a_translation_that_is_withdrawn_is_called_that() -> None:
    gone = Withdrawal("asylum", WHEN, ("kk/asylum.html",), standing=(EN, RU))
    root = page(gone)
    assert root.findtext(".//h1") == "Бұл аударма жарияланымнан алынды"
    assert root.xpath("//nav//a/@href") == ["../en/asylum.html", "asylum.html", "../ru/asylum.html"]


def test_an_address_of_no_language_speaks_the_site_s() -> None:
    gone = Withdrawal("asylum", WHEN, ("mul/asylum.single.html", "tr/asylum.html"))
    for path in gone.files:
        assert page(gone, path).get("lang") == "en"
