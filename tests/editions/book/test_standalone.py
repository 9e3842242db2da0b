from dataclasses import replace

import pytest
from lxml import etree

from tests.editions.articles import PUBLIC, TRANSLATION
from tests.editions.pictures import GIF, JPEG, LOUD_SVG, PNG, WEBP
from toolkit.base.errors import Finding
from toolkit.editions.book.standalone import leading_out
from toolkit.editions.pictures import finder, know_picture

SITED = replace(TRANSLATION, site=PUBLIC, document_id="2021/asylum")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example", "https://a.example"),
        ("HTTPS://a.example/x y?q=ә#ү", "https://a.example/x%20y?q=%D3%99#%D2%AF"),
        ("https://a.example/%D3%99/100%", "https://a.example/%D3%99/100%25"),
        ("https://қазақ.example:8080/", "https://қазақ.example:8080/"),
        ("mailto:a@b.example?subject=x", "mailto:a@b.example?subject=x"),
        ("tel:+77271234567", "tel:+77271234567"),
        ("other.html#p-1", "https://news.example/kk/2021/other.html#p-1"),
        ("/about", "https://news.example/about"),
        ("//a.example/x", "https://a.example/x"),
    ],
)
def test_a_link_is_written_as_it_leads_out(address: str, expected: str) -> None:
    assert leading_out(address, SITED) == expected


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "http://[::1",
        "http://user@a.example/",
        "https://no host/",
        "https:///path",
        "https:path",
        "mailto:",
        "file:///etc/passwd",
    ],
)
def test_a_link_that_leads_nowhere_is_none(address: str) -> None:
    assert leading_out(address, SITED) == ""


def test_a_relative_link_of_an_unknown_site_leads_nowhere() -> None:
    assert leading_out("other.html", TRANSLATION) == ""


@pytest.mark.parametrize(
    ("data", "media_type", "suffix"),
    [
        (PNG, "image/png", ".png"),
        (JPEG, "image/jpeg", ".jpg"),
        (GIF, "image/gif", ".gif"),
        (WEBP, "image/webp", ".webp"),
        (LOUD_SVG, "image/svg+xml", ".svg"),
    ],
)
def test_a_picture_is_known_by_its_bytes(data: bytes, media_type: str, suffix: str) -> None:
    found = know_picture(data, "x.bin")
    assert found is not None
    assert (found.media_type, found.name[-len(suffix) :]) == (media_type, suffix)


@pytest.mark.parametrize("data", [b"", b"no picture", b"<html/>", b"<svg/>", b"RIFF....WAVE"])
def test_anything_else_is_no_picture(data: bytes) -> None:
    assert know_picture(data, "x.png") is None


def test_a_drawing_is_taken_without_what_it_would_run_or_ask_for() -> None:
    found = know_picture(LOUD_SVG, "x.svg")
    assert found is not None
    for loud in (b"script", b"onload", b"a.example", b"foreignObject", b"@import", b"DOCTYPE"):
        assert loud not in found.data
    root = etree.fromstring(found.data)
    assert "Kept" in "".join(root.itertext())
    assert root.xpath("//@fill | //@stroke") == ["url(#g)"]


@pytest.mark.parametrize(
    "address", ["https://a.example/x.png", "../../x.png", "/x.png", "http://["]
)
def test_no_picture_is_looked_for_outside_the_newsroom(address: str) -> None:
    asked: list[str] = []
    told: list[Finding] = []

    def read(path: str) -> bytes | None:
        asked.append(path)
        return None

    each = replace(TRANSLATION, path="seeds/a.md", files=read)
    assert finder(told.append)(each, address) is None
    assert asked == []
    assert [each.code for each in told] == ["missing-picture"]


def test_a_picture_is_looked_for_beside_its_source() -> None:
    def read(path: str) -> bytes | None:
        return PNG if path == "seeds/x/a b.png" else None

    each = replace(TRANSLATION, path="seeds/a.md", files=read)
    found = finder(lambda _finding: None)(each, "x/a%20b.png?v=1")
    assert found is not None
    assert found.data == PNG
