"""Charsets: what is read of an edition is its translation, whatever charset the source is in."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.base.markup.test_charsets import NAMES
from tests.documents import read
from tests.laws import examples
from toolkit.base.bcp47 import Locale
from toolkit.base.markup.charsets import charset_of
from toolkit.base.text import Text
from toolkit.document.model import Document
from toolkit.localizing.writers.own_format import render_own_format

KK = Locale("kk")
DECLARED = re.compile(rb"""charset=["']?([\w:-]+)""")
# Not what no page holds, nor what Python reads otherwise than browsers (base/markup/test_charsets).
WORDS = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=("Cc", "Cn", "Co", "Zs", "Zl", "Zp"),
        exclude_characters="～∥－￠￡￢‧﹑¯⊕⊙￥ўЎḿ︐︑︒︓︔︕︖︗︘︙",
    ),
    min_size=1,
    max_size=12,
)


def known(name: str, text: str) -> str:
    """Return a text without what browsers have in a charset and Python has not."""
    charset = charset_of(name)
    assert charset is not None
    return "".join(
        char for char in text if not charset.has(char) or char.encode(NAMES[name], "ignore")
    )


def edition(document: Document, *texts: str) -> bytes:
    filled: list[Text | None] = [(text,) for text in texts]
    return render_own_format(document, filled, KK)


def shown(page: bytes) -> list[str]:
    """Return title, attribute and text, by the charset that the page names, as Python has it."""
    named = DECLARED.search(page)
    assert named is not None
    text = page.decode(NAMES[named[1].decode().lower()])
    found = re.search(r"<title>(.*?)</title>.*title='(.*?)'>(.*?)</p>", text, re.DOTALL)
    assert found is not None
    return [unescape(each) for each in found.groups()]


PAGES = {
    "meta": "<html><head><meta charset=\"{}\"><title>A</title></head><p title='b'>c</p></html>",
    "pragma": "<meta content='text/html; charset={}' http-equiv=CONTENT-TYPE>"
    "<title>A</title><p title='b'>c</p>",
    "tangled": "<meta charset={}><title>A</title><table>x<tr><td><p title='b'>c</p></table>",
}


@pytest.mark.parametrize("name", NAMES)
@examples(20)
@given(title=WORDS, attribute=WORDS, text=WORDS, kind=st.sampled_from(sorted(PAGES)))
def test_a_page_says_its_translation_in_the_charset_that_it_names(
    name: str, title: str, attribute: str, text: str, kind: str
) -> None:
    title, attribute, text = (known(name, each) or "x" for each in (title, attribute, text))
    document = read(PAGES[kind].format(name))
    words = [title, "x", attribute, text] if kind == "tangled" else [title, attribute, text]
    page = edition(document, *words)
    if kind == "tangled":
        page = page.replace(b'title="', b"title='").replace(b'">', b"'>")
    assert shown(page) == [title, attribute, text]


@pytest.mark.parametrize(
    ("encoding", "codec"),
    [
        *((each, each) for each in ("utf-8", "ISO-8859-1", "us-ascii", "windows-1251", "koi8-r")),
        *((each, each) for each in ("gb18030", "big5", "euc-jp", "euc-kr", "iso-2022-jp")),
        ("utf-16", "utf-16"),
        ("utf-16", "utf-16-le"),
        ("UTF-16BE", "utf-16-be"),
    ],
)
@examples(20)
@given(text=WORDS, attribute=WORDS)
def test_xml_says_its_translation_in_the_encoding_that_it_names(
    encoding: str, codec: str, text: str, attribute: str
) -> None:
    its = 'xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0"'
    rule = (
        '<its:rules version="2.0"><its:translateRule selector="//@b" translate="yes"/></its:rules>'
    )
    source = f'<?xml version="1.0" encoding="{encoding}"?><d {its}>{rule}<p b="x">y</p></d>'
    document = read(source.encode(codec), "a.xml")
    root = etree.fromstring(edition(document, attribute, text))
    (found,) = root.iter("p")
    assert (found.get("b"), found.text) == (attribute, text)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    ("source", "path"),
    [
        ('<?xml version="1.0"?><p>ә</p>', "a.xml"),
        ("<?xml version='1.0'?><p>ә</p>", "a.html"),
        (
            "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><p>ә</p></html>",
            "a.xhtml",
        ),
    ],
)
def test_without_translations_the_bytes_are_the_source(codec: str, source: str, path: str) -> None:
    data = source.encode(codec)
    document = read(data, path)
    assert document.units
    assert render_own_format(document, [None] * len(document.units), Locale("en")) == data


def test_utf16_becomes_utf8_in_html_and_stays_in_xml() -> None:
    page = edition(read("<meta charset='utf-16'><p>a</p>".encode("utf-16")), "ә")
    assert page == "<meta charset='utf-8'><p>ә</p>".encode()
    document = read(
        '<?xml version="1.0" encoding="UTF-16"?><p xml:lang="en">a</p>'.encode("utf-16"), "a.xml"
    )
    expected = '<?xml version="1.0" encoding="UTF-16"?><p xml:lang="kk">ә</p>'.encode("utf-16")
    assert edition(document, "ә") == expected


def test_xhtml_says_one_charset_in_all_places() -> None:
    source = (
        '<?xml version="1.0" encoding="ISO-8859-1"?><html xmlns="http://www.w3.org/1999/xhtml">'
        '<head><meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1" />'
        "<title>a</title></head><body><!-- é --><p>b</p></body></html>"
    )
    for path in ("a.html", "a.xhtml"):
        page = edition(read(source.encode("latin-1"), path), "ә", "ғ é")
        assert b"&#1241;" in page
        assert "<!-- é --><p>&#1171; é</p>".encode("latin-1") in page
        assert page.count(b"ISO-8859-1") == 2


def test_a_meta_that_contradicts_an_xhtml_document_is_mended() -> None:
    source = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><meta charset="iso-8859-1"/>'
        "<title>a</title></head><body/></html>"
    )
    assert '<meta charset="utf-8"/>' in edition(read(source, "a.xhtml"), "ә").decode()


def test_a_comment_that_has_no_reference_makes_a_document_utf8() -> None:
    source = '<?xml version="1.0" encoding="us-ascii"?><!DOCTYPE p [<!ENTITY a "ә">]><p>&#xe9;</p>'
    document = read(source.replace("ә", "&#1241;"), "a.xml")
    assert edition(document, "ғ").startswith(b'<?xml version="1.0" encoding="us-ascii"?>')
    assert b"&#1171;" in edition(document, "ғ")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'<?xml version="1.0" encoding="utf-16"?><p>a</p>', "declares “utf-16”, which is"),
        ('<?xml version="1.0" encoding="utf-8"?><p/>'.encode("utf-16"), "its bytes are utf-16"),
        (b'\xef\xbb\xbf<?xml version="1.0" encoding="latin1"?><p/>', "its bytes are utf-8"),
        (b'<?xml version="1.0" encoding="nonsense"?><p/>', "“nonsense”, which is unknown"),
        (b'<?xml version="1.0" encoding="unicode_escape"?><p/>', "which is unknown"),
        (b'<?xml version="1.0" encoding="us-ascii"?>\n<p>\xe9</p>', ":2:4: error: byte 0xe9 is"),
        (b'<?xml version="1.0"?>\n<p>\xe9</p>', "a.xml:2:"),
    ],
)
def test_xml_in_no_known_encoding_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(Exception, match=re.escape(message)):
        read(data, "a.xml")


def test_a_character_that_only_browsers_have_in_a_charset_is_a_reference_in_xml() -> None:
    source = '<?xml version="1.0" encoding="euc-jp"?><p>one</p>'.encode("euc-jp")
    made = edition(read(source, "a.xml"), "5 ㎎ 水")
    assert etree.fromstring(made).text == "5 ㎎ 水"
    assert b"&#13198; " + "水".encode("euc-jp") in made
