import pytest

from tests.documents import read, xml
from toolkit.base.bcp47 import Locale
from toolkit.document.model import Document
from toolkit.editions.resources import localized_resources
from toolkit.localizing.filling import fill_tree

KK = Locale("kk")


def page(src: str) -> Document:
    return read(f'<!doctype html><p>a <img src="{src}" alt="b"></p>', "news/page.html")


def chosen(src: str, *files: str, locale: Locale = KK) -> list[str]:
    return list(localized_resources(page(src), locale, frozenset(files).__contains__).values())


def test_the_locales_own_picture_is_chosen() -> None:
    assert chosen("img/map.png", "news/img/map.kk.png") == ["img/map.kk.png"]


def test_without_one_the_sources_stays() -> None:
    assert chosen("img/map.png", "news/img/map.ru.png") == []


def test_a_folder_above_is_reached_inside_the_newsroom() -> None:
    assert chosen("../map.png", "map.kk.png") == ["../map.kk.png"]


def test_query_and_fragment_stay() -> None:
    assert chosen("map.svg?v=2#town", "news/map.kk.svg") == ["map.kk.svg?v=2#town"]


def test_an_escaped_address_is_a_files_name() -> None:
    assert chosen("a%20map.png", "news/a map.kk.png") == ["a%20map.kk.png"]


def test_the_most_particular_file_comes_first() -> None:
    files = "news/map.kk-KZ.png", "news/map.kk.png"
    assert chosen("map.png", *files, locale=Locale("kk-KZ")) == ["map.kk-KZ.png"]


def test_a_shorter_tag_serves_the_same_script() -> None:
    assert chosen("map.png", "news/map.kk.png", locale=Locale("kk-KZ")) == ["map.kk.png"]


def test_a_shorter_tag_does_not_serve_another_script() -> None:
    assert chosen("map.png", "news/map.kk.png", locale=Locale("kk-Arab")) == []


@pytest.mark.parametrize(
    "src",
    [
        "https://example.org/map.png",
        "//example.org/map.png",
        "/map.png",
        "../../map.png",
        "data:image/png;base64,AA",
        "file:///map.png",
        "http://[broken/map.png",
        "..%2f..%2fmap.png",
        "%00.png",
        "",
    ],
)
def test_nothing_outside_the_newsroom_is_asked_for(src: str) -> None:
    asked: list[str] = []

    def exists(path: str) -> bool:
        asked.append(path)
        return True

    localized_resources(page(src), KK, exists)
    assert asked == []


def test_what_is_not_translated_keeps_its_picture() -> None:
    document = read('<!doctype html><p>a <img src="map.png" translate=no></p>', "page.html")
    assert localized_resources(document, KK, lambda _: True) == {}


def test_a_rule_says_what_is_a_resource() -> None:
    rule = '<its:externalResourceRefRule selector="//film" externalResourceRefPointer="@file"/>'
    document = xml(f'<its:rules version="2.0">{rule}</its:rules><film file="a.webm"/>')
    assert list(localized_resources(document, KK, lambda _: True).values()) == ["a.kk.webm"]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("a.md", "# Headline\n\n![A map](map.png)\n"),
        (
            "a.page",
            '<page xmlns="http://projectmallard.org/1.0/" id="a"><media src="map.png"/></page>',
        ),
        ("b.xml", '<svg xmlns="http://www.w3.org/2000/svg"><image href="map.png"/></svg>'),
        (
            "a.xml",
            "<article><imageobject><imagedata fileref='map.png'/></imageobject></article>",
        ),
        ("a.dita", "<topic id='a'><title>T</title><body><image href='map.png'/></body></topic>"),
        (
            "a.tei",
            "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><graphic url='map.png'/></text></TEI>",
        ),
        ("a.nitf", "<nitf><body><media><media-reference source='map.png'/></media></body></nitf>"),
    ],
)
def test_every_vocabulary_has_pictures(path: str, source: str) -> None:
    found = localized_resources(read(source, path), KK, lambda _: True)
    assert list(found.values()) == ["map.kk.png"]


def test_an_edition_shows_the_locales_picture() -> None:
    document = page("map.png")
    resources = localized_resources(document, KK, lambda _: True)
    tree = fill_tree(document, [None for _ in document.units], KK, resources=resources)
    assert [each.get("src") for each in tree.iter("img")] == ["map.kk.png"]
