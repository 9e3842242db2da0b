from collections.abc import Callable
from importlib.resources import files

import pytest
from lxml import etree

from toolkit.base.markup import parse_html, parse_xml
from toolkit.document.its.annotations import Annotations, annotate
from toolkit.document.its.rules import Rules, read_rules

DEFAULTS = files("toolkit.document.its") / "defaults"
XHTML = "http://www.w3.org/1999/xhtml"


def rules(name: str) -> Rules:
    return read_rules((DEFAULTS / name).read_bytes(), name)


def page(body: str) -> Annotations:
    tree = parse_html(f"<!DOCTYPE html><body>{body}</body>".encode(), "page.html")
    return annotate(tree, [rules("html.xml")], html=True)


def xhtml(body: str) -> Annotations:
    tree = parse_xml(f'<html xmlns="{XHTML}"><body>{body}</body></html>'.encode(), "page.xhtml")
    return annotate(tree, [rules("html.xml")], html=True)


def article(content: str, *, html: bool = False) -> Annotations:
    tree = parse_xml(f'<article lang="en">{content}</article>'.encode(), "a.txt")
    return annotate(tree, [rules("article.xml")], html=html)


def find(annotations: Annotations, name: str) -> etree._Element:
    return next(
        each for each in annotations.tree.iter(etree.Element) if etree.QName(each).localname == name
    )


@pytest.mark.parametrize("name", sorted(each.name for each in DEFAULTS.iterdir()))
def test_every_file_of_default_rules_is_read(name: str) -> None:
    assert rules(name).rules


@pytest.mark.parametrize("read", [page, xhtml])
@pytest.mark.parametrize("name", ["script", "style", "mo"])
def test_what_is_no_prose_is_not_translated(name: str, read: Callable[[str], Annotations]) -> None:
    document = read(f"<div><math><{name}>x</{name}></math></div>")
    assert not document.translate(find(document, name))


@pytest.mark.parametrize("name", ["code", "kbd", "noscript", "mtext", "textarea", "title"])
def test_prose_is_translated(name: str) -> None:
    document = page(f"<div><{name}>x</{name}></div>")
    assert document.translate(find(document, name))


def test_text_in_drawings_is_translated() -> None:
    document = page("<svg><style>a</style><g><text>b</text></g></svg>")
    assert document.translate(find(document, "text"))
    assert not document.translate(find(document, "style"))


def test_no_default_brings_back_what_the_author_keeps() -> None:
    document = page("<div translate=no><svg><text>b</text></svg><p title=t>c</p></div>")
    assert not document.translate(find(document, "text"))
    assert not document.translate(find(document, "p"), "title")


def test_an_author_may_translate_what_by_default_is_not() -> None:
    document = page("<script translate=yes>a</script>")
    assert document.translate(find(document, "script"))


@pytest.mark.parametrize("attribute", ["lang", "style", "download", "srcdoc"])
@pytest.mark.parametrize("name", ["a", "iframe"])
def test_attributes_that_are_no_prose_are_not_translated(name: str, attribute: str) -> None:
    document = page(f"<{name} {attribute}=x></{name}>")
    assert not document.translate(find(document, name), attribute)


@pytest.mark.parametrize(
    ("name", "within"),
    [("font", "yes"), ("rt", "yes"), ("select", "nested"), ("svg", "nested"), ("div", "no")],
)
def test_how_elements_stand_in_text(name: str, within: str) -> None:
    document = page(f"<p>a<{name}>b</{name}>")
    assert document.within_text(find(document, name)) == within


@pytest.mark.parametrize("name", ["pre", "textarea"])
def test_space_is_preserved_where_html_shows_it(name: str) -> None:
    document = page(f"<{name}><b>a</b></{name}>")
    assert document.preserves_space(find(document, name))


def test_the_rules_serve_xhtml_too() -> None:
    document = xhtml("<p>a<font>b</font></p><pre>c</pre>")
    assert document.within_text(find(document, "font")) == "yes"
    assert document.preserves_space(find(document, "pre"))


BYLINE = '<p class="first byline"><span>A</span><time datetime="2021-02-22">d</time></p>'


@pytest.mark.parametrize("html", [False, True])
def test_dates_of_an_article_are_not_translated(html: bool) -> None:
    document = article(BYLINE, html=html)
    assert not document.translate(find(document, "time"))


@pytest.mark.parametrize("html", [False, True])
def test_a_name_in_a_byline_is_a_text_of_its_own(html: bool) -> None:
    document = article(BYLINE + "<p>a <em>b</em></p>", html=html)
    assert document.within_text(find(document, "span")) == "no"
    assert document.within_text(find(document, "em")) == "yes"


@pytest.mark.parametrize("html", [False, True])
def test_an_article_tells_its_language(html: bool) -> None:
    document = article('<p>a</p><p dir="rtl"><q lang="ug" id="i">b</q></p>', html=html)
    quote = find(document, "q")
    assert document.language(find(document, "p")) == "en"
    assert document.language(quote) == "ug"
    assert document.direction(quote) == "rtl"
    assert document.id_value(quote) == "i"


@pytest.mark.parametrize("html", [False, True])
def test_attributes_of_an_article_are_not_translated(html: bool) -> None:
    document = article('<p class="note">a</p>', html=html)
    assert not document.translate(document.tree.getroot(), "lang")
    assert not document.translate(find(document, "p"), "class")


def test_the_markup_of_its_is_no_text_of_xml() -> None:
    its = 'xmlns:its="http://www.w3.org/2005/11/its"'
    data = f'<r {its}><its:rules version="2.0"><its:param name="x">a</its:param></its:rules></r>'
    tree = parse_xml(data.encode(), "a.xml")
    document = annotate(tree, [rules("xml.xml")])
    assert not document.translate(find(document, "param"))
