"""HTML that feeds hold as text: read as markup, written back in the form that it had."""

from collections.abc import Callable
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import KK, messages, read
from toolkit.document.model import Document
from toolkit.localizing.writers.own_format import render_own_format

RSS = (
    '<rss version="2.0"><channel><title>T</title><item><description>{}</description>'
    "</item></channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><entry>'
    '<title type="html">{}</title></entry></feed>'
)


def cdata(html: str) -> str:
    return f"\n<![CDATA[{html}]]> "


def feed(content: str) -> Document:
    return read(RSS.format(content), "a.xml")


def written(document: Document, said: dict[str, str]) -> str:
    texts = [
        each.read_translation(said[each.message]) if each.message in said else None
        for each in document.units
    ]
    return render_own_format(document, texts, KK).decode()


@pytest.mark.parametrize("form", [cdata, escape], ids=["a CDATA section", "escaped"])
@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p>She was <a href="u">freed</a>.</p>', ["She was <a1>freed</a1>."]),
        ("<p>One</p>\n<p>Two &amp; three</p>", ["One", "Two & three"]),
        ("One<br>two", ["One<br/>two"]),
        ('<img src="i" alt="A map">', ["A map"]),
        ("<ul><li>One<li>Two</ul>", ["One", "Two"]),
        ("<!-- wp:paragraph --><p>One</p>", ["One"]),
        ("[gallery] <b>One</b>", ["<pi1/> <b>One</b>"]),
        ("<script>x()</script><p>One</p>", ["One"]),
        ("One\n\ntwo <b>three</b>", ["One\n\ntwo <b>three</b>"]),
        # What has no tags, or tags that do not tell, stays the text that it is.
        ("R&amp;D", ["R&amp;D"]),
        ("<b><i>x</b></i> y", ["<b><i>x</b></i> y"]),
        ("a < b", ["a < b"]),
    ],
)
def test_the_markup_in_a_text_is_read(form: object, html: str, expected: list[str]) -> None:
    assert callable(form)
    document = feed(form(html))
    assert messages(document)[1:] == expected
    nothing = [None] * len(document.units)
    assert render_own_format(document, nothing, KK) == document.original


def test_a_translation_in_a_cdata_section_is_html() -> None:
    document = feed(cdata('<p>A <a href="u?a&amp;b">b</a><!-- c --> d</p><p>E</p>'))
    made = written(document, {"A <a1>b</a1><comment1/> d": "<a1>Ә</a1> & <comment1/>"})
    assert '<![CDATA[<p><a href="u?a&amp;b">Ә</a> &amp; <!-- c --></p><p>E</p>]]>' in made


def test_a_program_in_the_html_of_a_cdata_section_still_runs() -> None:
    document = feed(cdata("<p>Hello <%= name %>.</p>"))
    made = written(document, {"Hello <%= name %>.": "Сәлем <%= name %>."})
    assert "<![CDATA[<p>Сәлем <%= name %>.</p>]]>" in made


def test_a_translation_of_escaped_html_is_escaped_twice() -> None:
    document = feed(escape('<p>A <b>b</b></p><img src="i" alt="A map">', quote=False))
    made = written(document, {"A <b>b</b>": "<b>Ә</b> & <", "A map": 'К"арта & <'})
    html = '<p><b>Ә</b> &amp; &lt;</p><img src="i" alt="К&quot;арта &amp; &lt;">'
    assert f"<description>{escape(html, quote=False)}</description>" in made


@pytest.mark.parametrize(
    "html", ["<o:p>A</o:p>", "<p>A</p><a@b>c</a@b>", f"{'<div>' * 300}A{'</div>' * 300}"]
)
def test_html_that_the_tree_cannot_hold_stays_text(html: str) -> None:
    document = read(ATOM.format(escape(html)), "a.xml")
    assert messages(document) == [html]


def test_html_in_pieces_stays_text() -> None:
    document = feed("<![CDATA[<b>A</b>]]>&amp;<![CDATA[<b>B</b>]]>")
    assert messages(document)[1:] == ["<b>A</b>&<b>B</b>"]


def test_an_element_of_a_page_s_own_may_hold_text() -> None:
    assert messages(read(ATOM.format("&lt;my-b&gt;A&lt;/my-b&gt;"), "a.xml")) == ["A"]


def test_a_title_of_atom_may_hold_html() -> None:
    document = read(ATOM.format("A &lt;b&gt;bold&lt;/b&gt; move"), "a.xml")
    assert messages(document) == ["A <b>bold</b> move"]
    made = written(document, {"A <b>bold</b> move": "<b>Батыл</b> қадам"})
    assert "&lt;b&gt;Батыл&lt;/b&gt; қадам</title>" in made


_HTML = st.lists(
    st.sampled_from(
        [
            "<p>a",
            "</p>",
            "<b>c</b>",
            "&amp;",
            "&nbsp;",
            "d ",
            "<br>",
            "<!-- e -->",
            "ә",
            '<a href="f">',
        ]
    ),
    max_size=8,
).map("".join)


@pytest.mark.parametrize("form", [cdata, escape])
@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<!-- e -->a <b>c</b>", "a <b>c</b>"),
        ("<!-- e -->\xa0<b>c</b>", "\xa0<b>c</b>"),
        ("<!-- e --><p>a <b>c</b></p>", "a <b>c</b>"),
    ],
)
def test_html_may_begin_with_a_comment(form: Callable[[str], str], html: str, message: str) -> None:
    assert messages(feed(form(html)))[1:] == [message]


@given(_HTML, st.sampled_from([cdata, escape]))
def test_any_text_is_written_back(html: str, form: object) -> None:
    assert callable(form)
    document = feed(form(html))
    nothing = [None] * len(document.units)
    assert render_own_format(document, nothing, KK) == document.original
    itself = written(document, {each.message: each.message for each in document.units})
    assert messages(read(itself, "a.xml")) == messages(document)
