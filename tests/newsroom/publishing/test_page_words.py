from pathlib import Path

import pytest
from lxml import html

from tests.newsrooms import CONFIGURATION, make, translate
from toolkit.base.errors import Finding
from toolkit.newsroom.project import Project
from toolkit.newsroom.source_files import find_sources

pytestmark = pytest.mark.slow

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
OWN = HEADER + 'msgid "All articles"\nmsgstr "Біздің <b>материалдар</b>"\n'


def own_words(folder: Path, tag: str, text: str) -> None:
    path = folder / "locales" / tag / "LC_MESSAGES" / "toolkit.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def page(folder: Path, path: str) -> html.HtmlElement:
    return html.fromstring((folder / "output" / path).read_text(encoding="utf-8"))


def texts(root: html.HtmlElement, selector: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in root.cssselect(selector)]


def built(folder: Path, configuration: str = CONFIGURATION) -> tuple[Project, tuple[Finding, ...]]:
    project = make(folder, configuration)
    for locale in project.settings.translated:
        translate(project, locale.tag)
    return project, project.build().findings


def test_a_newsrooms_own_words_are_text_on_its_pages(tmp_path: Path) -> None:
    own_words(tmp_path, "kk", OWN)
    assert built(tmp_path)[1] == ()
    assert texts(page(tmp_path, "kk/bridge.html"), ".colophon a")[0] == "Біздің <b>материалдар</b>"
    assert texts(page(tmp_path, "kk/index.html"), "h1") == ["Біздің <b>материалдар</b>"]
    assert texts(page(tmp_path, "kk/bridge.html"), ".skip") == ["Мақалаға өту"]


def test_a_broken_catalog_is_named_and_stops_nothing(tmp_path: Path) -> None:
    own_words(tmp_path, "kk", 'msgid "All articles\n')
    (finding, *_) = built(tmp_path)[1]
    assert str(finding.location).startswith("locales/kk/LC_MESSAGES/toolkit.po:1")
    assert texts(page(tmp_path, "kk/bridge.html"), ".colophon a")[0] == "Барлық мақала"


def test_a_folder_may_be_named_as_posix_has_it(tmp_path: Path) -> None:
    own_words(tmp_path, "zh_Hant", HEADER + 'msgid "All articles"\nmsgstr "全部"\n')
    built(tmp_path, CONFIGURATION + "\n[locales.zh-Hant]\n")
    assert texts(page(tmp_path, "zh-Hant/index.html"), "h1") == ["全部"]


def test_check_says_what_pages_say_in_english(tmp_path: Path) -> None:
    project = make(tmp_path, CONFIGURATION + "\n[locales.ckb]\n")
    (found,) = (each for each in project.check() if each.code == "words-missing")
    assert str(found.location) == "locales/ckb/LC_MESSAGES/toolkit.po"


def test_check_names_a_wrong_placeholder(tmp_path: Path) -> None:
    own_words(tmp_path, "kk", HEADER + 'msgid "Table {number}"\nmsgstr "Кесте"\n')
    found = [each.code for each in make(tmp_path).check()]
    assert "words-placeholder" in found


def test_no_document_may_have_the_catalogs_name(tmp_path: Path) -> None:
    project = make(tmp_path)
    (tmp_path / "articles" / "toolkit.txt").write_text("Words\n", encoding="utf-8")
    (finding,) = find_sources(project.settings).findings
    assert "reserved" in finding.message


NAMED = """source = "en"
title = "Steppe News"
base_url = "https://news.example/"

[[documents]]
files = "articles/*.txt"
editions = ["html", "epub", "single"]

[locales.kk]
title = "Дала жаңалықтары"

[locales.kk-Latn]
from = "kk"

[locales.ug]
"""


def test_pages_name_the_newsroom_as_their_readers_do(tmp_path: Path) -> None:
    built(tmp_path, NAMED)
    root = page(tmp_path, "kk/bridge.html")
    assert texts(root, ".site") == ["Дала жаңалықтары"]
    assert root.cssselect(".site a")[0].get("lang") is None
    assert texts(root, "title")[0].endswith("— Дала жаңалықтары")
    assert root.cssselect('[property="og:site_name"]')[0].get("content") == "Дала жаңалықтары"
    assert texts(page(tmp_path, "en/bridge.html"), ".site") == ["Steppe News"]
    assert texts(page(tmp_path, "kk/bridge.single.html"), ".site") == ["Дала жаңалықтары"]


def test_a_derived_locale_has_the_name_in_its_alphabet(tmp_path: Path) -> None:
    built(tmp_path, NAMED)
    assert texts(page(tmp_path, "kk-Latn/bridge.html"), ".site") == ["Dala jañalyqtary"]


def test_a_locale_without_a_name_has_the_sources_marked(tmp_path: Path) -> None:
    built(tmp_path, NAMED)
    (link,) = page(tmp_path, "ug/index.html").cssselect(".site a")
    assert (link.text, link.get("lang"), link.get("dir")) == ("Steppe News", "en", "ltr")


def test_feeds_and_the_home_page_have_the_name(tmp_path: Path) -> None:
    built(tmp_path, NAMED)
    feed = (tmp_path / "output" / "kk" / "feed.atom").read_text(encoding="utf-8")
    assert "<title>Дала жаңалықтары</title>" in feed
    invitations = texts(page(tmp_path, "index.html"), ".invitation")
    assert "Дала жаңалықтары Барлық мақала" in invitations
