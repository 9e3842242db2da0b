"""Links: a locale's own addresses in its editions."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.documents import read
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.document.model import Extras
from toolkit.localizing.adapting.links import (
    Link,
    Links,
    link_hints,
    linked_addresses,
    local_addresses,
    read_links,
    retarget,
    unused_links,
)
from toolkit.localizing.writers.own_format import render_own_format

KK = Locale("kk")
FILE = """
"https://a.example/news" = "https://kk.a.example/news"
"/about" = "/kk/about"

# No Kazakh version.
"https://b.example" = { href = "https://b.example/ru/", lang = "ru" }
"https://c.example/x" = { lang = "en" }
"""


def links(text: str = FILE) -> Links:
    return read_links(text.encode(), "locales/kk/links.toml")


def errors(text: str) -> list[str]:
    with pytest.raises(ToolkitError) as caught:
        links(text)
    return [str(each).removeprefix("locales/kk/links.toml:") for each in caught.value.findings]


def retargeted(attributes: str) -> str:
    root = etree.fromstring(f"<article><p><a {attributes}>a</a></p></article>")
    retarget(root, links())
    (element,) = root.iter("a")
    return " ".join(f'{name}="{value}"' for name, value in element.items())


# --- reading


def test_every_form_is_read() -> None:
    assert dict(links().known) == {
        "https://a.example/news": Link("https://kk.a.example/news"),
        "/about": Link("/kk/about"),
        "https://b.example/": Link("https://b.example/ru/", Locale("ru")),
        "https://c.example/x": Link("", Locale("en")),
    }


def test_each_link_has_its_place() -> None:
    place = links().known["https://b.example/"].location
    assert (place.path, place.line, place.column) == ("locales/kk/links.toml", 6, 1)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,a",
        "mailto:a@b.example",
        "file:///etc/passwd",
        "https:///a",
        "https:a",
    ],
)
@pytest.mark.parametrize("side", ["source", "local", "table"])
def test_only_http_and_relative_addresses_are_allowed(address: str, side: str) -> None:
    lines = {
        "source": f'"{address}" = "https://a.example/"',
        "local": f'"https://a.example/" = "{address}"',
        "table": f'"https://a.example/" = {{ href = "{address}" }}',
    }
    (error,) = errors(lines[side])
    message = f"“{address}” must be an http, https or relative address"
    assert error.startswith(f"1:1: error: {message}. ")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('"a" = "java\\nscript:b"', "an address cannot contain U+000A"),
        ('"a" = "java\\tscript:b"', "an address cannot contain U+0009"),
        ('"a" = "b\\" onclick=c"', "an address cannot contain U+0022"),
        ('"a" = "http://["', "“http://[” is not an address"),
        ('"" = "a"', "the address is empty"),
        ('"a" = ""', "the value of “a” must be an address"),
        ('"a" = 1', "the value of “a” must be an address"),
        ('"a" = {}', "the value of “a” must be an address"),
        ('"a" = ["b"]', "the value of “a” must be an address"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, message: str) -> None:
    (error,) = errors(text)
    assert error.startswith(f"1:1: error: {message}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('"a" = { href = "b", lnag = "en" }', "1:21: error: unknown key “lnag”"),
        (
            '"a" = { lang = "x y" }',
            "1:9: error: “x y” is not a language tag that the toolkit knows",
        ),
        ('["a"]\nhref = " "', "2:1: error: “href” is empty"),
    ],
)
def test_what_is_wrong_in_a_table_is_told_at_its_key(text: str, message: str) -> None:
    (error,) = errors(text)
    assert error.startswith(message)


def test_two_spellings_of_one_address_are_told() -> None:
    text = '"https://a.example" = "b"\n"HTTPS://A.example/" = "c"\n'
    (error,) = errors(text)
    assert error.startswith("2:1: error: “HTTPS://A.example/” is already in the file in line 1.")


@given(st.text('htps:/".={} langref\n#', max_size=60))
def test_any_file_is_read_or_refused(text: str) -> None:
    with suppress(ToolkitError):
        assert isinstance(links(text), Links)


# --- articles


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('href="https://a.example/news"', 'href="https://kk.a.example/news"'),
        ('href="HTTPS://A.EXAMPLE/news"', 'href="https://kk.a.example/news"'),
        ('href="https://a.example/News"', 'href="https://a.example/News"'),
        ('href="https://a.example/news#p-1"', 'href="https://kk.a.example/news#p-1"'),
        ('href="https://a.example/news?a=1"', 'href="https://a.example/news?a=1"'),
        ('href="/about"', 'href="/kk/about"'),
        ('href="https://b.example/"', 'href="https://b.example/ru/" hreflang="ru"'),
        ('href="https://c.example/x"', 'href="https://c.example/x" hreflang="en"'),
        ('href="/about" hreflang="en"', 'href="/kk/about"'),
        ('href="https://d.example/" hreflang="en"', 'href="https://d.example/" hreflang="en"'),
        ('href="http://["', 'href="http://["'),
        ('title="a"', 'title="a"'),
    ],
)
def test_a_link_leads_to_the_local_address(before: str, after: str) -> None:
    assert retargeted(before) == after


def test_a_fragment_of_its_own_wins() -> None:
    known = links('"https://a.example/#x" = "/a"\n"https://a.example/" = "/b#y"\n')
    assert [known.find(f"https://a.example/#{name}") for name in "xz"] == [
        ("/a", None),
        ("/b#y", None),
    ]


# --- documents in their own format


def edition(source: str, path: str = "a.html", text: str = FILE) -> str:
    document = read(source, path)
    extras = Extras(local_addresses(document, links(text), KK))
    texts = [None] * len(document.units)
    return render_own_format(document, texts, KK, extras).decode()


def test_a_page_has_the_local_addresses() -> None:
    page = edition('<!doctype html><p>See <a class=x href="https://b.example">b</a>.</p>')
    assert '<a class=x href="https://b.example/ru/" hreflang="ru">b</a>' in page


def test_a_page_says_the_language_of_a_local_address_where_it_said_one() -> None:
    page = edition('<!doctype html><p>See <a href="/about" hreflang="en">b</a>.</p>')
    assert '<a href="/kk/about" hreflang="kk">b</a>' in page


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            (
                '<article xmlns="http://docbook.org/ns/docbook" xmlns:x="http://www.w3.org/1999/xlink">'
                '<para><link x:href="/about">a</link></para></article>'
            ),
            '<link x:href="/kk/about">',
        ),
        (
            (
                '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>'
                '<ref target="/about">a</ref></p></body></text></TEI>'
            ),
            '<ref target="/kk/about">',
        ),
        (
            '<topic><title>a</title><body><p><xref href="/about">a</xref></p></body></topic>',
            '<xref href="/kk/about">',
        ),
        (
            '<nitf><body><body.content><p><a href="/about">a</a></p></body.content></body></nitf>',
            '<a href="/kk/about">',
        ),
    ],
)
def test_xml_has_the_local_addresses(source: str, expected: str) -> None:
    assert expected in edition(source, "a.xml")


def test_an_ampersand_stays_one() -> None:
    text = '"https://a.example/?a=1&b=2" = "/?c=1&d=2"\n'
    page = edition('<p><a href="https://a.example/?a=1&amp;b=2">a</a></p>', text=text)
    assert 'href="/?c=1&amp;d=2"' in page


# --- hints


TEXT = read(
    "A [b](https://a.example/news) [c](https://d.example/x#1) [d](https://d.example/x#2)\n"
    "[e](/about) [f](mailto:a@b.example) [g](#p-1)\n",
    "a.md",
)


def test_an_address_without_a_local_one_is_told_once() -> None:
    (hint,) = link_hints(TEXT, links(), "locales/kk/links.toml")
    assert str(hint) == (
        "a.md:1:31: hint: this locale has no address of its own for https://d.example/x#1. Hint: "
        'add "https://d.example/x" = "https://…" to locales/kk/links.toml, or { lang = "en" } '
        "if there is none."
    )


def test_an_address_that_nothing_links_to_is_told() -> None:
    told = [str(each) for each in unused_links(links(), linked_addresses(TEXT))]
    assert [each.partition(" hint: ")[2].partition(".")[0] for each in told] == [
        "no document links to https://b",
        "no document links to https://c",
    ]
