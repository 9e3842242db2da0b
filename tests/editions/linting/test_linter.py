import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

import pytest

from tests.editions.articles import (
    EN,
    KK,
    ORIGINAL,
    PUBLIC,
    RIGHT_TO_LEFT,
    RU,
    SITE,
    TRANSLATION,
    UG,
)
from toolkit.base.errors import Finding
from toolkit.editions.article import Site
from toolkit.editions.linting.linter import lint_editions
from toolkit.editions.linting.page_rules import is_within
from toolkit.editions.page import render_article
from toolkit.editions.parallel import render_parallel
from toolkit.editions.site.lists import site_pages
from toolkit.editions.summary import list_article

URL = "https://news.example/kk/asylum.html"
RUSSIAN = replace(TRANSLATION, locale=RU)
ARTICLES = {EN: ORIGINAL, KK: TRANSLATION, RU: RUSSIAN, UG: RIGHT_TO_LEFT}


@lru_cache
def built(site: Site) -> Mapping[str, bytes]:
    files: dict[str, bytes] = {}
    listed = {}
    for locale, each in ARTICLES.items():
        article = replace(
            each, site=site, original=ORIGINAL.root, forms=("html", "nitf", "parallel")
        )
        listed[locale] = [list_article(article)]
        files[f"{locale}/asylum.html"] = render_article(article)
        files[f"{locale}/asylum.xml"] = b"<nitf/>"
        if locale != EN:
            files[f"{locale}/asylum.parallel.html"] = render_parallel(article)
    return {**files, **dict(site_pages(site, listed))}


def damaged(old: str, new: str, path: str = "kk/asylum.html", site: Site = SITE) -> list[Finding]:
    files = dict(built(site))
    text = files[path].decode()
    assert old in text
    files[path] = text.replace(old, new, 1).encode()
    return list(lint_editions(files, site))


@pytest.mark.slow
@pytest.mark.parametrize("site", [SITE, PUBLIC])
def test_what_the_toolkit_builds_has_no_findings(site: Site) -> None:
    assert lint_editions(built(site), site) == ()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('<meta charset="utf-8">', "", "edition-charset"),
        ('charset="utf-8"', 'charset="windows-1252"', "edition-charset"),
        ('charset="utf-8"', 'charset="nonsense"', "edition-charset"),
        ('<html lang="kk"', "<html", "edition-language"),
        ('<html lang="kk"', '<html lang="ru"', "edition-language"),
        ('dir="ltr">', 'dir="rtl">', "edition-language"),
        ('hreflang="ug" dir="rtl"', 'hreflang="ug"', "edition-language"),
        ('id="p-2"', 'id="p-1"', "edition-id"),
        ("<h1", "<h2", "edition-heading"),
        ('<main id="main"', '<img src="data:,"><main id="main"', "edition-alt"),
        ('href="index.html"', 'href="gone.html"', "edition-link"),
        ('href="#main"', 'href="#gone"', "edition-link"),
        ('id="p-4"', 'id="p-8"', "edition-passages"),
        (f'<link rel="canonical" href="{URL}">', "", "edition-canonical"),
        (f'canonical" href="{URL}"', 'canonical" href="../en/asylum.html"', "edition-canonical"),
        (f'<link rel="alternate" hreflang="kk" href="{URL}">', "", "edition-hreflang"),
        ('hreflang="x-default"', 'hreflang="fr"', "edition-hreflang"),
        ("</h1>", "а" * 400 + "</h1>", "edition-title"),
    ],
)
def test_each_fault_is_found(old: str, new: str, code: str) -> None:
    assert code in {each.code for each in damaged(old, new, site=PUBLIC)}


def test_a_finding_says_line_and_column() -> None:
    (found, *_) = damaged('id="p-2"', 'id="p-1"')
    assert found.location is not None
    assert found.location.path == "output/kk/asylum.html"
    lines = built(SITE)["kk/asylum.html"].decode().splitlines()
    assert 'id="p-2"' in lines[(found.location.line or 0) - 1]
    assert found.location.column == 1


def test_an_edition_that_is_not_published_is_found_wherever_it_is_named() -> None:
    files = {path: data for path, data in built(PUBLIC).items() if path != "ru/asylum.html"}
    found = lint_editions(files, PUBLIC, withheld=("ru/asylum.html",))
    named = {
        str(each.location).partition(":")[0] for each in found if each.code == "edition-unpublished"
    }
    assert {"output/kk/asylum.html", "output/sitemap.xml", "output/ru/feed.atom"} <= named
    assert "output/ru/index.html" in named


def test_a_page_that_the_sitemap_lacks_is_found() -> None:
    files = dict(built(PUBLIC))
    files["kk/new.html"] = files["kk/asylum.html"].replace(b"asylum", b"new")
    found = [each for each in lint_editions(files, PUBLIC) if each.code == "edition-sitemap"]
    assert [str(each.location) for each in found] == ["output/kk/new.html"]


def test_a_day_in_the_future_is_found_when_today_is_given() -> None:
    found = lint_editions(built(SITE), SITE, today=dt.date(2021, 1, 1))
    assert {each.code for each in found} == {"edition-date"}


def test_a_change_before_the_publication_is_found() -> None:
    meta = '<meta property="article:published_time" content="2021-02-22">'
    changed = '<meta property="article:modified_time" content="2020-01-01">'
    assert [each.code for each in damaged(meta, meta + changed)] == ["edition-date"]


def test_a_file_that_cannot_be_read_is_a_finding() -> None:
    found = lint_editions({"sitemap.xml": b"<urlset>"}, PUBLIC)
    assert [str(each.location).partition(":")[0] for each in found] == ["output/sitemap.xml"]


def test_links_out_of_the_site_are_not_looked_at() -> None:
    found = damaged('href="index.html"', 'href="https://elsewhere.example/gone"')
    assert found == []


@pytest.mark.parametrize(
    ("tag", "folder", "within"),
    [
        ("en-US", "en", True),
        ("EN", "en", True),
        ("kk-Cyrl-KZ", "kk", True),
        ("kk-Arab", "kk", False),
        ("en", "en-US", False),
        ("eng", "en", False),
        ("ru", "kk", False),
        ("no tag", "kk", False),
    ],
)
def test_a_tag_is_within_a_language_by_its_range(tag: str, folder: str, within: bool) -> None:
    assert is_within(tag, folder) is within


def test_a_passage_is_offered_in_a_language_that_leaves_it_out() -> None:
    found = damaged(' id="p-4"', "")
    links = [each.location for each in found if each.code == "edition-link"]
    linked = {each.path for each in links if each is not None}
    assert linked == {"output/kk/asylum.html"}
